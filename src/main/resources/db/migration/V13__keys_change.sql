-- Under which key of the hash persons are found; while it is not the configured one, nobody is looked for.
create table fingerprint_key (
    only_row boolean primary key default true check (only_row),
    key_id   varchar(16) not null
);
-- A data set keeps hashes only, so it stays with the key it was handed in under; null: the key before this was noted.
alter table comparison_dataset add hash_key varchar(16);
