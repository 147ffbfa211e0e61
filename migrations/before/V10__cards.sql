-- The cards on the tables. Each carries a secret of its table, so that a card that was photographed or carried
-- away can be made worthless without touching the others.

alter table tables rename to tables_before;

create table tables (
    -- A table keeps its card when it is called otherwise; so it has a number of its own.
    id         integer primary key autoincrement,
    -- What stands on it. An order keeps the text it came with: a table may be carried away.
    number     text    not null check (length(number) between 1 and 12),
    position   integer not null,
    -- What the address on its card ends in: 60 random bits in lower-case Crockford base32.
    token      text    not null unique check (length(token) = 12),
    -- One that was carried away is not deleted: who takes that back has the old card valid again.
    retired_at integer
) strict;

create unique index tables_there_are on tables (number) where retired_at is null;

-- SQLite's random numbers are a ChaCha20 stream that the system seeds.
insert into tables (number, position, token)
    select number, position, (
        select group_concat(substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (random() & 31), 1), '')
        -- Naming the table's row has the letters drawn anew for each.
        from (with recursive places (place) as
                  (values (1) union all select place + 1 from places where place < 12)
              select place from places) where tables_before.number <> ''
    )
    from tables_before order by position;

drop table tables_before;

-- Tokens that were renewed. Whoever comes with one is told that the card is out of date; and a renewal by
-- mistake can be taken back.
create table renewed_tokens (
    token      text    primary key check (length(token) = 12),
    table_id   integer not null references tables (id),
    renewed_at integer not null
) strict, without rowid;

-- The Wi-Fi that stands on the cards; no name is no Wi-Fi. Not among the settings: those are told to more
-- people than this password.
create table wifi (
    id        integer primary key check (id = 1),
    -- As the network spells it, spaces and all: up to 32 bytes (IEEE 802.11).
    name      text    not null check (length(cast(name as blob)) <= 32),
    password  text    not null,
    security  text    not null check (security in ('wpa', 'open')),
    is_hidden integer not null check (is_hidden in (0, 1))
) strict;

insert into wifi (id, name, password, security, is_hidden) values (1, '', '', 'wpa', 0);
