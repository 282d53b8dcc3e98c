-- Whether a step is refused without the file that proves it: 0 warns, 1 refuses. A county whose staff all have phones enters 1 from a day on.
insert into policy_parameter (name, valid_from, value, source) values
    ('FILE_DEMANDED_AUTHORISATION', '2021-03-04', 0, '河南省乡村振兴局工作要点（2023年梳理汇总）第三部分一、（二）2只要求签订承诺授权书；入户核实前须上传签字件是本系统可选的要求'),
    ('FILE_DEMANDED_NOTICE_PHOTO', '2021-03-04', 0, '文件没有规定；张贴公示须上传公示照片是本系统可选的要求');
