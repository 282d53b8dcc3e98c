-- Nobody recorded until now who had chosen a password of one's own: those who are there keep theirs.
do $$
begin
    if to_regclass('public.act_id_user') is not null then
        execute 'insert into own_password (user_id, chosen_at) select id_, to_timestamp(0) from public.act_id_user on conflict do nothing';
    end if;
end $$;

-- Sessions are found by the user's id from now on; older ones are not, so they end.
delete from spring_session;
