-- When a finding was struck off, so that a quarter can be judged by what stood at its end. What was struck off before has
-- its day from the record of acts; where that is gone, it counts as done on the day it was noted.
alter table problem_finding add struck_off_on date;
update problem_finding f set struck_off_on = coalesce(
    (select min((a.done_at at time zone 'Asia/Shanghai')::date) from act a join problem p on p.problem_no = a.subject
     where p.id = f.problem_id and a.detail = '排查问题' || f.position || '：销号'),
    (f.recorded_at at time zone 'Asia/Shanghai')::date)
where f.struck_off;
alter table problem_finding add check (struck_off = (struck_off_on is not null));
