//! Jobs that share a commit: one that fails spoils no other.

use std::sync::mpsc;

use futures_util::{FutureExt, future::join_all};
use siap::store::{Store, StoreError};

use crate::store::{add_category, change, open_noting, temporary};

/// What jobs are answered that wait together for one commit: the writer is held up until all of them are there.
async fn in_one_commit(
    store: &Store,
    jobs: impl IntoIterator<Item = impl Future<Output = Result<i64, StoreError>>>,
) -> Vec<String> {
    let (go_on, waiting) = mpsc::channel::<()>();
    let hold_up = store.write(move |_| {
        waiting.recv().expect("a test that lets go");
        Ok::<_, StoreError>(0)
    });
    let mut all = Box::pin(futures_util::future::join(hold_up, join_all(jobs)));
    assert!((&mut all).now_or_never().is_none(), "all of them wait");
    go_on.send(()).expect("a writer that waits");
    let (_, answers) = all.await;
    let kinds = answers.into_iter().map(|answer| match answer {
        Ok(rev) => format!("kept {rev}"),
        Err(error) => error.to_string(),
    });
    kinds.collect()
}

const REFUSED: &str = "unreadable row: refused";
const PANICKED: &str = "a job of the writer panicked";
const SPOILED: &str = "another change failed, and this one was undone with it";

fn refused() -> StoreError {
    StoreError::Unreadable("refused".to_owned())
}

#[tokio::test]
async fn a_refused_job_and_one_that_panics_spoil_no_other_of_their_commit() {
    let folder = temporary();
    let (_folder, store, told) = open_noting(folder.path());
    let jobs = (0..9).map(|number| {
        store.write(move |store| {
            let rev = add_category(store)?;
            match number % 3 {
                0 => Ok(rev),
                1 => Err(refused()),
                _ => panic!("a job of this test panics"),
            }
        })
    });
    assert_eq!(
        in_one_commit(&store, jobs).await,
        [
            "kept 1", REFUSED, PANICKED, "kept 2", REFUSED, PANICKED, "kept 3", REFUSED, PANICKED
        ]
    );
    assert_eq!(*told.lock().expect("notes"), [1, 2, 3]);
    assert_eq!(change(&store).await.expect("an answer"), 4);
}

#[tokio::test]
async fn a_job_without_a_savepoint_that_is_refused_before_its_first_change_spoils_no_other() {
    let folder = temporary();
    let (_folder, store, told) = open_noting(folder.path());
    let jobs = (0..4).map(|number| {
        store.write_after_checks(move |store| match number % 2 {
            0 => add_category(store),
            _ => Err(refused()),
        })
    });
    assert_eq!(
        in_one_commit(&store, jobs).await,
        ["kept 1", REFUSED, "kept 2", REFUSED]
    );
    assert_eq!(*told.lock().expect("notes"), [1, 2]);
}

#[tokio::test]
async fn a_job_without_a_savepoint_that_fails_after_a_change_leaves_nothing_of_its_commit() {
    for panics in [false, true] {
        let folder = temporary();
        let (_folder, store, told) = open_noting(folder.path());
        let jobs = (0..3).map(|number| {
            store.write_after_checks(move |store| {
                let rev = add_category(store)?;
                match number {
                    1 if panics => panic!("a job of this test panics"),
                    1 => Err(refused()),
                    _ => Ok(rev),
                }
            })
        });
        let its_own = if panics { PANICKED } else { REFUSED };
        let answers = in_one_commit(&store, jobs).await;
        assert_eq!(answers, [SPOILED, its_own, SPOILED]);
        assert_eq!(*told.lock().expect("notes"), [0; 0]);
        assert!(!store.is_broken());
        assert_eq!(change(&store).await.expect("an answer"), 1, "it goes on");
    }
}

#[tokio::test]
async fn a_job_that_is_alone_in_its_commit_and_fails_after_a_change_leaves_nothing_behind() {
    let folder = temporary();
    let (_folder, store, told) = open_noting(folder.path());
    let alone = store.write(|store| {
        add_category(store)?;
        Err::<(), _>(refused())
    });
    assert_eq!(alone.await.expect_err("refused").to_string(), REFUSED);
    assert_eq!(*told.lock().expect("notes"), [0; 0]);
    assert_eq!(change(&store).await.expect("an answer"), 1);
}
