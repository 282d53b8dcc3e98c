-- A village that was merged into another one stays, since cases and households hang on it, but nothing new begins in it.
alter table region add column closed_on date;
-- Events of a paused subscription wait until it goes on.
alter table webhook_subscription add column paused boolean not null default false;
