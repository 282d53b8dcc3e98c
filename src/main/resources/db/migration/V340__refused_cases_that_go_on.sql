-- A case that is refused although work on it goes on (resumes of a procedure) counts as open until it is in progress again or ends.
alter table case_file add goes_on boolean not null default false;
drop index case_file_open_once;
create unique index case_file_open_once on case_file (process_key, unique_key)
    where unique_key is not null and (status in ('IN_PROGRESS', 'APPROVED') or goes_on);
