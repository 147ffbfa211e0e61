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
            let list = owner.get(BACKUPS).await.body;
            if it_is_so(&list) {
                return list;
            }
            tokio::task::yield_now().await;
        }
    };
    // Longer than any disk is waited for; this only ends one that is never so.
    let listed = tokio::time::timeout(Duration::from_mins(1), asked).await;
    listed.expect("it is so in the end")
}
