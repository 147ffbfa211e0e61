//! Keeps the sums of days that are over, in the background, from the newest day backwards.
//!
//! After an upgrade that counts otherwise, or a change of an old order, many days have none. Whoever asks for a report
//! of them is not made to wait for a year that is added up: the background is woken, and it is said how far it is.

use std::time::Duration;

use jiff::Timestamp;
use tokio::{
    sync::{Notify, watch},
    time::{MissedTickBehavior, interval, timeout},
};

use super::{Reports, live};
use crate::{
    domain::{BusinessDay, Days, Settings},
    shop::{Shop, ShopError, background::BackgroundTask, orders::day_of},
    store::{DayTotals, Reader, StoreError},
};

/// Days that are read before any of them is kept.
const STEP: usize = 7;
/// How often it is looked for a day that is over.
const EVERY: Duration = Duration::from_hours(1);
/// Days without sums that a request adds up itself: a week.
const FEW: usize = 7;
/// How long a request waits for the others to be kept.
const PATIENCE: Duration = Duration::from_millis(200);

/// How far it is.
#[derive(Debug, Default)]
pub(in crate::shop) struct DayClosing {
    wanted: Notify,
    state: watch::Sender<State>,
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    /// How often it has gone through all days.
    rounds: u64,
    /// How many of the days of this round are kept.
    kept: usize,
    /// How many these are.
    days: usize,
}

/// Keeps the sums of days that are over, for ever: once an hour, and when a report lacks some.
pub(in crate::shop) async fn run(shop: &Shop) {
    let mut every = interval(EVERY);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = every.tick() => {}
            () = shop.day_closing.wanted.notified() => {}
        }
        let _at_work = shop.background_tasks.at_work(BackgroundTask::DayTotals);
        if let Err(error) = shop.reports().close_days().await {
            log::error!("the sums of days that are over could not be kept: {error}");
        }
        shop.day_closing.state.send_modify(|state| {
            *state = State {
                rounds: state.rounds + 1,
                ..State::default()
            };
        });
    }
}

impl Reports {
    /// Keeps the sums of the days that are over and have none, the newest first.
    pub async fn close_days(&self) -> Result<(), ShopError> {
        let mut kept = 0;
        loop {
            let at = self.0.clock.now();
            let read = move |store: &Reader<'_>| {
                let settings = store.settings()?;
                let open = open_days(store, &settings, Days::ALL, at)?;
                let newest = open.iter().rev().take(STEP);
                let days = newest.map(|day| live(store, &settings, *day));
                let days: Vec<DayTotals> = days.collect::<Result<_, _>>()?;
                Ok::<_, ShopError>((days, open.len(), store.newest_seq()?))
            };
            let (days, open, seq) = self.0.store.read(read).await?;
            self.0.day_closing.state.send_modify(|state| {
                state.kept = kept;
                state.days = kept + open;
            });
            if days.is_empty() {
                return Ok(());
            }
            kept += days.len();
            let keep = self
                .0
                .store
                .write(move |store| Ok::<_, ShopError>(store.keep_day_totals(&days, seq)?));
            if !keep.await? {
                // An order of one of them changed just now. Later.
                return Ok(());
            }
        }
    }

    /// Waits a moment for the sums of these days and of those that they are held against, where many are not kept.
    ///
    /// # Errors
    /// [`ShopError::ReportInPreparation`] when it takes longer. Where they cannot be kept, as on a full disk, they are
    /// added up by whoever asks.
    pub(super) async fn prepared(&self, days: Days) -> Result<(), ShopError> {
        let closing = &self.0.day_closing;
        let mut state = closing.state.subscribe();
        let round = state.borrow().rounds;
        let at = self.0.clock.now();
        let read = move |store: &Reader<'_>| {
            let settings = store.settings()?;
            let open = open_days(store, &settings, days, at)?.len();
            let before = open_days(store, &settings, days.before(), at)?.len();
            Ok::<_, ShopError>(open + before)
        };
        let open = self.0.store.read(read).await?;
        if open > 0 {
            closing.wanted.notify_one();
        }
        if open <= FEW {
            return Ok(());
        }
        let is_over = state.wait_for(|state| state.rounds > round);
        if timeout(PATIENCE, is_over).await.is_ok() {
            return Ok(());
        }
        let State { kept, days, .. } = *closing.state.borrow();
        Err(ShopError::ReportInPreparation {
            kept,
            days: days.max(open),
        })
    }
}

/// Those of these days that are over and whose sums are not kept, the oldest first.
fn open_days(
    store: &Reader<'_>,
    settings: &Settings,
    days: Days,
    at: Timestamp,
) -> Result<Vec<BusinessDay>, StoreError> {
    let Some(first) = store.first_day()? else {
        return Ok(Vec::new());
    };
    let kept = store.kept_days()?;
    let last = day_of(store, settings, at)?.days_before(1);
    let (mut day, last) = (days.from.max(first), days.to.min(last));
    let (zone, cutoff) = (settings.zone(), settings.day_cutoff_minutes);
    let mut open = Vec::new();
    while day <= last {
        if kept.get(&day) != Some(&Days { from: day, to: day }.times(&zone, cutoff)) {
            open.push(day);
        }
        day = day.next();
    }
    Ok(open)
}
