//! The demo: a real shop that is played from outside, in a folder of its own.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::{Value, json};
use siap::demo::STAFF;

use crate::{
    doctor::{NOWHERE, doctor},
    export::rows,
    support::{Caller, Executable, hire, int, nasi_goreng, run, until},
};

/// Logs in as a member of the demo's staff.
async fn staff(siap: &Executable, name: &str) -> Caller {
    let member = STAFF.iter().find(|member| member.name == name);
    let pin = member.expect("somebody of the staff").pin;
    let login = json!({ "name": name, "pin": pin, "want": "token" });
    let answer = siap.customer().post("/api/v1/admin/login", &login).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let token = answer.body["token"].as_str().expect("a token").to_owned();
    Caller {
        token: Some(token),
        ..siap.customer()
    }
}

/// Every order there is, from page to page.
async fn orders(till: &Caller) -> Vec<Value> {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/v1/admin/orders?status=all&limit=500&cursor={cursor}");
        let page = till.get(&path).await.body;
        let orders = page["orders"].as_array().expect("orders");
        assert!(orders.len() <= 100, "a long page holds up everybody else");
        all.extend(orders.iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => return all,
        }
    }
}

/// How many orders have each value of this field.
fn counts(orders: &[Value], field: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for order in orders {
        let value = order[field].as_str().expect("a word").to_owned();
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// What is in a folder, by name.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let named = paths.map(|path| (path.display().to_string(), fs::read(&path)));
    named
        .map(|(name, bytes)| (name, bytes.unwrap_or_default()))
        .collect()
}

#[tokio::test]
async fn a_filled_demo_has_orders_in_every_state_and_ends_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let papers = tempfile::tempdir().expect("a folder");
    let paper = papers.path().to_str().expect("text");
    let siap = Executable::demo(folder.path(), &["--fill", "--still", "--paper", paper]).await;
    // The line with the address comes when all is there: nothing is waited for.
    let till = staff(&siap, "Rina").await;
    let orders = orders(&till).await;
    let states = counts(&orders, "status");
    assert_eq!(states["awaiting_payment"], 12);
    assert_eq!(states["preparing"], 10);
    assert_eq!(states["ready"], 6);
    assert_eq!(states["completed"], 60);
    assert!(states["cancelled"] > 0);

    let channels = counts(&orders, "channel");
    assert_eq!(channels.len(), 3, "{channels:?}");
    let has = |is: fn(&Value) -> bool| orders.iter().any(is);
    assert!(has(|order| order["cancel_reason"].is_string()));
    assert!(has(|order| order["customer_name"].is_string()));
    assert!(has(|order| order["table_number"].is_string()));
    assert!(has(|order| order["payment"]["method"] == "qris"));
    let change = |order: &Value| order["payment"]["change"].as_i64() > Some(0);
    assert!(has(change));
    // Tables that eat before they pay.
    let open = |order: &&Value| {
        let is_cooked = order["status"] == "preparing" || order["status"] == "ready";
        is_cooked && order["payment_status"] == "unpaid" && order["placed_by"] == "Tono"
    };
    assert!(orders.iter().filter(open).count() >= 3);
    assert!(has(|order| order["served_at"].is_string()));
    // Regulars, parts, split bills, one more drink, and money that went back or is about to.
    let some =
        |order: &Value, what: &str| order[what].as_array().is_some_and(|all| !all.is_empty());
    assert!(has(
        |order| order["bill"]["order_discount"].as_i64() > Some(0)
    ));
    let in_two = |order: &&Value| order["payments"].as_array().map(Vec::len) == Some(2);
    let split = orders
        .iter()
        .filter(in_two)
        .filter(|order| some(order, "checks"));
    let in_parts = orders
        .iter()
        .filter(in_two)
        .filter(|order| !some(order, "checks"));
    assert!(split.count() > 0 && in_parts.count() > 0);
    assert!(has(|order| order["claims"][0]["settlement"].is_object()));
    assert!(has(|order| order["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .any(|line| line["round"] == 2)));
    assert!(
        orders
            .iter()
            .any(|order| some(order, "refunds") && order["status"] == "cancelled")
    );
    let is_over = |order: &&Value| order["status"] == "cancelled" || order["status"] == "completed";
    assert!(
        orders
            .iter()
            .filter(is_over)
            .all(|order| order["owed_back"] == 0)
    );
    assert!(has(|order| {
        let lines = order["lines"].as_array().expect("lines");
        let done = |status| lines.iter().any(|line| line["status"] == status);
        order["status"] == "preparing" && done("done") && done("queued")
    }));
    for member in STAFF {
        staff(&siap, member.name).await;
    }
    let tables = till.get("/api/v1/admin/tables").await.body;
    assert_eq!(tables["tables"].as_array().map(Vec::len), Some(12));

    // What was paid and what is to be cooked lies there as text.
    let lies_there = |words: &str| {
        let mut papers = contents(papers.path()).into_values();
        papers.any(|paper| String::from_utf8_lossy(&paper).contains(words))
    };
    until(|| lies_there("TOTAL") && lies_there("[the drawer opens]") && lies_there("Meja")).await;

    // It stands still, and everybody can go on with it.
    let waiting = orders
        .iter()
        .find(|order| order["status"] == "awaiting_payment");
    assert_eq!(till.pay(waiting.expect("one")).await.status, 200);
    siap.customer().order().await;
    assert_eq!(siap.end("-INT").await, Some(0));
    assert!(
        !folder.path().join("siap.db-wal").exists(),
        "the file is whole by itself"
    );
    let data = folder.path().to_str().expect("text");
    let doctor = run(
        &["doctor", "--json", "--language", "en", "--data", data],
        "",
    )
    .await;
    assert!(doctor.said.contains("\"money_fine\""), "{doctor:?}");
}

#[tokio::test]
async fn the_same_seed_is_the_same_shop() {
    let mut shops = Vec::new();
    for seed in ["5", "5", "6"] {
        let folder = tempfile::tempdir().expect("a folder");
        let arguments = ["--fill", "--still", "--seed", seed];
        let siap = Executable::demo(folder.path(), &arguments).await;
        let orders = orders(&staff(&siap, "Rina").await).await;
        let facts = orders.iter().map(|order| {
            let fields = ["number", "status", "total_amount", "customer_name", "lines"];
            fields.map(|field| order[field].clone())
        });
        shops.push(facts.collect::<Vec<_>>());
        siap.kill().await;
    }
    assert_eq!(shops[0], shops[1]);
    assert_ne!(shops[0], shops[2]);
}

#[tokio::test]
async fn a_day_is_played_to_its_end_while_people_use_the_screens() {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = ["--hours", "12-13", "--speed", "3600"];
    let mut siap = Executable::demo(folder.path(), &arguments).await;
    // A person orders by hand, which is not for the demo to serve, and another takes from its till
    // and its kitchen what comes.
    let own = siap.customer().order_of(&nasi_goreng()).await;
    let owner = staff(&siap, "Dewi").await;
    let mut till = owner.listen("/ws?room=cashier&since=0").await;
    till.joined().await;
    let mut taken = 0;
    while taken < 5 {
        let heard = till.hears().await;
        let order = &heard["data"]["order"];
        if heard["type"] == "new_order" && order["uid"] != own["uid"] {
            // The demo may have been faster; that is the point.
            owner.pay(order).await;
            owner.set_status(order, "ready").await;
            owner.set_status(order, "completed").await;
            taken += 1;
        }
    }
    siap.says("The day is over").await;
    let mut states = counts(&orders(&owner).await, "status");
    assert_eq!(states.remove("awaiting_payment"), Some(1), "the own one");
    assert!(states["completed"] > 5, "{states:?}");
    assert!(
        !states.contains_key("preparing") && !states.contains_key("ready"),
        "{states:?}"
    );
    // The shop is open still.
    siap.customer().order().await;
    assert_eq!(siap.end("-INT").await, Some(0));
}

#[tokio::test]
async fn a_signal_ends_a_demo_while_it_is_played() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [&["--speed", "1"][..], &["--fill", "--speed", "1"]] {
        let siap = Executable::demo(folder.path(), arguments).await;
        assert_eq!(siap.end("-INT").await, Some(0), "{arguments:?}");
    }
    assert!(folder.path().join("earlier/siap.db").exists());
}

#[tokio::test]
async fn a_folder_with_a_real_shop_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "owner").await;
    let before = contents(folder.path());
    let data = folder.path().to_str().expect("text");
    let arguments = ["demo", "--listen", "127.0.0.1:0", "--data", data];
    let ended = run(&arguments, "").await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    for word in ["not made by a demo", "siap.db", "--data"] {
        assert!(ended.complaint.contains(word), "{word} in {ended:?}");
    }
    assert_eq!(contents(folder.path()), before);
}

#[tokio::test]
async fn days_before_the_demo_fit_their_money_and_their_drawers_to_the_last_rupiah() {
    let folder = tempfile::tempdir().expect("a folder");
    let siap = Executable::demo(folder.path(), &["--fill", "--still", "--year", "9"]).await;
    let owner = staff(&siap, "Dewi").await;
    let today = owner.get("/api/v1/admin/report").await.body["to"].clone();
    let day: jiff::civil::Date = today.as_str().expect("a day").parse().expect("a day");
    let first = day.saturating_sub(jiff::Span::new().days(9));
    let span = format!("?from={first}&to={day}");
    let report = owner.get(&format!("/api/v1/admin/report{span}")).await.body;
    assert_eq!(
        (int(&report["difference"]), &report["misfits"]),
        (0, &json!([]))
    );
    assert!(int(&report["sales"]["orders"]) > 200, "{}", report["sales"]);
    assert!(int(&report["sales"]["refunds"]) > 0 && int(&report["sales"]["cancelled"]) > 0);
    let shifts = owner.get("/api/v1/admin/shifts").await.body;
    let closed = |shift: &&Value| shift["closing"].is_object();
    let closed = shifts["shifts"]
        .as_array()
        .expect("shifts")
        .iter()
        .filter(closed);
    assert!(closed.count() >= 7, "{shifts}");
    // What was handed over every evening left the float, and the books have that in cash.
    let file = owner.get(&format!("/api/v1/admin/books{span}")).await;
    let text = String::from_utf8(file.bytes.to_vec()).expect("text");
    let cash = rows(&text)
        .iter()
        .filter(|row| row["Kode akun"] == "1-10001")
        .map(|row| {
            let side = |column: &str| row[column].parse::<i64>().expect("rupiah");
            side("Debit") - side("Kredit")
        })
        .sum::<i64>();
    assert_eq!(cash, 200_000);
    drop(siap);
    let found = doctor(folder.path(), NOWHERE).await;
    assert_eq!(found.about("money").0, "money_fine");
}
