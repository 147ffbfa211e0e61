//! A table, and the token in the address on its QR card.

use serde::Serialize;

use super::{TableToken, string_enum::string_enum};

/// A table as its card knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Stays with the table when it is renamed.
    pub id: i64,
    /// What stands on it.
    pub name: String,
    /// What the address on its card ends in.
    pub token: TableToken,
}

string_enum! {
    /// What a guest asks for from a table.
    pub enum CallKind {
        /// That a waiter comes.
        Waiter = "waiter",
        /// That the bill is brought.
        Bill = "bill",
    }
}

/// A table as the owner's list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTable {
    /// Which one; without it, the table of that name or a new one.
    pub id: Option<i64>,
    /// What is to stand on it.
    pub name: String,
}
