-- A task may be several posts' at once, and stands in the list of each. Lists over all posts show it once, by the row of the post
-- that got it first.
alter table open_task drop constraint open_task_pkey, add primary key (task_id, group_id), add is_first boolean not null default true;

create or replace function add_open_task(of_task varchar, of_group varchar) returns void language plpgsql as $$
begin
    insert into shouwang.open_task (task_id, case_no, process, element, name, group_id, assignee, region_code, since, planned_on,
        due_on, warned_from, stuck_from, is_first)
    select t.id_, e.business_key_, p.key_, t.task_def_key_, coalesce(t.name_, t.task_def_key_), of_group, t.assignee_,
        coalesce(c.village_code, substring(of_group from '\d{6,12}'), ''), date_trunc('milliseconds', t.create_time_::timestamptz),
        shouwang.open_task_day(t.due_date_), l.due_on, l.warned_from, l.stuck_from,
        not exists (select 1 from shouwang.open_task o where o.task_id = of_task)
    from public.act_ru_task t
    join public.act_ru_execution e on e.id_ = t.proc_inst_id_
    join public.act_re_procdef p on p.id_ = t.proc_def_id_
    left join shouwang.case_file c on c.case_no = e.business_key_
    left join lateral shouwang.open_task_limit(e.business_key_, of_group, shouwang.open_task_day(t.due_date_)) l on true
    where t.id_ = of_task and e.business_key_ is not null
    on conflict (task_id, group_id) do nothing;
end $$;

create or replace function open_tasks_of_limits() returns trigger language plpgsql as $$
begin
    update shouwang.open_task o set due_on = n.due_on, warned_from = n.warned_from, stuck_from = n.stuck_from
    from (select t.task_id, t.group_id, l.due_on, l.warned_from, l.stuck_from
          from (select distinct case_no from after_change) d
          join shouwang.open_task t on t.case_no = d.case_no
          left join lateral shouwang.open_task_limit(t.case_no, t.group_id, t.planned_on) l on true) n
    where o.task_id = n.task_id and o.group_id = n.group_id
        and (o.due_on, o.warned_from, o.stuck_from) is distinct from (n.due_on, n.warned_from, n.stuck_from);
    return null;
end $$;

-- Lists over all posts read the first row of each task alone.
drop index open_task_due, open_task_step, open_task_since, open_task_region, open_task_township, open_task_county;
create index open_task_due on open_task (due_order, since, task_id) include (stuck_from, warned_from) where is_first;
create index open_task_step on open_task (process, element, due_order, since, task_id) include (stuck_from, warned_from) where is_first;
create index open_task_since on open_task (since, task_id) include (due_order, stuck_from, warned_from) where is_first;
create index open_task_region on open_task (region_code, due_order, since, task_id) where is_first;
create index open_task_township on open_task (township_code, due_order, since, task_id) where is_first;
create index open_task_county on open_task (county_code, due_order, since, task_id) where is_first;
