-- Procedures that are folders name their endings themselves; the schema of their manifests allows 40 characters.
alter table case_file alter status type varchar(40);
