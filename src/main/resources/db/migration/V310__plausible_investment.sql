-- From which sum on a project's investment is to be looked at once more, since yuan may have been entered for ten thousand yuan.
insert into policy_parameter (name, valid_from, value, source) values
    ('PROJECT_INVESTMENT_LARGE', '2021-03-04', 5000, '文件没有规定：总投资超过这个数的，提醒核对单位（本系统设计）'),
    ('PROJECT_INVESTMENT_MOST', '2021-03-04', 100000, '文件没有规定：总投资超过这个数的，须说明理由（本系统设计）');

insert into policy_parameter_name (code, theme, title, unit, decimals, least, most, effect) values
    ('PROJECT_INVESTMENT_LARGE', '项目库', '总投资超过多少请核对单位', '万元', 2, 1, 1000000, '生效日以后办理的项目的提醒'),
    ('PROJECT_INVESTMENT_MOST', '项目库', '总投资超过多少须说明理由', '万元', 2, 1, 10000000, '生效日以后办理的项目的提醒');
