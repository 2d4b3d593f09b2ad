with

reported_totals as (

    select * from {{ ref('stg_seeds__reported_totals') }}

),

documents as (

    select * from {{ ref('stg_landing__documents') }}

),

vintages as (

    select * from {{ ref('int_area_year__vintages') }}

),

observations as (

    select * from {{ ref('int_observations__corrected') }}

),

-- A total of a document that is not here, or could not be read, can be compared with nothing.
readable_totals as (

    select
        reported_totals.*,
        {{ printed_lower_bound('reported_totals') }} as printed_lower_bound,
        {{ printed_upper_bound('reported_totals') }} as printed_upper_bound,
        documents.document_date,
        coalesce(documents.outcome <> 'set_aside', false) as is_readable,
        {{ surrogate_key([
            'reported_totals.area_code', 'reported_totals.year', 'reported_totals.indicator_code',
            'reported_totals.subject', 'reported_totals.unit_code', 'reported_totals.status',
        ]) }} as area_year_id
    from reported_totals
    left join documents on reported_totals.document_id = documents.document_id

),

comparisons as (

    select
        cast('reported_total' as {{ dbt.type_string() }}) as kind,
        readable_totals.document_id,
        cast(null as {{ dbt.type_string() }}) as reference_document_id,
        readable_totals.area_code,
        readable_totals.year,
        readable_totals.indicator_code,
        readable_totals.subject,
        readable_totals.unit_code,
        readable_totals.status,
        vintages.chosen_observation_id as figure_observation_id,
        coalesce(observations.quote, vintages.method) as figure_quote,
        vintages.value as figure_value,
        vintages.printed_lower_bound as figure_lower_bound,
        vintages.printed_upper_bound as figure_upper_bound,
        readable_totals.reported_total_id as reference_observation_id,
        readable_totals.quote as reference_quote,
        readable_totals.value as reference_value,
        readable_totals.printed_lower_bound as reference_lower_bound,
        readable_totals.printed_upper_bound as reference_upper_bound,
        'equal' as expectation,
        readable_totals.is_readable as is_comparable,
        'how the reported figure is printed' as tolerance_source,
        case
            when not readable_totals.is_readable then 'the document is not here or could not be read'
            when vintages.area_year_id is null then 'the warehouse has no fact for this total'
        end as note
    from readable_totals
    -- The fact as it was known when the document was written: later restatements are compared with their own.
    left join vintages
        on readable_totals.area_year_id = vintages.area_year_id
        and coalesce(vintages.known_from <= readable_totals.document_date, vintages.known_from is null)
        and coalesce(vintages.known_until > readable_totals.document_date, vintages.known_until is null)
    left join observations on vintages.chosen_observation_id = observations.observation_id

)

{{ reconciled('comparisons') }}
