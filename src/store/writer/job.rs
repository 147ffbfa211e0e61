//! Jobs of the writer: what is to be done in a transaction, how it is undone, and who waits for it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use super::Writer;
use crate::store::{Failure, StoreError};

/// How what a job did is undone when the job fails. A savepoint costs: under one SQLite copies each page before its
/// first change (docs/performance.md, "The processor time of an order").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Undo {
    /// By a savepoint of its own, so that the other jobs of the commit are not undone.
    ToSavepoint,
    /// It is refused before its first change, so there is nothing to undo. If it fails after one, which only a fault of
    /// the program or of the file can bring about, the whole commit is undone.
    WithCommit,
}

/// Something to do inside a transaction, and a caller who waits for it.
pub(super) trait Job: Send {
    /// How it is undone.
    fn undo(&self) -> Undo;

    /// Does it; says what is to become of what it did.
    fn work(&mut self, writer: &mut Writer<'_>) -> Work;

    /// Tells the thread that waits, once it is known what became of the transaction.
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

/// What is to become of what a job did.
pub(super) enum Work {
    Keep,
    Undo,
    /// The disk was full, and SQLite may have undone the jobs before it as well.
    Full,
}

pub(super) struct Task<F, T, E> {
    pub(super) undo: Undo,
    pub(super) job: Option<F>,
    pub(super) outcome: Option<Result<T, E>>,
    pub(super) asker: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Job for Task<F, T, E>
where
    F: FnOnce(&mut Writer<'_>) -> Result<T, E> + Send,
    T: Send,
    E: Failure,
{
    fn undo(&self) -> Undo {
        self.undo
    }

    fn work(&mut self, writer: &mut Writer<'_>) -> Work {
        let Some(job) = self.job.take() else {
            return Work::Undo;
        };
        // A job that panics is one lost request, not a lost shop.
        let outcome = catch_unwind(AssertUnwindSafe(|| job(writer)))
            .unwrap_or_else(|_| Err(StoreError::Panicked.into()));
        match self.outcome.insert(outcome) {
            Ok(_) => Work::Keep,
            Err(error) if error.is_full() => Work::Full,
            Err(_) => Work::Undo,
        }
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let outcome = match (committed, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(StoreError::Closed.into()),
            (Err(error), _) => Err(error.into()),
        };
        // Whoever asked may have gone; what was committed stands all the same.
        let _ = self.asker.send(outcome);
    }
}
