-- A later message about the same limit or loan takes the place of an earlier one to the same post.
alter table message add subject varchar(60), add superseded_at timestamptz;
create index message_subject on message (recipient, subject) where superseded_at is null and subject is not null;

-- What was sent before: its kind is named as it is, and days are told by their date only, since a count is wrong the day after.
update message set kind = 'UNREACHABLE' where kind = 'WARNING' and title like '已来不及：%';
update message set kind = 'LOAN_OVERDUE' where kind = 'OVERDUE' and title like '贷款逾期：%';
update message set kind = 'LOAN_FINDING' where kind = 'WARNING' and (title like '贷款挪用：%' or title like '贷款闲置：%');
update message set text = regexp_replace(text, '，(还剩|已超期) \d+ 天', '') where text ~ '，(还剩|已超期) \d+ 天';

-- The engine's own tables come later on a new database.
do $$
begin
    if to_regclass('public.act_ru_filter') is not null then
        update public.act_ru_filter set name_ = '已超期' where name_ = '已逾期';
    end if;
end $$;
