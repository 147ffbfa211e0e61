-- A device on which somebody has logged in is known again by a random mark that it keeps in a cookie (OWASP, «device
-- cookies»): guesses at a name from elsewhere never make it wait. A mark opens nothing.
create table device_marks (
    -- SHA-256 of it, so that a stolen copy of this file is no device.
    mark_hash    blob    not null check (length(mark_hash) = 32),
    staff_id     integer not null references staff (id),
    last_used_at integer not null,
    primary key (mark_hash, staff_id)
) strict, without rowid;
