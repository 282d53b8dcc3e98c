-- Identity numbers are kept encrypted (…_cipher) and found by a keyed hash (…_hash).

-- Regions: city, counties, townships, villages.
create table region (
    code        varchar(12) primary key,
    name        text        not null,
    level       varchar(10) not null check (level in ('CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE')),
    parent_code varchar(12) references region
);
create index region_parent on region (parent_code, code);

-- Amounts and lines that policy sets anew: dated, with their source.
create table policy_parameter (
    name       varchar(60)    not null,
    valid_from date           not null,
    value      numeric(14, 4) not null,
    source     text           not null,
    primary key (name, valid_from)
);
insert into policy_parameter (name, valid_from, value, source) values
    ('REFERENCE_LINE', '2023-01-01', 7500, '河南省《巩固拓展脱贫攻坚成果工作要点汇编》（2023）第三部分一、（二）2');

create sequence case_number_seq;
create sequence household_number_seq;
create sequence notice_number_seq;

-- The register. What was found at the home is kept as surveys that are never changed, so that every fact has its history.
create table household (
    id              bigint generated always as identity primary key,
    household_no    varchar(40)  not null unique,
    village_code    varchar(12)  not null references region,
    head_name       varchar(50)  not null,
    head_id_cipher  text         not null,
    head_id_hash    varchar(64)  not null unique,
    status          varchar(20)  not null check (status in ('MONITORED', 'ELIMINATED', 'NOT_MONITORED')),
    category        varchar(40),
    survey_id       bigint,
    created_at      timestamptz  not null,
    updated_at      timestamptz  not null
);
create index household_village on household (village_code, status);

create table survey (
    id                        bigint generated always as identity primary key,
    case_no                   varchar(40)   not null,
    household_id              bigint references household,
    verified_on               date          not null,
    authorisation_signed      boolean       not null,
    registered_kind           varchar(20)   not null,
    sudden_event              varchar(20)   not null,
    risk_statement            text          not null,
    income_per_head_last_year numeric(14, 2),
    income_per_head           numeric(14, 2) not null,
    reference_line            numeric(14, 2) not null,
    reference_line_from       date          not null,
    suggested_at_risk         boolean       not null,
    suggested_category        varchar(40)   not null,
    suggestion_reason         text          not null,
    recorded_by               varchar(64)   not null,
    recorded_at               timestamptz   not null
);
create index survey_case on survey (case_no, id);
create index survey_household on survey (household_id, id);
alter table household add foreign key (survey_id) references survey;

create table survey_member (
    survey_id bigint      not null references survey,
    position  int         not null,
    name      varchar(50) not null,
    id_cipher text        not null,
    relation  varchar(20) not null,
    health    varchar(20) not null,
    labour    varchar(20) not null,
    schooling varchar(20) not null,
    primary key (survey_id, position)
);
create table survey_amount (
    survey_id bigint         not null references survey,
    item      varchar(40)    not null,
    amount    numeric(14, 2) not null,
    primary key (survey_id, item)
);
create table survey_guarantee (
    survey_id bigint      not null references survey,
    guarantee varchar(40) not null,
    met       boolean     not null,
    primary key (survey_id, guarantee)
);
create table survey_risk (
    survey_id bigint      not null references survey,
    risk      varchar(40) not null,
    primary key (survey_id, risk)
);

create table household_status_change (
    id           bigint generated always as identity primary key,
    household_id bigint      not null references household,
    status       varchar(20) not null,
    category     varchar(40),
    case_no      varchar(40) not null,
    since        date        not null,
    changed_by   varchar(64) not null,
    changed_at   timestamptz not null
);
create index household_status_change_household on household_status_change (household_id, id);

-- A person is in at most one open case or monitored household: the primary key decides, also between two transactions.
create table watched_person (
    id_hash      varchar(64) primary key,
    case_no      varchar(40) not null,
    household_id bigint references household
);
create index watched_person_case on watched_person (case_no);

create table identification_case (
    id                 bigint generated always as identity primary key,
    case_no            varchar(40)  not null unique,
    status             varchar(20)  not null,
    village_code       varchar(12)  not null references region,
    township_code      varchar(12)  not null references region,
    county_code        varchar(12)  not null references region,
    source             varchar(30)  not null,
    found_on           date         not null,
    head_name          varchar(50)  not null,
    head_id_cipher     text         not null,
    risk_description   text         not null,
    external_reference varchar(100),
    household_id       bigint references household,
    notice_no          varchar(40),
    objection_upheld   boolean      not null default false,
    refusal_reason     text,
    decided_on         date,
    announced_at       varchar(100),
    announced_on       date,
    system_code        varchar(50),
    entered_on         date,
    informed_by        varchar(20),
    informed_on        date,
    withdrawal_reason  text,
    registered_by      varchar(64)  not null,
    registered_at      timestamptz  not null
);
create index identification_case_village on identification_case (village_code, id);
create index identification_case_township on identification_case (township_code, id);
create index identification_case_county on identification_case (county_code, id);
create index identification_case_registered_by on identification_case (registered_by, id);
create index identification_case_reference on identification_case (external_reference) where external_reference is not null;

-- Who completed which task with what decision: what people see of the past, of every process.
create table task_decision (
    id           bigint generated always as identity primary key,
    case_no      varchar(40) not null,
    process_key  varchar(60) not null,
    element_id   varchar(80) not null,
    element_name text        not null,
    task_id      varchar(64) not null unique,
    outcome      varchar(40),
    outcome_text text,
    opinion      text,
    decided_by   varchar(64) not null,
    decided_at   timestamptz not null
);
create index task_decision_case on task_decision (case_no, id);

create table deadline (
    id                bigint generated always as identity primary key,
    case_no           varchar(40) not null,
    rule              varchar(40) not null,
    village_code      varchar(12) not null,
    township_code     varchar(12) not null,
    county_code       varchar(12) not null,
    start_on          date        not null,
    due_on            date        not null,
    warn_at           timestamptz,
    met_on            date,
    cancelled_on      date,
    warned_at         timestamptz,
    overdue_noted_at  timestamptz,
    unique (case_no, rule)
);
create index deadline_open on deadline (due_on) where met_on is null and cancelled_on is null;

create table notice (
    id                  bigint generated always as identity primary key,
    notice_no           varchar(40)  not null unique,
    process_instance_id varchar(64)  not null unique,
    village_code        varchar(12)  not null references region,
    posted_at           varchar(100) not null,
    posted_from         date         not null,
    ends_on             date         not null,
    outcome             varchar(30),
    closed_at           timestamptz,
    posted_by           varchar(64)  not null,
    recorded_at         timestamptz  not null
);
create table notice_entry (
    notice_id    bigint      not null references notice,
    position     int         not null,
    case_no      varchar(40) not null,
    head_name    varchar(50) not null,
    member_count int         not null,
    category     varchar(40) not null,
    primary key (notice_id, position)
);
create index notice_entry_case on notice_entry (case_no, notice_id);
create table objection (
    id          bigint generated always as identity primary key,
    notice_id   bigint      not null references notice,
    statement   text        not null,
    received_by varchar(64) not null,
    received_at timestamptz not null,
    outcome     varchar(20),
    opinion     text,
    resolved_by varchar(64),
    resolved_at timestamptz
);
create index objection_notice on objection (notice_id, id);

create table comparison_dataset (
    id          bigint generated always as identity primary key,
    kind        varchar(40) not null,
    county_code varchar(12) references region,
    as_of       date        not null,
    row_count   int         not null,
    loaded_by   varchar(64) not null,
    loaded_at   timestamptz not null
);
create index comparison_dataset_latest on comparison_dataset (kind, county_code, as_of, id);
create table comparison_dataset_row (
    dataset_id bigint      not null references comparison_dataset,
    id_hash    varchar(64) not null,
    detail     text        not null
);
create index comparison_dataset_row_person on comparison_dataset_row (id_hash, dataset_id);
create table comparison (
    id          bigint generated always as identity primary key,
    case_no     varchar(40) not null,
    compared_at timestamptz not null
);
create index comparison_case on comparison (case_no, id);
create table comparison_finding (
    comparison_id bigint      not null references comparison,
    position      int         not null,
    kind          varchar(40) not null,
    as_of         date,
    member_name   varchar(50),
    detail        text        not null,
    primary key (comparison_id, position)
);

-- Answers of successful requests, by the caller's own key, so that a repeated request is not a second act.
create table idempotent_request (
    user_id     varchar(64)  not null,
    key         varchar(200) not null,
    fingerprint varchar(64)  not null,
    response    text         not null default '',
    created_at  timestamptz  not null,
    primary key (user_id, key)
);

create table demo_clock (
    only_row boolean primary key default true check (only_row),
    ahead_ms bigint not null
);

-- Sessions, shared by all nodes (tables of Spring Session JDBC).
create table spring_session (
    primary_id            char(36) primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create index spring_session_expiry on spring_session (expiry_time);
create index spring_session_principal on spring_session (principal_name);
create table spring_session_attributes (
    session_primary_id char(36)     not null references spring_session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
