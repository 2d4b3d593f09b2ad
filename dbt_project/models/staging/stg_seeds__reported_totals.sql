with

seeded as (

    select * from {{ ref('reported_totals') }}

)

select
    reported_total_id,
    document_id,
    area_code,
    year,
    indicator_code,
    subject,
    unit_code,
    status,
    value,
    lower_bound,
    upper_bound,
    resolution,
    -- The seed records the bounds; a figure that has none on a side, or a range, is not a rounded one.
    case when lower_bound = value and upper_bound = value then 'exact' else 'bounded' end as qualifier,
    quote,
    read_by,
    read_on,
    note as reader_note
from seeded
