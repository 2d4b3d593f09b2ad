with

plan_shares as (

    select * from {{ ref('int_area_year__plan_shares') }}

),

stated as (

    select * from {{ ref('int_area_year__stated') }}

),

-- The plan that the document itself states, or else the latest one that another document states for the year.
plans as (

    select
        plan_shares.rate_observation_id,
        plans.observation_id,
        plans.document_id,
        plans.quote,
        plans.value,
        plans.printed_lower_bound,
        plans.printed_upper_bound,
        row_number() over (
            partition by plan_shares.rate_observation_id
            order by
                case when plans.document_id = plan_shares.document_id then 0 else 1 end asc,
                plans.sense_rank asc,
                plans.document_date desc nulls last,
                plans.document_id asc,
                plans.span_start asc,
                plans.observation_id asc
        ) as plan_rank
    from plan_shares
    inner join stated as plans on plan_shares.plan_area_year_id = plans.area_year_id

),

shares as (

    select
        plan_shares.*,
        plans.observation_id as plan_observation_id,
        plans.document_id as plan_document_id,
        plans.quote as plan_quote,
        {{ quotient(product('plans.value', 'plan_shares.rate_pct'), '100') }} as share_value,
        {{ quotient(product('plans.printed_lower_bound', 'plan_shares.rate_lower_bound_pct'), '100') }}
            as share_lower_bound,
        {{ quotient(product('plans.printed_upper_bound', 'plan_shares.rate_upper_bound_pct'), '100') }}
            as share_upper_bound
    from plan_shares
    left join plans
        on plan_shares.rate_observation_id = plans.rate_observation_id
            and plans.plan_rank = 1

),

comparisons as (

    select
        cast('share_of_plan' as {{ dbt.type_string() }}) as kind,
        document_id,
        case when plan_document_id <> document_id then plan_document_id end as reference_document_id,
        area_code,
        year,
        indicator_code,
        subject,
        unit_code,
        cast('actual' as {{ dbt.type_string() }}) as status,
        actual_observation_id as figure_observation_id,
        actual_quote as figure_quote,
        actual_value as figure_value,
        actual_lower_bound as figure_lower_bound,
        actual_upper_bound as figure_upper_bound,
        coalesce(plan_observation_id, rate_observation_id) as reference_observation_id,
        case
            when plan_observation_id is null then rate_quote
            else concat(plan_quote, ' × ', rate_quote)
        end as reference_quote,
        share_value as reference_value,
        share_lower_bound as reference_lower_bound,
        share_upper_bound as reference_upper_bound,
        'equal' as expectation,
        plan_observation_id is not null as is_comparable,
        'how the figure, the share and the plan are printed' as tolerance_source,
        case
            when plan_observation_id is null
                then 'no document states the plan; the plan that the share implies is the fact with method derived'
        end as note
    from shares

)

{{ reconciled('comparisons') }}
