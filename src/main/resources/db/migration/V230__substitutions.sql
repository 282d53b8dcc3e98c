-- Who acts for a post while its holder is away. The post's group is in force from the first day to the last, or until it is
-- ended; represents is null where the county's department named somebody for a post of its county.
create table substitution (
    id          bigint generated always as identity primary key,
    post        varchar(64) not null,
    represents  varchar(64),
    substitute  varchar(64) not null,
    from_day    date        not null,
    until_day   date        not null check (until_day >= from_day),
    named_by    varchar(64) not null,
    named_at    timestamptz not null,
    ended_by    varchar(64),
    ended_at    timestamptz,
    released    boolean     not null default false
);
create index substitution_substitute on substitution (substitute, until_day);
create index substitution_post on substitution (post, until_day);
create index substitution_unreleased on substitution (until_day) where not released;

-- For whom a task was decided by somebody who stood in for its post; null where the post was the decider's own.
alter table task_decision add acted_for varchar(400);

-- A colleague to whom a task was handed over, and why; null for the other kinds of handovers.
alter table task_handover add to_user varchar(64), add to_name varchar(255), add reason varchar(500);
