-- Issue 15: village meetings (村级研判会). Nothing in them is changed: a correction is another version of the minutes, and a
-- case that was refused and is handed in again another row.
create sequence meeting_number_seq;
create table meeting (
    id           bigint generated always as identity primary key,
    meeting_no   varchar(40) not null unique,
    village_code varchar(12) not null references region,
    recorded_by  varchar(64) not null,
    recorded_at  timestamptz not null
);
create index meeting_village on meeting (village_code varchar_pattern_ops, id);

create table meeting_minutes (
    meeting_id  bigint       not null references meeting,
    version     integer      not null,
    held_on     date         not null,
    place       varchar(100) not null,
    chair       varchar(50)  not null,
    present     text[]       not null,
    reason      varchar(200),
    recorded_by varchar(64)  not null,
    recorded_at timestamptz  not null,
    primary key (meeting_id, version)
);

create table meeting_item (
    id                   bigint generated always as identity primary key,
    meeting_id           bigint       not null references meeting,
    position             integer      not null,
    case_no              varchar(100) not null,
    head_name            varchar(50),
    kind_title           varchar(50),
    advice               text,
    preselection_outcome varchar(40),
    opinion              text,
    outcome              varchar(10),
    errors               text,
    concluded_at         timestamptz
);
create index meeting_item_meeting on meeting_item (meeting_id, position, id);
create index meeting_item_case on meeting_item (case_no);
