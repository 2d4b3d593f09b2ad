{#
The one rule for choosing a year's value among several candidates of one fact (same area, year, indicator, subject, unit
and status). Every place that chooses orders by `choice_order`, so that there is no second rule.

1. Sense: a figure that is the year's value at all goes before one that is something else (`year_sense`). For a flow: the
   whole year, then a part of the year, then a span of several years, then a running total of unstated beginning. For a
   stock: the level at the year's end, then at an earlier date, then an ever-counted total, then an addition. A rule in
   force has one sense only. So a half year never displaces a full year, whenever it was printed.
2. Method: stated before summed, summed before derived.
3. The latest document: a restatement replaces what it restates.
4. The longest period; for a level, the latest date.
5. The widest statement: of two flows or levels in one document for one period the part does not displace the whole. Two
   figures are the same statement as the largest one when their ranges meet it (近8万 and 79125 do; 5000 and 79125 do
   not); among those the finer one wins. Ratios and rules have no whole and part: there the finer printed one wins.
6. What is left are repetitions: the first place in the text, then the keys, down to the last column.
#}
{% macro choice_order() -%}
    sense_rank asc,
    method_rank asc,
    document_date desc nulls last,
    period_days desc nulls last,
    period_end desc nulls last,
    is_widest desc,
    printed_width asc nulls last,
    document_id asc,
    span_start asc nulls last,
    ordinal asc nulls last,
    candidate_id asc
{%- endmacro %}

{# What kind of statement about the year a figure makes. Needs `status`, `nature`, `basis`, the period, `year` and
   `document_date` of the relation. An actual figure never covers days after its document. #}
{% macro year_sense(relation) -%}
    case
        when {{ relation }}.status = 'standard' then 'in_force'
        when {{ relation }}.basis = 'cumulative' then 'running_total'
        when {{ relation }}.basis = 'standing' then 'in_force'
        when {{ relation }}.basis = 'stock'
            then
                case
                    when {{ is_year_end(relation) }} then 'level_at_year_end'
                    else 'level_within_year'
                end
        when extract(year from {{ relation }}.period_start) < {{ relation }}.year then 'several_years'
        when extract(month from {{ relation }}.period_start) = 1
            and extract(day from {{ relation }}.period_start) = 1
            and {{ is_year_end(relation) }}
            then 'whole_year'
        else 'part_of_year'
    end
{%- endmacro %}

{% macro is_year_end(relation) -%}
    (
        extract(month from {{ relation }}.period_end) = 12
        and extract(day from {{ relation }}.period_end) = 31
        and (
            {{ relation }}.status <> 'actual'
            or {{ relation }}.document_date is null
            or {{ relation }}.document_date >= {{ relation }}.period_end
        )
    )
{%- endmacro %}

{# How near a sense is to being the year's value; 1 is the year's value itself. Needs `nature` and `sense`. #}
{% macro sense_rank(relation) -%}
    cast(
        case
            when {{ relation }}.sense = 'in_force' then 1
            when {{ relation }}.nature = 'stock'
                then
                    case {{ relation }}.sense
                        when 'level_at_year_end' then 1
                        when 'level_within_year' then 2
                        when 'running_total' then 3
                        when 'whole_year' then 4
                        when 'part_of_year' then 5
                        else 6
                    end
            when {{ relation }}.nature = 'ratio'
                then
                    case {{ relation }}.sense
                        when 'whole_year' then 1
                        when 'level_at_year_end' then 1
                        when 'part_of_year' then 2
                        when 'level_within_year' then 2
                        when 'several_years' then 3
                        else 4
                    end
            else
                case {{ relation }}.sense
                    when 'whole_year' then 1
                    when 'part_of_year' then 2
                    when 'several_years' then 3
                    when 'running_total' then 4
                    when 'level_at_year_end' then 5
                    else 6
                end
        end
        as integer
    )
{%- endmacro %}
