//! What every answer has, whatever was asked: a place inside, a language, a number, a way out.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::sync::Arc;

use oqu_identity::api::DEMO_PASSWORD;
use oqu_text::Language;

use crate::support::browser::encoded;
use crate::support::{Answer, Request, TestSite, assert_failure, main_form, tags, text};

crate::stories!(
    another_language_keeps_the_place,
    no_address_leads_to_another_site,
    methods_that_an_address_does_not_take,
    a_missing_page_speaks_the_language_of_the_person,
    a_page_that_has_not_changed_is_not_sent_again,
    every_answer_has_a_number_of_its_own,
    assets_are_kept_for_ever_and_travel_compressed,
    machines_get_their_answers,
    today_asks_six_statements_at_most,
);

/// Today is opened more often than any other page, in every role.
const STATEMENTS_OF_TODAY: u32 = 6;

async fn today_asks_six_statements_at_most(site: Arc<TestSite>) {
    for (login, role) in oqu_identity::api::DEMO_PEOPLE {
        let mut person = site.signed_in(login).await;
        let page = person.get("/today").await;
        let told = page.header("server-timing").expect("a count").to_owned();
        let statements: u32 = told
            .split(|letter: char| !letter.is_ascii_digit())
            .find_map(|digits| digits.parse().ok())
            .expect("a number");
        assert!(
            (1..=STATEMENTS_OF_TODAY).contains(&statements),
            "{role:?}: {told}"
        );
    }
}

async fn another_language_keeps_the_place(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let place_of = "/people?q=%D0%B0%D0%B9&role=learner&sort=-added";
    let page = registrar.open(place_of).await;
    assert!(page.contains("<html lang=\"kk"), "{}", &page[..200]);
    let switch = tags(&page)
        .into_iter()
        .find(|tag| tag.name == "a" && tag.get("hreflang") == Some("ru"))
        .expect("a switch");
    let answer = registrar.get(switch.get("href").unwrap_or_default()).await;
    assert_eq!((answer.status, answer.place()), (303, place_of));
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
        let place = answer.place().to_owned();
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
        let query = encoded(&[("back", back)]);
        inside(&signed_in.get(&format!("/login?{query}")).await);
        let mut guest = site.browser();
        let page = guest.open(&format!("/login?{query}")).await;
        let form = main_form(&page);
        let form = form.set("login", "s0059").set("password", DEMO_PASSWORD);
        inside(&guest.send(&form).await);
    }
    for path in ["//evil.example/", "/\\evil.example", "///evil.example"] {
        let answer = signed_in.get(&format!("{path}?lang=ru")).await;
        let place = answer.place().to_owned();
        assert!(!place.contains("evil"), "{path} leads to {place}");
    }
    // Where one was going is kept, with its query.
    let mut guest = site.browser();
    let answer = guest.get("/people?q=a&sort=name").await;
    let page = guest.open(answer.place()).await;
    let form = main_form(&page).set("login", "zhanar");
    let answer = guest.send(&form.set("password", DEMO_PASSWORD)).await;
    assert_eq!(answer.place(), "/people?q=a&sort=name");
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
    registrar.get(saved.place()).await;
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
        for tag in tags(&browser.open(page).await) {
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
    assert!(files.contains(answer.place()), "{}", answer.place());
}

async fn machines_get_their_answers(site: Arc<TestSite>) {
    let mut machine = site.browser();
    assert_eq!(machine.get("/healthz").await.text(), "ok\n");
    assert_eq!(machine.get("/readyz").await.text(), "ready\n");
    let manifest = machine.get("/manifest.webmanifest").await;
    assert_eq!(
        manifest.header("content-type"),
        Some("application/manifest+json")
    );
    let missing = machine.get("/there-is-no-such-page").await;
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("<h1>"));
}
