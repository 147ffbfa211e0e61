//! Money of orders: payments, discounts and refunds.
//!
//! What moves money names itself with an idempotency key and the revision that the till has seen, so that a lost answer
//! can be asked for again and two tills never do the same twice. The right to do it is looked up in the same
//! transaction.

use jiff::Timestamp;

use crate::{
    domain::{
        Actor, ApprovalSettings, Approved, DiscountRule, MoneyAct, Order, OrderUid, PaymentMethod,
        PaymentRequest, RefundOf, Refusal, Settings, Staff, Till,
    },
    shop::{IdempotencyKey, Orders, ShopError},
    store::Reader,
};

use super::changing::Changed;

/// A discount that is asked for.
#[derive(Debug, Clone)]
pub struct DiscountRequest {
    /// Of one line; none for the whole order.
    pub line_id: Option<i64>,
    /// How much it takes off.
    pub rule: DiscountRule,
    /// What it is called, or why it is given.
    pub reason: Option<String>,
}

/// A refund that is asked for.
#[derive(Debug, Clone)]
pub struct RefundRequest {
    /// Of what.
    pub of: RefundOf,
    /// Of which check, where the bill is split.
    pub check_id: Option<i64>,
    /// How it is given back.
    pub method: PaymentMethod,
    /// Why.
    pub reason: Option<String>,
}

/// Who asks for something with money, and where.
#[derive(Debug, Clone)]
pub struct MoneyAsker {
    /// Who is signed in.
    pub staff: Staff,
    /// Who typed a PIN for it.
    pub approver: Option<Staff>,
    /// At which drawer.
    pub till: Till,
}

impl MoneyAsker {
    /// Whether these two may do it, by the rules of this transaction.
    pub(in crate::shop) fn approved(
        self,
        act: Option<MoneyAct>,
        rules: &ApprovalSettings,
        store: &Reader<'_>,
    ) -> Result<Approved, ShopError> {
        let Self {
            staff, approver, ..
        } = self;
        let together = |approver: Option<Staff>, staff| Approved {
            by: Actor::Staff(staff),
            approved_by: approver.map(|approver| approver.name),
        };
        let Some(act) = act else {
            return Ok(together(None, staff));
        };
        if !act.is_for(staff.role) {
            return Err(Refusal::NotAllowed.into());
        }
        if act.is_free_for(staff.role, rules) {
            return Ok(together(None, staff));
        }
        match approver {
            Some(approver) if act.is_free_for(approver.role, rules) => {
                Ok(together(Some(approver), staff))
            }
            Some(_) => Err(Refusal::ApprovalRefused.into()),
            None => {
                let members = store.members()?.into_iter();
                let may = members.filter(|member| {
                    member.retired_at.is_none()
                        && member.staff.role.is_for_people()
                        && act.is_free_for(member.staff.role, rules)
                });
                let approvers = may.map(|member| member.staff.name).collect();
                Err(Refusal::ApprovalNeeded { act, approvers }.into())
            }
        }
    }
}

impl Orders {
    /// Confirms that the rest of an order's money is there. The second time answers with the first payment.
    pub async fn confirm_payment(
        &self,
        uid: OrderUid,
        by: Actor,
        request: PaymentRequest,
        expected_rev: Option<i64>,
        till: Till,
    ) -> Result<Order, ShopError> {
        let pay = move |_: &Reader<'_>, order: &mut Order, at| Ok(order.pay(&by, request, at)?);
        let changed = self.change_at(Some(till), uid, expected_rev, None, pay);
        Ok(changed.await?.order)
    }

    /// Takes a payment, of all that is owed or of a part.
    ///
    /// # Errors
    /// When the order has moved on, or the money does not fit what is owed.
    pub async fn take_payment(
        &self,
        uid: OrderUid,
        by: Actor,
        request: PaymentRequest,
        expected_rev: i64,
        key: IdempotencyKey,
        till: Till,
    ) -> Result<Changed, ShopError> {
        let pay = move |_: &Reader<'_>, order: &mut Order, at| {
            if order.is_settled() {
                // Another till was faster: what this till has in its hands was not taken.
                return Err(Refusal::AlreadyPaid.into());
            }
            Ok(order.pay(&by, request, at)?)
        };
        self.change_at(Some(till), uid, Some(expected_rev), Some(key), pay)
            .await
    }

    /// Gives a discount.
    ///
    /// # Errors
    /// When it needs an approval, or the bill can no longer change.
    pub async fn give_discount(
        &self,
        uid: OrderUid,
        asker: MoneyAsker,
        request: DiscountRequest,
        expected_rev: i64,
        key: IdempotencyKey,
    ) -> Result<Changed, ShopError> {
        self.change_once(
            uid,
            Some(expected_rev),
            Some(key),
            move |store, order, at| {
                let rules = store.settings()?.approvals;
                let act = act_of_discount(order, &asker.staff, &request, &rules, at)?;
                let by = asker.approved(act, &rules, store)?;
                let DiscountRequest {
                    line_id,
                    rule,
                    reason,
                } = request;
                Ok(order.give_discount(by, line_id, rule, reason, at)?)
            },
        )
        .await
    }

    /// Takes a discount back.
    ///
    /// # Errors
    /// When there is none, or the bill can no longer change.
    pub async fn remove_discount(
        &self,
        uid: OrderUid,
        by: Actor,
        id: i64,
        expected_rev: Option<i64>,
    ) -> Result<Order, ShopError> {
        self.change(uid, expected_rev, move |_, order, at| {
            Ok(order.remove_discount(&by, id, at)?)
        })
        .await
    }

    /// Gives money back.
    ///
    /// # Errors
    /// When it needs an approval, or is more than what can go back.
    pub async fn refund(
        &self,
        uid: OrderUid,
        asker: MoneyAsker,
        request: RefundRequest,
        expected_rev: i64,
        key: IdempotencyKey,
    ) -> Result<Changed, ShopError> {
        self.change_at(
            Some(asker.till),
            uid,
            Some(expected_rev),
            Some(key),
            move |store, order, at| {
                let settings = store.settings()?;
                let act = act_of_refund(order, &asker.staff, &request, &settings, at)?;
                let by = asker.approved(Some(act), &settings.approvals, store)?;
                let RefundRequest {
                    of,
                    check_id,
                    method,
                    reason,
                } = request;
                Ok(order.refund(by, of, check_id, method, reason, at)?)
            },
        )
        .await
    }
}

/// What a refund is to the rules: told by the order as it would be with it.
fn act_of_refund(
    order: &Order,
    by: &Staff,
    request: &RefundRequest,
    settings: &Settings,
    at: Timestamp,
) -> Result<MoneyAct, Refusal> {
    let RefundRequest {
        of,
        check_id,
        method,
        reason,
    } = request.clone();
    let by = Approved {
        by: Actor::Staff(by.clone()),
        approved_by: None,
    };
    let mut then = order.clone();
    then.refund(by, of, check_id, method, reason, at)?;
    let today = settings.day_around(at).start;
    Ok(MoneyAct::of_refund(then.gave_back_what_came_before(today)?))
}

/// What giving a discount is to the rules: told by the order as it would be with it.
fn act_of_discount(
    order: &Order,
    by: &Staff,
    request: &DiscountRequest,
    rules: &ApprovalSettings,
    at: Timestamp,
) -> Result<Option<MoneyAct>, Refusal> {
    let DiscountRequest {
        line_id,
        rule,
        reason,
    } = request.clone();
    let by = Approved {
        by: Actor::Staff(by.clone()),
        approved_by: None,
    };
    let mut then = order.clone();
    then.give_discount(by, line_id, rule, reason, at)?;
    let off = then.discounts_without_approval();
    Ok(MoneyAct::of_discount(
        &rule,
        off,
        then.discountable(),
        rules,
    ))
}
