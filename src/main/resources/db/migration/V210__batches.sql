-- Decisions on many cases at once: what was asked for, and what became of each case. The values are encrypted, since opinions
-- may name people, and go with the decision.
create table batch (
    id          bigint generated always as identity primary key,
    user_id     varchar(64)  not null,
    process_key varchar(255) not null,
    element_id  varchar(255) not null,
    made_at     timestamptz  not null,
    finished_at timestamptz
);
create index batch_user on batch (user_id, id);

create table batch_item (
    batch_id      bigint      not null references batch,
    position      integer     not null,
    case_no       text        not null,
    values_cipher text,
    task_id       varchar(64),
    outcome       varchar(10),
    errors        text,
    primary key (batch_id, position)
);
