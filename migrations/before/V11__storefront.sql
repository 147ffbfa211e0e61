-- What a guest sees of the shop beside its name, and which of its screens make themselves heard.

-- Street and town, as on the cards; empty is none.
alter table settings add column street_address text not null default ''
    check (length(street_address) <= 120);
-- A picture beside those of the dishes; null is none.
alter table settings add column logo_url text check (logo_url <> '');
-- How loud, in percent of what a tablet's loudspeaker bears.
alter table settings add column sound_volume_percent integer not null default 70
    check (sound_volume_percent between 10 and 100);
-- Those that may, of `cashier`, `kitchen`, `board` and `customer`, with commas between them.
alter table settings add column sound_screens text not null default 'cashier,kitchen,board,customer';
