-- What other systems are told, written in the transaction of what happened; nothing personal.
create table outbox_event (
    id          bigint generated always as identity primary key,
    type        varchar(60) not null,
    case_no     varchar(40) not null,
    county_code varchar(12) not null,
    payload     text        not null,
    occurred_at timestamptz not null
);
create index outbox_event_case on outbox_event (case_no, id);
create index outbox_event_occurred on outbox_event (occurred_at);

-- Ended subscriptions stay: a case that is told of at the same moment must not fail because one is gone.
create table webhook_subscription (
    id            bigint generated always as identity primary key,
    url           varchar(500) not null,
    secret_cipher text         not null,
    event_types   text[]       not null,
    county_code   varchar(12) references region,
    active        boolean      not null default true,
    made_by       varchar(64)  not null,
    made_at       timestamptz  not null
);

create table webhook_delivery (
    id              bigint generated always as identity primary key,
    event_id        bigint      not null references outbox_event on delete cascade,
    subscription_id bigint      not null references webhook_subscription,
    case_no         varchar(40) not null,
    status          varchar(10) not null default 'PENDING' check (status in ('PENDING', 'DELIVERED', 'DEAD')),
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null,
    last_result     varchar(60),
    last_attempt_at timestamptz,
    unique (event_id, subscription_id)
);
create index webhook_delivery_due on webhook_delivery (subscription_id, next_attempt_at) where status = 'PENDING';
create index webhook_delivery_order on webhook_delivery (subscription_id, case_no, event_id) where status = 'PENDING';
create index webhook_delivery_listed on webhook_delivery (status, id);
