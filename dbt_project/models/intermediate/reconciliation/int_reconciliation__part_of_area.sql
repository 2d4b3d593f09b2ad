with

candidates as (

    select * from {{ ref('int_area_year__candidates') }}
    where choice_rank = 1
        and method = 'stated'
        and status in ('actual', 'target')

),

stated as (

    select * from {{ ref('int_area_year__stated') }}

),

areas as (

    select * from {{ ref('stg_seeds__areas') }}

),

indicators as (

    select * from {{ ref('stg_seeds__indicators') }}
    where is_additive_over_areas

),

chosen as (

    select
        stated.*,
        areas.parent_code
    from candidates
    inner join stated on candidates.observation_id = stated.observation_id
    inner join areas on stated.area_code = areas.area_code
    inner join indicators on stated.indicator_code = indicators.indicator_code
    where stated.nature in ('flow', 'stock')

),

comparisons as (

    select
        cast('part_of_area' as {{ dbt.type_string() }}) as kind,
        part.document_id,
        case when part.document_id <> whole.document_id then whole.document_id end as reference_document_id,
        part.area_code,
        part.year,
        part.indicator_code,
        part.subject,
        part.unit_code,
        part.status,
        part.observation_id as figure_observation_id,
        part.quote as figure_quote,
        part.value as figure_value,
        part.printed_lower_bound as figure_lower_bound,
        part.printed_upper_bound as figure_upper_bound,
        whole.observation_id as reference_observation_id,
        whole.quote as reference_quote,
        whole.value as reference_value,
        whole.printed_lower_bound as reference_lower_bound,
        whole.printed_upper_bound as reference_upper_bound,
        'at_most' as expectation,
        true as is_comparable,
        'how both figures are printed; a part is no more than the whole' as tolerance_source,
        cast(null as {{ dbt.type_string() }}) as note
    from chosen as part
    inner join chosen as whole
        on part.parent_code = whole.area_code
            and part.year = whole.year
            and part.indicator_code = whole.indicator_code
            and coalesce(part.subject, '') = coalesce(whole.subject, '')
            and part.unit_code = whole.unit_code
            and part.status = whole.status
            and part.basis = whole.basis
            -- The whole's period takes in the part's; levels are of the same date.
            and part.period_end <= whole.period_end
            and (
                (part.basis = 'period' and part.period_start >= whole.period_start)
                or (part.basis = 'stock' and part.period_end = whole.period_end)
            )

)

{{ reconciled('comparisons') }}
