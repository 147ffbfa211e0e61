-- Shifts: a drawer that is opened with a float and closed by a count, and what was sold in it.

create table shifts (
    id               integer primary key,
    -- The drawer, by its number.
    till             integer not null check (till between 1 and 9),
    opened_at        integer not null,
    opened_by        text    not null,
    -- What lay in it then; `opening_counted` is 0 where that is what the count before left.
    opening          integer not null check (opening >= 0),
    opening_counted  integer not null check (opening_counted in (0, 1)),
    closed_at        integer,
    closed_by        text,
    -- By its last count.
    counted          integer check (counted >= 0),
    expected         integer,
    -- Why they differ; null where they are the same.
    reason           text    check (reason <> ''),
    -- What of the counted cash was taken out afterwards; the rest is the next float.
    handed_over      integer check (handed_over between 0 and counted),
    -- Of the shop and not of the drawer, so that one row of numbers covers all its money.
    z_number         integer unique check (z_number >= 1),
    -- The report as it was closed (src/domain/shift/report.rs).
    z                text    check (json_valid(z)),
    check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (counted is null)
        and (closed_at is null) = (expected is null) and (closed_at is null) = (handed_over is null)
        and (closed_at is null) = (z_number is null) and (closed_at is null) = (z is null))
) strict;

-- A drawer is open once.
create unique index shifts_open on shifts (till) where closed_at is null;

-- Cash that moved without an order, and drawers that were opened for none.
create table cash_moves (
    id          integer primary key,
    shift_id    integer not null references shifts (id),
    kind        text    not null check (kind <> ''),
    amount      integer not null check (amount >= 0),
    reason      text    check (reason <> ''),
    by          text    not null,
    approved_by text,
    moved_at    integer not null
) strict;

create index cash_moves_of_shift on cash_moves (shift_id);

-- Every count, also those that were counted again, so that counting until it fits is seen.
create table shift_counts (
    shift_id   integer not null references shifts (id),
    -- Among the counts of its shift.
    number     integer not null check (number >= 1),
    counted    integer not null check (counted >= 0),
    expected   integer not null,
    -- How many movements of cash the shift had then: another one, and it is to be counted again.
    movements  integer not null,
    -- Pieces by their value, where it was counted so.
    pieces     text    not null check (json_valid(pieces)),
    by         text    not null,
    counted_at integer not null,
    primary key (shift_id, number)
) strict, without rowid;

-- What was answered to a request that may come again.
create table shift_answers (
    key         text    primary key check (length(key) between 8 and 64),
    fingerprint blob    not null check (length(fingerprint) = 32),
    answer      text    not null check (json_valid(answer)),
    created_at  integer not null
) strict, without rowid;

create index shift_answers_by_age on shift_answers (created_at);

-- The shift in which money moved; none where its drawer was not open.
alter table payments add column shift_id integer references shifts (id);
alter table refunds add column shift_id integer references shifts (id);
alter table payment_corrections add column shift_id integer references shifts (id);
alter table claims add column shift_id integer references shifts (id);
alter table claim_settlements add column shift_id integer references shifts (id);
alter table order_lines add column void_shift_id integer references shifts (id);
create index payments_of_shift on payments (shift_id) where shift_id is not null;
create index refunds_of_shift on refunds (shift_id) where shift_id is not null;
create index payment_corrections_of_shift on payment_corrections (shift_id) where shift_id is not null;
create index claims_of_shift on claims (shift_id) where shift_id is not null;
create index claim_settlements_of_shift on claim_settlements (shift_id) where shift_id is not null;
create index voids_of_shift on order_lines (void_shift_id) where void_shift_id is not null;

-- What an order cost when its money was complete. Dishes that are added afterwards change its bill and are a sale of
-- their own once they are paid, so that the sales of a closed shift stay what they were. Parts of such a later one can
-- be below zero: a dish with a service charge may have gone for one without.
create table sales (
    id            integer primary key,
    order_id      integer not null references orders (id),
    -- Among the sales of its order.
    number        integer not null check (number >= 1),
    shift_id      integer references shifts (id),
    settled_at    integer not null,
    gross         integer not null,
    complimentary integer not null,
    discounts     integer not null,
    net           integer not null,
    service       integer not null,
    tax           integer not null,
    total         integer not null
) strict;

create unique index sales_of_order on sales (order_id, number);
create index sales_of_shift on sales (shift_id) where shift_id is not null;

insert into sales (order_id, number, settled_at, gross, complimentary, discounts, net, service, tax, total)
select order_id, 1, (select max(paid_at) from payments where payments.order_id = lines.order_id),
    sum(iif(status = 'void', 0, line_total)), sum(gift), sum(line_discount + order_discount - gift),
    sum(net), sum(service), sum(tax), sum(total)
from (
    select *, iif(exists (select 1 from discounts
                          where discounts.order_id = order_lines.order_id and line_id = order_lines.id
                              and kind = 'complimentary' and removed_at is null), line_discount, 0) as gift
    from order_lines) lines
where order_id in (
    select orders.id from orders join payments on order_id = orders.id
    group by orders.id having sum(amount) = total_amount)
group by order_id order by order_id;

-- The file itself is the witness: what was closed stays as it was, and its numbers have no holes.
create trigger shifts_begin_open before insert on shifts
when new.closed_at is not null
begin select raise(abort, 'a shift begins open'); end;
create trigger shifts_stay before update on shifts
when old.closed_at is not null or new.closed_at is null
    or (new.id, new.till, new.opened_at, new.opened_by, new.opening, new.opening_counted)
        <> (old.id, old.till, old.opened_at, old.opened_by, old.opening, old.opening_counted)
begin select raise(abort, 'a shift changes once, when it is closed'); end;
create trigger shifts_are_numbered before update on shifts
when new.z_number <> (select ifnull(max(z_number), 0) + 1 from shifts)
begin select raise(abort, 'the numbers of closed shifts have no holes'); end;
create trigger shifts_are_kept before delete on shifts
begin select raise(abort, 'a shift is never deleted'); end;
create trigger cash_moves_stay before update on cash_moves
begin select raise(abort, 'what moved stays so'); end;
create trigger cash_moves_are_kept before delete on cash_moves
begin select raise(abort, 'what moved is never deleted'); end;
create trigger shift_counts_stay before update on shift_counts
begin select raise(abort, 'a count stays as it was counted'); end;
create trigger shift_counts_are_kept before delete on shift_counts
begin select raise(abort, 'a count is never deleted'); end;
create trigger sales_stay before update on sales
begin select raise(abort, 'a sale stays as it was'); end;
create trigger sales_are_kept before delete on sales
begin select raise(abort, 'a sale is never deleted'); end;

-- Nothing comes into a shift that is closed.
create trigger payments_in_open_shift before insert on payments
when new.shift_id is not null and not exists (select 1 from shifts where id = new.shift_id and closed_at is null)
begin select raise(abort, 'the shift is closed'); end;
create trigger refunds_in_open_shift before insert on refunds
when new.shift_id is not null and not exists (select 1 from shifts where id = new.shift_id and closed_at is null)
begin select raise(abort, 'the shift is closed'); end;
create trigger payment_corrections_in_open_shift before insert on payment_corrections
when new.shift_id is not null and not exists (select 1 from shifts where id = new.shift_id and closed_at is null)
begin select raise(abort, 'the shift is closed'); end;
create trigger claims_in_open_shift before insert on claims
when new.shift_id is not null and not exists (select 1 from shifts where id = new.shift_id and closed_at is null)
begin select raise(abort, 'the shift is closed'); end;
create trigger claim_settlements_in_open_shift before insert on claim_settlements
when new.shift_id is not null and not exists (select 1 from shifts where id = new.shift_id and closed_at is null)
begin select raise(abort, 'the shift is closed'); end;
create trigger sales_in_open_shift before insert on sales
when new.shift_id is not null and not exists (select 1 from shifts where id = new.shift_id and closed_at is null)
begin select raise(abort, 'the shift is closed'); end;
create trigger cash_moves_in_open_shift before insert on cash_moves
when not exists (select 1 from shifts where id = new.shift_id and closed_at is null)
begin select raise(abort, 'the shift is closed'); end;
create trigger shift_counts_in_open_shift before insert on shift_counts
when not exists (select 1 from shifts where id = new.shift_id and closed_at is null)
begin select raise(abort, 'the shift is closed'); end;
create trigger voids_in_open_shift before update of void_shift_id on order_lines
when new.void_shift_id is not old.void_shift_id and (old.void_shift_id is not null
    or not exists (select 1 from shifts where id = new.void_shift_id and closed_at is null))
begin select raise(abort, 'the shift is closed'); end;
