{%- set kinds = [
    'repeated_in_document', 'total_against_parts', 'share_of_plan', 'payments_against_standard', 'two_documents',
    'part_of_area', 'highly_skilled_share', 'reported_total',
] -%}
with

{% for kind in kinds -%}
{{ kind }} as (

    select * from {{ ref('int_reconciliation__' ~ kind) }}

),

{% endfor -%}
acknowledged as (

    select * from {{ ref('stg_seeds__acknowledged_differences') }}

),

documents as (

    select * from {{ ref('dim_document') }}

),

areas as (

    select * from {{ ref('dim_area') }}

),

indicators as (

    select * from {{ ref('dim_indicator') }}

),

comparisons as (

    {% for kind in kinds %}
    select
        kind,
        document_id,
        reference_document_id,
        area_code,
        year,
        indicator_code,
        subject,
        unit_code,
        status,
        expectation,
        figure_observation_id,
        figure_quote,
        figure_value,
        figure_lower_bound,
        figure_upper_bound,
        reference_observation_id,
        reference_quote,
        reference_value,
        reference_lower_bound,
        reference_upper_bound,
        difference,
        tolerance,
        tolerance_source,
        verdict,
        note
    from {{ kind }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    {{ surrogate_key([
        'comparisons.kind', 'comparisons.document_id', 'comparisons.figure_observation_id',
        'comparisons.reference_observation_id', 'comparisons.reference_quote',
    ]) }} as reconciliation_id,
    comparisons.kind,
    comparisons.document_id,
    documents.title as document_title,
    comparisons.reference_document_id,
    comparisons.area_code,
    areas.area_name,
    comparisons.year,
    comparisons.indicator_code,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    comparisons.subject,
    comparisons.unit_code,
    comparisons.status,
    cast(comparisons.expectation as {{ dbt.type_string() }}) as expectation,
    comparisons.figure_observation_id,
    cast(comparisons.figure_quote as {{ dbt.type_string() }}) as figure_quote,
    comparisons.figure_value,
    comparisons.figure_lower_bound,
    comparisons.figure_upper_bound,
    comparisons.reference_observation_id,
    cast(comparisons.reference_quote as {{ dbt.type_string() }}) as reference_quote,
    comparisons.reference_value,
    comparisons.reference_lower_bound,
    comparisons.reference_upper_bound,
    comparisons.difference,
    comparisons.tolerance,
    cast(comparisons.tolerance_source as {{ dbt.type_string() }}) as tolerance_source,
    -- A person's explanation holds for the very difference that was explained and for no other.
    cast(
        case
            when comparisons.verdict = 'differs' and acknowledged.acknowledgement_id is not null then 'explained'
            else comparisons.verdict
        end
        as {{ dbt.type_string() }}
    ) as verdict,
    cast(comparisons.note as {{ dbt.type_string() }}) as note,
    case when comparisons.verdict = 'differs' then acknowledged.explanation end as explanation,
    case when comparisons.verdict = 'differs' then acknowledged.explanation_zh end as explanation_zh,
    case when comparisons.verdict = 'differs' then acknowledged.explanation_rule end as explanation_rule,
    case when comparisons.verdict = 'differs' then acknowledged.acknowledged_by end as acknowledged_by,
    case when comparisons.verdict = 'differs' then acknowledged.acknowledged_on end as acknowledged_on
from comparisons
left join acknowledged
    on comparisons.kind = acknowledged.kind
        and comparisons.document_id = acknowledged.document_id
        and comparisons.figure_quote = acknowledged.figure_quote
        and comparisons.reference_quote = acknowledged.reference_quote
        and comparisons.difference = acknowledged.difference
left join documents on comparisons.document_id = documents.document_id
left join areas on comparisons.area_code = areas.area_code
left join indicators on comparisons.indicator_code = indicators.indicator_code
