//! HTTP, sockets and pages.
//!
//! Top floor. The route table is on this page; this is the only place that names `warp`.

mod assets;
mod backups;
mod call;
mod caller;
mod cards;
mod customer;
mod detach;
mod device;
mod devices;
mod endpoint;
mod events;
mod export;
mod guard;
#[cfg(debug_assertions)]
mod head;
mod health;
mod history;
mod hosts;
#[cfg(debug_assertions)]
mod imports;
mod login;
mod menu;
mod orders;
mod pages;
mod paths;
mod problem;
mod qr;
mod serve;
mod setup;
mod shop;
mod site;
mod socket;
mod staff;
mod templates;
mod tls;
mod untrusted;
mod upgrade;
mod views;
mod words;

pub(crate) use hosts::Hosts;
pub(crate) use qr::terminal as terminal_qr;
pub(crate) use serve::serve;
pub(crate) use site::Site;
pub(crate) use tls::Certificate;
pub(crate) use tls::TlsError;
pub(crate) use untrusted::{head, socket};
pub(crate) use words::say;

use endpoint::{Endpoint, public, staff};

use crate::{domain::Role, shop::LARGEST_PICTURE};

const OWNER: &[Role] = &[Role::Owner];
const TILL: &[Role] = &[Role::Owner, Role::Cashier];
/// Largest menu in a file, in bytes.
const LARGEST_MENU: usize = 1024 * 1024;
/// Whoever is logged in, and the shop's screens.
const EVERYBODY: &[Role] = Role::ALL;
const STAFF: &[Role] = &[Role::Owner, Role::Cashier, Role::Kitchen];

/// The route table: method, path, who may ask, and who answers.
#[rustfmt::skip]
#[expect(clippy::too_many_lines, reason = "a line for each route")]
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        public("GET",  "/api/v1/menu",                     menu::show),
        public("POST", "/api/v1/orders",                   customer::place),
        public("GET",  "/api/v1/orders/{uid}",             customer::show),
        public("POST", "/api/v1/orders/{uid}/cancel",      customer::cancel),
        public("GET",  "/api/v1/orders/{uid}/qr.svg",      qr::of_order),
        public("GET",  "/api/v1/orders/{uid}/events",      events::of_order),
        public("GET",  "/api/v1/lookup",                   customer::look_up),
        public("GET",  "/api/v1/tables/{token}",           cards::table),
        public("GET",  "/api/v1/board",                    shop::board),
        public("GET",  "/api/v1/shop",                     shop::facts),
        public("GET",  "/health",                          health::check),
        public("GET",  "/metrics",                         health::metrics),
        public("GET",  "/ws",                              upgrade::open),

        staff("GET", TILL,  "/api/v1/admin/events",                             orders::journal),
        staff("GET", STAFF, "/api/v1/admin/orders",                             orders::list),
        staff("GET", STAFF, "/api/v1/admin/orders/{uid}",                       orders::show),
        staff("POST", STAFF, "/api/v1/admin/orders/scan",                       orders::scan),
        staff("PUT", STAFF, "/api/v1/admin/orders/{uid}/status",                orders::set_status),
        staff("PUT", TILL,  "/api/v1/admin/orders/{uid}/confirm-payment",       orders::confirm_payment),
        staff("PUT", STAFF, "/api/v1/admin/orders/{uid}/lines/{line}/status",   orders::set_line),
        staff("PUT", STAFF, "/api/v1/admin/menu/availability",                  menu::set_items),
        staff("PUT", STAFF, "/api/v1/admin/menu/{id}/availability",             menu::set_item),
        staff("PUT", STAFF, "/api/v1/admin/menu/options/{id}/availability",     menu::set_option),
        staff("GET", OWNER, "/api/v1/admin/menu",                               menu::edit::show),
        staff("POST", OWNER, "/api/v1/admin/menu",                              menu::edit::add_item),
        staff("PUT", OWNER, "/api/v1/admin/menu/{id}",                          menu::edit::change_item),
        staff("DELETE", OWNER, "/api/v1/admin/menu/{id}",                       menu::edit::retire_item),
        staff("POST", OWNER, "/api/v1/admin/menu/{id}/restore",                 menu::edit::restore_item),
        staff("PUT", OWNER, "/api/v1/admin/menu/{id}/photo",                    menu::photos::set).takes_picture(LARGEST_PICTURE),
        staff("DELETE", OWNER, "/api/v1/admin/menu/{id}/photo",                 menu::edit::remove_photo),
        staff("PUT", OWNER, "/api/v1/admin/menu/order",                         menu::edit::arrange),
        staff("POST", OWNER, "/api/v1/admin/menu/categories",                   menu::edit::add_category),
        staff("PUT", OWNER, "/api/v1/admin/menu/categories/{id}",               menu::edit::change_category),
        staff("DELETE", OWNER, "/api/v1/admin/menu/categories/{id}",            menu::edit::retire_category),
        staff("POST", OWNER, "/api/v1/admin/menu/categories/{id}/restore",      menu::edit::restore_category),
        staff("POST", OWNER, "/api/v1/admin/menu/groups",                       menu::edit::add_group),
        staff("PUT", OWNER, "/api/v1/admin/menu/groups/{id}",                   menu::edit::change_group),
        staff("DELETE", OWNER, "/api/v1/admin/menu/groups/{id}",                menu::edit::retire_group),
        staff("POST", OWNER, "/api/v1/admin/menu/groups/{id}/restore",          menu::edit::restore_group),
        staff("GET", OWNER, "/api/v1/admin/menu/export",                        menu::file::export),
        staff("POST", OWNER, "/api/v1/admin/menu/import",                       menu::file::import).takes_json(LARGEST_MENU),
        staff("GET", STAFF, "/api/v1/admin/tables",                             cards::tables),
        staff("PUT", OWNER, "/api/v1/admin/tables",                             cards::change_tables),
        staff("GET", TILL,  "/api/v1/admin/cards",                              cards::show),
        staff("POST", OWNER, "/api/v1/admin/cards/renew",                       cards::renew),
        staff("POST", OWNER, "/api/v1/admin/cards/restore",                     cards::restore),
        staff("GET", TILL,  "/api/v1/admin/cards/wifi",                         cards::wifi),
        staff("PUT", OWNER, "/api/v1/admin/cards/wifi",                         cards::change_wifi),
        staff("GET", OWNER, "/api/v1/admin/settings",                           shop::settings),
        staff("PATCH", OWNER, "/api/v1/admin/settings",                         shop::change_settings).takes_merge_patch(),
        staff("PUT", OWNER, "/api/v1/admin/settings",                           shop::change_settings).takes_merge_patch(),
        staff("PUT", OWNER, "/api/v1/admin/logo",                               shop::set_logo).takes_picture(LARGEST_PICTURE),
        staff("DELETE", OWNER, "/api/v1/admin/logo",                            shop::remove_logo),
        staff("GET", OWNER, "/api/v1/admin/addresses",                          shop::addresses),
        staff("PUT", TILL,  "/api/v1/admin/printed-url",                        shop::set_printed_url),
        staff("PUT", OWNER, "/api/v1/admin/clock",                              shop::set_clock),
        staff("GET", OWNER, "/api/v1/admin/history",                            history::show),
        staff("GET", OWNER, "/api/v1/admin/export/{what}",                      export::file),
        staff("GET", OWNER, "/api/v1/admin/health",                             health::show),
        staff("GET", OWNER, "/api/v1/admin/backups",                            backups::list),
        staff("POST", OWNER, "/api/v1/admin/backups",                           backups::make),
        staff("PUT", OWNER, "/api/v1/admin/backups/place",                      backups::choose_place),
        staff("GET", OWNER, "/api/v1/admin/backups/{name}",                     backups::show),
        staff("POST", OWNER, "/api/v1/admin/backups/{name}/restore",            backups::restore),
        staff("GET", OWNER, "/api/v1/admin/staff",                              self::staff::list),
        staff("POST", OWNER, "/api/v1/admin/staff",                             self::staff::hire),
        staff("PUT", OWNER, "/api/v1/admin/staff/{id}",                         self::staff::change),
        staff("DELETE", OWNER, "/api/v1/admin/staff/{id}",                      self::staff::retire),
        staff("POST", OWNER, "/api/v1/admin/staff/{id}/restore",                self::staff::restore),
        staff("GET", OWNER, "/api/v1/admin/devices",                            devices::list),
        staff("POST", OWNER, "/api/v1/admin/devices/pairing",                   devices::pairing),
        staff("DELETE", OWNER, "/api/v1/admin/devices/{id}",                    devices::revoke),
        staff("POST", OWNER, "/api/v1/admin/phone-checks",                      setup::begin_phone_check),
        staff("GET", OWNER, "/api/v1/admin/phone-checks/{token}",               setup::phone_check),
        staff("GET", OWNER, "/api/v1/admin/qr.svg",                             qr::of_text),
        public("GET",  "/api/v1/setup",                                         setup::state),
        public("POST", "/api/v1/setup",                                         setup::set_up),
        public("POST", "/api/v1/setup/code",                                    setup::check_code),
        staff("POST", OWNER, "/api/v1/setup/finish",                            setup::finish),
        public("POST", "/api/v1/pair",                                          devices::pair),
        public("POST", "/api/v1/admin/login",                                   login::log_in),
        staff("POST", EVERYBODY, "/api/v1/admin/logout",                            login::log_out),
        staff("GET", EVERYBODY, "/api/v1/admin/me",                                 login::me),

        public("GET", "/photos/{name}", menu::photos::show),
        public("GET", "/",         pages::menu),
        public("GET", "/m/{token}", pages::menu),
        public("GET", "/t",        pages::look_up),
        public("GET", "/t/{uid}",  pages::track),
        public("GET", "/cashier",  pages::cashier),
        public("GET", "/kitchen",  pages::kitchen),
        public("GET", "/board",    pages::board),
        public("GET", "/kiosk",    pages::kiosk),
        public("GET", "/admin",    pages::admin),
        public("GET", "/admin/cards", pages::cards),
        public("GET", "/setup",    pages::setup),
        public("GET", "/pair",     pages::pair),
        public("GET", "/hp/{token}", setup::phone),
        #[cfg(debug_assertions)]
        public("GET", "/styleguide", pages::styleguide),
    ]
}
