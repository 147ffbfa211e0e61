-- Who works here, and the devices on which they are logged in.

create table staff (
    id         integer primary key autoincrement,
    name       text    not null check (length(name) between 1 and 40),
    role       text    not null check (role in ('owner', 'cashier', 'kitchen')),
    -- argon2id in PHC form (RFC 9106).
    pin_hash   text    not null,
    created_at integer not null,
    retired_at integer
) strict;

-- A name is one person while they work here; capitals do not make it another.
create unique index staff_names on staff (name collate nocase) where retired_at is null;

-- A token is a key to the till: only its SHA-256 is kept, so that a stolen copy of this file
-- opens nothing.
create table sessions (
    token_hash   blob    primary key check (length(token_hash) = 32),
    staff_id     integer not null references staff (id),
    created_at   integer not null,
    last_used_at integer not null
) strict, without rowid;
