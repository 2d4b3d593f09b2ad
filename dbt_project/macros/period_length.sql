{# How many calendar months the days from `first` to `last` touch: 6 for 1 January to 30 June. #}
{% macro months_covered(first, last) -%}
    cast(
        12 * (extract(year from {{ last }}) - extract(year from {{ first }}))
        + extract(month from {{ last }}) - extract(month from {{ first }}) + 1
        as integer
    )
{%- endmacro %}

{# Days from `first` to `last`: 0 where both are the same day, null where one is unknown. #}
{% macro period_days(first, last) -%}
    cast({{ dbt.datediff(first, last, 'day') }} as integer)
{%- endmacro %}
