//! The till knows which screens hang in the kitchen and over the counter.

use serde_json::{Value, json};

use crate::support::spawn_app;

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

    let mut wall = app.customer().listen("/ws?room=board").await;
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
    assert_eq!(screens[1]["name"], Value::Null);

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

#[tokio::test]
async fn boards_without_number_crowd_out_neither_the_kitchen_nor_each_other() {
    let app = spawn_app().await;
    let customer = app.customer();
    let board = async |name: String| {
        let mut screen = customer
            .listen(&format!("/ws?room=board&screen={name}"))
            .await;
        screen.snapshot().await;
        screen
    };
    let mut boards = Vec::new();
    for i in 0..40 {
        boards.push(board(format!("board-{i:03}")).await);
    }
    let mut stove = app
        .kitchen()
        .await
        .listen("/ws?room=kitchen&screen=stove-tablet")
        .await;
    stove.snapshot().await;
    let mut till = app.cashier().await.listen("/ws?room=cashier").await;
    till.snapshot().await;
    let screens = till.hears_of_screens().await;
    assert_eq!(
        (screens.len(), &screens[0]["id"]),
        (33, &json!("stove-tablet"))
    );

    // One that is lost gives way to one that comes.
    drop(boards.remove(0));
    assert!(!states(&till.hears_of_screens().await)[1].2);
    boards.push(board("board-new".to_owned()).await);
    let screens = till.hears_of_screens().await;
    assert_eq!(screens.len(), 33);
    assert!(
        screens
            .iter()
            .any(|screen| screen["id"] == "board-new" && screen["connected"] == true)
    );
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
