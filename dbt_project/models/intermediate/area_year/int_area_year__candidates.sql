{%- set shared_columns = [
    'area_year_id', 'candidate_id', 'method', 'method_rank', 'document_id', 'document_date', 'span_start', 'ordinal',
    'area_code', 'year', 'indicator_code', 'subject', 'unit_code', 'status', 'nature', 'basis', 'qualifier', 'value',
    'lower_bound', 'upper_bound', 'printed_lower_bound', 'printed_upper_bound', 'sense', 'sense_rank',
    'period_start', 'period_end', 'period_days', 'months_covered', 'is_guessed', 'confidence',
] -%}
with

stated as (

    select
        {% for column in shared_columns %}
        {{ column }},
        {% endfor %}
        observation_id,
        is_widest,
        printed_width,
        cast(0 as bigint) as part_count
    from {{ ref('int_area_year__stated') }}

),

summed as (

    select
        {% for column in shared_columns %}
        {{ column }},
        {% endfor %}
        cast(null as {{ dbt.type_string() }}) as observation_id,
        cast(1 as integer) as is_widest,
        cast(printed_upper_bound - printed_lower_bound as {{ value_type() }}) as printed_width,
        part_count
    from {{ ref('int_area_year__summed') }}

),

derived as (

    select
        {% for column in shared_columns %}
        {{ column }},
        {% endfor %}
        cast(null as {{ dbt.type_string() }}) as observation_id,
        cast(1 as integer) as is_widest,
        cast(printed_upper_bound - printed_lower_bound as {{ value_type() }}) as printed_width,
        cast(2 as bigint) as part_count
    from {{ ref('int_area_year__derived') }}

),

candidates as (

    select * from stated
    union all
    select * from summed
    union all
    select * from derived

)

select
    candidates.*,
    cast(row_number() over (
        partition by area_year_id
        order by {{ choice_order() }}
    ) as bigint) as choice_rank,
    cast(row_number() over (
        partition by area_year_id, basis
        order by {{ choice_order() }}
    ) as bigint) as basis_choice_rank
from candidates
