//! Who answers to the shop's name: asked over multicast DNS (RFC 6762), whatever this machine's own resolver can.

use std::{collections::HashSet, net::Ipv4Addr};

use mdns_sd::{HostnameResolutionEvent, ScopedIp, ServiceDaemon};

/// How long answers are waited for, in milliseconds: more than one machine may give one.
const PATIENCE_MS: u64 = 1500;

/// The addresses that are given for `host`, which ends in `.local`; none if nobody gives one.
///
/// # Errors
/// When this machine cannot ask.
pub(super) fn who_is(host: &str) -> mdns_sd::Result<HashSet<Ipv4Addr>> {
    let asking = ServiceDaemon::new()?;
    let answers = asking.resolve_hostname(&format!("{host}."), Some(PATIENCE_MS))?;
    let mut found = HashSet::new();
    while let Ok(answer) = answers.recv() {
        match answer {
            HostnameResolutionEvent::AddressesFound(_, addresses) => {
                found.extend(addresses.iter().filter_map(|address| match address {
                    ScopedIp::V4(address) => Some(*address.addr()),
                    _ => None,
                }));
            }
            HostnameResolutionEvent::SearchTimeout(_)
            | HostnameResolutionEvent::SearchStopped(_) => break,
            _ => {}
        }
    }
    // It ends with the program in any case.
    let _ = asking.shutdown();
    Ok(found)
}
