//! Every schema there ever was opens and keeps its orders, or is left exactly as it was.

use std::path::Path;

use rusqlite::Connection;
use siap::server::Server;

use crate::support::{Caller, PIN, config, run, spawn_app, uid};

/// Every migration of the schemas before the released one, oldest first, as it stands in the folder.
fn migrations() -> Vec<refinery::Migration> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/before");
    let mut steps: Vec<_> = std::fs::read_dir(folder)
        .expect("the migrations")
        .map(|file| {
            let path = file.expect("a file").path();
            let name = path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .expect("a name");
            let sql = std::fs::read_to_string(&path).expect("text");
            refinery::Migration::unapplied(name, &sql).expect("a migration")
        })
        .collect();
    steps.sort();
    steps
}

/// A shop as a program with only the first `steps` migrations left it.
fn old_shop(folder: &Path, steps: usize) -> Connection {
    let mut connection = Connection::open(folder.join("siap.db")).expect("a file");
    connection
        .pragma_update(None, "journal_mode", "wal")
        .expect("wal");
    connection
        .pragma_update(None, "application_id", 0x5349_4150)
        .expect("an owner");
    refinery::Runner::new(&migrations()[..steps])
        .set_grouped(true)
        .run(&mut connection)
        .expect("migrations");
    connection
        .execute(
            "update settings set shop_name = 'Warung Lama', menu_rev = 1",
            [],
        )
        .expect("a name");
    connection
}

fn copies(folder: &Path) -> Vec<std::path::PathBuf> {
    let copies = std::fs::read_dir(folder.join("backups"));
    copies
        .map(|files| files.map(|file| file.expect("a file").path()).collect())
        .unwrap_or_default()
}

async fn refusal(folder: &Path) -> String {
    match Server::start(&config(folder)).await {
        Ok(_) => panic!("it opened"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn every_older_shop_is_copied_and_then_brought_up_to_date() {
    for steps in 1..=migrations().len() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(old_shop(folder.path(), steps));
        let server = Server::start(&config(folder.path()))
            .await
            .expect("an open shop");
        assert_eq!(
            server
                .shop
                .settings()
                .current()
                .await
                .expect("settings")
                .shop_name,
            "Warung Lama"
        );
        server.stop().await;
        let copies = copies(folder.path());
        assert_eq!(copies.len(), 1, "{copies:?}");
        let copy = Connection::open(&copies[0]).expect("a copy");
        let name: String = copy
            .query_row("select shop_name from settings", [], |row| row.get(0))
            .expect("a name");
        assert_eq!(name, "Warung Lama");
    }
}

#[tokio::test]
async fn who_worked_in_an_older_shop_works_there_still_and_its_history_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let pin = siap::domain::Pin::parse(PIN).expect("a PIN");
    let hash = siap::shop::hash_pin(&pin).expect("a hash");
    let token = "0".repeat(64);
    let file = old_shop(folder.path(), 5);
    file.execute(
        "insert into staff values (3, 'Dewi', 'owner', ?1, 1, null), (4, 'Budi', 'kitchen', 'x', 1, 2)",
        [&hash],
    )
    .expect("staff");
    file.execute(
        "insert into sessions values (?1, 3, 1, ?2)",
        rusqlite::params![
            siap::shop::session_key(&token),
            jiff::Timestamp::now().as_millisecond()
        ],
    )
    .expect("a session");
    file.execute_batch(
        "insert into menu_changes values (9, 1, 'Dewi', 'item', 7, 'Kopi', 'price', '1', '2')",
    )
    .expect("a change");
    drop(file);
    let server = Server::start(&config(folder.path()))
        .await
        .expect("an open shop");
    let customer = Caller::anonymous(server.address);
    let dewi = Caller {
        token: Some(token),
        ..customer.clone()
    };
    assert_eq!(dewi.get("/api/v1/admin/me").await.body["staff"]["id"], 3);
    customer.logged_in("Dewi").await;
    let staff = dewi.get("/api/v1/admin/staff").await.body;
    assert_eq!(staff["staff"].as_array().map(Vec::len), Some(2), "{staff}");
    let history = dewi.get("/api/v1/admin/history?about=menu").await.body;
    assert_eq!(
        (
            &history["changes"][0]["id"],
            &history["changes"][0]["after"]
        ),
        (&9.into(), &"2".into())
    );
    server.stop().await;
}

#[tokio::test]
async fn an_upgrade_completes_nothing_and_leaves_it_to_the_owner_whether_the_clock_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = old_shop(folder.path(), 15);
    file.execute_batch(
        "insert into orders (uid, day, channel, counter, code, status, payment_status, rev, total_amount,
                             payment_method, order_type, created_at, ready_at)
         values ('00000000000000000000000001', '2026-01-01', 'phone', 1, 'ABCD', 'ready', 'paid', 4, 10000,
                 'cash', 'take_away', unixepoch('2026-01-01') * 1000, unixepoch('2026-01-01') * 1000)",
    )
    .expect("an order that is ready");
    drop(file);
    let server = Server::start(&config(folder.path()))
        .await
        .expect("an open shop");
    let shop = &server.shop;
    let settings = shop.settings().current().await.expect("settings");
    assert!(!settings.completes_ready_orders);
    assert_eq!(settings.forget_guests_days, 0);
    assert_eq!(
        shop.orders()
            .complete_ready(shop.now())
            .await
            .expect("a look"),
        0
    );
    let ready = Connection::open(folder.path().join("siap.db"))
        .expect("the file")
        .query_row(
            "select count(*) from orders where status = 'ready'",
            [],
            |row| row.get::<_, i64>(0),
        );
    assert_eq!(ready, Ok(1));
    server.stop().await;

    // Without an order there is nothing that could be closed by surprise.
    let folder = tempfile::tempdir().expect("a folder");
    drop(old_shop(folder.path(), 15));
    let server = Server::start(&config(folder.path()))
        .await
        .expect("an open shop");
    let settings = server.shop.settings().current().await.expect("settings");
    assert!(settings.completes_ready_orders);
    assert_eq!(settings.forget_guests_days, 90);
    server.stop().await;
}

#[tokio::test]
async fn each_table_of_an_older_shop_gets_a_card_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = old_shop(folder.path(), 8);
    file.execute_batch("insert into tables values ('VIP', 1), ('7', 0), ('8', 2)")
        .expect("tables");
    drop(file);
    let server = Server::start(&config(folder.path()))
        .await
        .expect("an open shop");
    let deck = server.shop.tables().cards().await.expect("cards");
    let names: Vec<&str> = deck
        .tables
        .iter()
        .map(|table| table.name.as_str())
        .collect();
    assert_eq!(names, ["7", "VIP", "8"]);
    let tokens: std::collections::HashSet<_> = deck
        .tables
        .iter()
        .map(|table| table.token.as_str())
        .collect();
    assert_eq!(tokens.len(), 3);
    server.stop().await;
}

#[tokio::test]
async fn a_shop_that_is_up_to_date_is_not_copied() {
    let folder = spawn_app().await.reopen().await.close().await;
    assert_eq!(copies(folder.path()).len(), 0);
}

#[tokio::test]
async fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let last = migrations().len() - 1;
    // Something is in the way of the last step, after the ones before it went through.
    let connection = old_shop(folder.path(), 1);
    connection
        .execute("create table staff (in_the_way integer)", [])
        .expect("a table");
    drop(connection);
    let before = dump(folder.path());
    let reason = refusal(folder.path()).await;
    assert!(last > 1 && reason.contains("It is as it was"), "{reason}");
    assert_eq!(dump(folder.path()), before);
    // The next start may fail as this one did, and the one after it: copies would fill the disk.
    assert_eq!(copies(folder.path()).len(), 0);
}

#[tokio::test]
async fn a_shop_of_a_newer_program_is_refused_untouched() {
    let folder = spawn_app().await.close().await;
    let connection = Connection::open(folder.path().join("siap.db")).expect("the file");
    connection
        .execute(
            "insert into refinery_schema_history values (999, 'future', '2026-11-22T00:00:00Z', '1')",
            [],
        )
        .expect("a row");
    drop(connection);
    assert_refused_untouched(folder.path(), "newer Siap").await;
}

#[tokio::test]
async fn a_shop_whose_steps_are_not_this_programs_is_refused_untouched() {
    let folder = spawn_app().await.close().await;
    let connection = Connection::open(folder.path().join("siap.db")).expect("the file");
    connection
        .execute(
            "update refinery_schema_history set checksum = '1' where version = 100",
            [],
        )
        .expect("a row");
    drop(connection);
    assert_refused_untouched(folder.path(), "step 100").await;
}

#[tokio::test]
async fn damage_is_named_and_nothing_is_touched() {
    // The header, a page in the middle, a file cut short, and something else altogether.
    let hurts: [fn(&mut Vec<u8>); 5] = [
        |bytes| bytes[..16].fill(b'x'),
        |bytes| bytes[4096 * 2..4096 * 4].fill(0xa5),
        // Deep inside, where only a look at every page finds it.
        |bytes| {
            let end = bytes.len();
            bytes[end - 3 * 4096..].fill(0xa5);
        },
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| *bytes = b"<html>not a database</html>".repeat(50),
    ];
    for (kind, hurt) in hurts.into_iter().enumerate() {
        let folder = spawn_app().await.close().await;
        let file = folder.path().join("siap.db");
        let mut bytes = std::fs::read(&file).expect("the file");
        hurt(&mut bytes);
        std::fs::write(&file, bytes).expect("the file");
        let reason = assert_refused_untouched(folder.path(), "damaged").await;
        assert!(reason.contains("`siap restore --data "), "{kind}: {reason}");
    }
}

#[tokio::test]
async fn another_programs_database_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let connection = Connection::open(folder.path().join("siap.db")).expect("a file");
    connection
        .execute("create table recipes (name text)", [])
        .expect("a table");
    drop(connection);
    assert_refused_untouched(folder.path(), "another program").await;
}

#[tokio::test]
async fn staff_are_not_added_to_a_shop_that_cannot_be_opened() {
    let app = spawn_app().await;
    let order = app.customer().order().await;
    assert_eq!(uid(&order).len(), 26);
    let folder = app.close().await;
    std::fs::write(folder.path().join("siap.db"), b"garbage garbage garbage").expect("a file");
    let data = folder.path().to_str().expect("text");
    let arguments = [
        "staff",
        "add",
        "--data",
        data,
        "--name",
        "Ana",
        "--role",
        "owner",
        "--pin-stdin",
    ];
    let ended = run(&arguments, "1234").await;
    assert_eq!(ended.code, Some(1));
    assert!(ended.complaint.contains("damaged"), "{}", ended.complaint);
}

/// Holds that the shop does not open, why, and that every byte of its file stays.
async fn assert_refused_untouched(folder: &Path, why: &str) -> String {
    let file = folder.join("siap.db");
    let before = std::fs::read(&file).expect("the file");
    let reason = refusal(folder).await;
    assert!(reason.contains(why), "{reason}");
    assert!(
        std::fs::read(&file).expect("the file") == before,
        "the file was touched"
    );
    reason
}

/// Everything a file holds, as SQL would show it.
fn dump(folder: &Path) -> Vec<String> {
    let connection = Connection::open(folder.join("siap.db")).expect("the file");
    let mut all = connection
        .prepare("select type || name || ifnull(sql, '') from sqlite_schema order by 1")
        .expect("a query");
    let schema = all.query_map([], |row| row.get(0)).expect("rows");
    schema.collect::<Result<_, _>>().expect("text")
}
