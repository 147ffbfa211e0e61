//! Made-up shops of some days: the cash account has what is really there after each of them.

use serde_json::{Value, json};

use super::{BTreeMap, ROUTE, balances, file, rows};
use crate::{
    money::{keyed, path},
    reports::days_ago,
    support::{Answer, Caller, TestApp, int, spawn_app},
};

const CASH: &str = "1-10001";
const DIFFERENCE: &str = "8-80999";

/// A small generator (xorshift64*): the same shops on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: i64) -> i64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        i64::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap_or(0) % most
    }

    /// One time in so many.
    fn once_in(&mut self, times: i64) -> bool {
        self.below(times) == 0
    }
}

/// The cash of two drawers.
struct Cash {
    dice: Dice,
    asked: u32,
    /// What lies in each, and its shift, if that is open.
    drawers: [(i64, Option<i64>); 2],
    /// Taken while its drawer was not open.
    beside: i64,
    /// By how much counts differ in truth.
    lost: i64,
    /// Whether any does.
    loses: bool,
    sold: Vec<Value>,
}

impl Cash {
    /// Sends something about money from a drawer.
    async fn ask(&mut self, by: &Caller, till: usize, path: &str, body: Value) -> Value {
        self.asked += 1;
        let (key, till) = (format!("request-{}", self.asked), (till + 1).to_string());
        let headers = [("idempotency-key", key.as_str()), ("siap-till", &till)];
        let answer: Answer = by.ask("POST", path, &headers, Some(&body)).await;
        assert!(
            [200, 201].contains(&answer.status),
            "{path}: {body}: {}",
            answer.body
        );
        answer.body
    }

    async fn at(&mut self, by: &Caller, till: usize, what: &str, body: Value) -> Value {
        let shift = self.drawers[till]
            .1
            .map_or(String::new(), |shift| format!("/{shift}"));
        self.ask(
            by,
            till,
            &format!("/api/v1/admin/shifts{shift}{what}"),
            body,
        )
        .await
    }

    /// Where the cash of a till is.
    fn place(&mut self, till: usize) -> &mut i64 {
        match self.drawers[till].1 {
            Some(_) => &mut self.drawers[till].0,
            None => &mut self.beside,
        }
    }

    async fn open(&mut self, by: &Caller, till: usize) {
        let beside = std::mem::take(&mut self.beside);
        let left = self.drawers[till].0;
        let (lies, body) = if self.dice.once_in(3) {
            // Uncounted: it goes into the drawer.
            (left + beside, json!({}))
        } else {
            // Some of it goes into the drawer, some is brought away, and change is put in besides.
            let some = if beside > 0 {
                self.dice.below(beside + 1)
            } else {
                beside
            };
            let counted = (left + some + 1_000 * self.dice.below(100)).max(0);
            (counted, json!({ "counted": counted }))
        };
        let opened = self.at(by, till, "", body).await;
        self.drawers[till] = (lies, Some(int(&opened["id"])));
    }

    async fn close(&mut self, by: &Caller, till: usize) {
        let lies = self.drawers[till].0;
        let lost = if self.loses {
            (500 * (self.dice.below(9) - 4)).min(lies)
        } else {
            0
        };
        let counted = lies - lost;
        self.lost += lost;
        let count = self
            .at(by, till, "/counts", json!({ "counted": counted }))
            .await;
        let handed_over = self.dice.below(counted + 1);
        let body =
            json!({ "count_id": count["id"], "reason": "dihitung", "handed_over": handed_over });
        self.at(by, till, "/close", body).await;
        self.drawers[till] = (counted - handed_over, None);
    }

    async fn something_happens(&mut self, by: &Caller, owner: &Caller) {
        let till = usize::from(self.dice.once_in(3));
        let (lies, shift) = self.drawers[till];
        match self.dice.below(9) {
            0 | 1 if shift.is_none() => self.open(by, till).await,
            0 => self.close(by, till).await,
            1 | 2 if shift.is_some() => {
                let kinds = [("pay_in", 1), ("pay_out", -1), ("drop", -1)];
                let (kind, sign) =
                    kinds[usize::from(self.dice.once_in(2)) + usize::from(self.dice.once_in(2))];
                let amount = 1 + self.dice.below(lies.max(10_000));
                if sign > 0 || amount <= lies {
                    let body = json!({ "kind": kind, "amount": amount, "reason": "es" });
                    self.at(owner, till, "/moves", body).await;
                    self.drawers[till].0 += sign * amount;
                }
            }
            3 if !self.sold.is_empty() => {
                let order = self.sold.swap_remove(0);
                let back = int(&order["total_amount"]);
                if *self.place(till) >= back {
                    let body = json!({ "lines": [{ "line_id": 1, "quantity": 1 }], "method": "cash",
                        "reason": "dingin", "expected_rev": order["rev"] });
                    self.ask(owner, till, &path(&order, "refunds"), body).await;
                    *self.place(till) -= back;
                }
            }
            dice => {
                let order = by.order().await;
                let method = if dice == 8 { "qris" } else { "cash" };
                let body = json!({ "method": method, "expected_rev": 1 });
                let paid = self.ask(by, till, &path(&order, "payments"), body).await;
                if method == "cash" {
                    *self.place(till) += int(&order["total_amount"]);
                    self.sold
                        .push(json!({ "uid": order["uid"], "rev": paid["rev"],
                        "total_amount": order["total_amount"] }));
                }
            }
        }
    }
}

/// Lets all that happened have happened a day earlier.
async fn a_day_passes(app: TestApp) -> TestApp {
    let shifted =
        "drop trigger shifts_stay; drop trigger shifts_are_numbered; drop trigger cash_moves_stay;
        update shifts set opened_at = opened_at - 86400000, closed_at = closed_at - 86400000;
        update cash_moves set moved_at = moved_at - 86400000;";
    let sql = [days_ago(1).as_str(), shifted].concat();
    app.reopen_after(&sql.replace("drop trigger", "drop trigger if exists"))
        .await
}

#[tokio::test]
async fn the_cash_account_has_what_is_really_there_in_every_made_up_shop() {
    for seed in 1..=6 {
        let mut app = spawn_app().await;
        app.set(json!({ "shifts": { "tills": 2, "counts_float": false } }))
            .await;
        let mut cash = Cash {
            dice: Dice(seed),
            asked: 0,
            drawers: [(0, None); 2],
            beside: 0,
            lost: 0,
            loses: seed % 2 == 0,
            sold: Vec::new(),
        };
        for day in 1..=3 {
            let (by, owner) = (app.cashier().await, app.owner().await);
            for _ in 0..14 {
                cash.something_happens(&by, &owner).await;
            }
            app = a_day_passes(app).await;
            let first = app
                .shop
                .orders()
                .today()
                .await
                .expect("a day")
                .days_before(day);
            let written = file(&app.owner().await, &format!("?from={first}&to=today")).await;
            let journal = rows(&written);
            let balances: BTreeMap<&str, i64> = balances(&journal);
            let there = cash.drawers[0].0 + cash.drawers[1].0 + cash.beside;
            let of = |account| balances.get(account).copied().unwrap_or(0);
            assert_eq!(of(CASH), there, "shop {seed}, day {day}: {written}");
            if !cash.loses {
                assert_eq!(of(DIFFERENCE), 0, "shop {seed}, day {day}: {written}");
            }
        }
    }
}

#[tokio::test]
async fn a_drawer_that_was_opened_before_the_first_order_is_in_the_books_and_the_file_is_named_by_its_days()
 {
    let app = spawn_app().await;
    let body = json!({ "counted": 100_000 });
    let opened = keyed(
        &app.cashier().await,
        "/api/v1/admin/shifts",
        "open-the-drawer",
        &body,
    )
    .await;
    assert_eq!(opened.status, 201, "{}", opened.body);
    let app = a_day_passes(app).await;
    let named = async |app: &TestApp| {
        let answer = app
            .owner()
            .await
            .get(&format!("{ROUTE}?from=2026-01-01&to=today"))
            .await;
        let written = String::from_utf8(answer.bytes.to_vec()).expect("text");
        (
            rows(&written),
            answer.header("content-disposition").to_owned(),
        )
    };
    let today = app.shop.orders().today().await.expect("a day");
    let (journal, name) = named(&app).await;
    assert_eq!(
        balances(&journal)[CASH],
        100_000,
        "no order was ever placed"
    );
    assert!(
        name.contains(&format!("siap-books-{}.csv", today.days_before(1))),
        "{name}"
    );
    app.cashier().await.order().await;
    let app = a_day_passes(app).await;
    let (journal, name) = named(&app).await;
    assert_eq!(balances(&journal)[CASH], 100_000);
    let days = format!(
        "siap-books-{}-to-{}.csv",
        today.days_before(2),
        today.days_before(1)
    );
    assert!(name.contains(&days), "{name}");
    let nothing = app
        .owner()
        .await
        .get(&format!("{ROUTE}?from=today&to=today"))
        .await;
    assert!(
        nothing
            .header("content-disposition")
            .contains("siap-books.csv")
    );
}
