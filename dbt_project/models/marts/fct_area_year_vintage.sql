with

vintages as (

    select * from {{ ref('int_area_year__vintages') }}

),

areas as (

    select * from {{ ref('dim_area') }}

),

indicators as (

    select * from {{ ref('dim_indicator') }}

)

select
    vintages.area_year_vintage_id,
    vintages.known_from,
    vintages.known_until,
    vintages.area_year_id,
    vintages.area_code,
    areas.area_name,
    areas.area_name_en,
    areas.area_level,
    areas.city_code,
    areas.province_code,
    vintages.year,
    vintages.indicator_code,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    vintages.subject,
    vintages.unit_code,
    vintages.status,
    vintages.value,
    vintages.lower_bound,
    vintages.upper_bound,
    vintages.printed_lower_bound,
    vintages.printed_upper_bound,
    vintages.qualifier,
    vintages.method,
    vintages.basis,
    vintages.sense,
    vintages.period_start,
    vintages.period_end,
    vintages.months_covered,
    vintages.observation_count,
    vintages.document_count,
    vintages.passed_over_count,
    vintages.part_count,
    vintages.chosen_observation_id,
    vintages.chosen_document_id,
    vintages.is_guessed,
    vintages.confidence
from vintages
left join areas on vintages.area_code = areas.area_code
left join indicators on vintages.indicator_code = indicators.indicator_code
