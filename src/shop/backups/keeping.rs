//! Making backups by itself while there is something new, and carrying them to the second place.

use std::time::{Duration, Instant};

use jiff::SignedDuration;

use super::{BackupTrouble, Work};
use crate::{
    domain::Settings,
    shop::{Shop, ShopError, keepers::Keeper},
    store::{Backup, BackupError, BackupReason},
};

/// How often it is looked whether there is something to do; also how long a shop that has just been opened
/// is left alone.
const LOOK: Duration = Duration::from_mins(1);
/// How old the newest backup may be while there is something new, in hours.
const EVERY_HOURS: i64 = 1;
/// How long after one that failed the next is tried.
const AGAIN: Duration = Duration::from_mins(10);

impl Shop {
    /// Makes a backup now, and carries it to the second place; goes on after this has returned. While
    /// something is being done already, that is enough.
    pub fn back_up(&self) {
        let shop = self.clone();
        tokio::spawn(async move {
            let Ok(_turn) = shop.backup_status.turn.try_lock() else {
                return;
            };
            if let Err(error) = shop.look_after(true).await {
                log::error!("no backup could be made: {error}");
            }
        });
    }

    /// Makes a backup when it is time and there is something new, for ever.
    pub(in crate::shop) async fn keep_backups(&self) {
        let mut every = tokio::time::interval_at(tokio::time::Instant::now() + LOOK, LOOK);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            let _at_work = self.keepers.at_work(Keeper::Backups);
            let _turn = self.backup_status.turn.lock().await;
            let looked_after = match self.is_backup_due().await {
                Ok(is_due) => self.look_after(is_due).await,
                Err(error) => Err(error),
            };
            if let Err(error) = looked_after {
                log::error!("no backup could be made: {error}");
            }
        }
    }

    async fn is_backup_due(&self) -> Result<bool, ShopError> {
        let failed = self.backup_status.state().failed;
        if failed.is_some_and(|at| at.elapsed() < AGAIN) {
            return Ok(false);
        }
        let Some(newest) = self.newest_backup().await else {
            return Ok(true);
        };
        let age = self.clock.now().duration_since(newest.at);
        if age.abs() < SignedDuration::from_hours(EVERY_HOURS) {
            return Ok(false);
        }
        let now = self.store.read(|store| Ok::<_, ShopError>(store.mark()?));
        Ok(self.store.newest_mark().await != Some(now.await?))
    }

    /// Whoever calls this has the turn.
    pub(super) async fn look_after(&self, is_due: bool) -> Result<(), ShopError> {
        let settings = self.settings().current().await?;
        let mut trouble = None;
        if is_due {
            trouble = self.make_backup(&settings).await.err();
            self.backup_status.state().failed = trouble.map(|_| Instant::now());
        } else if self.backup_status.state().failed.is_some() {
            trouble = self.backup_status.trouble();
        }
        let carried = self.carry_newest(&settings).await;
        let trouble = trouble.or(carried.err());
        let (before, _) = {
            let mut state = self.backup_status.state();
            (
                std::mem::replace(&mut state.trouble, trouble),
                state.doing.take(),
            )
        };
        if before != trouble {
            self.rooms.facts_have_changed();
        }
        Ok(())
    }

    async fn make_backup(&self, settings: &Settings) -> Result<(), BackupTrouble> {
        let how = (self.clock.now(), settings.backups.clone(), settings.zone());
        let made = self.store.back_up(how, self.telling(Work::BackingUp)).await;
        let made = made.map_err(|error| {
            log::error!("{error}");
            match error {
                BackupError::Full { .. } => BackupTrouble::Full,
                BackupError::Place { .. } | BackupError::Missing { .. } => BackupTrouble::Failed,
                BackupError::Damaged(_) => BackupTrouble::Damaged,
            }
        })?;
        log::info!("made the backup {}", made.name);
        Ok(())
    }

    /// Brings the second place up to date, also after it was away.
    async fn carry_newest(&self, settings: &Settings) -> Result<(), BackupTrouble> {
        let rules = &settings.backups;
        if rules.place.is_empty() {
            return Ok(());
        }
        let there = self.store.second_backups(&rules.place).await;
        let there = there.ok_or(BackupTrouble::PlaceMissing)?;
        let Some(newest) = self.newest_backup().await else {
            return Ok(());
        };
        if there.iter().any(|backup| backup.name == newest.name) {
            return Ok(());
        }
        let how = (rules.clone(), settings.zone());
        let carried = self
            .store
            .carry_backup(newest.name, how, self.telling(Work::Carrying));
        let carried = carried.await.ok_or(BackupTrouble::PlaceMissing)?;
        carried.map(|_| ()).map_err(|error| {
            log::error!("{error}");
            match error {
                BackupError::Full { .. } => BackupTrouble::PlaceFull,
                BackupError::Missing { .. }
                | BackupError::Place { .. }
                | BackupError::Damaged(_) => BackupTrouble::PlaceFailed,
            }
        })
    }

    async fn newest_backup(&self) -> Option<Backup> {
        let mut backups = self.store.backups().await.into_iter();
        backups.find(|backup| backup.reason == BackupReason::Routine)
    }
}
