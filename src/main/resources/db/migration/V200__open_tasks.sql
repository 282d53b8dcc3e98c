-- The open tasks with what lists of them are filtered and sorted by (ADR 0047). The engine's own tables have neither village nor
-- limit, and no index for the order. Triggers follow the engine and the limits in the transaction that changes them.
create table open_task (
    task_id     varchar(64)  primary key,
    case_no     varchar(255) not null,
    process     varchar(255) not null,
    element     varchar(255) not null,
    name        varchar(255) not null,
    group_id    varchar(255) not null,
    assignee    varchar(255),
    -- The village of the case; of a task without a case, the region of the post.
    region_code varchar(12)  not null,
    since       timestamptz  not null,
    -- The last day that the model gave the task. It tells which of several limits is the task's; the limit has the truth.
    planned_on  date,
    due_on      date,
    warned_from date,
    stuck_from  date,
    due_order   date generated always as (coalesce(due_on, date '9999-12-31')) stored,
    township_code varchar(9) generated always as (case when length(region_code) >= 9 then left(region_code, 9) end) stored,
    county_code varchar(6) generated always as (left(region_code, 6)) stored
);
create index open_task_case on open_task (case_no);
create index open_task_own_due on open_task (group_id, due_order, since, task_id) include (stuck_from, warned_from, region_code, process, element);
create index open_task_own_step on open_task (group_id, process, element, due_order, since, task_id);
create index open_task_own_since on open_task (group_id, since, task_id);
create index open_task_own_region on open_task (group_id, region_code, due_order, since, task_id);
create index open_task_due on open_task (due_order, since, task_id) include (stuck_from, warned_from);
create index open_task_step on open_task (process, element, due_order, since, task_id);
create index open_task_since on open_task (since, task_id);
create index open_task_region on open_task (region_code, due_order, since, task_id);
create index open_task_township on open_task (township_code, due_order, since, task_id);
create index open_task_county on open_task (county_code, due_order, since, task_id);

-- The day of a moment of the engine, which writes moments in the zone of its session; a last day ends at midnight.
create function open_task_day(due timestamp) returns date language sql stable as $$
    select ((due::timestamptz - interval '1 millisecond') at time zone 'Asia/Shanghai')::date
$$;

-- The limit of a task: one that its post can miss, the one whose last day the model gave the task, or else the nearest.
create function open_task_limit(of_case varchar, of_group varchar, planned date)
    returns table (due_on date, warned_from date, stuck_from date) language sql stable as $$
    select d.due_on, d.warned_from, d.stuck_from from shouwang.deadline d
    where d.case_no = of_case and not d.minimum and d.met_on is null and d.cancelled_on is null
        and (d.holder is null or d.holder = of_group)
    order by d.due_on is not distinct from planned desc, d.due_on, d.id limit 1
$$;

create function add_open_task(of_task varchar, of_group varchar) returns void language plpgsql as $$
begin
    insert into shouwang.open_task (task_id, case_no, process, element, name, group_id, assignee, region_code, since, planned_on,
        due_on, warned_from, stuck_from)
    select t.id_, e.business_key_, p.key_, t.task_def_key_, coalesce(t.name_, t.task_def_key_), of_group, t.assignee_,
        coalesce(c.village_code, substring(of_group from '\d{6,12}'), ''), date_trunc('milliseconds', t.create_time_::timestamptz),
        shouwang.open_task_day(t.due_date_), l.due_on, l.warned_from, l.stuck_from
    from public.act_ru_task t
    join public.act_ru_execution e on e.id_ = t.proc_inst_id_
    join public.act_re_procdef p on p.id_ = t.proc_def_id_
    left join shouwang.case_file c on c.case_no = e.business_key_
    left join lateral shouwang.open_task_limit(e.business_key_, of_group, shouwang.open_task_day(t.due_date_)) l on true
    where t.id_ = of_task and e.business_key_ is not null
    on conflict (task_id) do nothing;
end $$;

create function open_task_given() returns trigger language plpgsql as $$
begin
    perform shouwang.add_open_task(new.task_id_, new.group_id_);
    return null;
end $$;

create function open_task_changed() returns trigger language plpgsql as $$
begin
    update shouwang.open_task o set assignee = new.assignee_, planned_on = shouwang.open_task_day(new.due_date_),
        (due_on, warned_from, stuck_from) = (select l.due_on, l.warned_from, l.stuck_from
            from (values (1)) one left join shouwang.open_task_limit(o.case_no, o.group_id, shouwang.open_task_day(new.due_date_)) l on true)
    where o.task_id = new.id_;
    return null;
end $$;

create function open_task_done() returns trigger language plpgsql as $$
begin
    delete from shouwang.open_task where task_id = old.id_;
    return null;
end $$;

create function open_tasks_of_limits() returns trigger language plpgsql as $$
begin
    update shouwang.open_task o set due_on = n.due_on, warned_from = n.warned_from, stuck_from = n.stuck_from
    from (select t.task_id, l.due_on, l.warned_from, l.stuck_from
          from (select distinct case_no from after_change) d
          join shouwang.open_task t on t.case_no = d.case_no
          left join lateral shouwang.open_task_limit(t.case_no, t.group_id, t.planned_on) l on true) n
    where o.task_id = n.task_id
        and (o.due_on, o.warned_from, o.stuck_from) is distinct from (n.due_on, n.warned_from, n.stuck_from);
    return null;
end $$;

create trigger deadline_added_to_tasks after insert on deadline referencing new table as after_change
    for each statement execute function open_tasks_of_limits();
create trigger deadline_changed_for_tasks after update on deadline referencing new table as after_change
    for each statement execute function open_tasks_of_limits();

-- Lets the triggers follow the engine's tables, and adds the tasks that are open already. In an empty database the engine makes
-- its tables after the migrations, so this is called at every start.
create function follow_open_tasks() returns void language plpgsql as $$
begin
    if exists (select 1 from pg_trigger where tgname = 'shouwang_open_task_given' and tgrelid = 'public.act_ru_identitylink'::regclass) then
        return;
    end if;
    create trigger shouwang_open_task_done after delete on public.act_ru_task for each row execute function shouwang.open_task_done();
    create trigger shouwang_open_task_changed after update on public.act_ru_task for each row
        when (old.assignee_ is distinct from new.assignee_ or old.due_date_ is distinct from new.due_date_)
        execute function shouwang.open_task_changed();
    create trigger shouwang_open_task_given after insert on public.act_ru_identitylink for each row
        when (new.type_ = 'candidate' and new.task_id_ is not null and new.group_id_ is not null)
        execute function shouwang.open_task_given();
    perform shouwang.add_open_task(task_id_, group_id_) from public.act_ru_identitylink
        where type_ = 'candidate' and task_id_ is not null and group_id_ is not null;
end $$;

-- Filters of the list of tasks that a user has named. The text of a search is not kept, since it may be somebody's name.
create table task_filter (
    id      bigint generated always as identity primary key,
    user_id varchar(64)  not null,
    name    varchar(20)  not null,
    query   varchar(500) not null,
    unique (user_id, name)
);
