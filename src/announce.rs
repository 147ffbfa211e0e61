//! Tells the shop's networks its name (multicast DNS, RFC 6762), so that `http://siap.local` opens it.

use std::{net::IpAddr, time::Duration};

use mdns_sd::{DaemonEvent, IfKind, RRType, Receiver, ServiceDaemon, ServiceInfo};
use tokio::{sync::watch, time};

use crate::shop::{Announcement, Shop};

/// What the shop is to whoever looks for services (RFC 6763): a web site.
const SERVICE: &str = "_http._tcp.local.";
/// How long the farewell may take.
const FAREWELL: Duration = Duration::from_millis(500);
/// When it is tried again after the system has refused.
const AGAIN: Duration = Duration::from_mins(1);

/// Announces the shop until it closes. When its name or its addresses change, it begins anew: the name may be
/// taken, or free, where the machine is now.
pub(crate) async fn keep(shop: Shop, mut closing: watch::Receiver<bool>) {
    let mut wanted = shop.announcements();
    let mut what = wanted.borrow_and_update().clone();
    loop {
        let voice = Voice::raise(&what, shop.doorway().listening.port());
        let next = tokio::select! {
            // An error means that the shop is gone altogether.
            () = async { drop(closing.wait_for(|closing| *closing).await) } => Next::End,
            _ = wanted.changed() => Next::Anew,
            next = voice.speak(&shop, &what.name) => next,
        };
        voice.fall_silent().await;
        shop.is_called(None);
        match next {
            Next::End => break,
            Next::Anew => what = wanted.borrow_and_update().clone(),
            Next::Named(next) => {
                let name = &what.name;
                log::warn!("another machine is called {name}.local; this one takes {next}.local");
                what.name = next;
            }
        }
    }
}

/// What comes after an announcement.
enum Next {
    /// Nothing: the shop closes.
    End,
    /// The one that is wanted now.
    Anew,
    /// The same with another name: somebody else has that one.
    Named(String),
}

/// Somebody who says one name in some networks, and defends it there.
enum Voice {
    /// There is nowhere to speak.
    Silent,
    /// The system does not let it.
    Hoarse,
    /// It speaks, on a thread of its own.
    Clear(ServiceDaemon, Receiver<DaemonEvent>),
}

impl Voice {
    fn raise(what: &Announcement, port: u16) -> Self {
        if what.addresses.is_empty() {
            return Self::Silent;
        }
        match speaker(what, port) {
            Ok((daemon, events)) => Self::Clear(daemon, events),
            Err(error) => {
                log::warn!("{}.local could not be announced: {error}", what.name);
                Self::Hoarse
            }
        }
    }

    /// Speaks until it has to begin anew.
    async fn speak(&self, shop: &Shop, name: &str) -> Next {
        match self {
            Self::Silent => std::future::pending().await,
            Self::Hoarse => {}
            Self::Clear(_, events) => {
                while let Ok(event) = events.recv_async().await {
                    match event {
                        DaemonEvent::Announce(..) => shop.is_called(Some(name.to_owned())),
                        DaemonEvent::NameChange(change) if change.rr_type == RRType::A => {
                            let next = change.new_name.split('.').next();
                            return Next::Named(next.unwrap_or(name).to_owned());
                        }
                        DaemonEvent::Error(error) => log::debug!("announcing: {error}"),
                        _ => {}
                    }
                }
            }
        }
        time::sleep(AGAIN).await;
        Next::Anew
    }

    /// Takes the name back, so that nobody asks for it in vain.
    async fn fall_silent(self) {
        if let Self::Clear(daemon, _) = self
            && let Ok(silent) = daemon.shutdown()
        {
            // A network that does not take the farewell forgets the name by itself.
            let _ = time::timeout(FAREWELL, silent.recv_async()).await;
        }
    }
}

/// Somebody who speaks on these addresses only.
fn speaker(
    what: &Announcement,
    port: u16,
) -> mdns_sd::Result<(ServiceDaemon, Receiver<DaemonEvent>)> {
    let daemon = ServiceDaemon::new()?;
    let events = daemon.monitor()?;
    let addresses: Vec<IpAddr> = what.addresses.iter().map(|ip| (*ip).into()).collect();
    // The shop looks at its networks itself.
    daemon.set_ip_check_interval(0)?;
    daemon.disable_interface(IfKind::All)?;
    daemon.enable_interface(addresses.clone())?;
    let host = format!("{}.local.", what.name);
    let nothing: &[(&str, &str)] = &[];
    let service = ServiceInfo::new(SERVICE, &what.name, &host, &addresses[..], port, nothing)?;
    daemon.register(service)?;
    Ok((daemon, events))
}
