-- A case may have several limits of one rule (a notice is posted again), told apart by what they belong to.
alter table deadline add column reference varchar(40) not null default '';
alter table deadline drop constraint deadline_case_no_rule_key;
alter table deadline add constraint deadline_once unique (case_no, rule, reference);

-- A minimum is fulfilled by time alone, unless it is held by something open.
alter table deadline add column minimum boolean not null default false;
alter table deadline add column held boolean not null default false;
-- From this day on what must still happen takes longer than what is left; null while everything can still happen.
alter table deadline add column unreachable_from date;
-- On this day the sweeper looks at the row next; null when there is nothing more to tell.
alter table deadline add column escalate_on date;

update deadline set unreachable_from = due_on - 5
    where rule = 'IDENTIFICATION_15D' and met_on is null and cancelled_on is null and case_no not in
        (select e.case_no from notice_entry e join notice n on n.id = e.notice_id
         where n.outcome is null or n.outcome = 'CLEAR');

-- The first day of each state, the worse never later than the milder: what filters and counters compare with today.
alter table deadline add column overdue_from date generated always as (due_on + 1) stored;
alter table deadline add column stuck_from date generated always as (least(unreachable_from, due_on + 1)) stored;
alter table deadline add column warned_from date generated always as
    (least((warn_at at time zone 'Asia/Shanghai')::date, unreachable_from, due_on + 1)) stored;
update deadline set escalate_on = warned_from where met_on is null and cancelled_on is null;

drop index deadline_open;
create index deadline_due on deadline (due_on, id);
create index deadline_county_due on deadline (county_code, due_on, id);
create index deadline_township_due on deadline (township_code, due_on, id);
create index deadline_village_due on deadline (village_code, due_on, id);
create index deadline_open on deadline (due_on, id) where met_on is null and cancelled_on is null;
create index deadline_open_county on deadline (county_code, due_on, id) where met_on is null and cancelled_on is null;
create index deadline_open_township on deadline (township_code, due_on, id) where met_on is null and cancelled_on is null;
create index deadline_open_village on deadline (village_code, due_on, id) where met_on is null and cancelled_on is null;
create index deadline_cancelled on deadline (due_on, id) where cancelled_on is not null;
create index deadline_escalate on deadline (escalate_on, id) where escalate_on is not null;

create table deadline_extension (
    id              bigint generated always as identity primary key,
    deadline_id     bigint       not null references deadline,
    asked_until     date         not null,
    reason          varchar(500) not null,
    asked_by        varchar(64)  not null,
    asked_at        timestamptz  not null,
    outcome         varchar(10) check (outcome in ('GRANTED', 'REFUSED')),
    granted_until   date,
    old_due_on      date,
    opinion         varchar(500),
    decided_by      varchar(64),
    decided_at      timestamptz
);
create index deadline_extension_deadline on deadline_extension (deadline_id, id);
create unique index deadline_extension_one_open on deadline_extension (deadline_id) where outcome is null;

-- What was told to whom, once for each stage and last day.
create table deadline_escalation (
    id          bigint generated always as identity primary key,
    deadline_id bigint      not null references deadline,
    stage       varchar(10) not null check (stage in ('WARNING', 'DUE', 'LATE')),
    due_on      date        not null,
    told        text        not null,
    at          timestamptz not null,
    unique (deadline_id, stage, due_on)
);

-- Counters of limits by region, rule and day, so that no look at the figures groups all rows. Changes are appended, since
-- adding to one row would make all cases of a county wait for each other; one node merges them now and then.
create table deadline_count (
    region_code varchar(12) not null,
    rule        varchar(40) not null,
    measure     varchar(10) not null,
    day         date        not null,
    amount      bigint      not null,
    primary key (region_code, rule, measure, day)
);
create table deadline_count_change (
    region_code varchar(12) not null,
    rule        varchar(40) not null,
    measure     varchar(10) not null,
    day         date        not null,
    amount      bigint      not null
);
create index deadline_count_change_region on deadline_count_change (region_code);

-- Where one limit is counted: while it runs under the first day of each state, and when it has ended under its month.
create function deadline_marks(warned_from date, stuck_from date, overdue_from date, due_on date, met_on date,
        cancelled_on date, held boolean) returns table (measure text, day date)
    language sql immutable as $$
    select m.measure, m.day
    from (values ('CANCELLED', date_trunc('month', cancelled_on::timestamp)::date, cancelled_on is not null),
            ('MET', date_trunc('month', met_on::timestamp)::date, cancelled_on is null and met_on <= due_on),
            ('MET_LATE', date_trunc('month', met_on::timestamp)::date, cancelled_on is null and met_on > due_on),
            ('HELD', date '2000-01-01', cancelled_on is null and met_on is null and held),
            ('OPEN', date '2000-01-01', cancelled_on is null and met_on is null and not held),
            ('WARNED', warned_from, cancelled_on is null and met_on is null and not held),
            ('STUCK', stuck_from, cancelled_on is null and met_on is null and not held),
            ('OVERDUE', overdue_from, cancelled_on is null and met_on is null and not held)
        ) m (measure, day, counts)
    where m.counts
$$;

create view deadline_mark as
    select d.id, r.code as region_code, d.rule, m.measure, m.day
    from deadline d
    cross join lateral (values (d.village_code), (d.township_code), (d.county_code)) r (code)
    cross join lateral deadline_marks(d.warned_from, d.stuck_from, d.overdue_from, d.due_on, d.met_on, d.cancelled_on,
        d.held) m;

create function count_added_deadlines() returns trigger language plpgsql as $$
begin
    insert into shouwang.deadline_count_change (region_code, rule, measure, day, amount)
    select r.code, d.rule, m.measure, m.day, count(*)
    from added d
    cross join lateral (values (d.village_code), (d.township_code), (d.county_code)) r (code)
    cross join lateral shouwang.deadline_marks(d.warned_from, d.stuck_from, d.overdue_from, d.due_on, d.met_on,
        d.cancelled_on, d.held) m
    group by 1, 2, 3, 4;
    return null;
end $$;

create function count_changed_deadlines() returns trigger language plpgsql as $$
begin
    insert into shouwang.deadline_count_change (region_code, rule, measure, day, amount)
    select r.code, d.rule, m.measure, m.day, sum(d.sign)
    from (select 1 as sign, * from after_change union all select -1, * from before_change) d
    cross join lateral (values (d.village_code), (d.township_code), (d.county_code)) r (code)
    cross join lateral shouwang.deadline_marks(d.warned_from, d.stuck_from, d.overdue_from, d.due_on, d.met_on,
        d.cancelled_on, d.held) m
    group by 1, 2, 3, 4 having sum(d.sign) <> 0;
    return null;
end $$;

create trigger deadline_added after insert on deadline referencing new table as added
    for each statement execute function count_added_deadlines();
create trigger deadline_changed after update on deadline referencing old table as before_change new table as after_change
    for each statement execute function count_changed_deadlines();

insert into deadline_count (region_code, rule, measure, day, amount)
    select region_code, rule, measure, day, count(*) from deadline_mark group by 1, 2, 3, 4;
create index deadline_count_empty on deadline_count (region_code) where amount = 0;
