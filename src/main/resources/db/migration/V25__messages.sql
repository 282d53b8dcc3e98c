-- Messages to posts; nothing personal. Each user of the post reads for himself or herself.
create table message (
    id         bigint generated always as identity primary key,
    recipient  varchar(64)   not null,
    kind       varchar(30)   not null,
    title      varchar(100)  not null,
    text       varchar(1000) not null,
    case_no    varchar(40),
    created_at timestamptz   not null
);
create index message_recipient on message (recipient, id);
create table message_read (
    user_id    varchar(64) not null,
    message_id bigint      not null references message,
    read_at    timestamptz not null,
    primary key (user_id, message_id)
);
