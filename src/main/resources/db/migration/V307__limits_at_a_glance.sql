-- The sums of the counters by region, rule and measure, as of a day: in all, and under that day or an earlier one. A figure is then
-- one row, however many days are counted. Whoever merges the counters writes them; on another day the days themselves are summed.
create table deadline_standing (
    region_code varchar(12) not null,
    rule        varchar(40) not null,
    measure     varchar(10) not null,
    as_of       date        not null,
    reached     bigint      not null,
    total       bigint      not null,
    primary key (region_code, rule, measure)
    -- Every row is written again each day; it stays beside its neighbours, so that a region's rows are in few pages.
) with (fillfactor = 50);
insert into deadline_standing (region_code, rule, measure, as_of, reached, total)
    select region_code, rule, measure, '2000-01-01', 0, sum(amount) from deadline_count group by 1, 2, 3 order by 1, 2, 3;

-- Open limits are listed without minimums, which time alone fulfils and which therefore stay open for ever.
drop index deadline_open, deadline_open_county, deadline_open_township, deadline_open_village;
create index deadline_open on deadline (due_on, id) where met_on is null and cancelled_on is null and not minimum;
create index deadline_open_county on deadline (county_code, due_on, id) where met_on is null and cancelled_on is null and not minimum;
create index deadline_open_township on deadline (township_code, due_on, id) where met_on is null and cancelled_on is null and not minimum;
create index deadline_open_village on deadline (village_code, due_on, id) where met_on is null and cancelled_on is null and not minimum;
create index deadline_held on deadline (due_on, id) where met_on is null and cancelled_on is null and minimum and held;
