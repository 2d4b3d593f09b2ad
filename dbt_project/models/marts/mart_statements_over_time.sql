with

observations as (

    select * from {{ ref('fct_observation') }}
    where area_code = city_code
        and indicator_code <> 'other'

),

evidence as (

    select * from {{ ref('fct_area_year_evidence') }}
    where role in ('chosen', 'passed_over')

)

select
    observations.observation_id,
    observations.city_code,
    observations.city_name,
    observations.indicator_code,
    observations.indicator_name_zh,
    observations.indicator_name_en,
    observations.subject,
    observations.unit_code,
    observations.status,
    observations.basis,
    cast(row_number() over (
        partition by
            observations.city_code, observations.indicator_code, observations.subject, observations.unit_code,
            observations.status
        order by
            observations.document_date asc nulls first, observations.document_id asc, observations.span_start asc,
            observations.ordinal asc, observations.observation_id asc
    ) as bigint) as statement_number,
    observations.document_date,
    observations.document_id,
    observations.document_title,
    observations.year,
    observations.period_start,
    observations.period_end,
    observations.value,
    observations.lower_bound,
    observations.upper_bound,
    observations.qualifier,
    -- A change is one between figures of one kind: a flow's with a flow's, a level's with a level's.
    cast(
        observations.value - lag(observations.value) over (
            partition by
                observations.city_code, observations.indicator_code, observations.subject, observations.unit_code,
                observations.status, observations.basis
            order by
                observations.document_date asc nulls first, observations.document_id asc, observations.span_start asc,
                observations.ordinal asc, observations.observation_id asc
        ) as {{ value_type() }}
    ) as change_since_previous,
    evidence.role = 'chosen' as is_chosen,
    evidence.passed_over_reason,
    observations.quote
from observations
inner join evidence on observations.observation_id = evidence.observation_id
