//! The handbook as the program serves it: every chapter in both languages, every link, under the pages' own policy.

use std::{collections::BTreeSet, fs, path::Path};

use crate::support::{Answer, Caller, spawn_app};

const LANGUAGES: [&str; 2] = ["id", "en"];

/// The addresses of a language's chapters, by their files in the handbook's folder.
fn chapters(language: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/handbook");
    let files = fs::read_dir(folder.join(language)).expect("a folder");
    let names = files.map(|file| file.expect("a file").file_name());
    let names = names.filter_map(|name| {
        let name = name.to_string_lossy().into_owned();
        name.strip_suffix(".md").map(str::to_owned)
    });
    names
        .map(|name| match name.as_str() {
            "README" => format!("/help/{language}"),
            name => format!("/help/{language}/{name}"),
        })
        .collect()
}

fn text(page: &Answer) -> String {
    String::from_utf8_lossy(&page.bytes).into_owned()
}

/// The values of an attribute.
fn values<'t>(html: &'t str, attribute: &str) -> Vec<&'t str> {
    let begin = format!(" {attribute}=\"");
    let rest = html.split(begin.as_str()).skip(1);
    rest.filter_map(|rest| rest.split('"').next()).collect()
}

async fn page(customer: &Caller, path: &str) -> String {
    let page = customer.get(path).await;
    let kind = page.header("content-type");
    assert_eq!(
        (page.status, kind),
        (200, "text/html; charset=utf-8"),
        "{path}"
    );
    text(&page)
}

#[tokio::test]
async fn every_chapter_is_a_page_in_both_languages_without_a_script_and_under_guard() {
    let app = spawn_app().await;
    let customer = app.customer();
    for language in LANGUAGES {
        let chapters = chapters(language);
        assert_eq!(chapters.len(), 9, "{chapters:?}");
        for path in &chapters {
            // The address says the language, before what the browser prefers.
            let asked = [("accept-language", "en"), ("cookie", "lang=id")];
            let page = customer.ask("GET", path, &asked, None).await;
            let html = text(&page);
            assert_eq!(page.status, 200, "{path}");
            assert!(
                html.contains(&format!("<html lang=\"{language}\"")),
                "{path}"
            );
            assert_eq!(html.matches("<h1").count(), 1, "{path}");
            for absent in ["{{", "<script", "<style", " style=", "**", "](", "://"] {
                // In code an address may stand.
                let found = html.replace("<code>http://", "<code>").contains(absent);
                assert!(!found, "{absent} in {path}: {html}");
            }
            let policy = page.header("content-security-policy");
            assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"));
            assert_eq!(page.header("cache-control"), "no-cache", "{path}");
            let known = [("if-none-match", page.header("etag"))];
            let known = customer.ask("GET", path, &known, None).await;
            assert_eq!((known.status, known.bytes.len()), (304, 0), "{path}");
        }
    }
}

#[tokio::test]
async fn the_contents_are_in_the_visitors_language_and_lead_to_every_chapter() {
    let app = spawn_app().await;
    let customer = app.customer();
    for language in LANGUAGES {
        for asked in [
            [("accept-language", language), ("cookie", "a=b")],
            [
                ("accept-language", "fr"),
                ("cookie", &format!("lang={language}")),
            ],
        ] {
            let contents = customer.ask("GET", "/help", &asked, None).await;
            let html = text(&contents);
            assert_eq!(contents.status, 200);
            assert!(
                html.contains(&format!("<html lang=\"{language}\"")),
                "{html}"
            );
            assert!(contents.header("vary").contains("accept-language, cookie"));
            let links: BTreeSet<&str> = values(&html, "href").into_iter().collect();
            for chapter in chapters(language) {
                assert!(links.contains(chapter.as_str()), "{chapter} in {links:?}");
            }
        }
    }
}

#[tokio::test]
async fn every_link_of_the_handbook_leads_somewhere_also_into_a_chapter() {
    let app = spawn_app().await;
    let customer = app.customer();
    let mut walked = 0;
    for path in LANGUAGES.into_iter().flat_map(chapters) {
        let html = page(&customer, &path).await;
        for link in values(&html, "href") {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let file = if file.is_empty() { &path } else { file };
            let led = customer.get(file).await;
            assert_eq!(led.status, 200, "{path} leads to {link}");
            if !anchor.is_empty() {
                let led = text(&led);
                let anchors = values(&led, "id");
                assert_eq!(
                    anchors.iter().filter(|it| **it == anchor).count(),
                    1,
                    "{path}: {link}"
                );
            }
            walked += 1;
        }
    }
    assert!(walked > 150, "{walked} links");
}

#[tokio::test]
async fn a_reader_goes_on_from_chapter_to_chapter_and_changes_the_language_in_place() {
    let app = spawn_app().await;
    let customer = app.customer();
    let numbered = |language| chapters(language).into_iter().skip(1).collect::<Vec<_>>();
    let [indonesian, english] = LANGUAGES.map(numbered);
    for (own, others) in [(&indonesian, &english), (&english, &indonesian)] {
        for (at, path) in own.iter().enumerate() {
            let html = page(&customer, path).await;
            assert!(
                html.contains(&format!("href=\"{}\" hreflang", others[at])),
                "{path}: {html}"
            );
            let next = own
                .get(at + 1)
                .map(|next| format!("rel=\"next\" href=\"{next}\""));
            match next {
                Some(next) => assert!(html.contains(&next), "{path}: {html}"),
                None => assert!(!html.contains("rel=\"next\""), "{path}: {html}"),
            }
        }
    }
    // A page that the handbook names is a tap away.
    let every_day = page(&customer, &english[1]).await;
    assert!(every_day.contains("<a href=\"/cashier\"><code>/cashier</code></a>"));
}

#[tokio::test]
async fn a_chapter_that_there_is_not_is_answered_like_any_other_unknown_address() {
    let app = spawn_app().await;
    let customer = app.customer();
    for path in [
        "/help/",
        "/help/fr",
        "/help/fr/1-setting-up",
        "/help/en/",
        "/help/en/1-memasang",
        "/help/en/README",
        "/help/en/..%2fid%2f1-memasang",
        "/help/en/%2e%2e",
        "/help/en/1-setting-up/more",
        "/help/en/pictures/setup.webp",
    ] {
        let problem = customer.get(path).await;
        assert_eq!(
            (problem.status, problem.code()),
            (404, "not_found"),
            "{path}"
        );
        let asked = [("accept", "text/html"), ("accept-language", "en")];
        let page = customer.ask("GET", path, &asked, None).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(
            text(&page).contains("There&#39;s nothing at this address"),
            "{path}"
        );
    }
}
