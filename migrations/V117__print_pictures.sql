-- What a printer has no letters for, as the owner's browser drew it: names in other scripts, and the logo.

create table print_pictures (
    -- The name, or the address of the logo.
    subject text    primary key check (subject <> ''),
    width   integer not null check (width > 0),
    -- Rows from the top, each of whole bytes; the first dot is the highest bit, and black is 1.
    bits    blob    not null check (length(bits) > 0)
) strict, without rowid;
