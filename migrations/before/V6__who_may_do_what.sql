-- Who may do what: people with a PIN, screens that were paired, the devices of both, how much one
-- address may ask for, and one history of everything that was changed.

alter table sessions rename to sessions_before;
alter table staff rename to staff_before;

-- A screen of the shop works here, too: it has a name and a job, and no PIN, since nobody stands
-- before it to type one.
create table staff (
    id         integer primary key autoincrement,
    name       text    not null check (length(name) between 1 and 40),
    role       text    not null check (role in ('owner', 'cashier', 'kitchen', 'board', 'kiosk')),
    -- argon2id in PHC form (RFC 9106); null for a screen.
    pin_hash   text,
    created_at integer not null,
    retired_at integer,
    check (pin_hash is not null or role in ('kitchen', 'board', 'kiosk')),
    check (pin_hash is null or role in ('owner', 'cashier', 'kitchen'))
) strict;

insert into staff (id, name, role, pin_hash, created_at, retired_at)
    select id, name, role, pin_hash, created_at, retired_at from staff_before;

-- A session is a device on which somebody is logged in. The owner sees a list of them, so each says
-- what it is and where it was.
create table sessions (
    id           integer primary key autoincrement,
    -- A token is a key to the till: only its SHA-256 is kept, so that a stolen copy of this file
    -- opens nothing.
    token_hash   blob    not null unique check (length(token_hash) = 32),
    staff_id     integer not null references staff (id),
    device       text    not null default '',
    address      text    not null default '',
    created_at   integer not null,
    last_used_at integer not null
) strict;

insert into sessions (token_hash, staff_id, created_at, last_used_at)
    select token_hash, staff_id, created_at, last_used_at from sessions_before;

drop table sessions_before;
drop table staff_before;

create unique index staff_names on staff (name collate nocase) where retired_at is null;
create index sessions_of_staff on sessions (staff_id);
-- An address from which somebody is logged in is one of the shop's own.
create index sessions_by_address on sessions (address);

-- The menu's history becomes the shop's.
create table changes (
    id         integer primary key autoincrement,
    at         integer not null,
    by         text    not null,
    subject    text    not null check
        (subject in ('category', 'item', 'group', 'staff', 'device', 'setting', 'tables')),
    subject_id integer not null,
    name       text    not null,
    field      text    not null,
    before     text,
    after      text
) strict;

insert into changes select * from menu_changes;
drop table menu_changes;

create index changes_by_subject on changes (subject, subject_id);

-- Who did it stays who did it, whatever the program believes.
create trigger changes_stay before update on changes
begin select raise(abort, 'what was done is not done otherwise afterwards'); end;
create trigger changes_are_kept before delete on changes
begin select raise(abort, 'what was done stays in the history'); end;
create trigger events_stay before update on events
begin select raise(abort, 'what has happened does not happen otherwise afterwards'); end;

-- How much one address may ask for. The bounds are the program's; these are against nonsense.
alter table settings add column limit_orders_per_minute integer not null default 10
    check (limit_orders_per_minute > 0);
alter table settings add column limit_unpaid_orders integer not null default 3
    check (limit_unpaid_orders > 0);
alter table settings add column limit_kiosk_orders_per_minute integer not null default 60
    check (limit_kiosk_orders_per_minute > 0);
alter table settings add column limit_lookups_per_minute integer not null default 5
    check (limit_lookups_per_minute > 0);
alter table settings add column limit_unknown_orders_per_minute integer not null default 30
    check (limit_unknown_orders_per_minute > 0);
alter table settings add column limit_sockets integer not null default 16
    check (limit_sockets > 0);
alter table settings add column limit_messages_per_minute integer not null default 100
    check (limit_messages_per_minute > 0);
alter table settings add column limit_connections integer not null default 256
    check (limit_connections > 0);
-- Other names by which this machine is reached: a list, comma between, read and written whole.
alter table settings add column host_names text not null default '';
-- Whether the first start was gone through to its end.
alter table settings add column is_set_up integer not null default 0 check (is_set_up in (0, 1));

-- A shop that is at work has had its first start.
update settings set is_set_up = 1 where exists (select 1 from orders);
