-- The administrator's list of one state is read from the index alone, whatever its order (ADR 0047): tasks in other states, of
-- which there may be hundreds of thousands before the first that matches, are passed over without reading them.
drop index open_task_since;
create index open_task_since on open_task (since, task_id) include (due_order, stuck_from, warned_from);
drop index open_task_step;
create index open_task_step on open_task (process, element, due_order, since, task_id) include (stuck_from, warned_from);
