{# A key from content alone, so that the same rows have the same keys on any machine and in any order.
   A null counts as a value of its own, apart from every text. #}
{% macro surrogate_key(columns) -%}
    {%- set parts = [] -%}
    {%- for column in columns -%}
        {%- do parts.append("coalesce(cast(" ~ column ~ " as " ~ dbt.type_string() ~ "), '∅')") -%}
    {%- endfor -%}
    {{ dbt.hash("concat(" ~ parts | join(", '|', ") ~ ")") }}
{%- endmacro %}
