//! A pool of read-only connections, for queries that never wait for the writer.

use std::{
    ops::Deref,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::Connection;
use tokio::sync::{Semaphore, oneshot};

use super::{StoreError, schema};

/// The most queries at the same time; more wait for their turn.
const AT_ONCE: u32 = 4;

/// The connections, opened as they are needed and kept.
pub(super) struct Readers {
    path: PathBuf,
    turns: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
}

/// A moment of the database to ask questions of.
pub struct Reader<'c> {
    pub(super) connection: &'c Connection,
}

impl Readers {
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            turns: Arc::new(Semaphore::new(AT_ONCE as usize)),
            idle: Mutex::default(),
        }
    }

    pub(super) async fn run<T, E>(
        self: &Arc<Self>,
        query: impl FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let Ok(turn) = self.turns.clone().acquire_owned().await else {
            return Err(StoreError::Closed.into());
        };
        let (send, answer) = oneshot::channel();
        let readers = self.clone();
        start(Box::new(move || {
            let answer = readers.ask(query);
            // The client may have gone; the turn lasts as long as the query.
            drop(turn);
            let _ = send.send(answer);
        }));
        answer
            .await
            .unwrap_or_else(|_| Err(StoreError::Panicked.into()))
    }

    fn ask<T, E: From<StoreError>>(
        &self,
        query: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = self.take()?;
        let answer = ask(&connection, query);
        self.idle().push(connection);
        answer
    }

    /// Waits for the questions under way; later ones are refused.
    pub(super) async fn close(&self) {
        let all = self.turns.acquire_many(AT_ONCE).await;
        self.turns.close();
        self.idle().clear();
        drop(all);
    }

    fn take(&self) -> Result<Connection, StoreError> {
        if let Some(connection) = self.idle().pop() {
            return Ok(connection);
        }
        Ok(connect(&self.path)?)
    }

    fn idle(&self) -> impl std::ops::DerefMut<Target = Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs a query on a thread that may wait for the disk. One kind of task for all queries: tokio's code for a task is
/// 3 kB, and would stand in the program once for each of them.
fn start(query: Box<dyn FnOnce() + Send>) {
    tokio::task::spawn_blocking(query);
}

/// A connection that only reads.
pub(super) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = schema::open_to_read(path)?;
    connection.busy_timeout(schema::BUSY)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    schema::plan_once(&connection)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// One transaction, so that an order and the number it belongs to are of the same moment.
pub(super) fn ask<T, E: From<StoreError>>(
    connection: &Connection,
    query: impl FnOnce(&Reader<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let moment = connection
        .unchecked_transaction()
        .map_err(StoreError::from)?;
    query(&Reader {
        connection: &moment,
    })
}

impl Deref for Reader<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}
