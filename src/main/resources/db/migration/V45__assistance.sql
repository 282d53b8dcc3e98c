-- People who may be made responsible for households (帮扶责任人), and every state in which they stood in the register.
create table official (
    id              bigint generated always as identity primary key,
    name            varchar(50)  not null,
    post            varchar(100) not null,
    public_official boolean      not null,
    region_code     varchar(12)  not null references region,
    active          boolean      not null
);
create index official_region on official (region_code, id);
create unique index official_once on official (name, post, region_code) where active;
create table official_version (
    id              bigint generated always as identity primary key,
    official_id     bigint       not null references official,
    name            varchar(50)  not null,
    post            varchar(100) not null,
    public_official boolean      not null,
    region_code     varchar(12)  not null,
    active          boolean      not null,
    recorded_by     varchar(64)  not null,
    recorded_at     timestamptz  not null
);
create index official_version_official on official_version (official_id, id);

-- Who is responsible for a household; whoever was before stays on record with the day it ended.
create table responsibility (
    id           bigint generated always as identity primary key,
    household_id bigint       not null references household,
    official_id  bigint       not null references official,
    reason       varchar(500),
    since        date         not null,
    ended_on     date,
    recorded_by  varchar(64)  not null,
    recorded_at  timestamptz  not null
);
create index responsibility_household on responsibility (household_id, id);
create index responsibility_official on responsibility (official_id) where ended_on is null;
create unique index responsibility_one_now on responsibility (household_id) where ended_on is null;

-- The measures there are, by kind. Development measures earn the household an income (AS-3); some need somebody who can work (AS-4).
create table measure_catalogue (
    code         varchar(40)  primary key,
    kind         varchar(20)  not null,
    title        varchar(60)  not null,
    development  boolean      not null,
    needs_labour boolean      not null,
    source       text         not null,
    position     int          not null unique
);

-- A plan as the township made it. Never changed: a plan that is sent back is made anew.
create table assistance_plan (
    id         bigint generated always as identity primary key,
    case_no    varchar(40)  not null references case_file (case_no),
    willing    boolean      not null,
    planned_by varchar(64)  not null,
    planned_at timestamptz  not null
);
create index assistance_plan_case on assistance_plan (case_no, id);
create table assistance_plan_measure (
    plan_id     bigint      not null references assistance_plan,
    position    int         not null,
    code        varchar(40) not null references measure_catalogue,
    risk        varchar(40) not null,
    member_name varchar(50),
    amount      numeric(14, 2),
    notes       varchar(500),
    planned_on  date        not null,
    primary key (plan_id, position)
);
-- The errors of AS-3 and AS-4 that the table found, as it said so then.
create table assistance_plan_fault (
    plan_id  bigint      not null references assistance_plan,
    position int         not null,
    fault    varchar(40) not null,
    reason   text        not null,
    primary key (plan_id, position)
);

-- The measures of a household from the day on which the county confirmed them; one holds on a day if
-- confirmed_on <= day and (ended_on is null or ended_on > day).
create table household_measure (
    id             bigint generated always as identity primary key,
    household_id   bigint      not null references household,
    case_no        varchar(40) not null references case_file (case_no),
    code           varchar(40) not null references measure_catalogue,
    kind           varchar(20) not null,
    risk           varchar(40) not null,
    member_name    varchar(50),
    amount         numeric(14, 2),
    notes          varchar(500),
    planned_on     date        not null,
    confirmed_on   date        not null,
    carried_out_on date,
    result         varchar(500),
    ended_on       date
);
create index household_measure_household on household_measure (household_id, id);
-- What was recorded of a measure, each time; the last one stands with the measure.
create table household_measure_record (
    id             bigint generated always as identity primary key,
    measure_id     bigint       not null references household_measure,
    carried_out_on date         not null,
    result         varchar(500) not null,
    ended_on       date,
    reason         varchar(500),
    recorded_by    varchar(64)  not null,
    recorded_at    timestamptz  not null
);
create index household_measure_record_measure on household_measure_record (measure_id, id);

-- 走访. A visit that was recorded wrongly stays; the one that corrects it says why.
create table household_visit (
    id           bigint generated always as identity primary key,
    household_id bigint        not null references household,
    visited_on   date          not null,
    visited_by   varchar(50)   not null,
    found        varchar(1000) not null,
    corrects     bigint unique references household_visit,
    reason       varchar(500),
    recorded_by  varchar(64)   not null,
    recorded_at  timestamptz   not null
);
create index household_visit_household on household_visit (household_id, visited_on);

insert into policy_parameter (name, valid_from, value, source) values
    ('VISIT_WITHIN_MONTHS', '2023-01-01', 12, '许巩固脱贫组〔2023〕5号：帮扶责任人一年未入户走访列为问题');
