-- Names that were stored before every door brought them into one form: blanks between Chinese
-- characters out, other blanks as one, every middle dot and a full stop between Chinese characters as U+00B7. Without it
-- a search by name does not find them. Identity numbers were never stored but as 18 characters with a capital X. What hung
-- as a public notice stays as it hung.
create function pg_temp.normal_name(name text) returns text language sql immutable as $$
    select regexp_replace(regexp_replace(regexp_replace(trim(regexp_replace(name,
        '[\u0020\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+', ' ', 'g')),
        '(?<=[\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF]) (?=[\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF])', '', 'g'),
        '(?<=[\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF]) ?[.\uFF0E] ?(?=[\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF])', U&'\00B7', 'g'),
        ' ?[\u00B7\u0387\u2022\u2027\u2219\u22C5\u30FB\uFF65\u16EB\u2E31\u25CF\u02D9] ?', U&'\00B7', 'g')
$$;
update shouwang.household set head_name = pg_temp.normal_name(head_name) where head_name <> pg_temp.normal_name(head_name);
update shouwang.survey_member set name = pg_temp.normal_name(name) where name <> pg_temp.normal_name(name);
update shouwang.case_file set head_name = pg_temp.normal_name(head_name) where head_name <> pg_temp.normal_name(head_name);
update shouwang.micro_loan set borrower_name = pg_temp.normal_name(borrower_name)
    where borrower_name <> pg_temp.normal_name(borrower_name);
update shouwang.comparison_finding set member_name = pg_temp.normal_name(member_name)
    where member_name <> pg_temp.normal_name(member_name);
update shouwang.assistance_plan_measure set member_name = pg_temp.normal_name(member_name)
    where member_name <> pg_temp.normal_name(member_name);
update shouwang.household_measure set member_name = pg_temp.normal_name(member_name)
    where member_name <> pg_temp.normal_name(member_name);
drop function pg_temp.normal_name(text);
