-- A limit may belong to a county or township as a whole: village_code is then the code of that region, the narrowest there
-- is. And it may be one that a certain post has to meet, whoever else works on the case.
alter table deadline alter column township_code drop not null;
alter table deadline add column holder varchar(64);

create or replace function count_added_deadlines() returns trigger language plpgsql as $$
begin
    insert into shouwang.deadline_count_change (region_code, rule, measure, day, amount)
    select r.code, d.rule, m.measure, m.day, count(*)
    from added d
    cross join lateral (select distinct c.code from (values (d.village_code), (d.township_code), (d.county_code)) c (code)
        where c.code is not null) r
    cross join lateral shouwang.deadline_marks(d.warned_from, d.stuck_from, d.overdue_from, d.due_on, d.met_on,
        d.cancelled_on, d.held) m
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
        d.cancelled_on, d.held) m
    group by 1, 2, 3, 4 having sum(d.sign) <> 0;
    return null;
end $$;

create or replace view deadline_mark as
    select d.id, r.code as region_code, d.rule, m.measure, m.day
    from deadline d
    cross join lateral (select distinct c.code from (values (d.village_code), (d.township_code), (d.county_code)) c (code)
        where c.code is not null) r
    cross join lateral deadline_marks(d.warned_from, d.stuck_from, d.overdue_from, d.due_on, d.met_on, d.cancelled_on,
        d.held) m;
