with

seeded as (

    select * from {{ ref('plan_subjects') }}

)

select
    wording,
    indicator_code,
    priority
from seeded
