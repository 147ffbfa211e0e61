//! The address by which phones reach the shop now, and the one that is printed on cards.

mod addresses;
mod phone_check;

use std::{net::IpAddr, sync::Arc, time::Duration};

use serde::Serialize;
use tokio::sync::watch;

pub(super) use addresses::NetworkAddresses;
use addresses::State;
pub(super) use phone_check::PhoneChecks;
pub use phone_check::PhoneReached;

use super::{Network, Shop, ShopError, background::BackgroundTask};
use crate::{
    domain::{Change, Refusal, Staff, Subject},
    lan::{self, Interface, Kind, ListenAddress},
    store::Writer,
};

/// How often the machine's networks are looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(3);

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
    /// What it is called, while it is announced: another name if that one is taken.
    announced_name: Option<String>,
    interfaces: Vec<AddressOption>,
}

/// One way to the machine.
#[derive(Debug, Clone, Serialize)]
struct AddressOption {
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
    pub networks: Vec<lan::Network>,
}

impl Network {
    /// Where a phone in the shop reaches it, without a slash at the end.
    pub fn public_url(&self) -> Arc<str> {
        self.0.network_addresses.public_url()
    }

    /// The same, with what else everybody may know of it.
    pub fn address(&self) -> Address {
        self.0.network_addresses.address()
    }

    /// Every address by which it may be reached, the likeliest first.
    pub fn addresses(&self) -> Addresses {
        let network_addresses = &self.0.network_addresses;
        network_addresses.look(|state| {
            let option = |interface: &Interface| AddressOption {
                name: interface.name.clone(),
                kind: interface.kind(),
                address: interface.ip,
                url: network_addresses.listen_address.url_of(interface.ip),
            };
            Addresses {
                address: network_addresses.address_in(state),
                is_fixed: network_addresses.listen_address.fixed_url().is_some(),
                local_name: state.name.clone(),
                announced_name: state.called.clone(),
                interfaces: state.interfaces.iter().map(option).collect(),
            }
        })
    }

    /// Every other address by which it may be reached, the likeliest first.
    pub fn other_urls(&self) -> Vec<String> {
        let Addresses {
            address,
            is_fixed,
            interfaces,
            ..
        } = self.addresses();
        let urls = interfaces.into_iter().map(|option| option.url);
        urls.filter(|url| !is_fixed && *url != address.public_url)
            .collect()
    }

    /// Whether the owner gave this machine that name, or the network knows it by that.
    pub fn is_host_name(&self, name: &str) -> bool {
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        self.0.network_addresses.look(|state| state.has_name(&name))
    }

    /// What to announce in the networks, sent again when it changes.
    pub fn announcements(&self) -> watch::Receiver<Announcement> {
        self.0.network_addresses.to_announce.subscribe()
    }

    /// Where it listens.
    pub fn listen_address(&self) -> &ListenAddress {
        &self.0.network_addresses.listen_address
    }

    /// Notes the name under which the networks know the shop, or that they know none.
    pub fn is_called(&self, name: Option<String>) {
        if self.0.network_addresses.change(|state| state.called = name) {
            self.0.rooms.shop_info_has_changed();
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
        let (by, at, shop) = (by.name.clone(), self.0.clock.now(), self.0.clone());
        let noted = self.0.store.write(move |store| {
            let said_before = |state: &State| state.printed_before.as_ref() == Some(&url);
            if url != *shop.network_addresses.public_url()
                && !shop.network_addresses.look(said_before)
            {
                return Err(Refusal::AddressChanged.into());
            }
            let before = store.printed_url()?;
            hold_to_printed(&shop, store, url.clone());
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

    /// Follows the machine's networks; never returns.
    pub(super) async fn run(&self) {
        let mut every = tokio::time::interval(LOOK_AGAIN);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut noted = None;
        loop {
            let at_work = self.0.background_tasks.at_work(BackgroundTask::Address);
            let found = lan::interfaces();
            if self
                .0
                .network_addresses
                .change(|state| state.interfaces = found)
            {
                self.0.rooms.shop_info_has_changed();
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
    /// and no one should have to report it.
    pub(super) async fn note_first_address(&self) -> Result<(), ShopError> {
        let network_addresses = &self.0.network_addresses;
        if !network_addresses.look(|state| network_addresses.is_first_address(state)) {
            return Ok(());
        }
        let shop = self.0.clone();
        self.0
            .store
            .write(move |store| {
                if store.is_set_up()? && store.printed_url()?.is_none() {
                    let url = shop.network_addresses.public_url().to_string();
                    hold_to_printed(&shop, store, url.clone());
                    store.set_printed_url(&url)?;
                }
                Ok(())
            })
            .await
    }
}

/// Makes the address on the cards valid once it is written, and before a screen shows it.
fn hold_to_printed(shop: &Shop, store: &mut Writer<'_>, printed: String) {
    let shop = shop.clone();
    store.after_commit(move || {
        shop.network_addresses.change(|state| {
            if state.printed.as_ref() != Some(&printed) {
                state.printed_before = state.printed.replace(printed);
            }
        });
    });
}
