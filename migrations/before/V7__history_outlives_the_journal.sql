-- The journal is for screens that catch up; it is cut to some days of events, each with the whole order
-- in it. What happened to each order, when and by whom is kept for ever, in short.

create table order_history (
    -- The number it had in the journal.
    seq      integer primary key,
    order_id integer not null references orders (id),
    rev      integer not null check (rev >= 1),
    type     text    not null,
    at       integer not null,
    by       text    not null,
    -- Where the order was then.
    status   text    not null check
        (status in ('awaiting_payment', 'preparing', 'ready', 'completed', 'cancelled')),
    -- What changed, of the order or of its line.
    before   text,
    after    text    not null
) strict;

create unique index order_history_of_order on order_history (order_id, rev);

create trigger order_history_stays before update on order_history
begin select raise(abort, 'what has happened does not happen otherwise afterwards'); end;
create trigger order_history_is_kept before delete on order_history
begin select raise(abort, 'what has happened stays in the history'); end;

-- An event may leave the journal only when the history has it.
create trigger events_are_kept before delete on events
when not exists (select 1 from order_history where seq = old.seq)
begin select raise(abort, 'what has happened stays in the history'); end;

-- Written to see whether the file can be written.
create table probe (
    id    integer primary key check (id = 1),
    times integer not null
) strict;

insert into probe (id, times) values (1, 0);
