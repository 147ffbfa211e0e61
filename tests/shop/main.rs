//! The program from the outside: a real server, real sockets, a real file.

mod architecture;
mod assets;
mod documents;
mod guards;
mod kitchen;
mod menu;
mod migrations;
mod opening;
mod orders;
mod payments;
mod power_cut;
mod reconnect;
mod refusals;
mod rooms;
mod sockets;
mod store;
mod support;
