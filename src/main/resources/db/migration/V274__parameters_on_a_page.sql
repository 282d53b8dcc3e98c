-- What each dated parameter is called, in which unit it is, and what it changes. A parameter that counties may set for themselves has rows under its
-- code and under its code with the county's (CITY_DIBAO_MONTH_411081); the name stands once.
create table policy_parameter_name (
    code      varchar(60)   primary key,
    theme     varchar(20)   not null,
    title     varchar(60)   not null,
    unit      varchar(20)   not null,
    kind      varchar(12)   not null default 'NUMBER' check (kind in ('NUMBER', 'SWITCH', 'MONTH_DAY')),
    decimals  int           not null default 0,
    least     numeric(14, 4) not null,
    most      numeric(14, 4) not null,
    by_county boolean       not null default false,
    effect    varchar(300)  not null
);

alter table policy_parameter
    add reason     varchar(200),
    add entered_by varchar(64),
    add entered_at timestamptz;

-- Rows that were withdrawn before they held on any day.
create table policy_parameter_withdrawn (
    id           bigint generated always as identity primary key,
    name         varchar(60)    not null,
    valid_from   date           not null,
    value        numeric(14, 4) not null,
    source       text           not null,
    reason       varchar(200),
    entered_by   varchar(64),
    entered_at   timestamptz,
    withdrawn_by varchar(64)    not null,
    withdrawn_at timestamptz    not null,
    why          varchar(200)   not null
);

-- What the decision tables were asked at each step that was done, without personal data, so that a step can be weighed again by another table or
-- with another parameter. The last row of a case, a table and a step counts.
create table table_answer (
    id         bigint generated always as identity primary key,
    case_no    varchar(40)  not null,
    element_id varchar(100) not null,
    table_key  varchar(100) not null,
    asked_on   date         not null,
    facts      jsonb        not null,
    parameters jsonb        not null,
    answer     jsonb        not null
);
create index table_answer_table on table_answer (table_key, case_no, element_id, id);

insert into policy_parameter_name (code, theme, title, unit, decimals, least, most, effect) values
    ('REFERENCE_LINE', '监测范围', '监测范围（人均年纯收入）', '元', 2, 1, 1000000, '识别、风险消除和小额信贷申请的研判按这条线；核实日在生效日及以后的适用'),
    ('INCOME_DEVIATION', '监测范围', '收入与登记相差多少列为不实', '元', 2, 0, 1000000, '入户核实时收入与登记收入的比对'),
    ('FAR_ABOVE_LINE_TIMES', '监测范围', '收入达监测范围几倍仍未消除的列出', '倍', 2, 1, 100, '督导统计中的名单，不改变案件'),
    ('ELIMINATION_PROPOSAL_MONTHS', '监测范围', '监测满几个月后建议核查风险消除', '个月', 0, 0, 120, '每天的风险消除建议，不改变案件'),
    ('PLAN_CONFIRMATION_DAYS', '时限', '县级确认帮扶计划', '天', 0, 1, 366, '生效日以后报送的计划的时限'),
    ('LATE_ENTRY_DAYS', '时限', '行为发生后几天内补录算按期', '天', 0, 0, 366, '生效日以后录入的办理是否按期'),
    ('EXTENSION_TOTAL_DAYS', '时限', '一项时限各次延期合计最多', '天', 0, 1, 3660, '生效日以后提出的延期'),
    ('VISIT_WITHIN_MONTHS', '帮扶', '帮扶责任人至少几个月入户一次', '个月', 0, 1, 120, '走访提醒和名单，不改变案件'),
    ('LOAN_CEILING', '小额信贷', '单户贷款最高余额', '元', 2, 1, 10000000, '生效日以后的贷款申请'),
    ('LOAN_SUBSIDISED_LIMIT', '小额信贷', '贴息和风险补偿的最高金额', '元', 2, 0, 10000000, '生效日以后放款的贷款'),
    ('LOAN_TERM_MONTHS', '小额信贷', '最长期限', '个月', 0, 1, 600, '生效日以后的贷款申请'),
    ('LOAN_AGE_LEAST', '小额信贷', '借款人最小年龄', '周岁', 0, 0, 150, '生效日以后的贷款申请'),
    ('LOAN_AGE_MOST', '小额信贷', '借款人最大年龄', '周岁', 0, 0, 150, '生效日以后的贷款申请'),
    ('LOAN_FIRST_CHECK_DAYS', '小额信贷', '放款后首次核查用途', '天', 0, 1, 3660, '生效日以后放款的贷款的时限'),
    ('LOAN_CHECK_MONTHS', '小额信贷', '此后每几个月核查一次', '个月', 0, 1, 120, '生效日以后核查过的贷款的下一次核查'),
    ('LOAN_UNUSED_MONTHS', '小额信贷', '放款后闲置几个月列为问题', '个月', 0, 1, 120, '每天的闲置检查'),
    ('LOAN_FIRST_REMINDER_DAYS', '小额信贷', '到期前几天首次提醒', '天', 0, 1, 366, '以后的到期提醒，不改变案件'),
    ('LOAN_SECOND_REMINDER_DAYS', '小额信贷', '到期前几天再次提醒', '天', 0, 1, 366, '以后的到期提醒，不改变案件'),
    ('LOAN_RECOVERY_DAYS', '小额信贷', '逾期后每几天清收一次', '天', 0, 1, 366, '生效日以后的清收'),
    ('LOAN_RATE_TO_1_YEAR', '小额信贷', '1年期以内最高年利率', '%', 4, 0, 100, '生效日以后放款的贷款'),
    ('LOAN_RATE_OVER_1_YEAR', '小额信贷', '1年期以上最高年利率', '%', 4, 0, 100, '生效日以后放款的贷款'),
    ('SAMPLE_SHARE_COUNTY', '问题整改', '县（市、区）抽查复核比例', '（0到1）', 4, 0, 1, '生效日以后的抽查'),
    ('SAMPLE_LEAST_COUNTY', '问题整改', '县（市、区）抽查复核最少', '件', 0, 0, 10000, '生效日以后的抽查'),
    ('SAMPLE_SHARE_DEPARTMENT', '问题整改', '行业部门抽查复核比例', '（0到1）', 4, 0, 1, '生效日以后的抽查'),
    ('SAMPLE_LEAST_DEPARTMENT', '问题整改', '行业部门抽查复核最少', '件', 0, 0, 10000, '生效日以后的抽查'),
    ('SAMPLE_SHARE_WIDENED', '问题整改', '整改质量低时扩大抽查的比例', '（0到1）', 4, 0, 1, '生效日以后的抽查'),
    ('RANKING_WEIGHT_LIMITS_MET', '乡镇排名', '权重：时限按期', '分', 2, 0, 1000, '以后各季度的排名，已公布的不变'),
    ('RANKING_WEIGHT_OPEN_PAST_DATE', '乡镇排名', '权重：问题超期未改', '分', 2, 0, 1000, '以后各季度的排名，已公布的不变'),
    ('RANKING_WEIGHT_FAILED_RECHECK', '乡镇排名', '权重：抽查复核不合格', '分', 2, 0, 1000, '以后各季度的排名，已公布的不变'),
    ('RANKING_WEIGHT_RETURNED', '乡镇排名', '权重：被退回', '分', 2, 0, 1000, '以后各季度的排名，已公布的不变'),
    ('RANKING_WEIGHT_ELIMINATION', '乡镇排名', '权重：风险消除', '分', 2, 0, 1000, '以后各季度的排名，已公布的不变'),
    ('RANKING_WEIGHT_OVERDUE_LOANS', '乡镇排名', '权重：贷款逾期', '分', 2, 0, 1000, '以后各季度的排名，已公布的不变'),
    ('RANKING_LAST', '乡镇排名', '末几名', '名', 0, 1, 1000, '以后各季度的排名，已公布的不变'),
    ('RANKING_GOOD_QUARTERS_RESET', '乡镇排名', '连续几个季度不在末位从头计算', '个季度', 0, 1, 100, '以后各季度的警告、黄牌、免职建议'),
    ('IMPORT_ROWS_HOUSEHOLDS', '系统', '脱贫户名单一次最多', '行', 0, 1, 1000000, '导入，不改变案件'),
    ('IMPORT_ROWS_DATA_SETS', '系统', '部门数据一次最多', '行', 0, 1, 1000000, '导入，不改变案件'),
    ('IMPORT_ROWS_PROBLEMS', '系统', '问题台账一次最多', '行', 0, 1, 1000000, '导入，不改变案件'),
    ('IMPORT_ROWS_VILLAGES', '系统', '村名单一次最多', '行', 0, 1, 1000000, '导入，不改变案件'),
    ('IMPORT_ROWS_USERS', '系统', '用户名单一次最多', '行', 0, 1, 1000000, '导入，不改变案件'),
    ('PERSONS_LOOKED_UP_PER_DAY', '系统', '每人每天按证件号最多查找', '人次', 0, 1, 10000000, '查找，不改变案件'),
    ('PERSONS_FOUND_ELSEWHERE_PER_DAY', '系统', '每人每天最多得知几次在他县办理', '次', 0, 0, 100000, '查找，不改变案件'),
    ('ID_NUMBERS_SHOWN_PER_DAY', '系统', '每人每天查看多少个证件号后须说明理由', '个', 0, 0, 100000, '查看证件号，不改变案件');

insert into policy_parameter_name (code, theme, title, unit, kind, least, most, effect) values
    ('FILE_DEMANDED_AUTHORISATION', '系统', '入户核实前须上传授权书签字件', '1为要求，0为不要求', 'SWITCH', 0, 1, '生效日以后办理的入户核实'),
    ('FILE_DEMANDED_NOTICE_PHOTO', '系统', '张贴公示须上传照片', '1为要求，0为不要求', 'SWITCH', 0, 1, '生效日以后张贴的公示');

insert into policy_parameter_name (code, theme, title, unit, decimals, least, most, by_county, effect) values
    ('HOUSING_APPRAISAL_DAYS', '住房安全', '房屋安全鉴定', '天', 0, 1, 366, false, '生效日以后开始的鉴定时限'),
    ('HOUSING_PAY_DAYS', '住房安全', '验收后拨付补助', '天', 0, 1, 366, false, '生效日以后开始的拨付时限'),
    ('HOUSING_REPAIR_CEILING', '住房安全', '维修加固每户最高补助', '元', 2, 0, 1000000, true, '生效日以后办理的改造方式研判'),
    ('HOUSING_REBUILD_CEILING', '住房安全', '重建每户最高补助', '元', 2, 0, 1000000, true, '生效日以后办理的改造方式研判'),
    ('HOUSING_AREA_1', '住房安全', '1人户最小面积', '平方米', 2, 1, 1000, true, '生效日以后办理的改造方式研判'),
    ('HOUSING_AREA_2', '住房安全', '2人户最小面积', '平方米', 2, 1, 1000, true, '生效日以后办理的改造方式研判'),
    ('HOUSING_AREA_3', '住房安全', '3人户最小面积', '平方米', 2, 1, 1000, true, '生效日以后办理的改造方式研判'),
    ('HOUSING_AREA_PER_HEAD', '住房安全', '3人以上户人均最小面积', '平方米', 2, 1, 1000, true, '生效日以后办理的改造方式研判'),
    ('CITY_DIBAO_MONTH', '临时救助', '城市月低保标准', '元', 2, 1, 100000, true, '生效日以后办理的临时救助级别和金额'),
    ('RELIEF_SMALL_MONTHS', '临时救助', '小额救助不超过城市月低保标准的', '倍', 2, 0, 100, true, '生效日以后办理的临时救助级别'),
    ('RELIEF_COUNTY_FROM_TIME', '临时救助', '一年内第几次起由县级审批', '次', 0, 1, 100, true, '生效日以后办理的临时救助级别'),
    ('RELIEF_RECORD_DAYS', '临时救助', '报县级备案', '天', 0, 1, 366, false, '生效日以后开始的备案时限'),
    ('DROPOUT_PERSUASION_DAYS', '控辍保学', '两次劝返间隔最多', '天', 0, 1, 366, false, '生效日以后开始的劝返时限'),
    ('DROPOUT_QUARTER_DAYS', '控辍保学', '多少天排查一次', '天', 0, 1, 366, false, '生效日以后开始的排查时限');

insert into policy_parameter_name (code, theme, title, unit, kind, least, most, by_county, effect) values
    ('DROPOUT_SCHOOL_YEAR_END', '控辍保学', '学年结束的日子', '月×100＋日', 'MONTH_DAY', 101, 1231, true, '生效日以后填报的延缓入学、休学');

-- Decision tables that were put in force from a day; on that day the engine gets them. Before, and without a row, the program's own table holds.
create table table_in_force (
    id            bigint generated always as identity primary key,
    table_key     varchar(100) not null,
    in_force_from date         not null,
    content       text         not null,
    definition_id varchar(64)
);
create index table_in_force_key on table_in_force (table_key, in_force_from);
