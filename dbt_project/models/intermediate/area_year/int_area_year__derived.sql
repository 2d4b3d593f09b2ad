with

plan_shares as (

    select * from {{ ref('int_area_year__plan_shares') }}

),

-- A share of a plan of several years says nothing about one year's plan.
yearly as (

    select
        plan_shares.*,
        cast('whole_year' as {{ dbt.type_string() }}) as sense,
        {{ quotient('actual_value * 100', 'rate_pct') }} as plan_value,
        {{ quotient('actual_lower_bound * 100', 'rate_upper_bound_pct') }} as plan_lower_bound,
        {{ quotient('actual_upper_bound * 100', 'rate_lower_bound_pct') }} as plan_upper_bound
    from plan_shares
    where rate_sense in ('whole_year', 'part_of_year')
        and rate_pct > 0

)

select
    plan_area_year_id as area_year_id,
    {{ surrogate_key(["'plan'", 'rate_observation_id', 'actual_observation_id']) }} as candidate_id,
    cast('derived' as {{ dbt.type_string() }}) as method,
    cast(4 as integer) as method_rank,
    rate_observation_id,
    actual_observation_id,
    document_id,
    document_date,
    span_start,
    cast(0 as bigint) as ordinal,
    area_code,
    year,
    indicator_code,
    subject,
    unit_code,
    cast('target' as {{ dbt.type_string() }}) as status,
    nature,
    cast('period' as {{ dbt.type_string() }}) as basis,
    cast('about' as {{ dbt.type_string() }}) as qualifier,
    -- No finer than the figure that it comes from: 79,000 at 141 % is a plan of 56,000, not of 56,028.
    cast(
        round({{ quotient('plan_value', 'actual_resolution') }}, 0) * actual_resolution as {{ value_type() }}
    ) as value,
    plan_lower_bound as lower_bound,
    plan_upper_bound as upper_bound,
    plan_lower_bound as printed_lower_bound,
    plan_upper_bound as printed_upper_bound,
    sense,
    {{ sense_rank('yearly') }} as sense_rank,
    cast(concat(cast(year as {{ dbt.type_string() }}), '-01-01') as date) as period_start,
    cast(concat(cast(year as {{ dbt.type_string() }}), '-12-31') as date) as period_end,
    cast(364 as integer) as period_days,
    cast(12 as integer) as months_covered,
    is_guessed,
    confidence,
    sentence_start
from yearly
