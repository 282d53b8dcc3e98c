-- Townships ranked each quarter, and what follows for the last of them; a person decides (DA-6).
create table township_ranking (
    quarter       varchar(6)    not null check (quarter ~ '^\d{4}Q[1-4]$'),
    township_code varchar(9)    not null references region,
    place         int           not null,
    score         numeric(6, 2) not null,
    ranked_by     varchar(64)   not null,
    ranked_at     timestamptz   not null,
    primary key (quarter, township_code)
);
create table township_indicator (
    quarter       varchar(6)    not null,
    township_code varchar(9)    not null,
    indicator     varchar(30)   not null,
    value         numeric(14, 2),
    score         numeric(6, 2),
    weight        numeric(6, 2) not null,
    primary key (quarter, township_code, indicator),
    foreign key (quarter, township_code) references township_ranking
);
create table accountability_step (
    id            bigint generated always as identity primary key,
    quarter       varchar(6)  not null,
    township_code varchar(9)  not null,
    kind          varchar(20) not null check (kind in ('WARNING', 'YELLOW_CARD', 'REMOVAL')),
    basis         text        not null,
    outcome       varchar(10) check (outcome in ('CONFIRMED', 'DISMISSED')),
    opinion       varchar(500),
    decided_by    varchar(64),
    decided_at    timestamptz,
    unique (quarter, township_code),
    foreign key (quarter, township_code) references township_ranking
);
insert into policy_parameter (name, valid_from, value, source) values
    ('RANKING_WEIGHT_LIMITS_MET',     '2023-01-01', 30, '许巩固脱贫组办〔2023〕1号：乡镇每季度排名；权重为本系统缺省值，由市确定'),
    ('RANKING_WEIGHT_OPEN_PAST_DATE', '2023-01-01', 20, '许巩固脱贫组办〔2023〕1号：乡镇每季度排名；权重为本系统缺省值，由市确定'),
    ('RANKING_WEIGHT_FAILED_RECHECK', '2023-01-01', 15, '许巩固脱贫组办〔2023〕1号：乡镇每季度排名；权重为本系统缺省值，由市确定'),
    ('RANKING_WEIGHT_RETURNED',       '2023-01-01', 10, '许巩固脱贫组办〔2023〕1号：乡镇每季度排名；权重为本系统缺省值，由市确定'),
    ('RANKING_WEIGHT_ELIMINATION',    '2023-01-01', 15, '许巩固脱贫组办〔2023〕1号：乡镇每季度排名；权重为本系统缺省值，由市确定'),
    ('RANKING_WEIGHT_OVERDUE_LOANS',  '2023-01-01', 10, '许巩固脱贫组办〔2023〕1号：乡镇每季度排名；权重为本系统缺省值，由市确定'),
    ('RANKING_LAST',                  '2023-01-01', 5,  '许巩固脱贫组办〔2023〕1号：后5名（或后10名）一次警告、两次黄牌、三次免职'),
    ('RANKING_GOOD_QUARTERS_RESET',   '2023-01-01', 1,  '文件没有规定；连续不在末位的季度数达到此数，从头计算，为本系统缺省值');
