//! Periodic maintenance: expiry of orders, journal, sessions, photos, memory, and changes from the command line.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};

use super::{COMMAND_LINE, Clock, Limiter, Shop, ShopError, background::BackgroundTask};
use crate::{
    domain::PRINT_JOBS_KEPT,
    memory,
    store::{Reader, Store, StoreError, Writer},
};

/// How often unpaid orders are looked through, in seconds.
const EVERY: u64 = 5;
/// How often in one look orders of a day that is over are asked for.
const ROUNDS: usize = 8;
/// How often housekeeping runs.
const CHORES: Duration = Duration::from_hours(1);
/// How often it is looked at whether many have left.
const LOOK_ROUND: Duration = Duration::from_secs(20);
/// So many listeners leave behind what is worth giving back: some MiB.
const MANY: i64 = 200;
/// How long an answer is remembered for a request that may come again, in hours.
const REMEMBER_HOURS: i64 = 48;
/// How long an unused session is kept, in hours.
const SESSION_HOURS: i64 = 24 * 30;
/// How long a device without logins is known again, in hours: as long as browsers keep its mark.
const MARK_HOURS: i64 = 24 * 400;
/// What the journal keeps for screens that catch up, in hours and in events; the larger counts.
const JOURNAL_HOURS: i64 = 24 * 7;
const JOURNAL_EVENTS: i64 = 50_000;
/// Events that leave the journal, or print jobs that are deleted, in one transaction: no order waits long behind them.
const STEP: i64 = 100;

pub(super) async fn run_housekeeping(shop: &Shop) {
    if let Err(error) = shop.menu().keep_photos_as_shown().await {
        log::error!("pictures from before could not be kept as they are shown: {error}");
    }
    let mut every = tokio::time::interval(CHORES);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        let _at_work = shop.background_tasks.at_work(BackgroundTask::Housekeeping);
        if let Err(error) = forget_old(shop).await {
            log::error!(
                "old sessions, answers, print jobs and pictures could not be cleared: {error}"
            );
        }
        if let Err(error) = shop.orders().forget_guests(shop.now()).await {
            log::error!("what guests said long ago could not be erased: {error}");
        }
        if let Err(error) = shorten_journal(shop).await {
            log::error!("the journal could not be shortened: {error}");
        }
    }
}

pub(super) async fn run_memory_release(shop: &Shop) {
    let mut every = tokio::time::interval(LOOK_ROUND);
    let mut most = 0;
    loop {
        every.tick().await;
        let _at_work = shop.background_tasks.at_work(BackgroundTask::Memory);
        let here: i64 = shop
            .metrics()
            .listeners()
            .iter()
            .map(|(_, here)| here)
            .sum();
        most = here.max(most);
        if most - here >= MANY {
            most = here;
            // It cannot fail, and nothing waits for it.
            let _ = tokio::task::spawn_blocking(memory::give_back).await;
        }
    }
}

pub(super) async fn run_clockwork(shop: &Shop) {
    let mut every = tokio::time::interval(Duration::from_secs(EVERY));
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let (mut looked, mut looks) = (shop.clock.now(), 0);
    let mut question = shop.clock.off_by_s();
    let mut space = shop.store.space();
    let mut opening = shop.settings().opening().await.ok();
    let mut decided = shop
        .settings()
        .newest_change_from_command()
        .await
        .unwrap_or_default();
    loop {
        every.tick().await;
        let _at_work = shop.background_tasks.at_work(BackgroundTask::Time);
        if let Err(error) = shop.timekeeping().look(&mut looks).await {
            log::error!("the machine's clock could not be taken up: {error}");
        }
        let now = shop.clock.now();
        if let Err(error) = shop.orders().expire_unpaid(now).await {
            log::error!("unpaid orders could not be cancelled: {error}");
        }
        if let Err(error) = complete_forgotten(shop, now).await {
            log::error!("orders of a day that is over could not be completed: {error}");
        }
        match shop.live().clear_boards(looked, now).await {
            Ok(()) => looked = now,
            // The next look is at this time, too.
            Err(error) => log::error!("old numbers could not be taken off the boards: {error}"),
        }
        if let Err(error) = shop.sessions().publish_ended_elsewhere().await {
            log::error!("it is not known which sessions were ended: {error}");
        }
        if let Err(error) = follow_decisions(shop, &mut decided).await {
            log::error!("what was decided from the command line does not hold yet: {error}");
        }
        if let Err(error) = shop.menu().bring_back().await {
            log::error!("what was sold out until now is not back: {error}");
        }
        match shop.settings().opening().await {
            // Hours and pauses begin and end without anything being written.
            Ok(now) => {
                if opening.as_ref().is_some_and(|before| *before != now) {
                    shop.rooms.shop_info_has_changed();
                }
                opening = Some(now);
            }
            Err(error) => log::error!("it is not known whether guests can order: {error}"),
        }
        let space_now = shop.store.measure_space().await;
        let question_now = shop.clock.off_by_s();
        if is_another(question, question_now) || space != space_now {
            (question, space) = (question_now, space_now);
            shop.rooms.shop_info_has_changed();
        }
        shop.presence.forget_lost();
        shop.calls.forget_old();
        shop.displays.clear_old(&shop.rooms, now);
        shop.limits.forget_idle();
    }
}

/// Completes what was left as ready on days that are over: some thousands at most, and the rest at the next look.
async fn complete_forgotten(shop: &Shop, now: Timestamp) -> Result<(), ShopError> {
    for _ in 0..ROUNDS {
        if shop.orders().complete_ready(now).await? == 0 {
            break;
        }
    }
    Ok(())
}

/// Publishes settings that were changed from the command line since the change `seen`.
async fn follow_decisions(shop: &Shop, seen: &mut i64) -> Result<(), ShopError> {
    let newest = shop.settings().newest_change_from_command().await?;
    if newest > *seen {
        shop.settings().take_up().await?;
        let word =
            |store: &Reader<'_>| Ok::<_, ShopError>(store.newest_word_on_clock(COMMAND_LINE)?);
        if shop.store.read(word).await? > *seen {
            shop.timekeeping().follow_word().await?;
        }
        *seen = newest;
    }
    Ok(())
}

fn ago(now: Timestamp, hours: i64) -> Timestamp {
    now.saturating_sub(SignedDuration::from_hours(hours))
        .unwrap_or(now)
}

/// Moves old events from the journal to the short history, and has SQLite refresh its statistics.
async fn shorten_journal(shop: &Shop) -> Result<(), ShopError> {
    let clock = shop.clock.clone();
    let step = move |store: &mut Writer<'_>| {
        let now = clock.now();
        let time = ago(now, JOURNAL_HOURS)..=now;
        Ok::<_, ShopError>(store.shorten_journal(time, JOURNAL_EVENTS, STEP)?)
    };
    while shop.store.write(step.clone()).await? == STEP {}
    shop.store
        .write(|store| Ok::<_, ShopError>(store.optimize()?))
        .await
}

async fn forget_old(shop: &Shop) -> Result<(), ShopError> {
    let limits = shop.limits.clone();
    let forget = move |store: &mut Writer<'_>| forget_paid(&limits, store);
    shop.store.write(forget).await?;
    delete_unused(&shop.store, shop.clock.clone()).await?;
    let clock = shop.clock.clone();
    let step = move |store: &mut Writer<'_>| {
        let jobs = clock
            .now()
            .saturating_sub(PRINT_JOBS_KEPT)
            .unwrap_or(Timestamp::MIN);
        Ok::<_, ShopError>(store.delete_print_jobs_before(jobs, STEP)?)
    };
    while shop.store.write(step.clone()).await? >= STEP {}
    shop.menu().sweep_photos().await
}

/// Deletes what was not used for long. By the time in the writer's turn: the clock may be set while this waits, and the
/// stored times with it; by the time before, all sessions would be old.
async fn delete_unused(store: &Store, clock: Arc<Clock>) -> Result<(), StoreError> {
    let delete = move |store: &mut Writer<'_>| {
        let now = clock.now();
        store.forget_answers_before(ago(now, REMEMBER_HOURS))?;
        store.delete_marks_unused_since(ago(now, MARK_HOURS))?;
        store.delete_sessions_unused_since(ago(now, SESSION_HOURS))
    };
    store.write(delete).await
}

/// Forgets whose orders are paid. In the writer's turn, as orders are noted: who only reads does not see an order that
/// is noted and not committed, and would have it forgotten as paid.
fn forget_paid(limits: &Limiter, store: &Writer<'_>) -> Result<(), StoreError> {
    let noted = limits.noted_orders();
    let asked = noted.iter().cloned().collect::<Vec<_>>();
    limits.forget_paid(&noted, &store.unpaid_of(&asked)?);
    Ok(())
}

/// Whether a question about the clock is another one: the machine's clock was set again.
fn is_another(before: Option<i64>, now: Option<i64>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => (before - now).abs() > 60,
        (before, now) => before.is_some() != now.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Limits, OrderUid},
        store::DataFolder,
    };

    #[tokio::test]
    async fn a_clock_that_is_set_back_while_housekeeping_waits_signs_no_one_out_and_delays_no_ticket()
     {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = DataFolder::take(folder.path()).expect("a shop's folder");
        let store = Store::open(&folder).expect("a store");
        let year_ahead = Timestamp::now() + SignedDuration::from_hours(24 * 365);
        let clock = Arc::new(Clock::after(Some(year_ahead), || false));
        let used = clock.now().as_millisecond();
        let sign_in = move |store: &mut Writer<'_>| -> Result<(), StoreError> {
            store.execute(
                "insert into staff (id, name, role, pin_hash, created_at) values (1, 'Dewi', 'owner', 'x', 0)",
                [],
            )?;
            store.execute(
                "insert into sessions (token_hash, staff_id, device, address, created_at, last_used_at)
                 values (zeroblob(32), 1, '', '', ?1, ?1)",
                [used],
            )?;
            store.execute(
                "insert into printers (id, name, way, address, width, prints, cuts, opens_drawer, beeps, papers, stations)
                 values (1, 'Dapur', 'network', '192.168.1.9:9100', '80mm', 'text', 1, 0, 0, '[]', '[]')",
                [],
            )?;
            store.execute(
                "insert into print_jobs (printer_id, kind, state, is_open, wanted_at, created_at)
                 values (1, 'kitchen', 'waiting', 1, ?1, ?1)",
                [used],
            )?;
            Ok(())
        };
        store.write(sign_in).await.expect("a session");
        let (all_wait, released) = std::sync::mpsc::channel::<()>();
        let set_back = clock.clone();
        let setting = store.write(move |store| {
            released.recv().expect("that housekeeping waits");
            store.move_deadlines(set_back.believe().by())
        });
        let (set, deleted, ()) = tokio::join!(setting, delete_unused(&store, clock), async {
            all_wait.send(()).expect("a writer that waits");
        });
        set.and(deleted).expect("both are written");
        let kept: Result<[i64; 2], StoreError> = store
            .read(move |store| {
                let tickets = "select count(*) from print_jobs where wanted_at < ?1";
                Ok([
                    store.query_row("select count(*) from sessions", [], |row| row.get(0))?,
                    store.query_row(tickets, [used], |row| row.get(0))?,
                ])
            })
            .await;
        assert_eq!(kept.expect("counts"), [1, 1]);
    }

    #[tokio::test]
    async fn an_order_that_is_noted_and_not_committed_is_not_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = DataFolder::take(folder.path()).expect("a shop's folder");
        let store = Store::open(&folder).expect("a store");
        let limits = Arc::new(Limiter::new(true, Limits::default()));
        let [new, paid] = [1, 2].map(|n| OrderUid::from_random([n; 16]));
        let (noted, uids) = (limits.clone(), [new.clone(), paid]);
        let placing = move |store: &mut Writer<'_>| {
            for (uid, status) in uids.into_iter().zip(["unpaid", "paid"]) {
                store.execute(
                    "insert into orders (uid, day, channel, counter, code, status, is_open, payment_status, rev,
                                         total_amount, payment_method, order_type, created_at)
                     select ?1, '2026-11-22', 'phone', 1 + count(*), 'ABCD', 'preparing', 1, ?2, 1, 10000,
                            'cash', 'take_away', 0 from orders",
                    [uid.as_str(), status],
                )?;
                noted.note_order([192, 168, 1, 20].into(), uid);
            }
            forget_paid(&noted, store)
        };
        store.write(placing).await.expect("an order");
        assert_eq!(limits.noted_orders().into_iter().collect::<Vec<_>>(), [new]);
    }
}
