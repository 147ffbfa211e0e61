//! A request after routing: path parts, query, body, session and client.

use bytes::Bytes;
use headers::{Authorization, HeaderMapExt, authorization::Bearer};
use serde::{Deserialize, de::DeserializeOwned};
use warp::http::{HeaderMap, StatusCode};

use super::{
    client::Client, live::upgrade::Upgrade, problem::Problem, router::Parts, site::Site, user_agent,
};
use crate::{
    domain::{Actor, Language, Object, OrderUid, Role, Till},
    shop::{LoginClient, OrderingClient, Session, ShopError, session_key},
};

/// The name of the cookie that holds a session's token.
pub(super) const SESSION_COOKIE: &str = "siap_session";
/// The name of the cookie by which a device is known again. It opens nothing.
pub(super) const MARK_COOKIE: &str = "siap_device";

/// The header in which a till says at which drawer it stands.
const TILL_HEADER: &str = "siap-till";

pub(super) struct Request {
    pub(super) site: Site,
    pub(super) headers: HeaderMap,
    pub(super) query: Option<String>,
    pub(super) language: Language,
    pub(super) parts: Parts,
    pub(super) body: Bytes,
    pub(super) upgrade: Option<Upgrade>,
    pub(super) client: Client,
    /// Whether the origin is this server, or nothing is changed: without it a cookie proves nothing.
    pub(super) cookie_counts: bool,
}

impl Request {
    /// The order that the path names.
    pub(super) fn uid(&self) -> Result<OrderUid, Problem> {
        self.part("uid")
            .and_then(OrderUid::parse)
            .ok_or_else(Problem::order_not_found)
    }

    /// The order that a customer's path names; one that cannot be is counted like one that is not.
    pub(super) fn customers_uid(&self) -> Result<OrderUid, Problem> {
        self.uid()
            .or_else(|not_found| self.count_miss().and(Err(not_found)))
    }

    /// The number that the path names.
    pub(super) fn number(&self, name: &str) -> Result<i64, Problem> {
        let number = self.part(name).and_then(|part| part.parse().ok());
        number.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "not_found"))
    }

    /// The request's name for itself: 8..64 visible ASCII characters.
    pub(super) fn idempotency_key(&self) -> Result<Option<String>, Problem> {
        let Some(key) = self.headers.get("idempotency-key") else {
            return Ok(None);
        };
        let is_fit = |key: &&str| {
            (8..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
        };
        let key = key.to_str().ok().filter(is_fit);
        let key =
            key.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "bad_idempotency_key"))?;
        Ok(Some(key.to_owned()))
    }

    /// The drawer of the device that asks; the first, where it does not say.
    pub(super) fn till(&self) -> Result<Till, Problem> {
        let Some(till) = self.headers.get(TILL_HEADER) else {
            return Ok(Till::FIRST);
        };
        let till = till.to_str().ok().and_then(|till| till.parse().ok());
        till.and_then(Till::new)
            .ok_or_else(|| Problem::bad_query(TILL_HEADER))
    }

    /// A value of the query.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        query_value(self.query.as_deref(), name)
    }

    /// A number of the query that must be one if it is there.
    pub(super) fn query_number(&self, name: &'static str) -> Result<Option<i64>, Problem> {
        let read = |text: String| text.parse().map_err(|_| Problem::bad_query(name));
        self.query(name)
            .filter(|text| !text.is_empty())
            .map(read)
            .transpose()
    }

    /// A `true` or `false` of the query; not there or empty, it is false.
    pub(super) fn query_flag(&self, name: &'static str) -> Result<bool, Problem> {
        match self.query(name).as_deref() {
            None | Some("" | "false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Problem::bad_query(name)),
        }
    }

    /// What a device calls itself, if it says: random letters and digits that it made once.
    pub(super) fn screen(&self) -> Result<Option<String>, Problem> {
        let Some(id) = self.query("screen").filter(|id| !id.is_empty()) else {
            return Ok(None);
        };
        let plain = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-';
        if (8..=40).contains(&id.len()) && id.bytes().all(plain) {
            Ok(Some(id))
        } else {
            Err(Problem::bad_query("screen"))
        }
    }

    /// The body as a JSON object.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let body = serde_json::from_slice(self.json_text());
        let Object(body) = body.map_err(|error| Problem::bad_json(&error))?;
        Ok(body)
    }

    /// The body as the text of a JSON document. A byte order mark before it is no part of it (RFC 8259, section 8.1):
    /// editors on Windows put one into a file that is then sent.
    pub(super) fn json_text(&self) -> &[u8] {
        let text = self.body.strip_prefix(b"\xef\xbb\xbf");
        text.unwrap_or(&self.body)
    }

    /// The session of the request, if it has one.
    pub(super) async fn session(&self) -> Result<Option<Session>, Problem> {
        let cookie = || self.session_cookie().map(str::to_owned);
        match self.bearer().or_else(cookie) {
            Some(token) => Ok(self.site.session(&token, self.client.address).await?),
            None => Ok(None),
        }
    }

    /// The session of a request that changes something. Without an origin only a bearer token counts: a browser sends a
    /// cookie by itself, also from a foreign page.
    pub(super) async fn staff_session(&self) -> Result<Session, Problem> {
        if self.bearer().is_none() && self.session_cookie().is_some() && !self.cookie_counts {
            return Err(Problem::new(StatusCode::FORBIDDEN, "foreign_origin"));
        }
        self.session().await?.ok_or_else(Problem::unauthorized)
    }

    fn session_cookie(&self) -> Option<&str> {
        cookie(&self.headers, SESSION_COOKIE)
    }

    /// The client of a login; with `takes_place`, its new session replaces the device's old one.
    pub(super) fn login_client(&self, takes_place: bool) -> LoginClient {
        let had = self.session_cookie().filter(|_| takes_place);
        LoginClient {
            address: self.client.address,
            is_attributed: self.client.is_attributed,
            device: user_agent::describe(&self.headers),
            is_at_machine: self.is_at_machine(),
            had: had.map(session_key),
            mark: self.mark(),
        }
    }

    /// Whether the request comes from this machine itself.
    pub(super) fn is_at_machine(&self) -> bool {
        self.client.is_at_machine(self.site.hosts())
    }

    /// What this device is known again by, if it was here before: 64 hexadecimal digits.
    pub(super) fn mark(&self) -> Option<String> {
        let mark = cookie(&self.headers, MARK_COOKIE)?;
        let is_mark = mark.len() == 64 && mark.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_mark.then(|| mark.to_owned())
    }

    /// The token of a script, if it came with one.
    pub(super) fn bearer(&self) -> Option<String> {
        let token = self.headers.typed_get::<Authorization<Bearer>>()?;
        Some(token.token().to_owned())
    }

    /// Who places an order: the owner, a cashier or a waiter if the request has their session, else a customer, to whom
    /// the limits of their address apply. A cook's tablet is no till.
    pub(super) async fn actor(&self) -> Result<(Actor, Option<OrderingClient>), Problem> {
        let session = self.session().await?;
        // A script whose session has ended must not go on as a customer.
        if session.is_none() && self.bearer().is_some() {
            return Err(Problem::unauthorized());
        }
        let at_kiosk = match session {
            None => false,
            Some(session) => match session.staff.role {
                Role::Owner | Role::Cashier | Role::Waiter => {
                    return Ok((Actor::Staff(session.staff), None));
                }
                Role::Kiosk => true,
                Role::Kitchen | Role::Board | Role::Display => false,
            },
        };
        let address = self.client.address;
        Ok((Actor::Customer, Some(OrderingClient { address, at_kiosk })))
    }

    /// An order whose uid was asked for; many questions for orders that do not exist are guesses.
    pub(super) fn seen<T>(&self, found: Result<T, ShopError>) -> Result<T, Problem> {
        if matches!(found, Err(ShopError::OrderNotFound)) {
            self.count_miss()?;
        }
        Ok(found?)
    }

    /// Counts a question for an order that does not exist.
    pub(super) fn count_miss(&self) -> Result<(), Problem> {
        let counted = self.site.limits().unknown_order(self.client.address);
        Ok(counted.map_err(ShopError::from)?)
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
            .find(|(part, _)| part == name)
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

pub(super) fn query_value(query: Option<&str>, name: &str) -> Option<String> {
    form_urlencoded::parse(query?.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// Read here and not by `headers`, which takes a quote for the begin of a quoted string. In cookies it is a letter
/// like any other (RFC 6265), and this machine's other programs share them: one stray quote would hide a session.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use warp::http::{HeaderValue, header::COOKIE};

    #[test]
    fn a_cookie_is_found_beside_those_of_other_programs() {
        let lines = [
            "theme=dark; lang=en",
            "size=12\"; siap_session=abc=; siap_session=old",
        ];
        let lines = lines.map(|line| (COOKIE, HeaderValue::from_static(line)));
        let headers: HeaderMap = lines.into_iter().collect();
        assert_eq!(cookie(&headers, "lang"), Some("en"));
        assert_eq!(cookie(&headers, SESSION_COOKIE), Some("abc="));
        assert_eq!(cookie(&headers, MARK_COOKIE), None);
        let library = headers.typed_get::<headers::Cookie>().expect("cookies");
        assert_eq!(
            library.get(SESSION_COOKIE),
            None,
            "the library can read them all now"
        );
    }
}
