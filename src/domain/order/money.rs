//! Money of an order: its bill, discounts and payments.
//!
//! The bill of an order is made in one place ([`Order::reckon`]) whenever something changes that it depends on, and its
//! parts are kept with the lines. What the customer owes and where the money is follow from the payments and refunds.

use jiff::Timestamp;

use super::{Event, EventKind, Order, OrderLine, OrderStatus, REASON_LENGTH, clean_text};
use crate::domain::{
    Actor, Bill, Charge, DiscountRule, Ledger, LineStatus, Money, MoneyOverflow, Move,
    PaymentMethod, Refusal, allowed, payment::next_id, sum,
};

/// A discount of an order or of one of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discount {
    /// Its number among the discounts of its order, from 1.
    pub id: i64,
    /// The line it is of; none for the whole order.
    pub line_id: Option<i64>,
    /// How much it takes off.
    pub rule: DiscountRule,
    /// What it is called, or why it was given.
    pub reason: String,
    /// Who gave it.
    pub by: String,
    /// Who else approved it.
    pub approved_by: Option<String>,
    /// When.
    pub given_at: Timestamp,
    /// Whether it was taken back since.
    pub is_removed: bool,
}

/// Who does something with money, and who approved it where the rules ask for that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// Who does it.
    pub by: Actor,
    /// Who else typed a PIN for it.
    pub approved_by: Option<String>,
}

/// A payment that is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct PaymentRequest {
    /// Which check; left out, all unpaid checks of a split bill.
    pub check_id: Option<i64>,
    /// The payment method; left out, the one of the order.
    pub method: Option<PaymentMethod>,
    /// How much of the bill or of the check; all that is owed, if it is not said.
    pub amount: Option<Money>,
    /// What was handed over in cash; just enough, if it is not said.
    pub tendered: Option<Money>,
}

impl Order {
    /// Its payments and refunds against its total.
    pub fn ledger(&self) -> Ledger<'_> {
        Ledger {
            check_id: None,
            total: self.total_amount,
            payments: &self.payments,
            refunds: &self.refunds,
        }
    }

    /// Whether nothing is owed any more; also where some of it went back since.
    pub fn is_settled(&self) -> bool {
        !self.payments.is_empty() && self.ledger().rest() == Ok(Money::ZERO)
    }

    /// Its bill: the sums of its lines.
    ///
    /// # Errors
    /// When a browser could no longer count one exactly.
    pub fn bill(&self) -> Result<Bill, MoneyOverflow> {
        let lines: Vec<_> = self.lines.iter().map(|line| line.parts).collect();
        let sums = sum(&lines)?;
        Ok(Bill { lines, sums })
    }

    /// The discounts that hold.
    pub fn discounts_in_force(&self) -> impl Iterator<Item = &Discount> {
        self.discounts
            .iter()
            .filter(|discount| !discount.is_removed)
    }

    /// What was taken off as a gift of the shop.
    pub fn complimentary(&self) -> Money {
        let gifts = self
            .discounts_in_force()
            .filter(|discount| discount.rule == DiscountRule::Complimentary);
        let lines =
            gifts.filter_map(|gift| self.lines.iter().find(|line| Some(line.id) == gift.line_id));
        Money::new(lines.map(|line| line.parts.line_discount.amount()).sum())
    }

    /// Makes the bill again, unless it is split.
    pub(super) fn reckon(&mut self) -> Result<(), Refusal> {
        if self.is_split() {
            return Err(Refusal::BillSplit);
        }
        let of = |line_id: Option<i64>| {
            let mut in_force = self.discounts_in_force();
            in_force
                .find(|discount| discount.line_id == line_id)
                .map(|discount| discount.rule)
        };
        let charges = charges(&self.lines, |line| of(Some(line.id)));
        let bill = Bill::of(&charges, of(None).as_ref(), &self.terms)?;
        for (line, parts) in self.lines.iter_mut().zip(bill.lines) {
            line.parts = parts;
        }
        self.total_amount = bill.sums.total;
        Ok(())
    }

    /// Takes money for it: of a split bill for one check, or for each that is not paid. Once it is settled, another
    /// payment changes nothing and publishes nothing.
    ///
    /// # Errors
    /// When this actor may not, the order is cancelled, the check is paid, or the money does not fit what is owed.
    pub fn pay(
        &mut self,
        by: &Actor,
        request: PaymentRequest,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        if !allowed(Move::Pay, by.party()) {
            return Err(Refusal::NotAllowed);
        }
        if self.is_settled() {
            return Ok(Vec::new());
        }
        let rule = self.rule(Move::Pay, by, None)?;
        let PaymentRequest {
            check_id,
            method,
            amount,
            tendered,
        } = request;
        let method = self.possible(method.unwrap_or(self.payment_method))?;
        let due = self.due(check_id, amount)?;
        let total = self.rest_in_cash();
        if due.len() > 1 && method.gives_change() && tendered.is_some_and(|given| given < total) {
            return Err(Refusal::TenderedTooLittle { total });
        }
        let (mut given, mut events) = (tendered, Vec::new());
        for (index, check_id) in due.iter().enumerate() {
            // Of several, the last has the change.
            let tendered = given.filter(|_| index + 1 == due.len());
            let ledger = match check_id {
                Some(id) => self.ledger_of(self.check_in_force(*id)?),
                None => self.ledger(),
            };
            let payment = ledger.take(method, amount, tendered, self.terms.cash, at)?;
            given = match given {
                Some(given) => Some(given.minus(payment.tendered)?),
                None => None,
            };
            self.payments.push(payment);
            self.payment_method = method;
            self.payment_status = self.ledger().status()?;
            self.expires_at = None;
            if self.is_settled() {
                events.extend(self.settled(rule.to, by, at));
            } else {
                events.push(self.record(EventKind::PaymentReceived, by, at));
            }
        }
        Ok(events)
    }

    /// A way of paying that this order can have: in an app only where its level says so.
    pub(super) fn possible(&self, method: PaymentMethod) -> Result<PaymentMethod, Refusal> {
        let in_app = self
            .level
            .as_ref()
            .is_some_and(|level| level.is_paid_in_app);
        if method == PaymentMethod::App && !in_app {
            return Err(Refusal::UnknownWord { field: "method" });
        }
        Ok(method)
    }

    /// Records that nothing is owed any more. Both events carry the moved order: payment and start of the kitchen are
    /// one step, so that no order is ever paid and still waiting for it.
    pub(super) fn settled(&mut self, to: OrderStatus, by: &Actor, at: Timestamp) -> Vec<Event> {
        // What was eaten and is paid at last is over.
        let is_over = to == OrderStatus::Ready && self.served_at.is_some();
        let to = if is_over { OrderStatus::Completed } else { to };
        if is_over {
            self.completed_at = Some(at);
        }
        let previous_status = std::mem::replace(&mut self.status, to);
        let mut events = vec![self.record(EventKind::PaymentSuccess, by, at)];
        if previous_status != self.status {
            let moved = EventKind::OrderStatusUpdate {
                previous_status,
                cause: None,
            };
            events.push(self.record(moved, by, at));
        }
        events
    }

    /// The sum of the discounts in force that no second person approved, without complimentary dishes.
    pub fn discounts_without_approval(&self) -> Money {
        let unapproved = self.discounts_in_force().filter(|discount| {
            discount.approved_by.is_none() && discount.rule != DiscountRule::Complimentary
        });
        let off = |discount: &Discount| -> i64 {
            let parts = self.lines.iter().map(|line| (line.id, &line.parts));
            match discount.line_id {
                Some(id) => parts
                    .filter(|(line, _)| *line == id)
                    .map(|(_, parts)| parts.line_discount.amount())
                    .sum(),
                None => parts.map(|(_, parts)| parts.order_discount.amount()).sum(),
            }
        };
        Money::new(unapproved.map(off).sum())
    }

    /// What its dishes cost that discounts are for, before any is taken off.
    pub fn discountable(&self) -> Money {
        let lines = self.lines.iter().filter(|line| line.is_discountable);
        Money::new(lines.map(|line| line.parts.gross.amount()).sum())
    }

    /// Gives a discount, in the place of the one that the line or the order has.
    ///
    /// # Errors
    /// When money came in already, there is no such line, or no reason is given.
    pub fn give_discount(
        &mut self,
        by: Approved,
        line_id: Option<i64>,
        rule: DiscountRule,
        reason: Option<String>,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        self.may_change_bill(&by.by)?;
        let known = |id: &i64| {
            self.lines
                .iter()
                .any(|line| line.id == *id && line.status != LineStatus::Void && line.fee.is_none())
        };
        if line_id.is_some_and(|id| !known(&id)) {
            return Err(Refusal::UnknownLine);
        }
        let reason = clean_text("reason", reason, REASON_LENGTH)?.ok_or(Refusal::ReasonMissing)?;
        let before = self
            .discounts_in_force()
            .find(|discount| discount.line_id == line_id);
        if before.is_some_and(|before| before.rule == rule && before.reason == reason) {
            return Ok(Vec::new());
        }
        let replaced = before.map(|discount| discount.id);
        for discount in &mut self.discounts {
            discount.is_removed |= Some(discount.id) == replaced;
        }
        self.discounts.push(Discount {
            id: next_id(&self.discounts),
            line_id,
            rule,
            reason,
            by: by.by.name().to_owned(),
            approved_by: by.approved_by,
            given_at: at,
            is_removed: false,
        });
        self.reckon()?;
        Ok(vec![self.record(EventKind::BillChanged, &by.by, at)])
    }

    /// Takes a discount back. One that was taken back already changes nothing.
    ///
    /// # Errors
    /// When money came in already, or there is no such discount.
    pub fn remove_discount(
        &mut self,
        by: &Actor,
        id: i64,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        self.may_change_bill(by)?;
        let discount = self.discounts.iter_mut().find(|discount| discount.id == id);
        let discount = discount.ok_or(Refusal::UnknownDiscount)?;
        if std::mem::replace(&mut discount.is_removed, true) {
            return Ok(Vec::new());
        }
        self.reckon()?;
        Ok(vec![self.record(EventKind::BillChanged, by, at)])
    }

    /// A bill changes before money comes in; later there are refunds.
    pub(super) fn may_change_bill(&self, by: &Actor) -> Result<(), Refusal> {
        self.rule(Move::Pay, by, None).map_err(|refusal| {
            if allowed(Move::Pay, by.party()) {
                refusal
            } else {
                Refusal::NotAllowed
            }
        })?;
        if self.payments.is_empty() {
            Ok(())
        } else {
            Err(Refusal::AlreadyPaid)
        }
    }
}

/// What lines bring to a bill, with the discount of each.
pub(super) fn charges(
    lines: &[OrderLine],
    discount: impl Fn(&OrderLine) -> Option<DiscountRule>,
) -> Vec<Charge> {
    let charge = |line: &OrderLine| Charge {
        gross: match line.status {
            LineStatus::Void => Money::ZERO,
            LineStatus::Queued | LineStatus::Done => line.line_total,
        },
        discount: discount(line),
        tax: line.tax,
        carries_service: line.carries_service,
        is_discountable: line.is_discountable,
    };
    lines.iter().map(charge).collect()
}
