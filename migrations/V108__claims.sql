-- Ways of paying that were corrected, and money that came in and pays for nothing.

-- The payment's row stays as it was taken: how it counts is what its newest correction says.
create table payment_corrections (
    id            integer primary key,
    order_id      integer not null references orders (id),
    -- Among the corrections of its order.
    number        integer not null check (number >= 1),
    -- The payment's number among those of its order.
    payment       integer not null,
    method_from   text    not null check (method_from <> ''),
    method_to     text    not null check (method_to <> method_from and method_to <> ''),
    -- What no longer counts by the one way and what counts by the other since, on the day of the correction. They differ
    -- where cash was rounded.
    received_from integer not null check (received_from >= 0),
    received_to   integer not null check (received_to >= 0),
    reason        text    not null check (reason <> ''),
    by            text    not null,
    approved_by   text,
    corrected_at  integer not null,
    foreign key (order_id, payment) references payments (order_id, number)
) strict;

create unique index payment_corrections_of_order on payment_corrections (order_id, number);
-- For the sums of a day.
create index payment_corrections_by_time on payment_corrections (corrected_at);

-- Money that came in after its order was cancelled or paid. It is owed until a row of `claim_settlements` has its number,
-- and counts on the day of each of the two.
create table claims (
    id          integer primary key,
    order_id    integer not null references orders (id),
    -- Among the claims of its order.
    number      integer not null check (number >= 1),
    cause       text    not null check (cause <> ''),
    method      text    not null check (method <> ''),
    amount      integer not null check (amount > 0),
    by          text    not null,
    received_at integer not null
) strict;

create unique index claims_of_order on claims (order_id, number);
create index claims_by_time on claims (received_at);

create table claim_settlements (
    claim_id    integer primary key references claims (id),
    method      text    not null check (method <> ''),
    amount      integer not null check (amount > 0),
    -- `amount + rounding` was handed out.
    rounding    integer not null check (rounding >= 0),
    reason      text    not null check (reason <> ''),
    by          text    not null,
    approved_by text,
    settled_at  integer not null
) strict;

create index claim_settlements_by_time on claim_settlements (settled_at);

-- As for payments, the file is the witness.
create trigger payment_corrections_stay before update on payment_corrections
begin select raise(abort, 'a correction stays as it was made'); end;
create trigger payment_corrections_are_kept before delete on payment_corrections
begin select raise(abort, 'a correction is never deleted'); end;
create trigger payment_corrections_follow before insert on payment_corrections
when new.method_from is not ifnull(
    (select method_to from payment_corrections
     where order_id = new.order_id and payment = new.payment order by number desc limit 1),
    (select method from payments where order_id = new.order_id and number = new.payment))
begin select raise(abort, 'the payment does not count so'); end;
create trigger claims_stay before update on claims
begin select raise(abort, 'a claim stays as it came in'); end;
create trigger claims_are_kept before delete on claims
begin select raise(abort, 'a claim is never deleted'); end;
create trigger claim_settlements_stay before update on claim_settlements
begin select raise(abort, 'what was given back stays so'); end;
create trigger claim_settlements_are_kept before delete on claim_settlements
begin select raise(abort, 'what was given back stays so'); end;
create trigger claim_settlements_are_whole before insert on claim_settlements
when new.amount is not (select amount from claims where id = new.claim_id)
begin select raise(abort, 'a claim is given back whole'); end;
