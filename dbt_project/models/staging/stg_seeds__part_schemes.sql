with

seeded as (

    select * from {{ ref('part_schemes') }}

)

select
    scheme_code,
    indicator_code,
    part_code,
    subject,
    required_from_level
from seeded
