-- Models were known by where their files lay on the machine when it did not run from one archive; now by the files' names, as in
-- an archive. In an empty database the engine's tables are made later.
do $$
begin
    if to_regclass('public.act_ge_bytearray') is not null then
        update public.act_ge_bytearray set name_ = regexp_replace(name_, '^.*[/\\]', '') where deployment_id_ is not null and name_ ~ '[/\\]';
        update public.act_re_procdef set resource_name_ = regexp_replace(resource_name_, '^.*[/\\]', '') where resource_name_ ~ '[/\\]';
        update public.act_re_decision_def set resource_name_ = regexp_replace(resource_name_, '^.*[/\\]', '') where resource_name_ ~ '[/\\]';
        update public.act_re_decision_req_def set resource_name_ = regexp_replace(resource_name_, '^.*[/\\]', '') where resource_name_ ~ '[/\\]';
        update public.act_re_camformdef set resource_name_ = regexp_replace(resource_name_, '^.*[/\\]', '') where resource_name_ ~ '[/\\]';
    end if;
end $$;
