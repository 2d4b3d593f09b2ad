{#- Whoever asks for the last day there is gets what `fct_city_year` says. -#}
with

known as (

    select * from {{ as_of("date '9999-12-31'") }} as last_day

),

today as (

    select * from {{ ref('fct_city_year') }}

)

select
    coalesce(known.area_year_id, today.area_year_id) as area_year_id,
    known.value as known_value,
    today.value as value_today
from known
full outer join today on known.area_year_id = today.area_year_id
where known.area_year_id is null
    or today.area_year_id is null
    or known.value <> today.value
    or coalesce(known.chosen_observation_id, '') <> coalesce(today.chosen_observation_id, '')
