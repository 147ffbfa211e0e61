//! The rules of the counter: what an order is and what may happen to it.
//!
//! The lowest layer. No clock, file, socket or database is known here; time and randomness come in
//! as values, so that every rule can be tested by a table.

mod approval;
mod bill;
mod day;
mod display;
mod history;
mod language;
mod menu;
mod money;
mod opening;
mod order;
mod paper;
mod payment;
mod picture;
mod price_level;
mod printing;
mod qris;
mod refusal;
mod report;
mod room;
mod settings;
mod shift;
mod sound;
mod staff;
mod string_enum;
mod table;
mod takings;
pub mod text;
mod wifi;
mod words;

pub use approval::MoneyAct;
pub use bill::{
    BasisPoints, Bill, CashRounding, CashStep, Charge, DiscountRule, Parts, Portion, PricesInclude,
    RefundParts, SmallestCoin, SplitError, TaxClass, Terms, split, split_evenly, sum,
};
pub use day::{BusinessDay, Days};
pub use display::{BillRow, BillRowKind, Display, DisplayLine, DisplayPayment, DisplayView};
pub use history::{Change, HistoryEntry, HistoryFilter, HistoryScope, Subject};
pub use language::{Language, Words};
pub use menu::{
    Category, CategoryDraft, CategoryEditor, CategoryLayout, FileCategory, FileGroup, FileItem,
    FileOption, GroupDraft, GroupEditor, ItemDraft, ItemEditor, ItemView, LevelsView, Menu,
    MenuDifference, MenuEditor, MenuFile, MenuItem, MenuView, ModifierGroup, ModifierOption, Offer,
    OptionDraft, Repricing, RetiredItem, Stock, TableError, TableFault, TableRow, known_headings,
    rests_until,
};
pub use money::{Money, MoneyOverflow};
pub use opening::{DaySpans, LONGEST_PAUSE, OpeningNow, OpeningState, ShopTime, WallTime};
pub use order::{
    Approved, BillView, Board, Cancellation, Cause, Channel, Check, CheckDraft, CheckLine,
    ChosenModifier, CustomerView, DetailsPatch, Discount, Event, EventFacts, EventKind, EventType,
    Guard, Initiator, LineRequest, LineStatus, LookupCode, MergeOutcome, Move, NewBill,
    OptionRequest, Order, OrderLine, OrderLink, OrderNumber, OrderRequest, OrderStatus, OrderType,
    OrderUid, PairingCode, PaymentRequest, PaymentStatus, Pieces, PlacementContext, PricedOrder,
    Queue, RULES, Recorded, RefundOf, RequestState, RoundRequest, Rule, Share, SplitBy, StaffView,
    TableToken, UNDO_MINUTES, UsualMinutes, Voided, allowed, price_lines, rule_for,
};
pub use paper::{
    DRAWN_NAME_HEIGHT, Document, End, LARGEST_PRINTED_LOGO, Letterhead, Line, Mark, PaperWidth,
    Printing, Profile, Raster, Size, Slip, Text, UnreadableDocument, WIDEST_DRAWN_NAME, bill,
    code_card, drawer_pulse, kitchen_ticket, pickup_slip, receipt, receipt_of_check, refund_slip,
    table_document, test_page, void_ticket,
};
pub use payment::{
    Claim, ClaimCause, Correction, Ledger, PaidWay, Payment, PaymentMethod, Refund, RefundedLine,
    Settlement,
};
pub use picture::Picture;
pub use price_level::{Fee, FeeKind, OrderLevel, PriceLevel};
pub use printing::{
    Due, JobAct, JobDraft, JobKind, JobState, MOST_PRINTERS, PRINT_JOBS_KEPT, PaperKind, PrintJob,
    PrintReason, Printer, PrinterSpec, PrinterState, PrinterWay, PrintingError, caused_by, due,
    printer_for, printer_of_drawer,
};
pub use qris::{Graymap, Merchant, Qris, QrisError, QrisView};
pub use refusal::Refusal;
pub use report::{
    Account, BookAccount, DayFacts, DayReport, DrawerMove, Group as ReportGroup, Invoice, Minutes,
    Misfit, Posting, PostingKind, ReportTable, Sales, Tally, TaxSum, Ticket, drawer_entry,
};
pub use room::{Room, RoomKind};
pub use settings::{
    AllSettings, ApprovalSettings, BackupRules, BillSettings, BooksSettings, Group, HoursSettings,
    Kind, Limits, OpenBills, OrderSettings, PaymentTiming, PrintingSettings, QrisSettings, Readers,
    Row, SettingError, Settings, SettingsPatch, ShiftSettings, Sounds, TABLE as SETTINGS,
    TaxSettings, Unit, UnreadPatch,
};
pub use shift::{
    CashCount, CashMove, CashMoveDraft, CashMoveKind, DENOMINATIONS, Denomination, FlowSum,
    MOST_TILLS, MoneyFlow, RefundNote, SaleSums, Shift, ShiftClosing, ShiftCount, ShiftReport,
    ShiftRows, Till, VoidNote,
};
pub use sound::SoundDevice;
pub use staff::{Actor, Pin, Role, Staff};
pub use string_enum::Object;
pub use table::{CallKind, NamedTable, Table};
pub use takings::{ActiveOrders, DaySoFar, MethodTakings, OrdersAndMoney};
pub use wifi::{Wifi, WifiSecurity};
pub use words::say;

/// Bounds of what can be sent: characters of a text, pieces of a list, whole rupiah. The API documents say them too,
/// and a test holds them to these. The bounds of settings stand where settings are checked.
pub mod bounds {
    pub use super::{
        bill::MOST_CHECKS,
        day::MOST_DAYS,
        menu::{
            DESCRIPTION_LENGTH, HIGHEST_PRICE, MOST_CATEGORIES, MOST_CHOICES, MOST_GROUPS,
            MOST_ITEMS, MOST_OPTIONS, MOST_PIECES, MOST_UP_BP, NAME_LENGTH as MENU_NAME_LENGTH,
            STATION_LENGTH,
        },
        money::LARGEST as LARGEST_SUM,
        order::{
            LABEL_LENGTH, MOST_LINES, MOST_OF_ONE, NAME_LENGTH, NOTE_LENGTH, REASON_LENGTH,
            TABLE_LENGTH,
        },
        paper::WIDEST_DRAWN_NAME,
        price_level::MOST_LEVELS,
        printing::{ADDRESS_LENGTH as PRINTER_ADDRESS_LENGTH, MOST_STATIONS, PRINTER_NAME_LENGTH},
        qris::LONGEST_CODE as LONGEST_QRIS,
        report::ACCOUNT_LENGTH,
        shift::MOST_TILLS,
        staff::NAME_LENGTH as STAFF_NAME_LENGTH,
    };
}
