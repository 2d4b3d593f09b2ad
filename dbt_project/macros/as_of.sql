{# What was known of cities on a day: `select * from {{ as_of("date '2023-12-31'") }} as known`. #}
{% macro as_of(day) -%}
    (
        select *
        from {{ ref('fct_city_year_vintage') }}
        where {{ was_known_on(day) }}
    )
{%- endmacro %}

{# A vintage holds from its first day to before the first day of the next; an undated one has always been known. #}
{% macro was_known_on(day) -%}
    (known_from is null or known_from <= {{ day }})
    and (known_until is null or known_until > {{ day }})
{%- endmacro %}

{# The same for readers of the file: `select * from as_of(date '2023-12-31')`. Run after the vintages are built. #}
{% macro create_as_of() -%}
    {{ return(adapter.dispatch('create_as_of', 'skills_policy')()) }}
{%- endmacro %}

{% macro duckdb__create_as_of() -%}
    create or replace macro {{ this.schema }}.as_of(day) as table
    select *
    from {{ this.schema }}.{{ this.identifier }}
    where {{ was_known_on('day') }}
{%- endmacro %}

{# Other engines have no table macros; there the vintages are filtered by hand. #}
{% macro default__create_as_of() -%}
    select 1 as nothing_to_create
{%- endmacro %}
