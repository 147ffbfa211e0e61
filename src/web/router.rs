//! Finds the route of a request by one look-up of its path in `matchit`, the tree by which axum routes.

use std::collections::BTreeMap;

use warp::http::Method;

/// What a path puts into the `{name}` parts of its route, by name.
pub(super) type Parts = Vec<(String, String)>;

/// The route table as a tree of paths, each with a route for every method that it answers. A path that is spelled
/// out (`/orders/scan`) comes before one with a parameter (`/orders/{uid}`).
pub(super) struct Router<R>(matchit::Router<Vec<(&'static str, R)>>);

/// What there is for a request.
pub(super) enum Found<'a, R> {
    /// Its route, and the parts of the path that the route leaves open.
    Route(&'a R, Parts),
    /// Its path is there, for these methods only.
    OtherMethods(Vec<&'static str>),
    /// No route has this path.
    Nothing,
}

impl<R> Router<R> {
    /// From the rows of the table: method, path and route.
    pub(super) fn new(rows: impl IntoIterator<Item = (&'static str, &'static str, R)>) -> Self {
        let mut by_path: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (method, path, route) in rows {
            by_path.entry(path).or_default().push((method, route));
        }
        let mut tree = matchit::Router::new();
        for (path, routes) in by_path {
            let inserted = tree.insert(path, routes);
            inserted.expect("no two paths of the table are for the same requests");
        }
        Self(tree)
    }

    /// What there is for a request. GET also answers HEAD.
    pub(super) fn find(&self, method: &Method, path: &str) -> Found<'_, R> {
        let Ok(found) = self.0.at(path) else {
            return Found::Nothing;
        };
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let parts: Parts = found.params.iter().map(owned).collect();
        if parts.iter().any(|(_, value)| value.is_empty()) {
            return Found::Nothing;
        }
        let asked = if *method == Method::HEAD {
            "GET"
        } else {
            method.as_str()
        };
        match found.value.iter().find(|(method, _)| *method == asked) {
            Some((_, route)) => Found::Route(route, parts),
            None => Found::OtherMethods(found.value.iter().map(|(method, _)| *method).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(router: &Router<u8>, method: &str, path: &str) -> String {
        let method = method.parse().expect("a method");
        match router.find(&method, path) {
            Found::Route(route, parts) => format!("{route} {parts:?}"),
            Found::OtherMethods(methods) => methods.join(" "),
            Found::Nothing => String::new(),
        }
    }

    #[test]
    fn a_request_finds_its_own_route_only() {
        let router = Router::new([
            ("GET", "/", 0),
            ("PUT", "/orders/{uid}", 1),
            ("GET", "/orders/{uid}", 2),
            ("POST", "/orders/scan", 3),
            ("POST", "/orders/{uid}/cancel", 4),
            ("PUT", "/orders/{uid}/lines/{line}", 5),
        ]);
        for (method, path, route) in [
            ("GET", "/", "0 []"),
            ("PUT", "/orders/abc", r#"1 [("uid", "abc")]"#),
            ("GET", "/orders/abc", r#"2 [("uid", "abc")]"#),
            ("HEAD", "/orders/abc", r#"2 [("uid", "abc")]"#),
            ("GET", "/orders/a%2Fb", r#"2 [("uid", "a%2Fb")]"#),
            ("GET", "/orders/scanner", r#"2 [("uid", "scanner")]"#),
            ("POST", "/orders/scan", "3 []"),
            ("POST", "/orders/scan/cancel", r#"4 [("uid", "scan")]"#),
            (
                "PUT",
                "/orders/a/lines/1",
                r#"5 [("uid", "a"), ("line", "1")]"#,
            ),
            ("POST", "/orders/abc", "PUT GET"),
            ("get", "/orders/abc", "PUT GET"),
            ("GET", "/orders/scan", "POST"),
            ("HEAD", "/orders/scan", "POST"),
        ] {
            assert_eq!(found(&router, method, path), route, "{method} {path}");
        }
        for nowhere in [
            "",
            "*",
            "//",
            "/orders",
            "/orders/",
            "/orders//",
            "/orders//cancel",
            "/orders//lines/1",
            "/orders/a/lines/",
            "/orders/abc/",
            "/orders/abc/more",
            "/orders/{uid}/more",
            "/Orders/abc",
            "orders/abc",
        ] {
            assert_eq!(found(&router, "GET", nowhere), "", "{nowhere}");
        }
    }

    #[test]
    fn no_row_of_the_table_hides_another() {
        let rows = || crate::web::endpoints().into_iter();
        let router = Router::new(rows().map(|row| (row.method, row.path, (row.method, row.path))));
        for row in rows() {
            let path = row.path.replace('{', "a").replace('}', "z");
            let method = row.method.parse().expect("a method");
            let Found::Route(route, parts) = router.find(&method, &path) else {
                panic!("{} {path} is not found", row.method);
            };
            assert_eq!(*route, (row.method, row.path));
            assert_eq!(parts.len(), row.path.matches('{').count(), "{path}");
        }
    }
}
