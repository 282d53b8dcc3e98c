-- Yuan per head by which a verified income differs from the register's, from which on it is a finding (DC-3).
insert into policy_parameter (name, valid_from, value, source) values
    ('INCOME_DEVIATION', '2023-01-01', 1000, '禹巩固脱贫组〔2023〕5号三（三）14：相差1000元以上（含1000元）；只与核实前一年内登记的收入比较（本系统设计）');
