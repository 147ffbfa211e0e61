//! What now and then happens to the money of an order: a discount, a shared bill, one more drink, a refund.

use serde_json::{Value, json};

use super::{
    super::{
        DEWI, Member, RINA,
        client::{Ask, NoAnswer},
        customer::Act,
    },
    Driver,
};
use crate::domain::PaymentMethod;

/// One customer in so many is a regular, shares the bill, or wants one more before paying.
const REGULAR: usize = 9;
const SHARED: usize = 11;
const ONE_MORE: usize = 13;

impl Driver {
    /// What now and then comes before the money: a discount for a regular, two who share a bill, one more drink.
    pub(super) async fn before_payment(&mut self, customer: usize) -> Result<(), NoAnswer> {
        if customer % ONE_MORE == 1 {
            let items = json!([self.customers[customer].request()["items"][0]]);
            self.change(customer, RINA, "lines", &json!({ "items": items }))
                .await?;
        }
        if customer % REGULAR == 4 {
            let regular = json!({ "kind": "percent", "percent_bp": 1_000, "reason": "Langganan" });
            self.change(customer, RINA, "discounts", &regular).await?;
        }
        if customer % SHARED == 5 {
            let order = self.customers[customer].order.as_ref();
            let half = order.map_or(0, |order| order.rest_amount / 2);
            let half = json!({ "method": PaymentMethod::Qris.as_str(), "amount": half });
            self.change(customer, RINA, "payments", &half).await?;
        }
        Ok(())
    }

    /// The owner gives back what was paid for an order that was cancelled.
    pub(super) async fn give_back(&mut self, customer: usize) -> Result<(), NoAnswer> {
        let order = self.customers[customer].order.as_ref();
        if order.is_none_or(|order| order.owed_back == 0) {
            return Ok(());
        }
        let method = self.customers[customer].visit.pays_with.as_str();
        let back = json!({ "method": method, "reason": "Dibatalkan" });
        self.change(customer, DEWI, "refunds", &back).await
    }

    /// Changes an order by a route that wants its key and the revision that was seen.
    async fn change(
        &mut self,
        customer: usize,
        who: Member,
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
        let ask = Ask::new("POST", &path, &body).with_key(&key);
        let answer = self.ask_as(who, &ask).await?;
        if answer.is_good() {
            self.customers[customer].receive(&Act::Pay, &answer);
        } else {
            log::debug!("{what}: {} {}", answer.status, answer.code());
        }
        Ok(())
    }
}
