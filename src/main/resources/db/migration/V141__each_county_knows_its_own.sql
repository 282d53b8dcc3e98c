-- Each county has its own register and watches its own people, so that no answer in one tells whether another one knows somebody. Who is
-- known in two is found where it may be: at the comparison that a household has authorised, and by the city.
alter table watched_person
    add column county_code varchar(6) generated always as (split_part(case_no, '-', 2)) stored,
    add column seq bigint generated always as identity;
alter table watched_person drop constraint watched_person_pkey, add primary key (id_hash, county_code);

alter table household add column county_code varchar(6) generated always as (left(village_code, 6)) stored;
alter table household drop constraint household_head_id_hash_key, add unique (head_id_hash, county_code);

alter table registered_person add column county_code varchar(6);
update registered_person p set county_code = h.county_code from household h where h.id = p.household_id;
alter table registered_person alter column county_code set not null, drop constraint registered_person_pkey,
    add primary key (id_hash, county_code);

-- How many persons a user has looked up at once, or was told that another county has. Rows are added, so that nobody waits for another.
create table person_lookup (
    id        bigint generated always as identity primary key,
    user_id   varchar(64) not null,
    day       date        not null,
    persons   int         not null,
    elsewhere int         not null
);
create index person_lookup_user on person_lookup (user_id, day) include (persons, elsewhere);

-- Of how many people of a case a user has seen the whole identity numbers on a day.
create table shown_id_numbers (
    user_id varchar(64) not null,
    day     date        not null,
    case_no varchar(40) not null,
    numbers int         not null,
    primary key (user_id, day, case_no)
);

insert into policy_parameter (name, valid_from, value, source) values
    ('PERSONS_LOOKED_UP_PER_DAY', '2021-03-04', 300000, '文件没有规定，每人每天按证件号最多查找300000人次是本系统取值'),
    ('PERSONS_FOUND_ELSEWHERE_PER_DAY', '2021-03-04', 20, '文件没有规定，每人每天最多20次得知某人已在其他县办理是本系统取值'),
    ('ID_NUMBERS_SHOWN_PER_DAY', '2021-03-04', 100, '文件没有规定，每人每天查看完整证件号超过100个须说明理由是本系统取值');
