-- A stage of a rectification may be accepted without a date: what keeps the work going is then the lasting mechanism.
alter table problem_line add column stage_accepted boolean not null default false;
update problem_line l set stage_accepted = true
where exists (select 1 from deadline d join problem p on p.problem_no = d.case_no
    where p.id = l.problem_id and d.rule = 'LONG_TERM_RECTIFICATION' and d.reference = l.id::text);
