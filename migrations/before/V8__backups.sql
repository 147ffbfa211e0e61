-- Which backups are kept: the newest of so many hours, days and weeks. The bounds are the program's; these
-- are against nonsense.
alter table settings add column backup_hourly integer not null default 24
    check (backup_hourly between 1 and 240);
alter table settings add column backup_daily integer not null default 7
    check (backup_daily between 0 and 366);
alter table settings add column backup_weekly integer not null default 8
    check (backup_weekly between 0 and 520);
-- A second place for them, a USB stick or a folder; empty where there is none.
alter table settings add column backup_place text not null default '';
