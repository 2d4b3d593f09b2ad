with

indicators as (

    select * from {{ ref('stg_seeds__indicators') }}

),

-- Every figure has an indicator; those that the catalogue lacks share this one.
other as (

    select
        cast('other' as {{ dbt.type_string() }}) as indicator_code,
        cast('other' as {{ dbt.type_string() }}) as indicator_group,
        cast('目录外指标' as {{ dbt.type_string() }}) as name_zh,
        cast('Outside the catalogue' as {{ dbt.type_string() }}) as name_en,
        cast('文件所述、目录未收的真实统计数。' as {{ dbt.type_string() }}) as definition_zh,
        cast('A real statistic that the catalogue lacks.' as {{ dbt.type_string() }}) as definition_en,
        cast('other' as {{ dbt.type_string() }}) as default_unit_code,
        cast('other' as {{ dbt.type_string() }}) as nature,
        cast(false as boolean) as is_additive_over_areas,
        cast(false as boolean) as is_additive_over_time,
        cast(9999 as integer) as display_order

),

catalogued as (

    select
        indicator_code,
        indicator_group,
        name_zh,
        name_en,
        definition_zh,
        definition_en,
        default_unit_code,
        nature,
        is_additive_over_areas,
        is_additive_over_time,
        cast(display_order as integer) as display_order
    from indicators

)

select * from catalogued
union all
select * from other
