{#- The fields that a correction may set, in the order of a landed observation. -#}
{%- set text_fields = ['indicator_code', 'subject', 'qualifier', 'unit_code', 'status', 'basis', 'area_code'] -%}
{%- set value_fields = ['value', 'lower_bound', 'upper_bound', 'resolution'] -%}
{%- set date_fields = ['period_start', 'period_end'] -%}
with

corrected_fields as (

    select * from {{ ref('stg_seeds__corrections') }}

),

texts as (

    select * from {{ ref('stg_landing__texts') }}

),

observations as (

    select * from {{ ref('stg_landing__observations') }}

),

corrections as (

    select
        correction_id,
        max(action) as action,
        max(document_id) as document_id,
        max(quote) as quote,
        max(occurrence) as occurrence,
        max(ordinal) as ordinal,
        {% for field in text_fields + value_fields + date_fields + ['year'] %}
        max(case when field = '{{ field }}' then 1 else 0 end) as has_{{ field }},
        max(case when field = '{{ field }}' then expected end) as expected_{{ field }},
        max(case when field = '{{ field }}' then corrected end) as corrected_{{ field }},
        {% endfor %}
        count(*) as field_count
    from corrected_fields
    group by correction_id

),

digits as (

    {% for digit in range(10) %}
    select {{ digit }} as digit
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- Places 0 to 999,999: more than any text that a correction can point into.
places as (

    select
        units.digit
        + 10 * tens.digit
        + 100 * hundreds.digit
        + 1000 * thousands.digit
        + 10000 * myriads.digit
        + 100000 * lakhs.digit as place
    from digits as units
    cross join digits as tens
    cross join digits as hundreds
    cross join digits as thousands
    cross join digits as myriads
    cross join digits as lakhs

),

-- Every place where a quote stands, matches that overlap counted too.
matches as (

    select
        corrections.correction_id,
        places.place,
        row_number() over (partition by corrections.correction_id order by places.place asc) as occurrence
    from corrections
    inner join texts on corrections.document_id = texts.document_id
    inner join places on places.place <= length(texts.text) - length(corrections.quote)
    where substr(texts.text, cast(places.place + 1 as integer), cast(length(corrections.quote) as integer))
        = corrections.quote

),

located as (

    select
        corrections.*,
        texts.document_id as text_document_id,
        texts.text,
        cast(matches.place as bigint) as span_start,
        cast(matches.place + length(corrections.quote) as bigint) as span_end
    from corrections
    left join texts on corrections.document_id = texts.document_id
    left join matches
        on corrections.correction_id = matches.correction_id
            and corrections.occurrence = matches.occurrence

)

select
    located.correction_id,
    located.action,
    located.document_id,
    located.quote,
    located.ordinal,
    located.span_start,
    located.span_end,
    substr(
        located.text,
        cast(greatest(located.span_start - 60, 0) + 1 as integer),
        cast(length(located.quote) + 120 as integer)
    ) as surroundings,
    cast(greatest(located.span_start - 60, 0) as bigint) as surroundings_start,
    {% for field in text_fields + value_fields + date_fields + ['year'] %}
    located.has_{{ field }},
    {% endfor %}
    {% for field in text_fields %}
    located.corrected_{{ field }} as {{ field }},
    {% endfor %}
    {% for field in value_fields %}
    cast(located.corrected_{{ field }} as {{ value_type() }}) as {{ field }},
    {% endfor %}
    {% for field in date_fields %}
    cast(located.corrected_{{ field }} as date) as {{ field }},
    {% endfor %}
    cast(located.corrected_year as integer) as year,
    observations.observation_id,
    located.text_document_id is not null as is_document_read,
    case
        -- A document that is not here has nothing to correct.
        when located.text_document_id is null then null
        when located.span_start is null
            then concat(
                    'correction ', located.correction_id, ': the quote does not stand in the text that often: ',
                    located.quote
                )
        when located.action = 'add' and observations.observation_id is not null
            then concat(
                    'correction ', located.correction_id, ': extraction now reads this figure itself: ', located.quote
                )
        when located.action = 'add'
            and (
                located.has_indicator_code + located.has_value + located.has_unit_code + located.has_status
                + located.has_basis + located.has_year + located.has_area_code
            ) < 7
            then concat(
                    'correction ', located.correction_id,
                    ': an added observation needs indicator_code, value, unit_code, status, basis, year and area_code'
                )
        when located.action <> 'add' and observations.observation_id is null
            then concat(
                    'correction ', located.correction_id, ': extraction reads no figure with exactly this quote: ',
                    located.quote
                )
        when located.action = 'replace'
            and located.has_value = 1
            and coalesce(located.corrected_qualifier, observations.qualifier) <> 'exact'
            and located.has_lower_bound + located.has_upper_bound < 2
            then concat(
                    'correction ', located.correction_id,
                    ': a new value that is not exact needs lower_bound and upper_bound'
                )
        {% for field in text_fields %}
        when located.action <> 'add' and located.has_{{ field }} = 1
            and coalesce(observations.{{ field }}, '') <> coalesce(located.expected_{{ field }}, '')
            then concat(
                    'correction ', located.correction_id, ': {{ field }} is now ',
                    coalesce(observations.{{ field }}, 'null'),
                    ', not ', coalesce(located.expected_{{ field }}, 'null')
                )
        {% endfor %}
        {% for field in value_fields + date_fields + ['year'] %}
        {%- set type = 'date' if field in date_fields else 'integer' if field == 'year' else value_type() %}
        when located.action <> 'add' and located.has_{{ field }} = 1
            and coalesce(cast(observations.{{ field }} as {{ dbt.type_string() }}), '')
            <> coalesce(cast(cast(located.expected_{{ field }} as {{ type }}) as {{ dbt.type_string() }}), '')
            then concat(
                    'correction ', located.correction_id, ': {{ field }} is now ',
                    coalesce(cast(observations.{{ field }} as {{ dbt.type_string() }}), 'null'),
                    ', not ', coalesce(located.expected_{{ field }}, 'null')
                )
        {% endfor %}
    end as problem
from located
left join observations
    on located.document_id = observations.document_id
        and located.span_start = observations.span_start
        and located.span_end = observations.span_end
        and located.ordinal = observations.ordinal
