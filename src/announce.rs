//! Announces the shop's name over mDNS, so that `http://siap.local` opens it.

use std::time::{Duration, Instant};

use tokio::{sync::watch, time};

use crate::{
    lan,
    mdns::{Responder, Sockets},
    shop::{Announcement, Network},
};

/// When it is tried again after the system has refused.
const AGAIN: Duration = Duration::from_mins(1);

/// Announces the shop until it closes. When its name or its addresses change, it starts again: the name may be
/// taken, or free, where the machine is now.
pub(crate) async fn keep(network: Network, mut closing: watch::Receiver<bool>) {
    let mut wanted = network.announcements();
    loop {
        let what = wanted.borrow_and_update().clone();
        let mut voice = Announcer::raise(&what, network.listen_address().listening.port());
        let is_over = tokio::select! {
            // An error means that the shop is gone altogether.
            () = async { drop(closing.wait_for(|closing| *closing).await) } => true,
            _ = wanted.changed() => false,
            () = voice.speak(&network) => false,
        };
        voice.fall_silent().await;
        network.is_called(None);
        if is_over {
            break;
        }
    }
}

/// A responder that announces one name in some networks, and defends it there.
enum Announcer {
    /// There is nowhere to speak.
    Silent,
    /// The system does not let it.
    Hoarse,
    /// It speaks.
    Clear(Sockets, Box<Responder>),
}

impl Announcer {
    fn raise(what: &Announcement, port: u16) -> Self {
        if what.networks.is_empty() {
            return Self::Silent;
        }
        let (sockets, networks) = Sockets::open(&what.networks);
        if networks.is_empty() {
            log::warn!("{}.local could not be announced", what.name);
            return Self::Hoarse;
        }
        let now = Instant::now();
        let responder = Responder::new(&what.name, port, &networks, lan::own_addresses, now);
        Self::Clear(sockets, Box::new(responder))
    }

    /// Runs until it has to start again.
    async fn speak(&mut self, network: &Network) {
        match self {
            Self::Silent => std::future::pending().await,
            Self::Hoarse => time::sleep(AGAIN).await,
            Self::Clear(sockets, responder) => speak(sockets, responder, network).await,
        }
    }

    /// Withdraws the name, so that no cache keeps it.
    async fn fall_silent(self) {
        if let Self::Clear(sockets, responder) = self {
            for outgoing in responder.farewell() {
                sockets.say(&outgoing).await;
            }
        }
    }
}

async fn speak(sockets: &mut Sockets, responder: &mut Responder, network: &Network) {
    let mut name = responder.name().to_owned();
    let mut called = false;
    loop {
        for outgoing in responder.say(Instant::now()) {
            sockets.say(&outgoing).await;
        }
        if responder.name() != name {
            let next = responder.name();
            log::warn!("another machine is called {name}.local; this one takes {next}.local");
            next.clone_into(&mut name);
        }
        if responder.has_its_name() != called {
            called = responder.has_its_name();
            network.is_called(called.then(|| name.clone()));
        }
        let next = responder.next();
        let pause = async {
            match next {
                Some(next) => time::sleep_until(next.into()).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            received = sockets.receive() => {
                let now = Instant::now();
                let answer = responder.receive(received.network, received.from, received.bytes, now);
                if let Some(answer) = answer {
                    sockets.say(&answer).await;
                }
            }
            () = pause => {}
        }
    }
}
