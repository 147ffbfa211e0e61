//! What the shop does by itself, beside the customers.

use std::time::Duration;

use jiff::SignedDuration;

use super::{Shop, ShopError};

/// How often unpaid orders are looked through, in seconds.
const EVERY: u64 = 5;
/// Every how many looks the slow chores are done: once an hour.
const CHORES: u64 = 720;
/// How long an answer is remembered for a request that may come again, in hours.
const REMEMBER_HOURS: i64 = 48;
/// How long a session that nobody uses is kept, in hours.
const SESSION_HOURS: i64 = 24 * 30;

impl Shop {
    /// Keeps the boards, the screens and the clockwork going, for ever.
    pub async fn keep(&self) {
        tokio::join!(self.keep_boards(), self.keep_facts(), self.keep_time());
    }

    async fn keep_time(&self) {
        let mut every = tokio::time::interval(Duration::from_secs(EVERY));
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let (mut looked, mut clock_was_right) = (self.clock.now(), self.clock_is_right());
        let mut space = self.store.space();
        for turn in 0_u64.. {
            every.tick().await;
            let now = self.clock.now();
            if let Err(error) = self.expire_unpaid(now).await {
                log::error!("unpaid orders could not be cancelled: {error}");
            }
            if let Err(error) = self.clear_boards(looked, now).await {
                log::error!("old numbers could not be taken off the boards: {error}");
            }
            let space_now = self.store.look_at_space().await;
            if (clock_was_right, space) != (self.clock_is_right(), space_now) {
                (clock_was_right, space) = (self.clock_is_right(), space_now);
                self.rooms.facts_have_changed();
            }
            self.presence.forget_lost();
            self.limits.forget_idle();
            looked = now;
            if turn.is_multiple_of(CHORES)
                && let Err(error) = self.forget_old().await
            {
                log::error!("old sessions, answers and pictures could not be cleared: {error}");
            }
        }
    }

    async fn forget_old(&self) -> Result<(), ShopError> {
        let now = self.clock.now();
        let ago = |hours| {
            now.saturating_sub(SignedDuration::from_hours(hours))
                .unwrap_or(now)
        };
        let limits = self.limits.clone();
        self.store
            .read(move |store| {
                limits.forget_paid(|uid| store.is_unpaid(uid).unwrap_or(true));
                Ok::<_, ShopError>(())
            })
            .await?;
        let (answers, sessions) = (ago(REMEMBER_HOURS), ago(SESSION_HOURS));
        self.store
            .write(move |store| {
                store.forget_answers_before(answers)?;
                Ok::<_, ShopError>(store.delete_sessions_unused_since(sessions)?)
            })
            .await?;
        self.sweep_photos().await
    }
}
