-- Printers, and what is to be printed. A shop without a printer has no row in either.

create table printers (
    id           integer primary key autoincrement,
    name         text    not null check (length(name) between 1 and 30),
    way          text    not null check (way <> ''),
    -- Of the network: address and port. Of USB: vendor, product and serial number, since the number of the device file
    -- is another one after each start.
    address      text    not null check (address <> ''),
    width        text    not null check (width <> ''),
    prints       text    not null check (prints <> ''),
    cuts         integer not null check (cuts in (0, 1)),
    opens_drawer integer not null check (opens_drawer in (0, 1)),
    beeps        integer not null check (beeps in (0, 1)),
    papers       text    not null check (json_valid(papers) and json_type(papers) = 'array'),
    -- Empty is every station.
    stations     text    not null check (json_valid(stations) and json_type(stations) = 'array'),
    -- Whether it says when a job is done; null while that was not tried.
    answers      integer check (answers in (0, 1)),
    -- One that is gone is not deleted: what it printed still names it.
    retired_at   integer
) strict;

create unique index printers_there_are on printers (name) where retired_at is null;

create table print_jobs (
    id         integer primary key autoincrement,
    printer_id integer not null references printers (id),
    kind       text    not null check (kind <> ''),
    -- What is printed is made when it is sent, of the order as it was at this revision, and for the paper that the
    -- printer has by then. So nothing a guest said stands here, and nothing is left when it is erased.
    order_id   integer references orders (id),
    rev        integer not null default 0,
    -- Which of its kind: the round of a ticket, the line that was taken off, the number of a payment or of a refund.
    part       integer not null default 0,
    -- Of which check of a split bill; 0 is none.
    check_id   integer not null default 0,
    station    text    not null default '',
    copy       integer not null default 1 check (copy >= 1),
    -- What is made from no order, as it is printed.
    document   text    check (json_valid(document)),
    state      text    not null check (state <> ''),
    is_open    integer not null check (is_open in (0, 1)),
    -- How often it may have come out already.
    repeats    integer not null default 0 check (repeats >= 0),
    reason     text    check (reason <> ''),
    by         text,
    created_at integer not null,
    wanted_at  integer not null,
    done_at    integer check ((done_at is null) = is_open)
) strict;

-- One first copy of each paper, whatever repeats.
create unique index print_jobs_first_copies on print_jobs (order_id, kind, part, check_id, station, printer_id)
    where copy = 1 and order_id is not null;
create index print_jobs_open on print_jobs (printer_id, id) where is_open = 1;
create index print_jobs_done on print_jobs (done_at) where is_open = 0;
