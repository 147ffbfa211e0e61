-- Each copy of a paper once, not only the first, also when an event or a request comes twice.

delete from print_jobs where order_id is not null and exists (
    select 1 from print_jobs as first
    where first.order_id = print_jobs.order_id and first.kind = print_jobs.kind and first.part = print_jobs.part
      and first.check_id = print_jobs.check_id and first.station = print_jobs.station
      and first.printer_id = print_jobs.printer_id and first.copy = print_jobs.copy and first.id < print_jobs.id
);
drop index print_jobs_first_copies;
create unique index print_jobs_papers on print_jobs (order_id, kind, part, check_id, station, printer_id, copy)
    where order_id is not null;
