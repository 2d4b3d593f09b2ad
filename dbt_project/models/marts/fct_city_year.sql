with

area_years as (

    select * from {{ ref('fct_area_year') }}

),

areas as (

    select * from {{ ref('dim_area') }}

)

select
    area_years.area_year_id,
    area_years.area_code as city_code,
    area_years.area_name as city_name,
    area_years.area_name_en as city_name_en,
    area_years.province_code,
    areas.province_name,
    area_years.year,
    area_years.indicator_code,
    area_years.indicator_name_zh,
    area_years.indicator_name_en,
    area_years.subject,
    area_years.unit_code,
    area_years.status,
    area_years.value,
    area_years.lower_bound,
    area_years.upper_bound,
    area_years.printed_lower_bound,
    area_years.printed_upper_bound,
    area_years.qualifier,
    area_years.method,
    area_years.basis,
    area_years.sense,
    area_years.period_start,
    area_years.period_end,
    area_years.months_covered,
    area_years.observation_count,
    area_years.document_count,
    area_years.passed_over_count,
    area_years.part_count,
    area_years.chosen_observation_id,
    area_years.chosen_document_id,
    area_years.known_from,
    area_years.is_guessed,
    area_years.confidence
from area_years
inner join areas
    on area_years.area_code = areas.area_code
        and areas.is_city
