//! Siap: orders for a small food shop.
//!
//! Layers; imports point down only (`tests/shop/architecture.rs`).
//!
//! - [`domain`]: the rules. What an order is and what may happen to it.
//! - [`escpos`]: a document as the bytes that a receipt printer reads.
//! - [`store`]: persistence in one SQLite file, written by one thread.
//! - `hub`: rooms of broadcast channels; it knows nothing of shops.
//! - [`metrics`]: counters of the open shop.
//! - `memory`: returns freed memory to the system.
//! - `subprocess`: runs another program of the machine, with a time limit.
//! - [`lan`]: the networks of this machine, and the addresses that phones reach.
//! - [`printer`]: printers from outside: opened, asked how they are, sent bytes.
//! - `mdns`: answers to one name in those networks.
//! - [`shop`]: use cases by area, and the live streams.
//! - `web`: routes, sockets and pages.
//! - `announce`: announces the shop's name over mDNS.
//! - [`server`]: opens the shop on an address and closes it in order.
//! - [`demo`]: plays a day in a shop of its own, over HTTP.
//! - [`untrusted`]: every parser of untrusted input, for tests and fuzzers.
//! - [`config`], [`command`]: flags, and the terminal.

// A new status, role, room or error of ours is decided in each place where it matters. Only what others declare has a
// wildcard arm.
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
pub mod escpos;
mod hub;
pub mod lan;
mod mdns;
mod memory;
pub mod metrics;
pub mod printer;
pub mod server;
pub mod shop;
pub mod store;
mod subprocess;
pub mod untrusted;
mod web;

/// Every route as method, path and the roles that may use it (none: public). Tests compare the API documents and the
/// table of roles with it.
pub fn routes() -> Vec<(&'static str, &'static str, Option<&'static [domain::Role]>)> {
    let endpoints = web::endpoints().into_iter();
    endpoints
        .map(|endpoint| (endpoint.method, endpoint.path, endpoint.roles))
        .collect()
}
