{#- Of each fact one vintage is open, each other one ends on the day on which the next begins: no overlap, no gap. -#}
with

vintages as (

    select
        area_year_id,
        known_from,
        known_until,
        lead(known_from) over (partition by area_year_id order by known_from asc nulls first) as next_from,
        row_number() over (partition by area_year_id order by known_from desc nulls last) as place_from_last
    from {{ ref('int_area_year__vintages') }}

)

select *
from vintages
where known_until is distinct from next_from
    or (place_from_last = 1 and known_until is not null)
    or (place_from_last > 1 and known_until is null)
    or known_from >= known_until
