-- Administrators look acts up by each of these, newest first.
create index act_kind on act (kind, id);
create index act_subject on act (subject, id);
create index act_address on act (address, id);
create index act_done on act (done_at);
