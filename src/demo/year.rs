//! A year before the demo's day, written into its file, so that reports and books have seasons to show.
//!
//! No route takes an order of another day, so this goes around the API: each order is made and moved by the same rules
//! and written by the same functions as a real one, only at its time.

mod season;

use std::{path::Path, sync::Arc};

use jiff::{SignedDuration, Span, Timestamp, civil::Date};
use serde_json::json;

use super::{
    BUDI, DEWI, RINA,
    day::{Day, Visit, VisitOutcome},
    menu::Menu as PlanMenu,
    rng::Rng,
};
use crate::{
    config::Hours,
    domain::{
        Actor, Approved, BasisPoints, BusinessDay, CashCount, CashMove, CashMoveKind, Channel,
        DiscountRule, Event, Language, LookupCode, Menu, Money, Offer, Order, OrderRequest,
        OrderStatus, OrderUid, PaymentMethod, PaymentRequest, PlacementContext, PricedOrder,
        RefundOf, Refusal, Settings, ShiftClosing, ShiftReport, ShopTime, Stock, Till,
    },
    store::{self, NewCount, OpenError, StoreError, Stored, Writer},
};
use season::Season;

/// Days of one transaction.
const STEP: usize = 7;
/// The journal that a shop of this age would have.
const JOURNAL_DAYS: i64 = 7;
/// What lies in the drawer in the morning, in rupiah.
const FLOAT: i64 = 200_000;

/// Writes so many days before today into a shop that has its menu and its staff and is not open.
pub(super) fn write(folder: &Path, days: u16, seed: u64, hours: Hours) -> Result<(), OpenError> {
    let now = Timestamp::now();
    let days: Vec<i64> = (1..=i64::from(days)).rev().collect();
    for week in days.chunks(STEP) {
        store::open_for_command(folder, |store| {
            let year = Year::of(store, seed, hours, now)?;
            for back in week {
                year.write_day(store, *back)?;
            }
            let kept = now - SignedDuration::from_hours(24 * JOURNAL_DAYS);
            store.shorten_journal(kept..=now, 0, i64::MAX)?;
            Ok(())
        })?;
    }
    Ok(())
}

/// What is the same on all days.
struct Year {
    settings: Arc<Settings>,
    menu: Arc<Menu>,
    stock: Arc<Stock>,
    /// The menu as customers read it.
    plan: PlanMenu,
    hours: Hours,
    seed: u64,
    today: Date,
    cashier: Actor,
    cook: Actor,
    owner: Actor,
}

/// A day that is being written.
struct Today {
    day: BusinessDay,
    midnight: Timestamp,
    shift: i64,
    rng: Rng,
}

impl Today {
    fn at(&self, seconds: u32) -> Timestamp {
        self.midnight + SignedDuration::from_secs(seconds.into())
    }
}

impl Year {
    fn of(
        store: &mut Writer<'_>,
        seed: u64,
        hours: Hours,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let settings = store.current_settings()?;
        let menu = store.current_menu()?;
        let shown = serde_json::to_value(menu.view(Language::Indonesian))?;
        let plan = serde_json::from_value(shown)?;
        let members = store.members()?;
        let actor = |name: &str| {
            let member = members.iter().find(|member| member.staff.name == name);
            let member = member.ok_or_else(|| StoreError::Unreadable("staff".to_owned()));
            Ok::<_, StoreError>(Actor::Staff(member?.staff.clone()))
        };
        let (cashier, cook, owner) = (actor(RINA.name)?, actor(BUDI.name)?, actor(DEWI.name)?);
        Ok(Self {
            stock: store.current_stock()?,
            today: now.to_zoned(settings.zone()).date(),
            plan,
            hours,
            seed,
            cashier,
            cook,
            owner,
            settings,
            menu,
        })
    }

    /// Writes the day so many days before today, from its first customer to the count of its drawer.
    fn write_day(&self, store: &mut Writer<'_>, back: i64) -> Result<(), StoreError> {
        let date = self.today.saturating_sub(Span::new().days(back));
        let mut rng = Rng::new(
            self.seed
                .wrapping_mul(1_000)
                .wrapping_add(back.unsigned_abs()),
        );
        let (Some(day), Some(season)) = (
            BusinessDay::parse(&date.to_string()),
            Season::of(date, back, &mut rng),
        ) else {
            return Ok(());
        };
        let midnight = day.begins(&self.settings.zone(), 0);
        let plan = Day::plan(rng.seed(), &self.plan, self.hours);
        let opens = (self.hours.opens * 3600).saturating_sub(900);
        let opened = midnight + SignedDuration::from_secs(opens.into());
        let float = (Money::new(FLOAT), true);
        let mut today = Today {
            day,
            midnight,
            shift: store.insert_shift(Till::FIRST, float, RINA.name, opened)?,
            rng,
        };
        self.buy(store, &mut today)?;
        for visit in &plan.visits {
            if season.brings(visit.at.half_hour() / 2, &mut today.rng) {
                self.serve(store, &mut today, visit)?;
            }
        }
        self.count(store, &mut today)
    }

    /// What was taken out of the drawer for the market.
    fn buy(&self, store: &Writer<'_>, today: &mut Today) -> Result<(), StoreError> {
        let amount = i64::from(today.rng.between(8, 24)) * 5_000;
        let ice = CashMove {
            id: 0,
            kind: CashMoveKind::PayOut,
            amount: Money::new(amount),
            reason: Some("es dan sayur".to_owned()),
            by: RINA.name.to_owned(),
            approved_by: Some(DEWI.name.to_owned()),
            at: today.at(self.hours.opens * 3600),
        };
        store.insert_cash_move(today.shift, &ice)?;
        Ok(())
    }

    /// Closes the drawer by a count, which is off now and then.
    fn count(&self, store: &mut Writer<'_>, today: &mut Today) -> Result<(), StoreError> {
        let unfit = || StoreError::Unreadable("shift".to_owned());
        let shift = store.find_shift(today.shift)?.ok_or_else(unfit)?;
        let report = ShiftReport::of(store.rows_of_shift(&shift)?, None).map_err(|_| unfit())?;
        let expected = report.cash.expected;
        let off = if today.rng.chance(12) {
            (i64::from(today.rng.between(1, 8)) - 5) * 500
        } else {
            0
        };
        let counted = Money::new((expected.amount() + off).max(0));
        let at = today.at(self.hours.closes * 3600);
        let count = NewCount {
            count: CashCount {
                sum: counted,
                pieces: Vec::new(),
            },
            expected,
            movements: store.movements_of_shift(shift.id)?,
            by: RINA.name.to_owned(),
            at,
        };
        store.insert_count(shift.id, &count)?;
        let closing = ShiftClosing::of(
            store.next_z_number()?,
            (at, RINA.name.to_owned()),
            (counted, expected),
            Some("salah kembalian".to_owned()),
            Some(Money::new((counted.amount() - FLOAT).max(0))),
        );
        let closing = closing.map_err(|_| unfit())?;
        let report = ShiftReport::of(store.rows_of_shift(&shift)?, Some(counted));
        store.close_shift(shift.id, &closing, &report.map_err(|_| unfit())?)
    }

    /// One customer's order, to its end. What the rules refuse does not happen.
    fn serve(
        &self,
        store: &mut Writer<'_>,
        today: &mut Today,
        visit: &Visit,
    ) -> Result<(), StoreError> {
        let at = today.at(visit.at.since(super::TimeOfDay::hour(0)));
        let by = match visit.channel {
            Channel::Counter => self.cashier.clone(),
            Channel::Phone | Channel::Kiosk => Actor::Customer,
        };
        let Some(placed) = self.place(store, today, visit, (&by, at))? else {
            return Ok(());
        };
        let mut order = placed.order.clone();
        let id = store.insert_order(placed)?;
        let mut clock = at;
        let mut later = |seconds: u32| {
            clock += SignedDuration::from_secs(seconds.into());
            clock
        };
        let cook_s = today.rng.between(240, 900);
        let is_promo = today.rng.chance(4);
        let mut acts: Vec<Result<Vec<Event>, Refusal>> = Vec::new();
        let why = |reason: &str| Some(reason.to_owned());
        match visit.fate {
            VisitOutcome::SecondThoughts | VisitOutcome::Left => {
                let cancelled = OrderStatus::Cancelled;
                acts.push(order.set_status(
                    &self.cashier,
                    cancelled,
                    why("tidak jadi"),
                    later(600),
                ));
            }
            VisitOutcome::Withdrawn(reason) => {
                let cancelled = OrderStatus::Cancelled;
                acts.push(order.set_status(&self.cashier, cancelled, why(reason), later(300)));
            }
            VisitOutcome::Served | VisitOutcome::Recalled | VisitOutcome::Failed(_) => {
                if is_promo {
                    let given = self.promo(&mut order, later(5));
                    acts.push(given);
                }
                let method = visit.pays_with;
                acts.push(order.pay(
                    &self.cashier,
                    payment(&order, visit),
                    later(visit.pays_after),
                ));
                if let VisitOutcome::Failed(reason) = visit.fate {
                    let cancelled = OrderStatus::Cancelled;
                    acts.push(order.set_status(&self.cashier, cancelled, why(reason), later(300)));
                    let approved = Approved {
                        by: self.cashier.clone(),
                        approved_by: Some(DEWI.name.to_owned()),
                    };
                    let all = RefundOf::Everything;
                    acts.push(order.refund(approved, all, None, method, why(reason), later(60)));
                } else {
                    let (ready, gone) = (OrderStatus::Ready, OrderStatus::Completed);
                    acts.push(order.set_status(&self.cook, ready, None, later(cook_s)));
                    let collected = later(visit.collects_after);
                    acts.push(order.set_status(&self.cashier, gone, None, collected));
                }
            }
        }
        let events = acts.into_iter().flatten().flatten().collect();
        store.update_order(&Stored::new(id, order), events, Some(today.shift))
    }

    /// The order as it is placed; none where the rules refuse it.
    fn place(
        &self,
        store: &Writer<'_>,
        today: &mut Today,
        visit: &Visit,
        (by, at): (&Actor, Timestamp),
    ) -> Result<Option<Event>, StoreError> {
        let items = visit.lines.iter().map(|line| {
            let options = line.options.iter().map(|id| json!({ "option_id": id }));
            json!({
                "menu_item_id": line.item, "quantity": line.quantity, "note": line.note,
                "modifiers": options.collect::<Vec<_>>(),
            })
        });
        let is_of_app = visit.method == PaymentMethod::App;
        let request: OrderRequest = serde_json::from_value(json!({
            "items": items.collect::<Vec<_>>(),
            "payment_method": visit.method,
            "order_type": visit.order_type,
            "table_number": visit.table.map(|table| table.to_string()),
            "customer_name": visit.name,
            "note": visit.note,
            "channel": (visit.channel == Channel::Kiosk).then_some("kiosk"),
            "price_level": is_of_app.then_some("gofood"),
        }))?;
        let offer = Offer {
            menu: &self.menu,
            stock: &self.stock,
        };
        let now = ShopTime {
            at,
            is_believed: true,
        };
        let Ok(priced) = PricedOrder::price(request, offer, &self.settings, (by, now), true) else {
            return Ok(None);
        };
        let stamp = PlacementContext {
            uid: OrderUid::from_random(today.rng.bytes()),
            code: LookupCode::from_random(today.rng.bytes()),
            counter: store.next_counter(today.day, priced.channel())?,
            day: today.day,
            at,
        };
        Ok(priced.place(stamp, &self.settings, by).ok())
    }

    fn promo(&self, order: &mut Order, at: Timestamp) -> Result<Vec<Event>, Refusal> {
        let approved = Approved {
            by: self.owner.clone(),
            approved_by: None,
        };
        let ten = DiscountRule::Percent {
            rate: BasisPoints::new(1_000).unwrap_or_default(),
            ceiling: None,
        };
        order.give_discount(approved, None, ten, Some("promo".to_owned()), at)
    }
}

/// All of it, in cash with the notes that the customer has.
fn payment(order: &Order, visit: &Visit) -> PaymentRequest {
    let total = order.total_amount.amount();
    let tendered = (visit.pays_with == PaymentMethod::Cash).then(|| visit.notes.for_total(total));
    PaymentRequest {
        method: Some(visit.pays_with),
        tendered: tendered.map(Money::new),
        ..PaymentRequest::default()
    }
}
