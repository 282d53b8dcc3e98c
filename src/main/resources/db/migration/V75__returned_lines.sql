-- How often a line was sent back by the county's verification.
alter table problem_line add column returned int not null default 0;
