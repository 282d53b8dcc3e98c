-- A receipt is compared in one form, so that other blanks, widths, dashes or small letters do not book it again. Of receipts that were
-- booked several times before, the first has the form; the others stay as they are, for the bank to correct.
alter table shouwang.loan_repayment add column receipt_key text;
update shouwang.loan_repayment r set receipt_key = k.key
    from (select distinct on (loan_id, key) id, key from (select id, loan_id, upper(regexp_replace(regexp_replace(normalize(receipt_no, NFKC),
            '[\s\u00AD\u200B-\u200F\u2028\u2029\u2060\uFEFF]+', '', 'g'), '[\u2010-\u2015\u2212\u301C]', '-', 'g')) as key
        from shouwang.loan_repayment where receipt_no is not null) as every order by loan_id, key, id) as k
    where k.id = r.id;
drop index shouwang.loan_repayment_receipt;
create unique index loan_repayment_receipt on shouwang.loan_repayment (loan_id, receipt_key) where receipt_key is not null;
