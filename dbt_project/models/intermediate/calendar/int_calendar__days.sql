with

digits as (

    {% for digit in range(10) %}
    select {{ digit }} as digit
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

two_digits as (

    select 10 * tens.digit + units.digit as number
    from digits as units
    cross join digits as tens

),

numbers as (

    select 10000 * myriads.digit + 100 * upper_half.number + lower_half.number as number
    from two_digits as upper_half
    cross join two_digits as lower_half
    cross join digits as myriads
    where myriads.digit < 3

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
