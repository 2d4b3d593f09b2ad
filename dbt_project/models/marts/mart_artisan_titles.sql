with

candidates as (

    select * from {{ ref('int_area_year__candidates') }}
    where indicator_code = 'artisan_titles'
        and (
            (status = 'actual' and basis_choice_rank = 1)
            or (status <> 'actual' and choice_rank = 1)
        )

),

areas as (

    select * from {{ ref('dim_area') }}
    where is_city

),

-- One city may name ten this year and have fifty in all: both are facts of the year, each with a column of its own.
titled as (

    select
        area_code as city_code,
        year,
        subject as artisan_title,
        unit_code,
        max(case when status = 'actual' and basis = 'period' then value end) as newly_named_count,
        max(case when status = 'actual' and basis = 'period' then observation_id end) as newly_named_observation_id,
        max(case when status = 'actual' and basis = 'stock' then value end) as holders_count,
        max(case when status = 'actual' and basis = 'stock' then observation_id end) as holders_observation_id,
        max(case when status = 'actual' and basis = 'cumulative' then value end) as named_so_far_count,
        max(
            case when status = 'actual' and basis = 'cumulative' then observation_id end
        ) as named_so_far_observation_id,
        max(case when status = 'target' then value end) as planned_count,
        max(case when status = 'target' then observation_id end) as planned_observation_id,
        max(case when status = 'standard' then value end) as quota_count,
        max(case when status = 'standard' then observation_id end) as quota_observation_id
    from candidates
    group by area_code, year, subject, unit_code

)

select
    {{ surrogate_key([
        'titled.city_code', 'titled.year', 'titled.artisan_title', 'titled.unit_code',
    ]) }} as artisan_title_id,
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
