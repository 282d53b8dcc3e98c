-- Small loans (LN-1 to LN-6). A household may have several applications at once: the sum decides, not their number.
drop index case_file_one_in_progress;
create unique index case_file_one_in_progress on case_file (household_id, process_key)
    where status = 'IN_PROGRESS' and process_key <> 'micro-loan';

-- Amounts in yuan, rates in per cent a year, ages in years.
insert into policy_parameter (name, valid_from, value, source) values
    ('LOAN_CEILING', '2021-03-04', 100000, '河南省《巩固拓展脱贫攻坚成果工作要点汇编》（2023）第三部分三、（二）5：追加贷款后，单户不得超过10万元'),
    ('LOAN_SUBSIDISED_LIMIT', '2021-03-04', 50000, '河南省《巩固拓展脱贫攻坚成果工作要点汇编》（2023）第三部分三、（二）5：5万元以上部分不予贴息，也不纳入风险补偿范围'),
    ('LOAN_TERM_MONTHS', '2021-03-04', 36, '银保监发〔2021〕6号：贷款期限3年期（含）以内'),
    ('LOAN_AGE_LEAST', '2021-03-04', 18, '银保监发〔2021〕6号：年龄原则上应在18周岁（含）至65周岁（含）之间'),
    ('LOAN_AGE_MOST', '2021-03-04', 65, '银保监发〔2021〕6号：年龄原则上应在18周岁（含）至65周岁（含）之间'),
    ('LOAN_FIRST_CHECK_DAYS', '2021-03-04', 30, '文件没有规定天数，放款后30日内首次核查用途是本系统取值；禹巩固脱贫组〔2023〕5号第6项'),
    ('LOAN_CHECK_MONTHS', '2021-03-04', 3, '文件没有规定周期，此后每季度核查一次是本系统取值；禹巩固脱贫组〔2023〕5号第6项'),
    ('LOAN_UNUSED_MONTHS', '2021-03-04', 3, '文件没有规定期限，放款后闲置满3个月列为问题是本系统取值；禹巩固脱贫组〔2023〕5号第6项点名两年期贷款闲置一年以上'),
    ('LOAN_FIRST_REMINDER_DAYS', '2021-03-04', 30, '文件没有规定天数，到期前30日提醒是本系统取值'),
    ('LOAN_SECOND_REMINDER_DAYS', '2021-03-04', 7, '文件没有规定天数，到期前7日再次提醒是本系统取值'),
    ('LOAN_RECOVERY_DAYS', '2021-03-04', 30, '文件没有规定周期，逾期后每30日清收一次是本系统取值'),
    ('LOAN_RATE_TO_1_YEAR', '2021-03-04', 3.85, '银保监发〔2021〕6号：以贷款市场报价利率（LPR）放款；1年期LPR'),
    ('LOAN_RATE_TO_1_YEAR', '2022-01-20', 3.70, '银保监发〔2021〕6号；1年期LPR'),
    ('LOAN_RATE_TO_1_YEAR', '2022-08-22', 3.65, '银保监发〔2021〕6号；1年期LPR'),
    ('LOAN_RATE_TO_1_YEAR', '2023-06-20', 3.55, '银保监发〔2021〕6号；1年期LPR'),
    ('LOAN_RATE_TO_1_YEAR', '2023-08-21', 3.45, '银保监发〔2021〕6号；1年期LPR'),
    ('LOAN_RATE_TO_1_YEAR', '2024-07-22', 3.35, '银保监发〔2021〕6号；1年期LPR'),
    ('LOAN_RATE_TO_1_YEAR', '2024-10-21', 3.10, '银保监发〔2021〕6号；1年期LPR'),
    ('LOAN_RATE_TO_1_YEAR', '2025-05-20', 3.00, '银保监发〔2021〕6号；1年期LPR'),
    ('LOAN_RATE_OVER_1_YEAR', '2021-03-04', 4.65, '银保监发〔2021〕6号：以贷款市场报价利率（LPR）放款；1年期以上至3年期不超过5年期以上LPR'),
    ('LOAN_RATE_OVER_1_YEAR', '2022-01-20', 4.60, '银保监发〔2021〕6号；5年期以上LPR'),
    ('LOAN_RATE_OVER_1_YEAR', '2022-05-20', 4.45, '银保监发〔2021〕6号；5年期以上LPR'),
    ('LOAN_RATE_OVER_1_YEAR', '2022-08-22', 4.30, '银保监发〔2021〕6号；5年期以上LPR'),
    ('LOAN_RATE_OVER_1_YEAR', '2023-06-20', 4.20, '银保监发〔2021〕6号；5年期以上LPR'),
    ('LOAN_RATE_OVER_1_YEAR', '2024-02-20', 3.95, '银保监发〔2021〕6号；5年期以上LPR'),
    ('LOAN_RATE_OVER_1_YEAR', '2024-07-22', 3.85, '银保监发〔2021〕6号；5年期以上LPR'),
    ('LOAN_RATE_OVER_1_YEAR', '2024-10-21', 3.60, '银保监发〔2021〕6号；5年期以上LPR'),
    ('LOAN_RATE_OVER_1_YEAR', '2025-05-20', 3.50, '银保监发〔2021〕6号；5年期以上LPR');

-- Whether a loan is overdue follows from its row on any day and is not stored (LN-6).
create table micro_loan (
    id                 bigint generated always as identity primary key,
    loan_no            varchar(40)    not null unique references case_file (case_no),
    household_id       bigint         not null references household,
    village_code       varchar(12)    not null references region,
    township_code      varchar(12)    not null references region,
    county_code        varchar(12)    not null references region,
    bank_code          varchar(40)    not null,
    borrower_name      varchar(50)    not null,
    borrower_id_cipher text           not null,
    purpose            varchar(30)    not null,
    term_months        int            not null,
    applied_on         date           not null,
    status             varchar(20)    not null check (status in
        ('APPLIED', 'REFUSED', 'APPROVED', 'DISBURSED', 'REPAID', 'COMPENSATED', 'WITHDRAWN')),
    -- What was applied for until it is disbursed, and what was disbursed from then on.
    principal          numeric(14, 2) not null check (principal > 0),
    covered_principal  numeric(14, 2) not null check (covered_principal between 0 and principal),
    subsidised         boolean,
    annual_rate        numeric(6, 4),
    disbursed_on       date,
    due_on             date,
    repaid             numeric(14, 2) not null default 0,
    compensated        numeric(14, 2) not null default 0,
    closed_on          date,
    unused_since       date,
    -- On this day the sweeper looks at the row next; null when there is nothing more to tell.
    look_on            date,
    told_of_due_in     int,
    overdue_noted_for  date,
    check (repaid >= 0 and compensated >= 0 and repaid + compensated <= principal)
);
create index micro_loan_household on micro_loan (household_id, id);
create index micro_loan_bank on micro_loan (bank_code, id);
create index micro_loan_village on micro_loan (village_code, id);
create index micro_loan_township on micro_loan (township_code, id);
create index micro_loan_county on micro_loan (county_code, id);
create index micro_loan_look on micro_loan (look_on, id) where look_on is not null;

create table loan_repayment (
    id          bigint generated always as identity primary key,
    loan_id     bigint         not null references micro_loan,
    amount      numeric(14, 2) not null check (amount > 0),
    paid_on     date           not null,
    receipt_no  varchar(60),
    recorded_by varchar(64)    not null,
    recorded_at timestamptz    not null
);
create index loan_repayment_loan on loan_repayment (loan_id, id);
create unique index loan_repayment_receipt on loan_repayment (loan_id, receipt_no) where receipt_no is not null;

-- Renewal or extension once (LN-4): the primary key decides, also between two requests at the same moment.
create table loan_extension (
    loan_id     bigint      primary key references micro_loan,
    kind        varchar(20) not null,
    old_due_on  date        not null,
    due_on      date        not null,
    reason      varchar(500),
    recorded_by varchar(64) not null,
    recorded_at timestamptz not null
);

create table loan_use_check (
    id          bigint generated always as identity primary key,
    loan_id     bigint      not null references micro_loan,
    due_on      date        not null,
    outcome     varchar(20),
    checked_on  date,
    note        varchar(500),
    checked_by  varchar(64)
);
create unique index loan_use_check_one_open on loan_use_check (loan_id) where outcome is null;
create index loan_use_check_loan on loan_use_check (loan_id, id);

-- A misused or unused loan is a finding until it is cleared (LN-5).
create table loan_finding (
    id         bigint generated always as identity primary key,
    loan_id    bigint       not null references micro_loan,
    kind       varchar(20)  not null,
    opened_on  date         not null,
    note       varchar(500) not null,
    cleared_on date,
    clearance  varchar(500),
    cleared_by varchar(64)
);
create unique index loan_finding_one_open on loan_finding (loan_id, kind) where cleared_on is null;
create index loan_finding_loan on loan_finding (loan_id, id);

-- Who refused someone eligible, and why; the county's view of it follows (LN-1).
create table loan_refusal (
    id          bigint generated always as identity primary key,
    loan_id     bigint       not null references micro_loan,
    bank_code   varchar(40)  not null,
    county_code varchar(12)  not null,
    ground      varchar(30)  not null,
    reason      varchar(500) not null,
    refused_on  date         not null,
    review      varchar(20)
);
create index loan_refusal_loan on loan_refusal (loan_id, id);
create index loan_refusal_county on loan_refusal (county_code, refused_on);

-- Applications that the table refused: nothing but how many.
create table loan_ineligible (
    day         date        not null,
    county_code varchar(12) not null,
    bank_code   varchar(40) not null,
    rule        varchar(20) not null,
    amount      int         not null,
    primary key (day, county_code, bank_code, rule)
);
