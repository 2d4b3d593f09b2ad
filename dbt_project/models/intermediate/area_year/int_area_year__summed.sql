with

subject_parts as (

    select * from {{ ref('int_area_year__subject_parts') }}

),

area_parts as (

    select * from {{ ref('int_area_year__area_parts') }}

),

stated as (

    select * from {{ ref('int_area_year__stated') }}

),

sums as (

    select
        candidate_id,
        area_year_id,
        area_code,
        subject,
        observation_id,
        'subjects' as summed_over
    from subject_parts
    where is_complete
    union all
    select
        candidate_id,
        area_year_id,
        area_code,
        subject,
        observation_id,
        'divisions' as summed_over
    from area_parts

),

parts as (

    select
        sums.candidate_id,
        sums.area_year_id,
        sums.area_code,
        sums.subject,
        sums.summed_over,
        stated.observation_id,
        stated.document_id,
        stated.document_date,
        stated.span_start,
        stated.year,
        stated.indicator_code,
        stated.unit_code,
        stated.status,
        stated.nature,
        stated.basis,
        stated.qualifier,
        stated.value,
        stated.lower_bound,
        stated.upper_bound,
        stated.printed_lower_bound,
        stated.printed_upper_bound,
        stated.sense,
        stated.sense_rank,
        stated.period_start,
        stated.period_end,
        stated.period_days,
        stated.months_covered,
        stated.is_guessed,
        stated.confidence,
        stated.sentence_start
    from sums
    inner join stated on sums.observation_id = stated.observation_id

)

select
    max(area_year_id) as area_year_id,
    candidate_id,
    cast('summed' as {{ dbt.type_string() }}) as method,
    -- Parts that the text itself lists in one phrase are nearer to its words than a sum over divisions.
    cast(case when max(summed_over) = 'subjects' then 2 else 3 end as integer) as method_rank,
    max(document_id) as document_id,
    max(document_date) as document_date,
    min(span_start) as span_start,
    cast(0 as bigint) as ordinal,
    max(area_code) as area_code,
    max(year) as year,
    max(indicator_code) as indicator_code,
    max(subject) as subject,
    max(unit_code) as unit_code,
    max(status) as status,
    max(nature) as nature,
    max(basis) as basis,
    case when min(qualifier) = max(qualifier) then max(qualifier) else 'mixed' end as qualifier,
    cast(sum(value) as {{ value_type() }}) as value,
    -- One part without a bound leaves the sum without it.
    {% for bound in ['lower_bound', 'upper_bound', 'printed_lower_bound', 'printed_upper_bound'] %}
    cast(
        case when count({{ bound }}) = count(*) then sum({{ bound }}) end as {{ value_type() }}
    ) as {{ bound }},
    {% endfor %}
    max(sense) as sense,
    max(sense_rank) as sense_rank,
    max(period_start) as period_start,
    max(period_end) as period_end,
    max(period_days) as period_days,
    max(months_covered) as months_covered,
    cast(max(case when is_guessed then 1 else 0 end) = 1 as boolean) as is_guessed,
    min(confidence) as confidence,
    min(sentence_start) as sentence_start,
    cast(count(*) as bigint) as part_count
from parts
group by candidate_id
