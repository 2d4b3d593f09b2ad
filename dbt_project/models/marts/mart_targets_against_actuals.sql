with

city_years as (

    select * from {{ ref('fct_city_year') }}

),

-- A plan for one year and what happened in it, or two levels: a running total or a span of years is neither.
comparable as (

    select
        {{ surrogate_key([
            'city_code', 'year', 'indicator_code', 'subject', 'unit_code',
        ]) }} as target_against_actual_id,
        city_years.*
    from city_years
    where (basis = 'period' and sense in ('whole_year', 'part_of_year'))
        or basis = 'stock'

),

targets as (

    select * from comparable
    where status = 'target'

),

actuals as (

    select * from comparable
    where status = 'actual'

),

joined as (

    select
        targets.target_against_actual_id,
        targets.city_code,
        targets.city_name,
        targets.city_name_en,
        targets.year,
        targets.indicator_code,
        targets.indicator_name_zh,
        targets.indicator_name_en,
        targets.subject,
        targets.unit_code,
        targets.value as target_value,
        targets.lower_bound as target_lower_bound,
        targets.upper_bound as target_upper_bound,
        targets.method as target_method,
        targets.area_year_id as target_area_year_id,
        -- A target of “at least” is met at its lower bound; a rounded one may lie anywhere in its range.
        targets.printed_lower_bound as lowest_threshold,
        coalesce(targets.printed_upper_bound, targets.printed_lower_bound) as highest_threshold,
        actuals.value as actual_value,
        actuals.lower_bound as actual_lower_bound,
        actuals.upper_bound as actual_upper_bound,
        actuals.printed_lower_bound as actual_printed_lower_bound,
        actuals.printed_upper_bound as actual_printed_upper_bound,
        actuals.method as actual_method,
        actuals.months_covered as actual_months_covered,
        actuals.sense in ('whole_year', 'level_at_year_end') as is_actual_of_whole_year,
        actuals.area_year_id as actual_area_year_id
    from targets
    left join actuals
        on targets.target_against_actual_id = actuals.target_against_actual_id
            and targets.basis = actuals.basis

)

select
    target_against_actual_id,
    city_code,
    city_name,
    city_name_en,
    year,
    indicator_code,
    indicator_name_zh,
    indicator_name_en,
    subject,
    unit_code,
    target_value,
    target_lower_bound,
    target_upper_bound,
    target_method,
    actual_value,
    actual_lower_bound,
    actual_upper_bound,
    actual_method,
    actual_months_covered,
    is_actual_of_whole_year,
    {{ quotient('actual_value * 100', 'target_value') }} as attained_pct,
    cast(
        case
            when actual_area_year_id is null then 'no_actual'
            when actual_printed_lower_bound >= highest_threshold then 'met'
            when actual_printed_upper_bound < lowest_threshold
                then case when is_actual_of_whole_year then 'missed' else 'under_way' end
            else 'undecided'
        end
        as {{ dbt.type_string() }}
    ) as attainment,
    target_area_year_id,
    actual_area_year_id
from joined
