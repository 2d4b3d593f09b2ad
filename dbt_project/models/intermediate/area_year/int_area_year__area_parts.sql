with

stated as (

    select * from {{ ref('int_area_year__stated') }}

),

indicators as (

    select * from {{ ref('stg_seeds__indicators') }}

),

areas as (

    select * from {{ ref('stg_seeds__areas') }}

),

division_counts as (

    select
        parent_code,
        count(*) as division_count
    from areas
    where parent_code is not null
    group by parent_code

),

parts as (

    select
        stated.*,
        areas.parent_code,
        {{ surrogate_key([
            'areas.parent_code', 'stated.document_id', 'stated.year', 'stated.indicator_code', 'stated.subject',
            'stated.unit_code', 'stated.status', 'stated.basis', 'stated.period_start', 'stated.period_end',
        ]) }} as candidate_id_of_sum
    from stated
    inner join areas on stated.area_code = areas.area_code
    inner join indicators on stated.indicator_code = indicators.indicator_code
    where stated.setting_choice_rank = 1
        and stated.nature in ('flow', 'stock')
        and stated.status in ('actual', 'target')
        and indicators.is_additive_over_areas
        and areas.parent_code is not null

),

complete_sums as (

    select parts.candidate_id_of_sum
    from parts
    inner join division_counts on parts.parent_code = division_counts.parent_code
    group by parts.candidate_id_of_sum
    having count(*) = max(division_counts.division_count)

)

select
    parts.candidate_id_of_sum as candidate_id,
    parts.observation_id,
    {{ surrogate_key([
        'parts.parent_code', 'parts.year', 'parts.indicator_code', 'parts.subject', 'parts.unit_code', 'parts.status',
    ]) }} as area_year_id,
    parts.parent_code as area_code,
    parts.subject
from parts
inner join complete_sums on parts.candidate_id_of_sum = complete_sums.candidate_id_of_sum
