//! In and out of rooms, and the seat that a screen of the shop has in them.

use futures_util::stream;

use super::{MOST_ROOMS, Socket, close::End, message::ToScreen};
use crate::{
    domain::Room,
    shop::{Arrival, ShopError, Since},
    web::problem::Problem,
};

impl Socket {
    pub(super) async fn join(&mut self, name: &str, since: Since) -> Result<(), End> {
        let Some(room) = Room::parse(name, self.language) else {
            let unknown = Problem::new(warp::http::StatusCode::NOT_FOUND, "unknown_room");
            return self.refuse(Some(name), &unknown).await;
        };
        if !room.is_open_to(self.party().await?) {
            return self.refuse(Some(name), &Problem::forbidden()).await;
        }
        self.leave(&room);
        if self.places.len() >= MOST_ROOMS {
            return Err(End::TooMuch);
        }
        let (mut feed, place) = match self.live.follow(room.clone(), since).await {
            Ok(followed) => followed,
            Err(error) => {
                // Over a socket, too, many questions for orders that do not exist are guesses.
                let is_guess = matches!(error, ShopError::OrderNotFound);
                if is_guess && self.site.limits().unknown_order(self.peer).is_err() {
                    return Err(End::TooMuch);
                }
                return self.refuse(Some(name), &Problem::from(error)).await;
            }
        };
        if has_seat(&room) {
            // How long it takes to answer is known from the start.
            self.ask_for_life().await?;
        }
        self.say(&ToScreen::Joined {
            room: &room.to_string(),
            seq: place,
        })
        .await?;
        self.places.push((room.clone(), place));
        // Before anything else: the present first, then what changes it.
        while let Some(told) = feed.known() {
            self.pass_on(&room, Ok(told)).await?;
        }
        self.take_seat(&room);
        let stream = stream::unfold(feed, |mut feed| async move {
            let told = feed.next().await;
            Some((told, feed))
        });
        self.rooms.insert(room, Box::pin(stream));
        Ok(())
    }

    fn take_seat(&mut self, room: &Room) {
        let presence = self.live.presence();
        if !has_seat(room) {
            return;
        }
        let name = self.session.as_ref().map(|session| &session.staff.name);
        let mut places = self.places.iter();
        let seat = presence.seat(Arrival {
            id: self.screen.clone(),
            room: room.clone(),
            name: name.cloned(),
            address: self.peer,
            place: places
                .find(|(joined, _)| joined == room)
                .map_or(0, |(_, place)| *place),
        });
        self.seats.push((room.clone(), seat));
        if hears_of_screens(room) {
            self.presence = Some(presence.changes());
        }
    }

    pub(super) fn answers(&mut self, current: bool) {
        for (_, seat) in &mut self.seats {
            seat.answers(current);
        }
    }

    pub(super) fn leave(&mut self, room: &Room) {
        self.seats.retain(|(seated, _)| seated != room);
        if hears_of_screens(room) {
            self.presence = None;
        }
        self.rooms.remove(room);
        self.places.retain(|(joined, _)| joined != room);
    }
}

/// Whether a screen of this room is told which screens the shop has.
const fn hears_of_screens(room: &Room) -> bool {
    match room {
        Room::Cashier => true,
        Room::Kitchen | Room::Board | Room::Shop | Room::Menu(_) | Room::Order(_) => false,
    }
}

/// Whether the shop misses a screen of this room when it is gone.
const fn has_seat(room: &Room) -> bool {
    match room {
        Room::Cashier | Room::Kitchen | Room::Board => true,
        Room::Shop | Room::Menu(_) | Room::Order(_) => false,
    }
}
