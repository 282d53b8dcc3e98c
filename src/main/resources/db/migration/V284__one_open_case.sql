-- What the cases of a procedure about one subject have in common, whatever else only one open case may be about. So far that was
-- the subject alone. Cases of procedures with a start of their own have none.
alter table procedure_case add subject_key varchar(64);
update procedure_case p set subject_key = (select c.unique_key from case_file c where c.case_no = p.case_no);
create index procedure_case_subject on procedure_case (subject_key);
