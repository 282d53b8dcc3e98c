-- What the procedure doctor-contract (家庭医生签约) counts by.
insert into policy_parameter (name, valid_from, value, source) values
    ('DOCTOR_SIGNING_DAYS', '2021-01-01', 30, '河南省乡村振兴局工作要点（2023年梳理汇总）第二部分二、（二）2①：应签尽签；登记后30天内签约为本系统设计'),
    ('DOCTOR_FIRST_VISIT_DAYS', '2021-01-01', 30, '河南省乡村振兴局工作要点（2023年梳理汇总）第二部分二、（二）2①：每季度开展一次随访；签约时离季度末不足30天的从下一季度起随访为本系统设计'),
    ('DOCTOR_RENEWAL_DAYS', '2021-01-01', 60, '本系统设计：家庭医生协议一年一签，到期前60天起续签');

insert into policy_parameter_name (code, theme, title, unit, decimals, least, most, by_county, effect) values
    ('DOCTOR_SIGNING_DAYS', '家庭医生签约', '登记后签约', '天', 0, 1, 366, false, '生效日以后登记的签约时限'),
    ('DOCTOR_FIRST_VISIT_DAYS', '家庭医生签约', '当季度就要随访的最少剩余天数', '天', 0, 0, 92, false, '生效日以后签约的第一次随访'),
    ('DOCTOR_RENEWAL_DAYS', '家庭医生签约', '到期前可以续签的天数', '天', 0, 1, 183, false, '生效日以后的签约和续签');
