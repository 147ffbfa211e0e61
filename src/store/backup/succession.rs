//! What a restored database takes over from the one that it replaces: numbers given out since the backup, and the
//! time.

use std::path::Path;

use jiff::tz::TimeZone;
use rusqlite::{Connection, params};

use super::Restorer;
use crate::{
    domain::{BusinessDay, Channel, OrderNumber},
    store::{inspect, readers, schema},
};

/// So many numbers are left out of each channel where it is not known how many were given out since the backup: more
/// than a small shop sells in the hour or two before the next.
const UNKNOWN: i64 = 100;

/// Has the shop in `prepared` go on after the one in `present`, to which no connection may be open.
pub(super) fn go_on(prepared: &Path, present: &Path, by: &Restorer) -> Result<(), String> {
    let shop = schema::connect(prepared).map_err(|error| error.to_string())?;
    let gone_on = shop
        .execute_batch("begin immediate")
        .and_then(|()| note_time(&shop, by))
        .and_then(|()| note_numbers(&shop, present, by))
        .and_then(|()| shop.execute_batch("commit"));
    // It takes its log back: the file alone takes the place.
    let closed = gone_on.and_then(|()| shop.close().map_err(|(_, error)| error));
    closed.map_err(|error| error.to_string())
}

/// The shop goes on at the time of the restore, also where the backup is old.
fn note_time(shop: &Connection, by: &Restorer) -> rusqlite::Result<()> {
    shop.execute(
        "update clock set set_at = ?1,
             seq = (select ifnull(max(seq), 0) from events),
             order_id = (select ifnull(max(id), 0) from orders)",
        [by.at.as_millisecond()],
    )
    .map(|_| ())
}

fn note_numbers(shop: &Connection, present: &Path, by: &Restorer) -> rusqlite::Result<()> {
    let today = today(shop, by)?.to_string();
    let is_known =
        inspect::refuse_unless_current(present).is_ok() && take_over(shop, present).is_ok();
    if !is_known {
        leave_out(shop, &today)?;
    }
    let numbers = next_numbers(shop, &today)?;
    if !numbers.is_empty() {
        shop.execute(
            "insert into changes (at, by, subject, subject_id, name, field, before, after)
             select ?1, ?2, 'setting', 0, document ->> '$.shop_name', 'numbers_from', null, ?3 from settings",
            params![by.at.as_millisecond(), by.by, numbers],
        )?;
    }
    Ok(())
}

fn today(shop: &Connection, by: &Restorer) -> rusqlite::Result<BusinessDay> {
    let kept =
        "select document ->> '$.time_zone', document ->> '$.day_cutoff_minutes' from settings";
    shop.query_row(kept, [], |row| {
        let zone: String = row.get(0)?;
        let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
        Ok(BusinessDay::of(by.at, &zone, row.get(1)?))
    })
}

/// Notes the numbers that the present shop has given out.
fn take_over(shop: &Connection, present: &Path) -> rusqlite::Result<()> {
    let other = readers::connect(present)?;
    let mut given = other.prepare(
        "select day, channel, max(counter) from
             (select day, channel, counter from orders
              union all select day, channel, counter from numbers_given)
         group by day, channel",
    )?;
    let mut rows = given.query([])?;
    while let Some(row) = rows.next()? {
        let (day, channel): (String, String) = (row.get(0)?, row.get(1)?);
        note_given(shop, &day, &channel, row.get(2)?)?;
    }
    Ok(())
}

/// Leaves out numbers that may have been given out: on the backup's last day, and today.
fn leave_out(shop: &Connection, today: &str) -> rusqlite::Result<()> {
    let last: Option<String> =
        shop.query_row("select max(day) from orders", [], |row| row.get(0))?;
    let mut days = vec![today.to_owned()];
    days.extend(last.filter(|last| last != today));
    for day in days {
        for channel in Channel::ALL {
            let given = given(shop, &day, *channel)? + UNKNOWN;
            note_given(shop, &day, channel.as_str(), given)?;
        }
    }
    Ok(())
}

fn note_given(shop: &Connection, day: &str, channel: &str, counter: i64) -> rusqlite::Result<()> {
    shop.execute(
        "insert into numbers_given (day, channel, counter) values (?1, ?2, ?3)
         on conflict (day, channel) do update set counter = max(counter, excluded.counter)",
        params![day, channel, counter],
    )
    .map(|_| ())
}

/// The last number of a day, as far as is known.
fn given(shop: &Connection, day: &str, channel: Channel) -> rusqlite::Result<i64> {
    shop.query_row(
        "select ifnull(max(counter), 0) from
             (select counter from orders where day = ?1 and channel = ?2
              union all select counter from numbers_given where day = ?1 and channel = ?2)",
        params![day, channel.as_str()],
        |row| row.get(0),
    )
}

/// What today's numbers go on with, in words for the history; empty where none was given.
fn next_numbers(shop: &Connection, today: &str) -> rusqlite::Result<String> {
    let mut numbers = Vec::new();
    for &channel in Channel::ALL {
        let given = given(shop, today, channel)?;
        if given > 0 {
            let counter = given + 1;
            numbers.push(OrderNumber { channel, counter }.to_string());
        }
    }
    Ok(numbers.join(", "))
}
