//! Screens that no socket reaches.

use super::*;
use crate::domain::Till;

fn joined() -> Joined {
    Joined {
        id: Some("display-far".to_owned()),
        room: Room::Display(Till::FIRST),
        name: Some("Layar depan".to_owned()),
        address: IpAddr::from([127, 0, 0, 1]),
        position: 0,
    }
}

fn is_connected(presence: &Presence) -> bool {
    presence.forget_lost();
    let list = presence.lock().as_json();
    assert!(list.contains(r#""till":1"#), "{list}");
    list.contains(r#""connected":true,"current":true"#)
}

#[tokio::test(start_paused = true)]
async fn a_screen_that_asks_is_there_until_it_asks_no_more_and_its_socket_counts_by_itself() {
    let clock = Arc::new(Clock::after(None, || true));
    let presence = Arc::new(Presence::new(clock));
    let mut changes = presence.changed.subscribe();
    let nearly = ASKS_AGAIN.saturating_sub(Duration::from_secs(1));
    for _ in 0..3 {
        presence.asks(joined());
        tokio::time::advance(nearly).await;
        assert!(is_connected(&presence));
    }
    changes.mark_unchanged();
    tokio::time::advance(Duration::from_secs(1)).await;
    assert!(!is_connected(&presence));
    assert!(changes.has_changed().expect("it is there"));
    presence.asks(joined());
    let socket = presence.join(joined());
    tokio::time::advance(ASKS_AGAIN).await;
    assert!(is_connected(&presence));
    drop(socket);
    assert!(!is_connected(&presence));
}
