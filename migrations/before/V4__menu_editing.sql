-- The owner edits the menu. Nothing that orders may point at is ever deleted: it is retired, and
-- can be brought back.

alter table categories add column retired_at integer;
-- Who makes this one, if not whoever makes the rest of its category.
alter table menu_items add column station text check (station <> '');
alter table modifier_groups add column retired_at integer;
alter table modifier_options add column retired_at integer;

-- Which price was it in May, and who changed it? Only ever added to. The values are words for
-- people: what they were about may have left the menu long ago.
create table menu_changes (
    id         integer primary key autoincrement,
    at         integer not null,
    by         text    not null,
    subject    text    not null check (subject in ('category', 'item', 'group')),
    subject_id integer not null,
    name       text    not null,
    field      text    not null,
    before     text,
    after      text
) strict;
