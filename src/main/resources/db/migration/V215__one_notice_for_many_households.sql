-- Issue 15: one notice can show many households. Each keeps a process, objections and an end of its own.
alter table notice_entry
    add process_instance_id varchar(64),
    add outcome varchar(30),
    add closed_at timestamptz;
update notice_entry e
set process_instance_id = n.process_instance_id, outcome = n.outcome, closed_at = n.closed_at
from notice n
where n.id = e.notice_id;
alter table notice_entry add constraint notice_entry_instance unique (process_instance_id);
alter table notice_entry add constraint notice_entry_case_once unique (notice_id, case_no);
alter table notice
    drop column process_instance_id,
    drop column outcome,
    drop column closed_at;
create index notice_village on notice (village_code, id);

alter table objection add case_no varchar(40);
update objection o
set case_no = (select e.case_no from notice_entry e where e.notice_id = o.notice_id and e.position = 0);
alter table objection alter case_no set not null;
