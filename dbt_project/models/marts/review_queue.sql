with

numbers as (

    select * from {{ ref('stg_landing__numbers') }}

),

-- Statistics outside the catalogue, and numbers of which no rule could say what they are.
unclassified as (

    select *
    from numbers
    where disposition = 'other'
        or (disposition = 'set_aside' and set_aside_reason in ('unclassified', 'other_reason'))

),

placed as (

    select
        unclassified.*,
        row_number() over (
            partition by wording, disposition
            order by document_id asc, span_start asc, span_end asc
        ) as place_rank
    from unclassified

),

grouped as (

    select
        wording,
        disposition,
        count(*) as number_count,
        count(distinct document_id) as document_count,
        max(case when place_rank = 1 then sentence end) as example_sentence,
        max(case when place_rank = 1 then quote end) as example_quote,
        max(case when place_rank = 1 then document_id end) as example_document_id,
        max(case when place_rank = 1 then span_start end) as example_span_start,
        max(case when place_rank = 1 then span_end end) as example_span_end
    from placed
    group by wording, disposition

)

select
    {{ surrogate_key(['wording', 'disposition']) }} as review_id,
    cast(row_number() over (
        order by number_count desc, document_count desc, wording asc, disposition asc
    ) as bigint) as queue_position,
    wording,
    disposition,
    cast(number_count as bigint) as number_count,
    cast(document_count as bigint) as document_count,
    example_sentence,
    example_quote,
    example_document_id,
    example_span_start,
    example_span_end
from grouped
