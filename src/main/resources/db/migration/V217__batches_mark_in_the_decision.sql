-- A case of a batch is marked as done in the transaction of its decision; its task need not be kept any more.
alter table batch_item drop column task_id;
