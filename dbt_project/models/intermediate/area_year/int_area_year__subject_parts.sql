with

stated as (

    select * from {{ ref('int_area_year__stated') }}

),

part_schemes as (

    select * from {{ ref('stg_seeds__part_schemes') }}

),

areas as (

    select * from {{ ref('stg_seeds__areas') }}

),

parts as (

    select
        stated.*,
        part_schemes.scheme_code,
        part_schemes.part_code,
        areas.area_level,
        {{ surrogate_key(['part_schemes.scheme_code', 'stated.setting_id']) }} as candidate_id_of_sum
    from stated
    inner join part_schemes
        on stated.indicator_code = part_schemes.indicator_code
            and stated.subject = part_schemes.subject
    inner join areas on stated.area_code = areas.area_code
    where stated.setting_choice_rank = 1
        and stated.nature in ('flow', 'stock')
        and stated.status in ('actual', 'target')

),

area_levels as (

    select distinct area_level from areas

),

required_parts as (

    select distinct
        part_schemes.scheme_code,
        part_schemes.part_code,
        area_levels.area_level
    from part_schemes
    inner join area_levels
        on part_schemes.required_from_level = 'province'
            or part_schemes.required_from_level = area_levels.area_level
            or (part_schemes.required_from_level = 'prefecture' and area_levels.area_level = 'county')

),

required_counts as (

    select
        scheme_code,
        area_level,
        count(*) as required_count
    from required_parts
    group by scheme_code, area_level

),

sums as (

    select
        parts.candidate_id_of_sum,
        count(distinct required_parts.part_code) = max(required_counts.required_count) as is_complete
    from parts
    inner join required_counts
        on parts.scheme_code = required_counts.scheme_code
            and parts.area_level = required_counts.area_level
    left join required_parts
        on parts.scheme_code = required_parts.scheme_code
            and parts.area_level = required_parts.area_level
            and parts.part_code = required_parts.part_code
    group by parts.candidate_id_of_sum
    -- One part under two names (省级 and 自治区级) may be one figure or two: such parts are not added.
    having count(distinct parts.part_code) = count(*)

)

select
    parts.candidate_id_of_sum as candidate_id,
    parts.observation_id,
    parts.setting_id,
    {{ surrogate_key([
        'parts.area_code', 'parts.year', 'parts.indicator_code', 'cast(null as ' ~ dbt.type_string() ~ ')',
        'parts.unit_code', 'parts.status',
    ]) }} as area_year_id,
    parts.area_code,
    cast(null as {{ dbt.type_string() }}) as subject,
    sums.is_complete
from parts
inner join sums on parts.candidate_id_of_sum = sums.candidate_id_of_sum
