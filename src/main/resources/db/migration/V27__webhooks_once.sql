-- The same address twice would be told everything twice.
create unique index webhook_subscription_once on webhook_subscription (url, coalesce(county_code, '')) where active;
