//! By which address a phone reaches the shop now, and which one stands on its printed cards.

use std::{
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use serde::Serialize;
use tokio::sync::watch;

use super::{Shop, ShopError, keepers::Keeper};
use crate::{
    domain::{Change, Refusal, Settings, Staff, Subject},
    lan::{self, Doorway, Interface, Kind, Network, Wish},
    store::Writer,
};

/// How often the machine's networks are looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(3);

/// Where the shop is, and where it is said to be.
pub(super) struct Whereabouts {
    doorway: Doorway,
    state: Mutex<State>,
    to_announce: watch::Sender<Announcement>,
}

#[derive(Default)]
struct State {
    /// The likeliest first.
    interfaces: Vec<Interface>,
    preferred: String,
    name: String,
    /// The name it goes by in the network, once nobody else there has it.
    called: Option<String>,
    printed: Option<String>,
    /// What the cards said before somebody noted that they are printed anew; who noted it too early takes it back.
    printed_before: Option<String>,
    url: Arc<str>,
}

/// What everybody may know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Address {
    /// Where phones reach the shop.
    public_url: String,
    /// The same by its name, while the name is announced. Older phones know no such names.
    local_url: Option<String>,
    /// What the printed cards say; none while there are none.
    printed_url: Option<String>,
    /// Whether the machine is on any network on which a phone could be.
    network_ok: bool,
}

/// What the owner can know and decide of it.
#[derive(Debug, Clone, Serialize)]
pub struct Addresses {
    #[serde(flatten)]
    address: Address,
    /// Whether it was said when the shop was opened and follows no network.
    is_fixed: bool,
    /// What the shop is to be called in the network.
    local_name: String,
    /// What it is called, while it is announced: another name if somebody has that one.
    announced_name: Option<String>,
    interfaces: Vec<WayIn>,
}

/// One way to the machine.
#[derive(Debug, Clone, Serialize)]
struct WayIn {
    name: String,
    kind: Kind,
    address: IpAddr,
    url: String,
}

/// What is to be announced in the networks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Announcement {
    /// The name, without `.local`.
    pub name: String,
    /// Where; one address in each network, and on each wire.
    pub networks: Vec<Network>,
}

impl Whereabouts {
    pub(super) fn new(doorway: Doorway, settings: &Settings, printed: Option<String>) -> Self {
        let whereabouts = Self {
            doorway,
            state: Mutex::default(),
            to_announce: watch::Sender::default(),
        };
        whereabouts.change(|state| {
            state.interfaces = lan::interfaces();
            state.preferred.clone_from(&settings.preferred_interface);
            state.name.clone_from(&settings.local_name);
            state.printed = printed;
        });
        whereabouts
    }

    /// Holds to what the owner decided.
    pub(super) fn hold_to(&self, settings: &Settings) {
        self.change(|state| {
            state.preferred.clone_from(&settings.preferred_interface);
            state.name.clone_from(&settings.local_name);
        });
    }

    /// Changes what is known, and says whether that is news to the screens.
    fn change(&self, change: impl FnOnce(&mut State)) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.address(&state);
        change(&mut state);
        let wish = Wish {
            interface: &state.preferred,
            printed: state.printed.as_deref().and_then(ip_in),
        };
        state.interfaces = lan::ranked(state.interfaces.clone(), wish);
        // Only addresses on which the server listens are shown.
        let listening = self.doorway.listening.ip();
        state.interfaces.retain(|interface| {
            !listening.is_unspecified() || self.doorway.is_open_at(interface.ip)
        });
        state.url = self.url(&state).into();
        let announcement = self.announcement(&state);
        self.to_announce.send_if_modified(|known| {
            let is_new = *known != announcement;
            *known = announcement;
            is_new
        });
        let after = self.address(&state);
        if before.public_url != after.public_url && !before.public_url.is_empty() {
            let (was, is) = (&before.public_url, &after.public_url);
            log::warn!("phones reach the shop at {is} now, no longer at {was}");
        }
        before != after
    }

    fn url(&self, state: &State) -> String {
        let best = state.interfaces.first();
        let found = || best.map(|best| self.doorway.url_of(best.ip));
        // Without a network it will most likely be again what it was.
        let was = || (!state.url.is_empty()).then(|| state.url.to_string());
        let fixed = self.doorway.fixed_url();
        fixed
            .or_else(found)
            .or_else(was)
            .or_else(|| state.printed.clone())
            .unwrap_or_else(|| self.doorway.url(&format!("{}.local", state.name)))
    }

    fn announcement(&self, state: &State) -> Announcement {
        let mut networks: Vec<&Interface> = Vec::new();
        let of = |six| move |interface: &&Interface| interface.ip.is_ipv6() == six;
        let interfaces = state.interfaces.iter();
        // An address of the new kind where there is no other.
        for interface in interfaces
            .clone()
            .filter(of(false))
            .chain(interfaces.filter(of(true)))
        {
            // Two voices on one wire would each say that theirs is the only address, and phones would drop the other
            // (RFC 6762, section 10.2).
            let is_known = |known: &&Interface| {
                known.is_beside(interface) || known.is_on_the_wire_of(interface)
            };
            let is_new = !networks.iter().any(is_known);
            if self.doorway.is_open_at(interface.ip) && is_new && interface.kind() != Kind::Inside {
                networks.push(interface);
            }
        }
        Announcement {
            name: state.name.clone(),
            networks: networks.into_iter().map(Interface::network).collect(),
        }
    }

    fn address(&self, state: &State) -> Address {
        let named = |name: &String| self.doorway.url(&format!("{name}.local"));
        Address {
            public_url: state.url.to_string(),
            local_url: state.called.as_ref().map(named),
            // A trial on the machine itself moves no shop: what its cards say still leads where it led.
            printed_url: state.printed.clone().filter(|_| !self.doorway.is_a_trial()),
            network_ok: !state.interfaces.is_empty() || self.doorway.is_for_this_machine(),
        }
    }

    fn look<T>(&self, at: impl FnOnce(&State) -> T) -> T {
        at(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Shop {
    /// Where a phone in the shop reaches it, without a slash at the end.
    #[must_use]
    pub fn public_url(&self) -> Arc<str> {
        self.whereabouts.look(|state| state.url.clone())
    }

    /// The same, with what else everybody may know of it.
    #[must_use]
    pub fn address(&self) -> Address {
        let whereabouts = &self.whereabouts;
        whereabouts.look(|state| whereabouts.address(state))
    }

    /// Every address by which it may be reached, the likeliest first.
    #[must_use]
    pub fn addresses(&self) -> Addresses {
        let whereabouts = &self.whereabouts;
        whereabouts.look(|state| {
            let way_in = |interface: &Interface| WayIn {
                name: interface.name.clone(),
                kind: interface.kind(),
                address: interface.ip,
                url: whereabouts.doorway.url_of(interface.ip),
            };
            Addresses {
                address: whereabouts.address(state),
                is_fixed: whereabouts.doorway.fixed_url().is_some(),
                local_name: state.name.clone(),
                announced_name: state.called.clone(),
                interfaces: state.interfaces.iter().map(way_in).collect(),
            }
        })
    }

    /// Every other address by which it may be reached, the likeliest first.
    #[must_use]
    pub fn other_urls(&self) -> Vec<String> {
        let Addresses {
            address,
            is_fixed,
            interfaces,
            ..
        } = self.addresses();
        let urls = interfaces.into_iter().map(|way_in| way_in.url);
        urls.filter(|url| !is_fixed && *url != address.public_url)
            .collect()
    }

    /// Whether this is a name of the shop in its own network.
    #[must_use]
    pub fn is_local_name(&self, host: &str) -> bool {
        let Some(name) = host.strip_suffix(".local") else {
            return false;
        };
        let called = |state: &State| state.called.as_ref().is_some_and(|called| called == name);
        self.whereabouts
            .look(|state| state.name == name || called(state))
    }

    /// What to announce in the networks, told anew when it changes.
    #[must_use]
    pub fn announcements(&self) -> watch::Receiver<Announcement> {
        self.whereabouts.to_announce.subscribe()
    }

    /// Where it listens.
    #[must_use]
    pub fn doorway(&self) -> &Doorway {
        &self.whereabouts.doorway
    }

    /// Notes the name under which the networks know the shop, or that they know none.
    pub fn is_called(&self, name: Option<String>) {
        if self.whereabouts.change(|state| state.called = name) {
            self.rooms.facts_have_changed();
            if let Some(url) = self.address().local_url {
                log::info!("newer phones find it as {url}, too");
            }
        }
    }

    /// Notes that the cards say this address now; they must say the one that leads here. The one before may
    /// be noted again, too: the cards were not printed after all.
    ///
    /// # Errors
    /// [`Refusal::AddressChanged`] if it is neither.
    pub async fn set_printed_url(&self, by: &Staff, url: String) -> Result<Address, ShopError> {
        let (by, at, shop) = (by.name.clone(), self.clock.now(), self.clone());
        let noted = self.store.write(move |store| {
            let said_before = |state: &State| state.printed_before.as_ref() == Some(&url);
            if url != *shop.public_url() && !shop.whereabouts.look(said_before) {
                return Err(Refusal::AddressChanged.into());
            }
            let before = store.printed_url()?;
            shop.hold_to_printed(store, url.clone());
            if before.as_ref() != Some(&url) {
                store.set_printed_url(&url)?;
                let change = Change {
                    subject: Subject::Setting,
                    subject_id: 0,
                    name: String::new(),
                    field: "printed_url".to_owned(),
                    before,
                    after: Some(url),
                };
                store.insert_change(&change, &by, at)?;
            }
            Ok::<_, ShopError>(())
        });
        noted.await?;
        Ok(self.address())
    }

    /// Makes the address on the cards valid once it is written, and before a screen shows it.
    fn hold_to_printed(&self, store: &mut Writer<'_>, printed: String) {
        let shop = self.clone();
        store.after_commit(move || {
            shop.whereabouts.change(|state| {
                if state.printed.as_ref() != Some(&printed) {
                    state.printed_before = state.printed.replace(printed);
                }
            });
        });
    }

    /// Follows the machine's networks, for ever.
    pub(super) async fn keep_address(&self) {
        let mut every = tokio::time::interval(LOOK_AGAIN);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut noted = None;
        loop {
            let at_work = self.keepers.at_work(Keeper::Address);
            let found = lan::interfaces();
            if self.whereabouts.change(|state| state.interfaces = found) {
                self.rooms.facts_have_changed();
            }
            let url = self.public_url();
            if noted.as_ref() != Some(&url) {
                match self.note_first_address().await {
                    Ok(()) => noted = Some(url),
                    Err(error) => log::error!("the shop's address could not be kept: {error}"),
                }
            }
            drop(at_work);
            every.tick().await;
        }
    }

    /// What the first cards of a shop at work say is the first address it has: nothing is printed before,
    /// and nobody should have to tell.
    pub(super) async fn note_first_address(&self) -> Result<(), ShopError> {
        if !self.whereabouts.look(|state| self.is_first_address(state)) {
            return Ok(());
        }
        let shop = self.clone();
        self.store
            .write(move |store| {
                if store.is_set_up()? && store.printed_url()?.is_none() {
                    let url = shop.public_url().to_string();
                    shop.hold_to_printed(store, url.clone());
                    store.set_printed_url(&url)?;
                }
                Ok(())
            })
            .await
    }

    /// Whether there is an address that could stand on cards, and none that does.
    fn is_first_address(&self, state: &State) -> bool {
        let doorway = &self.whereabouts.doorway;
        let best = state.interfaces.first();
        let is_sure = doorway.fixed_url().is_some() || best.is_some_and(Interface::may_be_printed);
        state.printed.is_none() && is_sure && !doorway.is_a_trial()
    }
}

/// The IP address that an address like `http://192.168.1.10:8080` or `http://[fd00::10]:8080` says.
fn ip_in(url: &str) -> Option<IpAddr> {
    let (_, rest) = url.split_once("://")?;
    match rest.strip_prefix('[') {
        Some(rest) => rest.split(']').next()?.parse().ok(),
        None => rest.split(':').next()?.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_announced_on_each_wire() {
        let doorway = Doorway {
            listening: "[::]:8080".parse().expect("an address"),
            is_secure: false,
            public_url: None,
        };
        let whereabouts = Whereabouts {
            doorway,
            state: Mutex::default(),
            to_announce: watch::Sender::default(),
        };
        let at = |name: &str, index, ip: &str| Interface {
            name: name.to_owned(),
            ip: ip.parse().expect("an address"),
            prefix: if ip.contains(':') { 64 } else { 24 },
            index,
            metric: None,
        };
        let state = State {
            interfaces: vec![
                at("eth0", 2, "192.168.1.10"),
                // Further addresses of the same cable, with its name and with a label of their own.
                at("eth0", 2, "10.0.0.10"),
                at("eth0:1", 2, "10.0.1.10"),
                at("wlan0", 3, "192.168.2.10"),
                // A radio on the same router.
                at("wlan1", 4, "192.168.1.11"),
                at("eth0", 2, "fd00::10"),
                at("eth1", 5, "fd01::10"),
                // Where the system gives no numbers.
                at("usb0", 0, "192.168.3.10"),
                at("usb1", 0, "192.168.4.10"),
            ],
            ..State::default()
        };
        let announced = whereabouts.announcement(&state).networks.into_iter();
        let announced: Vec<_> = announced.map(|network| network.ip.to_string()).collect();
        assert_eq!(
            announced,
            [
                "192.168.1.10",
                "192.168.2.10",
                "192.168.3.10",
                "192.168.4.10",
                "fd01::10"
            ]
        );
    }
}
