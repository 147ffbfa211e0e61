//! Corrections of payments, and money that came in for an order that takes none any more.
//!
//! What takes money out of the drawer, or out of what the drawer should hold, needs what a refund needs.

use jiff::Timestamp;

use super::{Changed, IdempotencyKey, MoneyAsker};
use crate::{
    domain::{Actor, ClaimCause, Money, MoneyAct, Order, OrderUid, PaymentMethod, Settings, Till},
    shop::{Claims, Orders, ShopError},
    store::Reader,
};

/// Another way of paying than the one that was tapped.
#[derive(Debug, Clone)]
pub struct CorrectionRequest {
    /// The payment, by its number among those of the order.
    pub payment_id: i64,
    /// How it was really paid.
    pub method: PaymentMethod,
    /// Why.
    pub reason: Option<String>,
}

/// Money that came in and pays for nothing.
#[derive(Debug, Clone, Copy)]
pub struct ClaimRequest {
    /// How it came about.
    pub cause: ClaimCause,
    /// How the money came in.
    pub method: PaymentMethod,
    /// How much.
    pub amount: Money,
}

/// A claim that is to be given back.
#[derive(Debug, Clone)]
pub struct SettlementRequest {
    /// The claim, by its number among those of the order.
    pub claim_id: i64,
    /// How it is given back.
    pub method: PaymentMethod,
    /// Why so, or to whom.
    pub reason: Option<String>,
}

impl Claims {
    fn orders(&self) -> Orders {
        Orders(self.0.clone())
    }

    /// Corrects how a payment was made.
    ///
    /// # Errors
    /// When it takes money out of the drawer's sum and needs an approval, or there is no such payment.
    pub async fn correct_payment(
        &self,
        uid: OrderUid,
        asker: MoneyAsker,
        request: CorrectionRequest,
        expected_rev: i64,
        key: IdempotencyKey,
    ) -> Result<Changed, ShopError> {
        let till = Some(asker.till);
        let rule = move |store: &Reader<'_>, order: &mut Order, at: Timestamp| {
            let CorrectionRequest {
                payment_id,
                method,
                reason,
            } = request;
            let settings = store.settings()?;
            let payment = order
                .payments
                .iter()
                .find(|payment| payment.id == payment_id);
            let leaves_drawer =
                payment.filter(|payment| payment.method.gives_change() && !method.gives_change());
            let act = leaves_drawer.map(|payment| act_of(payment.paid_at, &settings, at));
            let by = asker.approved(act, &settings.approvals, store)?;
            Ok(order.correct_payment(by, payment_id, method, reason, at)?)
        };
        self.orders()
            .change_at(till, uid, Some(expected_rev), Some(key), rule)
            .await
    }

    /// Records money that came in and pays for nothing.
    ///
    /// # Errors
    /// When the order still takes payments, or it is no sum.
    pub async fn record_claim(
        &self,
        uid: OrderUid,
        by: Actor,
        request: ClaimRequest,
        expected_rev: i64,
        key: IdempotencyKey,
        till: Till,
    ) -> Result<Changed, ShopError> {
        let ClaimRequest {
            cause,
            method,
            amount,
        } = request;
        self.orders()
            .change_at(
                Some(till),
                uid,
                Some(expected_rev),
                Some(key),
                move |_, order, at| Ok(order.record_claim(&by, cause, method, amount, at)?),
            )
            .await
    }

    /// Gives the money of a claim back.
    ///
    /// # Errors
    /// When it needs an approval, there is no such claim, or its money went back already.
    pub async fn settle_claim(
        &self,
        uid: OrderUid,
        asker: MoneyAsker,
        request: SettlementRequest,
        expected_rev: i64,
        key: IdempotencyKey,
    ) -> Result<Changed, ShopError> {
        let till = Some(asker.till);
        let rule = move |store: &Reader<'_>, order: &mut Order, at: Timestamp| {
            let SettlementRequest {
                claim_id,
                method,
                reason,
            } = request;
            let settings = store.settings()?;
            let open = order
                .claims
                .iter()
                .find(|claim| claim.id == claim_id && claim.is_open());
            let act = open.map(|claim| act_of(claim.received_at, &settings, at));
            let by = asker.approved(act, &settings.approvals, store)?;
            Ok(order.settle_claim(by, claim_id, method, reason, at)?)
        };
        self.orders()
            .change_at(till, uid, Some(expected_rev), Some(key), rule)
            .await
    }
}

/// What handing out money is to the rules that came in `then`.
fn act_of(then: Timestamp, settings: &Settings, at: Timestamp) -> MoneyAct {
    MoneyAct::of_refund(then < settings.day_around(at).start)
}
