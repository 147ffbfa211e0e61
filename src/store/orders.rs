//! Orders, their lines and payments, and the answers that were given to requests.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, named_params, params};

use super::{
    Reader, StoreError, Writer,
    rows::{Columns, millis},
};
use crate::domain::{
    Board, BusinessDay, Cancellation, Cause, Channel, ChosenModifier, Event, Happening, LineStatus,
    LookupCode, Order, OrderLine, OrderNumber, OrderStatus, OrderType, OrderUid, Payment,
    PaymentMethod, PaymentStatus,
};

const INSERT_ORDER: &str = "
    insert into orders
        (uid, day, channel, counter, code, status, payment_status, rev, total_amount,
         payment_method, order_type, table_number, customer_name, note, placed_by, created_at,
         expires_at)
    values
        (:uid, :day, :channel, :counter, :code, :status, :payment_status, :rev, :total_amount,
         :payment_method, :order_type, :table_number, :customer_name, :note, :placed_by,
         :created_at, :expires_at)";

const INSERT_LINE: &str = "
    insert into order_lines
        (order_id, id, menu_item_id, name, unit_price, quantity, note, status, line_total, station)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

const INSERT_MODIFIER: &str = "
    insert into order_line_modifiers (order_id, line_id, position, option_id, name, price)
    values (?1, ?2, ?3, ?4, ?5, ?6)";

const UPDATE_ORDER: &str = "
    update orders set
        status = :status, payment_status = :payment_status, payment_method = :payment_method,
        rev = :rev, cancel_cause = :cancel_cause, cancel_reason = :cancel_reason,
        expires_at = :expires_at, ready_at = :ready_at, completed_at = :completed_at
    where id = :id";

const UPDATE_LINE: &str = "update order_lines set status = ?3 where order_id = ?1 and id = ?2";

const INSERT_PAYMENT: &str = "
    insert into payments (order_id, method, amount, tendered, change, paid_at, paid_to)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// The condition of the partial index `orders_active`, to the letter.
const IS_ACTIVE: &str = "status in ('awaiting_payment', 'preparing', 'ready')";

/// The active orders by way of their index; fails loudly if it is gone.
const ACTIVE_ORDERS: &str = "orders indexed by orders_active";

/// An order on its way through a transaction, with the row it came from.
pub(crate) struct Stored {
    id: i64,
    /// The order, to be changed by the rules.
    pub(crate) order: Order,
}

/// Which orders are asked for.
#[derive(Debug, Clone, Default)]
pub struct OrderFilter {
    /// Only the active ones, only one status, or all.
    pub status: Option<StatusFilter>,
    /// Only of this day.
    pub day: Option<BusinessDay>,
    /// Part of a customer's name or a table; or a number.
    pub search: Option<String>,
    /// Only those after this row.
    pub after: i64,
    /// At most this many, 1..500.
    pub limit: i64,
}

/// Which statuses are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusFilter {
    /// Awaiting payment, preparing and ready.
    Active,
    /// One.
    Only(OrderStatus),
}

/// A part of a list, and where the next one begins.
#[derive(Debug, Clone)]
pub struct Page {
    /// Newest last.
    pub orders: Vec<Order>,
    /// Pass as `after` for more; none at the end.
    pub next: Option<i64>,
}

/// What was answered to an idempotency key.
#[derive(Debug, Clone)]
pub struct RememberedAnswer {
    /// SHA-256 of the request.
    pub fingerprint: [u8; 32],
    /// The order that was placed then.
    pub uid: OrderUid,
}

impl Writer<'_> {
    /// Writes a new order and the event that tells of it.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn insert_order(&mut self, event: Event) -> Result<i64, StoreError> {
        let order = &event.order;
        self.prepare_cached(INSERT_ORDER)?.execute(named_params! {
            ":uid": order.uid.as_str(),
            ":day": order.day.to_string(),
            ":channel": order.number.channel.as_str(),
            ":counter": order.number.counter,
            ":code": order.code.as_str(),
            ":status": order.status.as_str(),
            ":payment_status": order.payment_status.as_str(),
            ":rev": order.rev,
            ":total_amount": order.total_amount.amount(),
            ":payment_method": order.payment_method.as_str(),
            ":order_type": order.order_type.as_str(),
            ":table_number": order.table_number,
            ":customer_name": order.customer_name,
            ":note": order.note,
            ":placed_by": order.placed_by,
            ":created_at": millis(order.created_at),
            ":expires_at": order.expires_at.map(millis),
        })?;
        let id = self.last_insert_rowid();
        for line in &order.lines {
            self.insert_line(id, line)?;
        }
        self.record(id, event)?;
        Ok(id)
    }

    fn insert_line(&self, order_id: i64, line: &OrderLine) -> Result<(), StoreError> {
        self.prepare_cached(INSERT_LINE)?.execute(params![
            order_id,
            line.id,
            line.menu_item_id,
            line.name,
            line.unit_price.amount(),
            line.quantity,
            line.note,
            line.status.as_str(),
            line.line_total.amount(),
            line.station,
        ])?;
        let mut insert = self.prepare_cached(INSERT_MODIFIER)?;
        for (modifier, position) in line.modifiers.iter().zip(1_i64..) {
            let (option, price) = (modifier.option_id, modifier.price.amount());
            insert.execute(params![
                order_id,
                line.id,
                position,
                option,
                modifier.name,
                price
            ])?;
        }
        Ok(())
    }

    /// Writes what the rules did to an order, and their events.
    ///
    /// # Errors
    /// When the file refuses.
    pub(crate) fn update_order(
        &mut self,
        stored: &Stored,
        events: Vec<Event>,
    ) -> Result<(), StoreError> {
        let Stored { id, order } = stored;
        let cancellation = order.cancellation.as_ref();
        self.prepare_cached(UPDATE_ORDER)?.execute(named_params! {
            ":id": id,
            ":status": order.status.as_str(),
            ":payment_status": order.payment_status.as_str(),
            ":payment_method": order.payment_method.as_str(),
            ":rev": order.rev,
            ":cancel_cause": cancellation.map(|cancellation| cancellation.cause.as_str()),
            ":cancel_reason": cancellation.and_then(|cancellation| cancellation.reason.as_deref()),
            ":expires_at": order.expires_at.map(millis),
            ":ready_at": order.ready_at.map(millis),
            ":completed_at": order.completed_at.map(millis),
        })?;
        for event in events {
            match event.happening {
                Happening::OrderLineUpdate { line_id, .. } => {
                    let line = order.lines.iter().find(|line| line.id == line_id);
                    let status = line.map(|line| line.status.as_str());
                    self.prepare_cached(UPDATE_LINE)?
                        .execute(params![id, line_id, status])?;
                }
                Happening::PaymentSuccess => self.insert_payment(*id, &event)?,
                _ => {}
            }
            self.record(*id, event)?;
        }
        Ok(())
    }

    fn insert_payment(&self, order_id: i64, event: &Event) -> Result<(), StoreError> {
        let Some(payment) = &event.order.payment else {
            return Ok(());
        };
        self.prepare_cached(INSERT_PAYMENT)?.execute(params![
            order_id,
            payment.method.as_str(),
            payment.amount.amount(),
            payment.tendered.amount(),
            payment.change.amount(),
            millis(payment.paid_at),
            event.by.name(),
        ])?;
        Ok(())
    }

    /// Remembers which order answered a request.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn remember_answer(
        &self,
        key: &str,
        fingerprint: [u8; 32],
        order_id: i64,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.prepare_cached("insert into idempotency_keys values (?1, ?2, ?3, ?4)")?
            .execute(params![key, fingerprint, order_id, millis(at)])?;
        Ok(())
    }

    /// Forgets answers given before `at`.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn forget_answers_before(&self, at: Timestamp) -> Result<(), StoreError> {
        self.prepare_cached("delete from idempotency_keys where created_at < ?1")?
            .execute([millis(at)])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// The order with this uid, for a change.
    pub(crate) fn find_stored(&self, uid: &OrderUid) -> Result<Option<Stored>, StoreError> {
        let mut find = self.prepare_cached("select * from orders where uid = ?1")?;
        let mut rows = find.query([uid.as_str()])?;
        rows.next()?.map(|row| self.order(row)).transpose()
    }

    /// The order with this uid.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn find_order(&self, uid: &OrderUid) -> Result<Option<Order>, StoreError> {
        Ok(self.find_stored(uid)?.map(|stored| stored.order))
    }

    /// The order with this number on that day.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn find_order_by_number(
        &self,
        day: BusinessDay,
        number: OrderNumber,
    ) -> Result<Option<Order>, StoreError> {
        let mut find = self.prepare_cached(
            "select * from orders where day = ?1 and channel = ?2 and counter = ?3",
        )?;
        let mut rows = find.query(params![
            day.to_string(),
            number.channel.as_str(),
            number.counter
        ])?;
        let stored = rows.next()?.map(|row| self.order(row)).transpose()?;
        Ok(stored.map(|stored| stored.order))
    }

    /// Orders by a filter, newest last, a page at a time.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn list_orders(&self, filter: &OrderFilter) -> Result<Page, StoreError> {
        // The planner would take another index for the active ones; this one cannot grow old.
        let (orders, status) = match filter.status {
            None => ("orders", String::new()),
            Some(StatusFilter::Active) => (ACTIVE_ORDERS, format!("and {IS_ACTIVE}")),
            Some(StatusFilter::Only(status)) => {
                ("orders", format!("and status = '{}'", status.as_str()))
            }
        };
        let day = if filter.day.is_some() {
            "and day = :day"
        } else {
            "and :day is null"
        };
        let search = if filter.search.is_some() {
            "and (table_number = :search or customer_name like '%' || :search || '%'
                  or (channel = :channel and counter = :counter))"
        } else {
            "and :search is null and :channel is null and :counter is null"
        };
        let sql = format!(
            "select * from {orders} where id > :after {status} {day} {search} order by id limit :limit"
        );
        let number = filter.search.as_deref().and_then(OrderNumber::parse);
        let mut list = self.prepare_cached(&sql)?;
        let mut rows = list.query(named_params! {
            ":after": filter.after,
            ":day": filter.day.map(|day| day.to_string()),
            ":search": filter.search,
            ":channel": number.map(|number| number.channel.as_str()),
            ":counter": number.map(|number| number.counter),
            ":limit": filter.limit,
        })?;
        let mut orders = Vec::new();
        let mut newest = 0;
        while let Some(row) = rows.next()? {
            let stored = self.order(row)?;
            newest = stored.id;
            orders.push(stored.order);
        }
        let full = i64::try_from(orders.len()).is_ok_and(|count| count == filter.limit);
        Ok(Page {
            orders,
            next: full.then_some(newest),
        })
    }

    /// The numbers that are called out.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn board(&self) -> Result<Board, StoreError> {
        let list = |sql: &str| -> Result<Vec<String>, StoreError> {
            let mut list = self.prepare_cached(sql)?;
            let mut rows = list.query([])?;
            let mut numbers = Vec::new();
            while let Some(row) = rows.next()? {
                numbers.push(order_number(row)?.to_string());
            }
            Ok(numbers)
        };
        Ok(Board {
            preparing: list(
                "select channel, counter from orders where status = 'preparing'
                order by id",
            )?,
            ready: list(
                "select channel, counter from orders where status = 'ready'
                order by ready_at desc, id desc",
            )?,
        })
    }

    /// Orders whose time to be paid ended before `at`.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn list_overdue(&self, at: Timestamp) -> Result<Vec<OrderUid>, StoreError> {
        let mut list = self.prepare_cached(
            "select uid from orders where expires_at is not null and expires_at <= ?1
             order by expires_at limit 500",
        )?;
        let mut rows = list.query([millis(at)])?;
        let mut uids = Vec::new();
        while let Some(row) = rows.next()? {
            uids.push(row.word("uid", OrderUid::parse)?);
        }
        Ok(uids)
    }

    /// The newest business day there is an order of.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn newest_day(&self) -> Result<Option<BusinessDay>, StoreError> {
        let day: Option<String> = self
            .prepare_cached("select max(day) from orders")?
            .query_row([], |row| row.get(0))?;
        Ok(day.as_deref().and_then(BusinessDay::parse))
    }

    /// The next number of a channel on a day.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn next_counter(&self, day: BusinessDay, channel: Channel) -> Result<i64, StoreError> {
        let last: Option<i64> = self
            .prepare_cached("select max(counter) from orders where day = ?1 and channel = ?2")?
            .query_row(params![day.to_string(), channel.as_str()], |row| row.get(0))?;
        Ok(last.unwrap_or(0) + 1)
    }

    /// What was answered to this key, if it was used before.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn remembered_answer(&self, key: &str) -> Result<Option<RememberedAnswer>, StoreError> {
        self.prepare_cached(
            "select fingerprint, uid from idempotency_keys
             join orders on orders.id = order_id where key = ?1",
        )?
        .query_row([key], |row| {
            Ok((row.get("fingerprint")?, row.get::<_, String>("uid")?))
        })
        .optional()?
        .map(|(fingerprint, uid)| {
            let uid =
                OrderUid::parse(&uid).ok_or_else(|| StoreError::Unreadable("uid".to_owned()))?;
            Ok(RememberedAnswer { fingerprint, uid })
        })
        .transpose()
    }

    fn order(&self, row: &Row<'_>) -> Result<Stored, StoreError> {
        let id: i64 = row.get("id")?;
        let cancel_cause: Option<String> = row.get("cancel_cause")?;
        let reason: Option<String> = row.get("cancel_reason")?;
        let cancellation = cancel_cause
            .as_deref()
            .and_then(Cause::parse)
            .map(|cause| Cancellation { cause, reason });
        let payment_status = row.word("payment_status", PaymentStatus::parse)?;
        let payment = match payment_status {
            PaymentStatus::Unpaid => None,
            _ => self.payment(id)?,
        };
        let order = Order {
            uid: row.word("uid", OrderUid::parse)?,
            number: order_number(row)?,
            code: row.word("code", |code| Some(LookupCode::stored(code)))?,
            day: row.word("day", BusinessDay::parse)?,
            status: row.word("status", OrderStatus::parse)?,
            payment_status,
            rev: row.get("rev")?,
            total_amount: row.money("total_amount")?,
            payment_method: row.word("payment_method", PaymentMethod::parse)?,
            order_type: row.word("order_type", OrderType::parse)?,
            table_number: row.get("table_number")?,
            customer_name: row.get("customer_name")?,
            note: row.get("note")?,
            lines: self.lines(id)?,
            payment,
            cancellation,
            placed_by: row.get("placed_by")?,
            created_at: row.time("created_at")?,
            expires_at: row.time_if_any("expires_at")?,
            ready_at: row.time_if_any("ready_at")?,
            completed_at: row.time_if_any("completed_at")?,
        };
        Ok(Stored { id, order })
    }

    fn lines(&self, order_id: i64) -> Result<Vec<OrderLine>, StoreError> {
        let mut list =
            self.prepare_cached("select * from order_lines where order_id = ?1 order by id")?;
        let mut rows = list.query([order_id])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(OrderLine {
                id: row.get("id")?,
                menu_item_id: row.get("menu_item_id")?,
                name: row.get("name")?,
                unit_price: row.money("unit_price")?,
                quantity: row.get("quantity")?,
                modifiers: Vec::new(),
                note: row.get("note")?,
                status: row.word("status", LineStatus::parse)?,
                line_total: row.money("line_total")?,
                station: row.get("station")?,
            });
        }
        self.add_modifiers(order_id, &mut lines)?;
        Ok(lines)
    }

    fn add_modifiers(&self, order_id: i64, lines: &mut [OrderLine]) -> Result<(), StoreError> {
        let mut list = self.prepare_cached(
            "select line_id, option_id, name, price from order_line_modifiers
             where order_id = ?1 order by line_id, position",
        )?;
        let mut rows = list.query([order_id])?;
        while let Some(row) = rows.next()? {
            let line_id: i64 = row.get("line_id")?;
            if let Some(line) = lines.iter_mut().find(|line| line.id == line_id) {
                line.modifiers.push(ChosenModifier {
                    option_id: row.get("option_id")?,
                    name: row.get("name")?,
                    price: row.money("price")?,
                });
            }
        }
        Ok(())
    }

    fn payment(&self, order_id: i64) -> Result<Option<Payment>, StoreError> {
        let mut find = self.prepare_cached("select * from payments where order_id = ?1")?;
        let mut rows = find.query([order_id])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        Ok(Some(Payment {
            method: row.word("method", PaymentMethod::parse)?,
            amount: row.money("amount")?,
            tendered: row.money("tendered")?,
            change: row.money("change")?,
            paid_at: row.time("paid_at")?,
        }))
    }
}

fn order_number(row: &Row<'_>) -> Result<OrderNumber, StoreError> {
    Ok(OrderNumber {
        channel: row.word("channel", Channel::parse)?,
        counter: row.get("counter")?,
    })
}

#[cfg(test)]
#[path = "plans_tests.rs"]
mod plans;
