with

seeded as (

    select * from {{ ref('indicators') }}

)

select
    indicator_code,
    indicator_group,
    name_zh,
    name_en,
    definition_zh,
    definition_en,
    default_unit_code,
    nature,
    is_additive_over_areas,
    is_additive_over_time,
    display_order
from seeded
