with

corrected_fields as (

    select * from {{ ref('stg_seeds__corrections') }}

),

located as (

    select * from {{ ref('int_corrections__located') }}

)

select
    {{ surrogate_key(['corrected_fields.correction_id', 'corrected_fields.field']) }} as corrected_field_id,
    corrected_fields.correction_id,
    corrected_fields.action,
    corrected_fields.document_id,
    located.observation_id,
    corrected_fields.quote,
    corrected_fields.field,
    corrected_fields.expected as field_as_extracted,
    corrected_fields.corrected as field_as_corrected,
    located.is_document_read as is_applied,
    corrected_fields.correction_reason,
    corrected_fields.corrected_by,
    corrected_fields.corrected_on
from corrected_fields
inner join located on corrected_fields.correction_id = located.correction_id
