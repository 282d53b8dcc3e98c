-- Measures that the documents name and the catalogue lacked (M37): in their kind's place.
update measure_catalogue set position = -position * 10;
update measure_catalogue set position = -position;
insert into measure_catalogue (position, code, kind, title, development, needs_labour, source) values
    (41, 'INDUSTRY_ASSET_INCOME', 'INDUSTRY', '光伏和资产收益', false, false, '河南省乡村振兴局工作要点（2023年梳理汇总）第三部分三、（二）6'),
    (42, 'INDUSTRY_CONSUMPTION', 'INDUSTRY', '消费帮扶', true, false, '河南省乡村振兴局工作要点（2023年梳理汇总）第三部分三、（二）7'),
    (81, 'EMPLOYMENT_TRANSPORT', 'EMPLOYMENT', '跨省就业一次性交通补助', false, false, '河南省乡村振兴局工作要点（2023年梳理汇总）第三部分四、（二）3；禹巩固脱贫组〔2023〕5号三（三）3'),
    (82, 'EMPLOYMENT_SHORT_TRAINING', 'EMPLOYMENT', '雨露计划短期技能培训', true, false, '河南省乡村振兴局工作要点（2023年梳理汇总）第三部分四、（二）7'),
    (101, 'FINANCE_POVERTY_INSURANCE', 'FINANCE', '防贫保', false, false, '许巩固脱贫组办〔2023〕1号第12项、第14项'),
    (125, 'EDUCATION_HOME_TEACHING', 'EDUCATION', '送教上门', false, false, '河南省乡村振兴局工作要点（2023年梳理汇总）第二部分一、（二）4'),
    (211, 'SOCIAL_SECURITY_ACCESS', 'SOCIAL_SECURITY', '残疾人家庭无障碍改造', false, false, '河南省乡村振兴局工作要点（2023年梳理汇总）第二部分五、（二）3'),
    (212, 'SOCIAL_SECURITY_CARE', 'SOCIAL_SECURITY', '集中托养、代养', false, false, '许巩固脱贫组办〔2023〕1号第8项');

-- Which measures count as development (AS-3). The documents say "产业就业等开发式" and no more: the list is ours, and may be set
-- anew from a day on. WEAK_LABOUR counts for people with weak or half labour only.
create table measure_development (
    code       varchar(40) not null references measure_catalogue,
    valid_from date        not null,
    develops   varchar(20) not null check (develops in ('ALL', 'WEAK_LABOUR', 'NONE')),
    source     text        not null,
    primary key (code, valid_from)
);
insert into measure_development (code, valid_from, develops, source)
    select code, date '2023-01-01',
        case when development then 'ALL' when code = 'PUBLIC_POST' then 'WEAK_LABOUR' else 'NONE' end,
        case when code = 'PUBLIC_POST' then '许巩固脱贫组办〔2023〕1号第4项同段列出公益性岗位；只对弱劳动力、半劳动力算开发式（本系统设计）'
            else '河南省乡村振兴局工作要点（2023年梳理汇总）第三部分一、（二）3只写“产业就业等开发式帮扶措施”；逐项划分是本系统设计' end
    from measure_catalogue;
alter table measure_catalogue drop column development;

-- The handbook's text has no title of its own, and calls itself a summary for reference (M14).
update measure_catalogue set source = replace(source, '河南省《巩固拓展脱贫攻坚成果工作要点汇编》（2023）', '河南省乡村振兴局工作要点（2023年梳理汇总）');
update policy_parameter set source = replace(source, '河南省《巩固拓展脱贫攻坚成果工作要点汇编》（2023）', '河南省乡村振兴局工作要点（2023年梳理汇总）');
-- The floor of the line moves with the province's growth (M30); a D-grade house with repair value is repaired (M34).
update policy_parameter set source = source || '；底线为脱贫攻坚期国家扶贫标准的1.5倍，每年按上年度全省农村居民人均可支配收入增幅调整'
where name = 'REFERENCE_LINE' and valid_from = '2023-01-01';
update measure_catalogue set source = source || '：C级维修加固；D级且无维修加固保留价值的拆除重建，有保留价值的可维修加固；无房户可新建'
where code = 'HOUSING_RENOVATION';
