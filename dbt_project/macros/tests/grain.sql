{#
One row for each combination of `columns`, none of them null, nor any of `not_null`: the key test of a model, in one query.
`nullable` columns belong to the key and may be null; two nulls count as the same.
#}
{% test grain(model, columns, not_null=[], nullable=[]) %}
{%- set key_columns = columns + nullable %}
select
    'not one row for each key' as problem,
    {% for column in key_columns %}
    cast({{ column }} as {{ dbt.type_string() }}) as key_{{ loop.index }},
    {% endfor %}
    count(*) as row_count
from {{ model }}
group by {{ key_columns | join(', ') }}
having count(*) > 1
union all
select
    'null where a value is needed' as problem,
    {% for column in key_columns %}
    cast({{ column }} as {{ dbt.type_string() }}) as key_{{ loop.index }},
    {% endfor %}
    1 as row_count
from {{ model }}
where {% for column in columns + not_null %}{{ column }} is null{% if not loop.last %} or {% endif %}{% endfor %}

{% endtest %}
