-- Stored names are brought into the one form of the doors again, which by now knows more middle dots, makes one of several, has
-- none at a name's ends, and leaves out what has no width. Officials' names are among them since every door has this form; of two
-- entries that would become one, both stay as they are.
create function pg_temp.normal_name(name text) returns text language sql immutable as $$
    select regexp_replace(regexp_replace(regexp_replace(regexp_replace(trim(regexp_replace(regexp_replace(name,
        '[\u00AD\u034F\u200B-\u200F\u2060\uFEFF\uFE00-\uFE0F\U000E0100-\U000E01EF]', '', 'g'),
        '[\u0020\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+', ' ', 'g')),
        '(?<=[\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF]) (?=[\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF])', '', 'g'),
        '(?<=[\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF])(?: ?[.\uFF0E\u3002\uFF61] ?)+(?=[\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF])', U&'\00B7', 'g'),
        '(?: ?[\u00B7\u0387\u2022\u2027\u2219\u22C5\u30FB\uFF65\u16EB\u2E31\u25CF\u02D9\uA78F\U00010101] ?)+', U&'\00B7', 'g'),
        '^\u00B7+|\u00B7+$', '', 'g')
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
update shouwang.official o set name = pg_temp.normal_name(name) where name <> pg_temp.normal_name(name)
    and not exists (select 1 from shouwang.official other where other.id <> o.id and other.post = o.post
        and other.region_code = o.region_code and pg_temp.normal_name(other.name) = pg_temp.normal_name(o.name));
drop function pg_temp.normal_name(text);
