-- An order that is ready and paid, and of which no one notes that it was picked up, is completed when the business day
-- changes: else every join of the till tells of it for ever. A shop that hands out over several days switches it off.
alter table settings add column completes_ready_orders integer not null default 1
    check (completes_ready_orders in (0, 1));

-- A shop that has orders goes on as it was until its owner switches it on: no one could say beforehand that what is
-- ready there waits for its guests. No moment is remembered: the clock may be wrong while the file is upgraded.
update settings set completes_ready_orders = 0 where exists (select 1 from orders);

-- What has been ready since when, for the board and for the end of the day, however many orders are forgotten there.
create index orders_ready on orders (ready_at) where status = 'ready';
