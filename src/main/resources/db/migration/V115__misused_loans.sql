-- What a misused loan went for, where the use check says so (LN-2, LN-5).
alter table loan_finding add column misused_for varchar(30);
