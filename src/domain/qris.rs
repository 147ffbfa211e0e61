//! A shop's static QRIS code (EMV merchant-presented QR, tags with lengths): read, checked, and filled in with an
//! amount.
//!
//! Works on the list of tags and never on the text: a merchant's name may read like a tag, and tags come in any order
//! between the first (`00`) and the last (`63`). Lengths count characters, the checksum runs over UTF-8 bytes.

mod error;
mod photo;
mod settings;
mod tags;

#[cfg(test)]
mod tests;

use serde::Serialize;

pub use error::QrisError;
pub use photo::Graymap;
pub use settings::QrisView;
use tags::{Tag, crc, read, value_of, write};

use super::Money;

/// Most characters of a code (EMV merchant-presented, section 4.1).
pub const LONGEST_CODE: usize = 512;

/// Payload format, with its only value: what every code begins with.
const FORMAT: u8 = 0;
const BEGINNING: &str = "000201";
/// Whether a code is shown once or to every customer.
const INITIATION: u8 = 1;
const STATIC: &str = "11";
const DYNAMIC: &str = "12";
/// Accounts of acquirers, and last the national repository.
const ACCOUNTS: std::ops::RangeInclusive<u8> = 26..=51;
/// In an account: the domain of who keeps it.
const ACCOUNT_DOMAIN: u8 = 0;
const CURRENCY: u8 = 53;
const RUPIAH: &str = "360";
const AMOUNT: u8 = 54;
/// Most characters of an amount.
const AMOUNT_LENGTH: usize = 13;
const COUNTRY: u8 = 58;
const INDONESIA: &str = "ID";
const MERCHANT: u8 = 59;
const CITY: u8 = 60;
const CHECKSUM: u8 = 63;
/// What every code has, besides its account.
const REQUIRED: [u8; 5] = [52, CURRENCY, COUNTRY, MERCHANT, CITY];

/// A checked QRIS code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qris {
    /// All but the checksum, in the order in which they came.
    tags: Vec<Tag>,
}

/// Who is paid by a code, as bank apps show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Merchant {
    /// The merchant's name.
    pub name: String,
    /// The merchant's city.
    pub city: String,
}

impl Qris {
    /// Reads a code; white space around it is dropped.
    ///
    /// # Errors
    /// The first check that does not hold.
    pub fn parse(text: &str) -> Result<Self, QrisError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(QrisError::Empty);
        }
        if !text.starts_with(BEGINNING) {
            return Err(QrisError::NotEmv);
        }
        let mut tags = read(text)?;
        let checksum = tags.pop().filter(|last| last.id == CHECKSUM);
        let checksum = checksum.ok_or(QrisError::MissingCrc)?;
        let covered = text.strip_suffix(checksum.value.as_str());
        let expected = format!("{:04X}", crc(covered.unwrap_or_default().as_bytes()));
        if !checksum.value.eq_ignore_ascii_case(&expected) {
            return Err(QrisError::BadCrc);
        }
        Self { tags }.checked()
    }

    /// Reads a code that is shown to every customer.
    ///
    /// # Errors
    /// As above, and [`QrisError::NotStatic`].
    pub fn parse_static(text: &str) -> Result<Self, QrisError> {
        let qris = Self::parse(text)?;
        if qris.is_static() {
            Ok(qris)
        } else {
            Err(QrisError::NotStatic)
        }
    }

    fn checked(self) -> Result<Self, QrisError> {
        let is_repeated = |at: usize| {
            let id = self.tags[at].id;
            id == CHECKSUM || self.tags[..at].iter().any(|tag| tag.id == id)
        };
        if (0..self.tags.len()).any(is_repeated) {
            return Err(QrisError::DuplicateTag);
        }
        let mut accounts = self.tags.iter().filter(|tag| ACCOUNTS.contains(&tag.id));
        let has_domain = |account: &Tag| {
            let inner = read(&account.value).unwrap_or_default();
            value_of(&inner, ACCOUNT_DOMAIN).is_some_and(|domain| !domain.is_empty())
        };
        if !accounts.all(has_domain) {
            return Err(QrisError::BadAccount);
        }
        if let Some(&tag) = REQUIRED.iter().find(|id| self.value(**id).is_none()) {
            return Err(QrisError::MissingTag(tag));
        }
        if self.value(COUNTRY) != Some(INDONESIA) {
            return Err(QrisError::WrongCountry);
        }
        if self.value(CURRENCY) != Some(RUPIAH) {
            return Err(QrisError::WrongCurrency);
        }
        if !self.tags.iter().any(|tag| ACCOUNTS.contains(&tag.id)) {
            return Err(QrisError::NoMerchantAccount);
        }
        if ![None, Some(STATIC), Some(DYNAMIC)].contains(&self.value(INITIATION)) {
            return Err(QrisError::BadInitiation);
        }
        if self.value(AMOUNT).is_some() && self.amount().is_none() {
            return Err(QrisError::BadAmount);
        }
        Ok(self)
    }

    /// Whether it is for every customer. Without a word about it, it is.
    pub fn is_static(&self) -> bool {
        self.value(INITIATION) != Some(DYNAMIC)
    }

    /// The amount in it, in whole rupiah.
    pub fn amount(&self) -> Option<Money> {
        let written = self.value(AMOUNT)?;
        let (whole, decimals) = written.split_once('.').unwrap_or((written, "0"));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
        let is_whole = decimals.bytes().all(|digit| digit == b'0');
        let fits = written.len() <= AMOUNT_LENGTH && is_number(whole) && is_number(decimals);
        if !fits || !is_whole {
            return None;
        }
        whole.parse().ok().map(Money::new)
    }

    /// Who is paid.
    pub fn merchant(&self) -> Merchant {
        let text = |id| self.value(id).unwrap_or_default().trim().to_owned();
        Merchant {
            name: text(MERCHANT),
            city: text(CITY),
        }
    }

    /// The same code for one customer, with an amount of at most `most`. All its other fields stay as they are.
    ///
    /// # Errors
    /// [`QrisError::NotStatic`], [`QrisError::AmountNotPositive`] or [`QrisError::AmountOverLimit`].
    pub fn with_amount(&self, amount: Money, most: Money) -> Result<Self, QrisError> {
        if !self.is_static() {
            return Err(QrisError::NotStatic);
        }
        if amount <= Money::ZERO {
            return Err(QrisError::AmountNotPositive);
        }
        if amount > most {
            return Err(QrisError::AmountOverLimit { most });
        }
        let amount = Tag::new(AMOUNT, amount.amount().to_string());
        let mut tags = Vec::with_capacity(self.tags.len() + 2);
        for tag in &self.tags {
            match tag.id {
                FORMAT => tags.extend([tag.clone(), Tag::new(INITIATION, DYNAMIC)]),
                INITIATION | AMOUNT => {}
                CURRENCY => tags.extend([tag.clone(), amount.clone()]),
                _ => tags.push(tag.clone()),
            }
        }
        Ok(Self { tags })
    }

    /// The text to be drawn, its checksum included.
    pub fn text(&self) -> String {
        let mut text = write(&self.tags);
        text.push_str("6304");
        let checksum = format!("{:04X}", crc(text.as_bytes()));
        text + &checksum
    }

    fn value(&self, id: u8) -> Option<&str> {
        value_of(&self.tags, id)
    }
}
