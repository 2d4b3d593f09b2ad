with

targets_against_actuals as (

    select * from {{ ref('mart_targets_against_actuals') }}

),

plan_shares as (

    select * from {{ ref('int_area_year__plan_shares') }}

),

indicators as (

    select * from {{ ref('dim_indicator') }}
    where indicator_group = 'training'

),

-- The share of the plan that a document itself states; the latest one where there are several.
stated_shares as (

    select
        plan_shares.*,
        row_number() over (
            partition by plan_area_year_id
            order by document_date desc nulls last, document_id asc, span_start asc, rate_observation_id asc
        ) as recency_rank
    from plan_shares

)

select
    targets_against_actuals.target_against_actual_id as training_against_plan_id,
    targets_against_actuals.city_code,
    targets_against_actuals.city_name,
    targets_against_actuals.city_name_en,
    targets_against_actuals.year,
    targets_against_actuals.indicator_code,
    targets_against_actuals.indicator_name_zh,
    targets_against_actuals.indicator_name_en,
    targets_against_actuals.subject,
    targets_against_actuals.unit_code,
    targets_against_actuals.target_value as planned_value,
    targets_against_actuals.target_lower_bound as planned_lower_bound,
    targets_against_actuals.target_upper_bound as planned_upper_bound,
    targets_against_actuals.target_method as planned_method,
    targets_against_actuals.actual_value,
    targets_against_actuals.actual_lower_bound,
    targets_against_actuals.actual_upper_bound,
    targets_against_actuals.actual_months_covered,
    stated_shares.rate_pct as stated_completion_pct,
    stated_shares.rate_observation_id as stated_completion_observation_id,
    targets_against_actuals.attained_pct,
    targets_against_actuals.attainment,
    targets_against_actuals.target_area_year_id as planned_area_year_id,
    targets_against_actuals.actual_area_year_id
from targets_against_actuals
inner join indicators on targets_against_actuals.indicator_code = indicators.indicator_code
left join stated_shares
    on targets_against_actuals.target_area_year_id = stated_shares.plan_area_year_id
        and stated_shares.recency_rank = 1
