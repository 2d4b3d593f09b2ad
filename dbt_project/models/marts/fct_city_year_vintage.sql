with

vintages as (

    select * from {{ ref('fct_area_year_vintage') }}

),

areas as (

    select * from {{ ref('dim_area') }}

)

select
    vintages.area_year_vintage_id,
    vintages.known_from,
    vintages.known_until,
    vintages.area_year_id,
    vintages.area_code as city_code,
    vintages.area_name as city_name,
    vintages.area_name_en as city_name_en,
    vintages.province_code,
    areas.province_name,
    vintages.year,
    vintages.indicator_code,
    vintages.indicator_name_zh,
    vintages.indicator_name_en,
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
inner join areas
    on vintages.area_code = areas.area_code
        and areas.is_city
