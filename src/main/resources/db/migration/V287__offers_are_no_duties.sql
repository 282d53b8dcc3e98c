-- A task with the priority 0 is an offer, such as to change an entry of a list that stays: it has no limit, nobody has to do it, and so it
-- stands in no list of tasks and counts in none. The case's page offers it.
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
    where t.id_ = of_task and e.business_key_ is not null and t.priority_ > 0
    on conflict (task_id, group_id) do nothing;
end $$;

-- Entries of the pool that are there already. In an empty database the engine has no tables yet.
do $$ begin
    if to_regclass('public.act_ru_task') is not null then
        update public.act_ru_task t set priority_ = 0 where t.task_def_key_ = 'userTask_requestChange'
            and t.proc_def_id_ in (select d.id_ from public.act_re_procdef d where d.key_ = 'project-pool');
    end if;
end $$;
delete from open_task where process = 'project-pool' and element = 'userTask_requestChange';
