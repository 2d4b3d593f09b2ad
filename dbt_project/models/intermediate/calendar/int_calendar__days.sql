with

digits as (

    {% for digit in range(10) %}
    select {{ digit }} as digit
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

numbers as (

    select
        units.digit + 10 * tens.digit + 100 * hundreds.digit + 1000 * thousands.digit + 10000 * myriads.digit as number
    from digits as units
    cross join digits as tens
    cross join digits as hundreds
    cross join digits as thousands
    cross join digits as myriads

),

days as (

    select cast({{ dbt.dateadd('day', 'number', "date '1980-01-01'") }} as date) as calendar_day
    from numbers

)

select
    calendar_day,
    cast(extract(year from calendar_day) as integer) as year
from days
where calendar_day < date '2061-01-01'
