with

reported_totals as (

    select * from {{ ref('stg_seeds__reported_totals') }}

),

documents as (

    select * from {{ ref('stg_landing__documents') }}

),

texts as (

    select * from {{ ref('stg_landing__texts') }}

),

stated as (

    select * from {{ ref('int_area_year__stated') }}

),

vintages as (

    select * from {{ ref('int_area_year__vintages') }}

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
        ]) }} as area_year_id,
        instr(texts.text, reported_totals.quote) as quote_position,
        row_number() over (
            partition by
                reported_totals.document_id, reported_totals.quote, reported_totals.indicator_code,
                reported_totals.unit_code, reported_totals.status
            order by reported_totals.reported_total_id asc
        ) as place_in_quote
    from reported_totals
    left join documents on reported_totals.document_id = documents.document_id
    left join texts on reported_totals.document_id = texts.document_id

),

-- Reader and extractor may name one subject differently (技师, 技师（每年）). Where no fact has the reader's subject, the words
-- that were read decide: the figure that stands there, in the order of the reader's rows where one quote holds several.
placed as (

    select
        readable_totals.reported_total_id,
        readable_totals.place_in_quote,
        stated.area_year_id,
        stated.subject,
        row_number() over (
            partition by readable_totals.reported_total_id
            order by stated.span_start asc, stated.ordinal asc, stated.observation_id asc
        ) as place_of_figure
    from readable_totals
    inner join stated
        on readable_totals.document_id = stated.document_id
            and readable_totals.indicator_code = stated.indicator_code
            and readable_totals.unit_code = stated.unit_code
            and readable_totals.status = stated.status
            and readable_totals.area_code = stated.area_code
            and readable_totals.year = stated.year
            and readable_totals.quote_position > 0
            and stated.span_start >= readable_totals.quote_position - 1
            and stated.span_start < readable_totals.quote_position - 1 + length(readable_totals.quote)
    where readable_totals.subject is not null

),

fact_keys as (

    select distinct area_year_id from vintages

),

resolved as (

    select
        readable_totals.*,
        case
            when fact_keys.area_year_id is not null then readable_totals.area_year_id
            else placed.area_year_id
        end as fact_area_year_id,
        fact_keys.area_year_id is null and placed.area_year_id is not null as is_found_by_place,
        placed.subject as fact_subject
    from readable_totals
    left join fact_keys on readable_totals.area_year_id = fact_keys.area_year_id
    left join placed
        on readable_totals.reported_total_id = placed.reported_total_id
            and placed.place_of_figure = placed.place_in_quote

),

comparisons as (

    select
        cast('reported_total' as {{ dbt.type_string() }}) as kind,
        resolved.document_id,
        cast(null as {{ dbt.type_string() }}) as reference_document_id,
        resolved.area_code,
        resolved.year,
        resolved.indicator_code,
        resolved.subject,
        resolved.unit_code,
        resolved.status,
        vintages.chosen_observation_id as figure_observation_id,
        coalesce(stated.quote, vintages.method) as figure_quote,
        vintages.value as figure_value,
        vintages.printed_lower_bound as figure_lower_bound,
        vintages.printed_upper_bound as figure_upper_bound,
        resolved.reported_total_id as reference_observation_id,
        resolved.quote as reference_quote,
        resolved.value as reference_value,
        resolved.printed_lower_bound as reference_lower_bound,
        resolved.printed_upper_bound as reference_upper_bound,
        'equal' as expectation,
        resolved.is_readable as is_comparable,
        'how the reported figure is printed' as tolerance_source,
        case
            when not resolved.is_readable then 'the document is not here or could not be read'
            when vintages.area_year_id is null then 'the warehouse has no fact for this total'
            when resolved.is_found_by_place
                then concat('found by its words; the subject is: ', coalesce(resolved.fact_subject, 'none'))
        end as note
    from resolved
    -- The fact as it was known when the document was written: later restatements are compared with their own.
    left join vintages
        on resolved.fact_area_year_id = vintages.area_year_id
            and coalesce(resolved.document_date >= vintages.known_from, vintages.known_from is null)
            and coalesce(resolved.document_date < vintages.known_until, vintages.known_until is null)
    left join stated on vintages.chosen_observation_id = stated.observation_id

)

{{ reconciled('comparisons') }}
