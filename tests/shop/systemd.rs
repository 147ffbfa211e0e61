//! Notifications to systemd: that the shop is open, that the disk still takes writes, and that it closes.

use std::{ffi::OsString, path::Path, time::Duration};

use serde_json::json;
use tokio::{net::UnixDatagram, time::timeout};

use crate::support::{Executable, Machine, hire, nasi_goreng, run, run_with};

/// How long this supervisor waits for a sign of life.
const PATIENCE: Duration = Duration::from_millis(600);

/// The socket of a service manager.
struct NotifySocket(UnixDatagram);

impl NotifySocket {
    fn in_folder(folder: &Path) -> (Self, Vec<(&'static str, OsString)>) {
        let path = folder.join("notify");
        let socket = Self(UnixDatagram::bind(&path).expect("a socket"));
        let patience = PATIENCE.as_micros().to_string();
        let environment = vec![
            ("NOTIFY_SOCKET", path.into_os_string()),
            ("WATCHDOG_USEC", patience.into()),
        ];
        (socket, environment)
    }

    async fn receives(&self) -> String {
        let mut text = vec![0; 4096];
        let length = self.0.recv(&mut text).await.expect("a datagram");
        String::from_utf8_lossy(&text[..length]).into_owned()
    }

    /// Hears what is said until this.
    async fn receives_message(&self, what: &str) -> String {
        let hearing = async {
            loop {
                let heard = self.receives().await;
                if heard.contains(what) {
                    return heard;
                }
            }
        };
        // Signs of life go on for ever; this only ends a wait for what never comes.
        let heard = timeout(Duration::from_secs(30), hearing).await;
        heard.unwrap_or_else(|_| panic!("«{what}» is never said"))
    }
}

#[tokio::test]
async fn a_supervisor_hears_when_the_doors_are_open_that_the_shop_lives_and_that_it_closes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (socket, environment) = NotifySocket::in_folder(folder.path());
    let data = folder.path().join("shop");
    let shop = Executable::start_under(environment, &data).await;
    let ready = socket.receives_message("READY=1").await;
    assert!(ready.contains("STATUS=Open at http://"), "{ready}");
    assert_eq!(shop.customer().get("/health").await.status, 200);
    for _ in 0..3 {
        socket.receives_message("WATCHDOG=1").await;
    }
    assert_eq!(shop.end("-TERM").await, Some(0));
    socket.receives_message("STOPPING=1").await;
}

#[tokio::test]
async fn a_supervisor_hears_nothing_more_once_the_disk_takes_no_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("shop");
    let (socket, environment) = NotifySocket::in_folder(folder.path());
    let machine = Machine::sound();
    let environment = environment.into_iter().chain(machine.environment(&data));
    let shop = Executable::start_under(environment, &data).await;
    socket.receives_message("WATCHDOG=1").await;

    machine.break_disk();
    let refused = shop.customer().post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!(refused.status, 503);
    // Said before.
    let mut said = vec![0; 4096];
    while socket.0.try_recv(&mut said).is_ok() {}
    // One may be under way that found the disk sound; then there is silence, for as long as would be its end.
    let _ = timeout(PATIENCE, socket.0.recv(&mut said)).await;
    let more = timeout(PATIENCE * 3, socket.0.recv(&mut said)).await;
    assert!(more.is_err(), "it would be let live on");
}

#[tokio::test]
async fn a_supervisor_hears_of_no_open_shop_where_the_door_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let (socket, environment) = NotifySocket::in_folder(folder.path());
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let data = folder.path().join("shop");
    let data = data.to_str().expect("text");
    let ended = run_with(environment, &["--listen", &address, "--data", data], "").await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let mut said = vec![0; 4096];
    while let Ok(length) = socket.0.try_recv(&mut said) {
        let said = String::from_utf8_lossy(&said[..length]);
        assert!(
            !said.contains("READY") && !said.contains("WATCHDOG"),
            "{said}"
        );
    }
}

#[tokio::test]
async fn a_supervisor_waits_while_a_backup_takes_the_place_of_the_shop() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("shop");
    hire(&data, "Dewi", "owner").await;
    let made = run(&["backup", "--data", data.to_str().expect("text")], "").await;
    let file = made.said.split_whitespace().next().expect("a file");
    let name = file.rsplit('/').next().expect("a name");
    let (socket, environment) = NotifySocket::in_folder(folder.path());
    let shop = Executable::start_under(environment, &data).await;
    let opening = socket.receives_message("STATUS=Opening").await;
    assert!(opening.contains("EXTEND_TIMEOUT_USEC="), "{opening}");
    assert!(!opening.contains("WATCHDOG"), "nothing was written yet");
    socket.receives_message("READY=1").await;

    let owner = shop.customer().logged_in("Dewi").await;
    let route = format!("/api/v1/admin/backups/{name}/restore");
    let answer = owner.post(&route, &json!({})).await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    let opening = socket.receives_message("STATUS=Opening").await;
    assert!(opening.contains("WATCHDOG=1"), "{opening}");
    socket.receives_message("READY=1").await;
    socket.receives_message("WATCHDOG=1").await;
    assert_eq!(shop.end("-TERM").await, Some(0));
}
