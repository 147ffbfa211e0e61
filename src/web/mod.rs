//! The doors: HTTP, sockets and pages.
//!
//! Top floor. Every route of the house is on this page; with `start`, this is the only place
//! that names `warp`.

mod assets;
mod call;
mod customer;
mod endpoint;
mod events;
mod guard;
mod login;
mod menu;
mod orders;
mod pages;
mod paths;
mod problem;
mod qr;
mod serve;
mod shop;
mod site;
mod socket;
mod upgrade;
mod views;
mod words;

pub(crate) use qr::terminal as terminal_qr;
pub(crate) use serve::serve;
pub(crate) use site::Site;

use endpoint::{Endpoint, public, staff};

use crate::domain::Role;

const OWNER: &[Role] = &[Role::Owner];
const TILL: &[Role] = &[Role::Owner, Role::Cashier];
const STAFF: &[Role] = &[Role::Owner, Role::Cashier, Role::Kitchen];

/// Every door of the house: method, path, who may enter, and who answers.
#[rustfmt::skip]
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        public("GET",  "/api/v1/menu",                     menu::show),
        public("POST", "/api/v1/orders",                   customer::place),
        public("GET",  "/api/v1/orders/{uid}",             customer::show),
        public("POST", "/api/v1/orders/{uid}/cancel",      customer::cancel),
        public("GET",  "/api/v1/orders/{uid}/qr.svg",      qr::of_order),
        public("GET",  "/api/v1/orders/{uid}/events",      events::of_order),
        public("GET",  "/api/v1/lookup",                   customer::look_up),
        public("GET",  "/api/v1/board",                    shop::board),
        public("GET",  "/api/v1/shop",                     shop::facts),
        public("GET",  "/health",                          shop::health),
        public("GET",  "/ws",                              upgrade::open),

        staff("GET", TILL,  "/api/v1/admin/events",                             orders::journal),
        staff("GET", STAFF, "/api/v1/admin/orders",                             orders::list),
        staff("GET", STAFF, "/api/v1/admin/orders/{uid}",                       orders::show),
        staff("POST", STAFF, "/api/v1/admin/orders/scan",                       orders::scan),
        staff("PUT", STAFF, "/api/v1/admin/orders/{uid}/status",                orders::set_status),
        staff("PUT", TILL,  "/api/v1/admin/orders/{uid}/confirm-payment",       orders::confirm_payment),
        staff("PUT", STAFF, "/api/v1/admin/orders/{uid}/lines/{line}/status",   orders::set_line),
        staff("PUT", STAFF, "/api/v1/admin/menu/{id}/availability",             menu::set_item),
        staff("PUT", STAFF, "/api/v1/admin/menu/options/{id}/availability",     menu::set_option),
        staff("GET", OWNER, "/api/v1/admin/settings",                           shop::settings),
        staff("PUT", OWNER, "/api/v1/admin/settings",                           shop::change_settings),
        public("POST", "/api/v1/admin/login",                                   login::log_in),
        staff("POST", STAFF, "/api/v1/admin/logout",                            login::log_out),
        staff("GET", STAFF, "/api/v1/admin/me",                                 login::me),

        public("GET", "/",         pages::menu),
        public("GET", "/t",        pages::look_up),
        public("GET", "/t/{uid}",  pages::track),
        public("GET", "/cashier",  pages::cashier),
        public("GET", "/kitchen",  pages::kitchen),
        public("GET", "/board",    pages::board),
    ]
}
