//! A setting as a row of the table: its bounds, its unit, the card on which it is edited, and who may read it.
//!
//! Validation, HTTP, `siap config`, the owner's form and the API document all read these rows, so that a bound stands
//! in one place and a new setting is one row.

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use crate::domain::{Account, DaySpans, Qris, Refusal, string_enum::string_enum, text};

/// The last moment of a time stamp, in milliseconds since 1970.
const LAST_MOMENT: i64 = 253_402_207_200_000;

string_enum! {
    /// What a number counts.
    pub enum Unit {
        /// Minutes.
        Minutes = "minutes",
        /// Seconds.
        Seconds = "seconds",
        /// Days.
        Days = "days",
        /// Parts of a hundred.
        Percent = "percent",
        /// Parts of ten thousand, which people read as percent with two digits.
        BasisPoints = "basis_points",
        /// The currency.
        Rupiah = "rupiah",
        /// Events in a minute.
        PerMinute = "per_minute",
        /// Things that are open at the same time.
        AtOnce = "at_once",
        /// Backups that are kept.
        Backups = "backups",
        /// Drawers with cash.
        Drawers = "drawers",
    }
}

string_enum! {
    /// The card of the owner's page on which a setting is changed.
    pub enum Group {
        /// Whether the shop is open.
        Opening = "opening",
        /// Name, address, language and time.
        Shop = "shop",
        /// When guests can order.
        Hours = "hours",
        /// The shop's picture.
        Logo = "logo",
        /// How orders are taken and paid.
        Ordering = "ordering",
        /// The shop's QRIS code.
        Qris = "qris",
        /// Tax, service and cash.
        Bill = "bill",
        /// The accounts of the bookkeeping.
        Books = "books",
        /// The drawer with cash.
        Drawer = "drawer",
        /// What needs a second PIN.
        Approvals = "approvals",
        /// What is printed by itself.
        Printing = "printing",
        /// Kitchen, board and kiosk.
        Screens = "screens",
        /// Sounds.
        Sounds = "sounds",
        /// Where phones find the shop.
        Address = "address",
        /// What one address may ask for.
        Limits = "limits",
        /// Other names of the machine.
        Hosts = "hosts",
        /// Which backups are kept.
        Backups = "backups",
    }
}

/// Who may read a setting. There is no level for staff: no route gives them more than the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Everybody, by `GET /api/v1/shop` and in the room `shop`.
    Everyone,
    /// The owner alone.
    Owner,
}

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Number {
        /// The smallest.
        least: i64,
        /// The largest.
        most: i64,
        /// What it counts.
        unit: Unit,
    },
    /// A time of day in minutes after midnight, 0..=1439.
    Clock,
    /// A moment in milliseconds since 1970, 0 for none. It is reckoned from now, so it has a route of its own.
    Moment,
    /// The opening hours of a day.
    Spans,
    /// Yes or no.
    Flag,
    /// What people read: trimmed, on one line.
    Text {
        /// The fewest characters.
        least: usize,
        /// The most characters.
        most: usize,
    },
    /// What another program spells: trimmed, and else as it is.
    Exact {
        /// The fewest characters.
        least: usize,
        /// The most characters.
        most: usize,
    },
    /// A list of names.
    Names {
        /// The most of them.
        most: usize,
        /// The most characters of each.
        length: usize,
    },
    /// One of these words.
    Choice {
        /// The words there are.
        of: &'static [&'static str],
    },
    /// Several of these words, each at most once.
    Choices {
        /// The words there are.
        of: &'static [&'static str],
        /// The fewest that are chosen.
        least: usize,
    },
    /// A folder on another disk. The disk is claimed before the path is kept, so it has a route of its own.
    Folder {
        /// The most characters of the path.
        most: usize,
    },
    /// Where a picture is fetched; null without one. The picture is kept first, so it has a route of its own.
    Picture,
    /// The text of a static QRIS code; empty is none.
    Qris,
    /// An account of the bookkeeping: its code, a space and its name.
    Account,
}

/// A setting.
#[derive(Debug)]
pub struct Row {
    /// Its name on the wire: `limits.sockets` is the member `sockets` of `limits`.
    pub key: &'static str,
    /// What it is, in a sentence.
    pub says: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// Where the owner changes it.
    pub group: Group,
    /// Who may read it.
    pub readers: Readers,
}

impl Row {
    /// Its value in a document of settings; none if the document does not have it.
    pub fn value_in<'a>(&self, document: &'a Value) -> Option<&'a Value> {
        let mut names = self.key.split('.');
        names.try_fold(document, |part, name| part.get(name))
    }

    /// Its value, to be changed.
    pub(super) fn position_in<'a>(&self, document: &'a mut Value) -> Option<&'a mut Value> {
        let mut names = self.key.split('.');
        names.try_fold(document, |part, name| part.get_mut(name))
    }

    /// Copies its value from one document into another.
    pub(super) fn copy(&self, from: &Value, into: &mut Map<String, Value>) {
        let value = self.value_in(from).cloned().unwrap_or_default();
        match self.key.split_once('.') {
            Some((part, name)) => into.entry(part).or_insert_with(|| json!({}))[name] = value,
            None => {
                into.insert(self.key.to_owned(), value);
            }
        }
    }

    /// What is kept of a value.
    ///
    /// # Errors
    /// [`Refusal::UnfitSetting`], or what is wrong with a QRIS code.
    pub(super) fn fit(&self, value: &Value) -> Result<Value, Refusal> {
        let field = self.key;
        if self.kind == Kind::Qris
            && let Some(code) = value.as_str().filter(|code| !code.trim().is_empty())
        {
            return Qris::fit(code).map(|(code, _)| code.into());
        }
        self.kind.fit(value).ok_or(Refusal::UnfitSetting { field })
    }

    /// What a merge patch takes away that a shop cannot be without: this setting, or all that it is among.
    pub(super) fn taken_away_by(&self, patch: &Value) -> Option<&'static str> {
        let is_null = |value: Option<&Value>| value.is_some_and(Value::is_null);
        let part = self.key.split_once('.').map(|(part, _)| part);
        let part = part.filter(|part| is_null(patch.get(part)));
        let itself = || is_null(self.value_in(patch)) && self.kind != Kind::Picture;
        part.or_else(|| itself().then_some(self.key))
    }

    /// The key of its words in the owner's dictionaries.
    pub fn label(&self) -> String {
        format!("setting.{}", self.key)
    }
}

impl Kind {
    /// What is kept of a value; none if it is outside of the bounds. Its type and the words of a choice are looked at
    /// where a document is read.
    pub(super) fn fit(self, value: &Value) -> Option<Value> {
        let is_within = |bounds: RangeInclusive<i64>| {
            value
                .as_i64()
                .is_some_and(|number| bounds.contains(&number))
        };
        let (written, items) = (value.as_str(), value.as_array().map(Vec::len));
        let fits = match self {
            Self::Text { least, most } => {
                let fit = text::fit(written?, most).ok()?;
                return (fit.chars().count() >= least).then_some(Value::String(fit));
            }
            Self::Exact { least, most } => {
                let fit = text::fit_exact(written?, most).ok()?;
                return (fit.chars().count() >= least).then_some(Value::String(fit));
            }
            Self::Folder { most } => {
                return text::fit_exact(written?, most).ok().map(Value::String);
            }
            Self::Qris => return written.map(|code| code.trim().into()),
            Self::Spans => return Some(DaySpans::parse(written?)?.to_string().into()),
            Self::Account => return Some(Account::parse(written?)?.to_string().into()),
            Self::Picture if written == Some("") => return Some(Value::Null),
            Self::Picture => value.is_null() || value.is_string(),
            Self::Number { least, most, .. } => is_within(least..=most),
            Self::Clock => is_within(0..=1439),
            Self::Moment => is_within(0..=LAST_MOMENT),
            Self::Flag => value.is_boolean(),
            Self::Choice { .. } => value.is_string(),
            Self::Choices { least, .. } => items? >= least,
            Self::Names { most, .. } => items? <= most,
        };
        fits.then(|| value.clone())
    }

    /// Whether a route of its own keeps it, since more than a value has to be looked at.
    pub const fn has_own_route(self) -> bool {
        match self {
            Self::Folder { .. } | Self::Picture | Self::Moment => true,
            Self::Text { .. }
            | Self::Exact { .. }
            | Self::Qris
            | Self::Account
            | Self::Number { .. }
            | Self::Clock
            | Self::Spans
            | Self::Flag
            | Self::Choice { .. }
            | Self::Choices { .. }
            | Self::Names { .. } => false,
        }
    }
}

pub(super) const fn number(least: i64, most: i64, unit: Unit) -> Kind {
    Kind::Number { least, most, unit }
}

pub(super) const fn text(least: usize, most: usize) -> Kind {
    Kind::Text { least, most }
}

pub(super) const fn exact(least: usize, most: usize) -> Kind {
    Kind::Exact { least, most }
}

/// Declares the settings: a struct for the program, its defaults, and the rows of the table, all from one list.
/// A row is `name: type = default => kind, group, readers;`.
macro_rules! settings {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident in $prefix:literal {
            $(
                $(#[doc = $doc:literal])+
                $field:ident: $type:ty = $default:expr => $kind:expr, $group:ident, $readers:ident;
            )+
            $( parts { $( $(#[$part_meta:meta])* $part:ident: $part_type:ty; )+ } )?
        }
    )+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
            #[serde(default)]
            pub struct $name {
                $( $(#[doc = $doc])+ pub $field: $type, )+
                $( $(
                    $(#[$part_meta])*
                    #[serde(deserialize_with = "crate::domain::string_enum::object")]
                    pub $part: $part_type,
                )+ )?
            }

            impl Default for $name {
                fn default() -> Self {
                    Self {
                        $( $field: $default, )+
                        $( $( $part: Default::default(), )+ )?
                    }
                }
            }
        )+

        /// Every setting there is.
        pub static TABLE: &[Row] = &[
            $( $( Row {
                key: concat!($prefix, stringify!($field)),
                says: concat!($($doc),+).trim_ascii(),
                kind: $kind,
                group: Group::$group,
                readers: Readers::$readers,
            }, )+ )+
        ];
    };
}

pub(super) use settings;
