with

landed as (

    select * from {{ source('landing', 'documents') }}

)

select
    document_id,
    file_path,
    sha256,
    cast(byte_count as bigint) as byte_count,
    encoding,
    cast(character_count as bigint) as character_count,
    cast(repaired_character_count as bigint) as repaired_character_count,
    cast(guessed_character_count as bigint) as guessed_character_count,
    publisher,
    publisher_area_code,
    title,
    document_number,
    source_url,
    cast(signed_on as date) as signed_on,
    cast(published_on as date) as published_on,
    cast(accessed_on as date) as accessed_on,
    cast(document_date as date) as document_date,
    outcome,
    outcome_reason,
    cast(observation_count as bigint) as observation_count,
    cast(other_count as bigint) as other_count,
    cast(set_aside_number_count as bigint) as set_aside_number_count,
    extractor_version
from landed
