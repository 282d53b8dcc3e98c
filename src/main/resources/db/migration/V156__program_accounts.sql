-- The counties (their codes) and banks (their groups) that the account of another system serves.
create table program_account (
    user_id varchar(64) not null,
    code    varchar(30) not null,
    primary key (user_id, code)
);

-- Accounts that are there keep what they could do; whoever looks after them narrows it.
do $$
begin
    if to_regclass('public.act_id_membership') is not null then
        insert into shouwang.program_account (user_id, code)
        select m.user_id_, c.code
        from public.act_id_membership m
        cross join (select code from shouwang.region where level = 'COUNTY'
                    union all select 'bank' || code from shouwang.region where level = 'COUNTY') c
        where m.group_id_ = 'partner';
    end if;
end $$;
