-- People say the end of a case's number.
create index case_file_number_end on case_file (right(case_no, 6), id);
