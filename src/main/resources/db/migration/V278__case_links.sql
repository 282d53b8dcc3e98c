-- What leads from a case of a procedure to another case or to a problem: one that it started, or an earlier one that it names.
create table case_link (
    id        bigint generated always as identity primary key,
    case_no   varchar(40)  not null references case_file (case_no),
    other_no  varchar(40)  not null,
    title     varchar(100) not null,
    linked_at timestamptz  not null,
    unique (case_no, other_no)
);
create index case_link_other on case_link (other_no);
