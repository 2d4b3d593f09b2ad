with

city_years as (

    select * from {{ ref('fct_city_year') }}
    where indicator_code = 'subsidy_standard'

),

observations as (

    select * from {{ ref('fct_observation') }}

)

select
    city_years.area_year_id,
    city_years.city_code,
    city_years.city_name,
    city_years.city_name_en,
    city_years.subject as beneficiary,
    city_years.year as in_force_year,
    city_years.status,
    city_years.value as amount_cny,
    city_years.lower_bound as lowest_amount_cny,
    city_years.upper_bound as highest_amount_cny,
    city_years.qualifier,
    coalesce(city_years.lower_bound is null, false) as is_cap,
    cast(
        city_years.value - lag(city_years.value) over (
            partition by city_years.city_code, city_years.subject, city_years.status
            order by city_years.year asc
        ) as {{ value_type() }}
    ) as change_since_previous_cny,
    observations.observation_id,
    observations.document_id,
    observations.document_title,
    observations.document_date,
    observations.quote
from city_years
left join observations on city_years.chosen_observation_id = observations.observation_id
