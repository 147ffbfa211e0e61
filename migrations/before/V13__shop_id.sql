-- Names the shop itself. The epoch is another one after every restore; this one stays, and goes with every backup: what lies
-- under it in a place that other shops use as well is this shop's, and nothing else there is.
alter table epoch add column shop text not null default '';

update epoch set shop = lower(hex(randomblob(8)));
