-- What was entered for a year each time, as it was typed; the days that hold stand in calendar_day.
create table calendar_entry (
    id         bigint generated always as identity primary key,
    year       int          not null,
    source     varchar(200) not null,
    content    text         not null,
    reason     varchar(200),
    entered_by varchar(64)  not null,
    entered_at timestamptz  not null
);

-- New versions of decision tables: proposed by the city, decided on by a second person.
create table table_change (
    id            bigint generated always as identity primary key,
    table_key     varchar(100) not null,
    content       text         not null,
    source        varchar(200) not null,
    reason        varchar(200) not null,
    in_force_from date         not null,
    status        varchar(12)  not null check (status in ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    proposed_by   varchar(64)  not null,
    proposed_at   timestamptz  not null,
    decided_by    varchar(64),
    decided_at    timestamptz,
    opinion       varchar(200),
    in_force_id   bigint
);
create index table_change_key on table_change (table_key, id);
create unique index table_change_waiting on table_change (table_key) where status = 'PROPOSED';

-- To the notice of which year a day belongs: New Year's holiday may begin in the December before.
alter table calendar_day add year int;
update calendar_day set year = extract(year from day + 7);
alter table calendar_day alter year set not null;
create index calendar_day_year on calendar_day (year, day);

-- Whether a limit that is counted in calendar days and would end on a day without work ends on the next day with work.
insert into policy_parameter (name, valid_from, value, source) values
    ('LIMIT_MOVES_FROM_HOLIDAY', '2021-01-01', 0, '民法典第二百零三条规定期间的最后一日是法定休假日的顺延；帮扶文件的天数没有适用这一条，缺省不顺延（本系统设计）');
insert into policy_parameter_name (code, theme, title, unit, kind, least, most, effect) values
    ('LIMIT_MOVES_FROM_HOLIDAY', '时限', '最后一天休息的时限顺延到上班的那天', '1为顺延，0为不顺延', 'SWITCH', 0, 1, '生效日以后开始计时、按天数计算的时限；公示期、按工作日计算的和文件写明日期的不变');
