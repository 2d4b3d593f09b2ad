with

stated as (

    select * from {{ ref('int_area_year__stated') }}
    where setting_choice_rank = 1

),

ranked as (

    select
        stated.*,
        {{ surrogate_key(['area_year_id', 'basis', 'period_start', 'period_end']) }} as period_fact_id,
        row_number() over (
            partition by area_year_id, basis, period_start, period_end
            order by document_date desc nulls last, document_id desc
        ) as recency_rank
    from stated

),

comparisons as (

    select
        cast('two_documents' as {{ dbt.type_string() }}) as kind,
        latest.document_id,
        earlier.document_id as reference_document_id,
        latest.area_code,
        latest.year,
        latest.indicator_code,
        latest.subject,
        latest.unit_code,
        latest.status,
        latest.observation_id as figure_observation_id,
        latest.quote as figure_quote,
        latest.value as figure_value,
        latest.printed_lower_bound as figure_lower_bound,
        latest.printed_upper_bound as figure_upper_bound,
        earlier.observation_id as reference_observation_id,
        earlier.quote as reference_quote,
        earlier.value as reference_value,
        earlier.printed_lower_bound as reference_lower_bound,
        earlier.printed_upper_bound as reference_upper_bound,
        'equal' as expectation,
        -- What happened cannot change; a plan or a rule that a later document states anew replaces the earlier one.
        latest.status = 'actual' or coalesce(latest.document_date = earlier.document_date, false) as is_comparable,
        'how both figures are printed' as tolerance_source,
        case
            when latest.status <> 'actual' then 'a later document may replace a plan or a rule'
        end as note
    from ranked as latest
    inner join ranked as earlier
        on latest.period_fact_id = earlier.period_fact_id
            and latest.recency_rank = 1
            and earlier.recency_rank > 1

)

{{ reconciled('comparisons') }}
