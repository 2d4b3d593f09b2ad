with

stated as (

    select * from {{ ref('int_area_year__stated') }}
    where setting_choice_rank = 1
        and subject is null
        and status = 'actual'
        and basis = 'stock'

),

shares as (

    select * from stated
    where indicator_code = 'highly_skilled_share'

),

highly_skilled as (

    select * from stated
    where indicator_code = 'highly_skilled_total'
        and unit_code = 'person'

),

skilled as (

    select * from stated
    where indicator_code = 'skilled_workers_total'
        and unit_code = 'person'

),

comparisons as (

    select
        cast('highly_skilled_share' as {{ dbt.type_string() }}) as kind,
        shares.document_id,
        cast(null as {{ dbt.type_string() }}) as reference_document_id,
        shares.area_code,
        shares.year,
        shares.indicator_code,
        shares.subject,
        shares.unit_code,
        shares.status,
        shares.observation_id as figure_observation_id,
        shares.quote as figure_quote,
        shares.value as figure_value,
        shares.printed_lower_bound as figure_lower_bound,
        shares.printed_upper_bound as figure_upper_bound,
        highly_skilled.observation_id as reference_observation_id,
        concat(highly_skilled.quote, ' / ', skilled.quote) as reference_quote,
        {{ quotient('highly_skilled.value * 100', 'skilled.value') }} as reference_value,
        {{ quotient('highly_skilled.printed_lower_bound * 100', 'skilled.printed_upper_bound') }}
            as reference_lower_bound,
        {{ quotient('highly_skilled.printed_upper_bound * 100', 'skilled.printed_lower_bound') }}
            as reference_upper_bound,
        'equal' as expectation,
        true as is_comparable,
        'how the share and both totals are printed' as tolerance_source,
        cast(null as {{ dbt.type_string() }}) as note
    from shares
    inner join highly_skilled
        on shares.document_id = highly_skilled.document_id
            and shares.area_code = highly_skilled.area_code
            and shares.period_end = highly_skilled.period_end
    inner join skilled
        on shares.document_id = skilled.document_id
            and shares.area_code = skilled.area_code
            and shares.period_end = skilled.period_end

)

{{ reconciled('comparisons') }}
