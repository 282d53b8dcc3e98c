-- How far all extensions of one limit together may move its last day.
insert into policy_parameter (name, valid_from, value, source) values
    ('EXTENSION_TOTAL_DAYS', '2021-01-01', 60, '文件没有规定天数；同一时限各次延期合计最多60天（自原截止日起算），是本系统取值');
