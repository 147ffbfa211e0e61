//! The till knows which screens hang in the kitchen and over the counter.

use std::time::Instant;

use futures_util::StreamExt;
use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use tokio_tungstenite::tungstenite::Error;

use crate::support::{Screen, int, spawn_app, spawn_limited_app};

fn states(screens: &[Value]) -> Vec<(&str, &str, bool, bool)> {
    screens
        .iter()
        .map(|screen| {
            (
                screen["room"].as_str().expect("a room"),
                screen["id"].as_str().expect("an id"),
                screen["connected"].as_bool().expect("connected"),
                screen["current"].as_bool().expect("current"),
            )
        })
        .collect()
}

#[tokio::test]
async fn the_till_is_told_of_every_screen_that_comes_and_goes() {
    let app = spawn_app().await;
    let mut till = app.cashier().await.listen("/ws?room=cashier").await;
    till.snapshot().await;

    let cook = app.kitchen().await;
    let mut stove = cook.listen("/ws?room=kitchen&screen=stove-tablet").await;
    stove.snapshot().await;
    let screens = till.hears_of_screens().await;
    assert_eq!(states(&screens), [("kitchen", "stove-tablet", true, true)]);
    assert_eq!(
        (&screens[0]["name"], &screens[0]["address"]),
        (&json!("Budi"), &json!("127.0.0.1"))
    );

    let papan = app.screen("board", "Papan").await;
    let mut wall = papan.listen("/ws?room=board").await;
    wall.snapshot().await;
    let screens = till.hears_of_screens().await;
    // One that does not say what it is called is known by its address.
    assert_eq!(
        states(&screens),
        [
            ("kitchen", "stove-tablet", true, true),
            ("board", "127.0.0.1", true, true)
        ]
    );
    assert_eq!(screens[1]["name"], "Papan");

    drop(stove);
    let screens = till.hears_of_screens().await;
    assert_eq!(
        states(&screens)[0],
        ("kitchen", "stove-tablet", false, false)
    );

    // Coming back, it is the same screen, and not one more.
    let mut stove = cook.listen("/ws?room=kitchen&screen=stove-tablet").await;
    stove.snapshot().await;
    let screens = till.hears_of_screens().await;
    assert_eq!(
        (screens.len(), states(&screens)[0]),
        (2, ("kitchen", "stove-tablet", true, true))
    );

    // Two tabs of one device are one screen, and it is lost with the last of them.
    let mut twin = cook.listen("/ws?room=kitchen&screen=stove-tablet").await;
    twin.snapshot().await;
    drop(twin);
    let mut bar = cook.listen("/ws?room=kitchen&screen=bar-tablet").await;
    bar.snapshot().await;
    loop {
        let screens = till.hears_of_screens().await;
        assert!(
            states(&screens).contains(&("kitchen", "stove-tablet", true, true)),
            "{screens:?}"
        );
        if screens.len() == 3 {
            break;
        }
    }

    // A screen may hang in two rooms.
    bar.join("board").await;
    bar.snapshot().await;
    let screens = till.hears_of_screens().await;
    assert_eq!(states(&screens)[0], ("kitchen", "bar-tablet", true, true));
    drop(bar);
    till.hears_of_screens().await;

    // Leaving the room is leaving the list's living, too; a till that comes later is told at once.
    stove
        .say(&json!({ "type": "leave", "room": "kitchen" }))
        .await;
    till.hears_of_screens().await;
    let mut later = app.cashier().await.listen("/ws?room=cashier").await;
    later.snapshot().await;
    let screens = later.hears_of_screens().await;
    assert!(
        states(&screens).contains(&("kitchen", "stove-tablet", false, false)),
        "{screens:?}"
    );
}

#[tokio::test]
async fn nobody_but_the_till_is_told_of_screens_and_phones_are_none() {
    let app = spawn_app().await;
    let order = app.customer().order().await;
    let room = format!("/ws?room=order:{}", order["uid"].as_str().expect("a uid"));
    let mut phone = app.customer().listen(&room).await;
    phone.snapshot().await;
    let mut stove = app.kitchen().await.listen("/ws?room=kitchen").await;
    stove.snapshot().await;
    let mut menu = app.customer().listen("/ws?room=menu").await;
    menu.snapshot().await;

    let mut till = app.cashier().await.listen("/ws?room=cashier").await;
    till.snapshot().await;
    assert_eq!(states(&till.hears_of_screens().await).len(), 1);

    // A second screen of the kitchen is told to the till, and to no other room.
    let mut second = app
        .kitchen()
        .await
        .listen("/ws?room=kitchen&screen=second-one")
        .await;
    second.snapshot().await;
    assert_eq!(till.hears_of_screens().await.len(), 2);
    for other in [&mut stove, &mut menu, &mut phone] {
        other.say(&json!({ "type": "ping" })).await;
        assert_eq!(other.hears_anything().await["type"], "heartbeat");
    }
}

/// The next count of boards that are not the shop's own, as the till gets it.
async fn other_boards(till: &mut Screen) -> i64 {
    loop {
        let message = till.hears_anything().await;
        if message["type"] == "screen_presence" {
            return int(&message["data"]["other_boards"]);
        }
    }
}

#[tokio::test]
async fn a_board_that_is_not_the_shops_own_is_a_number_and_is_not_missed() {
    let app = spawn_app().await;
    let papan = app.screen("board", "Papan").await;
    let mut wall = papan.listen("/ws?room=board&screen=wall-board").await;
    wall.snapshot().await;
    let mut till = app.cashier().await.listen("/ws?room=cashier").await;
    till.snapshot().await;
    assert_eq!(states(&till.hears_of_screens().await).len(), 1);
    let mut boards = Vec::new();
    for i in 0..40 {
        let path = format!("/ws?room=board&screen=board-{i:03}");
        let mut board = app.customer().listen(&path).await;
        board.snapshot().await;
        boards.push(board);
    }
    while other_boards(&mut till).await < 40 {}
    drop(boards);
    while other_boards(&mut till).await > 0 {}
    // When a board without a session leaves, the shop's own stays on the list.
    drop(wall);
    let screens = till.hears_of_screens().await;
    assert_eq!(states(&screens), [("board", "wall-board", false, false)]);
    let health = app.owner().await.get("/api/v1/admin/health").await.body;
    assert_eq!(health["other_boards"], 0);
}

#[tokio::test]
async fn the_till_is_told_at_a_fixed_pace() {
    let app = spawn_app().await;
    let mut till = app.cashier().await.listen("/ws?room=cashier").await;
    till.snapshot().await;
    let began = Instant::now();
    let cook = app.kitchen().await;
    for i in 0..150 {
        // A stranger's board, and a device of the shop that calls itself something else each time.
        let board = format!("/ws?room=board&screen=stranger-{i:03}");
        drop(app.customer().listen(&board).await);
        let stove = format!("/ws?room=kitchen&screen=restless-{i:03}");
        drop(cook.listen(&stove).await);
    }
    let mut last = app
        .screen("board", "Papan")
        .await
        .listen("/ws?room=board&screen=the-last-one")
        .await;
    last.snapshot().await;
    let mut updates = 1;
    while !states(&till.hears_of_screens().await)
        .iter()
        .any(|screen| screen.1 == "the-last-one")
    {
        updates += 1;
    }
    // Four in a second, and the first of each rush.
    let most = began.elapsed().as_millis() / 250 + 2;
    assert!(updates <= most, "{updates} updates where {most} are enough");
}

#[tokio::test]
async fn visits_of_strangers_are_counted_by_address_and_sockets_by_session() {
    let app = spawn_limited_app().await;
    let stranger = app.customer().at(66);
    let mut refused = None;
    for _ in 0..150 {
        match Screen::open(&stranger, "/ws?room=board", &[]).await {
            Ok(board) => drop(board),
            Err(Error::Http(answer)) => {
                refused = Some(answer.status().as_u16());
                break;
            }
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(refused, Some(429));
    // One without a session joins, and one of the shop's own.
    app.customer().at(67).listen("/ws?room=board").await;
    let cook = app.kitchen().await.at(66);
    let mut open = Vec::new();
    let refused = loop {
        match Screen::open(&cook, "/ws?room=kitchen", &[]).await {
            Ok(screen) => open.push(screen),
            Err(Error::Http(answer)) => break answer.status().as_u16(),
            Err(error) => panic!("{error}"),
        }
        assert!(open.len() < 100, "a hundred sockets of one token");
    };
    assert_eq!(refused, 429);
    // One that is closed makes room for another.
    let mut first = open.swap_remove(0);
    first.stream.close(None).await.expect("an open socket");
    while first.stream.next().await.is_some() {}
    app.kitchen().await.listen("/ws?room=kitchen").await;
}

#[tokio::test]
async fn a_socket_goes_on_holding_its_connections_place() {
    let app = spawn_limited_app().await;
    app.set(json!({ "limits": { "connections": 16, "sockets": 1000 } }))
        .await;
    let stranger = app.customer().at(66);
    let mut open = Vec::new();
    for _ in 0..16 {
        open.push(stranger.listen("/ws?room=board").await);
    }
    let mut one_more = stranger.connect().await.expect("a connection");
    let mut said = Vec::new();
    let _ = one_more.read_to_end(&mut said).await;
    assert!(
        said.starts_with(b"HTTP/1.1 429 "),
        "{}",
        String::from_utf8_lossy(&said)
    );
    assert_eq!(app.customer().at(67).get("/api/v1/board").await.status, 200);
}

#[tokio::test]
async fn a_screens_name_for_itself_is_plain_letters_or_refused() {
    let app = spawn_app().await;
    for bad in ["short", "with%20space", &"x".repeat(41)] {
        let path = format!("/ws?room=board&screen={bad}");
        let headers = [
            ("connection", "upgrade"),
            ("upgrade", "websocket"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ];
        let answer = app.customer().ask("GET", &path, &headers, None).await;
        assert_eq!((answer.status, answer.code()), (400, "bad_query"), "{bad}");
    }
}

#[tokio::test]
async fn a_page_that_only_listens_for_changes_is_no_screen_of_the_shop() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let mut page = owner.listen("/ws").await;
    page.say(&json!({ "type": "join", "room": "cashier", "since": 0, "unlisted": true }))
        .await;
    assert_eq!(page.joined().await, 0);
    let mut till = app.cashier().await.listen("/ws?room=cashier").await;
    till.snapshot().await;
    let health = owner.get("/api/v1/admin/health").await.body;
    let screens = health["screens"].as_array().expect("screens").iter();
    let names: Vec<_> = screens.map(|screen| &screen["name"]).collect();
    assert_eq!(names, ["Rina"]);
    // It hears what it came for all the same.
    let order = app.customer().order().await;
    let event = page.hears_next("new_order").await;
    assert_eq!(event["data"]["order"]["uid"], order["uid"]);
}
