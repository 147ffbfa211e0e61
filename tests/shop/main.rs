//! The program from the outside: a real server, real sockets, a real file.

mod architecture;
mod assets;
mod demo;
mod documents;
mod guards;
mod kitchen;
mod menu;
mod menu_editing;
mod menu_file;
mod migrations;
mod opening;
mod orders;
mod payments;
mod photos;
mod power_cut;
mod presence;
mod reconnect;
mod refusals;
mod rooms;
mod settings;
mod sockets;
mod store;
mod support;
