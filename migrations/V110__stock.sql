-- What is left of a dish, when a dish that is sold out comes back, and when a category is served.
--
-- A shop that uses none of it has no rows and no values here, and no order of it writes any.

-- Dishes that are counted down, with the pieces left to be ordered: what is ordered is not among them, and comes back
-- when an order is cancelled or a line is taken off. Apart from `menu_items`, because it changes with orders and is no
-- change of the menu. No lower bound: a line that goes over to another order may be taken there before it is given back
-- here.
create table stock (
    menu_item_id integer primary key references menu_items (id),
    pieces       integer not null
) strict;

-- When what is marked as sold out comes back by itself; null is not before someone says so.
alter table menu_items add column back_at integer;
alter table modifier_options add column back_at integer;

-- When guests can order what stands under it, as one or two spans of every day; empty is always.
alter table categories add column served text not null default '';
