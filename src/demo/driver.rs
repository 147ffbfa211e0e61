//! Drives a day through the HTTP API: every act is a request that a person could send.

mod money;

use std::{
    collections::{BTreeMap, VecDeque},
    time::Duration,
};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{sync::watch, time::Instant};

use super::{
    BUDI, DEWI, Member, Progress, RINA, SARI, STAFF, TONO,
    client::{Answer, Ask, Client, NoAnswer},
    customer::{Act, Customer},
    day::{Day, Notes, TABLES, TimeOfDay},
    kitchen_load::KitchenLoad,
    menu::Menu,
};
use crate::{
    config::Hours,
    domain::{Channel, OrderStatus, PaymentMethod},
};

/// A busy midday: so many picked up, called out, with the kitchen and not yet paid.
const BUSY: [(OrderStatus, usize); 4] = [
    (OrderStatus::Completed, 60),
    (OrderStatus::Ready, 5),
    (OrderStatus::Preparing, 8),
    (OrderStatus::AwaitingPayment, 12),
];
/// Tables that eat before they pay: so far is each. The last one is served already.
const OPEN_TABLES: [OrderStatus; 3] = [
    OrderStatus::Preparing,
    OrderStatus::Preparing,
    OrderStatus::Ready,
];
/// How often a customer looks for something else on the menu before going home.
const CHOICES: u32 = 4;

/// Everybody in the demo: its customers and its staff.
pub(super) struct Driver {
    client: Client,
    seed: u64,
    /// The staff's sessions, by name.
    tokens: BTreeMap<&'static str, String>,
    customers: Vec<Customer>,
    /// Who has not come yet.
    coming: VecDeque<usize>,
    /// What is yet to be sold out or to come back: when, what, and whether it is there then.
    shelf: VecDeque<(TimeOfDay, i64, bool)>,
    kitchen_load: KitchenLoad,
    now: TimeOfDay,
    closes: TimeOfDay,
    progress: watch::Sender<Progress>,
}

/// What is to be done at its time.
enum Task {
    Act(usize, Act),
    Shelf(i64, bool),
}

impl Driver {
    /// Everybody logs in, and the tables are put out. The day is planned.
    pub(super) async fn enter(
        address: std::net::SocketAddr,
        seed: u64,
        hours: Hours,
    ) -> Result<Self, NoAnswer> {
        let now = TimeOfDay::hour(hours.opens);
        let mut driver = Self {
            client: Client::of(address),
            seed,
            tokens: BTreeMap::new(),
            customers: Vec::new(),
            coming: VecDeque::new(),
            shelf: VecDeque::new(),
            kitchen_load: KitchenLoad::default(),
            now,
            closes: TimeOfDay::hour(hours.closes),
            progress: watch::Sender::new(Progress::at(now)),
        };
        for member in STAFF {
            if driver.log_in(member).await?.is_none() {
                return Err(NoAnswer(format!("{} cannot sign in", member.name)));
            }
        }
        let tables = json!({ "tables": (1..=TABLES).collect::<Vec<_>>() });
        let put_out = Ask::new("PUT", "/api/v1/admin/tables", &tables);
        driver.ask_as(DEWI, &put_out).await?;
        let gofood = json!({ "is_on": true });
        let gofood = Ask::new("PUT", "/api/v1/admin/price-levels/gofood", &gofood);
        driver.ask_as(DEWI, &gofood).await?;
        let menu = driver.menu().await?;
        let day = Day::plan(seed, &menu, hours);
        driver.coming = (0..day.visits.len()).collect();
        driver.customers = day.visits.into_iter().map(Customer::new).collect();
        let mut shelf: Vec<_> = day
            .shortages
            .iter()
            .flat_map(|short| {
                [
                    (short.from, short.item, false),
                    (short.until, short.item, true),
                ]
            })
            .collect();
        shelf.sort_unstable();
        driver.shelf = shelf.into();
        Ok(driver)
    }

    pub(super) fn progress(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// Plays up to a busy midday without waiting for any clock.
    pub(super) async fn fill(&mut self) -> Result<(), NoAnswer> {
        for (status, enough) in BUSY {
            while self.count(status) < enough {
                let Some(customer) = self.coming.pop_front() else {
                    break;
                };
                self.now = self.customers[customer].visit.at;
                while let Some((_, item, is_there)) =
                    self.shelf.pop_front_if(|(at, ..)| *at <= self.now)
                {
                    self.put_on_shelf(item, is_there).await?;
                }
                self.bring(customer, status).await?;
                self.tell();
            }
        }
        self.seat_tables().await?;
        // What was in the kitchen for a while by the plan has only now come there.
        for customer in &mut self.customers {
            customer.forget_times();
        }
        Ok(())
    }

    /// Lets some sit down who pay when they leave.
    async fn seat_tables(&mut self) -> Result<(), NoAnswer> {
        for status in OPEN_TABLES {
            let pays_last = |customer: &usize| self.customers[*customer].pays_last;
            let Some(next) = self.coming.iter().position(pays_last) else {
                break;
            };
            let Some(customer) = self.coming.remove(next) else {
                break;
            };
            self.bring(customer, status).await?;
            if self.customers[customer].status() == Some(OrderStatus::Ready) {
                self.perform(customer, &Act::Serve).await?;
            }
            self.tell();
        }
        Ok(())
    }

    /// Brings an order as far as `status`, or to where it ends before.
    async fn bring(&mut self, customer: usize, status: OrderStatus) -> Result<(), NoAnswer> {
        let mut now = self.now;
        // In the kitchen, half of an order is made.
        let mut ticks = None;
        while let Some((at, act)) =
            self.customers[customer].next(now, self.closes, &mut self.kitchen_load)
        {
            let is_there = self.customers[customer].status() == Some(status);
            if is_there && status == OrderStatus::Preparing {
                let order = self.customers[customer].order.as_ref();
                let left = ticks.get_or_insert(order.map_or(0, |order| order.lines.len() / 2));
                if *left == 0 || !matches!(act, Act::Tick(..)) {
                    return Ok(());
                }
                *left -= 1;
            } else if is_there || at >= self.closes {
                return Ok(());
            }
            now = at;
            self.perform(customer, &act).await?;
        }
        Ok(())
    }

    /// Plays what is left of the day, `speed` times as fast as a clock.
    pub(super) async fn play(&mut self, speed: u32) -> Result<(), NoAnswer> {
        let mut agenda = Schedule::default();
        for (at, item, is_there) in std::mem::take(&mut self.shelf) {
            agenda.add(at, Task::Shelf(item, is_there));
        }
        self.coming.clear();
        for customer in 0..self.customers.len() {
            self.plan(&mut agenda, customer);
        }
        let pace = Pace {
            began: Instant::now(),
            from: self.now,
            speed,
        };
        while let Some((at, task)) = agenda.next() {
            self.wait(&pace, at).await;
            match task {
                Task::Shelf(item, is_there) => self.put_on_shelf(item, is_there).await?,
                Task::Act(customer, act) => {
                    self.perform(customer, &act).await?;
                    self.plan(&mut agenda, customer);
                }
            }
            self.tell();
        }
        self.wait(&pace, self.closes).await;
        Ok(())
    }

    fn plan(&mut self, agenda: &mut Schedule, customer: usize) {
        let next = self.customers[customer].next(self.now, self.closes, &mut self.kitchen_load);
        if let Some((at, act)) = next {
            agenda.add(at, Task::Act(customer, act));
        }
    }

    /// Waits until it is `at`, and says every minute what the time is.
    async fn wait(&mut self, pace: &Pace, at: TimeOfDay) {
        while self.now < at {
            self.now = at.min(self.now.next_minute());
            tokio::time::sleep_until(pace.when(self.now)).await;
            self.tell();
        }
    }

    async fn perform(&mut self, customer: usize, act: &Act) -> Result<(), NoAnswer> {
        if *act == Act::Order {
            return self.order(customer).await;
        }
        let Some(order) = &self.customers[customer].order else {
            return Ok(());
        };
        let uid = &order.uid;
        let status = |status: OrderStatus| json!({ "status": status.as_str() });
        let of_order = format!("/api/v1/admin/orders/{uid}");
        let (who, path, body) = match act {
            Act::Order => return Ok(()),
            Act::ThinkAgain => {
                let path = format!("/api/v1/orders/{uid}/cancel");
                let answer = self
                    .client
                    .ask(&Ask::new("POST", &path, &Value::Null))
                    .await?;
                self.customers[customer].receive(act, &answer);
                return Ok(());
            }
            Act::Pay => {
                self.before_payment(customer).await?;
                let Some(order) = &self.customers[customer].order else {
                    return Ok(());
                };
                let visit = &self.customers[customer].visit;
                let money = money(visit.pays_with, visit.notes, order.rest_amount);
                (RINA, format!("{of_order}/confirm-payment"), money)
            }
            Act::Withdraw(reason) => {
                // What a person has taken on meanwhile is not cancelled under their hands.
                let rev = order.rev;
                let body = json!({ "status": "cancelled", "reason": reason, "expected_rev": rev });
                (RINA, format!("{of_order}/status"), body)
            }
            Act::Tick(line, station) => {
                let cook = if station == "bar" { SARI } else { BUDI };
                let path = format!("{of_order}/lines/{line}/status");
                (cook, path, json!({ "status": "done" }))
            }
            Act::CallOut => (
                BUDI,
                format!("{of_order}/status"),
                status(OrderStatus::Ready),
            ),
            Act::Recall => (
                BUDI,
                format!("{of_order}/status"),
                status(OrderStatus::Preparing),
            ),
            Act::Serve => (
                TONO,
                format!("{of_order}/served"),
                json!({ "served": true }),
            ),
            Act::HandOver => (
                RINA,
                format!("{of_order}/status"),
                status(OrderStatus::Completed),
            ),
        };
        let answer = self.ask_as(who, &Ask::new("PUT", &path, &body)).await?;
        if !answer.is_good() {
            log::debug!("{act:?}: {} {}", answer.status, answer.code());
        }
        self.customers[customer].receive(act, &answer);
        if *act == Act::Pay && answer.is_good() {
            self.after_payment(customer).await?;
        }
        self.give_back(customer).await
    }

    /// Orders, and takes something else when something is sold out.
    async fn order(&mut self, customer: usize) -> Result<(), NoAnswer> {
        for choice in 0..CHOICES {
            let body = self.customers[customer].request();
            let key = format!("demo-{}-{customer}-{choice}", self.seed);
            let ask = Ask::new("POST", "/api/v1/orders", &body).with_key(&key);
            let answer = match self.customers[customer].visit.channel {
                Channel::Counter if self.customers[customer].pays_last => {
                    self.ask_as(TONO, &ask).await?
                }
                Channel::Counter => self.ask_as(RINA, &ask).await?,
                Channel::Kiosk | Channel::Phone => self.client.ask(&ask).await?,
            };
            if answer.is_good() {
                self.customers[customer].receive(&Act::Order, &answer);
                return Ok(());
            }
            log::debug!("an order was refused: {} {}", answer.status, answer.code());
            if answer.code() == "pays_first" {
                // The owner wants the money first.
                self.customers[customer].pays_last = false;
                continue;
            }
            let about_menu = [
                "sold_out",
                "unknown_item",
                "unknown_option",
                "choice_missing",
                "too_many_choices",
            ];
            if !about_menu.contains(&answer.code()) {
                break;
            }
            let menu = self.menu().await?;
            if !self.customers[customer].choose_again(&menu) {
                break;
            }
        }
        self.customers[customer].give_up();
        Ok(())
    }

    /// A cook marks something as sold out, or as back in stock.
    async fn put_on_shelf(&mut self, item: i64, is_there: bool) -> Result<(), NoAnswer> {
        let path = format!("/api/v1/admin/menu/{item}/availability");
        let body = json!({ "is_available": is_there });
        // If it was taken off the menu meanwhile, there is nothing to say.
        self.ask_as(BUDI, &Ask::new("PUT", &path, &body)).await?;
        Ok(())
    }

    async fn menu(&self) -> Result<Menu, NoAnswer> {
        let ask = Ask::new("GET", "/api/v1/menu", &Value::Null);
        let answer = self.client.ask(&ask).await?;
        Menu::deserialize(&answer.body).map_err(|error| NoAnswer(error.to_string()))
    }

    /// Opens a session; none if the shop says no.
    async fn log_in(&mut self, member: Member) -> Result<Option<String>, NoAnswer> {
        let body = json!({ "name": member.name, "pin": member.pin, "want": "token" });
        let ask = Ask::new("POST", "/api/v1/admin/login", &body);
        let answer = self.client.ask(&ask).await?;
        let token = answer.body["token"].as_str().map(str::to_owned);
        if let Some(token) = &token {
            self.tokens.insert(member.name, token.clone());
        }
        Ok(token)
    }

    /// Asks as one of the staff. A session that was ended meanwhile is opened again.
    pub(super) async fn ask_as(&mut self, who: Member, ask: &Ask<'_>) -> Result<Answer, NoAnswer> {
        let token = self.tokens.get(who.name).cloned();
        let answer = self.client.ask(&ask.with_token(token.as_deref())).await?;
        if answer.status != 401 {
            return Ok(answer);
        }
        match self.log_in(who).await? {
            Some(token) => self.client.ask(&ask.with_token(Some(&token))).await,
            None => Ok(answer),
        }
    }

    fn count(&self, status: OrderStatus) -> usize {
        let there = |customer: &&Customer| customer.status() == Some(status);
        self.customers.iter().filter(there).count()
    }

    fn tell(&self) {
        self.progress.send_replace(Progress {
            time: self.now,
            orders: self
                .customers
                .iter()
                .filter(|customer| customer.order.is_some())
                .count(),
            waiting: self.count(OrderStatus::AwaitingPayment),
            preparing: self.count(OrderStatus::Preparing),
            ready: self.count(OrderStatus::Ready),
            completed: self.count(OrderStatus::Completed),
            cancelled: self.count(OrderStatus::Cancelled),
        });
    }
}

/// What is handed over for `total`; only of cash can it be more.
fn money(method: PaymentMethod, notes: Notes, total: i64) -> Value {
    let tendered = method.gives_change().then(|| notes.for_total(total));
    json!({ "method": method.as_str(), "tendered": tendered })
}

/// What comes when. What comes at the same time comes in the order in which it was added.
#[derive(Default)]
struct Schedule {
    tasks: BTreeMap<(TimeOfDay, u32), Task>,
    added: u32,
}

impl Schedule {
    fn add(&mut self, at: TimeOfDay, task: Task) {
        self.added += 1;
        self.tasks.insert((at, self.added), task);
    }

    fn next(&mut self) -> Option<(TimeOfDay, Task)> {
        let ((at, _), task) = self.tasks.pop_first()?;
        Some((at, task))
    }
}

/// How the demo's day lies on the clock of the world.
struct Pace {
    began: Instant,
    from: TimeOfDay,
    speed: u32,
}

impl Pace {
    fn when(&self, time: TimeOfDay) -> Instant {
        let passed = Duration::from_secs(u64::from(time.since(self.from)));
        self.began + passed / self.speed
    }
}
