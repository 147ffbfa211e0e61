//! Why a text is not a shop's QRIS code, or an amount cannot be filled in; in the order in which it is checked.

use crate::domain::Money;

/// The setting that holds a code.
pub(super) const CODE: &str = "qris.code";

/// What is wrong with a code or an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QrisError {
    /// Nothing.
    Empty,
    /// Another kind of text: a link, a Wi-Fi code.
    NotEmv,
    /// An id or a length that is no number.
    BadTlv,
    /// The text ends within a tag.
    BadLength,
    /// The last tag is not the checksum.
    MissingCrc,
    /// The checksum is that of another text.
    BadCrc,
    /// A tag that comes twice.
    DuplicateTag,
    /// An account that does not say who keeps it.
    BadAccount,
    /// A tag that every code has.
    MissingTag(u8),
    /// Of another country.
    WrongCountry,
    /// In another currency.
    WrongCurrency,
    /// Without an account.
    NoMerchantAccount,
    /// Neither for every customer nor for one.
    BadInitiation,
    /// An amount that is no number of whole rupiah.
    BadAmount,
    /// Made for one payment.
    NotStatic,
    /// An amount of nothing, or below.
    AmountNotPositive,
    /// More than one payment may be.
    AmountOverLimit {
        /// What it may be.
        most: Money,
    },
}

impl QrisError {
    /// The stable code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "qris_empty",
            Self::NotEmv => "qris_not_emv",
            Self::BadTlv => "qris_bad_tlv",
            Self::BadLength => "qris_bad_length",
            Self::MissingCrc => "qris_missing_crc",
            Self::BadCrc => "qris_bad_crc",
            Self::DuplicateTag => "qris_duplicate_tag",
            Self::BadAccount => "qris_bad_account",
            Self::MissingTag(_) => "qris_missing_tag",
            Self::WrongCountry => "qris_wrong_country",
            Self::WrongCurrency => "qris_wrong_currency",
            Self::NoMerchantAccount => "qris_no_merchant_account",
            Self::BadInitiation => "qris_bad_initiation",
            Self::BadAmount => "qris_bad_amount",
            Self::NotStatic => "qris_not_static",
            Self::AmountNotPositive => "nothing_owed",
            Self::AmountOverLimit { .. } => "qris_amount_over_limit",
        }
    }

    /// Whether the order is the reason, and not the code.
    pub const fn is_about_amount(self) -> bool {
        matches!(self, Self::AmountNotPositive | Self::AmountOverLimit { .. })
    }

    /// The facts that belong into the sentence a person reads, by placeholder.
    pub fn facts(self) -> Vec<(&'static str, String)> {
        match self {
            Self::MissingTag(tag) => vec![("field", CODE.to_owned()), ("tag", tag.to_string())],
            Self::AmountOverLimit { most } => vec![("most", most.to_string())],
            Self::AmountNotPositive => Vec::new(),
            Self::Empty
            | Self::NotEmv
            | Self::BadTlv
            | Self::BadLength
            | Self::MissingCrc
            | Self::BadCrc
            | Self::DuplicateTag
            | Self::BadAccount
            | Self::WrongCountry
            | Self::WrongCurrency
            | Self::NoMerchantAccount
            | Self::BadInitiation
            | Self::BadAmount
            | Self::NotStatic => vec![("field", CODE.to_owned())],
        }
    }
}
