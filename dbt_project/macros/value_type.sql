{# The type of every value and bound: exact, twenty digits before the point. #}
{% macro value_type() -%} decimal(24, 4) {%- endmacro %}

{# A factor that is about to be multiplied: two of them together still fit into 38 digits on every engine. #}
{% macro factor_type() -%} decimal(18, 4) {%- endmacro %}
