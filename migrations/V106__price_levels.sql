-- Price levels, fees, and how a dish is taxed.
--
-- A price level says what dishes cost where they are sold: at a table, to take away, in the app of a delivery service.
-- A shop that uses none of this goes on as before: what is eaten here and what is taken away have the menu's price, and
-- the other levels are off.

create table price_levels (
    -- What requests, orders and files call it; never given to another.
    code              text    primary key check (code <> ''),
    -- In the order they are shown; also its number in the history.
    position          integer not null unique check (position >= 1),
    name_id           text    not null check (name_id <> ''),
    name_en           text    not null default '',
    is_on             integer not null default 0 check (is_on in (0, 1)),
    -- What its prices hold; null is as the shop's settings say.
    prices_include    text    check (prices_include <> ''),
    charges_service   integer not null default 1 check (charges_service in (0, 1)),
    -- Put on the menu's price of a dish that has no price of its own here, and rounded up to the step.
    markup_bp         integer not null default 0 check (markup_bp between 0 and 10000),
    markup_step       integer not null default 500 check (markup_step >= 1),
    -- Whether the customer pays in the app of who delivers, and the shop gets its money from there.
    is_paid_in_app    integer not null default 0 check (is_paid_in_app in (0, 1)),
    -- What who delivers keeps: a part of each order and an amount of each order. For reports alone; no bill has it.
    commission_bp     integer not null default 0 check (commission_bp between 0 and 10000),
    commission_fixed  integer not null default 0 check (commission_fixed between 0 and 1000000000),
    charges_packaging integer not null default 0 check (charges_packaging in (0, 1)),
    charges_delivery  integer not null default 0 check (charges_delivery in (0, 1))
) strict, without rowid;

insert into price_levels
    (code, position, name_id, name_en, is_on, prices_include, charges_service, markup_bp, is_paid_in_app,
     commission_bp, commission_fixed, charges_packaging)
values
    ('dine_in',    1, 'Makan di sini', 'Dine in',    1, null,  1, 0,    0, 0,    0,    0),
    ('take_away',  2, 'Bungkus',       'Take away',  1, null,  1, 0,    0, 0,    0,    1),
    ('gofood',     3, 'GoFood',        'GoFood',     0, 'tax', 0, 2000, 1, 2000, 1000, 0),
    ('grabfood',   4, 'GrabFood',      'GrabFood',   0, 'tax', 0, 2000, 1, 2000, 0,    0),
    ('shopeefood', 5, 'ShopeeFood',    'ShopeeFood', 0, 'tax', 0, 2000, 1, 2000, 0,    0);

-- The price of a dish at a level, where it is not the menu's price with the mark-up.
create table item_prices (
    menu_item_id integer not null references menu_items (id),
    level        text    not null references price_levels (code),
    price        integer not null check (price between 0 and 1000000000),
    primary key (menu_item_id, level)
) strict, without rowid;

alter table menu_items add column tax_class text not null default 'restaurant' check (tax_class <> '');

-- What is charged for an order besides its dishes, where its level asks for it; an amount of nothing is not charged.
create table fees (
    code            text    primary key check (code <> ''),
    name_id         text    not null check (name_id <> ''),
    name_en         text    not null default '',
    amount          integer not null default 0 check (amount between 0 and 1000000000),
    tax_class       text    not null default 'restaurant' check (tax_class <> ''),
    carries_service integer not null default 0 check (carries_service in (0, 1))
) strict, without rowid;

insert into fees (code, name_id, name_en) values ('packaging', 'Kemasan', 'Packaging'), ('delivery', 'Ongkir', 'Delivery');

-- The level of an order as it was, as JSON (src/domain/price_level.rs); null for the two that every shop has: they
-- follow from where it is eaten.
alter table orders add column price_level text check (json_valid(price_level));

-- A line is a dish of the menu or a fee. The column is made again, because it could not be null; what refers to the
-- table stays.
alter table order_lines add column fee text check (fee <> '');
alter table order_lines add column item_id integer references menu_items (id);
update order_lines set item_id = menu_item_id;
alter table order_lines drop column menu_item_id;
alter table order_lines rename column item_id to menu_item_id;
