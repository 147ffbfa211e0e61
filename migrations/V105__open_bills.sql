-- Open bills: orders that the kitchen makes before they are paid, and dishes that go over to another order.

-- When a ready order that is not paid was brought to the table: it is called out no more, and is still owed.
alter table orders add column served_at integer;

-- The order that all of its dishes went over to, and its number as it was called. The holder of the link of an order that
-- ended so is led on by it.
alter table orders add column merged_into_uid text references orders (uid);
alter table orders add column merged_into_number text check (merged_into_number <> '');

-- The number of the order that a line came from; and of the one that all of it went over to. The row stays where it
-- was, since the journal of its order refers to it, and counts in the other order only.
alter table order_lines add column moved_from text check (moved_from <> '');
alter table order_lines add column moved_to text check (moved_to <> '');
