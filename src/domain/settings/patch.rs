//! A change of settings as a JSON merge patch (RFC 7396): members that it names are replaced, all others stay.
//!
//! A patch on the document and not a struct with an option for each field: it needs no line for a new setting, and
//! the same merge writes settings over a document that a newer Siap has left.

use serde_json::{Map, Value};

use super::{Settings, TABLE};
use crate::domain::{Object, Refusal};

/// A change of settings.
#[derive(Debug, Clone)]
pub struct SettingsPatch(Value);

/// Why a text is no change of settings.
#[derive(Debug)]
pub enum UnreadPatch {
    /// It is no JSON object, or a setting is of another type; it says where.
    Json(serde_json::Error),
    /// It takes a setting away that a shop cannot be without.
    Refused(Refusal),
}

impl From<serde_json::Error> for UnreadPatch {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl SettingsPatch {
    /// From a JSON text. Members that are no settings change nothing. A null takes a member away, and only a shop
    /// without a logo still is one.
    pub fn read(text: &[u8]) -> Result<Self, UnreadPatch> {
        let patch: Value = serde_json::from_slice::<Object<Map<_, _>>>(text)?.0.into();
        if let Some(field) = TABLE.iter().find_map(|row| row.taken_away_by(&patch)) {
            return Err(UnreadPatch::Refused(Refusal::UnfitSetting { field }));
        }
        // Read once more, for the types: what is left out is as in a new shop, and is not looked at.
        serde_json::from_slice::<Object<Settings>>(text)?;
        Ok(Self(patch))
    }

    /// The settings after this patch, not validated yet ([`Settings::checked`]).
    ///
    /// # Errors
    /// [`Refusal::UnfitSetting`] for another value of a setting that has a route of its own.
    pub fn over(&self, now: &Settings) -> Result<Settings, Refusal> {
        let mut document = now.json();
        for row in TABLE.iter().filter(|row| row.kind.has_own_route()) {
            let named = row.value_in(&self.0).filter(|value| !value.is_null());
            if named.is_some_and(|value| row.value_in(&document) != Some(value)) {
                return Err(Refusal::UnfitSetting { field: row.key });
            }
        }
        merge(&mut document, self.0.clone());
        Ok(serde_json::from_value(document).expect("types were looked at when it was read"))
    }
}

/// Changes `target` as `patch` says (RFC 7396, section 2).
pub(super) fn merge(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Some(members) = target.as_object_mut() else {
        return;
    };
    for (name, value) in patch {
        if value.is_null() {
            members.remove(&name);
        } else {
            merge(members.entry(name).or_insert(Value::Null), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_merge_patch_does_what_its_standard_shows() {
        // RFC 7396, appendix A.
        for (target, patch, result) in [
            (json!({"a":"b"}), json!({"a":"c"}), json!({"a":"c"})),
            (json!({"a":"b"}), json!({"b":"c"}), json!({"a":"b","b":"c"})),
            (json!({"a":"b"}), json!({"a":null}), json!({})),
            (
                json!({"a":"b","b":"c"}),
                json!({"a":null}),
                json!({"b":"c"}),
            ),
            (json!({"a":["b"]}), json!({"a":"c"}), json!({"a":"c"})),
            (json!({"a":"c"}), json!({"a":["b"]}), json!({"a":["b"]})),
            (
                json!({"a":{"b":"c"}}),
                json!({"a":{"b":"d","c":null}}),
                json!({"a":{"b":"d"}}),
            ),
            (json!({"a":[{"b":"c"}]}), json!({"a":[1]}), json!({"a":[1]})),
            (json!(["a", "b"]), json!(["c", "d"]), json!(["c", "d"])),
            (json!({"a":"b"}), json!(["c"]), json!(["c"])),
            (json!({"a":"foo"}), json!(null), json!(null)),
            (json!({"a":"foo"}), json!("bar"), json!("bar")),
            (json!({"e":null}), json!({"a":1}), json!({"e":null,"a":1})),
            (json!([1, 2]), json!({"a":"b","c":null}), json!({"a":"b"})),
            (
                json!({}),
                json!({"a":{"bb":{"ccc":null}}}),
                json!({"a":{"bb":{}}}),
            ),
        ] {
            let mut merged = target.clone();
            merge(&mut merged, patch.clone());
            assert_eq!(merged, result, "{target} {patch}");
        }
    }
}
