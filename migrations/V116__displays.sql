-- A customer display is a paired screen that shows what is rung up at one till. Which one is said once, when it is
-- paired, and is kept with the device, with which it also goes. What it shows is in no table.

-- The till that it follows, by the number of its drawer; null for every other device.
alter table sessions add column till integer check (till between 1 and 9);
