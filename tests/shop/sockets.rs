//! The socket itself: RFC 6455, and a close frame for every end of ours.

use futures_util::SinkExt;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_tungstenite::tungstenite::{
    Error, Message,
    protocol::frame::{
        Frame,
        coding::{Data, OpCode},
    },
};

use crate::support::{Screen, spawn_app, uid, until};

#[tokio::test]
async fn every_end_of_ours_has_a_close_frame_that_says_why() {
    let app = spawn_app().await;
    let customer = app.customer();
    let masked = |bytes: &[u8]| {
        // A client's frame with an empty mask.
        let mut frame = bytes.to_vec();
        frame.splice(2..2, [0, 0, 0, 0]);
        frame[1] |= 0x80;
        frame
    };
    let cases: Vec<(&str, Vec<u8>, u16)> = vec![
        ("a binary message", masked(&[0x82, 1, 0]), 1003),
        ("text that is not UTF-8", masked(&[0x81, 1, 0xff]), 1007),
        ("a frame without a mask", vec![0x81, 1, b'x'], 1002),
        ("a reserved bit", masked(&[0xc1, 1, b'x']), 1002),
        ("an unknown opcode", masked(&[0x83, 1, b'x']), 1002),
        ("a broken ping", masked(&[0x09, 0]), 1002),
        ("a continuation of nothing", masked(&[0x80, 1, b'x']), 1002),
    ];
    for (what, bytes, code) in cases {
        let mut screen = customer.listen("/ws").await;
        screen
            .stream
            .get_mut()
            .write_all(&bytes)
            .await
            .expect("an open socket");
        assert_eq!(screen.closes().await, code, "{what}");
    }
    let mut screen = customer.listen("/ws").await;
    // It may be refused before it is all sent.
    let _ = screen
        .stream
        .send(Message::text("x".repeat(16 * 1024 + 1)))
        .await;
    assert_eq!(screen.closes().await, 1009, "a message too large");

    let mut screen = customer.listen("/ws").await;
    for part in ["x".repeat(10_000), "y".repeat(10_000)] {
        let first = part.starts_with('x');
        let kind = if first { Data::Text } else { Data::Continue };
        let frame = Frame::message(part, OpCode::Data(kind), !first);
        let _ = screen.stream.send(Message::Frame(frame)).await;
    }
    assert_eq!(screen.closes().await, 1009, "a message too large in pieces");
}

#[tokio::test]
async fn a_chatterbox_is_shown_out() {
    let app = spawn_app().await;
    let mut screen = app.customer().listen("/ws").await;
    for _ in 0..101 {
        let _ = screen
            .stream
            .send(Message::text(r#"{"type":"ping"}"#))
            .await;
    }
    assert_eq!(screen.closes().await, 1008);
}

#[tokio::test]
async fn twenty_rooms_are_enough_for_one_socket() {
    let app = spawn_app().await;
    let customer = app.customer();
    let mut screen = customer.listen("/ws").await;
    for _ in 0..20 {
        let order = customer.order().await;
        screen.join(&format!("order:{}", uid(&order))).await;
        screen.snapshot().await;
    }
    // The same room again is no other room.
    screen.join("board").await;
    assert_eq!(screen.closes().await, 1008);
}

#[tokio::test]
async fn nonsense_is_answered_and_the_socket_goes_on() {
    let app = spawn_app().await;
    let mut screen = app.customer().listen("/ws").await;
    for nonsense in [
        json!("x"),
        json!(["join", "board"]),
        json!({}),
        json!({ "type": "dance" }),
        json!({ "type": "join" }),
        json!({ "type": "join", "room": 7 }),
    ] {
        screen.say(&nonsense).await;
        assert_eq!(screen.hears_next("error").await["code"], "bad_message");
    }
    screen
        .say(&json!({ "type": "ping", "unknown": "fields are ignored" }))
        .await;
    assert_eq!(screen.hears_next("heartbeat").await["rooms"], json!({}));
}

#[tokio::test]
async fn a_socket_that_a_strangers_page_or_name_asks_for_is_refused_before_it_opens() {
    let app = spawn_app().await;
    let own = format!("http://{}", app.address);
    let customer = app.customer();
    let opened = Screen::open(&customer, "/ws", &[("origin", own.as_str())]).await;
    assert!(opened.is_ok());
    let mut impostor = app.customer();
    impostor.token = Some("0".repeat(64));
    for (caller, path, headers, status) in [
        (
            &customer,
            "/ws",
            vec![("origin", "http://evil.example")],
            403,
        ),
        (&customer, "/ws", vec![("origin", "null")], 403),
        (&customer, "/ws", vec![("host", "evil.example")], 421),
        (&customer, "/ws?since=soon", vec![], 400),
        (&impostor, "/ws?room=board", vec![], 401),
    ] {
        match Screen::open(caller, path, &headers).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), status, "{headers:?}"),
            Err(error) => panic!("{error}"),
            Ok(_) => panic!("{headers:?} was let in"),
        }
    }
}

#[tokio::test]
async fn a_shop_that_closes_says_so_to_every_screen() {
    let app = spawn_app().await;
    let customer = app.customer();
    let mut screens = Vec::new();
    for _ in 0..50 {
        let mut screen = customer.listen("/ws?room=board").await;
        screen.snapshot().await;
        screens.push(screen);
    }
    let closing = tokio::spawn(app.close());
    for screen in &mut screens {
        assert_eq!(screen.closes().await, 1001);
    }
    drop(screens);
    closing.await.expect("no panic");
}

#[tokio::test]
async fn a_room_is_gone_with_its_last_screen() {
    let app = spawn_app().await;
    let customer = app.customer();
    let order = customer.order().await;
    let mut screen = customer
        .listen(&format!("/ws?room=order:{}", uid(&order)))
        .await;
    screen.snapshot().await;
    assert_eq!(app.shop.live().rooms().count(), 1);
    screen.stream.close(None).await.expect("an open socket");
    until(|| app.shop.live().rooms().count() == 0).await;
}

#[tokio::test]
async fn a_socket_proves_every_fifteen_seconds_that_it_is_alive() {
    let app = spawn_app().await;
    let customer = app.customer();
    let order = customer.order().await;
    let room = format!("order:{}", uid(&order));
    let mut screen = customer.listen(&format!("/ws?room={room}")).await;
    screen.snapshot().await;
    // From here on time passes as soon as no task has anything to do.
    tokio::time::pause();
    let began = tokio::time::Instant::now();
    for beat in 1..=5_u64 {
        assert_eq!(
            screen.hears_next("heartbeat").await["rooms"],
            json!({ &room: 1 })
        );
        let passed = began.elapsed().as_secs();
        assert!(
            (15 * beat - 1..=15 * beat + 1).contains(&passed),
            "beat {beat} after {passed} s"
        );
    }
}

#[tokio::test]
async fn a_screen_that_answers_no_ping_is_let_go() {
    let app = spawn_app().await;
    let customer = app.customer();
    let mut screen = customer.listen("/ws?room=board").await;
    screen.snapshot().await;
    tokio::time::pause();
    // It reads nothing, and so it answers nothing.
    for _ in 0..1000 {
        if app.shop.live().rooms().count() == 0 {
            break;
        }
        tokio::time::advance(std::time::Duration::from_secs(1)).await;
    }
    tokio::time::resume();
    assert_eq!(screen.closes().await, 1013);
}

#[tokio::test]
async fn a_screen_whose_network_takes_nothing_more_is_let_go_and_delays_nobody() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer
        .order_of(&crate::support::nasi_goreng_lines(50))
        .await;
    cashier.pay(&order).await;
    let room = format!("/ws?room=order:{}&since=3", uid(&order));
    let mut stuck = Screen::open_narrow(&customer, &room).await;
    for tick in 0..500 {
        let status = if tick % 2 == 0 { "done" } else { "queued" };
        assert_eq!(cashier.set_line(&order, 1, status).await.status, 200);
    }
    tokio::time::pause();
    // Less than the silence that is allowed: it is the write that takes too long, unless the machine is so slow
    // that it has taken too long by now.
    for _ in 0..13 {
        tokio::time::advance(std::time::Duration::from_secs(1)).await;
    }
    tokio::time::resume();
    until(|| app.shop.live().rooms().count() == 0).await;
    // It is still told why, once it reads again.
    assert_eq!(stuck.closes().await, 1013);
}

#[tokio::test]
async fn a_request_that_names_no_one_place_is_answered_and_costs_no_more() {
    let app = spawn_app().await;
    let own = app.address;
    for (head, status) in [
        (
            format!("CONNECT evil:80 HTTP/1.1\r\nHost: {own}\r\n\r\n"),
            "400",
        ),
        (
            format!("GET /health HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\n\r\n"),
            "400",
        ),
        (
            format!("GET http://evil.example/health HTTP/1.1\r\nHost: {own}\r\n\r\n"),
            "400",
        ),
        (
            format!("GET http://{own}/health HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"),
            "200",
        ),
        (
            format!("OPTIONS * HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"),
            "404",
        ),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), ""),
    ] {
        let mut stream = TcpStream::connect(own).await.expect("an open shop");
        stream
            .write_all(head.as_bytes())
            .await
            .expect("a connection");
        let mut answer = vec![0; 12];
        let read = stream.read_exact(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        // What is not HTTP/1 at all may be cut off without a word.
        assert!(
            status.is_empty() || read.is_ok() && answer.ends_with(status),
            "{head}: {answer}"
        );
        assert!(!answer.starts_with("HTTP/2"), "{answer}");
    }
    app.customer().order().await;
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_not_kept() {
    let app = spawn_app().await;
    let mut silent = TcpStream::connect(app.address).await.expect("an open shop");
    let mut half = TcpStream::connect(app.address).await.expect("an open shop");
    half.write_all(b"GET /health HTTP/1.1\r\nHo")
        .await
        .expect("a connection");
    let mut slow = TcpStream::connect(app.address).await.expect("an open shop");
    let head = format!(
        "POST /api/v1/orders HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n\
         Content-Length: 50\r\n\r\n{{",
        app.address
    );
    slow.write_all(head.as_bytes()).await.expect("a connection");
    // Each has been seen when a later request was answered.
    app.customer().get("/health").await;
    // The clock runs on by itself while everybody waits.
    tokio::time::pause();
    let began = tokio::time::Instant::now();
    let mut rest = Vec::new();
    slow.read_to_end(&mut rest).await.expect("an end");
    assert!(
        rest.starts_with(b"HTTP/1.1 408"),
        "{}",
        String::from_utf8_lossy(&rest)
    );
    for stream in [&mut silent, &mut half] {
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).await.expect("an end");
        assert!(
            rest.is_empty() || rest.starts_with(b"HTTP/1.1 408"),
            "{rest:?}"
        );
    }
    assert!(began.elapsed().as_secs() <= 16, "{:?}", began.elapsed());
}
