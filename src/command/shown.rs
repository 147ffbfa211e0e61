//! Times and sizes as the command line writes them.

use jiff::{Timestamp, tz::TimeZone};

/// In the shop's time zone, which it names.
pub(super) fn moment(at: Timestamp, zone: &TimeZone) -> String {
    let at = at.to_zoned(zone.clone());
    at.strftime("%Y-%m-%d %H:%M %Z").to_string()
}

/// In MiB, as people say it.
#[expect(clippy::cast_precision_loss, reason = "one digit is shown")]
pub(super) fn size(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / 1024.0 / 1024.0)
}
