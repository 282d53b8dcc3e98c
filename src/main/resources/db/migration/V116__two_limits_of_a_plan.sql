-- The township's ten days end with its declaration; the county's confirmation is a limit of its own (AS-1).
insert into policy_parameter (name, valid_from, value, source) values
    ('PLAN_CONFIRMATION_DAYS', '2023-01-01', 5, '文件没有规定县级确认计划及其天数（本系统设计）');

-- Plans that lie with the county by now: the township declared them on the day on which it handed them in.
create temporary table waiting_plan on commit drop as
    select d.id, d.case_no, d.village_code, d.township_code, d.county_code, p.plan_id,
        (p.planned_at at time zone 'Asia/Shanghai')::date as declared_on
    from deadline d
    join (select case_no, max(id) as plan_id, max(planned_at) as planned_at from assistance_plan group by case_no) p
        on p.case_no = d.case_no
    where d.rule = 'ASSISTANCE_10D' and d.met_on is null and d.cancelled_on is null
        and (select t.element_id from task_decision t where t.case_no = d.case_no order by t.id desc limit 1) = 'userTask_planMeasures';
update deadline d set met_on = w.declared_on, escalate_on = null from waiting_plan w where w.id = d.id;
insert into deadline (case_no, rule, reference, village_code, township_code, county_code, holder, start_on, due_on, warn_at)
    select case_no, 'PLAN_CONFIRMATION', plan_id::text, village_code, township_code, county_code, 'county' || county_code,
        declared_on, declared_on + 5, (declared_on + 4)::timestamp at time zone 'Asia/Shanghai'
    from waiting_plan;
update deadline set escalate_on = warned_from where rule = 'PLAN_CONFIRMATION';
