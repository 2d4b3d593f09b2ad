with

documents as (

    select * from {{ ref('stg_landing__documents') }}

),

areas as (

    select * from {{ ref('dim_area') }}

)

select
    documents.document_id,
    documents.title,
    documents.publisher,
    documents.publisher_area_code,
    areas.area_name as publisher_area_name,
    areas.city_code as publisher_city_code,
    documents.document_number,
    documents.document_date,
    documents.signed_on,
    documents.published_on,
    documents.accessed_on,
    documents.source_url,
    documents.file_path,
    documents.sha256,
    documents.byte_count,
    documents.encoding,
    documents.character_count,
    documents.repaired_character_count,
    documents.guessed_character_count,
    documents.outcome,
    documents.outcome_reason,
    documents.observation_count,
    documents.other_count,
    documents.set_aside_number_count,
    documents.extractor_version
from documents
left join areas on documents.publisher_area_code = areas.area_code
