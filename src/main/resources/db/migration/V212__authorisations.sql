-- 授权批准: the leading group's dated authorisation for its county's department to approve in its name (ID-4, step 6). It is in
-- force from its first day to its last, or until it is ended.
create table authorisation (
    id          bigint generated always as identity primary key,
    county_code varchar(6)   not null,
    from_day    date         not null,
    until_day   date         not null check (until_day >= from_day),
    document    varchar(200) not null,
    given_by    varchar(64)  not null,
    given_at    timestamptz  not null,
    ended_by    varchar(64),
    ended_at    timestamptz
);
create index authorisation_county on authorisation (county_code, until_day);
