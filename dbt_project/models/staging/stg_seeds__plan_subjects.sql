with

seeded as (

    select * from {{ ref('plan_subjects') }}

)

select
    wording as plan_wording,
    indicator_code,
    priority as wording_priority
from seeded
