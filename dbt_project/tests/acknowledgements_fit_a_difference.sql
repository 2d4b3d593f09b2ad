{{ config(store_failures=true, schema='test_failures') }}

{#- An explanation of a difference that is no longer there would hide the next one. -#}
select
    concat(
        'acknowledgement ', acknowledged.acknowledgement_id, ': no ', acknowledged.kind, ' in document ',
        acknowledged.document_id, ' differs by ', cast(acknowledged.difference as {{ dbt.type_string() }})
    ) as message
from {{ ref('stg_seeds__acknowledged_differences') }} as acknowledged
inner join {{ ref('stg_landing__documents') }} as documents
    on acknowledged.document_id = documents.document_id
        and documents.outcome <> 'set_aside'
left join {{ ref('fct_reconciliation') }} as reconciliations
    on acknowledged.kind = reconciliations.kind
        and acknowledged.document_id = reconciliations.document_id
        and acknowledged.figure_quote = reconciliations.figure_quote
        and acknowledged.reference_quote = reconciliations.reference_quote
        and acknowledged.difference = reconciliations.difference
        and reconciliations.verdict = 'explained'
where reconciliations.reconciliation_id is null
