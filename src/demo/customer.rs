//! One customer of the demo: the next request, from the shop's last answer.
//!
//! People use the screens meanwhile, so nothing is taken for granted: if a person was faster, the next
//! step follows from where the order is now.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    client::Answer,
    day::{TimeOfDay, Visit, VisitOutcome},
    kitchen_load::KitchenLoad,
    menu::Menu,
    preferences::{Dish, LEFT_REASON},
};
use crate::domain::{Channel, LineStatus, OrderStatus, PaymentMethod, PaymentStatus};

/// An order as the shop's answers show it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Order {
    pub(super) uid: String,
    pub(super) status: OrderStatus,
    pub(super) rev: i64,
    payment_status: PaymentStatus,
    #[serde(default)]
    served_at: Option<String>,
    pub(super) rest_amount: i64,
    /// Of a cancelled order, or of one that was paid twice; a customer's own view does not say it.
    #[serde(default)]
    pub(super) owed_back: i64,
    /// Of a bill that is split.
    #[serde(default)]
    pub(super) checks: Vec<Check>,
    pub(super) lines: Vec<OrderLine>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Check {
    pub(super) id: i64,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct OrderLine {
    id: i64,
    name: String,
    quantity: u32,
    status: LineStatus,
    station: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    /// The customer orders.
    Order,
    /// The till takes the money.
    Pay,
    /// The customer cancels.
    ThinkAgain,
    /// The till cancels, for this reason.
    Withdraw(&'static str),
    /// A cook of this station has made this line.
    Tick(i64, String),
    /// A cook calls the whole order out.
    CallOut,
    /// A cook takes the call back.
    Recall,
    /// The till hands it over.
    HandOver,
    /// The waiter brings it to the table, and it is paid later.
    Serve,
}

/// Seconds that small things take.
const MISTAKE_SEEN: u32 = 40;
const MADE_GOOD: u32 = 90;
const SHORTAGE_SEEN: u32 = 120;
const HAND_MOVES: u32 = 15;
/// Seconds that those eat who pay afterwards.
const EATS: u32 = 20 * 60;
/// When the till tidies up after the shop has closed.
const TIDIES_UP: u32 = 600;
/// After so many refusals the order is given up.
const PATIENCE: u32 = 5;

/// A customer, from coming in to the end of their order.
#[derive(Debug)]
pub(super) struct Customer {
    pub(super) visit: Visit,
    pub(super) order: Option<Order>,
    /// Whether a waiter takes the order at the table, and it is paid when they leave.
    pub(super) pays_last: bool,
    /// When each line will be made, soonest first.
    made: Vec<(TimeOfDay, i64)>,
    was_recalled: bool,
    refusals: u32,
    gave_up: bool,
}

impl Customer {
    pub(super) const fn new(visit: Visit) -> Self {
        let is_of_the_staff = visit.channel.is_of_the_staff();
        Self {
            pays_last: is_of_the_staff && visit.table.is_some(),
            visit,
            order: None,
            made: Vec::new(),
            was_recalled: false,
            refusals: 0,
            gave_up: false,
        }
    }

    /// Where their order is, if there is one.
    pub(super) fn status(&self) -> Option<OrderStatus> {
        self.order.as_ref().map(|order| order.status)
    }

    /// What happens next and when, if anything.
    pub(super) fn next(
        &mut self,
        now: TimeOfDay,
        closes: TimeOfDay,
        kitchen_load: &mut KitchenLoad,
    ) -> Option<(TimeOfDay, Act)> {
        let Some(order) = self.order.as_ref().filter(|_| !self.gave_up) else {
            return (!self.gave_up).then_some((self.visit.at, Act::Order));
        };
        let visit = &self.visit;
        let (after, act) = match (order.status, visit.fate) {
            (OrderStatus::Completed | OrderStatus::Cancelled, _) => return None,
            (OrderStatus::AwaitingPayment, fate) => match fate {
                VisitOutcome::SecondThoughts => (visit.pays_after, Act::ThinkAgain),
                VisitOutcome::Withdrawn(reason) => (visit.pays_after, Act::Withdraw(reason)),
                VisitOutcome::Left => {
                    let tidied = closes.after(TIDIES_UP).max(now);
                    return Some((tidied, Act::Withdraw(LEFT_REASON)));
                }
                VisitOutcome::Served | VisitOutcome::Recalled | VisitOutcome::Failed(_) => {
                    (visit.pays_after, Act::Pay)
                }
            },
            (OrderStatus::Preparing, VisitOutcome::Failed(reason)) => {
                (SHORTAGE_SEEN, Act::Withdraw(reason))
            }
            (OrderStatus::Preparing, _) => return Some(self.cook(now, kitchen_load)),
            (OrderStatus::Ready, _) if self.pays_last && !order.payment_status.has_payment() => {
                match order.served_at {
                    None => (HAND_MOVES, Act::Serve),
                    Some(_) => (EATS, Act::Pay),
                }
            }
            // A shop that is paid afterwards.
            (OrderStatus::Ready, _) if !order.payment_status.has_payment() => {
                (visit.pays_after, Act::Pay)
            }
            (OrderStatus::Ready, VisitOutcome::Recalled) if !self.was_recalled => {
                (MISTAKE_SEEN, Act::Recall)
            }
            (OrderStatus::Ready, _) => (visit.collects_after, Act::HandOver),
        };
        Some((now.after(after), act))
    }

    /// The next line to be made, or the call when none is left.
    fn cook(&mut self, now: TimeOfDay, kitchen_load: &mut KitchenLoad) -> (TimeOfDay, Act) {
        let lines = self.order.as_ref().map_or(&[][..], |order| &order.lines);
        if self.made.is_empty() && !self.was_recalled {
            let taken = lines.iter().map(|line| {
                let seconds = Dish::called(&line.name).seconds;
                let made = kitchen_load.take(&line.station, now, seconds, line.quantity);
                (made, line.id)
            });
            self.made = taken.collect();
            self.made.sort_unstable();
        }
        let soonest = now.after(HAND_MOVES);
        if self.visit.whole_ticket && !self.was_recalled {
            let all_made = self.made.last().map_or(soonest, |(made, _)| *made);
            return (all_made.max(soonest), Act::CallOut);
        }
        let queued = |id: i64| {
            let line = lines.iter().find(|line| line.id == id);
            line.filter(|line| line.status.is_to_be_made())
        };
        let next = self
            .made
            .iter()
            .find_map(|(at, id)| Some((*at, queued(*id)?)));
        match next {
            Some((at, line)) => {
                let tick = Act::Tick(line.id, line.station.clone());
                (at.max(soonest), tick)
            }
            None => (now.after(MADE_GOOD), Act::CallOut),
        }
    }

    /// Receives the shop's answer to an act.
    pub(super) fn receive(&mut self, act: &Act, answer: &Answer) {
        self.was_recalled |= *act == Act::Recall;
        // A refusal comes with the order as it is: another client was faster.
        let order = if answer.is_good() {
            &answer.body
        } else {
            self.refusals += 1;
            &answer.body["order"]
        };
        match Order::deserialize(order) {
            Ok(order) => self.order = Some(order),
            Err(_) => self.gave_up = true,
        }
        self.gave_up |= self.refusals > PATIENCE;
    }

    /// Goes home without an order.
    pub(super) const fn give_up(&mut self) {
        self.gave_up = true;
    }

    /// The kitchen's times are computed again: the clock has jumped.
    pub(super) fn forget_times(&mut self) {
        self.made.clear();
    }

    /// The order as it is sent.
    pub(super) fn request(&self) -> Value {
        let visit = &self.visit;
        let items = visit.lines.iter().map(|line| {
            let option = |id: &i64| json!({ "option_id": id });
            json!({
                "menu_item_id": line.item,
                "quantity": line.quantity,
                "modifiers": line.options.iter().map(option).collect::<Vec<_>>(),
                "note": line.note,
            })
        });
        // The counter is known by who is logged in there, and a phone by nothing at all.
        let channel = match visit.channel {
            Channel::Kiosk => Some(Channel::Kiosk),
            Channel::Counter | Channel::Phone => None,
        };
        let price_level = (visit.method == PaymentMethod::App).then_some("gofood");
        json!({
            "items": items.collect::<Vec<_>>(),
            "price_level": price_level,
            "payment_method": visit.method.as_str(),
            "order_type": visit.order_type.as_str(),
            "table_number": visit.table,
            "customer_name": visit.name,
            "note": visit.note,
            "channel": channel.map(Channel::as_str),
            "to_kitchen": self.pays_last,
        })
    }

    /// Takes something else for what is sold out or gone; whether anything is left to order.
    pub(super) fn choose_again(&mut self, menu: &Menu) -> bool {
        self.visit.lines.retain_mut(|line| {
            let Some(item) = menu.instead_of(line.item) else {
                return false;
            };
            let Some(options) = item.choice_near(&line.options) else {
                return false;
            };
            if item.id != line.item {
                // What was said of the other dish means nothing here.
                (line.item, line.note) = (item.id, None);
            }
            line.options = options;
            true
        });
        !self.visit.lines.is_empty()
    }
}

#[cfg(test)]
#[path = "customer_tests.rs"]
mod tests;
