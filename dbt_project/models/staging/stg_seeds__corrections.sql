with

seeded as (

    select * from {{ ref('corrections') }}

)

select
    correction_id,
    action,
    document_id,
    quote,
    occurrence,
    ordinal,
    field,
    expected,
    corrected,
    reason as correction_reason,
    corrected_by,
    corrected_on
from seeded
