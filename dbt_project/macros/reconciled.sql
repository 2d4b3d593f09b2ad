{#
The verdict on two figures, by interval arithmetic; every kind of reconciliation ends in it.

`relation` holds one row for each comparison with `figure_value`, `figure_lower_bound`, `figure_upper_bound` and the same
of `reference_…` (what each printed figure can stand for, null where it is open), `expectation` and `is_comparable`.

The tolerance is how far the two values may lie apart while their ranges still meet: on the side of the difference, the
room that the figure leaves plus the room that the reference leaves. It is null where one of them is open on that side.
A figure that should be there and is not differs.
`expectation` says what must hold: `equal`, `at_most` (the figure is no more than the reference) or `at_least`.
#}
{% macro reconciled(relation) -%}
    select
        compared.*,
        case
            when not is_comparable then 'not_comparable'
            when figure_value is null or reference_value is null then 'differs'
            when expectation = 'at_most' and difference <= 0 then 'agrees'
            when expectation = 'at_least' and difference >= 0 then 'agrees'
            when tolerance is null then 'agrees'
            when abs(difference) <= tolerance then 'agrees'
            else 'differs'
        end as verdict
    from (
        select
            {{ relation }}.*,
            cast(figure_value - reference_value as {{ value_type() }}) as difference,
            cast(
                case
                    when figure_value >= reference_value
                        then (figure_value - figure_lower_bound) + (reference_upper_bound - reference_value)
                    else (figure_upper_bound - figure_value) + (reference_value - reference_lower_bound)
                end
                as {{ value_type() }}
            ) as tolerance
        from {{ relation }}
    ) as compared
{%- endmacro %}
