-- A shop that was brought back from a backup does not know every number that was given out since. What it knows, or
-- what is well beyond, stands here: the next number of a day is after it.
create table numbers_given (
    day     text    not null,
    channel text    not null check (channel in ('counter', 'kiosk', 'phone')),
    counter integer not null check (counter >= 1),
    primary key (day, channel)
) strict, without rowid;
