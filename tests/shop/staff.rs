//! People: hired, renamed, let go; and PINs that are guessed.

use serde_json::{Value, json};

use crate::support::{
    Answer, Caller, PIN, TestApp, int, nasi_goreng, spawn_app, spawn_limited_app,
};

async fn staff(owner: &Caller, name: &str) -> Value {
    let list = owner.get("/api/v1/admin/staff").await.body;
    let mut list = list["staff"].as_array().expect("staff").iter();
    list.find(|one| one["name"] == name).expect("them").clone()
}

async fn log_in(caller: &Caller, name: &str, pin: &str) -> Answer {
    let login = json!({ "name": name, "pin": pin, "want": "token" });
    caller.post("/api/v1/admin/login", &login).await
}

fn route(member: &Value) -> String {
    format!("/api/v1/admin/staff/{}", int(&member["id"]))
}

#[tokio::test]
async fn somebody_is_hired_changed_let_go_and_taken_back() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let sari = json!({ "name": " Sari ", "role": "kitchen", "pin": "1234" });
    let hired = owner.post("/api/v1/admin/staff", &sari).await;
    assert_eq!((hired.status, &hired.body["name"]), (201, &json!("Sari")));
    let stove = log_in(&app.customer(), "sari", "1234").await;
    assert_eq!(stove.status, 200);
    let stove = Caller {
        token: stove.body["token"].as_str().map(str::to_owned),
        ..app.customer()
    };
    let mut screen = stove.listen("/ws?room=kitchen").await;
    screen.snapshot().await;

    // A new name is no reason to throw her out; a new PIN is.
    let path = route(&hired.body);
    let renamed = owner.put(&path, &json!({ "name": "Sari Dewi" })).await;
    assert_eq!(renamed.body["name"], "Sari Dewi");
    assert_eq!(stove.get("/api/v1/admin/me").await.status, 200);
    assert_eq!(
        owner.put(&path, &json!({ "pin": "9999" })).await.status,
        200
    );
    assert_eq!(screen.closes_at_once().await, 4401);
    assert_eq!(stove.get("/api/v1/admin/me").await.status, 401);
    assert_eq!(
        log_in(&app.customer(), "Sari Dewi", "1234").await.status,
        401
    );
    let till = log_in(&app.customer(), "Sari Dewi", "9999").await;
    let till = Caller {
        token: till.body["token"].as_str().map(str::to_owned),
        ..app.customer()
    };

    // Another role holds at once: a session with the old one must log in again.
    assert_eq!(
        owner.put(&path, &json!({ "role": "cashier" })).await.status,
        200
    );
    assert_eq!(till.get("/api/v1/admin/me").await.status, 401);
    let gone = owner.delete(&path).await;
    assert!(gone.body["retired_at"].is_string(), "{}", gone.body);
    assert_eq!(
        log_in(&app.customer(), "Sari Dewi", "9999").await.status,
        401
    );
    assert_eq!(owner.delete(&path).await.code(), "staff_not_found");
    let back = owner.post(&format!("{path}/restore"), &json!({})).await;
    assert_eq!(back.body["retired_at"], Value::Null);
    let again = log_in(&app.customer(), "Sari Dewi", "9999").await;
    assert_eq!(again.body["staff"]["role"], "cashier");
    let history = owner.get("/api/v1/admin/history?about=staff").await.body;
    let what = history["changes"].as_array().expect("changes").iter();
    let what: Vec<_> = what
        .map(|one| one["field"].as_str().expect("a field"))
        .collect();
    assert_eq!(
        what,
        ["restored", "retired", "role", "pin", "name", "added"]
    );
    assert!(!history.to_string().contains("9999"));
}

#[tokio::test]
async fn a_name_is_one_persons_and_a_shop_keeps_an_owner() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let (dewi, rina) = (staff(&owner, "Dewi").await, staff(&owner, "Rina").await);
    let staff = "/api/v1/admin/staff";
    let hire =
        |name: &str, role: &str, pin: &str| json!({ "name": name, "role": role, "pin": pin });
    #[rustfmt::skip]
    let cases = [
        (owner.post(staff, &hire("RINA", "kitchen", PIN)).await, 409, "name_taken", "name"),
        (owner.put(&route(&dewi), &json!({ "name": "rina" })).await, 409, "name_taken", "name"),
        (owner.put(&route(&dewi), &json!({ "role": "cashier" })).await, 409, "last_owner", ""),
        (owner.delete(&route(&dewi)).await, 409, "last_owner", ""),
        (owner.post(staff, &hire(" ", "kitchen", PIN)).await, 422, "unfit_name", "name"),
        (owner.post(staff, &hire(&"x".repeat(41), "kitchen", PIN)).await, 422, "unfit_name", "name"),
        (owner.post(staff, &hire("A\u{202e}nis", "kitchen", PIN)).await, 422, "unfit_name", "name"),
        (owner.post(staff, &hire("Anis", "kitchen", "123")).await, 422, "unfit_pin", "pin"),
        (owner.post(staff, &hire("Anis", "kitchen", "12345678901")).await, 422, "unfit_pin", "pin"),
        (owner.post(staff, &hire("Anis", "kitchen", "12a4")).await, 422, "unfit_pin", "pin"),
        (owner.post(staff, &hire("Anis", "boss", PIN)).await, 422, "unknown_word", "role"),
        (owner.post(staff, &hire("Anis", "board", PIN)).await, 422, "unknown_word", "role"),
        (owner.put(&format!("{staff}/999"), &json!({ "name": "Anis" })).await, 404, "staff_not_found", ""),
    ];
    for (answer, status, code, field) in cases {
        assert_eq!((answer.status, answer.code()), (status, code));
        let named = answer.body["field"].as_str().unwrap_or_default();
        assert_eq!(named, field, "{}", answer.body);
    }
    // With a second owner the first may go.
    assert_eq!(
        owner
            .put(&route(&rina), &json!({ "role": "owner" }))
            .await
            .status,
        200
    );
    assert_eq!(owner.delete(&route(&dewi)).await.status, 200);
}

#[tokio::test]
async fn the_same_name_typed_on_two_keyboards_is_the_same_name() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let rene = json!({ "name": "Rene\u{301}", "role": "cashier", "pin": "1234" });
    let hired = owner.post("/api/v1/admin/staff", &rene).await;
    assert_eq!(hired.body["name"], "Ren\u{e9}");
    for name in ["Ren\u{e9}", "Rene\u{301}"] {
        assert_eq!(log_in(&app.customer(), name, "1234").await.status, 200);
    }
    let mut order = nasi_goreng();
    order["customer_name"] = json!("Rene\u{301}");
    assert_eq!(
        app.customer().order_of(&order).await["customer_name"],
        "Ren\u{e9}"
    );
    order["customer_name"] = json!("Ra\u{202e}ni");
    let refused = app.customer().post("/api/v1/orders", &order).await;
    assert_eq!(refused.code(), "control_characters");
}

/// Six wrong PINs, and what the sixth hears.
async fn guesses(caller: &Caller, names: [&str; 6]) -> Answer {
    for name in &names[..5] {
        let wrong = log_in(caller, name, "0000").await;
        assert_eq!((wrong.status, wrong.code()), (401, "wrong_name_or_pin"));
    }
    log_in(caller, names[5], "0000").await
}

fn must_wait(answer: &Answer) {
    assert_eq!((answer.status, answer.code()), (429, "too_many_tries"));
    let seconds: u64 = answer.header("retry-after").parse().expect("seconds");
    assert!((25..=30).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn wrong_pins_slow_down_and_nothing_tells_a_wrong_name_from_a_wrong_pin() {
    let app = spawn_limited_app().await;
    let phone = app.customer().at(2);
    let real = guesses(&phone, ["Dewi"; 6]).await;
    let made_up = guesses(&app.customer().at(3), ["Hantu"; 6]).await;
    must_wait(&real);
    must_wait(&made_up);
    assert_eq!(
        real.body["detail"].as_str().map(digits),
        made_up.body["detail"].as_str().map(digits)
    );
    // Many names from one address are as many tries, and the right PIN is not even looked at.
    must_wait(&guesses(&app.customer().at(4), ["A", "B", "C", "D", "E", "F"]).await);
    must_wait(&log_in(&phone, "Rina", PIN).await);
}

/// The words, without the number in them.
fn digits(detail: &str) -> String {
    detail.replace(|letter: char| letter.is_ascii_digit(), "")
}

#[tokio::test]
async fn guesses_elsewhere_lock_out_neither_the_machine_nor_a_device_of_the_shop() {
    let app = spawn_limited_app().await;
    // A tablet that is one of the shop's: a person is logged in there.
    let tablet = app.customer().at(9);
    assert_eq!(log_in(&tablet, "Budi", PIN).await.status, 200);
    let mut last = None;
    for n in 2..=8 {
        last = Some(log_in(&app.customer().at(n), "Dewi", "0000").await);
    }
    // Spread over many addresses, guesses at one account still slow each other down.
    must_wait(&last.expect("an answer"));
    assert_eq!(log_in(&tablet, "Dewi", PIN).await.status, 200);
    assert_eq!(log_in(&app.customer(), "Dewi", PIN).await.status, 200);
}

#[tokio::test]
async fn somebody_else_takes_over_at_the_same_tablet() {
    let app: TestApp = spawn_app().await;
    let customer = app.customer();
    let origin = format!("http://{}", app.address);
    let login = |name: &str| json!({ "name": name, "pin": PIN });
    let rina = customer.post("/api/v1/admin/login", &login("Rina")).await;
    let cookie = rina
        .header("set-cookie")
        .split(';')
        .next()
        .expect("a cookie")
        .to_owned();
    let headers = [("cookie", cookie.as_str()), ("origin", origin.as_str())];
    let token = cookie.split_once('=').expect("a pair").1.to_owned();
    let first = Caller {
        token: Some(token),
        ..customer.clone()
    };
    let mut screen = first.listen("/ws?room=cashier").await;
    screen.snapshot().await;
    // A wrong PIN changes nothing.
    let wrong = json!({ "name": "Dewi", "pin": "0000" });
    let answer = customer
        .ask("POST", "/api/v1/admin/login", &headers, Some(&wrong))
        .await;
    assert_eq!(answer.status, 401);
    assert_eq!(first.get("/api/v1/admin/me").await.status, 200);
    let dewi = customer
        .ask(
            "POST",
            "/api/v1/admin/login",
            &headers,
            Some(&login("Dewi")),
        )
        .await;
    assert_eq!(dewi.body["staff"]["name"], "Dewi");
    assert_eq!(screen.closes_at_once().await, 4401);
    assert_eq!(first.get("/api/v1/admin/me").await.status, 401);
    let devices = app.owner().await.get("/api/v1/admin/devices").await.body;
    let devices = devices["devices"].as_array().expect("devices");
    assert!(
        devices
            .iter()
            .all(|device| device["staff"]["name"] != "Rina")
    );
}

/// Logs in as a page does; returns the cookies that it has to keep.
async fn cookies_of_login(
    tablet: &Caller,
    cookies: &str,
    name: &str,
    pin: &str,
) -> (u16, Vec<String>) {
    let login = json!({ "name": name, "pin": pin });
    let headers = [("cookie", cookies)];
    let answer = tablet
        .ask("POST", "/api/v1/admin/login", &headers, Some(&login))
        .await;
    let kept = answer.headers.get_all("set-cookie").iter();
    let kept = kept.map(|cookie| cookie.to_str().expect("text").to_owned());
    (answer.status, kept.collect())
}

#[tokio::test]
async fn a_tablet_that_was_used_before_can_log_in_after_a_night_of_guesses() {
    let app = spawn_limited_app().await;
    let tablet = app.customer().at(20);
    let (status, kept) = cookies_of_login(&tablet, "", "Rina", PIN).await;
    assert_eq!(status, 200);
    let mark = kept
        .iter()
        .find(|cookie| cookie.starts_with("siap_device="));
    let mark = mark.expect("a mark").clone();
    for flag in ["HttpOnly", "SameSite=Strict", "Max-Age="] {
        assert!(mark.contains(flag), "{mark}");
    }
    let mark = mark.split(';').next().expect("a pair").to_owned();
    // The night is over: no session of yesterday is in force.
    let file = rusqlite::Connection::open(app.folder.path().join("siap.db")).expect("a file");
    file.execute(
        "update sessions set last_used_at = last_used_at - 13 * 3600 * 1000",
        [],
    )
    .expect("a night");
    let mut last = None;
    for n in 66..72 {
        last = Some(log_in(&app.customer().at(n), "Rina", "0000").await);
    }
    must_wait(&last.expect("an answer"));
    must_wait(&log_in(&tablet, "Rina", PIN).await);
    // A mark counts for those who have logged in there, and for no others.
    let (status, _) = cookies_of_login(&app.customer().at(21), "siap_device=00", "Rina", PIN).await;
    assert_eq!(status, 429);
    let (status, again) = cookies_of_login(&tablet, &mark, "Rina", PIN).await;
    assert_eq!(status, 200);
    assert!(
        again.iter().any(|cookie| cookie.starts_with(&mark)),
        "the same device"
    );
    // With the tablet in hand guesses are no faster than from elsewhere.
    for _ in 0..5 {
        assert_eq!(
            cookies_of_login(&tablet, &mark, "Rina", "0000").await.0,
            401
        );
    }
    assert_eq!(cookies_of_login(&tablet, &mark, "Rina", PIN).await.0, 429);
}

#[tokio::test]
async fn a_login_that_overlaps_the_change_of_its_pin_does_not_survive_it() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let staff = owner.get("/api/v1/admin/staff").await.body;
    let staff = staff["staff"].as_array().expect("staff");
    let rina = staff.iter().find(|member| member["name"] == "Rina");
    let path = route(rina.expect("Rina"));
    for new_pin in ["13571357", PIN, "24682468"] {
        let old_pin = if new_pin == PIN { "13571357" } else { PIN };
        let pin = json!({ "pin": new_pin });
        // PINs are hashed and checked one at a time: these logins have read the old one before the new one is
        // written, and are let in after it.
        let phone = app.customer();
        let logins = (0..6).map(|_| log_in(&phone, "Rina", old_pin));
        let (changed, logins) = tokio::join!(
            owner.put(&path, &pin),
            futures_util::future::join_all(logins)
        );
        assert_eq!(changed.status, 200, "{}", changed.body);
        for login in logins {
            let Some(token) = login.body["token"].as_str() else {
                assert_eq!(login.status, 401, "{}", login.body);
                continue;
            };
            let caller = Caller {
                token: Some(token.to_owned()),
                ..app.customer()
            };
            let me = caller.get("/api/v1/admin/me").await;
            assert_eq!(me.status, 401, "a session of the old PIN: {}", me.body);
        }
        assert_eq!(log_in(&app.customer(), "Rina", new_pin).await.status, 200);
    }
}

#[tokio::test]
async fn sessions_that_are_ended_at_the_machine_are_told_so_before_they_could_find_out() {
    let app = spawn_app().await;
    let (cashier, other) = (app.cashier().await, app.owner().await);
    let mut leaving = cashier.listen("/ws?room=cashier").await;
    let mut staying = other.listen("/ws?room=cashier").await;
    leaving.snapshot().await;
    staying.snapshot().await;
    let data = app.folder.path().to_str().expect("text");
    let reset = [
        "staff",
        "reset-pin",
        "--data",
        data,
        "--name",
        "Rina",
        "--pin-stdin",
    ];
    let ended = crate::support::run(&reset, "97531975").await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(leaving.closes_at_once().await, 4401);
    let order = app.customer().order().await;
    let message = staying.hears_next("new_order").await;
    assert_eq!(message["data"]["order"]["uid"], order["uid"]);
}

#[tokio::test]
async fn a_person_changes_their_own_pin_with_the_one_they_have() {
    let app = spawn_app().await;
    let (cashier, elsewhere) = (app.cashier().await, app.cashier().await);
    let path = "/api/v1/admin/me/pin";
    let pins = |pin: &str, new: &str| json!({ "pin": pin, "new_pin": new });
    let wrong = cashier.put(path, &pins("9999", "4321")).await;
    assert_eq!((wrong.status, wrong.code()), (403, "wrong_pin"));
    let unfit = cashier.put(path, &pins(PIN, "12")).await;
    assert_eq!((unfit.status, unfit.code()), (422, "unfit_pin"));
    assert_eq!(log_in(&app.customer(), "Rina", PIN).await.status, 200);

    let changed = cashier.put(path, &pins(PIN, "4321")).await;
    assert_eq!(
        (changed.status, &changed.body["name"]),
        (200, &json!("Rina"))
    );
    assert_eq!(log_in(&app.customer(), "Rina", PIN).await.status, 401);
    assert_eq!(log_in(&app.customer(), "Rina", "4321").await.status, 200);
    assert_eq!(cashier.get("/api/v1/admin/me").await.status, 200, "goes on");
    assert_eq!(elsewhere.get("/api/v1/admin/me").await.status, 401);
    let owner = app.owner().await;
    let history = owner.get("/api/v1/admin/history?about=staff").await.body;
    let newest = &history["changes"][0];
    assert_eq!(
        (&newest["field"], &newest["by"], &newest["after"]),
        (&json!("pin"), &json!("Rina"), &Value::Null)
    );
}

#[tokio::test]
async fn who_guesses_at_a_pin_to_change_it_waits_and_its_owner_still_logs_in() {
    let app = spawn_limited_app().await;
    let cashier = app.cashier().await;
    let guess = json!({ "pin": "9999", "new_pin": "4321" });
    let mut tries = 0;
    let waits = loop {
        let answer = cashier.put("/api/v1/admin/me/pin", &guess).await;
        if answer.status == 429 {
            break answer;
        }
        tries += 1;
        assert!(tries < 10, "no end: {}", answer.body);
    };
    assert_eq!(waits.code(), "too_many_tries");
    assert_eq!(log_in(&app.customer(), "Rina", PIN).await.status, 200);
}
