-- Heads are found by the beginning of their names.
create index identification_case_head_name on identification_case (head_name text_pattern_ops);
