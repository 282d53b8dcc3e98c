-- An extension granted after the last day was over moves the limit; that it was missed stays a fact. The first last day
-- that was over when an extension was granted, or null.
alter table deadline add column missed_due_on date;

drop view deadline_mark;
drop function deadline_marks(date, date, date, date, date, date, boolean);

-- Where one limit is counted: while it runs under the first day of each state, and when it has ended under its month.
create function deadline_marks(warned_from date, stuck_from date, overdue_from date, due_on date, met_on date,
        cancelled_on date, held boolean, missed_due_on date) returns table (measure text, day date)
    language sql immutable as $$
    select m.measure, m.day
    from (values ('CANCELLED', date_trunc('month', cancelled_on::timestamp)::date, cancelled_on is not null),
            ('MET', date_trunc('month', met_on::timestamp)::date,
                cancelled_on is null and met_on <= due_on and missed_due_on is null),
            ('MET_LATE', date_trunc('month', met_on::timestamp)::date,
                cancelled_on is null and (met_on > due_on or met_on is not null and missed_due_on is not null)),
            ('MISSED', date '2000-01-01', cancelled_on is null and missed_due_on is not null),
            ('HELD', date '2000-01-01', cancelled_on is null and met_on is null and held),
            ('OPEN', date '2000-01-01', cancelled_on is null and met_on is null and not held),
            ('WARNED', warned_from, cancelled_on is null and met_on is null and not held),
            ('STUCK', stuck_from, cancelled_on is null and met_on is null and not held),
            ('OVERDUE', overdue_from, cancelled_on is null and met_on is null and not held)
        ) m (measure, day, counts)
    where m.counts
$$;

create or replace function count_added_deadlines() returns trigger language plpgsql as $$
begin
    insert into shouwang.deadline_count_change (region_code, rule, measure, day, amount)
    select r.code, d.rule, m.measure, m.day, count(*)
    from added d
    cross join lateral (select distinct c.code from (values (d.village_code), (d.township_code), (d.county_code)) c (code)
        where c.code is not null) r
    cross join lateral shouwang.deadline_marks(d.warned_from, d.stuck_from, d.overdue_from, d.due_on, d.met_on,
        d.cancelled_on, d.held, d.missed_due_on) m
    group by 1, 2, 3, 4;
    return null;
end $$;

create or replace function count_changed_deadlines() returns trigger language plpgsql as $$
begin
    insert into shouwang.deadline_count_change (region_code, rule, measure, day, amount)
    select r.code, d.rule, m.measure, m.day, sum(d.sign)
    from (select 1 as sign, * from after_change union all select -1, * from before_change) d
    cross join lateral (select distinct c.code from (values (d.village_code), (d.township_code), (d.county_code)) c (code)
        where c.code is not null) r
    cross join lateral shouwang.deadline_marks(d.warned_from, d.stuck_from, d.overdue_from, d.due_on, d.met_on,
        d.cancelled_on, d.held, d.missed_due_on) m
    group by 1, 2, 3, 4 having sum(d.sign) <> 0;
    return null;
end $$;

create view deadline_mark as
    select d.id, r.code as region_code, d.rule, m.measure, m.day
    from deadline d
    cross join lateral (select distinct c.code from (values (d.village_code), (d.township_code), (d.county_code)) c (code)
        where c.code is not null) r
    cross join lateral deadline_marks(d.warned_from, d.stuck_from, d.overdue_from, d.due_on, d.met_on, d.cancelled_on,
        d.held, d.missed_due_on) m;

-- The trigger counts what this changes.
update deadline d set missed_due_on = e.old_due_on
from (select deadline_id, min(old_due_on) as old_due_on from deadline_extension
      where outcome = 'GRANTED' and (decided_at at time zone 'Asia/Shanghai')::date > old_due_on group by 1) e
where e.deadline_id = d.id;

insert into policy_parameter (name, valid_from, value, source) values
    ('LATE_ENTRY_DAYS', '2021-01-01', 7, '文件没有规定天数，行为发生后7日内补录的按行为发生之日判断是否按期，是本系统取值；更晚补录的按录入之日判断');
