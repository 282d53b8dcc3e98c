-- What the procedure chronic-card (门诊慢性病卡) counts by.
insert into policy_parameter (name, valid_from, value, source) values
    ('CHRONIC_APPRAISAL_DAYS', '2021-01-01', 20, '河南省乡村振兴局工作要点（2023年梳理汇总）第二部分二、（二）2④：医保部门在规定时限内完成鉴定审核；20个工作日为本系统设计'),
    ('CHRONIC_NOTICE_DAYS', '2021-01-01', 5, '河南省乡村振兴局工作要点（2023年梳理汇总）第二部分二、（三）2③：鉴定结果未告知是要整改的问题；5个工作日为本系统设计'),
    ('CHRONIC_REIMBURSEMENT_SHARE', '2021-01-01', 65, '河南省乡村振兴局工作要点（2023年梳理汇总）第二部分二、（二）2④：不设起付线，政策范围内报销65%');

-- The documents name no sum; each county's administrator enters the one that is published there, with its document.
insert into policy_parameter (name, valid_from, value, source)
select 'CHRONIC_MONTH_CAP_' || code, date '2021-01-01', 300, '本系统取值：当月支付额度不超过当月限额，' || name || '的当月最高限额以当地医保部门公布的为准，请登记当地的限额及其文件（本系统设计）'
from region where level = 'COUNTY';

insert into policy_parameter_name (code, theme, title, unit, decimals, least, most, by_county, effect) values
    ('CHRONIC_APPRAISAL_DAYS', '门诊慢性病', '鉴定审核', '个工作日', 0, 1, 366, false, '生效日以后申报的鉴定时限'),
    ('CHRONIC_NOTICE_DAYS', '门诊慢性病', '送达鉴定告知书', '个工作日', 0, 1, 366, false, '生效日以后鉴定不符合的送达时限'),
    ('CHRONIC_REIMBURSEMENT_SHARE', '门诊慢性病', '政策范围内报销比例', '%', 2, 0, 100, true, '生效日以后申报的报销待遇，已发的就医证明不变'),
    ('CHRONIC_MONTH_CAP', '门诊慢性病', '当月最高限额', '元', 2, 1, 100000, true, '生效日以后申报和鉴定的当月限额，已发的就医证明不变');
