//! Who is let in, for how long, from where a form may come, and where an answer may lead.

mod support;

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use oqu_identity::api::DEMO_PASSWORD;
use oqu_text::Language;

use support::http::Answer;
use support::{Browser, Request, Setup, TestSite, text};

stories!(
    a_form_needs_the_token_of_its_own_session,
    a_form_of_another_site_is_refused,
    what_a_browser_held_before_signing_in_means_nothing_after,
    a_refusal_does_not_tell_who_has_an_account,
    sessions_that_are_ended_die_at_once,
    a_new_password_ends_the_other_sessions,
    a_lock_ends_all_sessions,
    another_language_keeps_the_place,
    no_address_leads_to_another_site,
    too_many_tries_are_told_when_to_come_again,
    cookies_are_out_of_reach_of_scripts,
    methods_that_an_address_does_not_take,
    a_missing_page_speaks_the_language_of_the_person,
    a_page_that_has_not_changed_is_not_sent_again,
    every_answer_has_a_number_of_its_own,
    assets_are_kept_for_ever_and_travel_compressed,
    sessions_end_when_unused_and_at_the_latest_on_a_fixed_day,
);

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The answer is the designed page of a failure.
fn assert_failure(site: &TestSite, answer: &Answer, status: u16, word: &str) {
    let page = answer.text();
    let title = site.said(&format!("failure-{word}-title"));
    assert_eq!(answer.status, status, "{}", text(&page));
    assert!(
        page.contains(&format!("<h1>{title}</h1>")),
        "{}",
        text(&page)
    );
    assert!(answer.header("content-security-policy").is_some());
    assert!(page.contains("<a class=\"button\""), "a way out");
}

fn place(answer: &Answer) -> &str {
    answer.header("location").unwrap_or_default()
}

const PERSON: [(&str, &str); 3] = [
    ("surname", "Жалғанов"),
    ("given", "Жалған"),
    ("citizenship", "KZ"),
];

async fn a_form_needs_the_token_of_its_own_session(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let mut other = site.signed_in("zhanar").await;
    let before = site.weight().await;
    let send = async |browser: &mut Browser, token: Option<&str>| {
        let mut fields = PERSON.to_vec();
        fields.extend(token.map(|token| ("csrf", token)));
        let answer = browser.ask(Request::form("/people", &fields)).await;
        assert_failure(&site, &answer, 403, "stale");
    };
    send(&mut admin, None).await;
    send(&mut admin, Some("")).await;
    send(&mut admin, Some(&"A".repeat(43))).await;
    send(&mut admin, Some("ә")).await;
    send(&mut admin, Some(&other.token.clone())).await;
    let own = admin.token.clone();
    let mut twice = PERSON.to_vec();
    twice.extend([("csrf", "forged"), ("csrf", own.as_str())]);
    let answer = admin.ask(Request::form("/people", &twice)).await;
    assert_failure(&site, &answer, 403, "stale");
    // The token in the address is no token.
    let address = format!("/people?csrf={own}");
    let answer = admin.ask(Request::form(&address, &PERSON)).await;
    assert_failure(&site, &answer, 403, "stale");
    // After signing out the same form with the same cookies does nothing.
    let kept = admin.clone();
    assert_eq!(admin.post("/logout", &[]).await.status, 303);
    let mut replayed = kept.clone();
    send(&mut replayed, Some(&own)).await;
    assert_eq!(before, site.weight().await);
    other.open("/today").await;
}

async fn a_form_of_another_site_is_refused(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let before = site.weight().await;
    let host = site.address.to_string();
    let token = admin.token.clone();
    let mut fields = PERSON.to_vec();
    fields.push(("csrf", &token));
    let form = Request::form("/people", &fields);
    let foreign = [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", &format!("http://{host}.evil.example")),
        ("origin", &format!("http://evil.example:80@{host}x")),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ];
    for (name, value) in foreign {
        let answer = admin.ask(form.clone().header(name, value)).await;
        assert_failure(&site, &answer, 403, "stale");
    }
    assert_eq!(before, site.weight().await);
    let own = form
        .header("origin", &format!("http://{host}"))
        .header("sec-fetch-site", "same-origin");
    assert_eq!(admin.ask(own).await.status, 303);
}

async fn what_a_browser_held_before_signing_in_means_nothing_after(site: Arc<TestSite>) {
    let planted = "planted-by-somebody-who-waits-for-a-victim";
    let mut victim = site.browser();
    victim.cookies.insert("oqu_session".into(), planted.into());
    victim.cookies.insert("oqu_guest".into(), planted.into());
    let answer = victim.sign_in_with("s0050", DEMO_PASSWORD).await;
    assert_eq!(answer.status, 303);
    assert_ne!(victim.cookies["oqu_session"], planted);
    assert_eq!(victim.cookies.get("oqu_guest"), None);
    assert!(victim.is_inside().await);
    let mut thief = site.browser();
    thief.cookies.insert("oqu_session".into(), planted.into());
    assert!(!thief.is_inside().await);
    // A token of the time before signing in is worth nothing after.
    let mut guest = site.browser();
    guest.open("/login").await;
    let guests = guest.token.clone();
    guest
        .post("/login", &[("login", "s0051"), ("password", DEMO_PASSWORD)])
        .await;
    let answer = guest
        .ask(Request::form("/logout", &[("csrf", &guests)]))
        .await;
    assert_failure(&site, &answer, 403, "stale");
    // Signing in again makes a new session and ends the one before.
    let first = guest.cookies["oqu_session"].clone();
    guest.open("/account").await;
    guest
        .post("/login", &[("login", "s0052"), ("password", DEMO_PASSWORD)])
        .await;
    assert_ne!(first, guest.cookies["oqu_session"]);
    let mut old = site.browser();
    old.cookies.insert("oqu_session".into(), first);
    assert!(!old.is_inside().await);
    assert!(guest.is_inside().await);
}

async fn a_refusal_does_not_tell_who_has_an_account(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let locked = site.person("s0053").await;
    let form = [("ground", "Тексеру")];
    admin.open(&format!("/people/{locked}/lock")).await;
    assert_eq!(
        admin
            .post(&format!("/people/{locked}/lock"), &form)
            .await
            .status,
        303
    );
    let mut seen = BTreeSet::new();
    for (login, password) in [
        ("s0054", "wrong"),
        ("s0054", ""),
        ("nobody-here", DEMO_PASSWORD),
        ("", ""),
        ("s0053", DEMO_PASSWORD),
        ("s0054\0", DEMO_PASSWORD),
    ] {
        let mut browser = site.browser();
        let answer = browser.sign_in_with(login, password).await;
        assert_eq!(answer.status, 422, "{login}");
        assert_eq!(browser.cookies.get("oqu_session"), None);
        let page = answer.text();
        assert!(page.contains(&site.said("sign-in-refused")), "{login}");
        seen.insert(text(&page));
    }
    assert_eq!(seen.len(), 1, "{seen:#?}");
}

async fn sessions_that_are_ended_die_at_once(site: Arc<TestSite>) {
    let mut here = site.signed_in("s0055").await;
    let mut phone = site.signed_in("s0055").await;
    let mut library = site.signed_in("s0055").await;
    let mut stranger = site.signed_in("s0056").await;
    let account = here.open("/account").await;
    let end = support::forms(&account)
        .into_iter()
        .find(|form| form.action.ends_with("/end"))
        .expect("a session to end");
    // Not by a stranger, though they know its id.
    assert_eq!(stranger.post(&end.action, &[]).await.status, 404);
    assert!(phone.is_inside().await && library.is_inside().await);
    here.submit(&end).await;
    let left = [phone.is_inside().await, library.is_inside().await];
    assert_eq!(left.iter().filter(|inside| **inside).count(), 1);
    assert_eq!(here.post(&end.action, &[]).await.status, 404, "it is over");
    assert_eq!(
        here.post("/account/sessions/end-others", &[]).await.status,
        303
    );
    assert!(!phone.is_inside().await && !library.is_inside().await);
    assert!(here.is_inside().await && stranger.is_inside().await);
    // Signing out ends the session itself, not only the cookie.
    let mut kept = here.clone();
    assert_eq!(here.post("/logout", &[]).await.status, 303);
    assert_eq!(here.cookies.get("oqu_session"), None);
    assert!(!kept.is_inside().await);
}

async fn a_new_password_ends_the_other_sessions(site: Arc<TestSite>) {
    const NEW: &str = "жаңа құпиясөз 2026";
    let mut here = site.signed_in("s0057").await;
    let mut phone = site.signed_in("s0057").await;
    for (now, new, key) in [
        ("wrong", NEW, "password-now-wrong"),
        (DEMO_PASSWORD, "short", "password-new-length"),
        (DEMO_PASSWORD, &"x".repeat(201), "password-new-length"),
    ] {
        let fields = [("password", now), ("new_password", new)];
        let answer = here.post("/account/password", &fields).await;
        assert_eq!(answer.status, 422);
        let page = answer.text();
        assert!(page.contains(&site.said(key)), "{}", text(&page));
        assert!(
            !page.contains(now) && !page.contains(NEW),
            "a secret is not shown again"
        );
    }
    assert!(phone.is_inside().await);
    let fields = [("password", DEMO_PASSWORD), ("new_password", NEW)];
    assert_eq!(here.post("/account/password", &fields).await.status, 303);
    assert!(here.is_inside().await);
    assert!(!phone.is_inside().await);
    let mut again = site.browser();
    assert_eq!(again.sign_in_with("s0057", DEMO_PASSWORD).await.status, 422);
    assert_eq!(again.sign_in_with("s0057", NEW).await.status, 303);
    // What an administrator gives ends them all, and is shown once.
    let mut admin = site.signed_in("admin").await;
    let id = site.person("s0057").await;
    let given = admin
        .post(&format!("/people/{id}/password"), &[])
        .await
        .text();
    let from = given.find("<code>").expect("a password") + "<code>".len();
    let password = &given[from..from + given[from..].find('<').unwrap_or_default()];
    assert!(!here.is_inside().await && !again.is_inside().await);
    assert_eq!(again.sign_in_with("s0057", NEW).await.status, 422);
    assert_eq!(again.sign_in_with("s0057", password).await.status, 303);
}

async fn a_lock_ends_all_sessions(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let mut person = site.signed_in("s0058").await;
    let id = site.person("s0058").await;
    let lock = format!("/people/{id}/lock");
    let form = admin.form(&lock, &lock).await;
    let answer = admin.send(&form).await;
    assert_eq!(answer.status, 422, "a lock has a ground");
    assert!(answer.text().contains(&site.said("lock-ground-missing")));
    assert!(person.is_inside().await);
    let page = admin.submit(&form.set("ground", "№ 12 бұйрық")).await;
    assert!(page.contains(&site.said("people-locked")));
    assert!(
        page.contains("№ 12 бұйрық"),
        "the ground stands in the history"
    );
    assert!(!person.is_inside().await);
    assert_eq!(
        person.sign_in_with("s0058", DEMO_PASSWORD).await.status,
        422
    );
    let unlock = format!("/people/{id}/unlock");
    assert_eq!(admin.post(&unlock, &[]).await.status, 303);
    person.sign_in("s0058").await;
    // Nobody locks the account in their own hand.
    let own = site.person("admin").await;
    let lock = format!("/people/{own}/lock");
    let form = admin.form(&lock, &lock).await.set("ground", "Қате");
    let answer = admin.send(&form).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains(&site.said("lock-oneself")));
    assert!(admin.is_inside().await);
}

async fn another_language_keeps_the_place(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let place_of = "/people?q=%D0%B0%D0%B9&role=learner&sort=-added";
    let page = registrar.open(place_of).await;
    assert!(page.contains("<html lang=\"kk"), "{}", &page[..200]);
    let switch = support::tags(&page)
        .into_iter()
        .find(|tag| tag.name == "a" && tag.get("hreflang") == Some("ru"))
        .expect("a switch");
    let answer = registrar.get(switch.get("href").unwrap_or_default()).await;
    assert_eq!((answer.status, place(&answer)), (303, place_of));
    let page = registrar.open(place_of).await;
    assert!(page.contains("<html lang=\"ru"));
    let russian = site.words(Language::Ru);
    assert!(page.contains(&*russian.t("people-title")));
    // The language is the person's: it is there on the next device too.
    let mut phone = site.signed_in("zhanar").await;
    assert!(phone.open("/today").await.contains("<html lang=\"ru"));
    registrar.open("/today?lang=kk").await;
    assert!(phone.open("/today").await.contains("<html lang=\"kk"));
    // A word that is no language changes nothing.
    let page = phone.open("/today?lang=xx&lang=").await;
    assert!(page.contains("<html lang=\"kk"));
    // A form that came back leads to its page, not to an address that takes forms only.
    let host = site.address.to_string();
    let refused = Request::form("/people", &[("csrf", &registrar.token.clone())])
        .header("referer", &format!("http://{host}/people/new"));
    let answer = registrar.ask(refused).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("href=\"/people/new?lang=en\""));
}

async fn no_address_leads_to_another_site(site: Arc<TestSite>) {
    let outside = [
        "//evil.example",
        "///evil.example",
        "https://evil.example/",
        "HTTPS:evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "%2F%2Fevil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        "@evil.example",
        "/\u{0}/evil.example",
        "/people\r\nset-cookie: a=b",
    ];
    let inside = |answer: &Answer| {
        let place = place(answer).to_owned();
        assert_eq!(answer.status, 303);
        assert!(place.starts_with('/'), "{place}");
        assert!(
            !place.starts_with("//") && !place.contains(['\\', '\t']),
            "{place}"
        );
        assert!(!place.contains("evil"), "{place}");
        assert_eq!(
            answer
                .header("set-cookie")
                .filter(|line| line.starts_with("a=")),
            None
        );
    };
    let mut signed_in = site.signed_in("s0059").await;
    for back in outside {
        let query = support::browser::encoded(&[("back", back)]);
        inside(&signed_in.get(&format!("/login?{query}")).await);
        let mut guest = site.browser();
        let page = guest.open(&format!("/login?{query}")).await;
        let form = support::html::main_form(&page);
        let form = form.set("login", "s0059").set("password", DEMO_PASSWORD);
        inside(&guest.send(&form).await);
    }
    for path in ["//evil.example/", "/\\evil.example", "///evil.example"] {
        let answer = signed_in.get(&format!("{path}?lang=ru")).await;
        let place = place(&answer).to_owned();
        assert!(!place.contains("evil"), "{path} leads to {place}");
    }
    // Where one was going is kept, with its query.
    let mut guest = site.browser();
    let answer = guest.get("/people?q=a&sort=name").await;
    let page = guest.open(place(&answer)).await;
    let form = support::html::main_form(&page).set("login", "zhanar");
    let answer = guest.send(&form.set("password", DEMO_PASSWORD)).await;
    assert_eq!(place(&answer), "/people?q=a&sort=name");
}

async fn too_many_tries_are_told_when_to_come_again(site: Arc<TestSite>) {
    let strict = TestSite::open(
        site.engine,
        Setup {
            demo: false,
            tries: 3,
        },
    )
    .await;
    let mut browser = strict.browser();
    for _ in 0..3 {
        assert_eq!(browser.sign_in_with("aigerim", "wrong").await.status, 422);
    }
    let answer = browser.sign_in_with("aigerim", "wrong").await;
    assert_failure(&strict, &answer, 429, "too-many");
    let seconds = answer
        .header("retry-after")
        .and_then(|text| text.parse::<u64>().ok());
    let seconds = seconds.expect("seconds to wait");
    assert!((1..=60).contains(&seconds), "{seconds}");
    assert!(
        answer.text().contains(&seconds.to_string()),
        "the page says it too"
    );
    // Pages are still there for everybody.
    assert_eq!(browser.get("/").await.status, 200);
    strict.close().await;
}

async fn cookies_are_out_of_reach_of_scripts(site: Arc<TestSite>) {
    let mut browser = site.browser();
    let page = browser.open("/login?back=%2Fpeople").await;
    let form = support::html::main_form(&page)
        .set("login", "s0060")
        .set("password", DEMO_PASSWORD);
    let answer = browser.clone().send(&form).await;
    let session = |answer: &Answer| {
        let found = answer
            .all("set-cookie")
            .find(|line| line.starts_with("oqu_session="));
        found.expect("a session").to_owned()
    };
    assert!(
        !session(&answer).contains("Max-Age"),
        "gone with the window"
    );
    let answer = browser.send(&form.set("stay", "1")).await;
    assert!(
        session(&answer).contains("Max-Age=2592000"),
        "thirty days on an own device"
    );
    let mut lines: Vec<String> = answer.all("set-cookie").map(str::to_owned).collect();
    lines.extend(
        browser
            .get("/today?lang=ru")
            .await
            .all("set-cookie")
            .map(str::to_owned),
    );
    for line in lines {
        assert!(
            line.contains("; HttpOnly") && line.contains("; SameSite=Lax"),
            "{line}"
        );
        assert!(
            line.contains("; Path=/") && !line.contains("Domain"),
            "{line}"
        );
    }
}

async fn methods_that_an_address_does_not_take(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let head = admin.ask(Request::new("HEAD", "/people")).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    let get = admin.get("/people").await;
    for name in ["content-type", "content-security-policy", "cache-control"] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
    let before = site.weight().await;
    let id = site.person("s0061").await;
    for method in [
        "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW",
    ] {
        for path in ["/", "/people", &format!("/people/{id}"), "/nothing/here"] {
            let answer = admin.ask(Request::new(method, path)).await;
            assert!(
                (400..500).contains(&answer.status),
                "{method} {path}: {}",
                answer.status
            );
            assert!(answer.text().contains("<h1>"), "{method} {path}");
            let token = admin.token.clone();
            let form = Request::new(method, path)
                .body("application/x-www-form-urlencoded", format!("csrf={token}"));
            let answer = admin.ask(form).await;
            let expected = if path == "/nothing/here" { 404 } else { 405 };
            assert_eq!(answer.status, expected, "{method} {path}");
        }
    }
    let answer = admin.post("/today", &[]).await;
    assert_failure(&site, &answer, 405, "method");
    assert!(answer.header("allow").is_some(), "405 says what it takes");
    assert_eq!(before, site.weight().await);
}

async fn a_missing_page_speaks_the_language_of_the_person(site: Arc<TestSite>) {
    for (languages, language) in [
        ("kk", Language::Kk),
        ("ru-RU,ru;q=0.9,en;q=0.8", Language::Ru),
        ("en-GB", Language::En),
        ("de,fr;q=0.5", Language::Kk),
    ] {
        let mut guest = site.browser();
        guest.languages = languages;
        for path in [
            "/no-such-page",
            "/people-of-nowhere/7",
            "/%00",
            "/%FF",
            "/../etc/passwd",
        ] {
            let answer = guest.get(path).await;
            let title = site.words(language).t("failure-not-found-title");
            assert_eq!(answer.status, 404, "{path}");
            assert!(
                answer.text().contains(&format!("<h1>{title}</h1>")),
                "{path}"
            );
        }
    }
    let mut learner = site.signed_in("s0062").await;
    // A learner is not told more of an address that cannot be than of one that is not.
    for path in [
        "/people/not-an-id",
        "/groups/0",
        "/groups/%F0%9F",
        "/people/%00",
    ] {
        assert_failure(&site, &learner.get(path).await, 404, "not-found");
    }
}

async fn a_page_that_has_not_changed_is_not_sent_again(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let first = registrar.get("/people").await;
    let tag = first.header("etag").expect("a tag").to_owned();
    let again = Request::get("/people").header("if-none-match", &tag);
    let second = registrar.ask(again.clone()).await;
    assert_eq!((second.status, second.body.len()), (304, 0));
    assert_eq!(second.header("etag"), Some(tag.as_str()));
    assert_eq!(first.header("cache-control"), Some("private, no-cache"));
    // The same page of somebody else is another page.
    let mut other = site.signed_in("zhanar").await;
    assert_eq!(other.ask(again.clone()).await.status, 200);
    // And after a change.
    registrar.open("/people/new").await;
    let fields = [
        ("surname", "Өзгерген"),
        ("given", "Бет"),
        ("citizenship", "KZ"),
    ];
    let saved = registrar.post("/people", &fields).await;
    registrar.get(place(&saved)).await;
    assert_eq!(registrar.ask(again).await.status, 200);
    // Compressed it is the same page but for the mask of its token.
    let plain = registrar.get("/people").await;
    let packed = registrar
        .ask(Request::get("/people").header("accept-encoding", "gzip, br"))
        .await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(
        packed
            .header("vary")
            .is_some_and(|vary| vary.contains("Accept-Encoding"))
    );
    assert!(packed.body.len() * 3 < plain.body.len());
    let mut unpacked = String::new();
    let mut reader = flate2::read::GzDecoder::new(&packed.body[..]);
    reader.read_to_string(&mut unpacked).expect("gzip");
    assert_eq!(text(&unpacked), text(&plain.text()));
}

async fn every_answer_has_a_number_of_its_own(site: Arc<TestSite>) {
    let mut browser = site.browser();
    let mut seen = BTreeSet::new();
    for path in [
        "/",
        "/login",
        "/today",
        "/no-such-page",
        "/healthz",
        "/people.xlsx",
    ] {
        for _ in 0..3 {
            let answer = browser
                .ask(Request::get(path).header("x-request-id", "mine"))
                .await;
            let number = answer.header("x-request-id").expect("a number").to_owned();
            assert_ne!(number, "mine");
            assert!(seen.insert(number), "{path}");
        }
    }
}

async fn assets_are_kept_for_ever_and_travel_compressed(site: Arc<TestSite>) {
    let mut browser = site.browser();
    let mut files = BTreeSet::new();
    for page in ["/", "/login", "/style"] {
        for tag in support::tags(&browser.open(page).await) {
            for name in ["href", "src"] {
                let address = tag.get(name).unwrap_or_default();
                let file = address.split('#').next().unwrap_or_default();
                if file.starts_with("/assets/") {
                    files.insert(file.to_owned());
                } else {
                    let own = address.is_empty() || address.starts_with(['/', '#', '?']);
                    let link = tag.name == "a" && address.starts_with("mailto:");
                    let call = tag.name == "a" && address.starts_with("tel:");
                    assert!(own || link || call, "{page} asks elsewhere: {address}");
                }
            }
        }
    }
    assert!(files.len() >= 5, "{files:?}");
    for file in &files {
        let plain = browser.get(file).await;
        assert_eq!(plain.status, 200, "{file}");
        let kept = Some("public, max-age=31536000, immutable");
        assert_eq!(plain.header("cache-control"), kept, "{file}");
        assert_eq!(plain.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(plain.header("set-cookie"), None);
        let asked = Request::get(file).header("accept-encoding", "gzip, deflate, br");
        let packed = browser.ask(asked).await;
        if file.ends_with(".css") || file.ends_with(".js") || file.ends_with(".svg") {
            assert_eq!(packed.header("content-encoding"), Some("br"), "{file}");
            assert!(packed.body.len() < plain.body.len(), "{file}");
            let gzip = Request::get(file).header("accept-encoding", "gzip");
            assert_eq!(
                browser.ask(gzip).await.header("content-encoding"),
                Some("gzip")
            );
        }
    }
    for missing in [
        "/assets/none.css",
        "/assets/..%2Fmanifest.json",
        "/assets/%00",
    ] {
        assert_eq!(browser.get(missing).await.status, 404, "{missing}");
    }
    let answer = browser.get("/favicon.ico").await;
    assert!(files.contains(place(&answer)), "{}", place(&answer));
}

/// Waits until the last use of every session of a person is noted, which is done beside the page.
async fn noted(site: &TestSite, browser: &mut Browser) {
    let now = site.clock.now().millis();
    for _ in 0..100 {
        assert!(browser.is_inside().await, "used in time");
        let seen = site.number("SELECT max(seen_at) FROM sessions").await;
        if seen == now {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the use of a session was not noted");
}

/// Told last: the other stories' sessions do not outlive it.
async fn sessions_end_when_unused_and_at_the_latest_on_a_fixed_day(site: Arc<TestSite>) {
    let mut shared = site.signed_in("s0063").await;
    let mut own = site.browser();
    let page = own.open("/login").await;
    let form = support::html::main_form(&page).set("login", "s0064");
    own.submit(&form.set("password", DEMO_PASSWORD).set("stay", "1"))
        .await;
    let mut unused = site.signed_in("s0065").await;
    // Eleven hours of rest at a time are no harm, for a fortnight.
    for _ in 0..30 {
        site.clock.advance(11 * HOUR);
        noted(&site, &mut shared).await;
    }
    assert!(!unused.is_inside().await, "twelve hours without use");
    site.clock.advance(6 * HOUR);
    assert!(
        !shared.is_inside().await,
        "fourteen days however much it is used"
    );
    assert_eq!(unused.get("/today").await.status, 303);
    assert!(
        own.is_inside().await,
        "an own device, unused for a fortnight"
    );
    site.clock.advance(14 * DAY);
    assert!(own.is_inside().await);
    site.clock.advance(2 * DAY + MINUTE);
    assert!(!own.is_inside().await, "thirty days");
    shared.sign_in("s0063").await;
    site.clock.advance(12 * HOUR - MINUTE);
    assert!(shared.clone().is_inside().await);
    shared.sign_in("s0063").await;
    site.clock.advance(12 * HOUR);
    assert!(!shared.is_inside().await, "twelve hours to the minute");
}
