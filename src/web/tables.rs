//! Routes of tables and their QR cards.

use serde::{Deserialize, Serialize};
use serde_json::json;
use warp::{http::StatusCode, reply::Response};

use super::{
    payments::unknown_word,
    problem::Problem,
    qr::{Drawn, drawn},
    reply,
    request::{Request, TextOrNumber},
    site::Site,
};
use crate::{
    domain::{CallKind, NamedTable, Object, OrderUid, Refusal, Wifi},
    shop::{AtTable, CardDeck, Session, ShopError, TableList, Tables},
};

/// `GET /api/v1/tables/{token}`: the table of a scanned card.
pub(super) async fn show(request: Request, tables: Tables) -> Result<Response, Problem> {
    let token = request.text("token").unwrap_or_default();
    if let Some(table) = tables.with_token(token).await? {
        return Ok(reply::json(&json!({ "table_number": table })));
    }
    // Many of these are guesses.
    request.count_miss()?;
    Err(Problem::card_not_valid())
}

/// `POST /api/v1/calls`: a waiter, or the bill, to the table of a card or of an order.
pub(super) async fn call(request: Request, tables: Tables) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Asked {
        wish: String,
        #[serde(default)]
        table_token: Option<String>,
        #[serde(default)]
        order: Option<String>,
    }

    let asked: Asked = request.json()?;
    let wish = CallKind::parse(&asked.wish).ok_or_else(|| unknown_word("wish"))?;
    let from_where = match (asked.table_token, asked.order) {
        (Some(token), _) => AtTable::Card(token),
        (None, Some(uid)) => match OrderUid::parse(&uid) {
            Some(uid) => AtTable::Order(uid),
            None => return request.seen(Err(ShopError::OrderNotFound)),
        },
        (None, None) => return Err(unknown_word("table_token")),
    };
    let called = tables.call(from_where, wish, request.client.address).await;
    if matches!(
        called,
        Err(ShopError::Refused {
            refusal: Refusal::CardNotValid,
            ..
        })
    ) {
        request.count_miss()?;
    }
    Ok(reply::json(&request.seen(called)?))
}

/// `GET /api/v1/admin/calls`: for a till that no socket reaches.
pub(super) async fn calls(_: Request, tables: Tables, _: Session) -> Result<Response, Problem> {
    Ok(reply::json(&json!({ "calls": tables.calls() })))
}

/// `DELETE /api/v1/admin/calls/{id}`: a till has seen it.
pub(super) async fn answer_call(
    request: Request,
    tables: Tables,
    _: Session,
) -> Result<Response, Problem> {
    tables.answer_call(request.number("id")?);
    Ok(reply::nothing())
}

/// `GET /api/v1/admin/tables`
pub(super) async fn list(_: Request, tables: Tables, _: Session) -> Result<Response, Problem> {
    Ok(listed(&tables.list().await?))
}

/// `PUT /api/v1/admin/tables`: the whole list.
pub(super) async fn change(
    request: Request,
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

    let List { tables: asked } = request.json()?;
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
    reply::json(&json!({ "tables": tables.names, "ids": tables.ids }))
}

/// `GET /api/v1/admin/cards`
pub(super) async fn cards(
    request: Request,
    tables: Tables,
    _: Session,
) -> Result<Response, Problem> {
    let deck = tables.cards().await?;
    printable(&request.site, deck).await
}

/// `POST /api/v1/admin/cards/renew`: what was photographed or carried away opens no table any more.
pub(super) async fn renew_cards(
    request: Request,
    tables: Tables,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Renew {
        ids: Vec<i64>,
    }

    let Renew { ids } = request.json()?;
    let deck = tables.renew_cards(&session.staff, ids).await?;
    printable(&request.site, deck).await
}

/// `POST /api/v1/admin/cards/restore`: takes a renewal back.
pub(super) async fn restore_cards(
    request: Request,
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

    let Restore { cards } = request.json()?;
    let cards = cards.into_iter().map(|Object(old)| (old.id, old.token));
    let deck = tables
        .restore_cards(&session.staff, cards.collect())
        .await?;
    printable(&request.site, deck).await
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
    Ok(reply::json(&printable.map_err(internal)?))
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
