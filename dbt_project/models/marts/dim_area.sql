with

areas as (

    select * from {{ ref('stg_seeds__areas') }}

),

-- GB/T 2260 has no code for the country; statistics file it under six zeros.
nation as (

    select
        cast('000000' as {{ dbt.type_string() }}) as area_code,
        cast('全国' as {{ dbt.type_string() }}) as area_name,
        cast('China' as {{ dbt.type_string() }}) as area_name_en,
        cast('nation' as {{ dbt.type_string() }}) as area_level,
        cast(null as {{ dbt.type_string() }}) as parent_code,
        cast(null as {{ dbt.type_string() }}) as city_code,
        cast(null as {{ dbt.type_string() }}) as province_code

),

divisions as (

    select
        area_code,
        area_name,
        area_name_en,
        area_level,
        coalesce(parent_code, '000000') as parent_code,
        city_code,
        province_code
    from areas
    union all
    select * from nation

)

select
    divisions.area_code,
    divisions.area_name,
    divisions.area_name_en,
    divisions.area_level,
    divisions.parent_code,
    divisions.city_code,
    cities.area_name as city_name,
    cities.area_name_en as city_name_en,
    divisions.province_code,
    provinces.area_name as province_name,
    provinces.area_name_en as province_name_en,
    coalesce(divisions.area_code = divisions.city_code, false) as is_city
from divisions
left join areas as cities on divisions.city_code = cities.area_code
left join areas as provinces on divisions.province_code = provinces.area_code
