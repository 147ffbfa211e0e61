//! Decides when the shop's clock follows a jump of the machine's: after a time server has set it, or a person has
//! confirmed it.

use std::sync::{Arc, OnceLock};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{COMMAND_LINE, ShopError, Timekeeping, is_synchronised};
use crate::{
    domain::{Actor, Refusal, Staff},
    store::{StoreError, Writer},
};

/// How far the machine's clock may have moved from where it was when the owner looked at it.
const SAME: SignedDuration = SignedDuration::from_mins(5);
/// A time server is looked for at the first look at a jump, and then at every sixth.
const LOOKS: u32 = 6;

/// The shop's clock and the machine's.
#[derive(Debug, Clone, Serialize)]
pub struct ClockState {
    at: Timestamp,
    clock_ok: bool,
    clock_off_by_s: Option<i64>,
}

impl Timekeeping {
    /// Believes the machine's clock, because `by` says that it is right. They have seen it so far ahead of the shop's.
    ///
    /// # Errors
    /// [`Refusal::ClockMovedOn`] when it is elsewhere now.
    pub async fn vouch(&self, by: &Staff, off_by_s: i64) -> Result<ClockState, ShopError> {
        // Where there is no question, it was answered: a repeated request is answered with yes.
        if self.0.clock.question().is_some() {
            let seen = SignedDuration::from_secs(off_by_s);
            self.believe(Some(by.name.clone()), Some(seen)).await?;
        }
        Ok(ClockState {
            at: self.0.clock.now(),
            clock_ok: self.0.clock.is_right(),
            clock_off_by_s: self.0.clock.off_by_s(),
        })
    }

    /// Follows the machine's clock from the first moment where a time server has set it. A shop that cannot write
    /// opens all the same.
    pub(super) async fn begin(&self) {
        if let Err(error) = self.look(&mut 0).await {
            log::error!("the machine's clock could not be taken up: {error}");
        }
        if let Err(error) = self.hold_deadlines().await {
            log::error!("times that lie ahead could not be brought back: {error}");
        }
    }

    async fn hold_deadlines(&self) -> Result<(), ShopError> {
        let now = self.0.clock.now();
        let ahead = self
            .0
            .store
            .read(move |store| Ok::<_, ShopError>(store.has_deadlines_ahead_of(now)?));
        if ahead.await? {
            let hold = move |store: &mut Writer<'_>| Ok::<_, ShopError>(store.hold_deadlines(now)?);
            self.0.store.write(hold).await?;
        }
        Ok(())
    }

    /// Believes the machine's clock where it has jumped and a time server has set it. `looks` counts the looks at one
    /// jump.
    pub(super) async fn look(&self, looks: &mut u32) -> Result<(), ShopError> {
        if self.0.clock.question().is_none() {
            *looks = 0;
            return Ok(());
        }
        let is_first = looks.is_multiple_of(LOOKS);
        *looks = looks.wrapping_add(1);
        let is_set = is_first
            && tokio::task::spawn_blocking(is_synchronised)
                .await
                .unwrap_or(false);
        if is_set {
            self.believe(Some(Actor::Clock.name().to_owned()), None)
                .await?;
        }
        Ok(())
    }

    /// Believes the machine's clock, because `siap clock` said so; the history has it already.
    pub(super) async fn follow_word(&self) -> Result<(), ShopError> {
        match self.0.clock.question() {
            Some(_) => self.believe(None, None).await,
            None => Ok(()),
        }
    }

    async fn believe(
        &self,
        by: Option<String>,
        seen: Option<SignedDuration>,
    ) -> Result<(), ShopError> {
        let clock = self.0.clock.clone();
        let believed = Arc::new(OnceLock::new());
        let note = believed.clone();
        let done = self.0.store.write(move |store| {
            let ahead = clock.question().unwrap_or_default();
            if seen.is_some_and(|seen| (ahead - seen).abs() > SAME) {
                return Err(Refusal::ClockMovedOn.into());
            }
            // In the writer's turn: rows written after this have the new time already, and are not moved.
            let turned = clock.believe();
            let _ = note.set(turned);
            if let Some(by) = by {
                store.note_clock(Some(turned.from), turned.to, &by)?;
            }
            store.set_clock(turned.to)?;
            store.move_deadlines(turned.by())?;
            let mut settings = store.settings()?;
            let paused_until = &mut settings.hours.paused_until_ms;
            if *paused_until > 0 {
                let by = i64::try_from(turned.by().as_millis()).unwrap_or_default();
                *paused_until = paused_until.saturating_add(by).max(0);
                store.update_settings(&settings)?;
            }
            store.publish_settings();
            Ok::<_, ShopError>(())
        });
        let done = done.await;
        match (&done, believed.get()) {
            (Ok(()), Some(turned)) => {
                self.0.clock.is_settled();
                log::info!(
                    "the clock is {} now; the shop's said {}",
                    turned.to,
                    turned.from
                );
            }
            (Err(_), Some(turned)) => self.0.clock.take_back(*turned),
            _ => {}
        }
        done
    }
}

/// Vouches from the command line for what the machine's clock says, with the shop open or closed.
pub fn vouch_from_command(store: &mut Writer<'_>, at: Timestamp) -> Result<(), StoreError> {
    let newest = store.newest_moment()?;
    store.note_clock(newest, at, COMMAND_LINE)?;
    store.set_clock(at)
}
