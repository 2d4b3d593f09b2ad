with

observations as (

    select * from {{ ref('int_observations__corrected') }}

),

documents as (

    select * from {{ ref('stg_landing__documents') }}

),

indicators as (

    select * from {{ ref('stg_seeds__indicators') }}

),

described as (

    select
        observations.*,
        indicators.nature,
        documents.document_date,
        case
            when observations.status = 'actual' and documents.document_date < observations.period_end
                then documents.document_date
            else observations.period_end
        end as known_period_end
    from observations
    inner join indicators on observations.indicator_code = indicators.indicator_code
    inner join documents on observations.document_id = documents.document_id

),

sensed as (

    select
        described.*,
        {{ year_sense('described') }} as sense
    from described

),

measured as (

    select
        sensed.*,
        {{ sense_rank('sensed') }} as sense_rank,
        {{ printed_lower_bound('sensed') }} as printed_lower_bound,
        {{ printed_upper_bound('sensed') }} as printed_upper_bound,
        {{ period_days('sensed.period_start', 'sensed.known_period_end') }} as period_days,
        case
            when sensed.basis = 'period'
                then {{ months_covered('sensed.period_start', 'sensed.known_period_end') }}
        end as months_covered
    from sensed

),

identified as (

    select
        measured.*,
        {{ surrogate_key(['area_code', 'year', 'indicator_code', 'subject', 'unit_code', 'status']) }} as area_year_id,
        -- One document speaking of one area, indicator and period: figures of one setting differ in subject only.
        {{ surrogate_key([
            'document_id', 'area_code', 'year', 'indicator_code', 'unit_code', 'status', 'basis',
            'period_start', 'period_end',
        ]) }} as setting_id,
        cast(printed_upper_bound - printed_lower_bound as {{ value_type() }}) as printed_width
    from measured

),

-- The largest statement among those of one document date and one period: what a part must not displace.
compared as (

    select
        identified.*,
        max(printed_lower_bound) over (
            partition by area_year_id, sense_rank, document_date, period_days, period_end
        ) as widest_lower_bound
    from identified

),

candidates as (

    select
        area_year_id,
        setting_id,
        observation_id as candidate_id,
        cast('stated' as {{ dbt.type_string() }}) as method,
        cast(1 as integer) as method_rank,
        observation_id,
        document_id,
        document_date,
        span_start,
        ordinal,
        area_code,
        year,
        indicator_code,
        subject,
        unit_code,
        status,
        nature,
        basis,
        qualifier,
        value,
        lower_bound,
        upper_bound,
        printed_lower_bound,
        printed_upper_bound,
        printed_width,
        resolution,
        cast(
            case
                when nature in ('ratio', 'standard') or status = 'standard' then 1
                when printed_upper_bound < widest_lower_bound then 0
                else 1
            end
            as integer
        ) as is_widest,
        sense,
        sense_rank,
        period_start,
        period_end,
        period_days,
        months_covered,
        is_guessed,
        confidence,
        sentence_start,
        cast(sentence_start + length(sentence) as bigint) as sentence_end,
        quote
    from compared

)

select
    candidates.*,
    cast(row_number() over (
        partition by setting_id, subject
        order by {{ choice_order() }}
    ) as bigint) as setting_choice_rank
from candidates
