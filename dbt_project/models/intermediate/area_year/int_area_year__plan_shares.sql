with

stated as (

    select * from {{ ref('int_area_year__stated') }}

),

plan_subjects as (

    select * from {{ ref('stg_seeds__plan_subjects') }}

),

rates as (

    select *
    from stated
    where indicator_code = 'plan_completion_rate'
        and status = 'actual'

),

-- What the wording of a rate says it is a share of: the most specific wording decides.
worded as (

    select
        rates.observation_id,
        plan_subjects.indicator_code as planned_indicator_code,
        row_number() over (
            partition by rates.observation_id
            order by plan_subjects.wording_priority asc, plan_subjects.plan_wording asc
        ) as wording_rank
    from rates
    inner join plan_subjects on instr(rates.subject, plan_subjects.plan_wording) > 0

),

-- The figure that a rate is about stands in the same sentence, before the rate; after it only where the rate's wording
-- names the figure's indicator. The nearest one is taken.
pairs as (

    select
        rates.observation_id as rate_observation_id,
        actuals.observation_id as actual_observation_id,
        row_number() over (
            partition by rates.observation_id
            order by
                case when actuals.span_start < rates.span_start then 0 else 1 end asc,
                abs(actuals.span_start - rates.span_start) asc,
                actuals.ordinal desc,
                actuals.observation_id asc
        ) as nearness_rank
    from rates
    inner join stated as actuals
        on rates.document_id = actuals.document_id
            and rates.sentence_start = actuals.sentence_start
            and rates.area_code = actuals.area_code
            and rates.year = actuals.year
    left join worded
        on rates.observation_id = worded.observation_id
            and worded.wording_rank = 1
    where actuals.status = 'actual'
        and actuals.basis = 'period'
        and actuals.nature in ('flow', 'stock')
        and actuals.unit_code in ('person', 'person_time', 'count')
        and coalesce(worded.planned_indicator_code, actuals.indicator_code) = actuals.indicator_code
        and (
            actuals.span_start < rates.span_start
            or worded.planned_indicator_code is not null
        )

)

select
    pairs.rate_observation_id,
    pairs.actual_observation_id,
    actuals.document_id,
    actuals.document_date,
    actuals.area_code,
    actuals.year,
    actuals.indicator_code,
    actuals.subject,
    actuals.unit_code,
    actuals.nature,
    actuals.span_start,
    actuals.sentence_start,
    actuals.quote as actual_quote,
    actuals.value as actual_value,
    actuals.printed_lower_bound as actual_lower_bound,
    actuals.printed_upper_bound as actual_upper_bound,
    actuals.resolution as actual_resolution,
    rates.quote as rate_quote,
    rates.value as rate_pct,
    rates.printed_lower_bound as rate_lower_bound_pct,
    rates.printed_upper_bound as rate_upper_bound_pct,
    rates.sense as rate_sense,
    actuals.is_guessed or rates.is_guessed as is_guessed,
    least(actuals.confidence, rates.confidence) as confidence,
    {{ surrogate_key([
        'actuals.area_code', 'actuals.year', 'actuals.indicator_code', 'actuals.subject', 'actuals.unit_code',
        "'target'",
    ]) }} as plan_area_year_id
from pairs
inner join rates on pairs.rate_observation_id = rates.observation_id
inner join stated as actuals on pairs.actual_observation_id = actuals.observation_id
where pairs.nearness_rank = 1
