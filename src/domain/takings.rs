//! What a business day has brought in so far.
//!
//! Takings are counted when money changes hands and not when an order was placed: what is paid tonight for an order of
//! yesterday is tonight's, and so is what goes back.

use serde::Serialize;

use super::{BusinessDay, Money, MoneyOverflow, PaymentMethod};

/// The money of a day by one way of paying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MethodTakings {
    /// How it was paid, or given back.
    pub method: PaymentMethod,
    /// How many payments.
    pub payments: i64,
    /// Money received, as it went into the drawer: with rounding, without change, and with claims.
    pub received: Money,
    /// What went back: refunds and claims.
    pub given_back: Money,
    /// What counts by this way since payments, of any day, were corrected; below zero: what no longer does.
    pub corrected: Money,
}

impl MethodTakings {
    /// A way of paying that was not used.
    pub const fn none(method: PaymentMethod) -> Self {
        Self {
            method,
            payments: 0,
            received: Money::ZERO,
            given_back: Money::ZERO,
            corrected: Money::ZERO,
        }
    }

    /// What stayed; below zero where more went back than came in.
    ///
    /// # Errors
    /// When a browser could no longer count it exactly.
    pub fn total(&self) -> Result<Money, MoneyOverflow> {
        self.received.plus(self.corrected)?.minus(self.given_back)
    }
}

/// So many orders, and how much of their money is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct OrdersAndMoney {
    /// How many.
    pub orders: i64,
    /// In whole rupiah.
    pub amount: Money,
}

/// The orders that are not finished, by where they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ActiveOrders {
    /// Not with the kitchen before they are paid.
    pub awaiting_payment: i64,
    /// With the kitchen.
    pub preparing: i64,
    /// Called out.
    pub ready: i64,
}

/// The business day so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySoFar {
    /// Which.
    pub day: BusinessDay,
    /// What it brought, by every way of paying, also those that were not used.
    pub takings: Vec<MethodTakings>,
    /// The orders placed on that day that were not cancelled, and what they cost.
    pub placed: OrdersAndMoney,
    /// The orders placed on that day that were cancelled.
    pub cancelled: i64,
    /// What is not finished, of any day.
    pub active: ActiveOrders,
    /// Orders of any day that are not finished, and what is still owed for them.
    pub open_bills: OrdersAndMoney,
    /// Orders of any day whose customer has money to get back, and how much: what was paid for a cancelled one, and
    /// claims.
    pub to_give_back: OrdersAndMoney,
    /// Drawers that were opened before this day and not counted since.
    pub drawers_not_counted: i64,
}

impl DaySoFar {
    /// What came in less what went back.
    ///
    /// # Errors
    /// When a browser could no longer count it exactly.
    pub fn total(&self) -> Result<Money, MoneyOverflow> {
        let mut methods = self.takings.iter();
        methods.try_fold(Money::ZERO, |sum, method| sum.plus(method.total()?))
    }

    /// What an order of the day costs on average, rounded to the nearest rupiah; none before the first.
    pub fn average(&self) -> Option<Money> {
        let OrdersAndMoney { orders, amount } = self.placed;
        let half = orders / 2;
        let average = amount.amount().checked_add(half)?.checked_div(orders)?;
        Some(Money::new(average))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(takings: Vec<MethodTakings>, orders: i64, amount: i64) -> DaySoFar {
        let none = OrdersAndMoney {
            orders: 0,
            amount: Money::ZERO,
        };
        DaySoFar {
            day: BusinessDay::parse("2026-11-22").expect("a day"),
            takings,
            placed: OrdersAndMoney {
                orders,
                amount: Money::new(amount),
            },
            cancelled: 0,
            active: ActiveOrders::default(),
            open_bills: none,
            to_give_back: none,
            drawers_not_counted: 0,
        }
    }

    #[test]
    fn a_day_on_which_more_goes_back_than_comes_in_is_below_zero() {
        let cash = MethodTakings {
            method: PaymentMethod::Cash,
            payments: 1,
            received: Money::new(20_000),
            given_back: Money::new(50_000),
            corrected: Money::new(-5_000),
        };
        let qris = MethodTakings {
            received: Money::new(12_500),
            corrected: Money::new(5_000),
            ..MethodTakings::none(PaymentMethod::Qris)
        };
        assert_eq!(day(vec![cash, qris], 0, 0).total(), Ok(Money::new(-17_500)));
    }

    #[test]
    fn the_average_is_the_nearest_rupiah_and_none_without_an_order() {
        for (orders, amount, average) in [
            (0, 0, None),
            (1, 20_000, Some(20_000)),
            (2, 25_001, Some(12_501)),
            (3, 100_000, Some(33_333)),
            (3, 200_000, Some(66_667)),
        ] {
            let average = average.map(Money::new);
            assert_eq!(day(Vec::new(), orders, amount).average(), average);
        }
    }
}
