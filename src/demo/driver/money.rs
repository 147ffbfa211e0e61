//! What now and then happens to the money of an order: a discount, a part, a bill that is split, one more drink, a
//! payment that comes twice, a refund.

use serde_json::{Value, json};

use super::{
    super::{
        DEWI, Member, RINA,
        client::{Ask, NoAnswer},
        customer::Act,
    },
    Driver,
};
use crate::domain::{OrderStatus, PaymentMethod};

/// One customer in so many is a regular, pays a part first, splits the bill with another, wants one more before paying,
/// or pays twice by mistake.
const REGULAR: usize = 9;
const IN_PARTS: usize = 22;
const SPLIT: usize = 11;
const ONE_MORE: usize = 13;
const TWICE: usize = 17;

impl Driver {
    /// What now and then comes before the money: a discount for a regular, a part by another way, two who split a bill,
    /// one more drink.
    pub(super) async fn before_payment(&mut self, customer: usize) -> Result<(), NoAnswer> {
        if customer % ONE_MORE == 1 {
            let items = json!([self.customers[customer].request()["items"][0]]);
            let more = json!({ "items": items });
            self.change(customer, RINA, "POST", "lines", &more).await?;
        }
        if customer % REGULAR == 4 {
            let regular = json!({ "kind": "percent", "percent_bp": 1_000, "reason": "Langganan" });
            self.change(customer, RINA, "POST", "discounts", &regular)
                .await?;
        }
        let qris = PaymentMethod::Qris.as_str();
        if customer % IN_PARTS == 5 {
            let order = self.customers[customer].order.as_ref();
            let half = order.map_or(0, |order| order.rest_amount / 2);
            let half = json!({ "method": qris, "amount": half });
            self.change(customer, RINA, "POST", "payments", &half)
                .await?;
        } else if customer % SPLIT == 5 {
            let halves = json!({ "equal_parts": 2 });
            self.change(customer, RINA, "PUT", "checks", &halves)
                .await?;
            let first = json!({ "method": qris, "check_id": 1 });
            self.change(customer, RINA, "POST", "payments", &first)
                .await?;
        }
        Ok(())
    }

    /// Now and then the phone's app said that nothing was paid, and the money came twice.
    pub(super) async fn after_payment(&mut self, customer: usize) -> Result<(), NoAnswer> {
        let is_qris = self.customers[customer].visit.pays_with == PaymentMethod::Qris;
        if customer % TWICE != 3 || !is_qris {
            return Ok(());
        }
        let method = PaymentMethod::Qris.as_str();
        let twice = json!({ "cause": "double", "method": method, "amount": 10_000 });
        self.change(customer, RINA, "POST", "claims", &twice).await
    }

    /// The owner gives back what was paid for an order that was cancelled, and what came twice when it is handed over.
    pub(super) async fn give_back(&mut self, customer: usize) -> Result<(), NoAnswer> {
        if self.owes(customer, OrderStatus::Cancelled) {
            let order = self.customers[customer].order.as_ref();
            let checks = order.map_or(&[][..], |order| &order.checks);
            let checks: Vec<_> = checks.iter().map(|check| Some(check.id)).collect();
            // Each check is refunded by itself; a bill that is not split as a whole.
            for check in if checks.is_empty() {
                vec![None]
            } else {
                checks
            } {
                let back = json!({ "check_id": check, "reason": "Dibatalkan" });
                self.hand_back(customer, "refunds", back).await?;
            }
        }
        let is_over = [OrderStatus::Cancelled, OrderStatus::Completed];
        if is_over.iter().any(|status| self.owes(customer, *status)) {
            let back = json!({ "reason": "Dibayar dua kali" });
            self.hand_back(customer, "claims/1/settlement", back)
                .await?;
        }
        Ok(())
    }

    /// Whether their order has come to `status` and the shop has money of theirs.
    fn owes(&self, customer: usize, status: OrderStatus) -> bool {
        let order = self.customers[customer].order.as_ref();
        order.is_some_and(|order| order.status == status && order.owed_back > 0)
    }

    async fn hand_back(
        &mut self,
        customer: usize,
        what: &str,
        mut back: Value,
    ) -> Result<(), NoAnswer> {
        let method = self.customers[customer].visit.pays_with.as_str();
        back["method"] = json!(method);
        self.change(customer, DEWI, "POST", what, &back).await
    }

    /// Changes an order by a route that wants its key and the revision that was seen.
    async fn change(
        &mut self,
        customer: usize,
        who: Member,
        method: &str,
        what: &str,
        body: &Value,
    ) -> Result<(), NoAnswer> {
        let Some(order) = &self.customers[customer].order else {
            return Ok(());
        };
        let mut body = body.clone();
        body["expected_rev"] = json!(order.rev);
        let path = format!("/api/v1/admin/orders/{}/{what}", order.uid);
        let key = format!("demo-{}-{customer}-{what}-{}", self.seed, order.rev);
        let ask = Ask::new(method, &path, &body).with_key(&key);
        let answer = self.ask_as(who, &ask).await?;
        if answer.is_good() {
            self.customers[customer].receive(&Act::Pay, &answer);
        } else {
            log::debug!("{what}: {} {}", answer.status, answer.code());
        }
        Ok(())
    }
}
