-- What the process dropout-control (控辍保学) counts by.
insert into policy_parameter (name, valid_from, value, source) values
    ('DROPOUT_PERSUASION_DAYS', '2021-01-01', 30, '本系统设计：两次劝返间隔最多30天；河南省乡村振兴局工作要点（2023年梳理汇总）第二部分一、（二）1只规定劝返不少于三次'),
    ('DROPOUT_QUARTER_DAYS', '2021-01-01', 92, '河南省乡村振兴局工作要点（2023年梳理汇总）第二部分一、（二）1②、③：每季度排查，继续做好劝返复学；天数为本系统设计'),
    ('DROPOUT_SCHOOL_YEAR_END', '2021-01-01', 831, '本系统设计：延缓入学、休学到学年结束的8月31日为止（月×100＋日）');
