-- Issue 13.11: a seed that somebody enters gets a part made by chance.
alter table sample_draw alter seed type varchar(100);
