-- As which post a task was completed: nobody decides two levels of one case.
alter table task_decision add decided_as varchar(64);

-- The record of acts only grows: the database itself refuses to change it.
create table act (
    id      bigint generated always as identity primary key,
    kind    varchar(30)  not null,
    subject varchar(120) not null,
    outcome varchar(30)  not null,
    detail  text         not null default '',
    user_id varchar(64)  not null,
    address varchar(64)  not null,
    done_at timestamptz  not null
);
create index act_user on act (user_id, id);
create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'the record of acts only grows'; end $$;
create trigger act_only_grows before update or delete or truncate on act
    for each statement execute function refuse_change();

-- Who has chosen a password of one's own; everybody else is asked to at the first login.
create table own_password (
    user_id   varchar(64) primary key,
    chosen_at timestamptz not null
);
