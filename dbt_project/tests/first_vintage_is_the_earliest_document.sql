with

first_vintages as (

    select
        area_year_id,
        min(coalesce(known_from, date '0001-01-01')) as known_from
    from {{ ref('int_area_year__vintages') }}
    group by area_year_id

),

earliest_documents as (

    select
        evidence.area_year_id,
        min(coalesce(documents.document_date, date '0001-01-01')) as document_date
    from {{ ref('int_area_year__evidence') }} as evidence
    inner join {{ ref('int_observations__corrected') }} as observations
        on evidence.observation_id = observations.observation_id
    inner join {{ ref('stg_landing__documents') }} as documents
        on observations.document_id = documents.document_id
    group by evidence.area_year_id

)

select
    first_vintages.area_year_id,
    first_vintages.known_from,
    earliest_documents.document_date
from first_vintages
left join earliest_documents on first_vintages.area_year_id = earliest_documents.area_year_id
-- A summed or derived value may have been known before the first statement that replaced it, never after.
where first_vintages.known_from > earliest_documents.document_date
    or earliest_documents.document_date is null
