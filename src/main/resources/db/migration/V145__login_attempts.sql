-- Wrong passwords of late, by what is slowed down: a user at an address, an address, a browser. Counted by all nodes together; an
-- attempt counts before the password is looked at, so that many at once do not slip through.
drop table login_failure;
create table login_attempt (
    subject       varchar(160) primary key,
    failures      int          not null,
    last_at       timestamptz  not null,
    counted_until timestamptz  not null
);
create index login_attempt_over on login_attempt (counted_until);

-- Wrong passwords as they are kept: one count for each address and minute, with the first names that were tried. The record of
-- acts has the first of them at once and their number when the minute is over (told).
create table login_failure_count (
    address  varchar(64) not null,
    minute   timestamptz not null,
    failures int         not null,
    names    text[]      not null,
    told     boolean     not null default false,
    primary key (address, minute)
);
create index login_failure_count_untold on login_failure_count (minute) where not told;
