-- What the village finds when it looks whether the recorded risks of a household are gone. Never changed: a household
-- that is looked at again has another check.
create table risk_check (
    id                        bigint generated always as identity primary key,
    case_no                   varchar(40)    not null references case_file (case_no),
    outcome                   varchar(20)    not null,
    elimination_kind          varchar(20),
    checked_on                date           not null,
    member_count              int            not null,
    income_per_head           numeric(14, 2) not null,
    income_per_head_last_year numeric(14, 2),
    reference_line            numeric(14, 2) not null,
    reference_line_from       date           not null,
    recorded_by               varchar(64)    not null,
    recorded_at               timestamptz    not null
);
create index risk_check_case on risk_check (case_no, id);

create table risk_check_amount (
    check_id bigint         not null references risk_check,
    item     varchar(40)    not null,
    amount   numeric(14, 2) not null,
    primary key (check_id, item)
);
create table risk_check_guarantee (
    check_id  bigint      not null references risk_check,
    guarantee varchar(40) not null,
    met       boolean     not null,
    primary key (check_id, guarantee)
);
-- Each risk that was recorded when the household was admitted, by itself.
create table risk_check_answer (
    check_id bigint      not null references risk_check,
    position int         not null,
    risk     varchar(40) not null,
    gone     boolean     not null,
    how      text,
    primary key (check_id, position)
);
create table risk_check_new_risk (
    check_id bigint      not null references risk_check,
    risk     varchar(40) not null,
    primary key (check_id, risk)
);
-- The conditions of EL-1 that the table found not met, as it said so then.
create table risk_check_unmet (
    check_id  bigint      not null references risk_check,
    position  int         not null,
    condition varchar(40) not null,
    reason    text        not null,
    primary key (check_id, position)
);
