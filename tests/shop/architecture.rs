//! The architecture: imports point down, and each library is named in one place.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// What may be named only under these places.
const ONLY_IN: [(&str, &[&str]); 23] = [
    ("warp", &["src/web"]),
    ("matchit", &["src/web/router.rs"]),
    ("headers", &["src/web"]),
    ("mime", &["src/web"]),
    ("tokio_tungstenite", &["src/web"]),
    // The demo asks from outside, like any phone.
    ("hyper", &["src/web", "src/demo/client.rs"]),
    ("rust_embed", &["src/web"]),
    // In a picture for the sum of a chunk.
    (
        "flate2",
        &[
            "src/web/assets.rs",
            "src/web/reply.rs",
            "src/web/templates.rs",
            "src/domain/picture.rs",
        ],
    ),
    ("imagesize", &["src/domain/picture.rs"]),
    ("quircs", &["src/domain/qris/photo.rs"]),
    ("strsim", &["src/domain/settings/keys.rs"]),
    ("rusqlite", &["src/store"]),
    ("refinery", &["src/store"]),
    ("governor", &["src/shop/limits.rs"]),
    ("argon2", &["src/shop/staff/pins.rs"]),
    ("tokio_rustls", &["src/web/tls.rs"]),
    ("csv", &["src/shop/tabular.rs", "src/shop/tabular"]),
    ("prometheus", &["src/metrics.rs"]),
    ("if_addrs", &["src/lan.rs"]),
    ("socket2", &["src/mdns/socket.rs"]),
    ("libc", &["src/memory.rs"]),
    ("sd_notify", &["src/command/systemd.rs"]),
    ("clap", &["src/config.rs", "src/command"]),
];

/// What a layer must not name: the layers above it and its siblings, and for the lowest the
/// world outside.
const NEVER_IN: [(&str, &[&str]); 21] = [
    (
        "src/domain",
        &[
            "crate::store",
            "crate::hub",
            "crate::shop",
            "crate::web",
            "crate::server",
            "crate::demo",
            "tokio",
            "std::fs",
            "std::net",
            "SystemTime",
            "Instant",
            "Timestamp::now",
            "getrandom",
        ],
    ),
    (
        "src/store",
        &[
            "crate::hub",
            "crate::shop",
            "crate::web",
            "crate::server",
            "crate::demo",
            "crate::config",
        ],
    ),
    // Pure: who sends is `shop`.
    (
        "src/escpos",
        &[
            "crate::store",
            "crate::hub",
            "crate::shop",
            "crate::web",
            "tokio",
            "std::fs",
            "std::net",
        ],
    ),
    ("src/hub.rs", &["crate::"]),
    ("src/metrics.rs", &["crate::"]),
    ("src/memory.rs", &["crate::"]),
    ("src/subprocess.rs", &["crate::"]),
    (
        "src/lan",
        &["crate::store", "crate::hub", "crate::shop", "crate::web"],
    ),
    (
        "src/mdns",
        &["crate::store", "crate::hub", "crate::shop", "crate::web"],
    ),
    (
        "src/printer",
        &["crate::store", "crate::hub", "crate::shop", "crate::web"],
    ),
    (
        "src/announce.rs",
        &["crate::store", "crate::web", "crate::server", "crate::demo"],
    ),
    (
        "src/shop",
        &[
            "crate::web",
            "crate::server",
            "crate::demo",
            "crate::config",
            "crate::command",
        ],
    ),
    // Events, and no texts: a worker is handed what happened, as it is.
    (
        "src/shop/live/follow",
        &["RoomMessage", "serde_json", "StaffView", "CustomerView"],
    ),
    // Decisions only, so that a search can drive them.
    (
        "src/shop/live/follow/decision.rs",
        &["crate::", "tokio", "async", "await", "Instant"],
    ),
    (
        "src/web",
        &["crate::server", "crate::demo", "crate::command"],
    ),
    ("src/server.rs", &["crate::demo", "crate::command"]),
    ("src/demo", &["crate::web", "crate::hub", "crate::command"]),
    // A demo acts over HTTP only.
    ("src/demo/driver.rs", BEHIND_THE_API),
    ("src/demo/paper.rs", BEHIND_THE_API),
    ("src/demo/customer.rs", BEHIND_THE_API),
    ("src/demo/day.rs", BEHIND_THE_API),
];

/// What a demo's customers and staff never use.
const BEHIND_THE_API: &[&str] = &["crate::shop", "crate::store", "crate::server"];

pub(super) fn sources() -> Vec<(String, String)> {
    rust_below(&["src"])
}

fn rust_below(folders: &[&str]) -> Vec<(String, String)> {
    fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, into);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                into.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in folders {
        walk(&root.join(folder), &mut paths);
    }
    let relative = |path: &PathBuf| {
        path.strip_prefix(root)
            .expect("below")
            .display()
            .to_string()
    };
    paths
        .iter()
        .map(|path| (relative(path), fs::read_to_string(path).expect("text")))
        .collect()
}

/// The code of a file, without its comments and without its tests.
pub(super) fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn names(code: &str, word: &str) -> bool {
    let part_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        let begins = before.is_none_or(|letter| !part_of_word(letter));
        // A prefix like `crate::` may go on.
        begins && (word.ends_with(':') || after.is_none_or(|letter| !part_of_word(letter)))
    })
}

#[test]
fn each_library_stays_in_its_place() {
    for (file, text) in sources() {
        let code = code(&text);
        for (library, places) in ONLY_IN {
            let named =
                names(&code, &format!("{library}::")) || names(&code, &format!("use {library}"));
            let allowed = places.iter().any(|place| file.starts_with(place));
            assert!(allowed || !named, "{file} names {library}");
        }
    }
}

#[test]
fn one_call_in_one_place_is_unsafe() {
    let kinds = ["{", "fn", "impl", "trait", "extern"].map(|kind| format!("unsafe {kind}"));
    let is_unsafe = |(_, text): &(String, String)| {
        let code = code(text);
        kinds.iter().any(|kind| code.contains(kind))
    };
    let places: Vec<_> = sources().into_iter().filter(is_unsafe).collect();
    let [(file, text)] = places.as_slice() else {
        panic!("{places:?}");
    };
    assert_eq!(file, "src/memory.rs");
    assert_eq!(code(text).matches("unsafe {").count(), 1);
}

#[test]
fn imports_point_down() {
    for (file, text) in sources() {
        let code = code(&text);
        for (floor, above) in NEVER_IN {
            for name in above.iter().filter(|_| file.starts_with(floor)) {
                assert!(!names(&code, name), "{file} names {name}");
            }
        }
    }
}

/// What makes a file or a folder that is missing, or undoes one.
const MAKES: [&str; 7] = [
    // Of SQLite; it makes an empty shop where one has gone.
    "Connection::open",
    "File::create",
    "fs::write",
    "fs::create_dir",
    "fs::create_dir_all",
    "create_new(true)",
    // Next to an empty file SQLite deletes the log, also where it only reads.
    "SQLITE_OPEN_READ_ONLY",
];

#[test]
fn files_are_made_in_one_place_which_knows_whose_they_are() {
    // A demo's folder may be read by all.
    let places = [
        "src/store/files.rs",
        "src/store/schema.rs",
        "src/demo/folder.rs",
        "src/demo/paper.rs",
    ];
    for (file, text) in sources() {
        let code = code(&text);
        for making in MAKES.iter().filter(|_| !places.contains(&file.as_str())) {
            assert!(!names(&code, making), "{file} names {making}");
        }
    }
}

#[test]
fn nothing_flushes_a_whole_disk() {
    // That reports errors of every file on it, also of those that are none of the shop's.
    for (file, text) in sources() {
        for whole in ["syncfs", "rustix::fs::sync"] {
            assert!(!names(&code(&text), whole), "{file} names {whole}");
        }
    }
}

/// Where a disk would be asked on a thread that serves requests.
const ASYNC: [&str; 6] = [
    "src/shop",
    "src/web",
    "src/server.rs",
    "src/announce.rs",
    "src/mdns",
    "src/hub.rs",
];
/// What asks a disk.
const ASKS_A_DISK: [&str; 8] = [
    "fs",
    "File",
    "is_dir",
    "is_file",
    "exists",
    "metadata",
    "canonicalize",
    "read_dir",
];

#[test]
fn no_async_thread_waits_for_a_disk() {
    // Of the kernel's memory; and on a thread of its own, where a certificate is looked at.
    let places = ["src/shop/health.rs", "src/web/tls.rs"];
    for (file, text) in sources() {
        let is_async = ASYNC.iter().any(|place| file.starts_with(place));
        if !is_async || places.contains(&file.as_str()) {
            continue;
        }
        let code = code(&text);
        for asking in ASKS_A_DISK {
            let called =
                names(&code, &format!("{asking}::")) || code.contains(&format!(".{asking}("));
            assert!(!called, "{file} names {asking}");
        }
    }
}

#[test]
fn who_is_at_the_machine_is_asked_in_one_place() {
    for (file, text) in sources() {
        let is_there = ["src/web/hosts.rs", "src/web/client.rs"].contains(&file.as_str());
        assert!(is_there || !code(&text).contains(".is_own("), "{file}");
    }
}

/// Where the shop itself is in hand in `src/web`: the machinery of all routes, which gives each the areas that it
/// names.
const HANDS_OUT_AREAS: [&str; 3] = [
    "src/web/endpoint.rs",
    "src/web/listener.rs",
    "src/web/site.rs",
];

#[test]
fn a_route_touches_no_part_of_the_shop_that_its_function_does_not_name() {
    for (file, text) in sources() {
        let is_machinery = HANDS_OUT_AREAS.contains(&file.as_str());
        if is_machinery || !file.starts_with("src/web") {
            continue;
        }
        // A room has the same name.
        let code = code(&text).replace("Room::Shop", "");
        for name in ["Shop", "Area"] {
            assert!(!names(&code, name), "{file} names {name}");
        }
    }
}

/// Most public methods of one area: what one person can look over. An area that outgrows this is two.
const MOST_METHODS: usize = 24;
/// Those that belong to no area: opening, what the shop does by itself, and what every request goes by.
const OF_THE_SHOP_ITSELF: [&str; 6] = [
    "epoch",
    "limits",
    "metrics",
    "now",
    "open",
    "run_background_tasks",
];

/// The type and the name of every public method in a file.
fn public_methods(code: &str) -> Vec<(String, String)> {
    let (mut methods, mut of) = (Vec::new(), String::new());
    for line in code.lines() {
        if let Some(head) = line.strip_prefix("impl ") {
            head.trim_end_matches(" {").clone_into(&mut of);
        }
        let line = line.trim_start().strip_prefix("pub ");
        let line = line.map(|line| {
            line.trim_start_matches("async ")
                .trim_start_matches("const ")
        });
        if let Some(name) = line.and_then(|line| line.strip_prefix("fn ")) {
            let name = name.split(['(', '<']).next().unwrap_or_default();
            methods.push((of.clone(), name.to_owned()));
        }
    }
    methods
}

#[test]
fn what_one_can_do_in_a_shop_is_in_its_areas() {
    let mut of_types = BTreeMap::<_, Vec<_>>::new();
    for (file, text) in sources() {
        // The rows there are the methods that give the areas.
        if file.starts_with("src/shop") && file != "src/shop/areas.rs" {
            for (of, method) in public_methods(&code(&text)) {
                of_types.entry(of).or_default().push(method);
            }
        }
    }
    let mut of_the_shop = of_types.remove("Shop").expect("the shop can be opened");
    of_the_shop.sort_unstable();
    assert_eq!(of_the_shop, OF_THE_SHOP_ITSELF);
    assert!(of_types["Orders"].contains(&"place".to_owned()));
    for (of, methods) in of_types {
        let count = methods.len();
        assert!(count <= MOST_METHODS, "{of} has {count} public methods");
    }
}

#[test]
fn every_file_says_in_its_first_line_what_it_is() {
    for (file, text) in sources() {
        assert!(text.starts_with("//! "), "{file}");
    }
}

#[test]
fn no_file_is_too_long_and_no_comment_too_wide() {
    for (file, text) in rust_below(&["src", "tests/shop", "benches/src", "build"]) {
        let lines = text.lines().count();
        assert!(lines <= 450, "{file} has {lines} lines");
        // The formatter breaks code, and leaves comments as they are.
        let wide = text
            .lines()
            .position(|line| line.trim_start().starts_with("//") && line.chars().count() > 120);
        assert_eq!(wide.map(|at| at + 1), None, "{file}");
    }
}
