//! Checks of the shop itself: its database, its clock, its backups and its pictures.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::{
    Findings,
    finding::{Facts, Finding},
};
use crate::{
    command::shown::{moment, size},
    shop::is_synchronised,
    store::{BackupReason, Database, Diagnosis, OpenError},
};

/// How far the clock may be behind what the shop has seen.
const BEHIND: SignedDuration = SignedDuration::from_mins(1);
/// How much work may be in no backup.
const UNSAVED: SignedDuration = SignedDuration::from_hours(25);
/// Before this program was written: a clock that says so is reset with each start of the machine.
const WRITTEN: &str = "2026-01-01T00:00:00Z";

pub(super) fn look(diagnosis: &Diagnosis, findings: &mut Findings) {
    let found = diagnosis.database();
    let database = found.as_ref().ok().copied().flatten();
    findings.add(match found {
        Ok(None) => Finding::warning("database", "database_none", Facts::new()),
        Ok(Some(database)) => match diagnosis.check_pages() {
            Ok(()) => whole(database),
            Err(error) => refused(diagnosis, &error),
        },
        Err(error) => refused(diagnosis, &error),
    });
    if let Some(books) = database.and_then(|database| books(diagnosis, database)) {
        findings.add(books);
    }
    let zone = diagnosis.zone();
    findings.add(clock(database, &zone));
    findings.add(backups(diagnosis, database, &zone));
    findings.add(pictures(diagnosis));
}

fn whole(database: Database) -> Finding {
    let facts = vec![("size", size(database.bytes))];
    if database.lacks_pages {
        Finding::warning("database", "database_lacks_pages", facts)
    } else if database.is_older {
        Finding::ok("database", "database_older", facts).with_advice()
    } else {
        Finding::ok("database", "database_fine", facts)
    }
}

/// Whether the money of all orders adds up; nothing of a file that the next start changes first.
fn books(diagnosis: &Diagnosis, database: Database) -> Option<Finding> {
    if database.is_older || database.lacks_pages {
        return None;
    }
    let broken = diagnosis.broken_books();
    let Some(first) = broken.first() else {
        let wrong = diagnosis.wrong_days();
        if let Some(first) = wrong.first() {
            let facts = vec![
                ("days", wrong.len().to_string()),
                ("first", first.to_string()),
            ];
            return Some(Finding::warning("money", "days_wrong", facts));
        }
        return Some(Finding::ok("money", "money_fine", Facts::new()));
    };
    let facts = vec![
        ("orders", first.orders.to_string()),
        ("first", first.first.clone()),
        ("rule", first.rule.to_owned()),
    ];
    Some(Finding::problem("money", "money_wrong", facts))
}

fn refused(diagnosis: &Diagnosis, error: &OpenError) -> Finding {
    let (what, error) = match error {
        OpenError::Damaged { detail, .. } => ("database_damaged", detail.clone()),
        OpenError::StrangeLog { .. } => ("database_strange_log", String::new()),
        OpenError::Gone { .. } => ("database_gone", String::new()),
        OpenError::Full { detail, .. } => ("database_full", detail.clone()),
        OpenError::Stopped { .. } => ("database_stopped", String::new()),
        OpenError::Foreign { .. } => ("database_foreign", error.to_string()),
        OpenError::Newer { .. } => ("database_newer", error.to_string()),
        OpenError::NotNow { detail, .. } => ("database_closed", detail.clone()),
        _ => ("database_closed", error.to_string()),
    };
    let facts = vec![("error", error), ("command", diagnosis.remedy().command())];
    Finding::problem("database", what, facts)
}

/// A clock that a time server has set is right, also where the shop has seen a later time.
fn clock(database: Option<Database>, zone: &TimeZone) -> Finding {
    let now = Timestamp::now();
    let written: Timestamp = WRITTEN.parse().unwrap_or(Timestamp::UNIX_EPOCH);
    let newest = database.and_then(|database| database.newest_moment);
    let facts = vec![
        ("now", moment(now, zone)),
        ("newest", moment(newest.unwrap_or(written), zone)),
    ];
    if now < written {
        return Finding::problem("clock", "clock_behind", facts);
    }
    let is_behind = newest.is_some_and(|newest| newest.duration_since(now) > BEHIND);
    if is_behind && !is_synchronised() {
        Finding::warning("clock", "clock_doubtful", facts)
    } else {
        Finding::ok("clock", "clock_fine", facts)
    }
}

fn pictures(diagnosis: &Diagnosis) -> Finding {
    let unfit = diagnosis.unfit_photos();
    let Some(first) = unfit.first() else {
        return Finding::ok("pictures", "pictures_fine", Facts::new());
    };
    let facts = vec![
        ("count", unfit.len().to_string()),
        ("file", first.display().to_string()),
    ];
    Finding::warning("pictures", "pictures_unfit", facts)
}

fn backups(diagnosis: &Diagnosis, database: Option<Database>, zone: &TimeZone) -> Finding {
    let newest_event = database.and_then(|database| database.newest_event);
    let newest = diagnosis
        .backups()
        .into_iter()
        .find(|backup| backup.reason == BackupReason::Routine);
    let Some(newest) = newest else {
        return if newest_event.is_some() {
            Finding::warning("backups", "backups_none", Facts::new())
        } else {
            // Nothing has happened that could be lost.
            Finding::ok("backups", "backups_none_needed", Facts::new())
        };
    };
    let facts = vec![("at", moment(newest.at, zone)), ("name", newest.name)];
    let unsaved = newest_event.map(|event| event.duration_since(newest.at));
    if unsaved.is_some_and(|unsaved| unsaved > UNSAVED) {
        Finding::warning("backups", "backups_old", facts)
    } else if let Some(destination) = diagnosis.lost_destination() {
        Finding::warning(
            "backups",
            "backups_place_lost",
            vec![("place", destination)],
        )
    } else {
        Finding::ok("backups", "backups_fine", facts)
    }
}
