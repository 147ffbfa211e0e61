-- The menu before it was last changed as a whole, so that a file, a table or many prices can be undone exactly.

-- One row at most: undoing is such a change, too, and keeps what it undid.
create table menu_before (
    id          integer primary key check (id = 1),
    -- The request, with the revision that it was for: the same again is answered and not repeated.
    fingerprint blob    not null check (length(fingerprint) = 32),
    -- What was answered, as JSON.
    report      text    not null,
    -- The rows of the menu before it, as JSON: by table, each row as a list of columns.
    menu        text    not null
) strict;
