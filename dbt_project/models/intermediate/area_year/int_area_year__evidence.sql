with

candidates as (

    select * from {{ ref('int_area_year__candidates') }}

),

subject_parts as (

    select * from {{ ref('int_area_year__subject_parts') }}

),

area_parts as (

    select * from {{ ref('int_area_year__area_parts') }}

),

derived as (

    select * from {{ ref('int_area_year__derived') }}

),

chosen as (

    select *
    from candidates
    where choice_rank = 1

),

stated as (

    select
        candidates.area_year_id,
        candidates.observation_id,
        case when candidates.choice_rank = 1 then 'chosen' else 'passed_over' end as role,
        -- The first step of the rule at which the candidate loses to the chosen one.
        case
            when candidates.choice_rank = 1 then null
            when candidates.sense_rank > chosen.sense_rank then candidates.sense
            when candidates.document_date < chosen.document_date
                or (candidates.document_date is null and chosen.document_date is not null)
                then 'earlier_document'
            when candidates.period_days < chosen.period_days
                or (candidates.period_days is null and chosen.period_days is not null)
                then 'shorter_period'
            when candidates.period_end < chosen.period_end
                or (candidates.period_end is null and chosen.period_end is not null)
                then 'earlier_date'
            when candidates.is_widest < chosen.is_widest then 'narrower_statement'
            when candidates.printed_width > chosen.printed_width
                or (candidates.printed_width is null and chosen.printed_width is not null)
                then 'less_exact'
            when candidates.document_id <> chosen.document_id then 'repeated_elsewhere'
            else 'repeated'
        end as passed_over_reason
    from candidates
    inner join chosen on candidates.area_year_id = chosen.area_year_id
    where candidates.method = 'stated'

),

parts as (

    select
        candidate_id,
        observation_id
    from subject_parts
    union all
    select
        candidate_id,
        observation_id
    from area_parts

),

summed as (

    select
        chosen.area_year_id,
        parts.observation_id,
        'part' as role,
        cast(null as {{ dbt.type_string() }}) as passed_over_reason
    from chosen
    inner join parts on chosen.candidate_id = parts.candidate_id

),

derivations as (

    select
        candidate_id,
        actual_observation_id as observation_id
    from derived
    union all
    select
        candidate_id,
        rate_observation_id as observation_id
    from derived

),

derived_from as (

    select
        chosen.area_year_id,
        derivations.observation_id,
        'derived_from' as role,
        cast(null as {{ dbt.type_string() }}) as passed_over_reason
    from chosen
    inner join derivations on chosen.candidate_id = derivations.candidate_id

),

evidence as (

    select * from stated
    union all
    select * from summed
    union all
    select * from derived_from

)

select
    {{ surrogate_key(['area_year_id', 'observation_id']) }} as evidence_id,
    area_year_id,
    observation_id,
    cast(role as {{ dbt.type_string() }}) as role,
    cast(passed_over_reason as {{ dbt.type_string() }}) as passed_over_reason
from evidence
