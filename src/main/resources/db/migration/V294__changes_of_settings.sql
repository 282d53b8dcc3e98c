-- One number that is another one after each change of what every act needs and hardly anybody changes. Each node reads it once in a
-- transaction and then knows whether what it remembers still holds. It comes from a sequence, so that a change that is taken back does
-- not leave its number to the next one.
create sequence settings_change_seq;
create table settings_change (number bigint not null);
insert into settings_change values (0);

create function note_settings_change() returns trigger language plpgsql as $$
begin
    update shouwang.settings_change set number = nextval('shouwang.settings_change_seq');
    return null;
end
$$;

create trigger policy_parameter_changed after insert or update or delete or truncate on policy_parameter
    for each statement execute function note_settings_change();
create trigger region_changed after insert or update or delete or truncate on region
    for each statement execute function note_settings_change();
create trigger table_in_force_changed after insert or update or delete or truncate on table_in_force
    for each statement execute function note_settings_change();
