//! The screens that can play sounds.

use super::string_enum::string_enum;

string_enum! {
    /// A screen that can play sounds.
    pub enum SoundDevice {
        /// The till, for a new order.
        Cashier = "cashier",
        /// The kitchen, for a new, changed or cancelled ticket.
        Kitchen = "kitchen",
        /// The board, with a chime and the number, when an order is ready.
        Board = "board",
        /// A customer's own phone, when their order is ready.
        Customer = "customer",
    }
}
