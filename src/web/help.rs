//! The handbook as pages at `/help`, in the program so that it is there when the internet is not. The build script made
//! HTML of its chapters (`build/handbook.rs`), in a debug build too: a change of a chapter is seen after `cargo build`.

use warp::reply::Response;

use super::{
    assets, pages,
    problem::Problem,
    request::Request,
    templates::{self, Sent, escape},
};
use crate::domain::{Language, say};

/// The file of a language's contents, as the handbook's folder has it.
const CONTENTS: &str = "README";

/// `GET /help`: the contents in the visitor's language.
pub(super) async fn in_language(request: Request) -> Result<Response, Problem> {
    shown(&request, request.language, CONTENTS)
}

/// `GET /help/{language}`
pub(super) async fn contents(request: Request) -> Result<Response, Problem> {
    match request.text("language").and_then(Language::parse) {
        Some(language) => shown(&request, language, CONTENTS),
        None => pages::nothing_here(&request.headers, request.language),
    }
}

/// `GET /help/{language}/{chapter}`
pub(super) async fn chapter(request: Request) -> Result<Response, Problem> {
    let language = request.text("language").and_then(Language::parse);
    let is_name = |name: &&str| {
        let mut letters = name.bytes();
        letters.all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
    };
    match (language, request.text("chapter").filter(is_name)) {
        (Some(language), Some(chapter)) => shown(&request, language, chapter),
        _ => pages::nothing_here(&request.headers, request.language),
    }
}

/// A chapter in the language of its address, which comes before what the browser prefers.
fn shown(request: &Request, language: Language, chapter: &str) -> Result<Response, Problem> {
    let word = language.as_str();
    let Some(text) = assets::plain_text(&format!("help/{word}/{chapter}.html")) else {
        return pages::nothing_here(&request.headers, request.language);
    };
    // As the build script writes them.
    let mut lines = text.splitn(5, '\n');
    let [title, other, next, headings, html] = [(); 5].map(|()| lines.next().unwrap_or_default());
    let say = |key: &str| escape(&say(language, key, &[]));
    let title = escape(title);
    let contents = format!("/help/{word}");
    let about_pictures = if html.contains("handbook__picture") {
        say("page.handbook_pictures")
    } else {
        String::new()
    };
    let values = [
        ("title", title.as_str()),
        ("html", html),
        ("headings", headings),
        ("contents", &contents),
        ("contents_label", &say("page.handbook")),
        ("other", other),
        ("other_language", another(language).as_str()),
        ("other_label", &say("page.handbook_other")),
        ("next", next),
        ("about_pictures", &about_pictures),
        ("skip_label", &say("page.skip")),
    ];
    Ok(templates::page(
        &request.headers,
        "pages/help/page.html",
        language,
        &values,
        Sent::Once,
    ))
}

fn another(language: Language) -> Language {
    match language {
        Language::Indonesian => Language::English,
        Language::English => Language::Indonesian,
    }
}
