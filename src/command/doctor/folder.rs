//! Checks of the data folder and its disk.

use std::{io::ErrorKind, path::Path};

use super::{
    Findings,
    finding::{Facts, Finding},
};
use crate::{
    command::shown::size,
    store::{Diagnosis, Space, free_space_in, word},
};

/// With fewer commits in a second, customers wait for the disk.
const SLOW: f64 = 20.0;

pub(super) fn look(folder: &Path, diagnosis: &Diagnosis, findings: &mut Findings) {
    let facts = |error: String| -> Facts {
        vec![("folder", folder.display().to_string()), ("error", error)]
    };
    if !folder.exists() {
        findings.add(Finding::warning(
            "folder",
            "folder_missing",
            facts(String::new()),
        ));
    } else if !folder.is_dir() {
        findings.add(Finding::problem(
            "folder",
            "folder_is_none",
            facts(String::new()),
        ));
    } else {
        findings.add(match diagnosis.try_to_write() {
            Ok(()) => whose(folder, diagnosis),
            Err(error) => Finding::problem(
                "folder",
                match error.kind() {
                    ErrorKind::StorageFull if diagnosis.takes_no_file() => "folder_no_file",
                    ErrorKind::StorageFull => "folder_full",
                    _ => "folder_unwritable",
                },
                facts(error.to_string()),
            ),
        });
    }
    check_free_space(folder, findings);
    if folder.is_dir()
        && let Ok(commits) = diagnosis.commits_per_second()
    {
        let facts = vec![("commits", format!("{commits:.0}"))];
        findings.add(if commits < SLOW {
            Finding::warning("speed", "speed_slow", facts)
        } else {
            Finding::ok("speed", "speed_fine", facts)
        });
    }
}

/// The owner of the folder, and who else can read its files.
fn whose(folder: &Path, diagnosis: &Diagnosis) -> Finding {
    let file = diagnosis.anothers();
    let facts = vec![
        ("folder", word(folder)),
        (
            "file",
            file.iter().map(|file| file.display().to_string()).collect(),
        ),
    ];
    if file.is_some() {
        Finding::problem("folder", "folder_anothers", facts)
    } else if diagnosis.is_for_everybody() {
        Finding::warning("folder", "folder_for_everybody", facts)
    } else {
        Finding::ok("folder", "folder_fine", facts)
    }
}

fn check_free_space(folder: &Path, findings: &mut Findings) {
    // A folder that is still to be made will be on the disk of the one around it.
    let around = folder.ancestors().find(|folder| folder.is_dir());
    let Some(room) = around.and_then(free_space_in) else {
        return;
    };
    let facts = vec![("free", size(room.free)), ("total", size(room.total))];
    findings.add(match room.space {
        Space::Plenty => Finding::ok("disk", "disk_fine", facts),
        Space::Low => Finding::warning("disk", "disk_low", facts),
        Space::Short => Finding::problem("disk", "disk_short", facts),
    });
}
