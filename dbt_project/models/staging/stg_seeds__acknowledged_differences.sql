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
    rule_name as explanation_rule,
    reason as explanation,
    reason_zh as explanation_zh,
    acknowledged_by,
    acknowledged_on
from seeded
