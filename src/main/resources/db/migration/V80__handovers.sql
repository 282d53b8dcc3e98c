-- What became of claims other than by their own claimants: who took a task over from whom, who gave it back for whom, and
-- which claims ended with an account or a post. Names are kept, since the account may be gone.
create table task_handover (
    id           bigint generated always as identity primary key,
    case_no      varchar(40)  not null,
    task_id      varchar(64)  not null,
    element_name varchar(255) not null,
    kind         varchar(20)  not null,
    from_user    varchar(64)  not null,
    from_name    varchar(255) not null,
    by_user      varchar(64)  not null,
    by_name      varchar(255) not null,
    post         varchar(64)  not null,
    done_at      timestamptz  not null
);
create index task_handover_case on task_handover (case_no, id);

-- Claims of people whose account or post had gone before claims ended with them.
do $$ begin
    if to_regclass('public.act_ru_task') is not null then
        update public.act_ru_task t set assignee_ = null, rev_ = rev_ + 1
        where assignee_ is not null and not exists (
            select 1 from public.act_ru_identitylink l
            join public.act_id_membership m on m.group_id_ = l.group_id_ and m.user_id_ = t.assignee_
            where l.task_id_ = t.id_ and l.type_ = 'candidate');
    end if;
end $$;
