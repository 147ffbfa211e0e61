//! The list of backups, as the owner asks for it.

use std::time::Duration;

use serde_json::Value;

use super::Caller;

/// The route of everything about backups.
pub(crate) const BACKUPS: &str = "/api/v1/admin/backups";

/// The owner's list of backups, once it is so.
pub(crate) async fn backup_list_with(owner: &Caller, it_is_so: impl Fn(&Value) -> bool) -> Value {
    let asked = async {
        loop {
            // A shop that is closed and opened again, as a restore does, answers nothing to who came at that moment.
            let listed = owner.attempt("GET", BACKUPS, "", &Value::Null).await;
            if let Some(list) = listed.map(|answer| answer.body).filter(&it_is_so) {
                return list;
            }
            tokio::task::yield_now().await;
        }
    };
    // Longer than any disk is waited for; this only ends one that is never so.
    let listed = tokio::time::timeout(Duration::from_mins(1), asked).await;
    listed.expect("it is so in the end")
}
