//! How much one address may ask of the shop, so that nobody else has to wait for it.

use serde::{Deserialize, Serialize};

use super::Refusal;

/// The limits of one address in the network. A phone, or everybody behind one router.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Orders in a minute, 1..600.
    pub orders_per_minute: i64,
    /// Orders that nobody has paid yet, at once, 1..100.
    pub unpaid_orders: i64,
    /// Orders in a minute from a kiosk that was paired, 1..600.
    pub kiosk_orders_per_minute: i64,
    /// Look-ups by number and code in a minute, 1..600.
    pub lookups_per_minute: i64,
    /// Questions for orders that do not exist in a minute, 1..600.
    pub unknown_orders_per_minute: i64,
    /// Sockets and event streams at once, 1..1000.
    pub sockets: i64,
    /// Messages over sockets in a minute, 10..6000.
    pub messages_per_minute: i64,
    /// Connections at once, 16..10000.
    pub connections: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            orders_per_minute: 10,
            unpaid_orders: 3,
            kiosk_orders_per_minute: 60,
            lookups_per_minute: 5,
            unknown_orders_per_minute: 30,
            sockets: 16,
            messages_per_minute: 100,
            connections: 256,
        }
    }
}

impl Limits {
    /// Keeps limits only if a shop can work with them.
    ///
    /// # Errors
    /// Names the first that cannot be used.
    pub fn checked(self) -> Result<Self, Refusal> {
        let bounds = [
            ("limits.orders_per_minute", self.orders_per_minute, 1, 600),
            ("limits.unpaid_orders", self.unpaid_orders, 1, 100),
            (
                "limits.kiosk_orders_per_minute",
                self.kiosk_orders_per_minute,
                1,
                600,
            ),
            ("limits.lookups_per_minute", self.lookups_per_minute, 1, 600),
            (
                "limits.unknown_orders_per_minute",
                self.unknown_orders_per_minute,
                1,
                600,
            ),
            ("limits.sockets", self.sockets, 1, 1000),
            (
                "limits.messages_per_minute",
                self.messages_per_minute,
                10,
                6000,
            ),
            ("limits.connections", self.connections, 16, 10_000),
        ];
        let mut unfit = bounds
            .into_iter()
            .filter(|(_, value, least, most)| !(least..=most).contains(&value));
        match unfit.next() {
            Some((field, ..)) => Err(Refusal::UnfitSetting { field }),
            None => Ok(self),
        }
    }
}
