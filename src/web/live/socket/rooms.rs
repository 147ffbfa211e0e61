//! Joining and leaving rooms, and the presence of the shop's screens in them.

use futures_util::stream;

use super::{MOST_ROOMS, Socket, close::End, message::ToScreen};
use crate::{
    domain::{Role, Room},
    shop::{Joined, ShopError, Since},
    web::problem::Problem,
};

impl Socket {
    /// `listed` where this is a screen that the shop shows among its own and misses when it is gone.
    pub(super) async fn join(&mut self, name: &str, since: Since, listed: bool) -> Result<(), End> {
        let Some(room) = Room::parse(name, self.language) else {
            let unknown = Problem::new(warp::http::StatusCode::NOT_FOUND, "unknown_room");
            return self.refuse(Some(name), &unknown).await;
        };
        let party = self.party().await?;
        let follows = self.session.as_ref().and_then(|session| session.till);
        if !room.is_open_to(party, follows) {
            return self.refuse(Some(name), &Problem::forbidden()).await;
        }
        self.leave(&room);
        if self.positions.len() >= MOST_ROOMS {
            return Err(End::LimitExceeded);
        }
        let (mut feed, position) = match self.live.follow(room.clone(), since).await {
            Ok(followed) => followed,
            Err(error) => {
                // Over a socket, too, many questions for orders that do not exist are guesses.
                let is_guess = matches!(error, ShopError::OrderNotFound);
                if is_guess && self.site.limits().unknown_order(self.peer).is_err() {
                    return Err(End::LimitExceeded);
                }
                return self.refuse(Some(name), &Problem::from(error)).await;
            }
        };
        let listed = listed && self.is_missed(&room);
        if listed {
            // How long it takes to answer is known from the start.
            self.ask_for_life().await?;
        }
        self.say(&ToScreen::Joined {
            room: &room.to_string(),
            seq: position,
        })
        .await?;
        self.positions.push((room.clone(), position));
        // Before anything else: the present first, then what changes it.
        while let Some(message) = feed.known() {
            self.pass_on(&room, Ok(message)).await?;
        }
        if listed {
            self.take_handle(&room);
        }
        if is_the_tills(&room) {
            self.printers = Some(self.live.print_updates());
            // A waiter's phone is no screen that is missed, and still the one that goes to the table.
            self.calls = Some(self.live.calls().changes());
        }
        let stream = stream::unfold(feed, |mut feed| async move {
            let message = feed.next().await;
            Some((message, feed))
        });
        self.rooms.insert(room, Box::pin(stream));
        Ok(())
    }

    fn take_handle(&mut self, room: &Room) {
        let presence = self.live.presence();
        let name = self.session.as_ref().map(|session| &session.staff.name);
        let mut positions = self.positions.iter();
        let handle = presence.join(Joined {
            id: self.screen.clone(),
            room: room.clone(),
            name: name.cloned(),
            address: self.peer,
            position: positions
                .find(|(joined, _)| joined == room)
                .map_or(0, |(_, position)| *position),
        });
        self.handles.push((room.clone(), handle));
        if is_the_tills(room) {
            self.presence = Some(presence.changes());
        }
    }

    pub(super) fn answers(&mut self, current: bool) {
        for (_, handle) in &mut self.handles {
            handle.answers(current);
        }
    }

    pub(super) fn leave(&mut self, room: &Room) {
        self.handles.retain(|(joined, _)| joined != room);
        if is_the_tills(room) {
            (self.presence, self.printers, self.calls) = (None, None, None);
        }
        self.rooms.remove(room);
        self.positions.retain(|(joined, _)| joined != room);
    }
}

impl Socket {
    /// Whether the shop misses this screen in that room when it is gone. A waiter's phone sleeps in a pocket most of
    /// the time, and is no till that went out.
    fn is_missed(&self, room: &Room) -> bool {
        let role = self.session.as_ref().map(|session| session.staff.role);
        has_handle(room) && role != Some(Role::Waiter)
    }
}

/// Whether a screen of this room receives what has no number: presence, what the printers do, and calls from tables.
const fn is_the_tills(room: &Room) -> bool {
    match room {
        Room::Cashier => true,
        Room::Kitchen
        | Room::Board
        | Room::Queue
        | Room::Shop
        | Room::Menu(_)
        | Room::Order(_)
        | Room::Display(_) => false,
    }
}

/// Whether the shop misses a screen of this room when it is gone.
const fn has_handle(room: &Room) -> bool {
    match room {
        Room::Cashier | Room::Kitchen | Room::Board | Room::Display(_) => true,
        Room::Queue | Room::Shop | Room::Menu(_) | Room::Order(_) => false,
    }
}
