-- What the procedure project-implementation (项目实施) counts by: the days of the year (month × 100 + day) by which works begin, are mostly done and are finished and paid.
insert into policy_parameter (name, valid_from, value, source) values
    ('PROJECT_START_BY', '2021-01-01', 831, '许巩固脱贫组〔2023〕5号四（五）：全部项目8月底前开工（月×100＋日）'),
    ('PROJECT_MAIN_WORKS_BY', '2021-01-01', 1031, '许巩固脱贫组〔2023〕5号四（五）：10月底前完成大部分工程（月×100＋日）'),
    ('PROJECT_MAIN_WORKS_SHARE', '2021-01-01', 80, '许巩固脱贫组〔2023〕5号四（五）：大部分工程；按80%计算为本系统设计'),
    ('PROJECT_FINISH_BY', '2021-01-01', 1231, '许巩固脱贫组〔2023〕5号四（五）：12月底前全部完工、全部支付（月×100＋日）'),
    ('PROJECT_REPORT_DAYS', '2021-01-01', 5, '本系统设计：每月进度在月末以后5天内登记');

insert into policy_parameter_name (code, theme, title, unit, kind, least, most, by_county, effect) values
    ('PROJECT_START_BY', '项目实施', '最迟开工的日子', '月×100＋日', 'MONTH_DAY', 101, 1231, true, '生效日以后开始实施的项目'),
    ('PROJECT_MAIN_WORKS_BY', '项目实施', '完成大部分工程的日子', '月×100＋日', 'MONTH_DAY', 101, 1231, true, '生效日以后开始实施的项目'),
    ('PROJECT_FINISH_BY', '项目实施', '完工、付清的日子', '月×100＋日', 'MONTH_DAY', 101, 1231, true, '生效日以后开始实施的项目');

insert into policy_parameter_name (code, theme, title, unit, decimals, least, most, by_county, effect) values
    ('PROJECT_MAIN_WORKS_SHARE', '项目实施', '大部分工程按多少计算', '%', 0, 1, 100, true, '生效日以后登记的进度'),
    ('PROJECT_REPORT_DAYS', '项目实施', '月末以后登记进度', '天', 0, 1, 31, false, '生效日以后登记的进度');
