-- How many people a household had when its status changed, so that figures of any day need no survey.
alter table household_status_change add column people int;
update household_status_change c set people = (
    select count(*) from survey_member m where m.survey_id = coalesce(
        (select max(s.id) from survey s where s.case_no = c.case_no),
        (select h.survey_id from household h where h.id = c.household_id)));
alter table household_status_change alter column people set not null;

-- What figures of any day read, and nothing else.
drop index household_status_change_household;
create index household_status_change_household on household_status_change (household_id, id desc) include (since, status, people);

insert into policy_parameter (name, valid_from, value, source) values
    ('FAR_ABOVE_LINE_TIMES', '2023-01-01', 2, '设计值：许昌市2023年7月通报点名人均纯收入21754元（约为监测范围的2.9倍）仍未标注风险消除的户');
