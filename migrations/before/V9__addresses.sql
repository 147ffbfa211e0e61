-- Where phones find the shop: its name in its own network, the network they are on, and what was printed.

-- Announced as `siap.local`; one label of a host name.
alter table settings add column local_name text not null default 'siap'
    check (length(local_name) between 1 and 63);
-- The interface that the owner prefers; empty is whichever is likeliest.
alter table settings add column preferred_interface text not null default ''
    check (length(preferred_interface) <= 32);
-- What stands on the cards, so that a router that gives another address is noticed even after a restart;
-- null until the shop is at work.
alter table settings add column printed_url text check (printed_url <> '');
