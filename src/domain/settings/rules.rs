//! Rules that a row of the table cannot express: about two settings, about names of the outside world, and about
//! spelling.
//!
//! They run after the bounds of every row, in this order; the first that does not hold names its setting.

use std::ops::RangeInclusive;

use jiff::tz::TimeZone;

use super::Settings;
use crate::domain::SoundDevice;

/// A rule, and the setting that is refused when it does not hold.
pub(super) struct Rule {
    pub(super) field: &'static str,
    /// May put the setting into its one spelling.
    pub(super) holds: fn(&mut Settings) -> bool,
}

pub(super) static RULES: &[Rule] = &[
    Rule {
        field: "time_zone",
        holds: time_zone_is_known,
    },
    Rule {
        field: "payment_methods",
        holds: no_payment_method_twice,
    },
    Rule {
        field: "kitchen_red_minutes",
        holds: late_is_after_amber,
    },
    Rule {
        field: "sounds.screens",
        holds: screens_in_order,
    },
    Rule {
        field: "host_names",
        holds: host_names_are_names,
    },
    Rule {
        field: "local_name",
        holds: local_name_is_one_label,
    },
    Rule {
        field: "backups.place",
        holds: second_place_is_a_folder,
    },
];

/// Characters of one label of a name (RFC 1035, section 2.3.4).
const LABEL: RangeInclusive<usize> = 1..=63;
/// Most characters of a host's name; longer ones are not typed.
const HOST_NAME_LENGTH: usize = 100;

/// The program carries the database: without the zone it could not say when a day begins.
fn time_zone_is_known(settings: &mut Settings) -> bool {
    TimeZone::get(&settings.time_zone).is_ok()
}

/// The list is in the owner's order, so a repeat cannot be dropped without guessing which of the two is meant.
fn no_payment_method_twice(settings: &mut Settings) -> bool {
    let methods = &settings.payment_methods;
    (1..methods.len()).all(|at| !methods[..at].contains(&methods[at]))
}

/// A ticket that is late at once, or before it is marked, would have one colour less than the kitchen reads.
fn late_is_after_amber(settings: &mut Settings) -> bool {
    settings.kitchen_red_minutes > settings.kitchen_amber_minutes
}

/// Screens have no order of their own: each once, in that of the declaration.
fn screens_in_order(settings: &mut Settings) -> bool {
    let chosen = |screen: &SoundDevice| settings.sounds.screens.contains(screen);
    settings.sounds.screens = SoundDevice::ALL.iter().copied().filter(chosen).collect();
    true
}

/// In lower case, as they are compared with the `Host` header: a name in capitals would never match.
fn host_names_are_names(settings: &mut Settings) -> bool {
    for name in &mut settings.host_names {
        *name = host_name(name);
    }
    settings.host_names.iter().all(|name| is_host_name(name))
}

/// It is announced as `<name>.local`, so a dot in it would be a name in another domain (RFC 6762, section 3).
fn local_name_is_one_label(settings: &mut Settings) -> bool {
    settings.local_name = host_name(&settings.local_name);
    let name = &settings.local_name;
    LABEL.contains(&name.len()) && !name.contains('.') && is_host_name(name)
}

/// A path from the root, since a service runs in a folder that its owner does not choose; and not the root itself.
fn second_place_is_a_folder(settings: &mut Settings) -> bool {
    let place = &settings.backups.place;
    place.is_empty() || (place.starts_with('/') && place.bytes().any(|letter| letter != b'/'))
}

/// As it stands in a `Host` header: without capitals.
fn host_name(name: &str) -> String {
    name.trim().trim_end_matches('.').to_ascii_lowercase()
}

/// Letters, digits and dashes between dots (RFC 1123, section 2.1).
fn is_host_name(name: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == b'-')
    };
    name.len() <= HOST_NAME_LENGTH && name.split('.').all(label)
}
