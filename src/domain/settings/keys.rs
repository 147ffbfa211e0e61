//! Settings by their wire names (`limits.sockets`): read, changed, and guessed from a mistyped name. Works on the JSON
//! form, so that a new setting needs no line here.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use strsim::levenshtein;

use crate::domain::Refusal;

/// Largest edit distance of a suggested name.
const SLIPS: usize = 4;
/// How many names are offered at most.
const OFFERED: usize = 3;

/// Why a setting could not be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingError {
    /// There is none of this name; these are like it.
    Unknown {
        /// The nearest first.
        like: Vec<String>,
    },
    /// It is of another kind: no number where one belongs, or no word the shop knows.
    Unreadable,
    /// The shop cannot work with it.
    Refused(Refusal),
}

/// Every setting by its name, as a person writes it.
pub(super) fn by_name(all: &impl Serialize) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if let Ok(Value::Object(all)) = serde_json::to_value(all) {
        flatten("", all, &mut found);
    }
    found
}

/// The same settings with one of them as it is `written`.
pub(super) fn with<T: Serialize + DeserializeOwned>(
    all: &T,
    name: &str,
    written: &str,
) -> Result<T, SettingError> {
    let mut changed = serde_json::to_value(all).map_err(|_| SettingError::Unreadable)?;
    let place = name.split('.').try_fold(&mut changed, |place, part| {
        place.as_object_mut().and_then(|parts| parts.get_mut(part))
    });
    let Some(place) = place.filter(|place| !place.is_object()) else {
        let like = like(all, name);
        return Err(SettingError::Unknown { like });
    };
    *place = read(written, place).ok_or(SettingError::Unreadable)?;
    serde_json::from_value(changed).map_err(|_| SettingError::Unreadable)
}

/// Known names that are like a mistyped one.
pub(super) fn like(all: &impl Serialize, name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let mut near: Vec<(usize, String)> = Vec::new();
    for (known, _) in by_name(all) {
        let last = known.rsplit('.').next().unwrap_or(&known);
        let within = name.len() > 2 && known.contains(&name);
        let slips = levenshtein(&name, &known).min(levenshtein(&name, last));
        if within || slips <= SLIPS.min(name.len() / 2) {
            near.push((if within { 0 } else { slips }, known));
        }
    }
    near.sort();
    near.into_iter()
        .take(OFFERED)
        .map(|(_, name)| name)
        .collect()
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "tells an object from every other JSON value"
)]
fn flatten(before: &str, parts: Map<String, Value>, into: &mut Vec<(String, String)>) {
    for (name, value) in parts {
        let name = format!("{before}{name}");
        match value {
            Value::Object(parts) => flatten(&format!("{name}."), parts, into),
            value => into.push((name, words(&value))),
        }
    }
}

/// A value as a person writes it.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "numbers and truth values are written as JSON writes them"
)]
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Array(list) => list.iter().map(words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// What a person wrote, as a value of the same kind as what stands there.
fn read(written: &str, now: &Value) -> Option<Value> {
    // A space is part of a password; names lose theirs where they are looked at.
    let whole = written;
    let written = written.trim();
    match now {
        Value::Bool(_) => match written.to_lowercase().as_str() {
            "true" | "yes" | "on" | "ya" => Some(true.into()),
            "false" | "no" | "off" | "tidak" => Some(false.into()),
            _ => None,
        },
        Value::Number(_) => written.parse::<i64>().ok().map(Value::from),
        Value::Array(_) if written.starts_with('[') => serde_json::from_str(written).ok(),
        Value::Array(list) => {
            let parts = written.split(',').map(str::trim);
            let parts = parts.filter(|part| !part.is_empty());
            let like = list.first().cloned().unwrap_or_else(|| "".into());
            parts.map(|part| read(part, &like)).collect()
        }
        Value::Null if written.is_empty() => Some(Value::Null),
        Value::String(_) | Value::Null => Some(whole.into()),
        Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_nearly_right_is_offered() {
        let all = serde_json::json!({ "shop_name": "", "limits": { "orders": 3, "sockets": 16 } });
        for (written, meant) in [
            ("shopname", &["shop_name"][..]),
            ("Shop_Nama", &["shop_name"]),
            ("sokets", &["limits.sockets"]),
            ("limits.socket", &["limits.sockets"]),
            ("limits", &["limits.orders", "limits.sockets"]),
            ("hop", &["shop_name"]),
            ("op", &[]),
            ("zebra", &[]),
            ("", &[]),
        ] {
            assert_eq!(like(&all, written), meant, "{written}");
        }
    }

    #[test]
    fn what_is_written_is_of_the_kind_that_stands_there() {
        for (written, now, value) in [
            ("ya", Value::from(false), Some(Value::from(true))),
            ("perhaps", false.into(), None),
            (" 16 ", 3.into(), Some(16.into())),
            ("sixteen", 3.into(), None),
            ("16", "three".into(), Some("16".into())),
            (" 16 ", "three".into(), Some(" 16 ".into())),
            ("a, b,", Value::Array(vec![]), Some(vec!["a", "b"].into())),
            ("1,2", vec![3].into(), Some(vec![1, 2].into())),
            ("", Value::Null, Some(Value::Null)),
        ] {
            assert_eq!(read(written, &now), value, "{written}");
        }
    }
}
