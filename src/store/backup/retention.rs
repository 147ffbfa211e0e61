//! Retention of backups: many recent ones, few old ones.

use std::{collections::HashSet, fs, io, path::Path, time::Duration};

use jiff::{Zoned, tz::TimeZone};

use super::{Backup, Reason, list, making::photos_named, photos_of};
use crate::{domain::BackupRules, store::files::is_unfinished};

/// So many are kept of those that were made before something was changed for good.
const PRECAUTIONS: usize = 5;
/// No backup takes as long.
const ABANDONED: Duration = Duration::from_hours(24);

/// Removes from `folder` what need not be kept, and the pictures that no backup there names any more;
/// answers how many backups went.
pub(super) fn tidy(folder: &Path, keep: &BackupRules, zone: &TimeZone) -> io::Result<usize> {
    sweep_unfinished(folder)?;
    let backups = list(folder);
    let kept = kept(&backups, keep, zone);
    let superfluous: Vec<_> = backups
        .iter()
        .filter(|one| !kept.contains(&one.name))
        .collect();
    for backup in &superfluous {
        fs::remove_file(folder.join(&backup.name))?;
    }
    if !superfluous.is_empty() {
        sweep_photos(folder, &kept)?;
    }
    Ok(superfluous.len())
}

fn kept(backups: &[Backup], keep: &BackupRules, zone: &TimeZone) -> HashSet<String> {
    let (routine, precautions): (Vec<_>, Vec<_>) = backups
        .iter()
        .partition(|backup| backup.reason == Reason::Routine);
    let mut kept: HashSet<String> = precautions
        .iter()
        .take(PRECAUTIONS)
        .map(|backup| backup.name.clone())
        .collect();
    // The newest first, as they are listed.
    let mut newest_of = |most: i64, name: &dyn Fn(&Zoned) -> String| {
        let mut seen = HashSet::new();
        for backup in &routine {
            let part = name(&backup.at.to_zoned(zone.clone()));
            if seen.len() < usize::try_from(most).unwrap_or(0) && seen.insert(part) {
                kept.insert(backup.name.clone());
            }
        }
    };
    newest_of(keep.hourly, &|at| at.strftime("%Y-%m-%d %H %z").to_string());
    newest_of(keep.daily, &|at| at.strftime("%Y-%m-%d").to_string());
    newest_of(keep.weekly, &|at| at.strftime("%G-%V").to_string());
    // At least one.
    kept.extend(routine.first().map(|backup| backup.name.clone()));
    kept
}

/// What a power cut left behind; not what is just being made.
fn sweep_unfinished(folder: &Path) -> io::Result<()> {
    for file in fs::read_dir(folder)? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        let age = file.metadata()?.modified()?.elapsed().unwrap_or_default();
        if name.starts_with("siap-") && is_unfinished(&name) && age > ABANDONED {
            fs::remove_file(file.path())?;
        }
    }
    Ok(())
}

/// Pictures go only when every backup that is left could be asked.
fn sweep_photos(folder: &Path, kept: &HashSet<String>) -> io::Result<()> {
    let mut used = HashSet::new();
    for name in kept {
        match photos_named(&folder.join(name)) {
            Ok(names) => used.extend(names),
            Err(error) => {
                log::warn!("the backup {name} cannot be read ({error}); all pictures are kept");
                return Ok(());
            }
        }
    }
    photos_of(folder).sweep(&used)
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::*;

    fn hourly(hours: i64, reason: Reason) -> Vec<Backup> {
        let newest: Timestamp = "2026-11-23T10:00:00Z".parse().expect("a time");
        (0..hours)
            .map(|hour| {
                let at = newest - SignedDuration::from_hours(hour);
                Backup {
                    name: reason.name(at),
                    at,
                    bytes: 1,
                    reason,
                }
            })
            .collect()
    }

    fn jakarta() -> TimeZone {
        TimeZone::get("Asia/Jakarta").expect("a zone")
    }

    #[test]
    fn a_year_of_hours_leaves_a_day_of_hours_a_week_of_days_and_eight_weeks() {
        let year = hourly(24 * 365, Reason::Routine);
        let kept = kept(&year, &BackupRules::default(), &jakarta());
        let ages: Vec<i64> = year
            .iter()
            .zip(0..)
            .filter(|(backup, _)| kept.contains(&backup.name))
            .map(|(_, hours)| hours)
            .collect();
        // It is Monday 17:00 in Jakarta: the newest of each earlier day was made at 23:00 of it.
        assert_eq!(&ages[..24], (0..24).collect::<Vec<_>>());
        let days: Vec<i64> = (1..6).map(|day| 18 + 24 * day).collect();
        assert_eq!(&ages[24..29], days, "yesterday's is one of the hours");
        // Sunday 23:00 of each of the seven weeks before; the last one was yesterday.
        let weeks: Vec<i64> = (1..7).map(|week| 18 + 24 * 7 * week).collect();
        assert_eq!(ages[29..], weeks);
    }

    #[test]
    fn the_newest_stays_and_so_do_the_last_that_were_made_as_a_precaution() {
        let none = BackupRules {
            hourly: 0,
            daily: 0,
            weekly: 0,
            ..BackupRules::default()
        };
        let mut all = hourly(3, Reason::Routine);
        all.extend(hourly(9, Reason::Upgrade));
        let kept = kept(&all, &none, &jakarta());
        assert_eq!(kept.len(), 1 + PRECAUTIONS);
        assert!(kept.contains(&all[0].name) && kept.contains(&all[3].name));
    }
}
