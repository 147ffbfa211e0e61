//! Siap: orders for a small food shop.
//!
//! A house with four floors; imports point down only.
//!
//! - [`domain`]: the rules of the counter. What an order is and what may happen to it.
//! - [`store`]: everything the shop knows, in one SQLite file, written by one thread.
//! - [`hub`]: the loudspeaker. Rooms of broadcast channels; it knows nothing of shops.
//! - [`metrics`]: what is counted while the shop is open.
//! - [`memory`]: gives back to the system what a rush has left behind.
//! - [`subprocess`]: asks another program of the machine.
//! - [`lan`]: the networks this machine is on, and where phones are.
//! - `mdns`: answers to one name in those networks.
//! - [`shop`]: what one can do in a shop, and what its rooms are told.
//! - `web`: the doors. HTTP, sockets and pages.
//! - `announce`: tells the networks the shop's name.
//! - [`server`]: opens the shop on an address and closes it in order.
//! - [`demo`]: plays a day in a shop of its own, from outside, through the doors.
//! - [`untrusted`]: every reader of what strangers send, for tests and fuzzers.
//! - [`config`], [`command`]: what the owner says, and what the terminal shows.

// A new status, role, room or error of ours is decided wherever it matters. Only what others declare has a wildcard arm.
#![warn(clippy::wildcard_enum_match_arm)]

mod announce;
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the terminal says few errors of the system and of files in words of its own"
)]
pub mod command;
pub mod config;
pub mod demo;
pub mod domain;
pub mod hub;
pub mod lan;
mod mdns;
pub mod memory;
pub mod metrics;
pub mod server;
pub mod shop;
pub mod store;
pub mod subprocess;
pub mod untrusted;
mod web;

/// Every door of the house as method, path and the roles that may enter (none: everybody): what
/// the API documents and the table of guards are held against.
#[must_use]
pub fn doors() -> Vec<(&'static str, &'static str, Option<&'static [domain::Role]>)> {
    let endpoints = web::endpoints().into_iter();
    endpoints
        .map(|endpoint| (endpoint.method, endpoint.path, endpoint.roles))
        .collect()
}
