//! Placing an order: checks and prices a request, and makes it an order or a refusal.

use jiff::Timestamp;
use serde::Deserialize;

use super::money::charges;
use crate::domain::{
    Actor, Bill, BusinessDay, Channel, Event, EventKind, Initiator, LineStatus, LookupCode, Menu,
    Money, Move, Object, Offer, Order, OrderLevel, OrderLine, OrderNumber, OrderStatus, OrderType,
    OrderUid, Parts, PaymentMethod, PaymentStatus, PaymentTiming, PriceLevel, Refusal, Settings,
    ShopTime, Terms, allowed, rule_for, text,
};

/// Most lines of an order.
pub const MOST_LINES: usize = 50;
/// Most of one dish on a line.
pub const MOST_OF_ONE: i64 = 99;
/// Most characters of a note.
pub const NOTE_LENGTH: usize = 200;
/// Most characters of a name.
pub const NAME_LENGTH: usize = 60;
/// Most characters of a table's name.
pub const TABLE_LENGTH: usize = 12;

/// An order as it was asked for. Prices are not read: the server's count.
#[derive(Debug, Clone, Deserialize)]
pub struct OrderRequest {
    /// The dishes.
    pub items: Vec<Object<LineRequest>>,
    /// One of the shop's payment methods. Only what an order would cost can be asked without it.
    pub payment_method: Option<String>,
    /// `dine_in` or `take_away`; left out, it follows from the table.
    #[serde(default)]
    pub order_type: Option<String>,
    /// Up to 12 characters.
    #[serde(default)]
    pub table_number: Option<String>,
    /// From the card on the table; then the order is for that table and `table_number` is ignored.
    #[serde(default)]
    pub table_token: Option<String>,
    /// Up to 60 characters.
    #[serde(default)]
    pub customer_name: Option<String>,
    /// Up to 200 characters.
    #[serde(default)]
    pub note: Option<String>,
    /// `kiosk`, from the shop's own kiosk.
    #[serde(default)]
    pub channel: Option<String>,
    /// The code of a price level, from the staff alone; left out, it follows from `order_type`.
    #[serde(default)]
    pub price_level: Option<String>,
    /// Whether the kitchen starts before it is paid; staff only.
    #[serde(default)]
    pub to_kitchen: bool,
}

/// One dish as it was asked for.
#[derive(Debug, Clone, Deserialize)]
pub struct LineRequest {
    /// The item on the menu.
    pub menu_item_id: i64,
    /// 1..99.
    pub quantity: i64,
    /// What was chosen.
    #[serde(default)]
    pub modifiers: Vec<Object<OptionRequest>>,
    /// Up to 200 characters.
    #[serde(default)]
    pub note: Option<String>,
}

/// One option as it was asked for.
#[derive(Debug, Clone, Deserialize)]
pub struct OptionRequest {
    /// The option on the menu.
    pub option_id: i64,
}

/// A legal order that has no number yet.
#[derive(Debug)]
pub struct PricedOrder {
    lines: Vec<OrderLine>,
    terms: Terms,
    level: Option<OrderLevel>,
    bill: Bill,
    payment_method: Option<PaymentMethod>,
    order_type: OrderType,
    table_number: Option<String>,
    customer_name: Option<String>,
    note: Option<String>,
    channel: Channel,
    to_kitchen: bool,
}

/// What the shop adds to a priced order when it is placed.
#[derive(Debug)]
pub struct PlacementContext {
    /// The secret address.
    pub uid: OrderUid,
    /// The short code, for phones that cannot scan.
    pub code: LookupCode,
    /// The next number of its channel that day.
    pub counter: i64,
    /// The business day.
    pub day: BusinessDay,
    /// Now.
    pub at: Timestamp,
}

impl PricedOrder {
    /// Prices a request from the menu and holds it against the shop's rules, as who asks and when. `with_fees` is false
    /// for what would be added to an order that has its fees.
    pub fn price(
        request: OrderRequest,
        offer: Offer<'_>,
        settings: &Settings,
        (by, now): (&Actor, ShopTime),
        with_fees: bool,
    ) -> Result<Self, Refusal> {
        let menu = offer.menu;
        let channel = match (by, request.channel.as_deref()) {
            (Actor::Staff(_), _) => Channel::Counter,
            (Actor::Customer | Actor::Clock, None) => Channel::Phone,
            (Actor::Customer | Actor::Clock, Some(word)) => match Channel::parse(word) {
                Some(Channel::Kiosk) => Channel::Kiosk,
                Some(Channel::Phone | Channel::Counter) => Channel::Phone,
                None => return Err(Refusal::UnknownWord { field: "channel" }),
            },
        };
        if !channel.is_of_the_staff() {
            settings.admits_guests(now)?;
        }
        let named = match request.price_level.as_deref() {
            Some(code) => Some(
                menu.level(code)
                    .filter(|level| level.is_on && channel.is_of_the_staff())
                    .ok_or(Refusal::UnknownWord {
                        field: "price_level",
                    })?,
            ),
            None => None,
        };
        let in_app = named.is_some_and(|level| level.is_paid_in_app);
        let is_possible = |method: &PaymentMethod| match method {
            PaymentMethod::App => in_app,
            PaymentMethod::Cash
            | PaymentMethod::Qris
            | PaymentMethod::Transfer
            | PaymentMethod::Card => settings.payment_methods.contains(method),
        };
        let payment_method = match &request.payment_method {
            Some(word) => PaymentMethod::parse(word)
                .filter(is_possible)
                .map(Some)
                .ok_or(Refusal::UnknownWord {
                    field: "payment_method",
                })?,
            None => None,
        };
        let table_number = clean_text("table_number", request.table_number, TABLE_LENGTH)?;
        let order_type = match request.order_type.as_deref().map(OrderType::parse) {
            Some(Some(order_type)) => order_type,
            Some(None) => {
                return Err(Refusal::UnknownWord {
                    field: "order_type",
                });
            }
            None if table_number.is_some() => OrderType::DineIn,
            None => OrderType::TakeAway,
        };
        // A basic level that was named says where it is eaten.
        let order_type = match named.map(|level| level.code.as_str()) {
            Some(PriceLevel::DINE_IN) => OrderType::DineIn,
            Some(PriceLevel::TAKE_AWAY) => OrderType::TakeAway,
            Some(_) | None => order_type,
        };
        if request.to_kitchen {
            if !allowed(Move::Send, by.party()) {
                return Err(Refusal::NotAllowed);
            }
            let is_paid_first = settings.payment_timing == PaymentTiming::Before;
            if is_paid_first && !settings.open_bills.allows(order_type, channel) {
                return Err(Refusal::PaysFirst);
            }
        }
        let level = named.map_or_else(|| menu.level_of(order_type), Ok)?;
        if !channel.is_of_the_staff() {
            let asked = request.items.iter().map(|Object(line)| line.menu_item_id);
            menu.admit_now(asked, settings, now)?;
        }
        let mut lines = price_lines(request.items, offer, level, settings)?;
        if with_fees {
            add_fees(&mut lines, menu, level, settings)?;
        }
        let terms = level.terms(settings.bill.terms());
        let bill = Bill::of(&charges(&lines, |_| None), None, &terms)?;
        for (line, parts) in lines.iter_mut().zip(&bill.lines) {
            line.parts = *parts;
        }
        Ok(Self {
            lines,
            terms,
            level: OrderLevel::of(level, settings.locale),
            bill,
            payment_method,
            order_type,
            table_number,
            customer_name: clean_text("customer_name", request.customer_name, NAME_LENGTH)?,
            note: clean_text("note", request.note, NOTE_LENGTH)?,
            channel,
            to_kitchen: request.to_kitchen,
        })
    }

    /// Its lines, with what each costs.
    pub fn lines(&self) -> &[OrderLine] {
        &self.lines
    }

    /// The rates by which its bill was made.
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// What all of it costs.
    pub const fn bill(&self) -> &Bill {
        &self.bill
    }

    /// Where it was asked for; its numbers count by it.
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// Makes it an order, and its first event.
    ///
    /// # Errors
    /// When it does not say how it will be paid.
    pub fn place(
        self,
        context: PlacementContext,
        settings: &Settings,
        by: &Actor,
    ) -> Result<Event, Refusal> {
        let unknown = Refusal::UnknownWord {
            field: "payment_method",
        };
        let payment_method = self.payment_method.ok_or(unknown)?;
        let status = match settings.payment_timing {
            PaymentTiming::Before if !self.to_kitchen => OrderStatus::AwaitingPayment,
            PaymentTiming::Before | PaymentTiming::After => OrderStatus::Preparing,
        };
        let minutes = settings.unpaid_expiry_minutes;
        let can_expire = rule_for(Move::Expire, status, Initiator::Clock).is_some();
        let expires_at = (can_expire && minutes > 0)
            .then(|| {
                context
                    .at
                    .saturating_add(jiff::SignedDuration::from_mins(minutes))
                    .ok()
            })
            .flatten();
        let mut order = Order {
            uid: context.uid,
            number: OrderNumber {
                channel: self.channel,
                counter: context.counter,
            },
            code: context.code,
            day: context.day,
            status,
            payment_status: PaymentStatus::Unpaid,
            rev: 0,
            total_amount: self.bill.sums.total,
            payment_method,
            order_type: self.order_type,
            table_number: self.table_number,
            customer_name: self.customer_name,
            note: self.note,
            lines: self.lines,
            requests: Vec::new(),
            terms: self.terms,
            level: self.level,
            discounts: Vec::new(),
            checks: Vec::new(),
            payments: Vec::new(),
            corrections: Vec::new(),
            refunds: Vec::new(),
            claims: Vec::new(),
            cancellation: None,
            placed_by: match by {
                Actor::Staff(staff) => Some(staff.name.clone()),
                Actor::Customer | Actor::Clock => None,
            },
            created_at: context.at,
            expires_at,
            ready_at: None,
            served_at: None,
            completed_at: None,
            merged_into: None,
        };
        Ok(order.record(EventKind::NewOrder, by, context.at))
    }
}

/// Prices dishes at a level, of a new order or of one that is there, where their numbers and round are given.
///
/// # Errors
/// When one cannot be had, a choice does not fit, or it is none or too many.
pub fn price_lines(
    items: Vec<Object<LineRequest>>,
    offer: Offer<'_>,
    level: &PriceLevel,
    settings: &Settings,
) -> Result<Vec<OrderLine>, Refusal> {
    if items.is_empty() {
        return Err(Refusal::EmptyOrder);
    }
    if items.len() > MOST_LINES {
        return Err(Refusal::TooManyLines);
    }
    let lines: Vec<_> = items
        .into_iter()
        .zip(1..)
        .map(|(Object(asked), id)| price_line(asked, id, offer.menu, level, settings))
        .collect::<Result<_, _>>()?;
    let pieces = lines.iter();
    let pieces = pieces.filter_map(|line| Some((line.menu_item_id?, line.quantity)));
    offer.stock.admit(pieces, offer.menu)?;
    Ok(lines)
}

fn price_line(
    asked: LineRequest,
    id: u8,
    menu: &Menu,
    level: &PriceLevel,
    settings: &Settings,
) -> Result<OrderLine, Refusal> {
    let line = usize::from(id);
    if !(1..=MOST_OF_ONE).contains(&asked.quantity) {
        return Err(Refusal::QuantityOutOfRange { line });
    }
    let item = menu
        .item(asked.menu_item_id)
        .ok_or(Refusal::UnknownItem { line })?;
    if !item.can_be_had() {
        return Err(Refusal::SoldOut {
            name: item.name.clone(),
        });
    }
    let option_ids: Vec<i64> = asked
        .modifiers
        .iter()
        .map(|Object(option)| option.option_id)
        .collect();
    let mut modifiers = item.choose(&option_ids, settings.locale)?;
    for chosen in &mut modifiers {
        chosen.price = level.with_markup(chosen.price);
    }
    let line = OrderLine {
        id: i64::from(id),
        menu_item_id: Some(item.id),
        fee: None,
        name: item.name.r#in(settings.locale).to_owned(),
        unit_price: item.price_at(level),
        quantity: asked.quantity,
        modifiers,
        note: clean_text("items.note", asked.note, NOTE_LENGTH)?,
        status: LineStatus::Queued,
        line_total: Money::ZERO,
        station: item.station.clone(),
        round: 1,
        moved_from: None,
        moved_to: None,
        voided: None,
        tax: item.tax,
        carries_service: true,
        is_discountable: true,
        parts: Parts::default(),
    };
    Ok(OrderLine {
        line_total: line.each()?.times(line.quantity)?,
        ..line
    })
}

/// Adds the fees that a level asks for, each a line after the dishes. No discount counts them.
fn add_fees(
    lines: &mut Vec<OrderLine>,
    menu: &Menu,
    level: &PriceLevel,
    settings: &Settings,
) -> Result<(), Refusal> {
    let charged = menu
        .fees
        .iter()
        .filter(|fee| level.charges(fee.code) && fee.amount > Money::ZERO);
    for fee in charged {
        if lines.len() >= MOST_LINES {
            return Err(Refusal::TooManyLines);
        }
        lines.push(OrderLine {
            id: i64::try_from(lines.len() + 1).unwrap_or(i64::MAX),
            menu_item_id: None,
            fee: Some(fee.code),
            name: fee.name.r#in(settings.locale).to_owned(),
            unit_price: fee.amount,
            quantity: 1,
            modifiers: Vec::new(),
            note: None,
            status: LineStatus::Done,
            line_total: fee.amount,
            station: String::new(),
            round: 1,
            moved_from: None,
            moved_to: None,
            voided: None,
            tax: fee.tax_class,
            carries_service: fee.carries_service,
            is_discountable: false,
            parts: Parts::default(),
        });
    }
    Ok(())
}

/// A text that may be left out; nothing left is no text.
pub(super) fn clean_text(
    field: &'static str,
    text: Option<String>,
    most: usize,
) -> Result<Option<String>, Refusal> {
    let text = text.map(|text| text::fit(&text, most)).transpose();
    let text = text.map_err(|unfit| unfit.of(field, most))?;
    Ok(text.filter(|text| !text.is_empty()))
}
