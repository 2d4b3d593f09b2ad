with

stated as (

    select * from {{ ref('int_area_year__stated') }}

),

payments as (

    select * from stated
    where indicator_code = 'subsidy_paid'
        and status = 'actual'

),

recipients as (

    select * from stated
    where indicator_code = 'subsidy_recipients'
        and status = 'actual'

),

-- Who a standard is for, without the interval that stands in brackets: 技师（每年） is for 技师.
standards as (

    select
        stated.*,
        case
            when instr(subject, '（') > 0
                then substr(subject, 1, cast(instr(subject, '（') - 1 as integer))
            else subject
        end as beneficiary,
        case
            when instr(subject, '（每月）') > 0 then 12
            when instr(subject, '（每') > 0 and instr(subject, '（每年）') = 0 then cast(null as integer)
            else 1
        end as payments_a_year
    from stated
    where indicator_code = 'subsidy_standard'
        and unit_code = 'CNY'

),

-- The payment that a number of recipients is about stands in the same sentence; the nearest one is taken.
pairs as (

    select
        recipients.observation_id as recipients_observation_id,
        payments.observation_id as payment_observation_id,
        row_number() over (
            partition by recipients.observation_id
            order by abs(payments.span_start - recipients.span_start) asc, payments.observation_id asc
        ) as nearness_rank
    from recipients
    inner join payments
        on recipients.document_id = payments.document_id
            and recipients.sentence_start = payments.sentence_start
            and recipients.area_code = payments.area_code
            and recipients.year = payments.year
            and recipients.basis = payments.basis

),

-- The standards of the beneficiaries that the recipients' subject names, or else those of the same sentence or the
-- one before.
matches as (

    select
        recipients.observation_id as recipients_observation_id,
        standards.observation_id as standard_observation_id,
        case
            when instr(concat('、', recipients.subject, '、'), concat('、', standards.beneficiary, '、')) > 0
                and length(standards.beneficiary) > 0
                then 1
            when standards.sentence_start = recipients.sentence_start then 2
            when standards.sentence_end between recipients.sentence_start - 2 and recipients.sentence_start then 2
        end as match_rank
    from recipients
    inner join standards
        on recipients.document_id = standards.document_id
            and recipients.area_code = standards.area_code

),

best_matches as (

    select
        recipients_observation_id,
        min(match_rank) as match_rank
    from matches
    where match_rank is not null
    group by recipients_observation_id

),

-- What one recipient is due: between the least and the most that a standard for the recipients gives.
entitlements as (

    select
        matches.recipients_observation_id,
        min(standards.value) as least_cny,
        case
            when count(standards.printed_lower_bound) = count(*) then min(standards.printed_lower_bound)
        end as lower_bound_cny,
        case
            when count(standards.printed_upper_bound) = count(*) and count(standards.payments_a_year) = count(*)
                then max(standards.printed_upper_bound * standards.payments_a_year)
        end as upper_bound_cny,
        {{ dbt.listagg('standards.quote', "'、'", 'order by standards.span_start asc, standards.observation_id asc') }}
            as quotes
    from matches
    inner join best_matches
        on matches.recipients_observation_id = best_matches.recipients_observation_id
            and matches.match_rank = best_matches.match_rank
    inner join standards on matches.standard_observation_id = standards.observation_id
    group by matches.recipients_observation_id

),

due as (

    select
        payments.document_id,
        payments.area_code,
        payments.year,
        payments.indicator_code,
        payments.subject,
        payments.unit_code,
        payments.status,
        payments.observation_id as payment_observation_id,
        payments.quote as payment_quote,
        payments.value as payment_value,
        payments.printed_lower_bound as payment_lower_bound,
        payments.printed_upper_bound as payment_upper_bound,
        recipients.observation_id as recipients_observation_id,
        recipients.quote as recipients_quote,
        entitlements.quotes as standard_quotes,
        {{ product('recipients.value', 'entitlements.least_cny') }} as due_value,
        {{ product('recipients.printed_lower_bound', 'entitlements.lower_bound_cny') }} as due_lower_bound,
        -- A total that runs over an unstated number of years may hold any number of payments a head.
        case
            when payments.basis = 'period' and payments.months_covered <= 12
                then {{ product('recipients.printed_upper_bound', 'entitlements.upper_bound_cny') }}
        end as due_upper_bound,
        {{ quotient('payments.printed_lower_bound', 'recipients.printed_upper_bound') }} as lowest_per_head_cny,
        {{ quotient('payments.printed_upper_bound', 'recipients.printed_lower_bound') }} as highest_per_head_cny
    from pairs
    inner join recipients on pairs.recipients_observation_id = recipients.observation_id
    inner join payments on pairs.payment_observation_id = payments.observation_id
    inner join entitlements on pairs.recipients_observation_id = entitlements.recipients_observation_id
    where pairs.nearness_rank = 1

),

comparisons as (

    select
        cast('payments_against_standard' as {{ dbt.type_string() }}) as kind,
        document_id,
        cast(null as {{ dbt.type_string() }}) as reference_document_id,
        area_code,
        year,
        indicator_code,
        subject,
        unit_code,
        status,
        payment_observation_id as figure_observation_id,
        payment_quote as figure_quote,
        payment_value as figure_value,
        payment_lower_bound as figure_lower_bound,
        payment_upper_bound as figure_upper_bound,
        recipients_observation_id as reference_observation_id,
        concat(recipients_quote, ' × ', standard_quotes) as reference_quote,
        due_value as reference_value,
        due_lower_bound as reference_lower_bound,
        due_upper_bound as reference_upper_bound,
        'equal' as expectation,
        true as is_comparable,
        'how the payment and the recipients are printed, from the lowest to the highest standard' as tolerance_source,
        concat(
            'paid per head: ',
            coalesce(cast(lowest_per_head_cny as {{ dbt.type_string() }}), 'any'), ' to ',
            coalesce(cast(highest_per_head_cny as {{ dbt.type_string() }}), 'any'), ' CNY'
        ) as note
    from due

)

{{ reconciled('comparisons') }}
