-- Out-of-poverty households come into the register by file: such a record belongs to no case, and nothing was weighed.
alter table survey alter column case_no drop not null;
alter table survey alter column reference_line drop not null;
alter table survey alter column reference_line_from drop not null;
alter table survey alter column suggested_at_risk drop not null;
alter table survey alter column suggested_category drop not null;
alter table survey alter column suggestion_reason drop not null;

-- In which household the register has a person, monitored or not: a file must not bring anybody into a second one.
create table registered_person (
    id_hash      varchar(64) primary key,
    household_id bigint not null references household
);
create index registered_person_household on registered_person (household_id);
insert into registered_person (id_hash, household_id)
    select id_hash, household_id from watched_person where household_id is not null;
