-- How many rows of data a table may have that somebody hands in.
insert into policy_parameter (name, valid_from, value, source) values
    ('IMPORT_ROWS_HOUSEHOLDS', '2021-03-04', 100000, '文件没有规定，脱贫户名单一次最多100000行（每人一行）是本系统取值'),
    ('IMPORT_ROWS_DATA_SETS', '2021-03-04', 200000, '文件没有规定，部门数据一次最多200000行是本系统取值'),
    ('IMPORT_ROWS_PROBLEMS', '2021-03-04', 2000, '文件没有规定，问题台账一次最多2000行是本系统取值'),
    ('IMPORT_ROWS_VILLAGES', '2021-03-04', 20000, '文件没有规定，村名单一次最多20000行是本系统取值');

-- What somebody looks at before it is taken in: the rows of the last file of each user, no files.
delete from problem_import_draft;
alter table problem_import_draft drop column file, add column content text not null, add unique (uploaded_by);
