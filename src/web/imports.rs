//! What a page is made of: its modules, its stylesheets and its words, all found by following what its script imports.
//! So no page keeps a list by hand. The build script bundles a release's pages by it, and a debug build links by it.

// Each of the two uses its own half.
#![allow(dead_code)]

use std::{collections::BTreeSet, ops::Range};

/// Reads a text of `static/` by its path below it, if it is there.
pub(crate) type Read<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A page's modules, each after all that it imports.
pub(crate) struct Modules {
    pub(crate) list: Vec<Module>,
    /// So many are fetched with the page, and its own script is the last of them. The others are fetched together when
    /// the page calls `import("…")`, and what it names is the last of all.
    pub(crate) eager: usize,
}

impl Modules {
    /// What is fetched with the page.
    pub(crate) fn eager(&self) -> &[Module] {
        &self.list[..self.eager]
    }

    /// What is fetched when the page asks for it.
    pub(crate) fn lazy(&self) -> &[Module] {
        &self.list[self.eager..]
    }
}

/// A module of a page.
pub(crate) struct Module {
    /// Below `static/`.
    pub(crate) path: String,
    pub(crate) source: String,
    /// The modules that it imports, in its order, as places in the page's list.
    pub(crate) imports: Vec<usize>,
}

/// A statement `import … from "…"`.
pub(crate) struct Import<'a> {
    /// Where it stands, its line end included.
    pub(crate) place: Range<usize>,
    /// What is imported: `{ a, b as c }` or `* as names`.
    pub(crate) names: &'a str,
    /// From where, relative to the module.
    pub(crate) from: &'a str,
}

/// What a module imports while the page runs, written `() => import("…")`: the call as it stands in the source, and
/// from where. In another form it is the type of a comment.
pub(crate) fn lazy_import(source: &str) -> Option<(&str, &str)> {
    const CALL: &str = "import(\"";
    let at = source.find("() => import(\"")? + "() => ".len();
    let from = source[at + CALL.len()..].split('"').next()?;
    let call = &source[at..][..CALL.len() + from.len() + "\")".len()];
    Some((call, from))
}

/// The imports of a module: statements that begin a line.
pub(crate) fn imports(source: &str) -> Vec<Import<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let begin = at;
        at += line.len();
        let Some(statement) = line.starts_with("import ").then(|| &source[begin..]) else {
            continue;
        };
        let (names, rest) = statement["import ".len()..]
            .split_once(" from \"")
            .unwrap_or_else(|| panic!("an import that is not `import … from \"…\"`: {line}"));
        let (from, rest) = rest.split_once('"').expect("the quote is closed");
        let end = source.len() - rest.len() + rest.find('\n').map_or(rest.len(), |end| end + 1);
        found.push(Import {
            place: begin..end,
            names: names.trim(),
            from,
        });
    }
    found
}

/// The modules of a page; none for a page without script.
///
/// # Panics
///
/// Where more than one module, or one that is not fetched with the page, calls `import("…")`: a page has two scripts at
/// most.
pub(crate) fn modules(page: &str, read: Read<'_>) -> Modules {
    let entry = format!("pages/{page}/page.js");
    let mut list = Vec::new();
    if let Some(source) = read(&entry) {
        add_module(entry, source, read, &mut Vec::new(), &mut list);
    }
    let eager = list.len();
    let targets = |modules: &[Module]| -> Vec<String> {
        let each = modules
            .iter()
            .filter_map(|module| Some(resolve(&module.path, lazy_import(&module.source)?.1)));
        each.collect()
    };
    let asked = targets(&list);
    assert!(
        asked.len() < 2,
        "{page} imports more than once while it runs: {asked:?}"
    );
    for target in asked {
        let source = read(&target).unwrap_or_else(|| panic!("{page} imports {target}"));
        add_module(target, source, read, &mut Vec::new(), &mut list);
    }
    let nested = targets(&list[eager..]);
    assert!(
        nested.is_empty(),
        "what {page} imports while it runs imports {nested:?}"
    );
    Modules { list, eager }
}

/// Adds a module and, before it, all that it imports; answers its place.
fn add_module(
    path: String,
    source: String,
    read: Read<'_>,
    open: &mut Vec<String>,
    found: &mut Vec<Module>,
) -> usize {
    open.push(path.clone());
    let mut places = Vec::new();
    for import in imports(&source) {
        let target = resolve(&path, import.from);
        let place = found.iter().position(|module| module.path == target);
        places.push(place.unwrap_or_else(|| {
            assert!(
                !open.contains(&target),
                "{path} and {target} import each other"
            );
            let source = read(&target).unwrap_or_else(|| panic!("{path} imports {target}"));
            add_module(target, source, read, open, found)
        }));
    }
    open.pop();
    found.push(Module {
        path,
        source,
        imports: places,
    });
    found.len() - 1
}

/// The path of what a module imports.
fn resolve(module: &str, from: &str) -> String {
    let mut parts: Vec<&str> = module.split('/').collect();
    parts.pop();
    for part in from.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// What every page begins with.
const EVERYWHERE: [&str; 4] = [
    "styles/tokens.css",
    "styles/base.css",
    "styles/controls.css",
    "styles/parts.css",
];

/// The stylesheets of a page, in the order in which later ones win: what holds everywhere; those beside a module that
/// it imports, by the same name, each after those of what that module imports; its own `page.css`; the others of its
/// folder, those in folders of that one last. `files` are all of `static/`.
pub(crate) fn styles(page: &str, modules: &[Module], files: &[String]) -> Vec<String> {
    let folder = format!("pages/{page}/");
    let own = format!("{folder}page.css");
    let stems = modules
        .iter()
        .filter_map(|module| module.path.strip_suffix(".js"));
    let beside = stems.map(|stem| format!("{stem}.css"));
    let mut styles: Vec<String> = EVERYWHERE.map(String::from).to_vec();
    styles.extend(beside.filter(|sheet| files.contains(sheet) && *sheet != own));
    let in_folder = files
        .iter()
        .filter(|file| file.starts_with(&folder) && file.rsplit('.').next() == Some("css"));
    let mut others: Vec<_> = in_folder.filter(|file| !styles.contains(file)).collect();
    others.sort_by_key(|sheet| (**sheet != own, sheet.matches('/').count(), *sheet));
    styles.extend(others.into_iter().cloned());
    styles
}

/// What scripts may say of a dictionary.
#[derive(Default)]
pub(crate) struct Said<'a> {
    /// Whole keys, as they stand in quotes.
    keys: BTreeSet<&'a str>,
    /// What a template begins with: any key that begins so may be meant.
    beginnings: BTreeSet<&'a str>,
}

impl<'a> Said<'a> {
    /// Adds what a script says.
    pub(crate) fn add(&mut self, script: &'a str) {
        let of_key =
            |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '.';
        for (at, quote) in script.match_indices(['"', '`']) {
            let rest = &script[at + 1..];
            let end = rest.find(|letter| !of_key(letter)).unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            if quote == "\"" && after.starts_with('"') {
                self.keys.insert(text);
            } else if quote == "`" && text.ends_with('.') && after.starts_with("${") {
                self.beginnings.insert(text);
            }
        }
    }

    /// Whether the words under a key may be said.
    pub(crate) fn has(&self, key: &str) -> bool {
        let mut dots = key.match_indices('.');
        self.keys.contains(key) || dots.any(|(dot, _)| self.beginnings.contains(&key[..=dot]))
    }
}

/// The keys and lines of a dictionary, which is a flat JSON object with a line for each key.
pub(crate) fn entries(dictionary: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = dictionary
        .lines()
        .map(|line| line.trim().trim_end_matches(','));
    lines.filter_map(|line| Some((line.strip_prefix('"')?.split_once("\": \"")?.0, line)))
}
