{#
What a printed figure can stand for: the one rule from which every tolerance follows.

- A rounded figure stands for all that rounds to it: half of its last printed place either way. 12.3万 is 122,500 to
  123,500; 141% is 140.5 to 141.5. Both ends belong to it, because a tie may be rounded either way.
- A figure is rounded when it is printed in 万, 亿 or with decimals (its resolution is not 1), or is a percentage.
  A count printed to the last digit (4025人) is exact, and so is a sum in plain yuan.
- A rule in force is exact however it is printed: an entitlement of 2万元 is 20,000 yuan, not 15,000 to 25,000.
- A qualifier (余, 以上, 约, 近, a range …) already says what it allows; its bounds are taken as they are.
#}
{% macro half_resolution(relation) -%}
    case
        when {{ relation }}.qualifier = 'exact'
            and {{ relation }}.status <> 'standard'
            and ({{ relation }}.resolution <> 1 or {{ relation }}.unit_code = 'percent')
            then cast({{ relation }}.resolution * cast(0.5 as decimal(2, 1)) as {{ value_type() }})
        else cast(0 as {{ value_type() }})
    end
{%- endmacro %}

{% macro printed_lower_bound(relation) -%}
    cast({{ relation }}.lower_bound - {{ half_resolution(relation) }} as {{ value_type() }})
{%- endmacro %}

{% macro printed_upper_bound(relation) -%}
    cast({{ relation }}.upper_bound + {{ half_resolution(relation) }} as {{ value_type() }})
{%- endmacro %}
