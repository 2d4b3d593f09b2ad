with

landed as (

    select * from {{ source('landing', 'numbers') }}

)

select
    document_id,
    cast(span_start as bigint) as span_start,
    cast(span_end as bigint) as span_end,
    quote,
    disposition,
    reason as set_aside_reason,
    wording,
    sentence
from landed
