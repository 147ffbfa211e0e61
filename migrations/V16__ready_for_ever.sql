-- An order that is ready and paid, and of which no one notes that it was picked up, is completed when the business day
-- changes: else every join of the till tells of it for ever. A shop that hands out over several days switches it off.
alter table settings add column completes_ready_orders integer not null default 1
    check (completes_ready_orders in (0, 1));

-- What has been ready since when, for the board and for the end of the day, however many orders are forgotten there.
create index orders_ready on orders (ready_at) where status = 'ready';
