-- A batch from a page waits for its confirmation, and is carried out in the background. One that was begun and on which nobody
-- has worked for a while was broken off.
alter table batch add column begun_at timestamptz, add column worked_at timestamptz;
create index batch_open on batch (worked_at) where begun_at is not null and finished_at is null;
create index batch_made on batch (made_at);
create index batch_item_case on batch_item (case_no);
