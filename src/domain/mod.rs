//! The rules of the counter: what an order is and what may happen to it.
//!
//! Ground floor. No clock, file, socket or database is known here; time and randomness come in
//! as values, so that every rule can be tested by a table.

mod card;
mod change;
mod day;
mod decisions;
mod deed;
mod event;
mod language;
mod menu;
mod money;
mod number;
mod order;
mod payment;
mod picture;
mod placing;
mod refusal;
mod room;
mod setting_keys;
mod settings;
mod speaker;
mod staff;
mod status;
pub mod text;
mod uid;
mod view;
mod wire;

pub use card::{NamedTable, Table, Wifi, WifiSecurity};
pub use change::{Change, Chapter, Subject};
pub use day::{BusinessDay, Days};
pub use decisions::Decisions;
pub use deed::Deed;
pub use event::{Cause, Event, EventKind, Happening, Recorded};
pub use language::{Language, Words};
pub use menu::{
    Category, CategoryDraft, CategoryEditor, CategoryLayout, FileCategory, FileGroup, FileItem,
    FileOption, GroupDraft, GroupEditor, ItemDraft, ItemEditor, ItemView, Menu, MenuDifference,
    MenuEditor, MenuFile, MenuItem, MenuView, ModifierGroup, ModifierOption, OptionDraft,
    RetiredItem,
};
pub use money::{Money, MoneyOverflow};
pub use number::OrderNumber;
pub use order::{Cancellation, Channel, ChosenModifier, Order, OrderLine, OrderType};
pub use payment::{Payment, PaymentMethod};
pub use picture::Picture;
pub use placing::{Draft, LineRequest, OptionRequest, OrderRequest, Stamp};
pub use refusal::Refusal;
pub use room::{Room, RoomKind};
pub use setting_keys::Unset;
pub use settings::{
    BackupRules, Group, Kind, Limits, PaymentTiming, Readers, Row, Settings, SettingsPatch, Sounds,
    TABLE as SETTINGS, Unit, UnreadPatch,
};
pub use speaker::Speaker;
pub use staff::{Actor, Pin, Role, Staff};
pub use status::{
    Guard, LineStatus, Move, OrderStatus, Party, PaymentStatus, RULES, Rule, UNDO_MINUTES, allowed,
    rule_for,
};
pub use uid::{LookupCode, OrderUid, PairingCode, TableToken};
pub use view::{Board, CustomerView, StaffView};
pub use wire::Object;

/// Bounds of what can be sent: characters of a text, pieces of a list, whole rupiah. The API documents say them too, and a
/// test holds them to these. The bounds of settings stand where settings are checked.
pub mod bounds {
    pub use super::{
        menu::{
            DESCRIPTION_LENGTH, HIGHEST_PRICE, MOST_CATEGORIES, MOST_CHOICES, MOST_GROUPS,
            MOST_ITEMS, MOST_OPTIONS, NAME_LENGTH as MENU_NAME_LENGTH, STATION_LENGTH,
        },
        money::LARGEST as LARGEST_SUM,
        order::REASON_LENGTH,
        placing::{MOST_LINES, MOST_OF_ONE, NAME_LENGTH, NOTE_LENGTH, TABLE_LENGTH},
        staff::NAME_LENGTH as STAFF_NAME_LENGTH,
    };
}
