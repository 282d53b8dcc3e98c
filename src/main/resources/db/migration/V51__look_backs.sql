-- 回头看: a campaign that looks again at households whose risks were marked as gone.
create table look_back (
    id            bigint generated always as identity primary key,
    name          varchar(100) not null,
    share_percent numeric(5, 2),
    seed          bigint       not null,
    due_on        date         not null,
    status        varchar(20)  not null default 'DRAFT' check (status in ('DRAFT', 'BEGUN', 'DISCARDED')),
    created_by    varchar(64)  not null,
    created_at    timestamptz  not null,
    begun_by      varchar(64),
    begun_at      timestamptz
);
create table look_back_region (
    look_back_id bigint      not null references look_back,
    region_code  varchar(12) not null,
    primary key (look_back_id, region_code)
);
-- Everybody who could be drawn, so that the draw can be made again and compared at any time.
create table look_back_household (
    look_back_id  bigint      not null references look_back,
    household_id  bigint      not null references household,
    household_no  varchar(40) not null,
    township_code varchar(12) not null,
    drawn         boolean     not null,
    case_no       varchar(40) references case_file (case_no),
    skip_reason   varchar(200),
    primary key (look_back_id, household_id)
);
create unique index look_back_household_case on look_back_household (case_no);
create index look_back_household_waiting on look_back_household (look_back_id) where drawn and case_no is null and skip_reason is null;
-- What the village finds. Never changed; a correction is another check.
create table look_back_check (
    id          bigint generated always as identity primary key,
    case_no     varchar(40)   not null references case_file (case_no),
    outcome     varchar(20)   not null,
    checked_on  date          not null,
    statement   varchar(500),
    recorded_by varchar(64)   not null,
    recorded_at timestamptz   not null
);
create index look_back_check_case on look_back_check (case_no, id);
create table look_back_check_new_risk (
    check_id bigint      not null references look_back_check,
    risk     varchar(40) not null,
    primary key (check_id, risk)
);
-- The case to which a look-back has led.
create table look_back_following (
    case_no      varchar(40) not null references case_file (case_no),
    following_no varchar(40) not null references case_file (case_no),
    primary key (case_no, following_no)
);
