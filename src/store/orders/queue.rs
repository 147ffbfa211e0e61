//! The queue of orders that are being made, and how long the last ones took.

use jiff::Timestamp;

use super::read::order_number;
use crate::{
    domain::{Queue, UsualMinutes},
    store::{Reader, StoreError, rows::millis},
};

/// A guest further back knows that it takes a while.
const MOST: i64 = 200;
/// Those that are being made, the first first.
const WAITING: &str =
    "select channel, counter from orders where status = 'preparing' order by id limit ?1";
/// How long each of the last orders was made: from when it was paid, or else placed, until it was ready.
const TOOK: &str = "
    select ready_at - ifnull(
        (select min(paid_at) from payments where order_id = made.id and paid_at < ready_at), created_at)
    from (
        select * from (select id, created_at, ready_at from orders where status = 'ready' order by id desc limit 40)
        union all
        select * from (select id, created_at, ready_at from orders where status = 'completed' order by id desc limit 40)
    ) made where ready_at > ?1";

impl Reader<'_> {
    /// Those that are being made, and what is usual after those that became ready after `since`.
    pub fn queue(&self, since: Timestamp) -> Result<Queue, StoreError> {
        let mut list = self.prepare_cached(WAITING)?;
        let mut rows = list.query([MOST])?;
        let mut waiting = Vec::new();
        while let Some(row) = rows.next()? {
            waiting.push(order_number(row)?.to_string());
        }
        let mut times = self.prepare_cached(TOOK)?;
        let took = times.query_map([millis(since)], |row| row.get(0))?;
        let took = took.collect::<Result<Vec<i64>, _>>()?;
        Ok(Queue {
            waiting,
            usual_minutes: UsualMinutes::of(took),
        })
    }
}
