-- The first day on which a limit is escalated, for statements that write the limit and this day at once; as the column warned_from.
create function deadline_warned_from(warn_at timestamptz, unreachable_from date, due_on date) returns date language sql immutable as $$
    select least((warn_at at time zone 'Asia/Shanghai')::date, unreachable_from, due_on + 1)
$$;
