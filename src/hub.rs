//! Rooms of broadcast channels.
//!
//! It knows nothing of shops. A room's channel is created with its first receiver and dropped with the last, so
//! publishing to one room costs the same however many others there are.

use std::{
    collections::HashMap,
    fmt::Debug,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::broadcast::{self, error::RecvError};

/// Rooms of type `R` in which messages of type `M` are published. Cloning is cheap; all clones share
/// the rooms.
#[derive(Debug)]
pub(crate) struct Hub<R, M> {
    rooms: Arc<Mutex<Channels<R, M>>>,
}

/// A channel for each room. An item without a message says that one was lost.
type Channels<R, M> = HashMap<R, broadcast::Sender<Option<M>>>;

/// One receiver in one room. Dropping it leaves the room.
#[derive(Debug)]
pub(crate) struct Subscriber<R: Eq + Hash, M> {
    room: R,
    hub: Hub<R, M>,
    receiver: Option<broadcast::Receiver<Option<M>>>,
}

/// This listener has missed messages: it was too slow, or they could not be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lagged;

impl<R: Eq + Hash + Clone, M: Clone> Hub<R, M> {
    /// Subscribes to a room. The first subscription makes a channel that keeps up to `backlog` messages for slow
    /// receivers.
    pub(crate) fn subscribe(&self, room: R, backlog: usize) -> Subscriber<R, M> {
        let receiver = self
            .rooms()
            .entry(room.clone())
            .or_insert_with(|| broadcast::Sender::new(backlog))
            .subscribe();
        Subscriber {
            room,
            hub: self.clone(),
            receiver: Some(receiver),
        }
    }

    /// Publishes in a room; the message is made only if the room has a subscriber. Never waits.
    pub(crate) fn publish(&self, room: &R, message: impl FnOnce() -> M) {
        // Not under the lock: making a message takes longer than finding the room.
        let found = self.rooms().get(room).cloned();
        if let Some(channel) = found {
            // It fails only when everybody has just left.
            let _ = channel.send(Some(message()));
        }
    }

    /// Lets every listener in every room know that a message could not be sent.
    pub(crate) fn publish_gap(&self) {
        for channel in self.rooms().values() {
            let _ = channel.send(None);
        }
    }

    /// Whether a room has subscribers.
    pub(crate) fn has_listeners(&self, room: &R) -> bool {
        self.rooms().contains_key(room)
    }
}

impl<R: Eq + Hash + Clone, M> Hub<R, M> {
    /// The rooms that have listeners.
    pub(crate) fn rooms_in_use(&self) -> Vec<R> {
        self.rooms().keys().cloned().collect()
    }
}

impl<R: Eq + Hash, M> Hub<R, M> {
    /// How many rooms have subscribers.
    pub(crate) fn room_count(&self) -> usize {
        self.rooms().len()
    }

    fn rooms(&self) -> impl std::ops::DerefMut<Target = Channels<R, M>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<R: Eq + Hash, M: Clone> Subscriber<R, M> {
    /// Waits for the next message. Nothing is lost if the wait is given up.
    ///
    /// # Errors
    /// [`Lagged`] when this receiver missed some.
    pub(crate) async fn next(&mut self) -> Result<M, Lagged> {
        let received = match self.receiver.as_mut() {
            Some(receiver) => receiver.recv().await,
            None => Err(RecvError::Closed),
        };
        match received {
            Ok(Some(message)) => Ok(message),
            Ok(None) | Err(RecvError::Lagged(_)) => Err(Lagged),
            // A channel lives as long as it has receivers, and this is one.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

impl<R: Eq + Hash, M> Drop for Subscriber<R, M> {
    fn drop(&mut self) {
        drop(self.receiver.take());
        let mut rooms = self.hub.rooms();
        if rooms
            .get(&self.room)
            .is_some_and(|channel| channel.receiver_count() == 0)
        {
            rooms.remove(&self.room);
        }
    }
}

impl<R, M> Clone for Hub<R, M> {
    fn clone(&self) -> Self {
        Self {
            rooms: self.rooms.clone(),
        }
    }
}

impl<R, M> Default for Hub<R, M> {
    fn default() -> Self {
        Self {
            rooms: Arc::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_room_hears_only_what_is_told_to_it() {
        let hub = Hub::default();
        let mut one = hub.subscribe("one", 4);
        let mut two = hub.subscribe("two", 4);
        hub.publish(&"one", || 1);
        hub.publish(&"two", || 2);
        assert_eq!((one.next().await, two.next().await), (Ok(1), Ok(2)));
    }

    #[tokio::test]
    async fn an_empty_room_costs_nothing_and_is_gone_with_the_last_ear() {
        let hub: Hub<&str, i32> = Hub::default();
        hub.publish(&"one", || unreachable!("nobody is there"));
        let first = hub.subscribe("one", 4);
        let second = hub.subscribe("one", 4);
        drop(first);
        assert!(hub.has_listeners(&"one"));
        drop(second);
        assert_eq!(hub.room_count(), 0);
    }

    #[tokio::test]
    async fn where_a_message_was_lost_every_ear_knows_it_before_the_next() {
        let hub = Hub::default();
        let mut receivers = [hub.subscribe("one", 4), hub.subscribe("two", 4)];
        hub.publish(&"one", || 1);
        hub.publish_gap();
        hub.publish(&"two", || 2);
        let [one, two] = &mut receivers;
        assert_eq!((one.next().await, one.next().await), (Ok(1), Err(Lagged)));
        assert_eq!((two.next().await, two.next().await), (Err(Lagged), Ok(2)));
    }

    #[tokio::test]
    async fn a_slow_ear_is_told_that_it_missed_some_and_hears_the_rest() {
        let hub = Hub::default();
        let mut slow = hub.subscribe("one", 4);
        for message in 1..=6 {
            hub.publish(&"one", || message);
        }
        assert_eq!(slow.next().await, Err(Lagged));
        assert_eq!(slow.next().await, Ok(3));
    }
}
