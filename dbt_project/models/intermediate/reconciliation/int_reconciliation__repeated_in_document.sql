with

stated as (

    select * from {{ ref('int_area_year__stated') }}

),

placed as (

    select
        stated.*,
        row_number() over (
            partition by setting_id, subject
            order by span_start asc, ordinal asc, observation_id asc
        ) as place_rank
    from stated

),

comparisons as (

    select
        cast('repeated_in_document' as {{ dbt.type_string() }}) as kind,
        repetition.document_id,
        cast(null as {{ dbt.type_string() }}) as reference_document_id,
        repetition.area_code,
        repetition.year,
        repetition.indicator_code,
        repetition.subject,
        repetition.unit_code,
        repetition.status,
        repetition.observation_id as figure_observation_id,
        repetition.quote as figure_quote,
        repetition.value as figure_value,
        repetition.printed_lower_bound as figure_lower_bound,
        repetition.printed_upper_bound as figure_upper_bound,
        first_place.observation_id as reference_observation_id,
        first_place.quote as reference_quote,
        first_place.value as reference_value,
        first_place.printed_lower_bound as reference_lower_bound,
        first_place.printed_upper_bound as reference_upper_bound,
        'equal' as expectation,
        -- Two rules for nobody in particular need not be the same rule.
        repetition.status <> 'standard' or repetition.subject is not null as is_comparable,
        'how both figures are printed' as tolerance_source,
        cast(null as {{ dbt.type_string() }}) as note
    from placed as repetition
    inner join placed as first_place
        on repetition.setting_id = first_place.setting_id
            and coalesce(repetition.subject, '') = coalesce(first_place.subject, '')
            and first_place.place_rank = 1
    where repetition.place_rank > 1

)

{{ reconciled('comparisons') }}
