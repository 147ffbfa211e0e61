//! Pages and files: small, revalidated with a tag, and not embeddable.

use serde_json::{Value, json};

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
            // A release's page has one style in it, named in the policy by its hash; a debug build's none.
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
    for path in ["/", "/health", "/api/v1/menu", "/lib/cart.js"] {
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
        ("/lib/cart.js", "text/javascript; charset=utf-8"),
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
async fn a_debug_page_links_the_modules_that_it_imports_each_by_itself() {
    let app = spawn_app().await;
    let html = app.customer().get("/").await.bytes;
    let html = String::from_utf8_lossy(&html);
    for link in [
        "<link rel=\"modulepreload\" href=\"/lib/cart.js\">",
        "<link rel=\"stylesheet\" href=\"/pages/menu/menu-row.css\">",
        "<link rel=\"stylesheet\" href=\"/pages/menu/page.css\">",
        "<link rel=\"preload\" href=\"/i18n/id.json\"",
        "<script type=\"module\" src=\"/pages/menu/page.js\">",
    ] {
        assert_eq!(html.matches(link).count(), 1, "{link} in {html}");
    }
    assert!(
        !html.contains("/pages/admin/") && !html.contains("/i18n/owner/"),
        "{html}"
    );
}

#[tokio::test]
async fn a_page_brings_what_it_shows_first_and_no_text_of_it_ends_the_page() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let name = json!({ "shop_name": "</script><b>Warung" });
    assert_eq!(
        owner.patch("/api/v1/admin/settings", &name).await.status,
        200
    );
    let customer = app.customer();
    let order = customer.order().await;
    let track = format!("/t/{}", uid(&order));
    for (path, names) in [
        ("/", &["menu", "shop"][..]),
        (&track, &["order", "shop"]),
        ("/board", &["shop"]),
    ] {
        let html = customer.get(path).await.bytes;
        let html = String::from_utf8_lossy(&html);
        let begin = "<script type=\"application/json\" id=\"first\">";
        let (_, first) = html.split_once(begin).expect("it brings something");
        let (first, _) = first.split_once("</script>").expect("it ends");
        let first: Value = serde_json::from_str(first).expect("JSON");
        let found: Vec<_> = first.as_object().expect("an object").keys().collect();
        assert_eq!(found, names, "{path}");
        for (name, route) in [
            ("menu", "/api/v1/menu".to_owned()),
            ("shop", "/api/v1/shop".to_owned()),
            ("order", format!("/api/v1/orders/{}", uid(&order))),
        ] {
            if names.contains(&name) {
                assert_eq!(
                    first[name],
                    customer.get(&route).await.body,
                    "{path} {name}"
                );
            }
        }
        assert_eq!(first["shop"]["name"], "</script><b>Warung");
    }
}

#[tokio::test]
async fn a_page_is_sent_compressed_to_who_takes_it_so() {
    let app = spawn_app().await;
    let customer = app.customer();
    let plain = customer.get("/").await;
    let asked = [("accept-encoding", "gzip")];
    for _ in 0..2 {
        let packed = customer.ask("GET", "/", &asked, None).await;
        assert_eq!(packed.header("content-encoding"), "gzip");
        assert!(packed.bytes.len() * 3 < plain.bytes.len());
        assert_ne!(packed.header("etag"), plain.header("etag"));
        let mut unpacked = Vec::new();
        let mut reader = flate2::read::GzDecoder::new(&*packed.bytes);
        std::io::Read::read_to_end(&mut reader, &mut unpacked).expect("gzip");
        assert_eq!(unpacked, plain.bytes);
        let tag = packed.header("etag").to_owned();
        let asked = [("accept-encoding", "gzip"), ("if-none-match", &tag)];
        assert_eq!(customer.ask("GET", "/", &asked, None).await.status, 304);
    }
}

#[tokio::test]
async fn a_script_of_another_program_loads_the_page_again() {
    let app = spawn_app().await;
    let customer = app.customer();
    let script = customer.get("/pages/menu-0123456789abcdef.js").await;
    assert_eq!(
        (script.status, script.header("cache-control")),
        (200, "no-store")
    );
    assert!(String::from_utf8_lossy(&script.bytes).contains("location.reload()"));
    for gone in ["/pages/menu.js", "/i18n/menu-0123456789abcdef/id.json"] {
        assert_eq!(customer.get(gone).await.status, 404, "{gone}");
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
