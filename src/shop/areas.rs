//! The areas of a shop: its use cases, by subject.
//!
//! A row is a type of its own and not a group of methods on [`Shop`], so that the signature of a function says what it
//! can touch. What an area can do stands in the file of its subject.

use super::Shop;

/// A part of what one can do in a shop. Each is as large as a pointer, and making one allocates nothing.
pub trait Area: Send + 'static {
    /// This area of a shop.
    fn of(shop: &Shop) -> Self;
}

/// From each row the type of an area, and the method of a shop that gives it.
macro_rules! areas {
    ($($(#[$about:meta])* $name:ident: $area:ident;)*) => {
        $(
            $(#[$about])*
            #[derive(Clone)]
            pub struct $area(pub(super) Shop);

            impl Area for $area {
                fn of(shop: &Shop) -> Self {
                    Self(shop.clone())
                }
            }
        )*

        impl Shop {
            $(
                $(#[$about])*
                pub fn $name(&self) -> $area {
                    Area::of(self)
                }
            )*
        }
    };
}

areas! {
    /// The orders: placed, found again, paid, moved, and ended by the clock.
    orders: Orders;
    /// Money of orders that is no payment: corrections of payments, and what came in with nothing owed.
    claims: Claims;
    /// Orders at the tables: brought there, and dishes that go over from one to another.
    table_service: TableService;
    /// Receipts and bills, made when they are looked at.
    receipts: Receipts;
    /// Rounds that guests add to their orders: asked for, accepted and declined.
    rounds: Rounds;
    /// The drawers: opened, counted, closed, and cash that moves in them.
    shifts: Shifts;
    /// The menu: read by everybody, edited by the owner, sold out and back, as a file, with its pictures.
    menu: ShopMenu;
    /// The price levels and fees: read by the till, edited by the owner.
    price_levels: PriceLevels;
    /// Who works here: added, renamed, retired and restored.
    people: People;
    /// Logging in and out, and whose a session is.
    sessions: Sessions;
    /// The devices that may come in, and screens that are paired.
    devices: Devices;
    /// The first start: its code, the owner, and its end.
    setup: Setup;
    /// What the owner decides, and what everybody may know of the shop.
    settings: ShopSettings;
    /// The printers: set up, searched for, tried out and retired.
    printers: Printers;
    /// What is to be printed: asked for, and decided about.
    print_queue: PrintQueue;
    /// Which clock is right, where the machine's and the shop's differ.
    timekeeping: Timekeeping;
    /// The tables, the cards on them, and the Wi-Fi on the cards.
    tables: Tables;
    /// By which addresses and names the shop is reached, and which of them is printed.
    network: Network;
    /// The backups: made, copied to a second destination, previewed and restored.
    backups: Backups;
    /// What happened and what was changed, as pages and as files.
    history: History;
    /// Reports of business days, and the kept sums of those that are over.
    reports: Reports;
    /// How the shop is: for its supervisor, for a collector of metrics, and for the owner.
    health: Health;
    /// Live streams: rooms, the journal, the board, and the presence of screens.
    live: Live;
}
