with

vintages as (

    select * from {{ ref('int_area_year__vintages') }}

),

areas as (

    select * from {{ ref('dim_area') }}

),

indicators as (

    select * from {{ ref('dim_indicator') }}

),

-- What is known now: the vintage that no later document has ended.
current_vintages as (

    select * from vintages
    where known_until is null

)

select
    current_vintages.area_year_id,
    current_vintages.area_code,
    areas.area_name,
    areas.area_name_en,
    areas.area_level,
    areas.city_code,
    areas.province_code,
    current_vintages.year,
    current_vintages.indicator_code,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    current_vintages.subject,
    current_vintages.unit_code,
    current_vintages.status,
    current_vintages.value,
    current_vintages.lower_bound,
    current_vintages.upper_bound,
    current_vintages.printed_lower_bound,
    current_vintages.printed_upper_bound,
    current_vintages.qualifier,
    current_vintages.method,
    current_vintages.basis,
    current_vintages.sense,
    current_vintages.period_start,
    current_vintages.period_end,
    current_vintages.months_covered,
    current_vintages.observation_count,
    current_vintages.document_count,
    current_vintages.passed_over_count,
    current_vintages.part_count,
    current_vintages.chosen_observation_id,
    current_vintages.chosen_document_id,
    current_vintages.known_from,
    current_vintages.is_guessed,
    current_vintages.confidence
from current_vintages
left join areas on current_vintages.area_code = areas.area_code
left join indicators on current_vintages.indicator_code = indicators.indicator_code
