-- A rare status of a large place stands together in the order of lists; without this a page of it reads all cases of the place.
create index case_file_process_county_status on case_file (process_key, county_code, status, id);
create index case_file_process_township_status on case_file (process_key, township_code, status, id);
create index case_file_process_village_status on case_file (process_key, village_code, status, id);
