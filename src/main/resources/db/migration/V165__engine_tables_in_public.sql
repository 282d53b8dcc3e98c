-- The engine's tables lie in "public". Where the database user was called like our schema, they were made in ours.
do $$
declare
    engine_table text;
begin
    if to_regclass('shouwang.act_ge_property') is not null and to_regclass('public.act_ge_property') is null then
        for engine_table in select tablename from pg_tables where schemaname = 'shouwang' and tablename like 'act\_%' loop
            execute format('alter table shouwang.%I set schema public', engine_table);
        end loop;
    end if;
end
$$;
