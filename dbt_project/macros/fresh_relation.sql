{#
The project's `table` and `view`, which drop what is there and create it anew. dbt's own build under another name, rename
and drop what was there before, so that readers find the table at any time. Here nobody reads until all is built and
copied, and for some fifty small relations that dance is a tenth of all that a refresh of few documents takes.
#}
{% materialization table, adapter='duckdb' %}
{{ return(fresh_relation('table')) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
{{ return(fresh_relation('view')) }}
{% endmaterialization %}

{% macro fresh_relation(type) %}
{%- set existing = load_cached_relation(this) -%}
{%- set target = this.incorporate(type=type) -%}
{% if existing is not none %}{{ adapter.drop_relation(existing) }}{% endif %}
{{ run_hooks(pre_hooks) }}
{% call statement('main') -%}
    {{ create_table_as(false, target, compiled_code) if type == 'table' else create_view_as(target, compiled_code) }}
{%- endcall %}
{{ run_hooks(post_hooks) }}
{% do adapter.commit() %}
{{ return({'relations': [target]}) }}
{% endmacro %}
