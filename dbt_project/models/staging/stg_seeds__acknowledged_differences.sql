with

seeded as (

    select * from {{ ref('acknowledged_differences') }}

)

select
    acknowledgement_id,
    kind,
    document_id,
    figure_quote,
    reference_quote,
    difference,
    rule_name,
    reason,
    acknowledged_by,
    acknowledged_on
from seeded
