-- A whole shop in one file.
--
-- The first migration of the released schema. Its number is 100 so that no version of the schemas before it, 1 to 16
-- (migrations/before), can be taken for one of these; the next migration is 101.
--
-- What a constraint is for:
-- * A constraint is in the file where a slip in the program would otherwise cost money or an order, and where the rule
--   will not change: amounts that add up, one payment for an order, one number a day, references that lead somewhere.
-- * Lists of words (payment methods, statuses, roles, channels, kinds of history) are the program's alone. The enums in
--   src/domain are these lists, the compiler holds every use against them, and each word is parsed when it is read. A
--   list here would be a second one, which SQLite can change only by rebuilding the table and all that refer to it. So
--   here a word is only never empty, and a new one needs no migration.
-- * Bounds of settings are the program's, too. What is bounded here is bounded against nonsense.
--
-- Money is whole rupiah in integers; 1e9 is a bound against slips of the finger, far above any dish. Times are
-- milliseconds since 1970 in UTC. Tables are STRICT: the file itself refuses a text where a number belongs. An id that
-- something outside may remember is AUTOINCREMENT: it is never given again.

-- The shop itself ----------------------------------------------------------------------------------------------------

-- Names the file and the shop. One row, by constraint and not by hope.
create table epoch (
    id    integer primary key check (id = 1),
    -- Random, made with the file and again when a copy is restored: a screen that remembers another epoch knows that
    -- its numbers mean nothing here.
    epoch text    not null check (length(epoch) = 32),
    -- Random, made with the shop and kept by every backup and restore: what lies under it on a disk that other shops
    -- use as well is this shop's.
    shop  text    not null check (length(shop) = 16)
) strict;

insert into epoch (id, epoch, shop) values (1, lower(hex(randomblob(16))), lower(hex(randomblob(8))));

-- What the owner decides, as one JSON object. The program checks it whole before it is written, and fills in what a
-- shop that was made before a setting does not have. A new setting is therefore no migration; one of a newer program
-- that this one does not know is left as it is (src/store/settings.rs).
create table settings (
    id       integer primary key check (id = 1),
    document text    not null check (json_valid(document) and json_type(document) = 'object')
) strict;

insert into settings (id, document) values (1, '{}');

-- What the program remembers of the shop, and is no decision of its owner.
create table shop_state (
    id          integer primary key check (id = 1),
    -- Grows with every change of the menu, so that a reader knows whether its copy is the present one; 0 until the shop
    -- has its first menu.
    menu_rev    integer not null default 0 check (menu_rev >= 0),
    -- Whether the first start was gone through to its end.
    is_set_up   integer not null default 0 check (is_set_up in (0, 1)),
    -- The address on the printed cards, so that a router that gives another one is noticed even after a restart; null
    -- until the shop is at work.
    printed_url text    check (printed_url <> '')
) strict;

insert into shop_state (id) values (1);

-- The machine's clock is not always right, and the shop does not follow every jump of it. When it was last changed,
-- because a time server or the owner vouched for it, stands here: times may run backwards there, and nowhere else.
create table clock (
    id       integer primary key check (id = 1),
    -- The time in the shop right after the change; null while there was none.
    set_at   integer,
    -- The newest event and the newest order then. Times after these are of the clock as it goes now.
    seq      integer not null,
    order_id integer not null
) strict;

insert into clock (id, set_at, seq, order_id) values (1, null, 0, 0);

-- Written to see whether the file can be written.
create table probe (
    id    integer primary key check (id = 1),
    times integer not null
) strict;

insert into probe (id, times) values (1, 0);

-- The guests' Wi-Fi as it stands on the cards; no name is no Wi-Fi. Not among the settings: those are told to more
-- people than this password.
create table wifi (
    id        integer primary key check (id = 1),
    -- As the network spells it, spaces and all: up to 32 bytes (IEEE 802.11).
    name      text    not null check (length(cast(name as blob)) <= 32),
    password  text    not null,
    security  text    not null check (security <> ''),
    is_hidden integer not null check (is_hidden in (0, 1))
) strict;

insert into wifi (id, name, password, security, is_hidden) values (1, '', '', 'wpa', 0);

-- The tables, and the cards on them. Each card carries a secret of its table, so that one that was photographed or
-- carried away can be made worthless without touching the others.
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

-- Tokens that were renewed. Whoever comes with one is told that the card is out of date; and a renewal by mistake can
-- be taken back.
create table renewed_tokens (
    token      text    primary key check (length(token) = 12),
    table_id   integer not null references tables (id),
    renewed_at integer not null
) strict, without rowid;

-- Who may come in ----------------------------------------------------------------------------------------------------

-- People with a PIN, and screens without one: a screen hangs there by itself. Which role may have which is
-- the program's to say.
create table staff (
    id         integer primary key autoincrement,
    name       text    not null check (length(name) between 1 and 40),
    role       text    not null check (role <> ''),
    -- argon2id in PHC form (RFC 9106); null for a screen.
    pin_hash   text    check (pin_hash <> ''),
    created_at integer not null,
    retired_at integer
) strict;

-- A name is one person while they work here; capitals do not make it another.
create unique index staff_names on staff (name collate nocase) where retired_at is null;

-- A session is a device on which one of the staff is logged in. The owner sees a list of them, so each says what it is
-- and where it was.
create table sessions (
    id           integer primary key autoincrement,
    -- A token is a key to the till: only its SHA-256 is kept, so that a stolen copy of this file opens nothing.
    token_hash   blob    not null unique check (length(token_hash) = 32),
    staff_id     integer not null references staff (id),
    device       text    not null default '',
    address      text    not null default '',
    created_at   integer not null,
    last_used_at integer not null
) strict;

create index sessions_of_staff on sessions (staff_id);
-- An address from which one of the staff is logged in is one of the shop's own.
create index sessions_by_address on sessions (address);

-- A device on which one of the staff has logged in is known again by a random mark that it keeps in a cookie (OWASP,
-- «device cookies»): guesses at a name from elsewhere never make it wait. A mark opens nothing.
create table device_marks (
    -- SHA-256 of it, so that a stolen copy of this file is no device.
    mark_hash    blob    not null check (length(mark_hash) = 32),
    staff_id     integer not null references staff (id),
    last_used_at integer not null,
    primary key (mark_hash, staff_id)
) strict, without rowid;

-- The menu -----------------------------------------------------------------------------------------------------------

-- Nothing that an order may point at is deleted: it is retired, and can be brought back.
create table categories (
    id         integer primary key autoincrement,
    position   integer not null,
    name_id    text    not null check (name_id <> ''),
    name_en    text    not null default '',
    -- Who in the kitchen makes what stands under it.
    station    text    not null,
    retired_at integer
) strict;

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
    -- Who makes this one, where that is not who makes the rest of its category.
    station        text    check (station <> ''),
    retired_at     integer
) strict;

create index menu_items_by_category on menu_items (category_id, position);

create table modifier_groups (
    id          integer primary key autoincrement,
    name_id     text    not null check (name_id <> ''),
    name_en     text    not null default '',
    min_choices integer not null check (min_choices >= 0),
    max_choices integer not null check (max_choices >= 1),
    retired_at  integer,
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
    is_available integer not null default 1 check (is_available in (0, 1)),
    retired_at   integer
) strict;

create index modifier_options_by_group on modifier_options (group_id, position);

create table menu_item_groups (
    menu_item_id integer not null references menu_items (id),
    position     integer not null,
    group_id     integer not null references modifier_groups (id),
    primary key (menu_item_id, position),
    unique (menu_item_id, group_id)
) strict, without rowid;

-- Orders -------------------------------------------------------------------------------------------------------------

-- What customers want. Never cascaded away: it is the shop's account. What a guest said stands in `guests`.
create table orders (
    id             integer primary key,
    -- The secret in the QR link. Unique, so that even a broken random source cannot join two customers in one room.
    uid            text    not null unique check (length(uid) = 26),
    day            text    not null,
    channel        text    not null check (channel <> ''),
    counter        integer not null check (counter >= 1),
    code           text    not null check (length(code) = 4),
    status         text    not null check (status <> ''),
    -- Whether anything is still to happen with it. The program writes it with every status, so that the indexes of
    -- what is open name no status, and a new status is in them or not as the program says.
    is_open        integer not null check (is_open in (0, 1)),
    payment_status text    not null check (payment_status <> ''),
    -- How many events it has had.
    rev            integer not null check (rev >= 1),
    total_amount   integer not null check (total_amount >= 0),
    payment_method text    not null check (payment_method <> ''),
    order_type     text    not null check (order_type <> ''),
    table_number   text,
    placed_by      text,
    cancel_cause   text    check (cancel_cause <> ''),
    cancel_reason  text,
    created_at     integer not null,
    expires_at     integer,
    ready_at       integer,
    completed_at   integer,
    -- A number is given once a day. This index also finds the next one and the newest day, with no counting.
    unique (day, channel, counter),
    -- What is closed is paid for, or was cancelled and says how.
    check (is_open = 1 or payment_status <> 'unpaid' or cancel_cause is not null),
    check (is_open = 0 or cancel_cause is null),
    -- Only what is open can run out of time.
    check (is_open = 1 or expires_at is null)
) strict;

-- «Open orders» must cost the same with a thousand and with a million finished ones behind them. The condition is the
-- query's, to the letter: that is how SQLite recognises it.
create index orders_open on orders (id) where is_open = 1;
-- Whether an open order has a number, with any count of open orders: no number is called out twice.
create index orders_open_numbers on orders (channel, counter) where is_open = 1;
-- What has been ready since when, for the board and for the end of the day, however many orders are forgotten there.
create index orders_ready on orders (ready_at) where status = 'ready';
create index orders_expiring on orders (expires_at) where expires_at is not null;
create index orders_by_status on orders (status, id);

-- The words of a guest: name and notes of an order. They stand in no other table, and are erased some time after the
-- order's business day. A table of its own, because SQLite leaves bytes behind where it moves rows between pages. Rows
-- here are added in the order of their keys and then only overwritten in place, with as many bytes as they had, which
-- moves none (src/store/guests.rs).
create table guests (
    order_id  integer primary key references orders (id),
    day       text    not null,
    -- {"name": …, "note": …, "lines": {"1": the note of line 1, …}}; zeros once it is erased.
    words     text    not null,
    is_erased integer not null default 0 check (is_erased in (0, 1)),
    check (is_erased = 1 or json_valid(words))
) strict;

create index guests_remembered on guests (day) where is_erased = 0;

-- Names and prices as they were: the menu moves on, a receipt does not.
create table order_lines (
    order_id     integer not null references orders (id),
    id           integer not null check (id between 1 and 50),
    menu_item_id integer not null references menu_items (id),
    name         text    not null,
    unit_price   integer not null check (unit_price >= 0),
    quantity     integer not null check (quantity between 1 and 99),
    status       text    not null check (status <> ''),
    line_total   integer not null check (line_total >= 0),
    station      text    not null,
    primary key (order_id, id)
) strict, without rowid;

create table order_line_modifiers (
    order_id  integer not null,
    line_id   integer not null,
    position  integer not null,
    option_id integer not null references modifier_options (id),
    name      text    not null,
    price     integer not null check (price >= 0),
    primary key (order_id, line_id, position),
    foreign key (order_id, line_id) references order_lines (order_id, id)
) strict, without rowid;

create table payments (
    id       integer primary key,
    order_id integer not null references orders (id),
    method   text    not null check (method <> ''),
    amount   integer not null check (amount >= 0),
    tendered integer not null,
    change   integer not null,
    paid_at  integer not null,
    paid_to  text    not null,
    check (tendered - change = amount and change >= 0)
) strict;

-- Two tills, one payment: the file decides, not the faster tablet.
create unique index payments_once_per_order on payments (order_id);

-- A shop that was brought back from a backup does not know every number that was given out since. What it knows, or
-- what is well beyond, stands here: the next number of a day is after it.
create table numbers_given (
    day     text    not null,
    channel text    not null check (channel <> ''),
    counter integer not null check (counter >= 1),
    primary key (day, channel)
) strict, without rowid;

-- What was answered to a request that may come again.
create table idempotency_keys (
    key         text    primary key check (length(key) between 8 and 64),
    -- SHA-256 of the request, so that the same key with another body can be told apart.
    fingerprint blob    not null check (length(fingerprint) = 32),
    order_id    integer not null references orders (id),
    created_at  integer not null
) strict, without rowid;

create index idempotency_keys_by_age on idempotency_keys (created_at);

-- What happened ------------------------------------------------------------------------------------------------------

-- The journal, from which every screen can be rebuilt. `seq` only ever grows and has no holes: AUTOINCREMENT never
-- gives a number twice, and a number taken by a transaction that failed goes back with it.
create table events (
    seq      integer primary key autoincrement,
    order_id integer not null references orders (id),
    rev      integer not null check (rev >= 1),
    type     text    not null check (type <> ''),
    at       integer not null,
    -- What the event changed and what may change again, as JSON with a version (src/store/journal/stored.rs); what never
    -- changes of an order, and what its guest said, stands in its own rows.
    body     text    not null
) strict;

-- The stream of one order: its room is replayed from here.
create unique index events_of_order on events (order_id, rev);

-- The journal is for screens that catch up; it is cut to some days of events. What
-- happened to each order, when and by whom is kept for ever, in short.
create table order_history (
    -- The number it had in the journal.
    seq      integer primary key,
    order_id integer not null references orders (id),
    rev      integer not null check (rev >= 1),
    type     text    not null check (type <> ''),
    at       integer not null,
    by       text    not null,
    -- Where the order was then.
    status   text    not null check (status <> ''),
    -- What changed, of the order or of its line.
    before   text,
    after    text    not null
) strict;

create unique index order_history_of_order on order_history (order_id, rev);

-- Who changed what of the menu, the staff, the settings and the tables. The values are words for people: what they were
-- about may have left the shop long ago.
create table changes (
    id         integer primary key autoincrement,
    at         integer not null,
    by         text    not null,
    subject    text    not null check (subject <> ''),
    subject_id integer not null,
    name       text    not null,
    field      text    not null,
    before     text,
    after      text
) strict;

create index changes_by_subject on changes (subject, subject_id);

-- Who did it stays who did it, also where the program has a fault.
create trigger changes_stay before update on changes
begin select raise(abort, 'what was done is not done otherwise afterwards'); end;
create trigger changes_are_kept before delete on changes
begin select raise(abort, 'what was done stays in the history'); end;
create trigger order_history_stays before update on order_history
begin select raise(abort, 'what has happened does not happen otherwise afterwards'); end;
create trigger order_history_is_kept before delete on order_history
begin select raise(abort, 'what has happened stays in the history'); end;
create trigger events_stay before update on events
begin select raise(abort, 'what has happened does not happen otherwise afterwards'); end;
-- An event may leave the journal only when the history has it.
create trigger events_are_kept before delete on events
when not exists (select 1 from order_history where seq = old.seq)
begin select raise(abort, 'what has happened stays in the history'); end;
