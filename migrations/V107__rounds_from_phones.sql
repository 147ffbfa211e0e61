-- Rounds that guests ask for from their own phones, and what the owner's first page adds up.

create table round_requests (
    order_id     integer not null references orders (id),
    -- Among those of its order.
    number       integer not null check (number >= 1),
    state        text    not null check (state <> ''),
    -- The dishes at the prices the guest was told (src/store/orders/requests.rs); their notes are in `guest_additions`.
    lines        text    not null check (json_valid(lines) and json_type(lines) = 'array'),
    -- The round that it became; null until it is accepted.
    round        integer check (round >= 2),
    reason       text    check (reason <> ''),
    answered_by  text,
    requested_at integer not null,
    answered_at  integer,
    primary key (order_id, number)
) strict, without rowid;

create trigger round_requests_are_kept before delete on round_requests
begin select raise(abort, 'what a guest asked for is never deleted'); end;

-- The money of one day is found by its time, however many years a shop has kept.
create index payments_by_time on payments (paid_at);
create index refunds_by_time on refunds (refunded_at);
