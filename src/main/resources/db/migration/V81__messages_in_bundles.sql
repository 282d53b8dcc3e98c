-- What is sent to one post on one day about one step is shown and read as one; without a step a message stands alone.
alter table message add step varchar(60), add sent_on date;
