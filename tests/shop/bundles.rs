//! What a release's pages are made of: the build script's own code, tried on what it has to read right and on every
//! page.

use std::{fs, path::Path};

#[path = "../../src/web/imports.rs"]
mod imports;
#[path = "../../build/script.rs"]
mod script;
#[path = "../../build/style.rs"]
mod style;

use imports::Said;

fn read(name: &str) -> Option<String> {
    fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("static")
            .join(name),
    )
    .ok()
}

/// The pages that have a script.
fn pages() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/pages");
    let folders = fs::read_dir(folder).expect("the pages");
    let names = folders.map(|entry| entry.expect("a folder").file_name());
    let names = names.map(|name| name.into_string().expect("letters"));
    names
        .filter(|name| read(&format!("pages/{name}/page.js")).is_some())
        .collect()
}

#[test]
fn comments_are_left_out_of_a_script_and_nothing_else() {
    for (source, left) in [
        ("// Says it.\n\nconst a = 1 // one\n", "const a = 1\n"),
        ("/** @type {A} */\n  f(/** @type {B} */ (b))\n", "f( (b))\n"),
        (
            "const a = \"// no\" + 'it\\'s /* no */'\n",
            "const a = \"// no\" + 'it\\'s /* no */'\n",
        ),
        ("fetch(\"image/*\") /* yes */\n", "fetch(\"image/*\")\n"),
        (
            "const a = `// no\n  ${b /* yes */ + `/* no */ ${{ c }.c}`} // no`\n",
            "const a = `// no\n  ${b  + `/* no */ ${{ c }.c}`} // no`\n",
        ),
        (
            "a.replace(/[/*\"`]/g, b) // yes\n",
            "a.replace(/[/*\"`]/g, b)\n",
        ),
        (
            "const half = all / 2 // \"\nreturn /\\//.test(a)\n",
            "const half = all / 2\nreturn /\\//.test(a)\n",
        ),
    ] {
        assert_eq!(script::without_comments(source), left, "{source}");
    }
    assert_eq!(
        style::squeezed("/* A */\n.a { color: red; }\n\n  .b { }\n"),
        ".a { color: red; }\n.b { }\n"
    );
}

#[test]
fn a_bundle_gives_each_module_what_it_imports_from_the_others() {
    let files = [
        (
            "pages/a/page.js",
            "import {\n  one,\n  two as other,\n} from \"../../lib/b.js\"\nimport * as all from \"./c.js\"\nall.d(one, other)\n",
        ),
        (
            "lib/b.js",
            "export const one = 1\nexport function two() {}\n",
        ),
        (
            "pages/a/c.js",
            "import { one } from \"../../lib/b.js\"\nexport async function d() {}\nexport class E {}\n",
        ),
    ];
    let read = |name: &str| {
        let found = files.iter().find(|(file, _)| *file == name);
        found.map(|(_, source)| (*source).to_owned())
    };
    let modules = imports::modules("a", &read);
    let order: Vec<_> = modules
        .list
        .iter()
        .map(|module| module.path.as_str())
        .collect();
    assert_eq!(order, ["lib/b.js", "pages/a/c.js", "pages/a/page.js"]);
    let expected = "const $m0 = (() => {\nconst one = 1\nfunction two() {}\nreturn { one, two }\n})()\n\
        const $m1 = (() => {\nconst { one } = $m0\nasync function d() {}\nclass E {}\nreturn { d, E }\n})()\n\
        const $m2 = (() => {\nconst {\none,\ntwo: other,\n} = $m0\nconst all = $m1\nall.d(one, other)\nreturn {  }\n})()\n";
    assert_eq!(script::entry_chunk(&modules, ""), expected);
    assert_eq!(script::lazy_chunk(&modules), None);
}

#[test]
fn what_a_page_imports_while_it_runs_is_a_second_script_with_what_it_uses_of_the_first() {
    let files = [
        (
            "pages/a/page.js",
            "import { one } from \"../../lib/b.js\"\n/** @type {import(\"./t.js\").T} */\n\
             const more = () => import(\"./c.js\")\nmore(one)\n",
        ),
        ("lib/b.js", "export const one = 1\n"),
        ("lib/d.js", "export const two = 2\n"),
        (
            "pages/a/c.js",
            "import { one } from \"../../lib/b.js\"\nimport { two } from \"../../lib/d.js\"\nexport const three = one + two\n",
        ),
    ];
    let read = |name: &str| {
        let found = files.iter().find(|(file, _)| *file == name);
        found.map(|(_, source)| (*source).to_owned())
    };
    let modules = imports::modules("a", &read);
    let paths = |modules: &[imports::Module]| -> Vec<String> {
        modules.iter().map(|module| module.path.clone()).collect()
    };
    assert_eq!(paths(modules.eager()), ["lib/b.js", "pages/a/page.js"]);
    assert_eq!(paths(modules.lazy()), ["lib/d.js", "pages/a/c.js"]);
    let entry = script::entry_chunk(&modules, "/c.js");
    assert!(entry.contains("import(`/c.js${"), "{entry}");
    assert!(entry.contains("chunk.make({ $m0 })"), "{entry}");
    assert!(entry.contains("const more = () => $load()\n"), "{entry}");
    assert_eq!(
        script::lazy_chunk(&modules).expect("a second script"),
        "export const make = ({ $m0 }) => {\nconst $m2 = (() => {\nconst two = 2\nreturn { two }\n})()\n\
         const $m3 = (() => {\nconst { one } = $m0\nconst { two } = $m2\nconst three = one + two\n\
         return { three }\n})()\nreturn $m3\n}\n"
    );
}

#[test]
#[should_panic(expected = "imports more than once while it runs")]
fn a_page_has_two_scripts_at_most() {
    let read = |name: &str| match name {
        "pages/a/page.js" => {
            Some("import { b } from \"./b.js\"\nconst c = () => import(\"./c.js\")\n".to_owned())
        }
        "pages/a/b.js" => Some("export const b = () => import(\"./d.js\")\n".to_owned()),
        _ => None,
    };
    imports::modules("a", &read);
}

#[test]
#[should_panic(expected = "import each other")]
fn modules_that_import_each_other_are_no_bundle() {
    let read = |name: &str| match name {
        "pages/a/page.js" => Some("import { b } from \"./b.js\"\n".to_owned()),
        "pages/a/b.js" => Some("import { a } from \"./page.js\"\n".to_owned()),
        _ => None,
    };
    imports::modules("a", &read);
}

#[test]
fn the_scripts_of_a_page_hold_all_of_its_modules_once() {
    for page in pages() {
        let modules = imports::modules(&page, &read);
        let entry = script::entry_chunk(&modules, if modules.lazy().is_empty() { "" } else { "/" });
        let lazy = script::lazy_chunk(&modules).unwrap_or_default();
        let made = |script: &str| {
            script
                .lines()
                .filter(|line| line.starts_with("const $m"))
                .count()
        };
        assert_eq!(made(&entry), modules.eager().len(), "{page}");
        assert_eq!(made(&lazy), modules.lazy().len(), "{page}");
        for left in ["\nimport ", "\nexport ", "\n//", "/** "] {
            assert!(!entry.contains(left), "{page}: {left:?} in its script");
            assert!(
                !lazy.contains(left),
                "{page}: {left:?} in its second script"
            );
        }
    }
}

#[test]
fn a_page_says_the_words_that_stand_in_its_scripts_whole_or_by_their_beginning() {
    let mut said = Said::default();
    said.add("t(\"menu.title\") + t(`status.${order.status}`) + 'it\"s' + `/t/${uid}`");
    for key in ["menu.title", "status.ready"] {
        assert!(said.has(key), "{key}");
    }
    for key in ["menu.search", "status", "old.title", "t.uid"] {
        assert!(!said.has(key), "{key}");
    }
}
