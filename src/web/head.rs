//! The head of a page in a debug build: every module, stylesheet and dictionary by itself, as they are on the disk, so
//! that a page can be worked on. A release's heads were made by the build script (`build.rs`).

use std::fmt::Write as _;

use super::{assets, imports};

/// The tags of a page's head; a file without a page's name has the styles that hold everywhere.
pub(super) fn of_page(page: &str) -> String {
    let read = |name: &str| assets::plain_text(name);
    let modules = imports::modules(page, &read);
    let mut head = String::new();
    for style in imports::styles(page, &modules.list, &assets::names()) {
        let _ = writeln!(head, "<link rel=\"stylesheet\" href=\"/{style}\">");
    }
    let Some((script, imported)) = modules.eager().split_last() else {
        return head;
    };
    let mut said = imports::Said::default();
    for module in &modules.list {
        said.add(&module.source);
    }
    for part in ["i18n", "i18n/owner"] {
        let dictionary = assets::text(&format!("{part}/id.json"));
        if imports::entries(&dictionary).any(|(key, _)| said.has(key)) {
            preload(&mut head, &format!("/{part}/{{{{lang}}}}.json"));
        }
    }
    preload(&mut head, "/icons/icons.svg");
    for module in imported {
        let _ = writeln!(
            head,
            "<link rel=\"modulepreload\" href=\"/{}\">",
            module.path
        );
    }
    head.push_str("<script defer src=\"/lib/too-old.js\"></script>\n");
    let _ = write!(
        head,
        "<script type=\"module\" src=\"/{}\"></script>",
        script.path
    );
    head
}

fn preload(head: &mut String, address: &str) {
    let _ = writeln!(
        head,
        "<link rel=\"preload\" href=\"{address}\" as=\"fetch\" crossorigin=\"anonymous\">"
    );
}
