-- What a user has filled in of a task's form and not yet sent.
create table task_draft (
    id             bigint generated always as identity primary key,
    task_id        varchar(64) not null,
    user_id        varchar(64) not null,
    content_cipher text        not null,
    saved_at       timestamptz not null,
    unique (task_id, user_id)
);
create index task_draft_saved_at on task_draft (saved_at);
