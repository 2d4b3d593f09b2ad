{#- The value of a fact is that of its chosen observation, or it has parts; its counts are those of the evidence. -#}
with

facts as (

    select * from {{ ref('fct_area_year') }}

),

evidence as (

    select
        area_year_id,
        sum(case when role = 'chosen' then 1 else 0 end) as chosen_count,
        sum(case when role = 'passed_over' then 1 else 0 end) as passed_over_count,
        sum(case when role in ('part', 'derived_from') then 1 else 0 end) as part_count
    from {{ ref('fct_area_year_evidence') }}
    group by area_year_id

)

select
    facts.area_year_id,
    facts.method,
    evidence.chosen_count,
    evidence.passed_over_count,
    evidence.part_count
from facts
left join evidence on facts.area_year_id = evidence.area_year_id
where evidence.area_year_id is null
    or evidence.chosen_count <> case when facts.method = 'stated' then 1 else 0 end
    or evidence.passed_over_count <> facts.passed_over_count
    or evidence.part_count <> facts.part_count
    or facts.observation_count <> evidence.chosen_count + evidence.passed_over_count + evidence.part_count
