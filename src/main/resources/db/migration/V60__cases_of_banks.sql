-- A case that a bank handles is seen by that bank.
alter table case_file add bank_code varchar(40);
create index case_file_bank on case_file (bank_code, id) where bank_code is not null;
