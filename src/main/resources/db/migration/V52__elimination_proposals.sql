-- Households of which it is on record that they seem to meet the conditions of an elimination (EL-1).
create table elimination_proposal (
    id              bigint generated always as identity primary key,
    household_id    bigint         not null references household,
    proposed_on     date           not null,
    monitored_since date           not null,
    recorded_on     date           not null,
    income_per_head numeric(14, 2) not null,
    reference_line  numeric(14, 2) not null,
    status          varchar(20)    not null default 'OPEN' check (status in ('OPEN', 'TAKEN_UP', 'DISMISSED')),
    ended_on        date,
    dismissed_by    varchar(64),
    reason          varchar(500)
);
create unique index elimination_proposal_open on elimination_proposal (household_id) where status = 'OPEN';
create index elimination_proposal_household on elimination_proposal (household_id, id);
-- The day is looked at once, by whichever node comes first.
create table elimination_proposal_run (
    ran_on date primary key
);
insert into policy_parameter (name, valid_from, value, source) values
    ('ELIMINATION_PROPOSAL_MONTHS', '2023-01-01', 6, '本系统规定：纳入监测满几个月以后才建议核查风险是否消除');
