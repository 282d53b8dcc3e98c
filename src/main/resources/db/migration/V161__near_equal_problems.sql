-- Which rows of a file are problems that are there under another title, and which are new ones, as 3:WT-… or 3:NEW by row.
alter table problem_import_draft add column corrections varchar(10000) not null default '';
