//! The one writer: durable, then told, then answered; and one bad job spoils no other.

use std::{
    path::Path,
    sync::{Arc, Mutex, mpsc},
};

use futures_util::FutureExt;
use siap::{
    domain::{Actor, CategoryDraft, Room, Words},
    lan::ListenAddress,
    shop::{FirstMenu, Opening, Rooms, Shop, Since},
    store::{Committed, DataFolder, Store, StoreError, Writer},
};
use tempfile::TempDir;

pub(crate) fn open(
    folder: &Path,
    on_commit: impl Fn(&Committed) + Send + 'static,
) -> (DataFolder, Store) {
    let folder = DataFolder::take(folder).expect("a folder");
    let store = Store::open(&folder).expect("a store");
    store.on_commit(on_commit);
    (folder, store)
}

pub(crate) fn temporary() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// A change of the menu is the smallest thing that is told.
pub(crate) async fn change(store: &Store) -> Result<i64, StoreError> {
    store.write(add_category).await
}

pub(crate) fn add_category(store: &mut Writer<'_>) -> Result<i64, StoreError> {
    let before = store.current_menu()?;
    let name = Words {
        id: "Kopi".to_owned(),
        en: String::new(),
    };
    let station = "bar".to_owned();
    store.insert_category(&CategoryDraft {
        name,
        station,
        served: String::new(),
    })?;
    let menu = store.publish_menu(&before, None, jiff::Timestamp::now())?;
    Ok(menu.rev)
}

#[tokio::test]
async fn whoever_asked_is_answered_only_when_everybody_was_told() {
    let folder = temporary();
    let (entered, telling) = mpsc::channel();
    let (go_on, waiting) = mpsc::channel::<()>();
    let (_folder, store) = open(folder.path(), move |_| {
        entered.send(()).expect("a test that listens");
        waiting.recv().expect("a test that lets go");
    });
    let mut asking = Box::pin(change(&store));
    assert!((&mut asking).now_or_never().is_none(), "the writer has it");
    tokio::task::spawn_blocking(move || telling.recv().expect("it is told"))
        .await
        .expect("told");
    assert!(
        (&mut asking).now_or_never().is_none(),
        "it was answered before it was told"
    );
    go_on.send(()).expect("a writer that waits");
    assert_eq!(asking.await.expect("an answer"), 1);
}

#[tokio::test]
async fn what_is_told_is_durable_already() {
    let folder = temporary();
    let file = folder.path().join("siap.db");
    let seen = Arc::new(Mutex::new(Vec::new()));
    let notes = seen.clone();
    let (_folder, store) = open(folder.path(), move |_| {
        // Another connection sees only what is committed.
        let other = rusqlite::Connection::open(&file).expect("the file");
        let rev = other.query_row("select menu_rev from shop_state", [], |row| {
            row.get::<_, i64>(0)
        });
        notes.lock().expect("notes").push(rev.expect("a number"));
    });
    for rev in 1..=3 {
        assert_eq!(change(&store).await.expect("an answer"), rev);
    }
    assert_eq!(*seen.lock().expect("notes"), [1, 2, 3]);
}

/// A store whose commits are noted: the revisions of the menu that were told.
pub(crate) fn open_noting(folder: &Path) -> (DataFolder, Store, Arc<Mutex<Vec<i64>>>) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let notes = told.clone();
    let (folder, store) = open(folder, move |news| {
        if let Committed::Menu { menu, .. } = news {
            notes.lock().expect("notes").push(menu.rev);
        }
    });
    (folder, store, told)
}

#[tokio::test]
async fn what_the_writer_remembers_is_what_stands_in_the_file() {
    let folder = temporary();
    let (_folder, store) = open(folder.path(), |_| {});
    let name = |store: &Store| {
        let store = store.clone();
        async move {
            let read = store.write(|store| {
                let remembered = store.current_settings()?.shop_name.clone();
                assert_eq!(remembered, store.settings()?.shop_name);
                Ok::<_, StoreError>(remembered)
            });
            read.await.expect("settings")
        }
    };
    let rename = |to: &'static str, outcome: Result<(), StoreError>| {
        store.write(move |store| {
            let mut settings = store.settings()?;
            to.clone_into(&mut settings.shop_name);
            store.update_settings(&settings)?;
            assert_eq!(store.current_settings()?.shop_name, to);
            outcome
        })
    };
    assert_eq!(name(&store).await, "Siap");
    rename("Warung Sari", Ok(())).await.expect("a change");
    assert_eq!(name(&store).await, "Warung Sari");
    let refused = rename("Warung Lain", Err(StoreError::Slow)).await;
    assert!(refused.is_err());
    assert_eq!(name(&store).await, "Warung Sari", "the change was undone");
    let other = rusqlite::Connection::open(folder.path().join("siap.db")).expect("the file");
    let changed = other.execute(
        "update settings set document = json_set(document, '$.shop_name', 'Dari Luar')",
        [],
    );
    assert_eq!(changed, Ok(1));
    assert_eq!(name(&store).await, "Dari Luar");
}

#[tokio::test]
async fn a_listener_of_commits_that_panics_takes_nothing_from_another() {
    let folder = temporary();
    let (_folder, store) = open(folder.path(), |_| panic!("as if a listener had a slip"));
    let told = Arc::new(Mutex::new(Vec::new()));
    let notes = told.clone();
    store.on_commit(move |news| {
        let rev = match news {
            Committed::Menu { menu, .. } => menu.rev,
            _ => 0,
        };
        notes.lock().expect("notes").push(rev);
    });
    for rev in 1..=2 {
        assert_eq!(change(&store).await.expect("an answer"), rev);
    }
    // In order, each once, and nothing of what the other one missed.
    assert_eq!(*told.lock().expect("notes"), [1, 2]);
}

#[tokio::test]
async fn a_shop_that_could_not_take_over_what_it_wrote_writes_no_more() {
    let folder = temporary();
    let (_folder, store) = open(folder.path(), |_| {});
    let first = store.write(|store| {
        store.after_commit(|| panic!("as if what is remembered could not be changed"));
        add_category(store)
    });
    // It is durable, and its caller hears so.
    assert_eq!(first.await.expect("an answer"), 1);
    assert!(store.is_broken());
    let refused = change(&store).await;
    assert!(matches!(refused, Err(StoreError::Broken)), "{refused:?}");
}

#[tokio::test]
async fn a_closed_store_refuses_and_finishes_what_it_had() {
    let folder = temporary();
    let (_folder, store) = open(folder.path(), |_| {});
    let last = change(&store);
    let (last, ()) = tokio::join!(last, store.close());
    assert_eq!(last.expect("an answer"), 1);
    assert!(matches!(change(&store).await, Err(StoreError::Closed)));
    let read = store
        .read(|store| {
            let rev = store.menu_rev()?;
            Ok::<_, StoreError>(rev)
        })
        .await;
    assert!(matches!(read, Err(StoreError::Closed)));
}

#[tokio::test]
async fn a_question_keeps_its_turn_when_whoever_asked_has_gone() {
    let folder = temporary();
    let (_folder, store) = open(folder.path(), |_| {});
    let log = Arc::new(Mutex::new(Vec::new()));
    let note = |what: &'static str| {
        let log = log.clone();
        move || log.lock().expect("a log").push(what)
    };
    let (go_on, waiting) = mpsc::channel::<()>();
    let waiting = Arc::new(Mutex::new(waiting));
    // As many as are answered at once, and all of them hang up.
    for _ in 0..4 {
        let (waiting, note) = (waiting.clone(), note("long"));
        let mut asking = Box::pin(store.read(move |_| {
            waiting
                .lock()
                .expect("a turn")
                .recv()
                .expect("a test that lets go");
            note();
            Ok::<_, StoreError>(())
        }));
        assert!((&mut asking).now_or_never().is_none());
    }
    let note = note("last");
    let mut last = Box::pin(store.read(move |_| {
        note();
        Ok::<_, StoreError>(())
    }));
    for _ in 0..20 {
        assert!((&mut last).now_or_never().is_none());
        tokio::task::spawn_blocking(|| ()).await.expect("no panic");
    }
    (0..4).for_each(|_| go_on.send(()).expect("questions that wait"));
    last.await.expect("an answer");
    let log = log.lock().expect("a log");
    assert_eq!(log.first(), Some(&"long"), "{log:?}");
}

/// Something that a writer cannot get rid of.
struct Sticky;

impl Drop for Sticky {
    fn drop(&mut self) {
        // Only where the test wants it: a second panic while one is on its way would end all.
        assert!(
            std::thread::panicking(),
            "as if the writer itself had a slip"
        );
    }
}

#[tokio::test]
async fn a_writer_that_dies_is_noticed_and_nothing_is_acknowledged_any_more() {
    let folder = temporary();
    let (_folder, store) = open(folder.path(), |_| {});
    assert!(store.writer_ended().now_or_never().is_none());
    assert!(change(&store).await.is_ok());
    let sticky = Sticky;
    // By then no caller waits for the answer, so the writer itself drops what came of the job.
    let (go_on, wait) = std::sync::mpsc::channel();
    let mut lost = Box::pin(store.write(move |_| {
        wait.recv().expect("a test that lets go");
        Ok::<_, StoreError>(sticky)
    }));
    assert!((&mut lost).now_or_never().is_none());
    drop(lost);
    go_on.send(()).expect("a job that waits");
    store.writer_ended().await;
    assert!(store.is_broken());
    assert!(change(&store).await.is_err());
}

#[tokio::test]
async fn a_log_that_became_long_while_somebody_was_reading_is_taken_back_beside_the_writer() {
    let folder = temporary();
    let (_folder, store) = open(folder.path(), |_| {});
    let log = || {
        let log = std::fs::metadata(folder.path().join("siap.db-wal"));
        log.map_or(0, |log| log.len()) / 1024 / 1024
    };
    let much = |mebibytes: u32| {
        store.write(move |store| {
            store.execute_batch("create table if not exists much (x)")?;
            let insert = "insert into much values (zeroblob(?1 * 1024 * 1024))";
            store.prepare_cached(insert)?.execute([mebibytes])?;
            Ok::<_, StoreError>(())
        })
    };
    let reader = rusqlite::Connection::open(folder.path().join("siap.db")).expect("the file");
    reader
        .execute_batch("begin; select * from settings")
        .expect("a question");
    while log() < 14 {
        much(1).await.expect("an answer");
    }
    reader.execute_batch("commit").expect("an end");
    // What is longer than that SQLite cuts off when it begins the log again.
    let short_again = async {
        while log() > 6 {
            much(1).await.expect("an answer");
        }
    };
    let waited = tokio::time::timeout(std::time::Duration::from_secs(30), short_again);
    waited.await.expect("a short log");
}

#[tokio::test]
async fn an_event_that_could_not_be_told_is_read_and_leaves_no_hole() {
    let folder = temporary();
    let rooms = Rooms::default();
    let listeners = rooms.clone();
    let (folder, store) = open(folder.path(), move |news| {
        if let Committed::Event(recorded) = news {
            assert_ne!(recorded.seq, 2, "as if the telling had a slip");
        }
        listeners.publish(news);
    });
    let listen_address = ListenAddress {
        listening: ([127, 0, 0, 1], 8080).into(),
        is_secure: false,
        public_url: None,
    };
    let opening = Opening {
        listen_address,
        setup_code: &folder.setup_code(),
        has_limits: false,
    };
    let shop = Shop::open(store, rooms, opening).await.expect("a shop");
    shop.menu()
        .begin_with(FirstMenu::Starter)
        .await
        .expect("a menu");
    let (mut feed, begins) = shop
        .live()
        .follow(Room::Cashier, Since::default())
        .await
        .expect("a room");
    assert_eq!((begins, feed.known().map(|sent| sent.seq)), (0, Some(0)));
    for seq in 1..=3 {
        let request = serde_json::from_value(crate::support::nasi_goreng()).expect("an order");
        let placed = shop
            .orders()
            .place(request, None, Actor::Customer, None)
            .await;
        placed.expect("an order");
        if seq == 2 {
            // Its event is due now, and was not sent.
            continue;
        }
        let seq_sent = feed.next().await.expect("an event").seq;
        assert_eq!(seq_sent, if seq == 3 { 2 } else { seq }, "no hole");
    }
    assert_eq!(feed.next().await.expect("an event").seq, 3);
}
