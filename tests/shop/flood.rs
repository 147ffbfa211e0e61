//! One address floods the real program, and another does not notice.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::support::{Caller, Executable, hire};

/// Half requests that never end, and connections that never say anything.
const HALF: usize = 300;
const SILENT: usize = 1500;

#[tokio::test]
async fn half_requests_and_idle_connections_of_one_address_do_not_keep_another_waiting() {
    // For this test's own ends of them.
    rlimit::increase_nofile_limit(u64::MAX).expect("files");
    let data = tempfile::tempdir().expect("a folder");
    hire(data.path(), "Rina", "cashier").await;
    // Fewer files than the flood wants: taking them all would shut every other address out.
    let siap = Executable::start_short_of_files(data.path(), 700, "on").await;
    let hostile = siap.customer().at(66);
    let mut open = Vec::new();
    for n in 0..HALF + SILENT {
        let Ok(mut connection) = hostile.connect().await else {
            continue;
        };
        if n < HALF {
            let _ = connection
                .write_all(b"POST /api/v1/orders HTTP/1.1\r\nhost: 127.")
                .await;
        }
        open.push(connection);
    }
    siap.customer().at(2).order().await;
    // Those that came in are shown out in the end.
    let mut first = open.swap_remove(0);
    shown_out(&mut first).await;
    siap.end("-TERM").await;
}

#[tokio::test]
async fn more_connections_than_there_are_files_for_are_refused_before_anything_breaks() {
    rlimit::increase_nofile_limit(u64::MAX).expect("files");
    let data = tempfile::tempdir().expect("a folder");
    hire(data.path(), "Rina", "cashier").await;
    let siap = Executable::start_short_of_files(data.path(), 300, "off").await;
    let mut open = Vec::new();
    for _ in 0..200 {
        open.push(siap.customer().connect().await.expect("a connection"));
    }
    let mut last = open.pop().expect("a connection");
    let mut said = Vec::new();
    let _ = last.read_to_end(&mut said).await;
    assert!(
        said.starts_with(b"HTTP/1.1 429 "),
        "{}",
        String::from_utf8_lossy(&said)
    );
    // Connections that were open are served, and have files left to be served with.
    let served = open.first_mut().expect("a connection");
    let ask = format!(
        "GET /health HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
        siap.address
    );
    served.write_all(ask.as_bytes()).await.expect("open");
    let mut said = String::new();
    served.read_to_string(&mut said).await.expect("an answer");
    assert!(said.starts_with("HTTP/1.1 200 "), "{said}");
}

async fn shown_out(connection: &mut TcpStream) {
    let mut said = Vec::new();
    let end = connection.read_to_end(&mut said);
    let _ = tokio::time::timeout(Duration::from_mins(1), end)
        .await
        .expect("an end");
}

#[tokio::test]
async fn a_body_that_trickles_is_not_waited_for() {
    let app = crate::support::spawn_app().await;
    let customer: Caller = app.customer();
    let mut slow = customer.connect().await.expect("an open shop");
    let head = format!(
        "POST /api/v1/orders HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{{",
        app.address
    );
    slow.write_all(head.as_bytes()).await.expect("an open shop");
    let mut said = String::new();
    let end = slow.read_to_string(&mut said);
    let _ = tokio::time::timeout(Duration::from_mins(1), end)
        .await
        .expect("an end");
    assert!(
        said.starts_with("HTTP/1.1 408 ") && said.contains("body_too_slow"),
        "{said}"
    );
}
