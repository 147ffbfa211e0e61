//! Connections that many requests share, each for one request at a time.

use std::{
    net::SocketAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::Semaphore;

use super::client::Client;

/// The shop closes a connection that says nothing for 15 s.
const FRESH: Duration = Duration::from_secs(10);

/// Up to so many connections, opened as they are needed.
pub(crate) struct Pool {
    address: SocketAddr,
    turns: Semaphore,
    idle: Mutex<Vec<(Client, Instant)>>,
}

/// An answer, and when its request was sent.
pub(crate) struct Asked {
    pub(crate) sent: Instant,
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Pool {
    pub(crate) fn new(address: SocketAddr, connections: usize) -> Self {
        Self {
            address,
            turns: Semaphore::new(connections),
            idle: Mutex::default(),
        }
    }

    pub(crate) async fn ask(&self, request: &str) -> Asked {
        let _turn = self
            .turns
            .acquire()
            .await
            .expect("the pool is never closed");
        let kept = self.idle().pop().filter(|(_, used)| used.elapsed() < FRESH);
        let mut client = match kept {
            Some((client, _)) => client,
            None => Client::connect(self.address)
                .await
                .expect("the shop takes a connection"),
        };
        let sent = Instant::now();
        let answer = client
            .ask(request.as_bytes())
            .await
            .expect("the shop answers");
        let (status, body) = (answer.status, answer.body.to_vec());
        self.idle().push((client, Instant::now()));
        Asked { sent, status, body }
    }

    fn idle(&self) -> impl std::ops::DerefMut<Target = Vec<(Client, Instant)>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Asked {
    /// The answer's JSON, if it has this status.
    pub(crate) fn expect<'a, T: serde::Deserialize<'a>>(&'a self, status: u16) -> T {
        let text = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status, status, "the shop answered otherwise: {text}");
        serde_json::from_slice(&self.body).expect("the shop answers with JSON that we know")
    }
}
