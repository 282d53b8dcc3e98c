-- What the procedure home-teaching (送教上门) counts by.
insert into policy_parameter (name, valid_from, value, source) values
    ('HOME_TEACHING_VISITS', '2021-01-01', 2, '河南省乡村振兴局工作要点（2023年梳理汇总）第二部分一、（二）4：原则上每个服务对象每月提供上门教育不少于2次'),
    ('HOME_TEACHING_LESSONS', '2021-01-01', 3, '河南省乡村振兴局工作要点（2023年梳理汇总）第二部分一、（二）4：每次3个课时'),
    ('HOME_TEACHING_FIRST_DAY', '2021-01-01', 15, '本系统设计：15日以后开始送教的，第一个月与下个月合并计算'),
    ('HOME_TEACHING_REPORT_DAYS', '2021-01-01', 5, '本系统设计：月度小结在月末以后5天内作完'),
    ('HOME_TEACHING_DECISION_DAYS', '2021-01-01', 10, '本系统设计：批准、制定方案和核查送教不足各10天');

insert into policy_parameter_name (code, theme, title, unit, decimals, least, most, by_county, effect) values
    ('HOME_TEACHING_VISITS', '送教上门', '每月最少次数', '次', 0, 1, 31, false, '生效日以后登记和小结的月份'),
    ('HOME_TEACHING_LESSONS', '送教上门', '每次最少课时', '课时', 0, 1, 8, false, '生效日以后登记和小结的月份'),
    ('HOME_TEACHING_FIRST_DAY', '送教上门', '第一个月单独计算的最晚开始日', '日', 0, 1, 31, false, '生效日以后登记的送教'),
    ('HOME_TEACHING_REPORT_DAYS', '送教上门', '月末以后作小结', '天', 0, 1, 31, false, '生效日以后小结的时限'),
    ('HOME_TEACHING_DECISION_DAYS', '送教上门', '批准、制定方案、核查送教不足', '天', 0, 1, 366, false, '生效日以后开始的时限');
