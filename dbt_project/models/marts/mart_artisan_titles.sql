with

candidates as (

    select * from {{ ref('int_area_year__candidates') }}
    where indicator_code = 'artisan_titles'
        and basis_choice_rank = 1

),

areas as (

    select * from {{ ref('dim_area') }}
    where is_city

),

-- One city may name ten this year and have fifty in all: both are facts of the year, so each basis has its own column.
titled as (

    select
        area_code as city_code,
        year,
        subject as artisan_title,
        unit_code,
        {% for column, condition in {
            'newly_named': "status = 'actual' and basis = 'period'",
            'holders': "status = 'actual' and basis = 'stock'",
            'named_so_far': "status = 'actual' and basis = 'cumulative'",
            'planned': "status = 'target'",
            'quota': "status = 'standard'",
        }.items() %}
        max(case when {{ condition }} then value end) as {{ column }}_count,
        max(case when {{ condition }} then observation_id end) as {{ column }}_observation_id{{ ',' if not loop.last }}
        {% endfor %}
    from candidates
    group by area_code, year, subject, unit_code

)

select
    {{ surrogate_key(['titled.city_code', 'titled.year', 'titled.artisan_title', 'titled.unit_code']) }} as artisan_title_id,
    titled.city_code,
    areas.area_name as city_name,
    areas.area_name_en as city_name_en,
    titled.year,
    titled.artisan_title,
    titled.unit_code,
    titled.newly_named_count,
    titled.holders_count,
    titled.named_so_far_count,
    titled.planned_count,
    titled.quota_count,
    titled.newly_named_observation_id,
    titled.holders_observation_id,
    titled.named_so_far_observation_id,
    titled.planned_observation_id,
    titled.quota_observation_id
from titled
inner join areas on titled.city_code = areas.area_code
