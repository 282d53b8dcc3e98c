-- Issue 13.6: each step looks whether what must come before it is on record.
alter table task_decision add return_to varchar(20);
-- A notice has to be posted (again) since the preselection; posting it takes this away.
alter table case_file add notice_required boolean not null default false;
