//! The shop's books, held against what people were told.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::{Caller, int, rush::Acknowledged};

/// Whether more may stand in the books than was acknowledged.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Besides {
    /// An answer may still be on its way.
    Perhaps,
    /// Everybody has had their answer.
    Nothing,
}

/// Reads the whole journal and holds it against itself, against the orders and against what was
/// acknowledged: no hole, nothing twice, nothing lost, nothing invented.
pub(crate) async fn check_books(
    cashier: &Caller,
    said: &Acknowledged,
    besides: Besides,
) -> Vec<Value> {
    let journal = cashier.journal(0).await;
    for (seq, event) in (1..).zip(&journal) {
        assert_eq!(int(&event["seq"]), seq, "the journal has a hole");
    }
    let mut last = HashMap::new();
    let mut numbers = HashSet::new();
    for event in &journal {
        let order = &event["data"]["order"];
        let (uid, rev) = (order["uid"].as_str().expect("a uid"), int(&order["rev"]));
        let before = last.insert(uid.to_owned(), order);
        let before = before.map_or(0, |order| int(&order["rev"]));
        assert_eq!(rev, before + 1, "{uid}: its events have a hole");
        if rev == 1 {
            let number = (order["day"].to_string(), order["number"].to_string());
            assert!(numbers.insert(number), "{} twice", order["number"]);
        }
    }
    for (uid, rev) in said {
        let kept = last.get(uid).map_or(0, |order| int(&order["rev"]));
        let as_told = match besides {
            Besides::Perhaps => kept >= *rev,
            Besides::Nothing => kept == *rev,
        };
        assert!(
            as_told,
            "{uid} was told of rev {rev}, and the books have {kept}"
        );
    }
    if besides == Besides::Nothing {
        assert_eq!(last.len(), said.len(), "orders that nobody placed");
    }
    for (uid, order) in &last {
        let shown = cashier
            .get(&format!("/api/v1/admin/orders/{uid}"))
            .await
            .body;
        for field in ["rev", "status", "payment_status", "number", "lines"] {
            assert_eq!(shown[field], order[field], "{field} of {uid}");
        }
        let history = shown["history"].as_array().map_or(0, Vec::len);
        assert_eq!(json!(history), shown["rev"], "the history of {uid}");
    }
    journal
}
