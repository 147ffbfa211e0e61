//! Every setting, one row each: name on the wire, type, default, what it may be, where the owner changes it, and who
//! may read it.
//!
//! The structs by which the program reads its settings are declared by the same rows. What a row cannot say, because
//! it is about two settings or about the world outside, is in `rules.rs`.

use super::{
    PaymentTiming,
    row::{Group, Kind, Readers, Row, Unit, exact, number, settings, text},
};
use crate::domain::{Language, PaymentMethod, Speaker};

settings! {
    /// The settings of the shop; there is exactly one of these.
    pub struct Settings in "" {
        /// Whether customers can order now.
        takes_orders: bool = true => Kind::Flag, Opening, Everyone;

        /// What stands over the door.
        shop_name: String = "Siap".to_owned() => text(1, 60), Shop, Everyone;
        /// Street and town as they stand on the cards and under the menu; empty is none.
        street_address: String = String::new() => text(0, 120), Shop, Everyone;
        /// The language of tickets, and of screens on which no other one was chosen.
        locale: Language = Language::Indonesian => Kind::Choice { of: Language::WORDS }, Shop, Everyone;
        /// The name of the shop's time zone in the IANA database.
        time_zone: String = "Asia/Jakarta".to_owned() => exact(1, 60), Shop, Everyone;
        /// When a new business day begins, in minutes after midnight.
        day_cutoff_minutes: i64 = 240 => Kind::Clock, Shop, Owner;
        /// Where the logo is fetched; null without one.
        logo_url: Option<String> = None => Kind::Picture, Logo, Everyone;

        /// When the kitchen starts.
        payment_timing: PaymentTiming = PaymentTiming::Before =>
            Kind::Choice { of: PaymentTiming::WORDS }, Ordering, Everyone;
        /// What customers may choose from.
        payment_methods: Vec<PaymentMethod> = PaymentMethod::ALL.to_vec() =>
            Kind::Choices { of: PaymentMethod::WORDS, least: 1 }, Ordering, Everyone;
        /// How long an unpaid order waits before it is cancelled; 0 is for ever.
        unpaid_expiry_minutes: i64 = 60 => number(0, 10_080, Unit::Minutes), Ordering, Everyone;
        /// Whether orders that are ready and paid are completed when the business day changes.
        completes_ready_orders: bool = true => Kind::Flag, Ordering, Owner;
        /// How long after the end of its business day a closed order keeps the guest's name and notes; 0 is for ever.
        forget_guests_days: i64 = 90 => number(0, 3_650, Unit::Days), Ordering, Owner;

        /// How old a ticket in the kitchen is when it is marked.
        kitchen_amber_minutes: i64 = 8 => number(1, 240, Unit::Minutes), Screens, Everyone;
        /// How old a ticket is when it is late; more than `kitchen_amber_minutes`.
        kitchen_red_minutes: i64 = 15 => number(2, 240, Unit::Minutes), Screens, Everyone;
        /// How long a ready number stays on the board; 0 is for ever.
        board_ready_minutes: i64 = 30 => number(0, 1_440, Unit::Minutes), Screens, Everyone;
        /// How long a kiosk waits for a touch before it asks whether the customer is still there.
        kiosk_idle_s: i64 = 60 => number(15, 600, Unit::Seconds), Screens, Everyone;

        /// The interface whose address phones are to use; empty for the likeliest.
        preferred_interface: String = String::new() => exact(0, 32), Address, Owner;
        /// What the shop is called in its own network, without `.local`: one label.
        local_name: String = "siap".to_owned() => exact(1, 63), Address, Owner;
        /// Other names by which this machine is reached.
        host_names: Vec<String> = Vec::new() => Kind::Names { most: 10, length: 100 }, Hosts, Owner;

        parts {
            /// Which screens make themselves heard.
            sounds: Sounds;
            /// How much one address may ask for.
            limits: Limits;
            /// Which backups are kept, and where else.
            backups: BackupRules;
        }
    }

    /// The sounds of the shop. A screen that may sound can still be turned off at the screen itself.
    pub struct Sounds in "sounds." {
        /// Which screens may make a sound; none is a silent shop.
        screens: Vec<Speaker> = Speaker::ALL.to_vec() => Kind::Choices { of: Speaker::WORDS, least: 0 }, Sounds, Everyone;
        /// How loud, of what a tablet's loudspeaker bears.
        volume_percent: i64 = 70 => number(10, 100, Unit::Percent), Sounds, Everyone;
    }

    /// What one address in the network may ask for, so that the others need not wait for it. An address is a phone, or
    /// all phones behind one router.
    #[derive(Copy)]
    pub struct Limits in "limits." {
        /// Orders.
        orders_per_minute: i64 = 10 => number(1, 600, Unit::PerMinute), Limits, Owner;
        /// Orders that are not paid yet.
        unpaid_orders: i64 = 3 => number(1, 100, Unit::AtOnce), Limits, Owner;
        /// Orders from a kiosk that was paired; it has no limit of unpaid ones.
        kiosk_orders_per_minute: i64 = 60 => number(1, 600, Unit::PerMinute), Limits, Owner;
        /// Look-ups of an order by number and code.
        lookups_per_minute: i64 = 5 => number(1, 600, Unit::PerMinute), Limits, Owner;
        /// Questions for orders that do not exist.
        unknown_orders_per_minute: i64 = 30 => number(1, 600, Unit::PerMinute), Limits, Owner;
        /// Sockets and event streams; those of staff and of paired screens do not count.
        sockets: i64 = 16 => number(1, 1_000, Unit::AtOnce), Limits, Owner;
        /// Messages over sockets.
        messages_per_minute: i64 = 100 => number(10, 6_000, Unit::PerMinute), Limits, Owner;
        /// Connections.
        connections: i64 = 256 => number(16, 10_000, Unit::AtOnce), Limits, Owner;
    }

    /// Which backups are kept, each the newest of its hour, day or week, and where else.
    pub struct BackupRules in "backups." {
        /// The newest of so many hours in which there were any.
        hourly: i64 = 24 => number(1, 240, Unit::Backups), Backups, Owner;
        /// The newest of so many days.
        daily: i64 = 7 => number(0, 366, Unit::Backups), Backups, Owner;
        /// The newest of so many weeks, from Monday on.
        weekly: i64 = 8 => number(0, 520, Unit::Backups), Backups, Owner;
        /// A folder on another disk, as a path from the root; empty where there is none.
        place: String = String::new() => Kind::Folder { most: 200 }, Backups, Owner;
    }
}
