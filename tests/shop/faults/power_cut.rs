//! A power cut: what was not flushed to the disk is gone. What was acknowledged is not.

use std::path::Path;

use crate::support::{Acknowledged, Besides, Executable, Machine, Rush, check_books, hire, until};

/// How often the power fails. Longer: `SIAP_KILLS=100 cargo test --test shop lost`.
const CUTS: usize = 3;

/// Works on a machine until its power fails, after so many orders; what was acknowledged till then.
async fn work_until_the_power_fails(machine: &Machine, data: &Path, orders: usize) -> Acknowledged {
    let siap = Executable::start_on(machine, data).await;
    let cashier = siap.customer().logged_in("Rina").await;
    let rush = Rush::of(8, &cashier);
    until(|| rush.acknowledged().len() >= orders).await;
    siap.kill().await;
    rush.acknowledged()
}

/// A shop's folder, made on the machine itself.
pub(super) async fn shop_on(machine: &Machine, data: &Path) {
    let siap = Executable::start_on(machine, data).await;
    hire(data, "Rina", "cashier").await;
    assert_eq!(siap.end("-TERM").await, Some(0));
    // Rina was hired by another program, on a disk that keeps everything.
    for file in std::fs::read_dir(data).expect("a folder") {
        let file = file.expect("a file");
        let kept = machine.what_is_left().join(file.file_name());
        std::fs::copy(file.path(), kept).expect("a copy");
    }
}

#[tokio::test]
async fn what_was_acknowledged_survives_the_loss_of_everything_not_flushed() {
    let cuts = std::env::var("SIAP_KILLS").ok();
    let cuts = cuts.and_then(|cuts| cuts.parse().ok()).unwrap_or(CUTS);
    for _ in 0..cuts {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = Machine::sound();
        shop_on(&machine, folder.path()).await;
        let said = work_until_the_power_fails(&machine, folder.path(), 40).await;
        let siap = Executable::start(&machine.what_is_left()).await;
        let cashier = siap.customer().logged_in("Rina").await;
        check_books(&cashier, &said, Besides::Perhaps).await;
        siap.kill().await;
    }
}

#[tokio::test]
async fn a_disk_that_does_not_flush_the_log_shows_what_the_flush_is_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = Machine::that_forgets_the_log();
    shop_on(&machine, folder.path()).await;
    // So few that the log is not taken back into the file yet: that would flush them after all.
    let said = work_until_the_power_fails(&machine, folder.path(), 5).await;
    let siap = Executable::start(&machine.what_is_left()).await;
    let cashier = siap.customer().logged_in("Rina").await;
    let kept = cashier.journal(0).await.len();
    let told: i64 = said.values().sum();
    assert!(
        i64::try_from(kept).expect("few") < told,
        "{kept} events are left of {told} that were acknowledged"
    );
    siap.kill().await;
}
