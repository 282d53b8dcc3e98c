-- Lists of cases with a number and a day (ID-4): made from what is ticked, kept as they were. A list moves no case.
create table case_list (
    id          bigint generated always as identity primary key,
    kind        varchar(30)  not null,
    region_code varchar(9)   not null,
    list_year   integer      not null,
    number      integer      not null,
    made_on     date         not null,
    made_by     varchar(64)  not null,
    made_at     timestamptz  not null,
    unique (kind, region_code, list_year, number)
);
create index case_list_region on case_list (region_code, id);

create table case_list_item (
    list_id  bigint       not null references case_list,
    position integer      not null,
    case_no  varchar(255) not null,
    primary key (list_id, position),
    unique (case_no, list_id)
);
