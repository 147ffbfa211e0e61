//! Pages and files: small, checked back with a tag, and nobody else's.

use crate::support::{spawn_app, uid};

#[tokio::test]
async fn every_page_is_there_in_both_languages_and_under_guard() {
    let app = spawn_app().await;
    let customer = app.customer();
    let order = customer.order().await;
    let track = format!("/t/{}", uid(&order));
    for path in ["/", "/t", &track, "/cashier", "/kitchen", "/board"] {
        for (language, lang) in [("id", "lang=\"id\""), ("en-US,en;q=0.9", "lang=\"en\"")] {
            let headers = [("accept-language", language)];
            let page = customer.ask("GET", path, &headers, None).await;
            let html = String::from_utf8_lossy(&page.bytes);
            assert_eq!(
                (page.status, page.header("content-type")),
                (200, "text/html; charset=utf-8")
            );
            assert!(
                html.contains(lang) && !html.contains("{{"),
                "{path}: {html}"
            );
            // A strict policy is only free while nothing is inline.
            assert!(
                !html.contains("<style") && !html.contains(" style="),
                "{path}"
            );
            assert!(!html.contains("<script>"), "{path}");
            let policy = page.header("content-security-policy");
            assert!(
                policy.contains("script-src 'self'") && !policy.contains("unsafe"),
                "{policy}"
            );
            let tag = page.header("etag").to_owned();
            let headers = [
                ("accept-language", language),
                ("if-none-match", tag.as_str()),
            ];
            let known = customer.ask("GET", path, &headers, None).await;
            assert_eq!((known.status, known.bytes.len()), (304, 0), "{path}");
            assert!(known.header("content-security-policy").contains("'self'"));
        }
        let chosen = customer
            .ask(
                "GET",
                &format!("{path}?lang=en"),
                &[("cookie", "lang=id")],
                None,
            )
            .await;
        assert!(
            String::from_utf8_lossy(&chosen.bytes).contains("lang=\"en\""),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_head_is_the_same_answer_without_its_body() {
    let app = spawn_app().await;
    let customer = app.customer();
    for path in ["/", "/health", "/api/v1/menu", "/lib/live.js"] {
        let whole = customer.get(path).await;
        let head = customer.ask("HEAD", path, &[], None).await;
        assert_eq!((head.status, head.bytes.len()), (200, 0), "{path}");
        for name in ["content-type", "content-length", "etag", "cache-control"] {
            // The health of a shop changes by the second, and so may its length.
            if path != "/health" || name != "content-length" {
                assert_eq!(head.header(name), whole.header(name), "{path} {name}");
            }
        }
    }
}

#[tokio::test]
async fn a_file_is_fetched_once_and_then_only_checked() {
    let app = spawn_app().await;
    let customer = app.customer();
    for (path, kind) in [
        ("/lib/live.js", "text/javascript; charset=utf-8"),
        ("/styles/tokens.css", "text/css; charset=utf-8"),
        ("/favicon.svg", "image/svg+xml"),
        ("/i18n/id.json", "application/json"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/vendor/preact/LICENSE-htm", "text/plain; charset=utf-8"),
    ] {
        let file = customer.get(path).await;
        assert_eq!(
            (file.status, file.header("content-type")),
            (200, kind),
            "{path}"
        );
        assert_eq!(file.header("cache-control"), "no-cache");
        let tag = file.header("etag").to_owned();
        for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let again = customer
                .ask("GET", path, &[("if-none-match", &known)], None)
                .await;
            assert_eq!(
                (again.status, again.bytes.len()),
                (304, 0),
                "{path} {known}"
            );
        }
    }
}

#[tokio::test]
async fn what_only_the_type_checker_reads_is_not_in_the_program() {
    let app = spawn_app().await;
    for path in ["/vendor/preact/standalone.d.ts", "/lib/api-types.d.ts"] {
        let types = app.customer().get(path).await;
        assert_eq!((types.status, types.code()), (404, "not_found"), "{path}");
    }
}

#[tokio::test]
async fn a_browser_without_javascript_reads_its_order_as_text() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let mut order = crate::support::nasi_goreng();
    order["items"][0]["note"] = serde_json::json!("<script>alert(1)</script>");
    let order = customer.order_of(&order).await;
    let page = async |language| {
        let headers = [("accept-language", language)];
        let page = customer
            .ask("GET", &format!("/t/{}", uid(&order)), &headers, None)
            .await;
        String::from_utf8_lossy(&page.bytes).into_owned()
    };
    let html = page("id").await;
    for fact in [
        "C-001",
        "Menunggu Pembayaran",
        "Nasi Goreng Kampung",
        "Rp20.000",
        "qr.svg",
        "http-equiv=\"refresh\"",
    ] {
        assert!(html.contains(fact), "{fact} in {html}");
    }
    assert!(
        html.contains("&lt;script&gt;alert(1)") && !html.contains("<script>alert"),
        "{html}"
    );
    cashier.pay(&order).await;
    assert!(page("id").await.contains("Sedang Disiapkan"));
    cashier.set_status(&order, "ready").await;
    assert!(page("id").await.contains("Siap Diambil"));
    assert!(page("en").await.contains("Ready for pickup"));
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_a_page_for_a_person() {
    let app = spawn_app().await;
    let customer = app.customer();
    for path in ["/nothing", "/t/nonsense", "/t/7zzzzzzzzzzzzzzzzzzzzzzzzz"] {
        let headers = [("accept", "text/html"), ("accept-language", "en")];
        let page = customer.ask("GET", path, &headers, None).await;
        let html = String::from_utf8_lossy(&page.bytes);
        assert_eq!(
            (page.status, page.header("content-type")),
            (404, "text/html; charset=utf-8")
        );
        assert!(
            html.contains("lang=\"en\"") && !html.contains("{{"),
            "{path}: {html}"
        );
    }
}

#[tokio::test]
async fn a_tracking_qr_never_says_an_address_that_only_this_machine_knows() {
    let app = spawn_app().await;
    let customer = app.customer();
    let order = customer.order().await;
    let path = format!("/api/v1/orders/{}/qr.svg", uid(&order));
    let svg = customer.get(&path).await;
    assert_eq!(
        (svg.status, svg.header("content-type")),
        (200, "image/svg+xml")
    );
    // Neither the host of the request nor where it came from changes what the code says.
    let through = customer
        .ask("GET", &path, &[("host", "localhost:1")], None)
        .await;
    assert_eq!(svg.bytes, through.bytes);
}
