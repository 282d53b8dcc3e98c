-- What the procedure project-pool counts by.
insert into policy_parameter (name, valid_from, value, source) values
    ('PROJECT_YEARS_AHEAD', '2021-03-04', 3, '文件没有规定：项目库可以收今后几年的项目（本系统设计）'),
    ('PROJECT_INDUSTRY_SHARE', '2023-05-10', 60, '许巩固脱贫组办〔2023〕1号10：用于产业发展的资金占比不低于60%');

insert into policy_parameter_name (code, theme, title, unit, decimals, least, most, effect) values
    ('PROJECT_YEARS_AHEAD', '项目库', '可以提前申报的年数', '年', 0, 0, 20, '生效日以后申报的项目'),
    ('PROJECT_INDUSTRY_SHARE', '项目库', '产业项目财政资金占比不低于', '%', 2, 0, 100, '生效日以后台账的占比预警');
