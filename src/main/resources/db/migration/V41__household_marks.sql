-- What households are marked with in the national system.
create table household_mark (
    id           bigint generated always as identity primary key,
    household_id bigint      not null references household,
    kind         varchar(40) not null,
    case_no      varchar(40) not null references case_file (case_no),
    since        date        not null,
    ended_on     date
);
create index household_mark_household on household_mark (household_id, id);

-- Lists of households begin with the newest.
create index household_status on household (status, id);
