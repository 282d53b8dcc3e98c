-- A step that its decider has taken back: what was decided stays on record and counts no longer.
alter table task_decision add taken_back_at timestamptz, add taken_back_reason varchar(500);
