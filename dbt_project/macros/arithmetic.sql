{# The exact product of two values, as a value. #}
{% macro product(left, right) -%}
    cast(cast({{ left }} as {{ factor_type() }}) * cast({{ right }} as {{ factor_type() }}) as {{ value_type() }})
{%- endmacro %}

{# One value divided by another, rounded to a value's four decimals; null where the divisor is zero or null.
   DuckDB divides decimals as doubles, Spark as decimals: both are exact to far more digits than are kept here. #}
{% macro quotient(numerator, denominator) -%}
    cast(round({{ numerator }} / nullif({{ denominator }}, 0), 4) as {{ value_type() }})
{%- endmacro %}
