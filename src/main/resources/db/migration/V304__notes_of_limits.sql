-- When the warnings of many limits come at once, only the moment of the warning changes in their rows. Neither the counts of
-- limits nor the list of open tasks depend on it, and with room on its page a row is written without its indexes.

alter table deadline set (fillfactor = 80);

create or replace function count_changed_deadlines() returns trigger language plpgsql as $$
begin
    if not exists (
            select from after_change a join before_change b on b.id = a.id
            where (a.village_code, a.township_code, a.county_code, a.rule, a.warned_from, a.stuck_from, a.overdue_from, a.due_on, a.met_on,
                a.cancelled_on, a.held, a.missed_due_on) is distinct from (b.village_code, b.township_code, b.county_code, b.rule,
                b.warned_from, b.stuck_from, b.overdue_from, b.due_on, b.met_on, b.cancelled_on, b.held, b.missed_due_on)) then
        return null;
    end if;
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

create function open_tasks_of_changed_limits() returns trigger language plpgsql as $$
begin
    update shouwang.open_task o set due_on = n.due_on, warned_from = n.warned_from, stuck_from = n.stuck_from
    from (select t.task_id, t.group_id, l.due_on, l.warned_from, l.stuck_from
          from (select distinct a.case_no from after_change a join before_change b on b.id = a.id
                where (a.minimum, a.holder, a.due_on, a.warned_from, a.stuck_from, a.met_on, a.cancelled_on)
                    is distinct from (b.minimum, b.holder, b.due_on, b.warned_from, b.stuck_from, b.met_on, b.cancelled_on)) d
          join shouwang.open_task t on t.case_no = d.case_no
          left join lateral shouwang.open_task_limit(t.case_no, t.group_id, t.planned_on) l on true) n
    where o.task_id = n.task_id and o.group_id = n.group_id
        and (o.due_on, o.warned_from, o.stuck_from) is distinct from (n.due_on, n.warned_from, n.stuck_from);
    return null;
end $$;

drop trigger deadline_changed_for_tasks on deadline;
create trigger deadline_changed_for_tasks after update on deadline referencing old table as before_change new table as after_change
    for each statement execute function open_tasks_of_changed_limits();
