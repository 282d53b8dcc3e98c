-- 整改时限 may be words such as 7月20日前取得阶段性成效，持续推进; due_on is then the day they name.
alter table problem add column due_text varchar(200);

-- What a corrected file changed, kept for good.
create table problem_change (
    id          bigint generated always as identity primary key,
    problem_id  bigint      not null references problem,
    field       varchar(40) not null,
    label       varchar(40) not null,
    before_text text,
    after_text  text        not null,
    changed_by  varchar(64) not null,
    changed_at  timestamptz not null
);
create index problem_change_problem on problem_change (problem_id, id);

-- The dates of a round that the import will make.
alter table problem_import_draft add column starts_on date, add column ends_on date;
