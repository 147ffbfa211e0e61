-- The bill of an order, discounts, several payments, refunds.
--
-- A line keeps its share of what belongs to the whole order, so that a split or a refund shares out what stands here
-- and reckons nothing again. Orders of before cost what their lines cost: their rates are none.

-- The rates as they were when the order was placed, as JSON; what is none is left out (src/domain/bill/terms.rs).
alter table orders add column terms text not null default '{}' check (json_valid(terms));

alter table order_lines add column tax_class text not null default 'restaurant' check (tax_class <> '');
alter table order_lines add column carries_service integer not null default 1 check (carries_service in (0, 1));
alter table order_lines add column is_discountable integer not null default 1 check (is_discountable in (0, 1));
-- `line_total` is what the menu says, `total` what is paid for it.
alter table order_lines add column line_discount integer not null default 0 check (line_discount >= 0);
alter table order_lines add column order_discount integer not null default 0 check (order_discount >= 0);
alter table order_lines add column net integer not null default 0 check (net >= 0);
alter table order_lines add column service integer not null default 0 check (service >= 0);
alter table order_lines add column tax integer not null default 0 check (tax >= 0);
alter table order_lines add column total integer not null default 0 check (total >= 0);

update order_lines set net = line_total, total = line_total where status <> 'void';

create table discounts (
    order_id    integer not null references orders (id),
    id          integer not null check (id >= 1),
    -- Of one line; null for the whole order.
    line_id     integer,
    kind        text    not null check (kind <> ''),
    rate_bp     integer check (rate_bp between 0 and 10000),
    ceiling     integer check (ceiling >= 0),
    amount      integer check (amount >= 0),
    reason      text    not null check (reason <> ''),
    by          text    not null,
    approved_by text,
    given_at    integer not null,
    removed_at  integer,
    removed_by  text,
    primary key (order_id, id),
    foreign key (order_id, line_id) references order_lines (order_id, id)
) strict, without rowid;

-- Several payments of one order, and cash that is rounded to what can be counted out. The table is made again, because
-- its constraint allowed no rounding; nothing refers to it.
create table payments_in_parts (
    id       integer primary key,
    order_id integer not null references orders (id),
    -- Among the payments of its order.
    number   integer not null check (number >= 1),
    method   text    not null check (method <> ''),
    amount   integer not null check (amount >= 0),
    rounding integer not null,
    tendered integer not null,
    change   integer not null check (change >= 0),
    paid_at  integer not null,
    paid_to  text    not null,
    check (tendered - change = amount + rounding)
) strict;

insert into payments_in_parts (id, order_id, number, method, amount, rounding, tendered, change, paid_at, paid_to)
    select id, order_id, 1, method, amount, 0, tendered, change, paid_at, paid_to from payments;
drop table payments;
alter table payments_in_parts rename to payments;

-- Two tills, one payment: the file decides, not the faster tablet.
create unique index payments_of_order on payments (order_id, number);

create table refunds (
    id          integer primary key,
    order_id    integer not null references orders (id),
    -- Among the refunds of its order.
    number      integer not null check (number >= 1),
    method      text    not null check (method <> ''),
    net         integer not null check (net >= 0),
    service     integer not null check (service >= 0),
    tax         integer not null check (tax >= 0),
    amount      integer not null check (amount > 0),
    -- `amount + rounding` was handed out.
    rounding    integer not null,
    reason      text    not null check (reason <> ''),
    by          text    not null,
    approved_by text,
    refunded_at integer not null
) strict;

create unique index refunds_of_order on refunds (order_id, number);

create table refund_lines (
    refund_id integer not null references refunds (id),
    line_id   integer not null,
    quantity  integer not null check (quantity >= 1),
    net       integer not null check (net >= 0),
    service   integer not null check (service >= 0),
    tax       integer not null check (tax >= 0),
    amount    integer not null check (amount >= 0),
    primary key (refund_id, line_id)
) strict, without rowid;

-- The file itself is the witness: what moved money stays as it was, and no more moves than is owed or was paid.
create trigger payments_stay before update on payments
begin select raise(abort, 'a payment stays as it was taken'); end;
create trigger payments_are_kept before delete on payments
begin select raise(abort, 'a payment is never deleted'); end;
create trigger payments_within_total before insert on payments
when new.amount + (select ifnull(sum(amount), 0) from payments where order_id = new.order_id)
    > (select total_amount from orders where id = new.order_id)
begin select raise(abort, 'more was paid than the order costs'); end;
create trigger refunds_stay before update on refunds
begin select raise(abort, 'a refund stays as it was given'); end;
create trigger refunds_are_kept before delete on refunds
begin select raise(abort, 'a refund is never deleted'); end;
create trigger refunds_within_payments before insert on refunds
when new.amount + (select ifnull(sum(amount), 0) from refunds where order_id = new.order_id)
    > (select ifnull(sum(amount), 0) from payments where order_id = new.order_id)
begin select raise(abort, 'more went back than was paid'); end;
create trigger refund_lines_stay before update on refund_lines
begin select raise(abort, 'a refund stays as it was given'); end;
create trigger refund_lines_are_kept before delete on refund_lines
begin select raise(abort, 'a refund is never deleted'); end;

-- The answer to a repeated request is the order as it was then.
alter table idempotency_keys add column rev integer not null default 1 check (rev >= 1);
