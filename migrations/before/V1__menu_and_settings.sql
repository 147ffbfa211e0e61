-- The shop itself: what the owner decides, and what can be ordered.
--
-- Money is whole rupiah in integers everywhere; 1e9 is a bound against slips of the finger, far
-- above any dish. Times are milliseconds since 1970 in UTC. Tables are STRICT: the file itself
-- refuses a text where a number belongs.

-- Random, made with the file and again when a copy is restored: a screen that remembers another
-- epoch knows that its numbers mean nothing here. One row, by constraint and not by hope.
create table epoch (
    id    integer primary key check (id = 1),
    epoch text    not null check (length(epoch) = 32)
) strict;

insert into epoch (id, epoch) values (1, lower(hex(randomblob(16))));

create table settings (
    id                    integer primary key check (id = 1),
    shop_name             text    not null check (length(shop_name) between 1 and 60),
    locale                text    not null check (locale in ('id', 'en')),
    time_zone             text    not null,
    day_cutoff_minutes    integer not null check (day_cutoff_minutes between 0 and 1439),
    payment_timing        text    not null check (payment_timing in ('before', 'after')),
    -- 0 is never.
    unpaid_expiry_minutes integer not null check (unpaid_expiry_minutes between 0 and 10080),
    takes_orders          integer not null check (takes_orders in (0, 1)),
    -- A list of words, comma between: it is only ever read and written whole.
    payment_methods       text    not null check (payment_methods <> ''),
    -- Grows with every change of the menu, so that a reader knows whether its copy is the present.
    menu_rev              integer not null default 0
) strict;

insert into settings
    (id, shop_name, locale, time_zone, day_cutoff_minutes, payment_timing, unpaid_expiry_minutes,
     takes_orders, payment_methods)
values
    (1, 'Siap', 'id', 'Asia/Jakarta', 240, 'before', 60, 1, 'cash,qris,transfer,card');

create table categories (
    id       integer primary key autoincrement,
    position integer not null,
    name_id  text    not null check (name_id <> ''),
    name_en  text    not null default '',
    -- Who in the kitchen makes what stands under it.
    station  text    not null
) strict;

-- An item that was ever sold is retired, never deleted: orders point at it. AUTOINCREMENT, so that
-- no number is ever given to another dish.
create table menu_items (
    id             integer primary key autoincrement,
    category_id    integer not null references categories (id),
    position       integer not null,
    name_id        text    not null check (name_id <> ''),
    name_en        text    not null default '',
    description_id text    not null default '',
    description_en text    not null default '',
    price          integer not null check (price between 0 and 1000000000),
    is_available   integer not null default 1 check (is_available in (0, 1)),
    photo_url      text,
    retired_at     integer
) strict;

create index menu_items_by_category on menu_items (category_id, position);

create table modifier_groups (
    id          integer primary key autoincrement,
    name_id     text    not null check (name_id <> ''),
    name_en     text    not null default '',
    min_choices integer not null check (min_choices >= 0),
    max_choices integer not null check (max_choices >= 1),
    check (min_choices <= max_choices)
) strict;

create table modifier_options (
    id           integer primary key autoincrement,
    group_id     integer not null references modifier_groups (id),
    position     integer not null,
    name_id      text    not null check (name_id <> ''),
    name_en      text    not null default '',
    price        integer not null check (price between 0 and 1000000000),
    is_default   integer not null default 0 check (is_default in (0, 1)),
    is_available integer not null default 1 check (is_available in (0, 1))
) strict;

create index modifier_options_by_group on modifier_options (group_id, position);

create table menu_item_groups (
    menu_item_id integer not null references menu_items (id),
    position     integer not null,
    group_id     integer not null references modifier_groups (id),
    primary key (menu_item_id, position),
    unique (menu_item_id, group_id)
) strict, without rowid;
