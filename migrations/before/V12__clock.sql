-- The machine's clock is not always right, and the shop does not follow every jump of it. When it was last changed,
-- because a time server or the owner vouched for it, stands here: times may run backwards there, and nowhere else.
create table clock (
    id       integer primary key check (id = 1),
    -- The time in the shop right after the change; null while there was none.
    set_at   integer,
    -- The newest event and the newest order then. Times after these are of the clock as it goes now.
    seq      integer not null,
    order_id integer not null
) strict;

insert into clock (id, set_at, seq, order_id) values (1, null, 0, 0);

-- Whether an open order has a number, with any count of open orders: no number is called out twice.
create index orders_active_numbers on orders (channel, counter)
    where status in ('awaiting_payment', 'preparing', 'ready');
