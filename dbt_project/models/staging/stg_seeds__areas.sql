with

seeded as (

    select * from {{ ref('areas') }}

)

select
    area_code,
    area_name,
    area_name_en,
    level as area_level,
    parent_code,
    city_code,
    province_code
from seeded
