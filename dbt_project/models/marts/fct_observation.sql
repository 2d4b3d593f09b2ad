with

observations as (

    select * from {{ ref('int_observations__corrected') }}

),

documents as (

    select * from {{ ref('dim_document') }}

),

areas as (

    select * from {{ ref('dim_area') }}

),

indicators as (

    select * from {{ ref('dim_indicator') }}

)

select
    observations.observation_id,
    observations.document_id,
    documents.title as document_title,
    documents.publisher,
    documents.document_date,
    observations.area_code,
    areas.area_name,
    areas.city_code,
    areas.city_name,
    observations.year,
    observations.period_start,
    observations.period_end,
    observations.indicator_code,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    observations.subject,
    observations.unit_code,
    observations.status,
    observations.basis,
    observations.qualifier,
    observations.value,
    observations.lower_bound,
    observations.upper_bound,
    observations.resolution,
    {{ printed_lower_bound('observations') }} as printed_lower_bound,
    {{ printed_upper_bound('observations') }} as printed_upper_bound,
    observations.value_as_extracted,
    observations.lower_bound_as_extracted,
    observations.upper_bound_as_extracted,
    observations.correction_id is not null as is_corrected,
    observations.correction_id,
    observations.quote,
    observations.span_start,
    observations.span_end,
    observations.ordinal,
    observations.sentence,
    observations.sentence_start,
    observations.is_guessed,
    observations.confidence,
    observations.evidence
from observations
inner join documents on observations.document_id = documents.document_id
left join areas on observations.area_code = areas.area_code
left join indicators on observations.indicator_code = indicators.indicator_code
