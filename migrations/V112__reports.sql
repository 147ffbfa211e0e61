-- What the owner's reports are made of, besides orders and their money.

-- The sums of business days that are over, so that a year is read as fast as a week. They follow from other rows: the
-- program takes one away when something of its day changes, and makes it again (src/store/reports.rs).
create table day_totals (
    -- The first moment after the day. The key, so that a change asks with one step whether its day has sums.
    ends_at   integer primary key,
    begins_at integer not null,
    day       text    not null unique,
    -- Which sums the program made then; those of another form are made again.
    form      integer not null check (form >= 1),
    -- As JSON (src/domain/report.rs).
    document  text    not null check (json_valid(document)),
    check (begins_at < ends_at)
) strict;

-- When each station was asked for what it makes of an order, round by round, and when that was made.
create table kitchen_times (
    order_id integer not null references orders (id),
    round    integer not null check (round >= 1),
    station  text    not null,
    fired_at integer not null,
    -- Null until it is made, and again when it is not made after all.
    made_at  integer,
    primary key (order_id, round, station)
) strict, without rowid;
