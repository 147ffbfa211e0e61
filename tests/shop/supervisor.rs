//! What systemd is told: that the doors are open, that the disk still takes writes, and that all is over.

use std::{ffi::OsString, path::Path, time::Duration};

use tokio::{net::UnixDatagram, time::timeout};

use crate::support::{Executable, Machine, hire};

/// How long this supervisor waits for a sign of life.
const PATIENCE: Duration = Duration::from_millis(600);

/// A supervisor's ear.
struct Ear(UnixDatagram);

impl Ear {
    fn in_folder(folder: &Path) -> (Self, Vec<(&'static str, OsString)>) {
        let path = folder.join("notify");
        let ear = Self(UnixDatagram::bind(&path).expect("a socket"));
        let patience = PATIENCE.as_micros().to_string();
        let environment = vec![
            ("NOTIFY_SOCKET", path.into_os_string()),
            ("WATCHDOG_USEC", patience.into()),
        ];
        (ear, environment)
    }

    async fn hears(&self) -> String {
        let mut text = vec![0; 4096];
        let heard = timeout(Duration::from_secs(30), self.0.recv(&mut text)).await;
        let length = heard.expect("something in time").expect("a datagram");
        String::from_utf8_lossy(&text[..length]).into_owned()
    }

    /// Hears what is said until this.
    async fn hears_of(&self, what: &str) -> String {
        loop {
            let heard = self.hears().await;
            if heard.contains(what) {
                return heard;
            }
        }
    }
}

#[tokio::test]
async fn a_supervisor_hears_when_the_doors_are_open_that_the_shop_lives_and_that_it_closes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ear, environment) = Ear::in_folder(folder.path());
    let data = folder.path().join("shop");
    let shop = Executable::start_under(environment, &data).await;
    let ready = ear.hears_of("READY=1").await;
    assert!(ready.contains("STATUS=Open at http://"), "{ready}");
    assert_eq!(shop.customer().get("/health").await.status, 200);
    for _ in 0..3 {
        ear.hears_of("WATCHDOG=1").await;
    }
    assert_eq!(shop.end("-TERM").await, Some(0));
    ear.hears_of("STOPPING=1").await;
}

#[tokio::test]
async fn a_supervisor_hears_nothing_more_once_the_disk_takes_no_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("shop");
    hire(&data, "Rina", "cashier").await;
    let (ear, environment) = Ear::in_folder(folder.path());
    let machine = Machine::sound();
    let environment = environment.into_iter().chain(machine.environment(&data));
    let shop = Executable::start_under(environment, &data).await;
    ear.hears_of("WATCHDOG=1").await;

    machine.break_disk();
    // Whoever asks makes it try.
    while shop.customer().get("/health").await.status != 503 {
        tokio::task::yield_now().await;
    }
    // Said before, and perhaps just then.
    let mut said = vec![0; 4096];
    while ear.0.try_recv(&mut said).is_ok() {}
    let _ = timeout(PATIENCE / 3, ear.0.recv(&mut said)).await;
    let more = timeout(PATIENCE * 2, ear.0.recv(&mut said)).await;
    assert!(more.is_err(), "it would be let live on");
}
