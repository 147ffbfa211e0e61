//! Makes HTML of the handbook's chapters, for the pages that the program serves at `/help`. Here and not in the
//! program, which carries no parser of Markdown; pictures are left out, because they weigh more than all other pages
//! together.

use std::{collections::BTreeMap, fs, io, path::Path};

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Each is a folder of the handbook, and a part of its pages' addresses.
const LANGUAGES: [&str; 2] = ["id", "en"];
/// The chapter that lists the others.
const CONTENTS: &str = "README";
/// A chapter of more headings begins with a list of them.
const FEW_HEADINGS: usize = 4;

/// The file of each page below `help/`, with its text: a line each for its title, for the address of the same chapter
/// in the other language, for the link to the next chapter, and for the list of its headings, both empty where there is
/// none; the rest is HTML.
///
/// # Panics
/// On Markdown that the pages do not show: HTML, a link out of the handbook, a chapter that one language lacks.
pub(crate) fn pages(handbook: &Path) -> io::Result<BTreeMap<String, String>> {
    let [indonesian, english] = LANGUAGES.map(|language| chapters(handbook, language));
    let (indonesian, english) = (indonesian?, english?);
    let mut pages = BTreeMap::new();
    for (chapters, others) in [(&indonesian, &english), (&english, &indonesian)] {
        for (at, chapter) in chapters.iter().enumerate() {
            let same = |other: &&Chapter| other.number() == chapter.number();
            let other = others.iter().find(same);
            let other = other.unwrap_or_else(|| panic!("only one language has {}", chapter.name));
            // The contents come last, and no chapter after them.
            let next = chapters.get(at + 1).filter(|next| next.name != CONTENTS);
            let next = next.filter(|_| chapter.name != CONTENTS);
            let head = [
                &chapter.title,
                &other.address(),
                &next.map(Chapter::link).unwrap_or_default(),
                &chapter.list_of_headings(),
            ];
            let head = head.map(|line| format!("{line}\n")).concat();
            let file = format!("{}/{}.html", chapter.language, chapter.name);
            pages.insert(file, head + &chapter.html);
        }
    }
    Ok(pages)
}

struct Chapter {
    language: &'static str,
    /// Its file's, without the ending.
    name: String,
    title: String,
    /// The anchor and the text of each heading below the title.
    headings: Vec<(String, String)>,
    html: String,
}

impl Chapter {
    /// The same in every language.
    fn number(&self) -> &str {
        let number = self.name.split('-').next();
        number.unwrap_or_default()
    }

    fn address(&self) -> String {
        address(self.language, &self.name)
    }

    /// As a reader goes on to it.
    fn link(&self) -> String {
        format!(
            "<a class=\"button button--big button--wide\" rel=\"next\" href=\"{}\">{} \
            <span aria-hidden=\"true\">\u{2192}</span></a>",
            self.address(),
            escape(&self.title)
        )
    }

    fn list_of_headings(&self) -> String {
        if self.headings.len() <= FEW_HEADINGS {
            return String::new();
        }
        let line = |(anchor, text): &(String, String)| {
            format!("<li><a href=\"#{anchor}\">{}</a></li>", escape(text))
        };
        let lines: String = self.headings.iter().map(line).collect();
        format!("<ol class=\"handbook__headings\">{lines}</ol>")
    }
}

fn address(language: &str, name: &str) -> String {
    if name == CONTENTS {
        format!("/help/{language}")
    } else {
        format!("/help/{language}/{name}")
    }
}

/// The chapters of a language, in the order of their numbers.
fn chapters(handbook: &Path, language: &'static str) -> io::Result<Vec<Chapter>> {
    let mut chapters = Vec::new();
    for entry in fs::read_dir(handbook.join(language))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let name = path.file_stem().and_then(|stem| stem.to_str());
            let name = name.expect("names are ASCII").to_owned();
            chapters.push(chapter(language, name, &fs::read_to_string(&path)?));
        }
    }
    chapters.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(chapters)
}

fn chapter(language: &'static str, name: String, markdown: &str) -> Chapter {
    let events: Vec<Event> = Parser::new_ext(markdown, Options::ENABLE_TABLES).collect();
    let mut title = String::new();
    let mut headings = Vec::new();
    let mut shown = Vec::new();
    let mut rest = events.as_slice();
    while let Some((event, after)) = rest.split_first() {
        rest = after;
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let (inside, after) = up_to(rest, |end| matches!(end, TagEnd::Heading(_)));
                rest = after;
                if *level == HeadingLevel::H1 {
                    title = text(inside);
                } else {
                    let heading = text(inside);
                    let anchor = anchor(&heading);
                    let is_new = headings.iter().all(|(other, _)| *other != anchor);
                    assert!(is_new, "{name} has two headings «{heading}»");
                    shown.push(Event::Start(Tag::Heading {
                        level: *level,
                        id: Some(anchor.clone().into()),
                        classes: Vec::new(),
                        attrs: Vec::new(),
                    }));
                    shown.extend_from_slice(inside);
                    shown.push(Event::End(TagEnd::Heading(*level)));
                    headings.push((anchor, heading));
                }
            }
            Event::Start(Tag::Paragraph)
                if matches!(rest.first(), Some(Event::Start(Tag::Image { .. }))) =>
            {
                let (inside, after) = up_to(rest, |end| matches!(end, TagEnd::Paragraph));
                rest = after;
                shown.push(Event::Html(picture(&text(inside)).into()));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let to = led(language, &name, dest_url);
                shown.push(Event::Html(format!("<a href=\"{to}\">").into()));
            }
            Event::End(TagEnd::Link) => shown.push(Event::Html("</a>".into())),
            Event::Code(code) if is_page(code) => {
                let link = format!("<a href=\"{code}\"><code>{code}</code></a>");
                shown.push(Event::Html(link.into()));
            }
            Event::Html(html) | Event::InlineHtml(html) => panic!("{name} has HTML: {html}"),
            other => shown.push(other.clone()),
        }
    }
    let mut html = String::new();
    html::push_html(&mut html, shown.into_iter());
    assert!(!title.is_empty(), "{name} has no title");
    Chapter {
        language,
        name,
        title,
        headings,
        html,
    }
}

/// What comes before an end, and what after it.
fn up_to<'a, 'e>(
    events: &'a [Event<'e>],
    is_end: impl Fn(&TagEnd) -> bool,
) -> (&'a [Event<'e>], &'a [Event<'e>]) {
    let end = |event: &Event| matches!(event, Event::End(end) if is_end(end));
    let at = events.iter().position(end).expect("what begins ends");
    (&events[..at], &events[at + 1..])
}

/// The words of events, without their marks.
fn text(events: &[Event]) -> String {
    let words = events.iter().filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(&**text),
        Event::SoftBreak => Some(" "),
        _ => None,
    });
    words.collect()
}

/// In place of a picture, what it shows.
fn picture(caption: &str) -> String {
    format!("<p class=\"handbook__picture\">{}</p>\n", escape(caption))
}

/// Where a link of a chapter leads among the pages.
fn led(language: &str, name: &str, to: &str) -> String {
    let (file, anchor) = match to.split_once('#') {
        Some((file, anchor)) => (file, format!("#{anchor}")),
        None => (to, String::new()),
    };
    if file.is_empty() {
        return anchor;
    }
    let (language, file) = match file.strip_prefix("../") {
        Some(other) => other.split_once('/').unwrap_or(("", other)),
        None => (language, file),
    };
    let chapter = file
        .strip_suffix(".md")
        .filter(|_| LANGUAGES.contains(&language));
    let chapter = chapter.unwrap_or_else(|| panic!("{name} leads out of the handbook, to {to}"));
    address(language, chapter) + &anchor
}

/// Whether a piece of code is the address of a page, and no folder of the computer.
fn is_page(code: &str) -> bool {
    let name = code.strip_prefix('/').unwrap_or_default();
    !name.is_empty() && name.bytes().all(|letter| letter.is_ascii_lowercase())
}

/// The anchor of a heading, as GitHub makes it: the same links lead there in both places.
fn anchor(heading: &str) -> String {
    let letters = heading.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        letter => letter.is_alphanumeric().then_some(letter),
    });
    letters.flat_map(char::to_lowercase).collect()
}

fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
