-- An entry whose step was taken back counts no more. Each time that a task was done, there are one decision and one entry.

alter table procedure_entry add column taken_back boolean not null default false;

update procedure_entry e set taken_back = true
from (select case_no, sequence, element_id, row_number() over (partition by case_no, element_id order by sequence) as nth from procedure_entry) entry
join (select d.case_no, d.element_id, d.taken_back_at, row_number() over (partition by d.case_no, d.element_id order by d.id) as nth
      from task_decision d join case_file c on c.case_no = d.case_no and c.process_key = d.process_key) decision
  on decision.case_no = entry.case_no and decision.element_id = entry.element_id and decision.nth = entry.nth
where e.case_no = entry.case_no and e.sequence = entry.sequence and decision.taken_back_at is not null;
