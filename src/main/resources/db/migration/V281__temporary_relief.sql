-- What the procedure temporary-relief counts by.
insert into policy_parameter (name, valid_from, value, source) values
    ('RELIEF_SMALL_MONTHS', '2021-03-04', 3, '河南省乡村振兴局工作要点（2023年梳理汇总）第二部分五、（二）2③：不超过城市月最低生活保障标准3倍的为小额临时救助'),
    ('RELIEF_COUNTY_FROM_TIME', '2021-03-04', 3, '文件没有规定：一年内第三次临时救助起由县级审批（本系统设计）'),
    ('RELIEF_RECORD_DAYS', '2021-03-04', 5, '河南省乡村振兴局工作要点（2023年梳理汇总）第二部分五、（二）2③：及时上报县级民政部门备案；天数文件没有规定（本系统设计）');

-- Each county publishes its own standard; the administrator enters it with its document.
insert into policy_parameter (name, valid_from, value, source)
select 'CITY_DIBAO_MONTH_' || code, date '2021-03-04', 630, '本系统取值：' || name || '的城市月低保标准以当地公布的为准，请登记当地的标准及其文件（本系统设计）'
from region where level = 'COUNTY';
