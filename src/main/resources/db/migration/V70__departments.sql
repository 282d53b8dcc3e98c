-- Departments, which the city and every county have. Aliases carry no region's name: "禹州市医保局" is found as 医保局.
create table department (
    code          varchar(20) primary key check (code ~ '^[a-z]+$'),
    name          varchar(40) not null unique,
    aliases       text[]      not null default '{}',
    leading_group boolean     not null default false
);
insert into department (code, name, aliases, leading_group) values
    ('yibao',    '医保局',       '{医疗保障局}',                                   true),
    ('zhujian',  '住建局',       '{住房和城乡建设局,住房城乡建设局}',              true),
    ('minzheng', '民政局',       '{}',                                             true),
    ('canlian',  '残联',         '{残疾人联合会}',                                 true),
    ('jiaoyu',   '教体局',       '{教育局,教育体育局}',                            true),
    ('shuili',   '水利局',       '{}',                                             true),
    ('renshe',   '人社局',       '{人力资源和社会保障局,人力资源社会保障局}',      true),
    ('weijian',  '卫健委',       '{卫生健康委,卫生健康委员会}',                    true),
    ('jinrong',  '金融事务中心', '{金融工作局,金融局,金融办}',                     true),
    ('nongye',   '农业农村局',   '{}',                                             true),
    ('caizheng', '财政局',       '{}',                                             true),
    ('gongan',   '公安局',       '{}',                                             true),
    ('xiangcun', '乡村振兴局',   '{}',                                             true),
    ('zuzhi',    '组织部',       '{委组织部}',                                     true),
    ('nongban',  '农办',         '{委农办}',                                       true),
    ('jiwei',    '纪委监委',     '{纪委,监委}',                                    false),
    ('xuanchuan','宣传部',       '{委宣传部}',                                     false),
    ('kegong',   '科工局',       '{科技和工业信息化局,科技工业信息化局}',          false),
    ('keji',     '科技服务中心', '{}',                                             false),
    ('gongshanglian', '工商联',  '{工商业联合会}',                                 false),
    ('fagai',    '发改委',       '{发展和改革委员会,发展改革委}',                  false),
    ('shangwu',  '商务局',       '{}',                                             false),
    ('chengshi', '城市发展中心', '{}',                                             false),
    ('shengtai', '生态环境局',   '{生态环境分局}',                                 false),
    ('jiaotong', '交通运输局',   '{交通局}',                                       false),
    ('xinfang',  '信访局',       '{}',                                             false);
