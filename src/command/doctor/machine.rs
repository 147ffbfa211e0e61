//! Checks of the machine: program version, limit of open files, free memory.

use std::fs;

use super::{Findings, finding::Finding};
use crate::command::shown::size;

/// With fewer files, not every phone of a full shop finds a place.
const FEW_FILES: u64 = 4096;
/// With less memory free, in bytes, the machine begins to swap.
const LITTLE_MEMORY: u64 = 64 * 1024 * 1024;

pub(super) fn version() -> Finding {
    let facts = vec![
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("machine", std::env::consts::ARCH.to_owned()),
    ];
    Finding::ok("version", "version_fine", facts)
}

pub(super) fn look(findings: &mut Findings) {
    if let Ok((_, most)) = rlimit::Resource::NOFILE.get() {
        let facts = vec![("most", most.to_string())];
        findings.add(if most < FEW_FILES {
            Finding::warning("files", "files_few", facts)
        } else {
            Finding::ok("files", "files_fine", facts)
        });
    }
    if let Some((free, total)) = memory() {
        let facts = vec![("free", size(free)), ("total", size(total))];
        findings.add(if free < LITTLE_MEMORY {
            Finding::warning("memory", "memory_little", facts)
        } else {
            Finding::ok("memory", "memory_fine", facts)
        });
    }
}

/// How much could be had and how much there is, in bytes, where the system says (proc(5)).
fn memory() -> Option<(u64, u64)> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let bytes = |name: &str| -> Option<u64> {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
        Some(kibibytes * 1024)
    };
    Some((bytes("MemAvailable:")?, bytes("MemTotal:")?))
}
