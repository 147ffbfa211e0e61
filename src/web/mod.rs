//! HTTP, sockets and pages.
//!
//! The route table is on this page. This is the only place that names `warp`.

mod assets;
mod backups;
mod board;
mod checks;
mod claims;
mod client;
mod clock;
mod detach;
mod devices;
mod display;
mod endpoint;
mod export;
mod guest_orders;
#[cfg(not(bundled))]
mod head;
mod health;
mod help;
mod history;
mod hosts;
#[cfg(not(bundled))]
mod imports;
mod keyed;
mod listener;
mod live;
mod menu;
mod network;
mod order_changes;
mod orders;
mod pages;
mod payments;
mod printers;
mod problem;
mod qr;
mod qris;
mod receipts;
mod reply;
mod report;
mod request;
mod router;
mod security;
mod sessions;
mod settings;
mod setup;
mod shifts;
mod site;
mod staff;
mod table_service;
mod tables;
mod templates;
mod tls;
mod today;
mod untrusted;
mod user_agent;
mod wifi;

pub(crate) use hosts::Hosts;
pub(crate) use listener::serve;
pub(crate) use qr::terminal as terminal_qr;
pub(crate) use site::Site;
pub(crate) use tls::Certificate;
pub(crate) use tls::TlsError;
pub(crate) use untrusted::{head, socket};

use endpoint::{Endpoint, public, staff};

use crate::{
    domain::{Graymap, Role},
    shop::LARGEST_PICTURE,
};

const OWNER: &[Role] = &[Role::Owner];
const TILL: &[Role] = &[Role::Owner, Role::Cashier];
/// Largest menu in a file, in bytes.
const LARGEST_MENU: usize = 1024 * 1024;
/// All staff, and the shop's screens.
const EVERYBODY: &[Role] = Role::ALL;
/// A display draws the code of what is to be paid.
const SHOWS_CODES: &[Role] = &[Role::Owner, Role::Cashier, Role::Display];
const FLOOR: &[Role] = &[Role::Owner, Role::Cashier, Role::Waiter];
const STAFF: &[Role] = &[Role::Owner, Role::Cashier, Role::Waiter, Role::Kitchen];

/// The route table: method, path, who may ask, and who answers.
#[rustfmt::skip]
#[expect(clippy::too_many_lines, reason = "a line for each route")]
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        public("GET",  "/api/v1/menu",                     menu::show),
        public("POST", "/api/v1/orders",                   guest_orders::place),
        public("POST", "/api/v1/orders/price",             guest_orders::price),
        public("GET",  "/api/v1/orders/{uid}",             guest_orders::show),
        public("POST", "/api/v1/orders/{uid}/lines",       guest_orders::add_lines),
        public("POST", "/api/v1/orders/{uid}/cancel",      guest_orders::cancel),
        public("GET",  "/api/v1/orders/{uid}/qr.svg",      qr::of_order),
        public("GET",  "/api/v1/orders/{uid}/qris.svg",    qris::of_order),
        public("GET",  "/api/v1/orders/{uid}/receipt",     receipts::of_order),
        public("GET",  "/api/v1/orders/{uid}/events",      live::sse::of_order),
        public("GET",  "/api/v1/lookup",                   guest_orders::look_up),
        public("GET",  "/api/v1/tables/{token}",           tables::show),
        public("POST", "/api/v1/calls",                    tables::call),
        public("GET",  "/api/v1/board",                    board::show),
        public("GET",  "/api/v1/shop",                     settings::public),
        public("GET",  "/health",                          health::check),
        public("GET",  "/metrics",                         health::metrics),
        public("GET",  "/ws",                              live::upgrade::open),

        staff("GET", TILL,  "/api/v1/admin/events",                             orders::journal),
        staff("GET", STAFF, "/api/v1/admin/orders",                             orders::list),
        staff("GET", STAFF, "/api/v1/admin/orders/{uid}",                       orders::show),
        staff("GET", FLOOR, "/api/v1/admin/orders/{uid}/receipt",               receipts::bytes),
        staff("POST", STAFF, "/api/v1/admin/orders/scan",                       orders::scan),
        staff("PUT", STAFF, "/api/v1/admin/orders/{uid}/status",                orders::set_status),
        staff("PUT", TILL,  "/api/v1/admin/orders/{uid}/confirm-payment",       payments::confirm),
        staff("POST", TILL, "/api/v1/admin/orders/{uid}/payments",              payments::take),
        staff("POST", TILL, "/api/v1/admin/orders/{uid}/discounts",             payments::give_discount),
        staff("DELETE", TILL, "/api/v1/admin/orders/{uid}/discounts/{id}",      payments::remove_discount),
        staff("POST", TILL, "/api/v1/admin/orders/{uid}/refunds",               payments::refund),
        staff("PUT", FLOOR, "/api/v1/admin/orders/{uid}/served",                table_service::serve),
        staff("PATCH", FLOOR, "/api/v1/admin/orders/{uid}",                     order_changes::change_details),
        staff("POST", FLOOR, "/api/v1/admin/orders/{uid}/lines",                order_changes::add_lines),
        staff("POST", TILL, "/api/v1/admin/orders/{uid}/merge",                 table_service::merge),
        staff("POST", TILL, "/api/v1/admin/orders/{uid}/move-lines",            table_service::move_lines),
        staff("PUT", TILL,  "/api/v1/admin/orders/{uid}/checks",                checks::split),
        staff("DELETE", TILL, "/api/v1/admin/orders/{uid}/checks",              checks::join),
        staff("POST", TILL, "/api/v1/admin/orders/{uid}/payments/{id}/corrections", claims::correct),
        staff("POST", TILL, "/api/v1/admin/orders/{uid}/claims",                claims::record),
        staff("POST", TILL, "/api/v1/admin/orders/{uid}/claims/{id}/settlement", claims::settle),
        staff("POST", TILL, "/api/v1/admin/orders/{uid}/requests/{id}/accept",  order_changes::accept_request),
        staff("POST", TILL, "/api/v1/admin/orders/{uid}/requests/{id}/decline", order_changes::decline_request),
        staff("PUT", TILL,  "/api/v1/admin/orders/{uid}/lines/{line}",          order_changes::set_quantity),
        staff("POST", TILL, "/api/v1/admin/orders/{uid}/lines/{line}/void",     order_changes::void_line),
        staff("PUT", STAFF, "/api/v1/admin/orders/{uid}/lines/{line}/status",   orders::set_line),
        staff("PUT", STAFF, "/api/v1/admin/menu/availability",                  menu::set_items),
        staff("PUT", STAFF, "/api/v1/admin/menu/{id}/availability",             menu::set_item),
        staff("PUT", STAFF, "/api/v1/admin/menu/options/{id}/availability",     menu::set_option),
        staff("PUT", TILL,  "/api/v1/admin/menu/{id}/stock",                    menu::set_stock),
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
        staff("POST", OWNER, "/api/v1/admin/menu/prices",                       menu::file::reprice),
        staff("POST", OWNER, "/api/v1/admin/menu/undo",                         menu::file::undo),
        staff("POST", OWNER, "/api/v1/admin/menu/import",                       menu::file::import).takes_json_or_csv(LARGEST_MENU),
        staff("GET", OWNER, "/api/v1/admin/shifts",                             shifts::list),
        staff("POST", TILL, "/api/v1/admin/shifts",                             shifts::open),
        staff("GET", TILL,  "/api/v1/admin/shifts/current",                     shifts::current),
        staff("GET", TILL,  "/api/v1/admin/shifts/{id}",                        shifts::show),
        staff("POST", TILL, "/api/v1/admin/shifts/{id}/moves",                  shifts::move_cash),
        staff("POST", TILL, "/api/v1/admin/shifts/{id}/counts",                 shifts::count),
        staff("POST", TILL, "/api/v1/admin/shifts/{id}/close",                  shifts::close),
        staff("GET", TILL,  "/api/v1/admin/price-levels",                       menu::levels::list),
        staff("POST", OWNER, "/api/v1/admin/price-levels",                      menu::levels::add),
        staff("PUT", OWNER, "/api/v1/admin/price-levels/{code}",                menu::levels::change),
        staff("PUT", OWNER, "/api/v1/admin/fees/{code}",                        menu::levels::change_fee),
        staff("GET", FLOOR, "/api/v1/admin/calls",                              tables::calls),
        staff("DELETE", FLOOR, "/api/v1/admin/calls/{id}",                      tables::answer_call),
        staff("GET", STAFF, "/api/v1/admin/tables",                             tables::list),
        staff("PUT", OWNER, "/api/v1/admin/tables",                             tables::change),
        staff("GET", TILL,  "/api/v1/admin/cards",                              tables::cards),
        staff("POST", OWNER, "/api/v1/admin/cards/renew",                       tables::renew_cards),
        staff("POST", OWNER, "/api/v1/admin/cards/restore",                     tables::restore_cards),
        staff("GET", TILL,  "/api/v1/admin/cards/wifi",                         wifi::show),
        staff("PUT", OWNER, "/api/v1/admin/cards/wifi",                         wifi::change),
        staff("GET", OWNER, "/api/v1/admin/settings",                           settings::show),
        staff("PATCH", OWNER, "/api/v1/admin/settings",                         settings::change).takes_merge_patch(),
        staff("PUT", OWNER, "/api/v1/admin/settings",                           settings::change).takes_merge_patch(),
        staff("PUT", OWNER, "/api/v1/admin/logo",                               settings::set_logo).takes_picture(LARGEST_PICTURE),
        staff("DELETE", OWNER, "/api/v1/admin/logo",                            settings::remove_logo),
        staff("POST", OWNER, "/api/v1/admin/qris/check",                        qris::check),
        staff("POST", OWNER, "/api/v1/admin/qris/photo",                        qris::photo).takes_graymap(Graymap::LARGEST),
        staff("GET", SHOWS_CODES, "/api/v1/admin/qris.svg",                     qris::of_amount),
        staff("GET", SHOWS_CODES, "/api/v1/display",                            display::show),
        staff("PUT", TILL,  "/api/v1/admin/display",                            display::change).takes_json(display::LARGEST),
        staff("GET", FLOOR, "/api/v1/admin/printers",                           printers::list),
        staff("POST", OWNER, "/api/v1/admin/printers",                          printers::add),
        staff("POST", OWNER, "/api/v1/admin/printers/search",                   printers::search),
        staff("PUT", OWNER, "/api/v1/admin/printers/{id}",                      printers::change),
        staff("DELETE", OWNER, "/api/v1/admin/printers/{id}",                   printers::retire),
        staff("POST", OWNER, "/api/v1/admin/printers/{id}/test",                printers::test),
        staff("GET", OWNER, "/api/v1/admin/print-pictures",                     printers::missing_pictures),
        staff("PUT", OWNER, "/api/v1/admin/print-pictures",                     printers::draw),
        staff("GET", FLOOR, "/api/v1/admin/print-jobs",                         printers::jobs),
        staff("POST", FLOOR, "/api/v1/admin/print-jobs",                        printers::decide),
        staff("POST", FLOOR, "/api/v1/admin/orders/{uid}/print",                printers::print_order),
        staff("GET", OWNER, "/api/v1/admin/addresses",                          network::addresses),
        staff("PUT", TILL,  "/api/v1/admin/printed-url",                        network::set_printed_url),
        staff("PUT", TILL,  "/api/v1/admin/pause",                              settings::pause),
        staff("PUT", OWNER, "/api/v1/admin/clock",                              clock::set),
        staff("GET", OWNER, "/api/v1/admin/today",                              today::show),
        staff("POST", OWNER, "/api/v1/admin/today/print",                       printers::print_today),
        staff("GET", OWNER, "/api/v1/admin/report",                             report::show),
        staff("GET", OWNER, "/api/v1/admin/report/{table}",                     report::file),
        staff("GET", OWNER, "/api/v1/admin/books",                              report::books),
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
        staff("POST", TILL, "/api/v1/admin/devices/pairing",                    devices::pairing),
        staff("DELETE", OWNER, "/api/v1/admin/devices/{id}",                    devices::revoke),
        staff("POST", OWNER, "/api/v1/admin/phone-checks",                      setup::begin_phone_check),
        staff("GET", OWNER, "/api/v1/admin/phone-checks/{token}",               setup::phone_check),
        staff("GET", OWNER, "/api/v1/admin/qr.svg",                             qr::of_text),
        public("GET",  "/api/v1/setup",                                         setup::state),
        public("POST", "/api/v1/setup",                                         setup::set_up),
        public("POST", "/api/v1/setup/code",                                    setup::check_code),
        staff("POST", OWNER, "/api/v1/setup/finish",                            setup::finish),
        public("POST", "/api/v1/pair",                                          devices::pair),
        public("POST", "/api/v1/admin/login",                                   sessions::log_in),
        staff("POST", EVERYBODY, "/api/v1/admin/logout",                            sessions::log_out),
        staff("GET", EVERYBODY, "/api/v1/admin/me",                                 sessions::me),
        staff("PUT", STAFF, "/api/v1/admin/me/pin",                                 self::staff::change_own_pin),

        public("GET", "/photos/{name}", menu::photos::show),
        public("GET", "/",         pages::menu),
        public("GET", "/m/{token}", pages::menu),
        public("GET", "/t",        pages::look_up),
        public("GET", "/t/{uid}",  pages::track),
        public("GET", "/cashier",  pages::cashier),
        public("GET", "/kitchen",  pages::kitchen),
        public("GET", "/board",    pages::board),
        public("GET", "/kiosk",    pages::kiosk),
        public("GET", "/display",  pages::display),
        public("GET", "/admin",    pages::admin),
        public("GET", "/admin/cards", pages::cards),
        public("GET", "/setup",    pages::setup),
        public("GET", "/pair",     pages::pair),
        public("GET", "/hp/{token}", setup::phone),
        public("GET", "/help",     help::in_language),
        public("GET", "/help/{language}", help::contents),
        public("GET", "/help/{language}/{chapter}", help::chapter),
        #[cfg(not(bundled))]
        public("GET", "/styleguide", pages::styleguide),
    ]
}
