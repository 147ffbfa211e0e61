//! Schedules backups while there are changes, and copies them to the second destination.

use std::time::{Duration, Instant};

use jiff::SignedDuration;

use super::{BackupTrouble, Work};
use crate::{
    domain::Settings,
    shop::{Backups, ShopError, background::BackgroundTask},
    store::{Backup, BackupError, BackupReason},
};

/// How often it is looked whether there is something to do; also how long a shop that has just been opened
/// is left alone.
const LOOK: Duration = Duration::from_mins(1);
/// How old the newest backup may be while there is something new, in hours.
const EVERY_HOURS: i64 = 1;
/// How long after one that failed the next is tried.
const AGAIN: Duration = Duration::from_mins(10);

impl Backups {
    /// Starts a backup, which is also copied to the second destination, and returns before it is done. If one is
    /// running already, no other is started.
    pub fn make(&self) {
        let backups = self.clone();
        tokio::spawn(async move {
            let Ok(_turn) = backups.0.backup_status.turn.try_lock() else {
                return;
            };
            if let Err(error) = backups.look_after(true).await {
                log::error!("no backup could be made: {error}");
            }
        });
    }

    /// Makes a backup whenever one is due and there is something new; never returns.
    pub(in crate::shop) async fn run(&self) {
        let mut every = tokio::time::interval_at(tokio::time::Instant::now() + LOOK, LOOK);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            let _at_work = self.0.background_tasks.at_work(BackgroundTask::Backups);
            let _turn = self.0.backup_status.turn.lock().await;
            let looked_after = match self.is_due().await {
                Ok(is_due) => self.look_after(is_due).await,
                Err(error) => Err(error),
            };
            if let Err(error) = looked_after {
                log::error!("no backup could be made: {error}");
            }
        }
    }

    async fn is_due(&self) -> Result<bool, ShopError> {
        let failed = self.0.backup_status.state().failed;
        if failed.is_some_and(|at| at.elapsed() < AGAIN) {
            return Ok(false);
        }
        let Some(newest) = self.newest().await else {
            return Ok(true);
        };
        let age = self.0.clock.now().duration_since(newest.at);
        if age.abs() < SignedDuration::from_hours(EVERY_HOURS) {
            return Ok(false);
        }
        let now = self.0.store.read(|store| Ok::<_, ShopError>(store.mark()?));
        Ok(self.0.store.newest_mark().await != Some(now.await?))
    }

    /// The caller holds the turn.
    pub(super) async fn look_after(&self, is_due: bool) -> Result<(), ShopError> {
        let settings = self.0.settings().current().await?;
        let mut trouble = None;
        if is_due {
            trouble = self.make_one(&settings).await.err();
            self.0.backup_status.state().failed = trouble.map(|_| Instant::now());
        } else if self.0.backup_status.state().failed.is_some() {
            trouble = self.0.backup_status.trouble();
        }
        let carried = self.carry_newest(&settings).await;
        let trouble = trouble.or(carried.err());
        let (before, _) = {
            let mut state = self.0.backup_status.state();
            (
                std::mem::replace(&mut state.trouble, trouble),
                state.doing.take(),
            )
        };
        if before != trouble {
            self.0.rooms.shop_info_has_changed();
        }
        Ok(())
    }

    async fn make_one(&self, settings: &Settings) -> Result<(), BackupTrouble> {
        let how = (
            self.0.clock.now(),
            settings.backups.clone(),
            settings.zone(),
        );
        let made = self
            .0
            .store
            .back_up(how, self.on_progress(Work::BackingUp))
            .await;
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

    /// Brings the second destination up to date, also after it was away.
    async fn carry_newest(&self, settings: &Settings) -> Result<(), BackupTrouble> {
        let rules = &settings.backups;
        if rules.place.is_empty() {
            return Ok(());
        }
        let there = self.0.store.second_backups(&rules.place).await;
        let there = there.ok_or(BackupTrouble::PlaceMissing)?;
        let Some(newest) = self.newest().await else {
            return Ok(());
        };
        if there.iter().any(|backup| backup.name == newest.name) {
            return Ok(());
        }
        let how = (rules.clone(), settings.zone());
        let carried = self
            .0
            .store
            .carry_backup(newest.name, how, self.on_progress(Work::Carrying));
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

    async fn newest(&self) -> Option<Backup> {
        let mut backups = self.0.store.backups().await.into_iter();
        backups.find(|backup| backup.reason == BackupReason::Routine)
    }
}
