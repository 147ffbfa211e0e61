//! What was changed, by whom: the kinds of things whose history the shop keeps.

use super::wire::wire_enum;

wire_enum! {
    /// What kind of thing was changed.
    pub enum Subject {
        /// A category of the menu.
        Category = "category",
        /// A dish.
        Item = "item",
        /// A group of choices.
        Group = "group",
        /// Somebody who works here.
        Staff = "staff",
        /// A device on which somebody is logged in, or a screen of the shop.
        Device = "device",
        /// A setting.
        Setting = "setting",
        /// The tables there are.
        Tables = "tables",
    }
}

/// One thing that became otherwise, in words for people: what they are about may be long gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of thing.
    pub subject: Subject,
    /// Which one; 0 where there is only one.
    pub subject_id: i64,
    /// What it is called.
    pub name: String,
    /// What of it.
    pub field: String,
    /// As it was.
    pub before: Option<String>,
    /// As it is now.
    pub after: Option<String>,
}

/// A part of the history that is looked at by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chapter {
    /// The menu.
    Menu,
    /// Who works here and with what devices.
    Staff,
    /// The shop's settings and tables.
    Shop,
}

impl Chapter {
    /// What it is about.
    #[must_use]
    pub const fn subjects(self) -> &'static [Subject] {
        match self {
            Self::Menu => &[Subject::Category, Subject::Item, Subject::Group],
            Self::Staff => &[Subject::Staff, Subject::Device],
            Self::Shop => &[Subject::Setting, Subject::Tables],
        }
    }
}
