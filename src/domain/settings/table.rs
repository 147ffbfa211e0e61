//! Every setting, one row each: name on the wire, type, default, what it may be, where the owner changes it, and who
//! may read it.
//!
//! The structs by which the program reads its settings are declared by the same rows. What a row cannot say, because
//! it is about two settings or about the world outside, is in `rules.rs`.

use super::{
    OpenBills, PaymentTiming,
    row::{Group, Kind, Readers, Row, Unit, exact, number, settings, text},
};
use crate::domain::{
    CashRounding, Channel, Language, MOST_TILLS, PaymentMethod, PricesInclude, SmallestCoin,
    SoundDevice,
};

/// What a form shows first of a day; it holds once the hours are on.
const USUAL_HOURS: &str = "08:00-21:00";

/// Most characters of a number at the tax office; regions write them in their own ways.
const TAX_NUMBER_LENGTH: usize = 40;

settings! {
    /// The settings of the shop; there is exactly one of these.
    pub struct Settings in "" {
        /// Whether customers can order now.
        takes_orders: bool = true => Kind::Flag, Opening, Everyone;

        /// The shop's name, shown above the menu.
        shop_name: String = "Siap".to_owned() => text(1, 60), Shop, Everyone;
        /// Street and town, shown on the QR cards and below the menu; empty is none.
        street_address: String = String::new() => text(0, 120), Shop, Everyone;
        /// The language of tickets, and of screens on which no other one was chosen.
        locale: Language = Language::Indonesian => Kind::Choice { of: Language::WORDS }, Shop, Everyone;
        /// The name of the shop's time zone in the IANA database.
        time_zone: String = "Asia/Jakarta".to_owned() => exact(1, 60), Shop, Everyone;
        /// When a new business day begins, in minutes after midnight.
        day_cutoff_minutes: i64 = 240 => Kind::Clock, Shop, Owner;
        /// Address of the logo; null without one.
        logo_url: Option<String> = None => Kind::Picture, Logo, Everyone;

        /// When the kitchen starts.
        payment_timing: PaymentTiming = PaymentTiming::Before =>
            Kind::Choice { of: PaymentTiming::WORDS }, Ordering, Everyone;
        /// Which orders the kitchen makes before they are paid, when the staff sends them.
        open_bills: OpenBills = OpenBills::DineIn =>
            Kind::Choice { of: OpenBills::WORDS }, Ordering, Everyone;
        /// What customers can choose from.
        payment_methods: Vec<PaymentMethod> = PaymentMethod::OFFERED.to_vec() =>
            Kind::Choices { of: PaymentMethod::OFFERED_WORDS, least: 1 }, Ordering, Everyone;
        /// How long an unpaid order waits before it is cancelled; 0 is never.
        unpaid_expiry_minutes: i64 = 60 => number(0, 10_080, Unit::Minutes), Ordering, Everyone;
        /// Whether orders that are ready and paid are completed when the business day changes.
        completes_ready_orders: bool = true => Kind::Flag, Ordering, Owner;
        /// How long after the end of its business day a closed order keeps the customer's name and notes; 0 is forever.
        forget_guests_days: i64 = 90 => number(0, 3_650, Unit::Days), Ordering, Owner;

        /// Age at which a ticket in the kitchen turns yellow.
        kitchen_amber_minutes: i64 = 8 => number(1, 240, Unit::Minutes), Screens, Everyone;
        /// Age at which a ticket turns red; more than `kitchen_amber_minutes`.
        kitchen_red_minutes: i64 = 15 => number(2, 240, Unit::Minutes), Screens, Everyone;
        /// How long a ready number stays on the board; 0 is forever.
        board_ready_minutes: i64 = 30 => number(0, 1_440, Unit::Minutes), Screens, Everyone;
        /// How long a kiosk waits for a touch before it asks whether the customer is still there.
        kiosk_idle_s: i64 = 60 => number(15, 600, Unit::Seconds), Screens, Everyone;

        /// The network interface whose address phones use; empty for the likeliest.
        preferred_interface: String = String::new() => exact(0, 32), Address, Owner;
        /// The shop's name on its own network, without `.local`: one label.
        local_name: String = "siap".to_owned() => exact(1, 63), Address, Owner;
        /// Other names of the shop's computer.
        host_names: Vec<String> = Vec::new() => Kind::Names { most: 10, length: 100 }, Hosts, Owner;

        parts {
            /// The shop's QRIS code, and how it is shown.
            qris: QrisSettings;
            /// When guests can order.
            hours: HoursSettings;
            /// What guests may do with an order that was sent.
            orders: OrderSettings;
            /// How a bill is made.
            bill: BillSettings;
            /// By which numbers the tax office knows the shop.
            tax: TaxSettings;
            /// The accounts of the bookkeeping.
            books: BooksSettings;
            /// How the drawer is opened and counted.
            shifts: ShiftSettings;
            /// What a cashier does alone, and what the owner has to approve.
            approvals: ApprovalSettings;
            /// What is printed by itself.
            printing: PrintingSettings;
            /// Which screens make a sound.
            sounds: Sounds;
            /// How much one address may ask for.
            limits: Limits;
            /// Which backups are kept, and where else.
            backups: BackupRules;
        }
    }

    /// The shop's QRIS code, and how it is shown.
    pub struct QrisSettings in "qris." {
        /// The text of the shop's own code, which every customer may scan; empty is none.
        code: String = String::new() => Kind::Qris, Qris, Owner;
        /// Whether customers scan a code with the amount in it, or the plain one.
        fills_in_amount: bool = true => Kind::Flag, Qris, Owner;
        /// The most that one payment may be.
        most_amount: i64 = 10_000_000 => number(1_000, 100_000_000, Unit::Rupiah), Qris, Owner;
    }

    /// When guests can order. The till sells at any hour.
    pub struct HoursSettings in "hours." {
        /// Whether guests order in the opening hours only.
        is_on: bool = false => Kind::Flag, Hours, Everyone;
        /// On Mondays; empty is closed.
        monday: String = USUAL_HOURS.to_owned() => Kind::Spans, Hours, Everyone;
        /// On Tuesdays.
        tuesday: String = USUAL_HOURS.to_owned() => Kind::Spans, Hours, Everyone;
        /// On Wednesdays.
        wednesday: String = USUAL_HOURS.to_owned() => Kind::Spans, Hours, Everyone;
        /// On Thursdays.
        thursday: String = USUAL_HOURS.to_owned() => Kind::Spans, Hours, Everyone;
        /// On Fridays.
        friday: String = USUAL_HOURS.to_owned() => Kind::Spans, Hours, Everyone;
        /// On Saturdays.
        saturday: String = USUAL_HOURS.to_owned() => Kind::Spans, Hours, Everyone;
        /// On Sundays.
        sunday: String = USUAL_HOURS.to_owned() => Kind::Spans, Hours, Everyone;
        /// How long before it closes the shop takes the last orders of guests.
        last_order_minutes: i64 = 0 => number(0, 240, Unit::Minutes), Hours, Everyone;
        /// Until when the till paused the orders of guests, in milliseconds since 1970; 0 is not paused.
        paused_until_ms: i64 = 0 => Kind::Moment, Hours, Everyone;
    }

    /// What guests may do from their phones.
    #[derive(Copy)]
    pub struct OrderSettings in "orders." {
        /// Whether who holds the link of an order can ask for more from their own phone.
        guests_may_add: bool = false => Kind::Flag, Ordering, Everyone;
        /// Whether the till accepts each of these rounds before it is on the bill and in the kitchen.
        rounds_need_acceptance: bool = true => Kind::Flag, Ordering, Everyone;
        /// Whether guests call a waiter, or for the bill, from their table's card and from an order at a table.
        guests_may_call: bool = true => Kind::Flag, Ordering, Everyone;
    }

    /// How a bill is made: tax, service, and what can be counted out in cash. An order keeps what held when it was
    /// placed.
    #[derive(Copy)]
    pub struct BillSettings in "bill." {
        /// The tax of food and drink (PB1, PBJT); 0 is none.
        restaurant_tax_bp: i64 = 0 => number(0, 2_500, Unit::BasisPoints), Bill, Everyone;
        /// The tax of goods (PPN); 0 is none.
        vat_bp: i64 = 0 => number(0, 2_500, Unit::BasisPoints), Bill, Everyone;
        /// The service charge; 0 is none.
        service_bp: i64 = 0 => number(0, 2_500, Unit::BasisPoints), Bill, Everyone;
        /// What the prices of the menu hold.
        prices_include: PricesInclude = PricesInclude::Nothing =>
            Kind::Choice { of: PricesInclude::WORDS }, Bill, Everyone;
        /// The smallest coin in the drawer, to which cash is rounded.
        smallest_coin: SmallestCoin = SmallestCoin::One =>
            Kind::Choice { of: SmallestCoin::WORDS }, Bill, Everyone;
        /// Where a sum between two coins goes.
        cash_rounding: CashRounding = CashRounding::Nearest =>
            Kind::Choice { of: CashRounding::WORDS }, Bill, Everyone;
    }

    /// By which numbers the regional tax office knows the shop.
    pub struct TaxSettings in "tax." {
        /// The number of the taxpayer (NPWPD), on receipts and in the summary of the tax; empty is none.
        npwpd: String = String::new() => text(0, TAX_NUMBER_LENGTH), Bill, Owner;
        /// The number of what is taxed (NOPD), in the summary of the tax; empty is none.
        nopd: String = String::new() => text(0, TAX_NUMBER_LENGTH), Bill, Owner;
    }

    /// The accounts of the bookkeeping, each with its code, a space and its name.
    pub struct BooksSettings in "books." {
        /// Notes and coins.
        cash: String = "1-10001 Kas".to_owned() => Kind::Account, Books, Owner;
        /// What QRIS providers still have to pay.
        qris: String = "1-10110 Piutang QRIS".to_owned() => Kind::Account, Books, Owner;
        /// The bank account.
        transfer: String = "1-10002 Rekening Bank".to_owned() => Kind::Account, Books, Owner;
        /// Card payments that the bank still has to pay out.
        card: String = "1-10111 Piutang Kartu".to_owned() => Kind::Account, Books, Owner;
        /// What delivery apps still have to pay.
        app: String = "1-10112 Piutang Aplikasi".to_owned() => Kind::Account, Books, Owner;
        /// Sales at menu prices, without tax and service.
        sales: String = "4-40000 Penjualan".to_owned() => Kind::Account, Books, Owner;
        /// Discounts.
        discounts: String = "4-40100 Diskon Penjualan".to_owned() => Kind::Account, Books, Owner;
        /// What was given away.
        gifts: String = "4-40101 Menu Gratis".to_owned() => Kind::Account, Books, Owner;
        /// What was given back of dishes.
        refunds: String = "4-40200 Retur Penjualan".to_owned() => Kind::Account, Books, Owner;
        /// The service charge.
        service: String = "4-40300 Biaya Layanan".to_owned() => Kind::Account, Books, Owner;
        /// The tax on food and drink that is owed.
        restaurant_tax: String = "2-20599 Utang PB1".to_owned() => Kind::Account, Books, Owner;
        /// The value added tax that is owed.
        vat: String = "2-20500 PPN Keluaran".to_owned() => Kind::Account, Books, Owner;
        /// What cash was rounded by.
        rounding: String = "7-70003 Pembulatan".to_owned() => Kind::Account, Books, Owner;
        /// What customers paid ahead.
        deposits: String = "2-20203 Uang Muka Pelanggan".to_owned() => Kind::Account, Books, Owner;
        /// What customers have to get back.
        claims: String = "2-20204 Titipan Pelanggan".to_owned() => Kind::Account, Books, Owner;
        /// Cash of the shop that is not in a drawer.
        safe: String = "1-10004 Kas Besar".to_owned() => Kind::Account, Books, Owner;
        /// What was paid out of drawers.
        expenses: String = "6-60100 Biaya Umum".to_owned() => Kind::Account, Books, Owner;
        /// Money that fits no bill, or no count of a drawer.
        difference: String = "8-80999 Selisih Kas".to_owned() => Kind::Account, Books, Owner;
    }

    /// How the drawer is opened and counted.
    #[derive(Copy)]
    pub struct ShiftSettings in "shifts." {
        /// How many drawers with cash there are.
        tills: i64 = 1 => number(1, MOST_TILLS, Unit::Drawers), Drawer, Everyone;
        /// Whether the cash in a drawer is counted when it is opened, and not taken over from the count before.
        counts_float: bool = true => Kind::Flag, Drawer, Everyone;
        /// Whether cashiers are told what should be in the drawer only once they have counted it.
        blind_count: bool = true => Kind::Flag, Drawer, Everyone;
    }

    /// What a cashier does alone, and what the owner has to approve with a PIN.
    #[derive(Copy)]
    pub struct ApprovalSettings in "approvals." {
        /// The share of an order that its discounts together may take off without an approval.
        free_discount_bp: i64 = 1_000 => number(0, 10_000, Unit::BasisPoints), Approvals, Owner;
        /// Or this amount, if it is more than that share, as for small orders.
        free_discount_amount: i64 = 10_000 => number(0, 1_000_000, Unit::Rupiah), Approvals, Owner;
        /// Whether a dish that is given away needs an approval.
        complimentary: bool = true => Kind::Flag, Approvals, Owner;
        /// Whether taking off a dish that the kitchen has needs an approval.
        void: bool = true => Kind::Flag, Approvals, Owner;
        /// Whether a refund needs an approval.
        refund: bool = true => Kind::Flag, Approvals, Owner;
        /// How much cash may be taken out of the drawer at once without an approval.
        free_pay_out: i64 = 50_000 => number(0, 10_000_000, Unit::Rupiah), Approvals, Owner;
        /// Whether opening the drawer without a sale needs an approval.
        drawer: bool = true => Kind::Flag, Approvals, Owner;
    }

    /// What is printed by itself, in a shop that has a printer for it.
    pub struct PrintingSettings in "printing." {
        /// Whether each station gets a ticket for what it is to make.
        kitchen_tickets: bool = true => Kind::Flag, Printing, Owner;
        /// Of which orders a receipt comes when they are paid.
        receipts: Vec<Channel> = Channel::ALL.to_vec() => Kind::Choices { of: Channel::WORDS, least: 0 }, Printing, Owner;
        /// Whether a slip to be signed comes with each refund.
        refund_slips: bool = true => Kind::Flag, Printing, Owner;
        /// Whether the cash drawer opens when cash comes in or goes back.
        opens_drawer: bool = true => Kind::Flag, Printing, Owner;
    }

    /// The sounds of the shop. A screen that may sound can still be turned off at the screen itself.
    pub struct Sounds in "sounds." {
        /// Which screens make a sound; none is a silent shop.
        screens: Vec<SoundDevice> = SoundDevice::ALL.to_vec() => Kind::Choices { of: SoundDevice::WORDS, least: 0 }, Sounds, Everyone;
        /// Volume.
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
        /// Questions what a cart costs.
        prices_per_minute: i64 = 120 => number(10, 6_000, Unit::PerMinute), Limits, Owner;
        /// Lookups of an order by number and code.
        lookups_per_minute: i64 = 5 => number(1, 600, Unit::PerMinute), Limits, Owner;
        /// Lookups of unknown orders.
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
        /// The newest of this many hours that had a backup.
        hourly: i64 = 24 => number(1, 240, Unit::Backups), Backups, Owner;
        /// The newest of this many days.
        daily: i64 = 7 => number(0, 366, Unit::Backups), Backups, Owner;
        /// The newest of this many weeks, from Monday on.
        weekly: i64 = 8 => number(0, 520, Unit::Backups), Backups, Owner;
        /// A folder on another disk, as an absolute path; empty is none.
        place: String = String::new() => Kind::Folder { most: 200 }, Backups, Owner;
    }
}
