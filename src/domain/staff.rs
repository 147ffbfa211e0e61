//! Who works here, and who can be behind a change.

use serde::{Deserialize, Serialize};

use super::{Party, wire::wire_enum};

wire_enum! {
    /// What somebody of the staff may do.
    pub enum Role {
        /// Everything.
        Owner = "owner",
        /// Orders, money, what is sold out.
        Cashier = "cashier",
        /// What is cooked and what is sold out.
        Kitchen = "kitchen",
    }
}

/// Somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Their number in the database.
    pub id: i64,
    /// The name they log in with.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// Who is behind a change to an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Whoever holds the order's link.
    Customer,
    /// Somebody of the staff.
    Staff(Staff),
    /// Time itself: an order that nobody paid.
    Clock,
}

impl Actor {
    /// The party whose rights this actor has.
    #[must_use]
    pub fn party(&self) -> Party {
        match self {
            Self::Customer => Party::Customer,
            Self::Clock => Party::Clock,
            Self::Staff(staff) => match staff.role {
                Role::Owner => Party::Owner,
                Role::Cashier => Party::Cashier,
                Role::Kitchen => Party::Kitchen,
            },
        }
    }

    /// The name for the order's history.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Customer => "customer",
            Self::Clock => "clock",
            Self::Staff(staff) => &staff.name,
        }
    }
}
