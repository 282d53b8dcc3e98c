-- Problems that assessments found: each goes to its departments and to its county, is verified line by line, re-checked by
-- sample and struck off only then (DA-1 to DA-8).
create table rectification_round (
    code         varchar(20) primary key,
    name         text        not null,
    starts_on    date        not null,
    plan_by      date        not null,
    ends_on      date        not null,
    status       varchar(10) not null check (status in ('OPEN', 'CLOSED')),
    circular_no  varchar(60),
    conclusion   text,
    issued_on    date,
    issued_by    varchar(64),
    created_by   varchar(64) not null,
    created_at   timestamptz not null
);

create sequence problem_number_seq;
create table problem (
    id            bigint generated always as identity primary key,
    problem_no    varchar(40)  not null unique,
    round         varchar(20)  not null references rectification_round,
    -- Where it is rectified; where it was found is another thing (对照整改).
    county_code   varchar(6)   not null references region,
    found_in      varchar(200),
    aspect        varchar(100) not null,
    title         varchar(200) not null,
    description   text         not null,
    measures      text,
    due_on        date         not null,
    units_text    text         not null,
    status        varchar(20)  not null,
    struck_off_on date,
    registered_by varchar(64)  not null,
    registered_at timestamptz  not null
);
create index problem_round on problem (round, county_code, id);
create index problem_county on problem (county_code, id);
create index problem_registered_by on problem (registered_by, id);

create table problem_line (
    id              bigint generated always as identity primary key,
    problem_id      bigint       not null references problem,
    unit_text       varchar(200) not null,
    group_id        varchar(64),
    passed_on_from  varchar(64),
    status          varchar(20)  not null,
    plan            text,
    measures        text,
    planned_on      date,
    plan_filed_on   date,
    verified_by     varchar(64),
    verified_on     date,
    return_reason   text
);
create unique index problem_line_unit on problem_line (problem_id, group_id) where group_id is not null;
create index problem_line_group on problem_line (group_id, problem_id);
create index problem_line_unknown on problem_line (unit_text) where group_id is null;

-- What was reported as rectified; a line that was sent back has several, the last one counts.
create table line_report (
    id              bigint generated always as identity primary key,
    line_id         bigint      not null references problem_line,
    measures        text,
    result          text        not null,
    rectified_on    date        not null,
    evidence        text        not null,
    long_term_until date,
    mechanism       text,
    reported_by     varchar(64) not null,
    reported_at     timestamptz not null
);
create index line_report_line on line_report (line_id, id);

-- What the comparison with a problem found in a township or village (annex 2).
create table problem_finding (
    id           bigint generated always as identity primary key,
    problem_id   bigint       not null references problem,
    position     int          not null,
    region_code  varchar(12)  references region,
    household_id bigint       references household,
    description  text         not null,
    measures     text,
    due_on       date         not null,
    unit_text    varchar(200) not null,
    result       text,
    struck_off   boolean      not null default false,
    recorded_by  varchar(64)  not null,
    recorded_at  timestamptz  not null,
    unique (problem_id, position)
);
create index problem_finding_region on problem_finding (region_code);
create index problem_finding_household on problem_finding (household_id) where household_id is not null;

-- What a county says of a unit that is not in the register, or of one that stands for several.
create table unit_mapping (
    county_code varchar(6)   not null references region,
    unit_text   varchar(200) not null,
    groups      text[]       not null,
    mapped_by   varchar(64)  not null,
    mapped_at   timestamptz  not null,
    primary key (county_code, unit_text)
);

-- Samples, with everything that is needed to draw them again.
create table sample_draw (
    id               bigint generated always as identity primary key,
    round            varchar(20) not null references rectification_round,
    number           int         not null,
    seed             varchar(64) not null,
    drawn_by         varchar(64) not null,
    drawn_at         timestamptz not null,
    unique (round, number)
);
create table sample_unit (
    draw_id    bigint        not null references sample_draw,
    group_id   varchar(64)   not null,
    population int           not null,
    share      numeric(5, 4) not null,
    least      int           not null,
    wanted     int           not null,
    primary key (draw_id, group_id)
);
create table sample_item (
    draw_id      bigint      not null references sample_draw,
    problem_id   bigint      not null references problem,
    groups       text[]      not null,
    drawn        boolean     not null,
    drawn_for    varchar(64),
    widened      boolean     not null default false,
    outcome      varchar(10) check (outcome in ('PASSED', 'FAILED')),
    settled      boolean     not null default false,
    primary key (draw_id, problem_id)
);
create index sample_item_problem on sample_item (problem_id, draw_id);

create table recheck (
    id           bigint generated always as identity primary key,
    problem_id   bigint      not null references problem,
    outcome      varchar(10) not null check (outcome in ('PASSED', 'FAILED')),
    opinion      text,
    rectify_by   date,
    rechecked_by varchar(64) not null,
    rechecked_at timestamptz not null
);
create index recheck_problem on recheck (problem_id, id);

insert into policy_parameter (name, valid_from, value, source) values
    ('SAMPLE_SHARE_COUNTY',      '2023-01-01', 0.2, '许巩固脱贫组办〔2023〕1号第23项：定量抽查复核；比例为本系统缺省值，由市确定'),
    ('SAMPLE_LEAST_COUNTY',      '2023-01-01', 1,   '许巩固脱贫组办〔2023〕1号第23项：定量抽查复核；最少件数为本系统缺省值，由市确定'),
    ('SAMPLE_SHARE_DEPARTMENT',  '2023-01-01', 0.2, '许巩固脱贫组办〔2023〕1号第23项：定量抽查复核；比例为本系统缺省值，由市确定'),
    ('SAMPLE_LEAST_DEPARTMENT',  '2023-01-01', 1,   '许巩固脱贫组办〔2023〕1号第23项：定量抽查复核；最少件数为本系统缺省值，由市确定'),
    ('SAMPLE_SHARE_WIDENED',     '2023-01-01', 0.5, '许巩固脱贫组办〔2023〕1号第23项：整改质量低不放过；扩大后的比例为本系统缺省值，由市确定');

-- The dates that a document sets for a round; a round without any gets its dates from the limits of its problems.
create table round_calendar (
    code      varchar(20) primary key,
    name      text        not null,
    starts_on date        not null,
    plan_by   date        not null,
    ends_on   date        not null,
    source    text        not null
);
insert into round_calendar (code, name, starts_on, plan_by, ends_on, source) values
    ('2022', '2022年度考核反馈问题整改', '2023-06-26', '2023-07-02', '2023-07-20', '禹巩固脱贫组〔2023〕5号');
