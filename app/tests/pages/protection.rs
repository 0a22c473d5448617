//! The protection of the sign-in: second factors, passkeys, growing delays, fresh proofs.

use std::sync::Arc;
use std::time::Duration;

use crate::stories;
use crate::support::{
    Answer, Authenticator, Browser, TestSite, assert_failure, code_at, form_of, text,
};
use oqu_identity::api::DEMO_PASSWORD;
use serde_json::Value;

stories!(
    codes_by_time_are_set_up_asked_and_never_taken_twice,
    half_a_sign_in_opens_nothing,
    a_recovery_code_lets_in_once,
    a_trusted_device_passes_until_it_is_trusted_no_more,
    the_second_step_is_not_guessed,
    failures_make_the_next_try_wait,
    guesses_at_once_are_no_better,
    a_known_device_does_not_wait_for_strangers,
    a_role_may_ask_for_a_second_factor,
    an_administrator_takes_factors_away_with_a_ground,
    what_matters_most_needs_a_fresh_proof,
    a_passkey_signs_in_without_a_name,
    a_passkey_is_the_second_step,
    a_passkey_that_sees_nobody_needs_the_password_too,
    a_copied_passkey_is_refused_and_told,
    answers_of_passkeys_that_are_not_ours,
    an_administrator_helps_in_another_s_place,
);

const STEP: Duration = Duration::from_secs(30);
const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const PROTECTION: &str = "/account/protection";

/// The secret of a page, as it is typed into an app.
fn secret_of(page: &str) -> String {
    let mark = "class=\"key\" translate=\"no\">";
    let from = page.find(mark).expect("a secret") + mark.len();
    page[from..from + page[from..].find('<').expect("its end")].to_owned()
}

/// Sets codes by time up in a fresh session; gives the secret.
async fn set_up(site: &TestSite, browser: &mut Browser) -> String {
    browser.open(PROTECTION).await;
    let begun = browser.post("/account/protection/totp", &[]).await;
    assert_eq!(begun.place(), "/account/protection/totp");
    let page = browser.open("/account/protection/totp").await;
    assert!(page.contains("<svg class=\"qr\""));
    let secret = secret_of(&page);
    let code = code_at(&secret, site.clock.now());
    let done = browser
        .post("/account/protection/totp/confirm", &[("code", &code)])
        .await;
    assert_eq!(done.place(), "/account/protection/codes");
    // The code that set it up is spent.
    site.clock.advance(STEP);
    secret
}

/// A browser that stands before the second step.
async fn at_second(site: &TestSite, login: &str) -> Browser {
    let mut browser = site.browser();
    let answer = browser.sign_in_with(login, DEMO_PASSWORD).await;
    assert_eq!(answer.place(), "/login/second");
    browser.open("/login/second").await;
    browser
}

async fn codes_by_time_are_set_up_asked_and_never_taken_twice(site: Arc<TestSite>) {
    let mut here = site.signed_in("s0200").await;
    here.open(PROTECTION).await;
    here.post("/account/protection/totp", &[]).await;
    let page = here.open("/account/protection/totp").await;
    let first = secret_of(&page);
    let wrong = here
        .post("/account/protection/totp/confirm", &[("code", "000000")])
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains(&site.said("totp-wrong")));
    assert_eq!(secret_of(&wrong.text()), first, "the same secret again");
    // Nothing counts before a code was typed.
    let mut elsewhere = site.browser();
    let answer = elsewhere.sign_in_with("s0200", DEMO_PASSWORD).await;
    assert_eq!(answer.place(), "/today");
    let secret = set_up(&site, &mut here).await;
    assert_ne!(secret, first, "each beginning has a secret of its own");
    assert!(
        here.open(PROTECTION)
            .await
            .contains(&site.said("protection-on"))
    );

    let code = code_at(&secret, site.clock.now());
    let mut phone = at_second(&site, "s0200").await;
    let mut thief = at_second(&site, "s0200").await;
    let answer = phone.post("/login/second", &[("code", &code)]).await;
    assert_eq!((answer.status, answer.place()), (303, "/today"));
    assert!(phone.is_inside().await);
    let replayed = thief.post("/login/second", &[("code", &code)]).await;
    assert_eq!(replayed.status, 422, "no code is taken twice");
    assert!(replayed.text().contains(&site.said("second-wrong")));
    assert!(!thief.is_inside().await);
    // A clock may be a step off, and no more.
    site.clock.advance(4 * STEP);
    let now = site.clock.now();
    for (at, expected) in [
        (now.before(2 * STEP), 422),
        (now.after(2 * STEP), 422),
        (now.before(STEP), 303),
    ] {
        let mut browser = at_second(&site, "s0200").await;
        let code = code_at(&secret, at);
        let answer = browser.post("/login/second", &[("code", &code)]).await;
        assert_eq!(answer.status, expected);
    }
    let mut ahead = at_second(&site, "s0200").await;
    let code = code_at(&secret, now.after(STEP));
    assert_eq!(
        ahead.post("/login/second", &[("code", &code)]).await.status,
        303
    );
    // The secret stands nowhere as it is.
    let sealed = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM second_factors WHERE secret IS NOT NULL")
        .await;
    assert!(sealed > 0);
    assert!(site.settings.data.join("keys/secrets.key").exists());
    // Taken away, the password is enough again.
    here.open(PROTECTION).await;
    assert_eq!(
        here.post("/account/protection/totp/remove", &[])
            .await
            .status,
        303
    );
    let mut again = site.browser();
    let answer = again.sign_in_with("s0200", DEMO_PASSWORD).await;
    assert_eq!(answer.place(), "/today");
}

async fn half_a_sign_in_opens_nothing(site: Arc<TestSite>) {
    let mut here = site.signed_in("s0201").await;
    let secret = set_up(&site, &mut here).await;
    let half = at_second(&site, "s0201").await;
    assert_eq!(half.cookies.get("oqu_session"), None);
    let carrier = Arc::new(oqu_mail::Carrier::new(None, oqu_mail::usual_from("")));
    let kept = oqu::areas::Kept::new(&site.settings, crate::support::BEGINNING, true);
    let routes = oqu::areas::routes(
        &kept,
        std::path::Path::new("."),
        &Arc::new(oqu::areas::jobs(&carrier, &kept.files, &site.settings)),
        &carrier,
    );
    let id = site.person("s0201").await.to_string();
    for route in routes.table() {
        if route.access.allows(None, false) {
            continue;
        }
        if route.path.matches('{').count() > 1 {
            continue;
        }
        let path = match (route.path.find('{'), route.path.find('}')) {
            (Some(begin), Some(end)) => {
                format!("{}{id}{}", &route.path[..begin], &route.path[end + 1..])
            }
            _ => route.path.to_owned(),
        };
        let mut asking = half.clone();
        let answer = match route.method {
            "GET" => asking.get(&path).await,
            method if path.starts_with("/uploads") => {
                let step = asking.step(method, &path);
                asking.ask(step).await
            }
            _ => asking.post(&path, &[]).await,
        };
        let is_out = answer.status == 401
            || answer.status == 415
            || answer.place().starts_with("/login?back=");
        assert!(is_out, "{} {path}: {}", route.method, answer.status);
    }
    // Its cookie is no session.
    let mut forged = half.clone();
    let cookie = half.cookies["oqu_half"].clone();
    forged.cookies.insert("oqu_session".into(), cookie);
    assert!(!forged.is_inside().await);
    // It ends after five minutes.
    let code = |now| code_at(&secret, now);
    let mut slow = half.clone();
    site.clock.advance(5 * MINUTE);
    let late = slow
        .post("/login/second", &[("code", &code(site.clock.now()))])
        .await;
    assert_eq!(late.place(), "/login");
    assert!(
        slow.open("/login")
            .await
            .contains(&site.said("second-over"))
    );
    // It is given up by the person, and then it is over.
    let mut quitter = at_second(&site, "s0201").await;
    let kept = quitter.clone();
    assert_eq!(quitter.post("/login/cancel", &[]).await.place(), "/login");
    let mut kept = kept;
    let answer = kept
        .post("/login/second", &[("code", &code(site.clock.now()))])
        .await;
    assert_eq!(answer.place(), "/login");
    // A lock ends it too.
    let mut locked = at_second(&site, "s0201").await;
    let mut admin = site.signed_in("admin").await;
    let lock = format!("/people/{id}/lock");
    let form = admin.form(&lock, &lock).await.set("ground", "Тексеру");
    admin.submit(&form).await;
    let answer = locked
        .post("/login/second", &[("code", &code(site.clock.now()))])
        .await;
    assert_eq!(answer.status, 422);
    assert!(!locked.is_inside().await);
}

/// The codes of a page that has just made them.
fn codes_of(page: &str) -> Vec<String> {
    page.split("<li translate=\"no\">")
        .skip(1)
        .map(|rest| rest[..rest.find('<').unwrap_or_default()].to_owned())
        .collect()
}

async fn a_recovery_code_lets_in_once(site: Arc<TestSite>) {
    let mut here = site.signed_in("s0202").await;
    set_up(&site, &mut here).await;
    here.open("/account/protection/codes").await;
    let page = here.post("/account/protection/codes", &[]).await.text();
    let codes = codes_of(&page);
    assert_eq!(codes.len(), 10, "{}", text(&page));
    let file = here
        .send(&form_of(&page, "/account/protection/codes.txt"))
        .await;
    assert!(
        file.header("content-disposition")
            .is_some_and(|line| line.starts_with("attachment"))
    );
    let file = file.text();
    assert!(codes.iter().all(|code| file.contains(code)), "{file}");
    // They are shown this once, and the file is made of true ones only.
    assert!(codes_of(&here.open("/account/protection/codes").await).is_empty());
    let invented = [("code", "aaaa-aaaa-aaaa-aaaa")];
    let answer = here.post("/account/protection/codes.txt", &invented).await;
    assert_eq!(answer.status, 404);

    let mut phone = at_second(&site, "s0202").await;
    let typed = codes[0].to_uppercase().replace('-', " ");
    let answer = phone.post("/login/second", &[("recovery", &typed)]).await;
    assert_eq!(answer.place(), "/today");
    let told = phone.open("/today").await;
    assert!(text(&told).contains("Қалғаны: 9"), "{}", text(&told));
    let mut thief = at_second(&site, "s0202").await;
    let answer = thief
        .post("/login/second", &[("recovery", &codes[0])])
        .await;
    assert_eq!(answer.status, 422, "each once");
    // New ones end the old ones.
    here.open("/account/protection/codes").await;
    let page = here.post("/account/protection/codes", &[]).await.text();
    assert_eq!(codes_of(&page).len(), 10);
    let answer = thief
        .post("/login/second", &[("recovery", &codes[1])])
        .await;
    assert_eq!(answer.status, 422);
    let answer = thief
        .post("/login/second", &[("recovery", &codes_of(&page)[3])])
        .await;
    assert_eq!(answer.status, 303);
}

async fn a_trusted_device_passes_until_it_is_trusted_no_more(site: Arc<TestSite>) {
    let mut here = site.signed_in("s0203").await;
    let secret = set_up(&site, &mut here).await;
    let mut phone = at_second(&site, "s0203").await;
    let code = code_at(&secret, site.clock.now());
    let fields = [("code", code.as_str()), ("trust", "1")];
    assert_eq!(phone.post("/login/second", &fields).await.status, 303);
    phone.open("/account").await;
    phone.post("/logout", &[]).await;
    let again = phone.sign_in_with("s0203", DEMO_PASSWORD).await;
    assert_eq!(again.place(), "/today", "the second step is not asked");
    // What it held before is worth nothing: each sign-in gives it a new secret.
    let mut copied = site.browser();
    copied.cookies.insert("oqu_device".into(), "planted".into());
    let answer = copied.sign_in_with("s0203", DEMO_PASSWORD).await;
    assert_eq!(answer.place(), "/login/second");
    // Another person on the same device is asked.
    let mut other = site.signed_in("s0204").await;
    set_up(&site, &mut other).await;
    let mut shared = phone.clone();
    shared.cookies.remove("oqu_session");
    let answer = shared.sign_in_with("s0204", DEMO_PASSWORD).await;
    assert_eq!(answer.place(), "/login/second");
    // Thirty days, and no more.
    let mut later = phone.clone();
    later.cookies.remove("oqu_session");
    let page = here.open(PROTECTION).await;
    let end = crate::support::forms(&page)
        .into_iter()
        .find(|form| form.action.contains("/devices/"))
        .expect("a device");
    let mut stranger = site.signed_in("s0205").await;
    stranger.open("/account").await;
    assert_eq!(stranger.post(&end.action, &[]).await.status, 404);
    here.submit(&end).await;
    let answer = later.sign_in_with("s0203", DEMO_PASSWORD).await;
    assert_eq!(answer.place(), "/login/second");
}

async fn the_second_step_is_not_guessed(site: Arc<TestSite>) {
    let mut here = site.signed_in("s0206").await;
    let secret = set_up(&site, &mut here).await;
    let mut thief = at_second(&site, "s0206").await;
    for _ in 0..4 {
        let answer = thief.post("/login/second", &[("code", "000000")]).await;
        assert_eq!(answer.status, 422);
    }
    let answer = thief.post("/login/second", &[("code", "000000")]).await;
    assert_eq!(answer.status, 429, "the fifth has to wait");
    assert_eq!(answer.header("retry-after"), Some("1"));
    site.clock.advance(Duration::from_secs(1));
    let answer = thief.post("/login/second", &[("code", "000000")]).await;
    assert_eq!(answer.status, 422);
    site.clock.advance(MINUTE);
    let code = code_at(&secret, site.clock.now());
    let answer = thief.post("/login/second", &[("code", &code)]).await;
    assert_eq!(
        answer.place(),
        "/login",
        "five tries, then from the beginning"
    );
    // A new half does not begin to count anew.
    let mut again = at_second(&site, "s0206").await;
    for status in [429, 422, 429] {
        let answer = again.post("/login/second", &[("code", "000000")]).await;
        assert_eq!(answer.status, status);
        if status == 429 {
            site.clock.advance(Duration::from_secs(4));
        }
    }
    // The person is told.
    let page = here.open(PROTECTION).await;
    assert!(page.contains(&site.said("protection-attempt-second")));
    let acts = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act = 'session.refused'")
        .await;
    assert!(acts >= 6, "{acts}");
    // And waits no longer than a quarter of an hour.
    site.clock.advance(15 * MINUTE);
    let mut own = at_second(&site, "s0206").await;
    let code = code_at(&secret, site.clock.now());
    assert_eq!(
        own.post("/login/second", &[("code", &code)]).await.status,
        303
    );
}

async fn failures_make_the_next_try_wait(site: Arc<TestSite>) {
    // The failures of other stories are a day old.
    site.clock.advance(DAY);
    let mut guess = site.browser();
    let mut nobody = site.browser();
    let try_wrong = async |browser: &mut Browser, login: &str| -> Answer {
        browser.sign_in_with(login, "wrong").await
    };
    for _ in 0..4 {
        assert_eq!(try_wrong(&mut guess, "s0210").await.status, 422);
        assert_eq!(try_wrong(&mut nobody, "no-such-login").await.status, 422);
    }
    // Whether there is such a login cannot be told from the delay either.
    let mut wait = 1;
    for _ in 0..4 {
        let known = try_wrong(&mut guess, "s0210").await;
        let unknown = try_wrong(&mut nobody, "no-such-login").await;
        for answer in [&known, &unknown] {
            assert_eq!(answer.status, 429);
            let seconds = wait.to_string();
            assert_eq!(answer.header("retry-after"), Some(seconds.as_str()));
            let page = text(&answer.text());
            assert!(page.contains(&format!("{wait} секунд")), "{page}");
        }
        // The right password waits too, and what waits is not counted.
        let right = guess.sign_in_with("s0210", DEMO_PASSWORD).await;
        assert_eq!(right.status, 429);
        site.clock.advance(Duration::from_secs(wait));
        assert_eq!(try_wrong(&mut guess, "s0210").await.status, 422);
        assert_eq!(try_wrong(&mut nobody, "no-such-login").await.status, 422);
        wait *= 2;
    }
    // Never longer than a quarter of an hour: nobody is kept out for good.
    for _ in 0..10 {
        site.clock.advance(15 * MINUTE);
        assert_eq!(try_wrong(&mut guess, "s0210").await.status, 422);
    }
    let answer = try_wrong(&mut guess, "s0210").await;
    assert!(text(&answer.text()).contains("15 минут"));
    site.clock.advance(15 * MINUTE);
    guess.sign_in("s0210").await;
    // The right password forgets the failures, and the person sees them.
    let page = guess.open(PROTECTION).await;
    assert!(page.contains(&site.said("protection-attempt-password")));
    let mut other = site.browser();
    for _ in 0..3 {
        assert_eq!(try_wrong(&mut other, "s0210").await.status, 422);
    }
    other.sign_in("s0210").await;
    // After a day the address is forgotten for the other stories.
    site.clock.advance(DAY);
}

async fn guesses_at_once_are_no_better(site: Arc<TestSite>) {
    const GUESSES: usize = 12;
    const DECIDED: usize = 4;
    site.clock.advance(DAY);
    let guesses: Vec<_> = (0..GUESSES)
        .map(|_| {
            let site = Arc::clone(&site);
            tokio::spawn(async move {
                let mut browser = site.browser();
                browser.sign_in_with("s0214", "wrong").await.status
            })
        })
        .collect();
    let mut statuses = Vec::new();
    for guess in guesses {
        statuses.push(guess.await.unwrap());
    }
    statuses.sort_unstable();
    let mut expected = vec![422; DECIDED];
    expected.resize(GUESSES, 429);
    assert_eq!(statuses, expected);
    site.clock.advance(DAY);
}

async fn a_known_device_does_not_wait_for_strangers(site: Arc<TestSite>) {
    let mut own = site.signed_in("s0211").await;
    own.open("/account").await;
    own.post("/logout", &[]).await;
    let mut stranger = site.browser();
    for _ in 0..4 {
        stranger.sign_in_with("s0211", "wrong").await;
    }
    let answer = stranger.sign_in_with("s0211", DEMO_PASSWORD).await;
    assert_eq!(answer.status, 429);
    own.sign_in("s0211").await;
    assert!(own.is_inside().await);
    // Its own failures count for it alone.
    let mut own = own.clone();
    own.cookies.remove("oqu_session");
    for _ in 0..4 {
        assert_eq!(own.sign_in_with("s0211", "wrong").await.status, 422);
    }
    assert_eq!(own.sign_in_with("s0211", DEMO_PASSWORD).await.status, 429);
    site.clock.advance(DAY);
}

/// Where an administrator says which roles need a second step.
const ROLES: &str = "/administration/settings/sign-in";

async fn a_role_may_ask_for_a_second_factor(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let form = admin.form(ROLES, ROLES).await;
    let page = admin.submit(&form.set("roles", "librarian")).await;
    assert!(page.contains(&site.said("factor-roles-done")));
    let mut library = site.browser();
    let answer = library.sign_in_with("umit", DEMO_PASSWORD).await;
    assert_eq!(answer.place(), "/login/setup");
    assert!(!library.is_inside().await);
    let page = library.open("/login/setup").await;
    let secret = secret_of(&page);
    let wrong = library.post("/login/setup", &[("code", "12")]).await;
    assert_eq!(wrong.status, 422);
    // The second step does not let around it.
    let around = library.clone().post("/login/second", &[("code", "")]).await;
    assert_eq!(around.place(), "/login");
    let code = code_at(&secret, site.clock.now());
    let done = library.post("/login/setup", &[("code", &code)]).await;
    assert_eq!(done.place(), "/account/protection/codes");
    assert!(
        library
            .open("/account/protection/codes")
            .await
            .contains(&site.said("totp-added-done"))
    );
    // From now on it is asked.
    site.clock.advance(STEP);
    let mut again = at_second(&site, "umit").await;
    let code = code_at(&secret, site.clock.now());
    assert_eq!(
        again.post("/login/second", &[("code", &code)]).await.status,
        303
    );
    // Another role is not asked; the change and its end stand in the audit.
    let mut other = site.browser();
    assert_eq!(
        other.sign_in_with("saule", DEMO_PASSWORD).await.place(),
        "/today"
    );
    assert_eq!(admin.get("/protection").await.place(), ROLES, "it moved");
    assert_eq!(admin.post(ROLES, &[]).await.status, 303);
    let acts = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act LIKE 'factor-role.%'")
        .await;
    assert_eq!(acts, 2);
    let bad = admin.post(ROLES, &[("roles", "king")]).await;
    assert_failure(&site, &bad, 400, "bad-request");
}

async fn an_administrator_takes_factors_away_with_a_ground(site: Arc<TestSite>) {
    let mut here = site.signed_in("s0212").await;
    set_up(&site, &mut here).await;
    let mut admin = site.signed_in("admin").await;
    let id = site.person("s0212").await;
    let path = format!("/people/{id}/factors/reset");
    let form = admin.form(&path, &path).await;
    let answer = admin.send(&form).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer
            .text()
            .contains(&site.said("factors-reset-ground-missing"))
    );
    let page = admin
        .submit(&form.set("ground", "Жеке келді, № 7 өтініш"))
        .await;
    assert!(page.contains("№ 7 өтініш"), "{}", text(&page));
    assert!(!here.is_inside().await);
    let mut again = site.browser();
    assert_eq!(
        again.sign_in_with("s0212", DEMO_PASSWORD).await.place(),
        "/today"
    );
    // Not one's own.
    let own = site.person("admin").await;
    let path = format!("/people/{own}/factors/reset");
    let form = admin.form(&path, &path).await.set("ground", "Өзім");
    let answer = admin.send(&form).await;
    assert!(answer.text().contains(&site.said("factors-reset-oneself")));
    // A session that was left open is not enough.
    site.clock.advance(10 * MINUTE);
    let path = format!("/people/{id}/factors/reset");
    let answer = admin.post(&path, &[("ground", "Ескі сеанс")]).await;
    assert!(answer.place().starts_with("/account/confirm?back="));
}

async fn what_matters_most_needs_a_fresh_proof(site: Arc<TestSite>) {
    let mut here = site.signed_in("s0213").await;
    site.clock.advance(10 * MINUTE);
    here.open(PROTECTION).await;
    let answer = here.post("/account/protection/totp", &[]).await;
    assert_eq!(
        answer.place(),
        "/account/confirm?back=%2Faccount%2Fprotection"
    );
    let place = answer.place().to_owned();
    let page = here.open(&place).await;
    let form = form_of(&page, "/account/confirm");
    let wrong = here.send(&form.clone().set("password", "wrong")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains(&site.said("second-password-wrong")));
    let right = here.send(&form.set("password", DEMO_PASSWORD)).await;
    assert_eq!(right.place(), PROTECTION);
    here.open(PROTECTION).await;
    let answer = here.post("/account/protection/totp", &[]).await;
    assert_eq!(answer.place(), "/account/protection/totp");
    // The proof leads nowhere else.
    for place in ["https://evil.example", "//evil.example", "/login"] {
        here.open("/account/confirm").await;
        let fields = [("password", DEMO_PASSWORD), ("back", place)];
        let answer = here.post("/account/confirm", &fields).await;
        assert!(
            ["/", "/today"].contains(&answer.place()),
            "{}",
            answer.place()
        );
    }
}

fn origin(site: &TestSite) -> String {
    format!("http://localhost:{}", site.address.port())
}

async fn options(browser: &mut Browser, path: &str) -> Value {
    let answer = browser.post(path, &[]).await;
    assert_eq!(answer.status, 200, "{path}");
    assert_eq!(answer.header("content-type"), Some("application/json"));
    serde_json::from_str(&answer.text()).expect("JSON")
}

async fn send(browser: &mut Browser, path: &str, fields: &[(&'static str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    browser.post(path, &fields).await
}

/// A person with a passkey, in a fresh session.
async fn with_passkey(site: &TestSite, login: &str) -> (Browser, Authenticator) {
    let mut browser = site.signed_in(login).await;
    browser.open(PROTECTION).await;
    let asked = options(&mut browser, "/account/passkeys/options").await;
    let mut passkey = Authenticator::new(&origin(site));
    let made = passkey.create(&asked);
    let added = send(&mut browser, "/account/passkeys", &made).await;
    assert_eq!(added.place(), "/account/protection/codes");
    (browser, passkey)
}

/// Signs in without a name.
async fn by_passkey(site: &TestSite, passkey: &mut Authenticator) -> (Browser, Answer) {
    let mut browser = site.browser();
    browser.open("/login").await;
    let asked = options(&mut browser, "/login/passkey/options").await;
    let signed = passkey.get(&asked);
    let answer = send(&mut browser, "/login/passkey", &signed).await;
    (browser, answer)
}

async fn a_passkey_signs_in_without_a_name(site: Arc<TestSite>) {
    let (mut here, mut passkey) = with_passkey(&site, "s0220").await;
    let (mut phone, answer) = by_passkey(&site, &mut passkey).await;
    assert_eq!((answer.status, answer.place()), (303, "/today"));
    assert!(phone.is_inside().await);
    // One that does not count signs in again and again.
    let (mut other, mut silent) = with_passkey(&site, "s0221").await;
    silent.counter = 0;
    let asked = options(&mut other, "/account/passkeys/options").await;
    let ids = asked["publicKey"]["excludeCredentials"]
        .as_array()
        .expect("a list");
    assert_eq!(ids.len(), 1, "what is there is not made again");
    // It is called by a name, and removed.
    let page = here.open(PROTECTION).await;
    let rename = crate::support::forms(&page)
        .into_iter()
        .find(|form| {
            form.action.starts_with("/account/passkeys/") && !form.action.ends_with("remove")
        })
        .expect("a passkey");
    let page = here
        .submit(&rename.clone().set("name", "Үйдегі ноутбук"))
        .await;
    assert!(page.contains("<strong>Үйдегі ноутбук</strong>"));
    let page = here.submit(&rename.clone().set("name", "")).await;
    assert!(page.contains(&site.said("passkey-name-wrong")));
    let remove = format!("{}/remove", rename.action);
    let mut stranger = site.signed_in("s0222").await;
    stranger.open("/account").await;
    assert_eq!(stranger.post(&remove, &[]).await.status, 404);
    assert_eq!(
        stranger
            .post(&rename.action, &[("name", "Менікі")])
            .await
            .status,
        404
    );
    here.open(PROTECTION).await;
    assert_eq!(here.post(&remove, &[]).await.status, 303);
    assert_eq!(here.post(&remove, &[]).await.status, 404);
    let (_, answer) = by_passkey(&site, &mut passkey).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains(&site.said("passkey-refused")));
    // Without a fresh proof the island is led to the page of the proof.
    site.clock.advance(10 * MINUTE);
    let asked = options(&mut here, "/account/passkeys/options").await;
    assert_eq!(
        asked["place"],
        "/account/confirm?back=%2Faccount%2Fprotection"
    );
}

async fn a_passkey_is_the_second_step(site: Arc<TestSite>) {
    let (_, mut passkey) = with_passkey(&site, "s0223").await;
    let mut phone = at_second(&site, "s0223").await;
    let asked = options(&mut phone, "/login/second/passkey/options").await;
    passkey.verifies = false;
    let signed = passkey.get(&asked);
    let answer = send(&mut phone, "/login/second/passkey", &signed).await;
    assert_eq!(answer.place(), "/today");
    // Another person's does not do, though it is known here.
    let (_, mut other) = with_passkey(&site, "s0224").await;
    let mut thief = at_second(&site, "s0223").await;
    let asked = options(&mut thief, "/login/second/passkey/options").await;
    let signed = other.get(&asked);
    let answer = send(&mut thief, "/login/second/passkey", &signed).await;
    assert_eq!(answer.status, 422);
    assert!(!thief.is_inside().await);
    // It proves anew who one is, when it sees them.
    let mut here = phone;
    site.clock.advance(10 * MINUTE);
    here.open("/account/confirm").await;
    for (verifies, status) in [(false, 422), (true, 303)] {
        passkey.verifies = verifies;
        let asked = options(&mut here, "/account/confirm/passkey/options").await;
        let mut fields = passkey.get(&asked);
        fields.push(("back", PROTECTION.to_owned()));
        let answer = send(&mut here, "/account/confirm/passkey", &fields).await;
        assert_eq!(answer.status, status);
    }
    let asked = options(&mut here, "/account/passkeys/options").await;
    assert!(asked["publicKey"].is_object(), "fresh now");
}

async fn a_passkey_that_sees_nobody_needs_the_password_too(site: Arc<TestSite>) {
    let (_, mut passkey) = with_passkey(&site, "s0225").await;
    passkey.verifies = false;
    let (mut browser, answer) = by_passkey(&site, &mut passkey).await;
    assert_eq!(answer.place(), "/login/second");
    assert!(!browser.is_inside().await);
    browser.open("/login/second").await;
    let wrong = browser
        .post("/login/second", &[("password", "wrong")])
        .await;
    assert_eq!(wrong.status, 422);
    let right = browser
        .post("/login/second", &[("password", DEMO_PASSWORD)])
        .await;
    assert_eq!(right.place(), "/today");
    assert!(browser.is_inside().await);
}

async fn a_copied_passkey_is_refused_and_told(site: Arc<TestSite>) {
    let (mut here, mut passkey) = with_passkey(&site, "s0226").await;
    passkey.counter = 10;
    assert_eq!(by_passkey(&site, &mut passkey).await.1.status, 303);
    passkey.counter = 4;
    let (mut thief, answer) = by_passkey(&site, &mut passkey).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains(&site.said("passkey-cloned")));
    assert!(!thief.is_inside().await);
    let page = here.open(PROTECTION).await;
    assert!(page.contains(&site.said("passkey-cloned-badge")));
    assert!(page.contains(&site.said("protection-attempt-passkey")));
    let acts = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act = 'passkey.cloned'")
        .await;
    assert_eq!(acts, 1);
    // The same count twice is a copy too; the true one goes on.
    passkey.counter = 10;
    assert_eq!(by_passkey(&site, &mut passkey).await.1.status, 422);
    passkey.counter = 11;
    assert_eq!(by_passkey(&site, &mut passkey).await.1.status, 303);
}

async fn answers_of_passkeys_that_are_not_ours(site: Arc<TestSite>) {
    site.clock.advance(DAY);
    let (_, mut passkey) = with_passkey(&site, "s0227").await;
    let mut browser = site.browser();
    browser.open("/login").await;
    let asked = options(&mut browser, "/login/passkey/options").await;
    let signed = passkey.get(&asked);
    // In another browser, twice, later.
    let mut other = site.browser();
    other.open("/login").await;
    assert_eq!(
        send(&mut other, "/login/passkey", &signed).await.status,
        422
    );
    assert_eq!(
        send(&mut browser.clone(), "/login/passkey", &signed)
            .await
            .status,
        303
    );
    assert_eq!(
        send(&mut browser, "/login/passkey", &signed).await.status,
        422
    );
    let asked = options(&mut browser, "/login/passkey/options").await;
    let signed = passkey.get(&asked);
    site.clock.advance(5 * MINUTE);
    assert_eq!(
        send(&mut browser, "/login/passkey", &signed).await.status,
        422
    );
    // Said at another site, for another purpose, bent, or nothing at all.
    passkey.origin = "https://evil.example".to_owned();
    let asked = options(&mut browser, "/login/passkey/options").await;
    let signed = passkey.get(&asked);
    assert_eq!(
        send(&mut browser, "/login/passkey", &signed).await.status,
        422
    );
    passkey.origin = origin(&site);
    let mut inside = site.signed_in("s0228").await;
    inside.open(PROTECTION).await;
    let asked = options(&mut inside, "/login/passkey/options").await;
    let signed = passkey.get(&asked);
    let answer = send(&mut inside, "/account/confirm/passkey", &signed).await;
    assert_eq!(answer.status, 422);
    for field in [
        "credential",
        "client",
        "authenticator",
        "signature",
        "handle",
    ] {
        for value in ["", "!", "AAAA", &"A".repeat(70_000)] {
            if field == "handle" && value.is_empty() {
                continue;
            }
            let mut fresh = site.browser();
            fresh.open("/login").await;
            let asked = options(&mut fresh, "/login/passkey/options").await;
            let mut signed = passkey.get(&asked);
            for pair in &mut signed {
                if pair.0 == field {
                    pair.1 = value.to_owned();
                }
            }
            let answer = send(&mut fresh, "/login/passkey", &signed).await;
            assert_eq!(answer.status, 422, "{field} {}", value.len());
        }
    }
    // A passkey of somebody else is not added again.
    site.clock.advance(DAY);
    let mut thief = site.signed_in("s0229").await;
    thief.open(PROTECTION).await;
    let asked = options(&mut thief, "/account/passkeys/options").await;
    let made = passkey.create(&asked);
    let answer = send(&mut thief, "/account/passkeys", &made).await;
    assert_eq!(answer.place(), PROTECTION);
    assert!(
        thief
            .open(PROTECTION)
            .await
            .contains(&site.said("passkey-refused-flash"))
    );
}

async fn an_administrator_helps_in_another_s_place(site: Arc<TestSite>) {
    let mut person = site.signed_in("zhanar").await;
    let mut admin = site.signed_in("admin").await;
    let id = site.person("zhanar").await;
    let own = site.person("admin").await;
    let path = format!("/people/{id}/sign-in-as");
    let form = admin.form(&path, &path).await;
    let answer = admin.send(&form).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains(&site.said("acting-ground-missing")));
    let before = admin.clone();
    let page = admin.submit(&form.set("ground", "№ 4 өтініш")).await;
    assert!(page.contains("class=\"acting\""), "{}", text(&page));
    assert!(
        !before.clone().is_inside().await,
        "the own session is closed"
    );
    // The banner stands on every page, those of failures and of the portal too, in every language.
    for (language, word) in [
        ("kk", "Өзіме оралу"),
        ("ru", "Вернуться к себе"),
        ("en", "Return to myself"),
    ] {
        admin.cookies.insert("oqu_lang".into(), language.into());
        for place in ["/today", "/people", "/", "/structure"] {
            let page = admin.open(place).await;
            assert!(page.contains(word), "{place} {language}");
        }
        assert!(admin.get("/nowhere").await.text().contains(word));
    }
    admin.cookies.insert("oqu_lang".into(), "kk".into());
    // What is the person's own stays out of reach.
    let fields = [
        ("password", DEMO_PASSWORD),
        ("new_password", "басқа құпиясөз 1"),
    ];
    for (place, fields) in [
        ("/account/password", &fields[..]),
        ("/account/protection/totp", &[]),
        ("/account/protection/codes", &[]),
        ("/account/passkeys/options", &[]),
        ("/account/confirm", &fields[..1]),
        ("/account/sessions/end-others", &[]),
    ] {
        let answer = admin.post(place, fields).await;
        assert_failure(&site, &answer, 403, "forbidden");
    }
    assert_eq!(admin.get(PROTECTION).await.status, 403);
    let answer = admin
        .post(&format!("/people/{id}"), &[("email", "thief@example.kz")])
        .await;
    assert_failure(&site, &answer, 403, "forbidden");
    assert!(person.is_inside().await);
    assert_eq!(
        admin.get(&path).await.status,
        403,
        "from there nowhere further"
    );
    // The person sees the session, and the acts carry both names.
    let account = person.open("/account").await;
    assert!(account.contains(&site.said("account-acting")));
    admin.open("/people/new").await;
    let fields = [
        ("surname", "Көмекші"),
        ("given", "Әкім"),
        ("citizenship", "KZ"),
    ];
    assert_eq!(admin.post("/people", &fields).await.status, 303);
    let both = site
        .number(
            "SELECT CAST(count(*) AS BIGINT) FROM audit_entries e JOIN people p ON p.id = e.person \
             WHERE e.act = 'person.added' AND e.who LIKE '% → %' AND p.login = 'admin'",
        )
        .await;
    assert_eq!(both, 1);
    // The way back: the own name, and nothing proved anew.
    admin.open("/today").await;
    let back = admin.post("/account/return", &[]).await;
    assert_eq!(back.place(), format!("/people/{id}"));
    let page = admin.open(&format!("/people/{id}")).await;
    assert!(page.contains(&site.said("acting-ended-done")));
    assert!(!page.contains("class=\"acting\"") && page.contains("№ 4 өтініш"));
    let again = admin.post(&path, &[("ground", "Тағы")]).await;
    assert!(again.place().starts_with("/account/confirm"));
    assert_eq!(admin.post("/account/return", &[]).await.status, 400);
    // Never of an administrator, never of oneself, never of a locked account.
    let mut admin = site.signed_in("admin").await;
    for (id, key) in [(own, "acting-oneself")] {
        let path = format!("/people/{id}/sign-in-as");
        let form = admin.form(&path, &path).await.set("ground", "Қате");
        assert!(admin.send(&form).await.text().contains(&site.said(key)));
    }
    let roles = format!("/people/{id}/roles");
    admin.open(&format!("/people/{id}")).await;
    let path = format!("/people/{id}/sign-in-as");
    let form = admin.form(&path, &path).await.set("ground", "Көмек");
    let mut acting = admin.clone();
    acting.submit(&form).await;
    let mut admin = site.signed_in("admin").await;
    admin.open(&format!("/people/{id}")).await;
    let given = admin
        .post(&roles, &[("role", "administrator"), ("scope", "")])
        .await;
    assert_eq!(given.status, 303);
    assert!(
        !acting.is_inside().await,
        "the person became an administrator"
    );
    let form = admin.form(&path, &path).await.set("ground", "Көмек");
    let answer = admin.send(&form).await;
    assert!(answer.text().contains(&site.said("acting-administrator")));
    // Half an hour, however much it is used.
    let id = site.person("s0230").await;
    let path = format!("/people/{id}/sign-in-as");
    let form = admin.form(&path, &path).await.set("ground", "Көмек");
    admin.submit(&form).await;
    site.clock.advance(29 * MINUTE);
    assert!(admin.open("/today").await.contains("class=\"acting\""));
    site.clock.advance(MINUTE);
    assert!(!admin.is_inside().await);
}
