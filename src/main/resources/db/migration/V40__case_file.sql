-- One file for every case, whatever its process; before, only identification had cases.
alter table identification_case rename to case_file;
alter table case_file add process_key varchar(60) not null default 'monitoring-identification';
alter table case_file alter process_key drop default;
alter table case_file rename risk_description to reason;
-- Only identification begins with a clue.
alter table case_file alter source drop not null;
alter table case_file alter found_on drop not null;

alter index identification_case_village rename to case_file_village;
alter index identification_case_township rename to case_file_township;
alter index identification_case_county rename to case_file_county;
alter index identification_case_registered_by rename to case_file_registered_by;
alter index identification_case_head_name rename to case_file_head_name;
alter index identification_case_reference rename to case_file_reference;
create index case_file_household on case_file (household_id, id);
-- A household has one case of a kind in progress, also when fifty begin at the same moment.
create unique index case_file_one_in_progress on case_file (household_id, process_key) where status = 'IN_PROGRESS';

-- What a notice says it is about stands with it, as it hung.
alter table notice add subject varchar(50) not null default '拟认定的监测对象';
alter table notice add category_title varchar(20) not null default '拟认定类别';
alter table notice alter subject drop default;
alter table notice alter category_title drop default;
