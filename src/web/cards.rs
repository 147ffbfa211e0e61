//! The tables, the cards on them, and what a phone that has scanned one is told.

use serde::{Deserialize, Serialize};
use serde_json::json;
use warp::{http::StatusCode, reply::Response};

use super::{
    call::{Call, TextOrNumber},
    problem::Problem,
    qr::{Drawn, drawn},
    site::Site,
    views,
};
use crate::{
    domain::{NamedTable, Object, Wifi, WifiSecurity},
    shop::{CardDeck, Session, TableList, Tables},
};

/// `GET /api/v1/tables/{token}`: at which table somebody sits who has scanned its card.
pub(super) async fn table(call: Call, tables: Tables) -> Result<Response, Problem> {
    let token = call.text("token").unwrap_or_default();
    if let Some(table) = tables.with_token(token).await? {
        return Ok(views::json(&json!({ "table_number": table })));
    }
    // Many of these are guesses.
    call.missed()?;
    Err(Problem::card_not_valid())
}

/// `GET /api/v1/admin/tables`
pub(super) async fn tables(_: Call, tables: Tables, _: Session) -> Result<Response, Problem> {
    Ok(listed(&tables.list().await?))
}

/// `PUT /api/v1/admin/tables`: the whole list.
pub(super) async fn change_tables(
    call: Call,
    tables: Tables,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct List {
        tables: Vec<Asked>,
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Asked {
        Name(TextOrNumber),
        Table(Object<Numbered>),
    }
    #[derive(Deserialize)]
    struct Numbered {
        id: Option<i64>,
        name: TextOrNumber,
    }

    let List { tables: asked } = call.json()?;
    let named = |asked| match asked {
        Asked::Name(name) => NamedTable {
            id: None,
            name: name.into(),
        },
        Asked::Table(Object(Numbered { id, name })) => NamedTable {
            id,
            name: name.into(),
        },
    };
    let named = asked.into_iter().map(named).collect();
    Ok(listed(&tables.change(&session.staff, named).await?))
}

fn listed(tables: &TableList) -> Response {
    views::json(&json!({ "tables": tables.names, "ids": tables.ids }))
}

/// `GET /api/v1/admin/cards`
pub(super) async fn show(call: Call, tables: Tables, _: Session) -> Result<Response, Problem> {
    let deck = tables.cards().await?;
    printable(&call.site, deck).await
}

/// `POST /api/v1/admin/cards/renew`: what was photographed or carried away opens no table any more.
pub(super) async fn renew(
    call: Call,
    tables: Tables,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Renew {
        ids: Vec<i64>,
    }

    let Renew { ids } = call.json()?;
    let deck = tables.renew_cards(&session.staff, ids).await?;
    printable(&call.site, deck).await
}

/// `POST /api/v1/admin/cards/restore`: takes a renewal back.
pub(super) async fn restore(
    call: Call,
    tables: Tables,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Restore {
        cards: Vec<Object<Old>>,
    }
    #[derive(Deserialize)]
    struct Old {
        id: i64,
        token: String,
    }

    let Restore { cards } = call.json()?;
    let cards = cards.into_iter().map(|Object(old)| (old.id, old.token));
    let deck = tables
        .restore_cards(&session.staff, cards.collect())
        .await?;
    printable(&call.site, deck).await
}

/// `GET /api/v1/admin/cards/wifi`
pub(super) async fn wifi(_: Call, tables: Tables, _: Session) -> Result<Response, Problem> {
    Ok(views::json(&tables.cards().await?.wifi))
}

/// `PUT /api/v1/admin/cards/wifi`: what is left out stays as it is.
pub(super) async fn change_wifi(
    call: Call,
    tables: Tables,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Change {
        name: Option<String>,
        password: Option<String>,
        security: Option<WifiSecurity>,
        is_hidden: Option<bool>,
    }

    let change: Change = call.json()?;
    let by = &session.staff;
    let changed = tables.change_wifi(by, move |now| Wifi {
        name: change.name.unwrap_or(now.name),
        password: change.password.unwrap_or(now.password),
        security: change.security.unwrap_or(now.security),
        is_hidden: change.is_hidden.unwrap_or(now.is_hidden),
    });
    Ok(views::json(&changed.await?))
}

/// The cards as a page prints them.
#[derive(Serialize)]
struct Printable {
    shop_name: String,
    street_address: String,
    logo_url: Option<String>,
    public_url: String,
    wifi: Wifi,
    wifi_qr: Option<Drawn>,
    /// The menu without a table, for the counter and the window.
    menu_url: String,
    menu_qr: Option<Drawn>,
    cards: Vec<Card>,
}

#[derive(Serialize)]
struct Card {
    id: i64,
    table_number: String,
    token: String,
    url: String,
    qr: Option<Drawn>,
}

async fn printable(site: &Site, deck: CardDeck) -> Result<Response, Problem> {
    let public_url = site.public_url().to_string();
    // The codes of hundreds of tables take a small machine a while, and others wait for its threads.
    let drawing = tokio::task::spawn_blocking(move || Printable::of(deck, public_url));
    let printable = drawing.await;
    let internal = |_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal");
    Ok(views::json(&printable.map_err(internal)?))
}

impl Printable {
    fn of(deck: CardDeck, public_url: String) -> Self {
        let cards = deck.tables.into_iter().map(|table| {
            let url = format!("{public_url}/m/{}", table.token);
            Card {
                id: table.id,
                table_number: table.name,
                token: table.token.to_string(),
                qr: drawn(&url),
                url,
            }
        });
        let menu_url = format!("{public_url}/");
        Self {
            shop_name: deck.shop_name,
            street_address: deck.street_address,
            logo_url: deck.logo_url,
            menu_qr: drawn(&menu_url),
            menu_url,
            wifi_qr: deck.wifi.code().as_deref().and_then(drawn),
            wifi: deck.wifi,
            cards: cards.collect(),
            public_url,
        }
    }
}
