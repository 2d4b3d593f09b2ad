with

stated as (

    select * from {{ ref('int_area_year__stated') }}
    where setting_choice_rank = 1
        and nature in ('flow', 'stock')
        and status in ('actual', 'target')

),

subject_parts as (

    select * from {{ ref('int_area_year__subject_parts') }}

),

-- Parts of a scheme (国家级, 省级, 市级) against the total of the same document and period.
scheme_members as (

    select
        totals.observation_id as total_observation_id,
        subject_parts.observation_id as part_observation_id,
        subject_parts.is_complete
    from subject_parts
    inner join stated as totals
        on subject_parts.setting_id = totals.setting_id
            and totals.subject is null

),

-- Parts that a subject itself lists (廊坊大工匠、廊坊工匠) against the figure for all of them.
listed_parts as (

    select
        totals.observation_id as total_observation_id,
        parts.observation_id as part_observation_id,
        count(*) over (partition by totals.observation_id)
        = length(totals.subject) - length(replace(totals.subject, '、', '')) + 1 as is_complete
    from stated as totals
    inner join stated as parts
        on totals.setting_id = parts.setting_id
            and instr(totals.subject, '、') > 0
            and instr(concat('、', totals.subject, '、'), concat('、', parts.subject, '、')) > 0
            and totals.subject <> parts.subject

),

-- Without all of its parts such a subject may just as well be narrower than each (补贴性、市直机构).
listed_members as (

    select * from listed_parts
    where is_complete

),

members as (

    select
        'scheme' as listing,
        scheme_members.*
    from scheme_members
    union all
    select
        'listed' as listing,
        listed_members.*
    from listed_members

),

sums as (

    select
        members.listing,
        members.total_observation_id,
        min(case when members.is_complete then 1 else 0 end) = 1 as is_complete,
        {{ dbt.listagg('parts.quote', "' + '", 'order by parts.span_start asc, parts.observation_id asc') }} as quotes,
        cast(sum(parts.value) as {{ value_type() }}) as value,
        {% for bound in ['printed_lower_bound', 'printed_upper_bound'] %}
        cast(
            case when count(parts.{{ bound }}) = count(*) then sum(parts.{{ bound }}) end as {{ value_type() }}
        ) as {{ bound }},
        {% endfor %}
        count(*) as part_count
    from members
    inner join stated as parts on members.part_observation_id = parts.observation_id
    group by members.listing, members.total_observation_id

),

comparisons as (

    select
        cast('total_against_parts' as {{ dbt.type_string() }}) as kind,
        totals.document_id,
        cast(null as {{ dbt.type_string() }}) as reference_document_id,
        totals.area_code,
        totals.year,
        totals.indicator_code,
        totals.subject,
        totals.unit_code,
        totals.status,
        totals.observation_id as figure_observation_id,
        totals.quote as figure_quote,
        totals.value as figure_value,
        totals.printed_lower_bound as figure_lower_bound,
        totals.printed_upper_bound as figure_upper_bound,
        cast(null as {{ dbt.type_string() }}) as reference_observation_id,
        sums.quotes as reference_quote,
        sums.value as reference_value,
        sums.printed_lower_bound as reference_lower_bound,
        sums.printed_upper_bound as reference_upper_bound,
        case when sums.is_complete then 'equal' else 'at_least' end as expectation,
        true as is_comparable,
        'how the total and each part are printed' as tolerance_source,
        case
            when sums.is_complete then 'all parts are stated'
            else 'not all parts are stated: together they are no more than the total'
        end as note
    from sums
    inner join stated as totals on sums.total_observation_id = totals.observation_id

)

{{ reconciled('comparisons') }}
