//! An order's room as server-sent events: for scripts, and for phones whose network breaks sockets.

use std::{convert::Infallible, time::Duration};

use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use warp::{
    Reply,
    reply::Response,
    sse::{self, Event},
};

use crate::web::{problem::Problem, request::Request};
use crate::{
    domain::Room,
    shop::{Feed, Live, RoomMessage, ShopError, Since},
};

/// How often a silent stream says that it is alive, in seconds.
const HEARTBEAT: u64 = 15;
/// How long a reader may take for one event, in seconds.
const PATIENCE: u64 = 10;

/// `GET /api/v1/orders/{uid}/events`
pub(in crate::web) async fn of_order(request: Request, live: Live) -> Result<Response, Problem> {
    let room = Room::Order(request.customers_uid()?);
    let last = request
        .header("last-event-id")
        .and_then(|id| id.trim().parse().ok());
    let seq = match last {
        Some(last) => Some(last),
        None => request.query_number("since")?,
    };
    let since = Since {
        seq,
        epoch: request.query("epoch"),
    };
    let permit = request.site.limits().socket(request.client.address);
    let permit = permit.map_err(ShopError::from)?;
    let (mut feed, _) = request.seen(live.follow(room, since).await)?;
    // One event at a time: later ones wait in the journal, not in memory.
    let (sender, receiver) = mpsc::channel(1);
    let site = request.site.clone();
    request.site.tasks().spawn(async move {
        let _permit = permit;
        tokio::select! {
            () = site.closing() => {}
            () = pass_on(&mut feed, &sender) => {}
        }
    });
    let heartbeat = sse::keep_alive().interval(Duration::from_secs(HEARTBEAT));
    Ok(sse::reply(heartbeat.stream(ReceiverStream::new(receiver))).into_response())
}

async fn pass_on(feed: &mut Feed, to: &mpsc::Sender<Result<Event, Infallible>>) {
    let patience = Duration::from_secs(PATIENCE);
    loop {
        let message = tokio::select! {
            message = feed.next() => message,
            () = to.closed() => return,
        };
        let Ok(message) = message else { return };
        if to
            .send_timeout(Ok(event(&message)), patience)
            .await
            .is_err()
        {
            return;
        }
    }
}

fn event(message: &RoomMessage) -> Event {
    let text = String::from_utf8_lossy(&message.text);
    Event::default()
        .id(message.seq.to_string())
        .event(message.topic)
        .data(text)
}
