-- A member's health or ability to work has changed since the survey. Never changed; a correction is another change.
create table labour_change (
    id          bigint generated always as identity primary key,
    survey_id   bigint       not null,
    position    int          not null,
    health      varchar(20)  not null,
    labour      varchar(20)  not null,
    found_on    date         not null,
    reason      varchar(500) not null,
    case_no     varchar(40) references case_file (case_no),
    recorded_by varchar(64)  not null,
    recorded_at timestamptz  not null,
    foreign key (survey_id, position) references survey_member (survey_id, position)
);
create index labour_change_survey on labour_change (survey_id, id);
alter table household_mark add end_reason varchar(200);

-- What the village finds when it looks whether a household has no labour at all. Never changed.
create table safety_net_check (
    id                       bigint generated always as identity primary key,
    case_no                  varchar(40) not null references case_file (case_no),
    outcome                  varchar(20) not null,
    checked_on               date        not null,
    support_kind             varchar(40) not null,
    lives_on_social_security boolean     not null,
    recorded_by              varchar(64) not null,
    recorded_at              timestamptz not null
);
create index safety_net_check_case on safety_net_check (case_no, id);
-- Each member's ability to work as found; the position is that of the survey.
create table safety_net_check_member (
    check_id bigint      not null references safety_net_check,
    position int         not null,
    labour   varchar(20) not null,
    primary key (check_id, position)
);
-- The conditions of SN-1 that the table found not met, as it said so then.
create table safety_net_check_unmet (
    check_id  bigint      not null references safety_net_check,
    position  int         not null,
    condition varchar(40) not null,
    reason    text        not null,
    primary key (check_id, position)
);
-- The county files what the township has decided.
create table safety_net_filing (
    case_no     varchar(40) primary key references case_file (case_no),
    filing_no   varchar(50),
    recorded_on date        not null
);
