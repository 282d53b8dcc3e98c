-- What the procedure petition-handling (涉贫信访) counts by. The documents give no numbers.
insert into policy_parameter (name, valid_from, value, source) values
    ('PETITION_URGING_DAYS', '2021-01-01', 1, '禹巩固脱贫组〔2023〕5号第三部分问题2（四）：及时下发督办通知；天数文件没有规定（本系统设计）'),
    ('PETITION_FIRST_REPLY_DAYS', '2021-01-01', 1, '河南省乡村振兴局工作要点（2023年梳理汇总）第三部分七、（二）1②：快速及时准确回应；天数文件没有规定（本系统设计）'),
    ('PETITION_HANDLING_DAYS', '2021-01-01', 30, '文件没有规定信访件一般多少天办结（本系统设计）'),
    ('PETITION_CALL_BACK_DAYS', '2021-01-01', 7, '文件没有规定答复后多少天回访（本系统设计）'),
    ('PETITION_RETURNS', '2021-01-01', 2, '文件没有规定回访不满意最多退回几次，再不满意的移送市级（本系统设计）');

insert into policy_parameter_name (code, theme, title, unit, decimals, least, most, effect) values
    ('PETITION_URGING_DAYS', '涉贫信访', '收到后下发督办通知', '天', 0, 1, 366, '生效日以后登记的信访件的督办时限'),
    ('PETITION_FIRST_REPLY_DAYS', '涉贫信访', '网络舆情第一时间回应', '天', 0, 1, 366, '生效日以后登记的网络舆情的回应时限'),
    ('PETITION_HANDLING_DAYS', '涉贫信访', '一般办理时限，超过的须说明理由', '天', 0, 1, 366, '生效日以后下发的督办通知'),
    ('PETITION_CALL_BACK_DAYS', '涉贫信访', '答复后回访', '天', 0, 1, 366, '生效日以后答复的信访件的回访时限'),
    ('PETITION_RETURNS', '涉贫信访', '回访不满意最多退回', '次', 0, 0, 20, '生效日以后的回访，超过的移送市级评价');
