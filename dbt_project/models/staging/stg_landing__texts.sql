with

landed as (

    select * from {{ source('landing', 'texts') }}

)

select
    document_id,
    text
from landed
