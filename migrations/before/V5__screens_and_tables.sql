-- What the screens ask the owner: when a ticket is late, how long a ready number hangs on the wall,
-- how long a kiosk waits for somebody who has gone.

alter table settings add column kitchen_amber_minutes integer not null default 8
    check (kitchen_amber_minutes between 1 and 240);
alter table settings add column kitchen_red_minutes integer not null default 15
    check (kitchen_red_minutes between 1 and 240);
-- 0 is never.
alter table settings add column board_ready_minutes integer not null default 30
    check (board_ready_minutes between 0 and 1440);
alter table settings add column kiosk_idle_s integer not null default 60
    check (kiosk_idle_s between 15 and 600);

-- The tables there are, by what stands on them. An order keeps the text it came with: a table may
-- be carried away.
create table tables (
    number   text    primary key check (length(number) between 1 and 12),
    position integer not null
) strict, without rowid;
