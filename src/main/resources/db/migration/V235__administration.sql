insert into policy_parameter (name, valid_from, value, source) values
    ('IMPORT_ROWS_USERS', '2021-03-04', 2000, '文件没有规定，用户名单一次最多2000行（每个岗位一行）是本系统取值');
