//! A shop that dies while a drawer is closed, and one of the program before.

use std::{path::Path, time::Duration};

use rusqlite::Connection;
use serde_json::json;

use super::{SHIFTS, close, count, open, report, sale};
use crate::{
    doctor::{NOWHERE, doctor},
    money::{keyed, path},
    support::{self, Executable, hire, int, nasi_goreng, spawn_app},
};

#[tokio::test]
async fn a_shop_that_dies_while_a_drawer_is_closed_has_it_open_or_closed_and_one_report() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    for (turn, wait) in [0_u64, 1, 2, 4, 8].into_iter().enumerate() {
        let siap = Executable::start(folder.path()).await;
        let rina = siap.customer().logged_in("Rina").await;
        let float = i64::try_from(turn).expect("small") * 1_000 + 100_000;
        let shift = open(&rina, "1", float).await;
        sale(
            &rina,
            "1",
            &format!("sale-before-{turn}"),
            &json!({ "method": "cash" }),
        )
        .await;
        let (counting, closing) = (format!("counted-{turn}"), format!("closing-{turn}"));
        count(
            &rina,
            shift,
            &counting,
            &json!({ "counted": float + 40_000 }),
        )
        .await;
        let path = format!("{SHIFTS}/{shift}/close");
        let body = json!({ "count_id": 1 });
        let ask = rina.attempt("POST", &path, &closing, &body);
        let answered = tokio::select! {
            answer = ask => answer.is_some_and(|answer| answer.status == 200),
            () = tokio::time::sleep(Duration::from_millis(wait)) => false,
        };
        siap.kill().await;
        let siap = Executable::start(folder.path()).await;
        let rina = siap.customer().logged_in("Rina").await;
        let found = rina.get(&format!("{SHIFTS}/{shift}")).await.body;
        let is_closed = !found["closing"].is_null();
        assert!(
            is_closed || !answered,
            "an answer was given for what is not there"
        );
        // The same request: the answer that was lost, or closed now.
        let again = close(&rina, shift, &closing, &body).await;
        assert_eq!(again.status, 200, "{}", again.body);
        assert_eq!(int(&again.body["closing"]["z_number"]), float / 1_000 - 99);
        assert_eq!(int(&again.body["report"]["cash"]["difference"]), 0);
        assert_eq!(siap.end("-TERM").await, Some(0));
    }
    assert_eq!(
        doctor(folder.path(), NOWHERE).await.about("money").0,
        "money_fine"
    );
}

/// The shop in `folder` as the program before shifts left it.
fn before_shifts(folder: &Path) {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut steps: Vec<_> = std::fs::read_dir(migrations)
        .expect("the migrations")
        .filter_map(|file| {
            let path = file.ok().filter(|file| file.path().is_file())?.path();
            let name = path.file_stem()?.to_str()?.to_owned();
            let sql = std::fs::read_to_string(&path).ok()?;
            refinery::Migration::unapplied(&name, &sql).ok()
        })
        .filter(|step| step.version() < 111)
        .collect();
    steps.sort();
    let (now, then) = (folder.join("siap.db"), folder.join("then.db"));
    let mut file = Connection::open(&then).expect("a file");
    file.pragma_update(None, "application_id", 0x5349_4150)
        .expect("an owner");
    refinery::Runner::new(&steps)
        .run(&mut file)
        .expect("migrations");
    let list = |file: &Connection, sql: &str| -> Vec<String> {
        let mut list = file.prepare(sql).expect(sql);
        let rows = list.query_map([], |row| row.get(0)).expect(sql);
        rows.collect::<Result<_, _>>().expect(sql)
    };
    let triggers = list(
        &file,
        "select sql from sqlite_schema where type = 'trigger'",
    );
    for name in list(
        &file,
        "select name from sqlite_schema where type = 'trigger'",
    ) {
        file.execute_batch(&format!("drop trigger {name}"))
            .expect("no trigger");
    }
    let text = now.to_str().expect("text");
    file.execute("attach ?1 as now", [text]).expect("the shop");
    file.pragma_update(None, "foreign_keys", false)
        .expect("no order");
    let tables = "select name from sqlite_schema where type = 'table' and name not like 'refinery%'
        and name not like 'sqlite%'";
    for table in list(&file, tables) {
        let columns = list(
            &file,
            &format!("select name from pragma_table_info('{table}')"),
        )
        .join(", ");
        let copy = format!(
            "delete from {table}; insert into {table} ({columns}) select {columns} from now.{table}"
        );
        file.execute_batch(&copy).expect(&table);
    }
    file.execute_batch(&triggers.join(";")).expect("triggers");
    drop(file);
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("siap.db{end}")));
    }
    std::fs::rename(&then, &now).expect("the shop");
}

#[tokio::test]
async fn a_shop_of_before_shifts_keeps_its_sums_and_knows_what_was_sold_of_each_order() {
    let app = spawn_app().await;
    app.set(json!({ "bill": { "restaurant_tax_bp": 1000, "service_bp": 550 } }))
        .await;
    let owner = app.owner().await;
    let gift = owner.order().await;
    let free = json!({ "kind": "amount", "amount": 5_000, "reason": "promo", "expected_rev": 1 });
    let given = keyed(&owner, &path(&gift, "discounts"), "a-discount", &free).await;
    assert_eq!(given.status, 200, "{}", given.body);
    assert_eq!(owner.pay(&gift).await.status, 200);
    let paid = sale(&owner, "1", "paid-before", &json!({ "method": "qris" })).await;
    sale(
        &owner,
        "1",
        "part-before",
        &json!({ "method": "cash", "amount": 1_000 }),
    )
    .await;
    let sums = |folder: &Path, sql: &str| -> Vec<i64> {
        let file = Connection::open(folder.join("siap.db")).expect("the file");
        let mut list = file.prepare(sql).expect(sql);
        let rows = list.query_map([], |row| row.get(0)).expect(sql);
        rows.collect::<Result<_, _>>().expect(sql)
    };
    let sales = "select gross * 7 + complimentary * 5 + discounts * 3 + net + service * 2 + tax * 11 + total * 13
        from sales order by order_id";
    let money = "select sum(amount) from payments union all select sum(total) from order_lines";
    let folder = app.close().await;
    let before = (sums(folder.path(), sales), sums(folder.path(), money));
    before_shifts(folder.path());
    let app = support::open(folder).await;
    let owner = app.owner().await;
    let path_of = app.folder.path();
    assert_eq!((sums(path_of, sales), sums(path_of, money)), before);
    assert_eq!(before.0.len(), 2);
    // A round that is added now is a sale of its own, and only that.
    let shift = open(&owner, "1", 0).await;
    let more = json!({ "items": nasi_goreng()["items"], "expected_rev": paid["rev"] });
    let more = keyed(&owner, &path(&paid, "lines"), "one-more-dish", &more).await;
    assert_eq!(more.status, 200, "{}", more.body);
    let rest = json!({ "method": "cash", "expected_rev": more.body["rev"] });
    let rest = keyed(&owner, &path(&paid, "payments"), "and-its-money", &rest).await;
    assert_eq!(rest.status, 200, "{}", rest.body);
    let x = report(&owner, shift).await;
    assert_eq!(
        (int(&x["sales"]["orders"]), int(&x["sales"]["gross"])),
        (0, 20_000),
        "{x}"
    );
    assert_eq!(
        (int(&x["deposits"]), &x["sales"]["total"]),
        (0, &x["received"])
    );
    let folder = app.close().await;
    assert_eq!(
        doctor(folder.path(), NOWHERE).await.about("money").0,
        "money_fine"
    );
}
