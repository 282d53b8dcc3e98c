-- An overdue loan owes its village a clue until the case of it stands (LN-6), so that none is lost between the two.
alter table micro_loan add column clue_owed_since date;
create index micro_loan_clue_owed on micro_loan (clue_owed_since, id) where clue_owed_since is not null;

-- Those that were lost. Who is monitored or looked at already is struck out by the first look.
update micro_loan l set clue_owed_since = l.overdue_noted_for
where l.status = 'DISBURSED' and l.overdue_noted_for = l.due_on
    and not exists (select 1 from case_file c where c.external_reference = l.loan_no);
