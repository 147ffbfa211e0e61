//! Which door a path leads to.

use std::sync::Arc;

/// The parts of a path that its template leaves open, by name.
pub(super) type Parts = Vec<(&'static str, String)>;

/// Every door there is, as method and path; `{name}` stands for a part that varies. Cloning is
/// cheap.
#[derive(Clone)]
pub(super) struct Paths(Arc<[(&'static str, &'static str)]>);

impl Paths {
    pub(super) fn new(doors: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        Self(doors.collect())
    }

    /// What `path` puts into the open parts of `template`; none if it leads elsewhere. A path that
    /// is spelled out (`/orders/scan`) is never read as another's open part (`/orders/{uid}`).
    pub(super) fn parts(&self, template: &'static str, path: &str) -> Option<Parts> {
        if template == path {
            return Some(Parts::new());
        }
        let spelled_out = self.0.iter().any(|(_, door)| *door == path);
        if spelled_out {
            None
        } else {
            open_parts(template, path)
        }
    }

    /// The methods that some door at `path` answers.
    pub(super) fn methods(&self, path: &str) -> Vec<&'static str> {
        let here = |(_, door): &&(&str, &'static str)| self.parts(door, path).is_some();
        self.0
            .iter()
            .filter(here)
            .map(|(method, _)| *method)
            .collect()
    }
}

fn open_parts(template: &'static str, path: &str) -> Option<Parts> {
    let mut parts = Parts::new();
    let mut given = path.split('/');
    for part in template.split('/') {
        let given = given.next()?;
        match part
            .strip_prefix('{')
            .and_then(|part| part.strip_suffix('}'))
        {
            Some(name) if !given.is_empty() => parts.push((name, given.to_owned())),
            None if part == given => {}
            _ => return None,
        }
    }
    given.next().is_none().then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_its_own_door_only() {
        const ONE: &str = "/orders/{uid}";
        const SCAN: &str = "/orders/scan";
        let paths = Paths::new([("GET", ONE), ("PUT", ONE), ("POST", SCAN)].into_iter());
        assert_eq!(
            paths.parts(ONE, "/orders/abc"),
            Some(vec![("uid", "abc".to_owned())])
        );
        assert_eq!(paths.parts(ONE, SCAN), None);
        assert_eq!(paths.parts(SCAN, SCAN), Some(vec![]));
        assert_eq!(paths.methods(SCAN), ["POST"]);
        assert_eq!(paths.methods("/orders/abc"), ["GET", "PUT"]);
        for elsewhere in [
            "/orders/",
            "/orders",
            "/orders/abc/",
            "/orders/abc/more",
            "orders/abc",
        ] {
            assert_eq!(paths.methods(elsewhere), Vec::<&str>::new(), "{elsewhere}");
        }
    }
}
