-- Rows that a program's own act failed for. They wait for their next turn, so that they hold up no others.
create table held_row (
    sweep text not null,
    row_key text not null,
    subject text not null,
    attempts integer not null,
    first_failed_at timestamptz not null,
    failed_at timestamptz not null,
    again_at timestamptz not null,
    -- Kinds of errors and a place in the program; never a message, which could hold personal data.
    failure text not null,
    primary key (sweep, row_key)
);
