-- Procedures that are folders (ADR 0058). A case may be about something without an identity number, and about a region above the
-- villages; what may be open only once is known by a fingerprint.
alter table case_file alter head_id_cipher drop not null;
alter table case_file alter township_code drop not null;
alter table case_file add unique_key varchar(64);
create unique index case_file_open_once on case_file (process_key, unique_key)
    where unique_key is not null and status in ('IN_PROGRESS', 'APPROVED');
create index case_file_process on case_file (process_key, id);
create index case_file_process_status on case_file (process_key, status, id);
create index case_file_process_county on case_file (process_key, county_code, id);
create index case_file_process_township on case_file (process_key, township_code, id);
create index case_file_process_village on case_file (process_key, village_code, id);

create table procedure_case (
    case_no       varchar(40) primary key references case_file (case_no),
    -- The engine's deployment with the model, the forms, the tables and the manifest with which the case began.
    deployment_id varchar(64) not null,
    member_no     integer,
    project_no    varchar(40),
    unit          varchar(100)
);

create table procedure_entry (
    case_no         varchar(40)  not null references case_file (case_no),
    sequence        integer      not null,
    element_id      varchar(100) not null,
    content         jsonb        not null,
    personal_cipher text,
    entered_by      varchar(64)  not null,
    entered_at      timestamptz  not null,
    primary key (case_no, sequence)
);

create table procedure_value (
    case_id   bigint       not null,
    case_no   varchar(40)  not null references case_file (case_no),
    procedure varchar(60)  not null,
    field     varchar(60)  not null,
    text      varchar(500),
    number    numeric(18, 4),
    day       date,
    primary key (case_no, field)
);
create index procedure_value_text on procedure_value (procedure, field, text, case_id) where text is not null;
create index procedure_value_number on procedure_value (procedure, field, number, case_id) where number is not null;
create index procedure_value_day on procedure_value (procedure, field, day, case_id) where day is not null;
