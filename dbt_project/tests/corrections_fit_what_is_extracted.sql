{{ config(store_failures=true, schema='test_failures') }}

{#- A correction whose source or extraction has changed under it is wrong until a curator has looked at it again. -#}
select problem as message
from {{ ref('int_corrections__located') }}
where problem is not null
