with

landed as (

    select * from {{ source('landing', 'observations') }}

)

select
    observation_id,
    document_id,
    cast(ordinal as bigint) as ordinal,
    cast(span_start as bigint) as span_start,
    cast(span_end as bigint) as span_end,
    quote,
    sentence,
    cast(sentence_start as bigint) as sentence_start,
    indicator_code,
    subject,
    cast(value as {{ value_type() }}) as value,
    cast(lower_bound as {{ value_type() }}) as lower_bound,
    cast(upper_bound as {{ value_type() }}) as upper_bound,
    cast(resolution as {{ value_type() }}) as resolution,
    qualifier,
    unit_code,
    status,
    basis,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(year as integer) as year,
    area_code,
    is_guessed,
    cast(confidence as {{ value_type() }}) as confidence,
    evidence
from landed
