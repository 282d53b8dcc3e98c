-- Once a day each user is told how many tasks are due: by message, and by the channels that an administrator has set up (ADR 0054).
create table digest_channel (
    id            bigint generated always as identity primary key,
    kind          varchar(20)  not null check (kind in ('WEBHOOK', 'MAIL', 'WECOM', 'DINGTALK')),
    name          varchar(50)  not null,
    county_code   varchar(12)  references region,
    target_cipher text         not null,
    secret_cipher text         not null,
    active        boolean      not null default true,
    made_by       varchar(64)  not null,
    made_at       timestamptz  not null
);
-- The days on which users were told; whichever node adds the row tells them.
create table digest_day (
    day     date        primary key,
    told_at timestamptz not null,
    users   int         not null
);
create table digest_delivery (
    id              bigint generated always as identity primary key,
    day             date        not null references digest_day,
    channel_id      bigint      not null references digest_channel,
    -- The user to whom mail goes; empty for channels that get the counts of all users together.
    receiver        varchar(64) not null,
    status          varchar(10) not null default 'PENDING' check (status in ('PENDING', 'DELIVERED', 'DEAD')),
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null,
    last_result     varchar(100),
    last_attempt_at timestamptz,
    unique (day, channel_id, receiver)
);
create index digest_delivery_due on digest_delivery (next_attempt_at) where status = 'PENDING';
-- A message may go to one user: the recipient is then @ and the user's id.
alter table message alter column recipient type varchar(80);
