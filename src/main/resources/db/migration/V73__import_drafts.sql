-- A file that somebody looks at before it is taken in.
create table problem_import_draft (
    id          bigint generated always as identity primary key,
    round       varchar(20) not null,
    county_code varchar(6)  not null,
    region_code varchar(12),
    file        bytea       not null,
    uploaded_by varchar(64) not null,
    uploaded_at timestamptz not null
);
