-- What the household was told is a fact of its own; the reason of the decision stays as it was given.
alter table identification_case add reason_told text;
