-- 催办: who urged the holder of which task, with what note.
create table urging (
    id         bigint generated always as identity primary key,
    case_no    varchar(40)  not null,
    task_id    varchar(64)  not null,
    element_id varchar(80)  not null,
    recipient  varchar(64)  not null,
    note       varchar(200) not null,
    urged_by   varchar(64)  not null,
    urged_at   timestamptz  not null
);
create index urging_task on urging (task_id, id);
create index urging_case on urging (case_no, id);
