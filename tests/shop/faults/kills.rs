//! The real program, killed in the middle of a rush hour and opened again.

use crate::support::{Besides, Executable, Follower, Rush, check_books, hire, until};

/// How often it is killed. Longer: `SIAP_KILLS=100 cargo test --test shop kills`.
const KILLS: usize = 4;
/// Orders acknowledged between two kills, at least.
const ORDERS: usize = 30;
const PEOPLE: usize = 8;

fn kills() -> usize {
    let asked = std::env::var("SIAP_KILLS").ok();
    asked.and_then(|kills| kills.parse().ok()).unwrap_or(KILLS)
}

#[tokio::test]
async fn killed_in_a_rush_hour_it_loses_nothing_and_does_nothing_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    let mut siap = Executable::start(folder.path()).await;
    let cashier = siap.customer().logged_in("Rina").await;
    let rush = Rush::of(PEOPLE, &cashier);
    let till = Follower::of(cashier.clone(), rush.server());
    for kill in 1..=kills() {
        until(|| rush.acknowledged().len() >= ORDERS * kill).await;
        siap.kill().await;
        rush.find_it(None);
        let said = rush.acknowledged();
        siap = Executable::start(folder.path()).await;
        let mut here = cashier.clone();
        here.address = siap.address;
        check_books(&here, &said, Besides::Perhaps).await;
        rush.find_it(Some(siap.address));
    }
    let said = rush.end().await;
    let mut here = cashier;
    here.address = siap.address;
    let journal = check_books(&here, &said, Besides::Nothing).await;
    let last = i64::try_from(journal.len()).expect("few");
    let heard = till.heard_up_to(last).await;
    assert!(heard == journal, "what the till heard is not what happened");
    assert_eq!(siap.end("-TERM").await, Some(0));
}
