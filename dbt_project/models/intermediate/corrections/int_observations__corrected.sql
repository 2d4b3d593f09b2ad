{#- The fields that a correction may replace and that are simply taken over. -#}
{%- set fields = [
    'indicator_code', 'subject', 'value', 'resolution', 'qualifier', 'unit_code', 'status', 'basis',
    'period_start', 'period_end', 'year', 'area_code'
] -%}
with

observations as (

    select * from {{ ref('stg_landing__observations') }}

),

corrections as (

    select * from {{ ref('int_corrections__located') }}
    where is_document_read
        and problem is null

),

extracted as (

    select
        observations.observation_id,
        observations.document_id,
        observations.ordinal,
        observations.span_start,
        observations.span_end,
        observations.quote,
        observations.sentence,
        observations.sentence_start,
        {% for field in fields %}
        case
            when corrections.has_{{ field }} = 1 then corrections.{{ field }} else observations.{{ field }}
        end as {{ field }},
        {% endfor %}
        {% for bound in ['lower_bound', 'upper_bound'] %}
        case
            when corrections.has_{{ bound }} = 1 then corrections.{{ bound }}
            -- A new exact value is its own bounds.
            when corrections.has_value = 1 then corrections.value
            else observations.{{ bound }}
        end as {{ bound }},
        {% endfor %}
        observations.is_guessed,
        observations.confidence,
        observations.evidence,
        observations.value as value_as_extracted,
        observations.lower_bound as lower_bound_as_extracted,
        observations.upper_bound as upper_bound_as_extracted,
        corrections.correction_id
    from observations
    left join corrections
        on observations.observation_id = corrections.observation_id
    where coalesce(corrections.action, 'replace') = 'replace'

),

added as (

    select
        substr({{ dbt.hash("concat('correction|', correction_id)") }}, 1, 16) as observation_id,
        document_id,
        cast(ordinal as bigint) as ordinal,
        span_start,
        span_end,
        quote,
        surroundings as sentence,
        surroundings_start as sentence_start,
        indicator_code,
        subject,
        value,
        coalesce(resolution, cast(1 as {{ value_type() }})) as resolution,
        coalesce(qualifier, 'exact') as qualifier,
        unit_code,
        status,
        basis,
        period_start,
        period_end,
        year,
        area_code,
        case when has_lower_bound = 1 then lower_bound else value end as lower_bound,
        case when has_upper_bound = 1 then upper_bound else value end as upper_bound,
        cast(false as boolean) as is_guessed,
        cast(1 as {{ value_type() }}) as confidence,
        cast('{"by": "curator"}' as {{ dbt.type_string() }}) as evidence,
        cast(null as {{ value_type() }}) as value_as_extracted,
        cast(null as {{ value_type() }}) as lower_bound_as_extracted,
        cast(null as {{ value_type() }}) as upper_bound_as_extracted,
        correction_id
    from corrections
    where action = 'add'

)

select * from extracted
union all
select
    observation_id,
    document_id,
    ordinal,
    span_start,
    span_end,
    quote,
    sentence,
    sentence_start,
    {% for field in fields %}
    {{ field }},
    {% endfor %}
    lower_bound,
    upper_bound,
    is_guessed,
    confidence,
    evidence,
    value_as_extracted,
    lower_bound_as_extracted,
    upper_bound_as_extracted,
    correction_id
from added
