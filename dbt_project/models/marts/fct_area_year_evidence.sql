with

evidence as (

    select * from {{ ref('int_area_year__evidence') }}

)

select
    evidence_id,
    area_year_id,
    observation_id,
    role,
    passed_over_reason
from evidence
