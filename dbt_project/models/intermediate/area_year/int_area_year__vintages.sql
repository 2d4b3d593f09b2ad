with

candidates as (

    select * from {{ ref('int_area_year__candidates') }}

),

counted as (

    select
        area_year_id,
        document_date,
        choice_rank,
        case when method = 'stated' then 1 else 0 end as is_stated,
        row_number() over (partition by area_year_id, document_id order by choice_rank asc) as rank_in_document
    from candidates

),

-- A day on which at least one document about the fact is dated. An undated document counts as known from the start.
days as (

    select
        area_year_id,
        document_date,
        min(choice_rank) as best_rank,
        sum(is_stated) as stated_count,
        sum(case when rank_in_document = 1 then 1 else 0 end) as document_count
    from counted
    group by area_year_id, document_date

),

-- The rule orders all candidates once; what was chosen on a day is the best of those known by then.
known as (

    select
        area_year_id,
        document_date as known_from,
        lead(document_date) over (
            partition by area_year_id
            order by document_date asc nulls first
        ) as known_until,
        min(best_rank) over (
            partition by area_year_id
            order by document_date asc nulls first
            rows between unbounded preceding and current row
        ) as chosen_rank,
        sum(stated_count) over (
            partition by area_year_id
            order by document_date asc nulls first
            rows between unbounded preceding and current row
        ) as stated_count,
        sum(document_count) over (
            partition by area_year_id
            order by document_date asc nulls first
            rows between unbounded preceding and current row
        ) as document_count
    from days

)

select
    {{ surrogate_key(['known.area_year_id', 'known.known_from']) }} as area_year_vintage_id,
    known.area_year_id,
    known.known_from,
    known.known_until,
    candidates.area_code,
    candidates.year,
    candidates.indicator_code,
    candidates.subject,
    candidates.unit_code,
    candidates.status,
    candidates.value,
    candidates.lower_bound,
    candidates.upper_bound,
    candidates.printed_lower_bound,
    candidates.printed_upper_bound,
    candidates.qualifier,
    candidates.method,
    candidates.basis,
    candidates.sense,
    candidates.period_start,
    candidates.period_end,
    candidates.months_covered,
    cast(candidates.part_count + known.stated_count as bigint) as observation_count,
    cast(known.document_count as bigint) as document_count,
    cast(
        known.stated_count - case when candidates.method = 'stated' then 1 else 0 end as bigint
    ) as passed_over_count,
    cast(candidates.part_count as bigint) as part_count,
    candidates.candidate_id as chosen_candidate_id,
    candidates.observation_id as chosen_observation_id,
    candidates.document_id as chosen_document_id,
    candidates.is_guessed,
    candidates.confidence
from known
inner join candidates
    on known.area_year_id = candidates.area_year_id
        and known.chosen_rank = candidates.choice_rank
