-- A bill that is split into checks, each paid and refunded by itself.

create table checks (
    order_id       integer not null references orders (id),
    -- Among all checks that the order ever had: one that was joined again keeps its number.
    id             integer not null check (id >= 1),
    -- Its share of the bill. What it is called stands with the words of guests (`guest_additions`).
    gross          integer not null check (gross >= 0),
    line_discount  integer not null check (line_discount >= 0),
    order_discount integer not null check (order_discount >= 0),
    net            integer not null check (net >= 0),
    service        integer not null check (service >= 0),
    tax            integer not null check (tax >= 0),
    -- A check of nothing could never be paid.
    total          integer not null check (total > 0),
    removed_at     integer,
    removed_by     text,
    primary key (order_id, id)
) strict, without rowid;

-- What a check takes of a line; an equal part of everything has none.
create table check_lines (
    order_id       integer not null,
    check_id       integer not null,
    line_id        integer not null,
    numerator      integer not null check (numerator >= 1),
    denominator    integer not null check (denominator >= numerator),
    gross          integer not null check (gross >= 0),
    line_discount  integer not null check (line_discount >= 0),
    order_discount integer not null check (order_discount >= 0),
    net            integer not null check (net >= 0),
    service        integer not null check (service >= 0),
    tax            integer not null check (tax >= 0),
    total          integer not null check (total >= 0),
    primary key (order_id, check_id, line_id),
    foreign key (order_id, check_id) references checks (order_id, id),
    foreign key (order_id, line_id) references order_lines (order_id, id)
) strict, without rowid;

alter table payments add column check_id integer;
alter table refunds add column check_id integer;

-- As with payments and refunds, the file itself is the witness: a check stays as it was split, can only be joined while
-- it has no money, and takes no more than it costs.
create trigger checks_stay before update on checks
when old.removed_at is not null or new.removed_at is null
    or (new.order_id, new.id, new.gross, new.line_discount, new.order_discount, new.net, new.service, new.tax, new.total)
        <> (old.order_id, old.id, old.gross, old.line_discount, old.order_discount, old.net, old.service, old.tax, old.total)
    or exists (select 1 from payments where order_id = old.order_id and check_id = old.id)
begin select raise(abort, 'a check stays as it was split'); end;
create trigger checks_are_kept before delete on checks
begin select raise(abort, 'a check is never deleted'); end;
create trigger check_lines_stay before update on check_lines
begin select raise(abort, 'a check stays as it was split'); end;
create trigger check_lines_are_kept before delete on check_lines
begin select raise(abort, 'a check is never deleted'); end;
create trigger payments_within_check before insert on payments
when new.check_id is not null
    and new.amount + (select ifnull(sum(amount), 0) from payments
                      where order_id = new.order_id and check_id = new.check_id)
        > ifnull((select total from checks
                  where order_id = new.order_id and id = new.check_id and removed_at is null), -1)
begin select raise(abort, 'more was paid than the check costs'); end;
create trigger payments_of_checks before insert on payments
when new.check_id is null
    and exists (select 1 from checks where order_id = new.order_id and removed_at is null)
begin select raise(abort, 'a split bill is paid by its checks'); end;
create trigger refunds_within_check before insert on refunds
when new.check_id is not null
    and new.amount + (select ifnull(sum(amount), 0) from refunds
                      where order_id = new.order_id and check_id = new.check_id)
        > (select ifnull(sum(amount), 0) from payments
           where order_id = new.order_id and check_id = new.check_id)
begin select raise(abort, 'more of the check went back than was paid'); end;
