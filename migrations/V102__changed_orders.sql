-- Orders that change after they were sent: more dishes, dishes taken off, another table.

-- Dishes that were added later came in a round of their own, which the kitchen is told by itself.
alter table order_lines add column round integer not null default 1 check (round >= 1);
-- Why a dish was taken off, and who did it; the row stays.
alter table order_lines add column void_reason text;
alter table order_lines add column voided_by text;
alter table order_lines add column void_approved_by text;
alter table order_lines add column voided_at integer;

-- What a guest said later: notes of added dishes, another name. In rows of its own, which are only ever added at the end
-- and then overwritten in place, as those of `guests` and for the same reason (src/store/guests.rs).
create table guest_additions (
    id        integer primary key,
    order_id  integer not null references orders (id),
    day       text    not null,
    words     text    not null,
    is_erased integer not null default 0 check (is_erased in (0, 1)),
    check (is_erased = 1 or json_valid(words))
) strict;

create index guest_additions_of_order on guest_additions (order_id);
create index guest_additions_remembered on guest_additions (day) where is_erased = 0;

-- Money that a cancelled order still owes its customer, so that the till finds it.
alter table orders add column owes_back integer not null default 0 check (owes_back in (0, 1));
create index orders_owing_back on orders (id) where owes_back = 1;
