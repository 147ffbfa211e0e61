-- The money of one day is found by its time, however many years a shop has kept.
create index payments_by_time on payments (paid_at);
create index refunds_by_time on refunds (refunded_at);
