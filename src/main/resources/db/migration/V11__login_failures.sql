-- Failed logins of one user from one address, counted by all nodes together. An attempt counts before the password is
-- looked at, so that many at once do not slip through.
create table login_failure (
    user_id       varchar(64) not null,
    address       varchar(64) not null,
    failures      int         not null,
    counted_until timestamptz not null,
    primary key (user_id, address)
);
create index login_failure_over on login_failure (counted_until);
