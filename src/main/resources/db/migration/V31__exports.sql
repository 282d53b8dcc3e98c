-- Tables that somebody waits for as a file; kept for some hours. The filter holds nobody's name in clear.
create table export (
    id        bigint generated always as identity primary key,
    kind      varchar(30)   not null,
    filter    varchar(2000) not null,
    format    varchar(10)   not null,
    status    varchar(10)   not null default 'QUEUED' check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    run       int           not null default 0,
    rows_done bigint        not null default 0,
    rows_all  bigint,
    made_by   varchar(64)   not null,
    made_at   timestamptz   not null,
    alive_at  timestamptz
);
create index export_own on export (made_by, id);
create unique index export_one_open on export (made_by) where status in ('QUEUED', 'RUNNING');
create table export_chunk (
    export_id bigint not null references export on delete cascade,
    run       int    not null,
    position  int    not null,
    bytes     bytea  not null,
    primary key (export_id, run, position)
);
