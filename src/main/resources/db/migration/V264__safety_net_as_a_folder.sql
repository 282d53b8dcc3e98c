-- The recognition of households without any labour is a procedure that is a folder. Its cases go on with all that they hold: what was
-- filled in at each step becomes entries, and the case takes the folder's first version when that is deployed.
alter table procedure_case alter deployment_id drop not null;

insert into procedure_case (case_no, deployment_id)
select case_no, null from case_file where process_key = 'safety-net-recognition';

insert into procedure_entry (case_no, sequence, element_id, content, entered_by, entered_at)
select case_no, row_number() over (partition by case_no order by place, id) - 1, element_id, content, entered_by, entered_at
from (
    select c.case_no, 0 as place, 0 as id, 'start' as element_id, jsonb_build_object('reason', c.reason) as content,
           c.registered_by as entered_by, c.registered_at as entered_at
    from case_file c where c.process_key = 'safety-net-recognition'
    union all
    select s.case_no, 1, s.id, 'userTask_checkHousehold',
           jsonb_build_object('checkOutcome', s.outcome, 'verifiedOn', s.checked_on, 'supportKind', s.support_kind,
               'livesOnSocialSecurity', case when s.lives_on_social_security then 'YES' else 'NO' end,
               'membersFound', (select coalesce(jsonb_agg(jsonb_build_object('memberNo', m.position + 1, 'labour', m.labour) order by m.position), '[]')
                                from safety_net_check_member m where m.check_id = s.id),
               'unmetText', (select string_agg(u.reason, '；' order by u.position) from safety_net_check_unmet u where u.check_id = s.id)),
           s.recorded_by, s.recorded_at
    from safety_net_check s
    union all
    select f.case_no, 2, 0, 'userTask_recordAtCounty', jsonb_build_object('filingNo', f.filing_no, 'recordedOn', f.recorded_on),
           d.decided_by, d.decided_at
    from safety_net_filing f
    cross join lateral (select decided_by, decided_at from task_decision
                        where case_no = f.case_no and element_id = 'userTask_recordAtCounty' order by id desc limit 1) d
) entries;

insert into procedure_value (case_id, case_no, procedure, field, text, day)
select c.id, c.case_no, c.process_key, 'supportKind', s.support_kind, null::date
from case_file c join (select distinct on (case_no) * from safety_net_check order by case_no, id desc) s on s.case_no = c.case_no
union all
select c.id, c.case_no, c.process_key, 'verifiedOn', null, s.checked_on
from case_file c join (select distinct on (case_no) * from safety_net_check order by case_no, id desc) s on s.case_no = c.case_no
union all
select c.id, c.case_no, c.process_key, 'filingNo', f.filing_no, null::date
from case_file c join safety_net_filing f on f.case_no = c.case_no where f.filing_no is not null
union all
select c.id, c.case_no, c.process_key, 'recordedOn', null, f.recorded_on
from case_file c join safety_net_filing f on f.case_no = c.case_no
union all
select c.id, c.case_no, c.process_key, 'markedOn', null, c.entered_on
from case_file c where c.process_key = 'safety-net-recognition' and c.entered_on is not null;

drop table safety_net_check_unmet;
drop table safety_net_check_member;
drop table safety_net_check;
drop table safety_net_filing;
