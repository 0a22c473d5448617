//! Who is let in, for how long, and from where a form may come.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use crate::stories;
use crate::support::{Answer, Browser, Request, Setup, TestSite, assert_failure, text};
use oqu_identity::api::DEMO_PASSWORD;

stories!(
    a_person_signs_in_sees_today_and_signs_out,
    a_form_needs_the_token_of_its_own_session,
    a_form_of_another_site_is_refused,
    what_a_browser_held_before_signing_in_means_nothing_after,
    a_refusal_does_not_tell_who_has_an_account,
    sessions_that_are_ended_die_at_once,
    a_new_password_ends_the_other_sessions,
    a_lock_ends_all_sessions,
    too_many_tries_are_told_when_to_come_again,
    cookies_are_out_of_reach_of_scripts,
    sessions_end_when_unused_and_at_the_latest_on_a_fixed_day,
);

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

const PERSON: [(&str, &str); 3] = [
    ("surname", "Жалғанов"),
    ("given", "Жалған"),
    ("citizenship", "KZ"),
];

async fn a_person_signs_in_sees_today_and_signs_out(site: Arc<TestSite>) {
    let mut person = site.browser();
    let first = person.get("/today").await;
    assert_eq!((first.status, first.place()), (303, "/login?back=%2Ftoday"));
    person.sign_in("aigerim").await;
    let today = person.get("/today").await;
    assert_eq!(today.status, 200);
    let out = person.post("/logout", &[]).await;
    assert_eq!(out.status, 303);
    assert_eq!(person.get("/today").await.status, 303);
}

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
    let end = crate::support::forms(&account)
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

async fn too_many_tries_are_told_when_to_come_again(site: Arc<TestSite>) {
    let strict = TestSite::open(
        site.engine,
        Setup {
            demo: false,
            tries: 3,
            ..Setup::DEMO
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
    let form = crate::support::html::main_form(&page)
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
    let form = crate::support::html::main_form(&page).set("login", "s0064");
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
