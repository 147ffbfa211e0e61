//! What of the money a person may do alone, and what another one has to approve.
//!
//! An approval belongs to one request and is used up with it: nothing that was approved stays open.

use super::{ApprovalSettings, CashMoveKind, DiscountRule, Money, Role, string_enum::string_enum};

string_enum! {
    /// Something with money that may need a second person.
    pub enum MoneyAct {
        /// A discount above what is free.
        Discount = "discount",
        /// A dish as a gift of the shop.
        Complimentary = "complimentary",
        /// A dish that the kitchen has is taken off.
        Void = "void",
        /// Money goes back, or a payment was not in the drawer after all.
        Refund = "refund",
        /// The same with money that came in on an earlier business day.
        RefundOfEarlierDay = "refund_of_earlier_day",
        /// More cash is taken out of the drawer than is free.
        PayOut = "pay_out",
        /// The drawer is opened without a sale.
        Drawer = "drawer",
    }
}

impl MoneyAct {
    /// Whether a role may ever do this, alone or with an approval.
    pub const fn is_for(self, role: Role) -> bool {
        match (self, role) {
            (
                Self::Discount
                | Self::Complimentary
                | Self::Void
                | Self::Refund
                | Self::RefundOfEarlierDay
                | Self::PayOut
                | Self::Drawer,
                Role::Owner | Role::Cashier,
            ) => true,
            (_, Role::Waiter | Role::Kitchen | Role::Board | Role::Kiosk | Role::Display) => false,
        }
    }

    /// Whether a role may do this alone, and so approve it for others.
    pub const fn is_free_for(self, role: Role, rules: &ApprovalSettings) -> bool {
        match role {
            Role::Owner => true,
            Role::Cashier => match self {
                // What was counted at the end of a day is not taken out by one person.
                Self::Discount | Self::RefundOfEarlierDay | Self::PayOut => false,
                Self::Complimentary => !rules.complimentary,
                Self::Void => !rules.void,
                Self::Refund => !rules.refund,
                Self::Drawer => !rules.drawer,
            },
            Role::Waiter | Role::Kitchen | Role::Board | Role::Kiosk | Role::Display => false,
        }
    }

    /// What moving this cash is; none where everybody at the till may.
    pub fn of_cash_move(
        kind: CashMoveKind,
        amount: Money,
        rules: &ApprovalSettings,
    ) -> Option<Self> {
        match kind {
            CashMoveKind::PayOut if amount.amount() > rules.free_pay_out => Some(Self::PayOut),
            CashMoveKind::Drawer => Some(Self::Drawer),
            CashMoveKind::PayIn | CashMoveKind::PayOut | CashMoveKind::Drop => None,
        }
    }

    /// What handing out money is that came in on this business day, or on an earlier one.
    pub const fn of_refund(is_of_earlier_day: bool) -> Self {
        if is_of_earlier_day {
            Self::RefundOfEarlierDay
        } else {
            Self::Refund
        }
    }

    /// What giving this discount is; none where everybody at the till may. What counts is all that the order's
    /// discounts take off by then without an approval, `off`, of dishes worth `base`: many small ones are one big one.
    pub fn of_discount(
        rule: &DiscountRule,
        off: Money,
        base: Money,
        rules: &ApprovalSettings,
    ) -> Option<Self> {
        if *rule == DiscountRule::Complimentary {
            return Some(Self::Complimentary);
        }
        let points = i128::from(base.amount()) * i128::from(rules.free_discount_bp);
        let is_free = i128::from(off.amount()) * 10_000 <= points
            || off.amount() <= rules.free_discount_amount;
        (!is_free).then_some(Self::Discount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::BasisPoints;

    #[test]
    fn only_the_owner_approves_and_a_cashier_does_alone_what_the_owner_allows() {
        let strict = ApprovalSettings::default();
        let lenient = ApprovalSettings {
            complimentary: false,
            void: false,
            refund: false,
            drawer: false,
            ..strict
        };
        for act in MoneyAct::ALL {
            for role in Role::ALL {
                let at_till = matches!(role, Role::Owner | Role::Cashier);
                assert_eq!(act.is_for(*role), at_till, "{act:?} by {role:?}");
                assert_eq!(
                    act.is_free_for(*role, &strict),
                    *role == Role::Owner,
                    "{act:?} by {role:?}"
                );
                let is_never_alone = matches!(
                    act,
                    MoneyAct::Discount | MoneyAct::RefundOfEarlierDay | MoneyAct::PayOut
                );
                let free = *role == Role::Owner || *role == Role::Cashier && !is_never_alone;
                assert_eq!(
                    act.is_free_for(*role, &lenient),
                    free,
                    "{act:?} by {role:?}"
                );
            }
        }
    }

    #[test]
    fn cash_is_taken_out_freely_up_to_an_amount_and_put_in_or_brought_away_always() {
        let rules = ApprovalSettings {
            free_pay_out: 50_000,
            ..ApprovalSettings::default()
        };
        let of = |kind, amount| MoneyAct::of_cash_move(kind, Money::new(amount), &rules);
        assert_eq!(of(CashMoveKind::PayOut, 50_000), None);
        assert_eq!(of(CashMoveKind::PayOut, 50_001), Some(MoneyAct::PayOut));
        assert_eq!(of(CashMoveKind::PayIn, 5_000_000), None);
        assert_eq!(of(CashMoveKind::Drop, 5_000_000), None);
        assert_eq!(of(CashMoveKind::Drawer, 0), Some(MoneyAct::Drawer));
    }

    #[test]
    fn a_discount_is_free_up_to_a_share_or_an_amount() {
        let rules = ApprovalSettings {
            free_discount_bp: 1_000,
            free_discount_amount: 5_000,
            ..ApprovalSettings::default()
        };
        let half = DiscountRule::Percent {
            rate: BasisPoints::new(5_000).expect("a rate"),
            ceiling: None,
        };
        let of =
            |off, base| MoneyAct::of_discount(&half, Money::new(off), Money::new(base), &rules);
        assert_eq!(of(10_000, 100_000), None);
        assert_eq!(of(10_001, 100_000), Some(MoneyAct::Discount));
        assert_eq!(
            of(5_000, 10_000),
            None,
            "half of it, and yet no more than Rp5.000"
        );
        assert_eq!(of(5_001, 10_000), Some(MoneyAct::Discount));
        let (none, all) = (Money::ZERO, Money::new(1_000));
        assert_eq!(
            MoneyAct::of_discount(&DiscountRule::Complimentary, none, all, &rules),
            Some(MoneyAct::Complimentary)
        );
    }
}
