//! One request, in the words of the shop.

use std::net::IpAddr;

use bytes::Bytes;
use hyper::upgrade::OnUpgrade;
use serde::{Deserialize, de::DeserializeOwned};
use warp::http::{HeaderMap, StatusCode};

use super::{paths::Parts, problem::Problem, site::Site};
use crate::{
    domain::{Actor, Language, Object, OrderUid, Role},
    shop::Session,
};

/// The name of the cookie that holds a session's token.
pub(super) const SESSION_COOKIE: &str = "siap_session";

/// A request, read.
pub(super) struct Call {
    pub(super) site: Site,
    pub(super) headers: HeaderMap,
    pub(super) query: Option<String>,
    pub(super) language: Language,
    pub(super) parts: Parts,
    pub(super) body: Bytes,
    pub(super) upgrade: Option<OnUpgrade>,
    /// Whose connection it is.
    pub(super) peer: IpAddr,
}

impl Call {
    /// The order that the path names.
    pub(super) fn uid(&self) -> Result<OrderUid, Problem> {
        self.part("uid")
            .and_then(OrderUid::parse)
            .ok_or_else(Problem::order_not_found)
    }

    /// The number that the path names.
    pub(super) fn number(&self, name: &str) -> Result<i64, Problem> {
        let number = self.part(name).and_then(|part| part.parse().ok());
        number.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "not_found"))
    }

    /// A value of the query.
    pub(super) fn asked_for(&self, name: &str) -> Option<String> {
        query_value(self.query.as_deref(), name)
    }

    /// A number of the query that must be one if it is there.
    pub(super) fn asked_number(&self, name: &'static str) -> Result<Option<i64>, Problem> {
        let read = |text: String| text.parse().map_err(|_| Problem::bad_query(name));
        self.asked_for(name)
            .filter(|text| !text.is_empty())
            .map(read)
            .transpose()
    }

    /// The body as a JSON object.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let Object(body) =
            serde_json::from_slice(&self.body).map_err(|error| Problem::bad_json(&error))?;
        Ok(body)
    }

    /// Who is logged in on the device that asks, if anybody is.
    pub(super) async fn session(&self) -> Result<Option<Session>, Problem> {
        match self
            .bearer()
            .or_else(|| cookie(&self.headers, SESSION_COOKIE))
        {
            Some(token) => Ok(self.site.shop.session(token).await?),
            None => Ok(None),
        }
    }

    /// The token of a script, if it came with one.
    pub(super) fn bearer(&self) -> Option<&str> {
        let (scheme, token) = self.header("authorization")?.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    }

    /// Who places an order: somebody of the till if they are logged in, else a customer. A cook's
    /// tablet is no till.
    pub(super) async fn actor(&self) -> Result<Actor, Problem> {
        match self.session().await? {
            Some(session) if session.staff.role != Role::Kitchen => Ok(Actor::Staff(session.staff)),
            // A script whose session has ended must not go on as somebody else.
            None if self.bearer().is_some() => Err(Problem::unauthorized()),
            _ => Ok(Actor::Customer),
        }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The text that the path names.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.part(name)
    }

    fn part(&self, name: &str) -> Option<&str> {
        self.parts
            .iter()
            .find(|(part, _)| *part == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The language to answer in: what the address says, what was chosen on a page, what the browser
/// prefers, or the shop's first.
pub(super) fn language(query: Option<&str>, headers: &HeaderMap) -> Language {
    let said = query_value(query, "lang").and_then(|word| Language::parse(&word));
    let chosen = || cookie(headers, "lang").and_then(Language::parse);
    let preferred = || {
        let header = headers.get("accept-language")?.to_str().ok()?;
        Language::from_accept(header)
    };
    said.or_else(chosen)
        .or_else(preferred)
        .unwrap_or(Language::Indonesian)
}

fn query_value(query: Option<&str>, name: &str) -> Option<String> {
    form_urlencoded::parse(query?.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all("cookie")
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// A field that people and scripts write as a text or as a number.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum TextOrNumber {
    Text(String),
    Number(i64),
}

impl From<TextOrNumber> for String {
    fn from(value: TextOrNumber) -> Self {
        match value {
            TextOrNumber::Text(text) => text,
            TextOrNumber::Number(number) => number.to_string(),
        }
    }
}
