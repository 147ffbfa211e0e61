//! Makes what a release sends to browsers, when an optimised program is built or the feature `bundled` asks for it: for
//! each page one script and one stylesheet, dictionaries of what it says, and every text compressed. The sources stay
//! modules that a debug build serves singly; why not a bundler of others, docs/decisions/001-page-bundles.md. The
//! handbook's chapters become HTML in every build.

#[path = "build/handbook.rs"]
mod handbook;
// Shared with the program, whose debug build links by it.
#[path = "src/web/imports.rs"]
mod imports;
#[path = "build/script.rs"]
mod script;
#[path = "build/style.rs"]
mod style;

use std::{
    collections::BTreeMap,
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use imports::{Module, Modules, Said};
use sha2::{Digest, Sha256};

/// By this a page has the styles for paper, after all others.
const PRINTED: &str = "<link rel=\"stylesheet\" href=\"/styles/print.css\" media=\"print\">\n";
/// The answer in place of a script that another program had.
const STALE: &str = "lib/stale.js";
/// For who works on the pages.
const STYLE_GUIDE: &str = "pages/styleguide/";

fn main() -> io::Result<()> {
    for read in [
        "static",
        "migrations",
        "src/words",
        "src/starter",
        "src/web/imports.rs",
        "build",
        "docs/handbook",
    ] {
        println!("cargo::rerun-if-changed={read}");
    }
    let packed = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("packed");
    if packed.exists() {
        fs::remove_dir_all(&packed)?;
    }
    fs::create_dir_all(&packed)?;
    for (file, text) in handbook::pages(Path::new("docs/handbook"))? {
        let target = packed.join("templates/help").join(format!("{file}.gz"));
        write(&target, &gzip(&text)?)?;
    }
    println!("cargo::rustc-check-cfg=cfg(bundled)");
    // Otherwise the pages are read from the disk, and compressed ones would be stale.
    let is_bundled = env::var_os("CARGO_FEATURE_BUNDLED").is_some();
    if is_bundled || env::var("OPT_LEVEL").as_deref() != Ok("0") {
        println!("cargo::rustc-cfg=bundled");
        let mut sources = BTreeMap::new();
        read_texts(Path::new("static"), &mut sources)?;
        Maker { packed, sources }.make()?;
    }
    Ok(())
}

/// Reads every text below a folder, by its path below `static/`.
fn read_texts(folder: &Path, texts: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_texts(&path, texts)?;
        } else if is_text(&path) {
            let name = path.strip_prefix("static").expect("it is below");
            let name = name.to_str().expect("names are ASCII").replace('\\', "/");
            if !name.starts_with(STYLE_GUIDE) {
                texts.insert(name, fs::read_to_string(&path)?);
            }
        }
    }
    Ok(())
}

/// Whether a file also goes by its own name, in pages and scripts.
fn is_named(name: &str) -> bool {
    matches!(ending(name), "svg" | "webmanifest")
}

fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn is_text(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str());
    matches!(
        ending,
        Some("html" | "js" | "css" | "json" | "svg" | "webmanifest")
    )
}

struct Maker {
    packed: PathBuf,
    /// Every text of `static/`.
    sources: BTreeMap<String, String>,
}

impl Maker {
    fn make(&self) -> io::Result<()> {
        // Pictures and the manifest go by their own name, too: scripts and other files name them.
        for (name, text) in self.sources.iter().filter(|(name, _)| is_named(name)) {
            self.pack(name, text)?;
        }
        let is_template = |name: &str| ending(name) == "html" || name == STALE;
        for (name, text) in self.sources.iter().filter(|(name, _)| is_template(name)) {
            let page = name
                .strip_prefix("pages/")
                .and_then(|name| name.strip_suffix("/page.html"));
            // What is no page of its own has the styles that hold everywhere, if it asks for any.
            let text = if text.contains("{{head}}") {
                self.fill_head(name, text, page.unwrap_or_default())?
            } else {
                text.clone()
            };
            let target = self.packed.join("templates").join(format!("{name}.gz"));
            write(&target, &gzip(&text)?)?;
        }
        Ok(())
    }

    /// A page with its head in it; what goes by a content hash is packed under that name.
    fn fill_head(&self, file: &str, template: &str, page: &str) -> io::Result<String> {
        let modules = imports::modules(page, &|name| self.sources.get(name).cloned());
        let scripts = if modules.list.is_empty() {
            String::new()
        } else {
            self.scripts(page, &modules)?
        };
        let styles = self.styles(page, &modules.list, template.contains(PRINTED));
        // What the policy of the page's answer allows, and nothing else inline.
        let allowed = format!("'sha256-{}'", base64(&Sha256::digest(&styles)));
        let target = self.packed.join("styles").join(file);
        write(&target, allowed.as_bytes())?;
        let head = format!("{scripts}<style>{styles}</style>");
        let mut text = template.replace(PRINTED, "").replace("{{head}}", &head);
        for (name, content) in self.sources.iter().filter(|(name, _)| is_named(name)) {
            let address = format!("\"/{name}");
            if text.contains(&address) {
                let (stem, ending) = name.rsplit_once('.').expect("it has an ending");
                let hashed = self.pack_hashed(stem, ending, content)?;
                text = text.replace(&address, &format!("\"{hashed}"));
            }
        }
        Ok(text)
    }

    /// The tags of a page's script and of what it fetches first.
    fn scripts(&self, page: &str, modules: &Modules) -> io::Result<String> {
        let too_old = &self.sources["lib/too-old.js"];
        let lazy = script::lazy_chunk(modules);
        let address = match &lazy {
            Some(lazy) => self.pack_hashed(&format!("pages/{page}-lazy"), "js", lazy)?,
            None => String::new(),
        };
        let script = script::entry_chunk(modules, &address);
        let words = self.pack_words(
            page,
            &[&script, lazy.as_deref().unwrap_or_default(), too_old],
        )?;
        let icons = self.pack_hashed("icons/icons", "svg", &self.sources["icons/icons.svg"])?;
        let too_old = script::without_comments(too_old);
        let too_old = self.pack_hashed("lib/too-old", "js", &too_old)?;
        let script = self.pack_hashed(&format!("pages/{page}"), "js", &script)?;
        let fetched = |address: String| {
            format!(
                "<link rel=\"preload\" href=\"{address}\" as=\"fetch\" crossorigin=\"anonymous\">\n"
            )
        };
        let fetched = fetched(words) + &fetched(icons);
        let too_old = format!("<script defer src=\"{too_old}\"></script>\n");
        let script = format!("<script type=\"module\" src=\"{script}\"></script>\n");
        Ok(fetched + &too_old + &script)
    }

    /// All styles of a page, as one sheet.
    fn styles(&self, page: &str, modules: &[Module], is_printed: bool) -> String {
        let files: Vec<_> = self.sources.keys().cloned().collect();
        let sheets = imports::styles(page, modules, &files);
        let sheets = sheets
            .iter()
            .map(|name| style::squeezed(&self.sources[name]));
        let styles: String = sheets.collect();
        if is_printed {
            let printed = style::squeezed(&self.sources["styles/print.css"]);
            format!("{styles}@media print {{\n{printed}}}\n")
        } else {
            styles
        }
    }

    /// Packs the words that a page says, in each language; answers where those in `{{lang}}` are.
    fn pack_words(&self, page: &str, scripts: &[&str]) -> io::Result<String> {
        let mut said = Said::default();
        for script in scripts {
            said.add(script);
        }
        let languages = ["id", "en"].map(|language| {
            let parts = ["i18n", "i18n/owner"]
                .map(|part| &self.sources[&format!("{part}/{language}.json")]);
            let entries = parts.into_iter().flat_map(|part| imports::entries(part));
            let entries = entries.filter(|(key, _)| said.has(key));
            let lines: Vec<&str> = entries.map(|(_, line)| line).collect();
            (language, format!("{{\n{}\n}}\n", lines.join(",\n")))
        });
        // One name for a page's words in both: a page that changes its language knows where the others are.
        let hash = hash(
            &languages
                .each_ref()
                .map(|(_, words)| words.as_str())
                .concat(),
        );
        for (language, words) in &languages {
            self.pack(&format!("i18n/{page}-{hash}/{language}.json"), words)?;
        }
        Ok(format!("/i18n/{page}-{hash}/{{{{lang}}}}.json"))
    }

    /// Packs a text under a name with its hash; answers its address.
    fn pack_hashed(&self, stem: &str, ending: &str, text: &str) -> io::Result<String> {
        let name = format!("{stem}-{}.{ending}", hash(text));
        self.pack(&name, text)?;
        Ok(format!("/{name}"))
    }

    /// Puts a text into `texts/`, under its name.
    fn pack(&self, name: &str, text: &str) -> io::Result<()> {
        write(&self.packed.join("texts").join(name), &gzip(text)?)
    }
}

fn gzip(text: &str) -> io::Result<Vec<u8>> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(text.as_bytes())?;
    packed.finish()
}

fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(target.parent().expect("a folder"))?;
    fs::write(target, bytes)
}

/// What stands for a content in a file's name: 16 hexadecimal digits, by which the program knows such a name.
fn hash(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash[..8]
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// Base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0, |sum, at| {
            sum << 8 | usize::from(*three.get(at).unwrap_or(&0))
        });
        for at in 0..4 {
            let letter = LETTERS[number >> (18 - 6 * at) & 63];
            text.push(if at > three.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    text
}
