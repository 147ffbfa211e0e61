//! A route: method, path, roles and handler, and what is the same for all: authentication, body, limits and refusals.
//!
//! The function of a route is not given the shop: its parameters name the areas that it touches, and that is all it
//! can.

use std::{
    future::Future, net::IpAddr, panic::AssertUnwindSafe, pin::Pin, sync::Arc, time::Duration,
};

use bytes::{Bytes, BytesMut};
use futures_util::{FutureExt, Stream, StreamExt};
use headers::{ContentLength, HeaderMapExt};
use tokio::time::timeout;
use warp::{
    Buf, Filter, Rejection,
    filters::BoxedFilter,
    http::{HeaderMap, Method, StatusCode, header::ORIGIN},
    reply::Response,
};

use super::{
    assets,
    client::Client,
    live::upgrade::{Held, Upgrade},
    problem::Problem,
    request::Request,
    router::{Found, Parts, Router},
    security,
    site::Site,
};
use crate::{
    domain::Role,
    shop::{Area, Session, Shop},
};

type Answer = Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>>;
type Handler = Box<dyn Fn(&Shop, Request, Option<Session>) -> Answer + Send + Sync>;

/// Largest body that is read, in bytes, unless a route takes more.
const LARGEST_BODY: usize = 64 * 1024;
/// How long a body may take.
const BODY_TIMEOUT: Duration = Duration::from_secs(15);
/// How long the rest of a refused body is taken in.
const REST_TIMEOUT: Duration = Duration::from_secs(1);

/// Whose connection a request came on.
#[derive(Clone)]
pub(super) struct Peer {
    pub(super) address: IpAddr,
    /// The connection's permits under the limits. A request that goes on when its connection is gone holds them, or
    /// hanging up would be a way around the limits.
    pub(super) held: Held,
}

/// A row of the route table.
pub(crate) struct Endpoint {
    /// GET also answers HEAD.
    pub(crate) method: &'static str,
    /// With `{name}` for a part that varies.
    pub(crate) path: &'static str,
    /// The roles that may ask; without them every client.
    pub(crate) roles: Option<&'static [Role]>,
    takes: BodyLimit,
    handler: Handler,
}

/// What a route takes in.
#[derive(Clone, Copy)]
struct BodyLimit {
    /// The kinds of body, as they are announced.
    kinds: &'static [&'static str],
    /// In bytes.
    most: usize,
}

const JSON: BodyLimit = BodyLimit {
    kinds: &["application/json"],
    most: LARGEST_BODY,
};

impl Endpoint {
    /// Takes a JSON body of up to `most` bytes.
    pub(super) const fn takes_json(mut self, most: usize) -> Self {
        self.takes.most = most;
        self
    }

    /// Takes a JSON body or a table as CSV, of up to `most` bytes.
    pub(super) const fn takes_json_or_csv(mut self, most: usize) -> Self {
        self.takes = BodyLimit {
            kinds: &["application/json", "text/csv"],
            most,
        };
        self
    }

    /// Takes a JSON merge patch by its own name, too (RFC 7396, section 4).
    pub(super) const fn takes_merge_patch(mut self) -> Self {
        self.takes.kinds = &["application/merge-patch+json", "application/json"];
        self
    }

    /// Takes a picture of up to `most` bytes.
    pub(super) const fn takes_picture(mut self, most: usize) -> Self {
        self.takes = BodyLimit {
            kinds: &["image/jpeg", "image/png", "image/webp"],
            most,
        };
        self
    }

    /// Takes a grey picture of up to `most` bytes.
    pub(super) const fn takes_graymap(mut self, most: usize) -> Self {
        self.takes = BodyLimit {
            kinds: &["image/x-portable-graymap"],
            most,
        };
        self
    }
}

/// A function of the call and of the areas that it touches: `async fn show(request: Request, menu: ShopMenu)`.
pub(super) trait PublicHandler<Areas>: Send + Sync + 'static {
    fn answer(&self, shop: &Shop, request: Request) -> Answer;
}

/// The same with the session of the request: `async fn scan(request: Request, orders: Orders, session: Session)`.
pub(super) trait StaffHandler<Areas>: Send + Sync + 'static {
    fn answer(&self, shop: &Shop, request: Request, session: Session) -> Answer;
}

/// A function may name so many areas.
macro_rules! areas {
    ($($area:ident),*) => {
        impl<F, A, $($area: Area),*> PublicHandler<($($area,)*)> for F
        where
            F: Fn(Request, $($area),*) -> A + Send + Sync + 'static,
            A: Future<Output = Result<Response, Problem>> + Send + 'static,
        {
            #[allow(unused_variables, reason = "a function may touch nothing of the shop")]
            fn answer(&self, shop: &Shop, request: Request) -> Answer {
                Box::pin(self(request, $($area::of(shop)),*))
            }
        }

        impl<F, A, $($area: Area),*> StaffHandler<($($area,)*)> for F
        where
            F: Fn(Request, $($area,)* Session) -> A + Send + Sync + 'static,
            A: Future<Output = Result<Response, Problem>> + Send + 'static,
        {
            #[allow(unused_variables, reason = "a function may touch nothing of the shop")]
            fn answer(&self, shop: &Shop, request: Request, session: Session) -> Answer {
                Box::pin(self(request, $($area::of(shop),)* session))
            }
        }
    };
}

areas!();
areas!(One);
areas!(One, Two);

pub(super) fn public<Areas>(
    method: &'static str,
    path: &'static str,
    handler: impl PublicHandler<Areas>,
) -> Endpoint {
    Endpoint {
        method,
        path,
        roles: None,
        takes: JSON,
        handler: Box::new(move |shop, request, _| handler.answer(shop, request)),
    }
}

/// A route for staff with one of these roles.
pub(super) fn staff<Areas>(
    method: &'static str,
    roles: &'static [Role],
    path: &'static str,
    handler: impl StaffHandler<Areas>,
) -> Endpoint {
    let handler: Handler = Box::new(move |shop, request, session| match session {
        Some(session) => handler.answer(shop, request, session),
        None => Box::pin(std::future::ready(Err(Problem::unauthorized()))),
    });
    Endpoint {
        method,
        path,
        roles: Some(roles),
        takes: JSON,
        handler,
    }
}

/// Answers every request: by its route, else by a file, else by «nothing here».
pub(super) fn routes(
    shop: Shop,
    site: &Site,
    endpoints: Vec<Endpoint>,
) -> BoxedFilter<(Response,)> {
    let rows = endpoints.into_iter();
    let rows = rows.map(|endpoint| (endpoint.method, endpoint.path, endpoint));
    let table = Arc::new((Router::new(rows), shop));
    asked(site)
        .and(warp::ext::optional::<Upgrade>())
        .and(warp::ext::get::<Peer>())
        .and(warp::body::stream())
        .then(move |asked: Asked, upgrade, peer: Peer, body| {
            let table = table.clone();
            async move {
                let (router, shop) = &*table;
                let answer = async {
                    match router.find(&asked.method, &asked.path) {
                        Found::Route(endpoint, parts) => {
                            let address = peer.address;
                            let answer =
                                endpoint.answer(shop, parts, &asked, upgrade, address, body);
                            answer.await
                        }
                        Found::OtherMethods(methods) => no_route(&asked, &methods),
                        Found::Nothing => no_route(&asked, &[]),
                    }
                };
                let answer = caught(answer).await;
                asked.answered(answer)
            }
        })
        .boxed()
}

impl Endpoint {
    async fn answer(
        &self,
        shop: &Shop,
        parts: Parts,
        asked: &Asked,
        upgrade: Option<Upgrade>,
        peer: IpAddr,
        body: impl Stream<Item = Result<impl Buf, warp::Error>> + Send,
    ) -> Result<Response, Problem> {
        security::check_host(&asked.headers, &asked.site)?;
        let changes = self.method != "GET";
        if changes || upgrade.is_some() {
            security::check_origin(&asked.headers, &asked.site)?;
        }
        let mut request = Request {
            site: asked.site.clone(),
            headers: asked.headers.clone(),
            query: asked.query.clone(),
            language: asked.language(),
            parts,
            body: Bytes::new(),
            // A HEAD asks about a route and opens no socket.
            upgrade: upgrade.filter(|_| asked.method == Method::GET),
            client: Client::new(peer, &asked.headers, asked.site.hosts()),
            cookie_counts: !changes || asked.headers.contains_key(ORIGIN),
        };
        // Who it is comes before what they bring: a stranger's body is not even read.
        let session = match self.roles {
            None => None,
            Some(roles) => {
                let session = request.staff_session().await?;
                if !roles.contains(&session.staff.role) {
                    return Err(Problem::forbidden());
                }
                Some(session)
            }
        };
        if changes {
            request.body = read_body(&request.headers, self.takes.most, body).await?;
            security::check_content_type(&request.headers, &request.body, self.takes.kinds)?;
        }
        let answer = (self.handler)(shop, request, session);
        answer.await.map_err(|problem| {
            if self.roles.is_some() {
                problem.for_staff()
            } else {
                problem
            }
        })
    }
}

/// What is known of a request before its handler runs.
struct Asked {
    site: Site,
    method: Method,
    path: String,
    headers: HeaderMap,
    query: Option<String>,
}

fn asked(site: &Site) -> impl Filter<Extract = (Asked,), Error = Rejection> + Clone + use<> {
    let site = site.clone();
    let query = warp::query::raw()
        .map(Some)
        .or_else(|_| std::future::ready(Ok::<_, Rejection>((None,))));
    warp::method()
        .and(warp::path::full())
        .and(warp::header::headers_cloned())
        .and(query)
        .map(
            move |method, path: warp::path::FullPath, headers, query| Asked {
                site: site.clone(),
                method,
                path: path.as_str().to_owned(),
                headers,
                query,
            },
        )
}

impl Asked {
    fn language(&self) -> crate::domain::Language {
        super::request::language(self.query.as_deref(), &self.headers)
    }

    /// The answer with what every answer carries.
    fn answered(&self, answer: Result<Response, Problem>) -> Response {
        let mut response = answer.unwrap_or_else(|problem| {
            self.site.metrics().refusal(problem.code());
            problem.into_response(self.language())
        });
        security::add_headers(response.headers_mut(), &self.headers);
        response
    }
}

/// A file, or why there is nothing; `methods` are those for which there is a route.
fn no_route(asked: &Asked, methods: &[&str]) -> Result<Response, Problem> {
    security::check_host(&asked.headers, &asked.site)?;
    if !methods.is_empty() {
        return Err(Problem::method_not_allowed(methods));
    }
    let reads = asked.method == Method::GET || asked.method == Method::HEAD;
    match assets::find(&asked.path, &asked.headers) {
        Some(file) if reads => Ok(file),
        Some(_) => Err(Problem::method_not_allowed(&["GET"])),
        None if reads && assets::is_stale_script(&asked.path) => Ok(assets::stale_script()),
        None if !asked.path.starts_with("/api/") => {
            super::pages::nothing_here(&asked.headers, asked.language())
        }
        None => Err(Problem::new(StatusCode::NOT_FOUND, "not_found")),
    }
}

/// A panic is one lost request, not a lost connection: the log has its location, the client a problem.
async fn caught(
    answer: impl Future<Output = Result<Response, Problem>>,
) -> Result<Response, Problem> {
    let answer = AssertUnwindSafe(answer).catch_unwind().await;
    let internal = || Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal");
    answer.unwrap_or_else(|_| Err(internal()))
}

/// Reads a body of known or unknown length, within the route's limits of size and time.
async fn read_body(
    headers: &HeaderMap,
    most: usize,
    body: impl Stream<Item = Result<impl Buf, warp::Error>> + Send,
) -> Result<Bytes, Problem> {
    let mut body = std::pin::pin!(body);
    let announced = headers.typed_get::<ContentLength>();
    let mut read = BytesMut::new();
    let reading = async {
        if announced.is_some_and(|length| length.0 > most as u64) {
            return Err(Problem::too_large(most));
        }
        while let Some(chunk) = body.next().await {
            let mut chunk = chunk.map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "bad_body"))?;
            if read.len() + chunk.remaining() > most {
                return Err(Problem::too_large(most));
            }
            read.extend_from_slice(&chunk.copy_to_bytes(chunk.remaining()));
        }
        Ok(())
    };
    let done = timeout(BODY_TIMEOUT, reading).await;
    match done.unwrap_or_else(|_| Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "body_too_slow"))) {
        Ok(()) => Ok(read.freeze()),
        Err(problem) => {
            // What is still on its way is taken in for a moment: a connection closed over it
            // would take the answer with it.
            let rest = async { while let Some(Ok(_)) = body.next().await {} };
            let _ = timeout(REST_TIMEOUT, rest).await;
            Err(problem)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_costs_its_own_request_and_nothing_else() {
        let lost = caught(async { panic!("as if a handler had a slip") }).await;
        assert_eq!(lost.expect_err("a problem").code(), "internal");
    }
}
