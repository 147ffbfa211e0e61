//! An order's room as server-sent events: for scripts, and for phones whose network breaks sockets.

use std::{convert::Infallible, time::Duration};

use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use warp::{
    Reply,
    reply::Response,
    sse::{self, Event},
};

use crate::web::{problem::Problem, request::Call};
use crate::{
    domain::Room,
    shop::{Feed, Live, ShopError, Since, Told},
};

/// How often a silent stream says that it is alive, in seconds.
const HEARTBEAT: u64 = 15;
/// How long a reader may take for one event, in seconds.
const PATIENCE: u64 = 10;

/// `GET /api/v1/orders/{uid}/events`
pub(in crate::web) async fn of_order(call: Call, live: Live) -> Result<Response, Problem> {
    let room = Room::Order(call.customers_uid()?);
    let last = call
        .header("last-event-id")
        .and_then(|id| id.trim().parse().ok());
    let seq = match last {
        Some(last) => Some(last),
        None => call.asked_number("since")?,
    };
    let since = Since {
        seq,
        epoch: call.asked_for("epoch"),
    };
    let place = call.site.limits().socket(call.caller.address);
    let place = place.map_err(ShopError::from)?;
    let (mut feed, _) = call.seen(live.follow(room, since).await)?;
    // One event at a time: what the reader has not taken waits in the journal, not here.
    let (sender, receiver) = mpsc::channel(1);
    let site = call.site.clone();
    call.site.tasks().spawn(async move {
        let _place = place;
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
        let told = tokio::select! {
            told = feed.next() => told,
            () = to.closed() => return,
        };
        let Ok(told) = told else { return };
        if to.send_timeout(Ok(event(&told)), patience).await.is_err() {
            return;
        }
    }
}

fn event(told: &Told) -> Event {
    let text = String::from_utf8_lossy(&told.text);
    Event::default()
        .id(told.seq.to_string())
        .event(told.topic)
        .data(text)
}
