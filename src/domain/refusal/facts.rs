//! What a refusal says besides its code: the facts of its sentence, who may approve it, and when to come back.
//!
//! Apart from the list of refusals, so that a new one is read and written in two short files.

use super::Refusal;
use crate::domain::{
    Language, MoneyAct, WallTime,
    menu::{MOST_CATEGORIES, MOST_GROUPS, MOST_ITEMS},
};

impl Refusal {
    /// Who may approve it, where that is what is missing.
    pub fn approvers(&self) -> &[String] {
        if let Self::ApprovalNeeded { approvers, .. } = self {
            approvers
        } else {
            &[]
        }
    }

    /// When the same is possible again, where that is what a guest wants to know.
    pub const fn again(&self) -> Option<WallTime> {
        if let Self::ShopPaused { again }
        | Self::OutsideHours { again }
        | Self::NotServedNow { again, .. } = self
        {
            Some(*again)
        } else {
            None
        }
    }

    /// What has to be approved, where that is what is missing.
    pub const fn act(&self) -> Option<MoneyAct> {
        if let Self::ApprovalNeeded { act, .. } = self {
            Some(*act)
        } else {
            None
        }
    }

    /// Whether the order's newest change is the reason.
    pub const fn is_about_now(&self) -> bool {
        matches!(
            self,
            Self::IllegalMove { .. }
                | Self::OrderOver
                | Self::RequestAnswered
                | Self::NotPaid
                | Self::HasPayments
                | Self::DiscountsConflict
                | Self::RequestWaiting
                | Self::AlreadyPaid
                | Self::MoreThanOwed { .. }
                | Self::MoreThanPaid { .. }
                | Self::MoreThanSold { .. }
                | Self::BillSplit
                | Self::CheckMissing
                | Self::UnknownCheck
                | Self::UnknownDiscount
                | Self::StillOwed { .. }
                | Self::AlreadyGivenBack
                | Self::PaidFor { .. }
                | Self::LastLine
                | Self::TooLate
                | Self::IllegalLineMove { .. }
        )
    }

    /// The facts that belong into the sentence a person reads, by placeholder.
    pub fn facts(&self, language: Language) -> Vec<(&'static str, String)> {
        match self {
            Self::QuantityOutOfRange { line } | Self::UnknownItem { line } => {
                vec![("line", line.to_string())]
            }
            Self::SoldOut { name }
            | Self::NotServedNow { name, .. }
            | Self::PriceTooLow { name }
            | Self::PriceTooHigh { name } => {
                vec![("name", name.r#in(language).to_owned())]
            }
            Self::OnlyLeft { name, left } => vec![
                ("name", name.r#in(language).to_owned()),
                ("left", left.to_string()),
            ],
            Self::UnknownOption { item } => vec![("item", item.r#in(language).to_owned())],
            Self::ChoiceMissing { item, group } | Self::TooManyChoices { item, group } => vec![
                ("item", item.r#in(language).to_owned()),
                ("group", group.r#in(language).to_owned()),
            ],
            Self::UnknownWord { field }
            | Self::ControlCharacters { field }
            | Self::UnfitSetting { field } => vec![("field", (*field).to_owned())],
            Self::UnfitName | Self::NameTaken => vec![("field", "name".to_owned())],
            Self::UnfitPin => vec![("field", "pin".to_owned())],
            Self::UnfitMenu { field } => vec![("field", field.clone())],
            Self::MenuFull => vec![
                ("items", MOST_ITEMS.to_string()),
                ("categories", MOST_CATEGORIES.to_string()),
                ("groups", MOST_GROUPS.to_string()),
            ],
            Self::TextTooLong { field, most } => {
                vec![("field", (*field).to_owned()), ("most", most.to_string())]
            }
            Self::UnfitTable(error) => error.facts(),
            Self::UnfitQris(error) => error.facts(),
            Self::Printing(error) => {
                let field = error.field().into_iter();
                field.map(|field| ("field", field.to_owned())).collect()
            }
            Self::TenderedTooLittle { total } => vec![("total", total.to_string())],
            Self::MoreThanOwed { rest } | Self::StillOwed { rest } => {
                vec![("rest", rest.to_string())]
            }
            Self::PaidFor { paid } => vec![("paid", paid.to_string())],
            Self::MoreThanPaid { left } => vec![("left", left.to_string())],
            Self::MoreThanSold { left } => vec![("left", left.to_string())],
            Self::ShopClosed
            | Self::ShopPaused { .. }
            | Self::OutsideHours { .. }
            | Self::EmptyOrder
            | Self::TooManyLines
            | Self::SumTooLarge
            | Self::UnfitAmount
            | Self::AlreadyPaid
            | Self::UnfitSplit(_)
            | Self::BillSplit
            | Self::CheckMissing
            | Self::UnknownCheck
            | Self::UnknownDiscount
            | Self::UnknownPayment
            | Self::UnknownClaim
            | Self::AlreadyGivenBack
            | Self::LastLine
            | Self::ApprovalNeeded { .. }
            | Self::ApprovalRefused
            | Self::WrongPin
            | Self::GuestsCannotAdd
            | Self::GuestsCannotCall
            | Self::NotAtATable
            | Self::OrderOver
            | Self::UnknownRequest
            | Self::RequestAnswered
            | Self::NotAllowed
            | Self::IllegalMove { .. }
            | Self::NotPaid
            | Self::PaysFirst
            | Self::HasPayments
            | Self::DiscountsConflict
            | Self::RequestWaiting
            | Self::TermsDiffer
            | Self::SameOrder
            | Self::ShiftOpen
            | Self::ShiftClosed
            | Self::CountAgain
            | Self::TooLate
            | Self::ReasonMissing
            | Self::MovedOn
            | Self::UnknownLine
            | Self::IllegalLineMove { .. }
            | Self::NoQris
            | Self::UnfitGraymap
            | Self::NoCodeInPhoto
            | Self::AddressChanged
            | Self::ClockMovedOn
            | Self::CardNotValid
            | Self::MenuMovedOn
            | Self::CategoryNotEmpty
            | Self::UnfitPhoto
            | Self::LastOwner => Vec::new(),
        }
    }
}
