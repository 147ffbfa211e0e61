//! What the owner's settings of QRIS come to: who is paid, and the code that is shown for an amount.
//!
//! The code is checked when it is set and read again each time: only its text is kept.

use serde::Serialize;

use super::{LONGEST_CODE, Merchant, Qris, error::CODE};
use crate::domain::{
    Money, Order, OrderStatus, QrisSettings, Refusal,
    text::{self, InvalidText},
};

/// What every screen may know of the shop's QRIS. The code itself is seen only as a picture for an amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QrisView {
    /// Who is paid.
    #[serde(flatten)]
    pub merchant: Merchant,
    /// Whether codes are shown with the amount in them.
    pub fills_in_amount: bool,
    /// The most that one payment may be.
    pub most_amount: i64,
}

impl Qris {
    /// A text as it is kept, if it is the shop's code: trimmed, and else as it is.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn fit(code: &str) -> Result<(String, Self), Refusal> {
        let fit = text::fit_exact(code, LONGEST_CODE).map_err(|unfit| match unfit {
            InvalidText::TooLong => Refusal::TextTooLong {
                field: CODE,
                most: LONGEST_CODE,
            },
            InvalidText::Steering => Refusal::ControlCharacters { field: CODE },
        })?;
        let qris = Self::parse_static(&fit).map_err(Refusal::UnfitQris)?;
        Ok((fit, qris))
    }
}

impl QrisSettings {
    /// The part that screens may know; none without a code.
    pub fn view(&self) -> Option<QrisView> {
        let qris = self.own().ok()?;
        Some(QrisView {
            merchant: qris.merchant(),
            fills_in_amount: self.fills_in_amount,
            most_amount: self.most_amount,
        })
    }

    /// The text of the code that pays what is still owed of an order.
    ///
    /// # Errors
    /// As below, and [`Refusal::IllegalMove`] for a cancelled order.
    pub fn code_of(&self, order: &Order) -> Result<String, Refusal> {
        self.own()?;
        if order.status == OrderStatus::Cancelled {
            return Err(Refusal::IllegalMove {
                from: order.status,
                to: None,
            });
        }
        self.code_for(order.ledger().rest()?)
    }

    /// The text of the code that a customer scans who owes `amount`.
    ///
    /// # Errors
    /// [`Refusal::NoQris`], or [`Refusal::UnfitQris`] for nothing and for more than one payment may be.
    pub fn code_for(&self, amount: Money) -> Result<String, Refusal> {
        let qris = self.own()?;
        let filled = qris.with_amount(amount, Money::new(self.most_amount));
        let filled = filled.map_err(Refusal::UnfitQris)?;
        let shown = if self.fills_in_amount { &filled } else { &qris };
        Ok(shown.text())
    }

    fn own(&self) -> Result<Qris, Refusal> {
        Qris::parse_static(&self.code).map_err(|_| Refusal::NoQris)
    }
}
