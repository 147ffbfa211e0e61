//! The shop as a whole: how it is, what holds here, and what is on the wall.

use serde::Deserialize;
use warp::reply::Response;

use super::{call::Call, problem::Problem, views};
use crate::{
    domain::{
        BackupRules, Language, Limits, Object, PaymentMethod, PaymentTiming, Settings, Sounds,
        Speaker,
    },
    shop::Session,
};

/// `GET /api/v1/shop`
pub(super) async fn facts(call: Call) -> Result<Response, Problem> {
    Ok(views::json(&call.site.shop.facts().await?))
}

/// `GET /api/v1/board`
pub(super) async fn board(call: Call) -> Result<Response, Problem> {
    Ok(views::json(&call.site.shop.board().await?))
}

/// `GET /api/v1/admin/settings`
pub(super) async fn settings(call: Call, _: Session) -> Result<Response, Problem> {
    Ok(views::json(&call.site.shop.settings().await?))
}

/// `PUT /api/v1/admin/settings`: what is left out stays as it is. The logo has a door of its own.
pub(super) async fn change_settings(call: Call, session: Session) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Change {
        shop_name: Option<String>,
        street_address: Option<String>,
        locale: Option<Language>,
        time_zone: Option<String>,
        day_cutoff_minutes: Option<i64>,
        payment_timing: Option<PaymentTiming>,
        unpaid_expiry_minutes: Option<i64>,
        completes_ready_orders: Option<bool>,
        takes_orders: Option<bool>,
        payment_methods: Option<Vec<PaymentMethod>>,
        kitchen_amber_minutes: Option<i64>,
        kitchen_red_minutes: Option<i64>,
        board_ready_minutes: Option<i64>,
        kiosk_idle_s: Option<i64>,
        sounds: Option<Object<SoundsChange>>,
        limits: Option<Object<LimitsChange>>,
        host_names: Option<Vec<String>>,
        backups: Option<Object<BackupRulesChange>>,
        local_name: Option<String>,
        preferred_interface: Option<String>,
    }

    let change: Change = call.json()?;
    let by = &session.staff;
    let changed = call.site.shop.change_settings(by, move |now| Settings {
        shop_name: change.shop_name.unwrap_or(now.shop_name),
        street_address: change.street_address.unwrap_or(now.street_address),
        logo_url: now.logo_url,
        locale: change.locale.unwrap_or(now.locale),
        time_zone: change.time_zone.unwrap_or(now.time_zone),
        day_cutoff_minutes: change.day_cutoff_minutes.unwrap_or(now.day_cutoff_minutes),
        payment_timing: change.payment_timing.unwrap_or(now.payment_timing),
        unpaid_expiry_minutes: change
            .unpaid_expiry_minutes
            .unwrap_or(now.unpaid_expiry_minutes),
        completes_ready_orders: change
            .completes_ready_orders
            .unwrap_or(now.completes_ready_orders),
        takes_orders: change.takes_orders.unwrap_or(now.takes_orders),
        payment_methods: change.payment_methods.unwrap_or(now.payment_methods),
        kitchen_amber_minutes: change
            .kitchen_amber_minutes
            .unwrap_or(now.kitchen_amber_minutes),
        kitchen_red_minutes: change
            .kitchen_red_minutes
            .unwrap_or(now.kitchen_red_minutes),
        board_ready_minutes: change
            .board_ready_minutes
            .unwrap_or(now.board_ready_minutes),
        kiosk_idle_s: change.kiosk_idle_s.unwrap_or(now.kiosk_idle_s),
        sounds: match change.sounds {
            Some(Object(change)) => change.over(now.sounds),
            None => now.sounds,
        },
        limits: change
            .limits
            .map_or(now.limits, |Object(change)| change.over(now.limits)),
        host_names: change.host_names.unwrap_or(now.host_names),
        backups: match change.backups {
            Some(Object(change)) => change.over(now.backups),
            None => now.backups,
        },
        local_name: change.local_name.unwrap_or(now.local_name),
        preferred_interface: change
            .preferred_interface
            .unwrap_or(now.preferred_interface),
    });
    Ok(views::json(&changed.await?))
}

/// What is left out stays as it is.
#[derive(Deserialize)]
struct LimitsChange {
    orders_per_minute: Option<i64>,
    unpaid_orders: Option<i64>,
    kiosk_orders_per_minute: Option<i64>,
    lookups_per_minute: Option<i64>,
    unknown_orders_per_minute: Option<i64>,
    sockets: Option<i64>,
    messages_per_minute: Option<i64>,
    connections: Option<i64>,
}

impl LimitsChange {
    fn over(self, now: Limits) -> Limits {
        Limits {
            orders_per_minute: self.orders_per_minute.unwrap_or(now.orders_per_minute),
            unpaid_orders: self.unpaid_orders.unwrap_or(now.unpaid_orders),
            kiosk_orders_per_minute: self
                .kiosk_orders_per_minute
                .unwrap_or(now.kiosk_orders_per_minute),
            lookups_per_minute: self.lookups_per_minute.unwrap_or(now.lookups_per_minute),
            unknown_orders_per_minute: self
                .unknown_orders_per_minute
                .unwrap_or(now.unknown_orders_per_minute),
            sockets: self.sockets.unwrap_or(now.sockets),
            messages_per_minute: self.messages_per_minute.unwrap_or(now.messages_per_minute),
            connections: self.connections.unwrap_or(now.connections),
        }
    }
}

/// What is left out stays as it is.
#[derive(Deserialize)]
struct SoundsChange {
    volume_percent: Option<i64>,
    screens: Option<Vec<Speaker>>,
}

impl SoundsChange {
    fn over(self, now: Sounds) -> Sounds {
        Sounds {
            volume_percent: self.volume_percent.unwrap_or(now.volume_percent),
            screens: self.screens.unwrap_or(now.screens),
        }
    }
}

/// What is left out stays as it is. The second place has a door of its own, for it is looked at first.
#[derive(Deserialize)]
struct BackupRulesChange {
    hourly: Option<i64>,
    daily: Option<i64>,
    weekly: Option<i64>,
}

impl BackupRulesChange {
    fn over(self, now: BackupRules) -> BackupRules {
        BackupRules {
            hourly: self.hourly.unwrap_or(now.hourly),
            daily: self.daily.unwrap_or(now.daily),
            weekly: self.weekly.unwrap_or(now.weekly),
            ..now
        }
    }
}

/// `PUT /api/v1/admin/logo`
pub(super) async fn set_logo(call: Call, session: Session) -> Result<Response, Problem> {
    let picture = call.body.clone();
    let set = call.site.shop.set_logo(&session.staff, picture);
    Ok(views::json(&set.await?))
}

/// `DELETE /api/v1/admin/logo`
pub(super) async fn remove_logo(call: Call, session: Session) -> Result<Response, Problem> {
    let removed = call.site.shop.remove_logo(&session.staff);
    Ok(views::json(&removed.await?))
}

/// `GET /api/v1/admin/addresses`
pub(super) async fn addresses(call: Call, _: Session) -> Result<Response, Problem> {
    Ok(views::json(&call.site.shop.addresses()))
}

/// `PUT /api/v1/admin/printed-url`: the cards say this address now.
pub(super) async fn set_printed_url(call: Call, session: Session) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Printed {
        url: String,
    }

    let Printed { url } = call.json()?;
    let set = call.site.shop.set_printed_url(&session.staff, url);
    Ok(views::json(&set.await?))
}

/// `PUT /api/v1/admin/clock`: the machine's clock is right, as far ahead of the shop's as the owner has seen it.
pub(super) async fn set_clock(call: Call, session: Session) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Seen {
        off_by_s: i64,
    }

    let Seen { off_by_s } = call.json()?;
    let set = call.site.shop.vouch_for_clock(&session.staff, off_by_s);
    Ok(views::json(&set.await?))
}
