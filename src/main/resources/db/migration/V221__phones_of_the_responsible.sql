-- The telephone at which households reach the person responsible for them; it stands on the card that the household keeps.
alter table official add phone varchar(20);
alter table official_version add phone varchar(20);
