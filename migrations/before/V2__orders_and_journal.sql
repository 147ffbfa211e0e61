-- What customers want, the money they gave for it, and the journal that every screen can be
-- rebuilt from. Nothing here is ever cascaded away: it is the shop's account.

create table orders (
    id             integer primary key,
    -- The secret in the QR link. Unique, so that even a broken random source cannot join two
    -- customers in one room.
    uid            text    not null unique check (length(uid) = 26),
    day            text    not null,
    channel        text    not null check (channel in ('counter', 'kiosk', 'phone')),
    counter        integer not null check (counter >= 1),
    code           text    not null check (length(code) = 4),
    status         text    not null check
        (status in ('awaiting_payment', 'preparing', 'ready', 'completed', 'cancelled')),
    payment_status text    not null check
        (payment_status in ('unpaid', 'paid', 'partially_refunded', 'refunded')),
    -- How many events it has had.
    rev            integer not null check (rev >= 1),
    total_amount   integer not null check (total_amount >= 0),
    payment_method text    not null check (payment_method in ('cash', 'qris', 'transfer', 'card')),
    order_type     text    not null check (order_type in ('dine_in', 'take_away')),
    table_number   text,
    customer_name  text,
    note           text,
    placed_by      text,
    cancel_cause   text    check (cancel_cause in ('cancelled', 'expired')),
    cancel_reason  text,
    created_at     integer not null,
    expires_at     integer,
    ready_at       integer,
    completed_at   integer,
    -- A number is given once a day. This index also finds the next one and the newest day, with
    -- no counting.
    unique (day, channel, counter),
    -- What leaves the shop is paid for, and what is cancelled says how.
    check (status <> 'completed' or payment_status <> 'unpaid'),
    check ((status = 'cancelled') = (cancel_cause is not null)),
    -- Only what waits for money can run out of time.
    check (expires_at is null or status = 'awaiting_payment')
) strict;

-- «Active orders» must cost the same with a thousand and with a million finished ones behind
-- them. The condition is the query's, to the letter: that is how SQLite recognises it.
create index orders_active on orders (id)
    where status in ('awaiting_payment', 'preparing', 'ready');

create index orders_by_status on orders (status, id);

create index orders_expiring on orders (expires_at) where expires_at is not null;

-- Names and prices as they were: the menu moves on, a receipt does not.
create table order_lines (
    order_id     integer not null references orders (id),
    id           integer not null check (id between 1 and 50),
    menu_item_id integer not null references menu_items (id),
    name         text    not null,
    unit_price   integer not null check (unit_price >= 0),
    quantity     integer not null check (quantity between 1 and 99),
    note         text,
    status       text    not null check (status in ('queued', 'done', 'void')),
    line_total   integer not null check (line_total >= 0),
    station      text    not null,
    primary key (order_id, id)
) strict, without rowid;

create table order_line_modifiers (
    order_id  integer not null,
    line_id   integer not null,
    position  integer not null,
    option_id integer not null references modifier_options (id),
    name      text    not null,
    price     integer not null check (price >= 0),
    primary key (order_id, line_id, position),
    foreign key (order_id, line_id) references order_lines (order_id, id)
) strict, without rowid;

create table payments (
    id       integer primary key,
    order_id integer not null references orders (id),
    method   text    not null check (method in ('cash', 'qris', 'transfer', 'card')),
    amount   integer not null check (amount >= 0),
    tendered integer not null,
    change   integer not null,
    paid_at  integer not null,
    paid_to  text    not null,
    check (tendered - change = amount and change >= 0)
) strict;

-- Two tills, one payment: the file decides, not the faster tablet.
create unique index payments_once_per_order on payments (order_id);

-- What was answered to a request that may come again.
create table idempotency_keys (
    key          text    primary key check (length(key) between 8 and 64),
    -- SHA-256 of the request, so that the same key with another body can be told apart.
    fingerprint  blob    not null check (length(fingerprint) = 32),
    order_id     integer not null references orders (id),
    created_at   integer not null
) strict, without rowid;

create index idempotency_keys_by_age on idempotency_keys (created_at);

-- The journal. `seq` only ever grows and has no holes: AUTOINCREMENT never gives a number twice,
-- and a number taken by a transaction that failed goes back with it.
create table events (
    seq      integer primary key autoincrement,
    order_id integer not null references orders (id),
    rev      integer not null check (rev >= 1),
    type     text    not null,
    at       integer not null,
    -- The event with the order as it was right after, as JSON.
    body     text    not null
) strict;

-- The stream of one order: its room is replayed from here.
create unique index events_of_order on events (order_id, rev);
