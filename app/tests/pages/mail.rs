//! Mails and the links in them: a forgotten password, an invitation, a new address, a given password.

use std::sync::Arc;
use std::time::Duration;

use crate::stories;
use crate::support::{Browser, Engine, Setup, TestSite, text};
use oqu_identity::api::DEMO_PASSWORD;
use oqu_mail::testing::{FakeServer, Script};

stories!(
    a_forgotten_password_is_recovered_once,
    whoever_asks_learns_nothing,
    a_link_runs_out_and_a_newer_one_takes_its_place,
    a_common_password_is_refused_with_a_sentence,
    an_invited_person_comes_in,
    a_locked_person_is_not_invited_and_comes_in_by_no_link,
    an_address_counts_when_it_was_confirmed,
    a_given_password_must_be_changed_before_anything_else,
    a_changed_password_is_told_to_its_person,
    the_outbox_is_for_administrators,
);

const HOUR: Duration = Duration::from_secs(60 * 60);
const NEW: &str = "жаңа-құпия-2026-а";

/// The link in the newest mail of this purpose to somebody whose address has these letters; none
/// when no such mail comes.
async fn link_in_mail(admin: &mut Browser, purpose: &str, address: &str) -> Option<String> {
    let list = format!("/administration/mail?purpose={purpose}&q={address}");
    for _ in 0..100 {
        let html = admin.open(&list).await;
        if let Some(path) = between(&html, "href=\"/administration/mail/", '"') {
            let mail = admin.open(&format!("/administration/mail/{path}")).await;
            let link = between(&mail, "<a class=\"button\" href=\"http://", '"')?;
            return link.find('/').map(|at| link[at..].replace("&#38;", "&"));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    None
}

fn between(html: &str, before: &str, end: char) -> Option<String> {
    let from = html.find(before)? + before.len();
    let length = html[from..].find(end)?;
    Some(html[from..from + length].to_owned())
}

async fn mails(site: &TestSite) -> i64 {
    site.number("SELECT CAST(count(*) AS BIGINT) FROM mails")
        .await
}

/// Waits until no job of mails waits or runs; what schedules do goes on beside.
async fn settled(site: &TestSite) {
    for _ in 0..200 {
        let waiting = "SELECT CAST(count(*) AS BIGINT) FROM jobs WHERE state IN ('queued', 'running') \
            AND kind IN ('recovery.send', 'mail.send')";
        if site.number(waiting).await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("jobs still wait");
}

async fn ask(browser: &mut Browser, login: &str) {
    browser.open("/recovery").await;
    let answer = browser.post("/recovery", &[("login", login)]).await;
    assert_eq!((answer.status, answer.place()), (303, "/recovery/sent"));
}

async fn a_forgotten_password_is_recovered_once(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let mut inside = site.signed_in("s0111").await;
    let mut guest = site.browser();
    ask(&mut guest, "S0111").await;
    let link = link_in_mail(&mut admin, "recovery", "s0111")
        .await
        .expect("a mail");
    // Opening is not using: programs that look at mails open links too.
    for _ in 0..3 {
        let html = guest.open(&link).await;
        assert!(text(&html).contains(&site.said("recovery-new-title")));
    }
    let key = link.split("key=").nth(1).expect("a secret").to_owned();
    let fields = [("key", key.as_str()), ("new_password", NEW)];
    let mut second = guest.clone();
    let (one, other) = tokio::join!(
        guest.post("/recovery/new", &fields),
        second.post("/recovery/new", &fields)
    );
    let mut answers = [one.status, other.status];
    answers.sort_unstable();
    assert_eq!(answers, [303, 410], "two hands, one link");
    assert!(!inside.is_inside().await, "all sessions end");
    assert!(!guest.is_inside().await, "nobody is signed in by a link");
    let again = guest.get(&link).await;
    assert_eq!(again.status, 410);
    assert!(text(&again.text()).contains(&site.said("link-over-used-title")));
    assert!(again.text().contains("href=\"/recovery\""), "a way on");
    assert_eq!(guest.sign_in_with("s0111", NEW).await.status, 303);
    let old = site.browser().sign_in_with("s0111", DEMO_PASSWORD).await;
    assert_eq!(old.status, 422);
    for act in [
        "person.recovery-asked",
        "person.recovered",
        "person.password-set",
    ] {
        let page = admin.open(&format!("/audit?act={act}")).await;
        assert!(page.contains("/audit/entries/"), "{act}");
    }
    let html = admin
        .open("/administration/mail?purpose=password-changed&q=s0111")
        .await;
    assert!(html.contains("/administration/mail/"));
}

async fn whoever_asks_learns_nothing(site: Arc<TestSite>) {
    settled(&site).await;
    let before = mails(&site).await;
    let mut admin = site.signed_in("admin").await;
    let id = site.person("s0102").await;
    admin.open(&format!("/people/{id}/lock")).await;
    let ground = [("ground", "Сынақ")];
    let locked = admin.post(&format!("/people/{id}/lock"), &ground).await;
    assert_eq!(locked.status, 303);
    let mut pages = Vec::new();
    for login in [
        "nobody-at-all",
        "s0102",
        "x@kokzhiek.example",
        "'; DROP TABLE people",
    ] {
        let mut guest = site.browser();
        ask(&mut guest, login).await;
        let html = guest.open("/recovery/sent").await;
        pages.push(text(&html));
    }
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]));
    settled(&site).await;
    assert_eq!(mails(&site).await, before, "nobody was written to");
    let kept = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM jobs WHERE payload LIKE '%nobody%' OR payload LIKE '%DROP%'")
        .await;
    assert_eq!(kept, 0, "what was typed is kept nowhere");
    let mut guest = site.browser();
    guest.open("/recovery").await;
    let empty = guest.post("/recovery", &[("login", " ")]).await;
    assert_eq!(empty.status, 422);
    // Too many wishes are told when to come again, known or not.
    let mut statuses = Vec::new();
    for _ in 0..7 {
        let login = [("login", "nobody-whom-somebody-pesters")];
        statuses.push(guest.post("/recovery", &login).await.status);
    }
    assert!(statuses.contains(&429), "{statuses:?}");
}

async fn a_link_runs_out_and_a_newer_one_takes_its_place(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let mut guest = site.browser();
    ask(&mut guest, "s0114").await;
    let first = link_in_mail(&mut admin, "recovery", "s0114")
        .await
        .expect("a mail");
    settled(&site).await;
    ask(&mut guest, "s0114@student.kokzhiek.example").await;
    settled(&site).await;
    let second = link_in_mail(&mut admin, "recovery", "s0114")
        .await
        .expect("a mail");
    assert_ne!(first, second);
    assert_eq!(guest.get(&first).await.status, 410);
    assert_eq!(guest.get(&second).await.status, 200);
    // Three an hour and no more.
    settled(&site).await;
    for _ in 0..3 {
        ask(&mut guest, "s0114").await;
        settled(&site).await;
    }
    let sent = "SELECT CAST(count(*) AS BIGINT) FROM mails WHERE purpose = 'recovery' AND to_address LIKE 's0114@%'";
    assert_eq!(site.number(sent).await, 3);
    site.clock.advance(HOUR);
    let late = guest.get(&second).await;
    assert_eq!(late.status, 410);
    let unknown = guest.get("/recovery/new?key=forged").await;
    assert_eq!(unknown.status, 410);
    assert!(text(&unknown.text()).contains(&site.said("link-over-unknown-title")));
    assert_eq!(guest.get("/recovery/new").await.status, 410);
    assert_eq!(guest.get("/invitation?key=%00").await.status, 410);
}

async fn a_common_password_is_refused_with_a_sentence(site: Arc<TestSite>) {
    let mut person = site.signed_in("s0104").await;
    for (new, key) in [
        ("Almaty2026", "password-new-common"),
        ("құпиясөз", "password-new-common"),
        ("short", "password-new-length"),
    ] {
        let fields = [("password", DEMO_PASSWORD), ("new_password", new)];
        let answer = person.post("/account/password", &fields).await;
        assert_eq!(answer.status, 422, "{new}");
        assert!(text(&answer.text()).contains(&site.said(key)), "{new}");
    }
}

/// Adds a person with an address; gives the page.
async fn added(registrar: &mut Browser, surname: &str, address: &str) -> String {
    registrar.open("/people/new").await;
    let fields = [
        ("surname", surname),
        ("given", "Жаңа"),
        ("citizenship", "KZ"),
        ("email", address),
    ];
    let answer = registrar.post("/people", &fields).await;
    assert_eq!(answer.status, 303, "{}", text(&answer.text()));
    answer.place().to_owned()
}

async fn an_invited_person_comes_in(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let mut admin = site.signed_in("admin").await;
    let page = added(&mut registrar, "Шақырылған", "invited@kokzhiek.example").await;
    registrar.open(&page).await;
    let sent = registrar.post(&format!("{page}/invitations"), &[]).await;
    assert_eq!((sent.status, sent.place()), (303, page.as_str()));
    let first = link_in_mail(&mut admin, "invitation", "invited")
        .await
        .expect("a mail");
    let html = registrar.open(&page).await;
    assert!(html.contains("invited@kokzhiek.example"));
    // Again: the older one opens nothing any more.
    registrar.post(&format!("{page}/invitations"), &[]).await;
    let second = link_in_mail(&mut admin, "invitation", "invited")
        .await
        .expect("a mail");
    let mut guest = site.browser();
    assert_eq!(guest.get(&first).await.status, 410);
    // Withdrawn: neither does this one.
    let html = registrar.open(&page).await;
    let before = format!("action=\"{page}/invitations/");
    let withdrawal = between(&html, &before, '"').expect("a withdrawal");
    let path = format!("{page}/invitations/{withdrawal}");
    assert_eq!(registrar.post(&path, &[]).await.status, 303);
    assert_eq!(guest.get(&second).await.status, 410);
    registrar.post(&format!("{page}/invitations"), &[]).await;
    let third = link_in_mail(&mut admin, "invitation", "invited")
        .await
        .expect("a mail");
    site.clock.advance(13 * 24 * HOUR);
    guest.open(&third).await;
    let key = third.split("key=").nth(1).expect("a secret").to_owned();
    // A link for one thing does not open another.
    assert_eq!(
        guest.get(&format!("/recovery/new?key={key}")).await.status,
        410
    );
    let fields = [("key", key.as_str()), ("new_password", NEW)];
    let done = guest.post("/invitation", &fields).await;
    assert_eq!((done.status, done.place()), (303, "/recovery/done"));
    let inside = guest.sign_in_with("invited@kokzhiek.example", NEW).await;
    assert_eq!(inside.status, 303);
    assert_eq!(site.browser().get(&third).await.status, 410);
    // Who is in needs no invitation.
    let mut registrar = site.signed_in("zhanar").await;
    let html = registrar.open(&page).await;
    assert!(!html.contains(&format!("action=\"{page}/invitations\"")));
    // Nobody else invites, and an administrator is invited by administrators only.
    let mut teacher = site.signed_in("saule").await;
    assert_eq!(
        teacher
            .post(&format!("{page}/invitations"), &[])
            .await
            .status,
        403
    );
    let other = format!("/people/{}/invitations", site.person("admin").await);
    assert_eq!(registrar.post(&other, &[]).await.status, 403);
}

async fn a_locked_person_is_not_invited_and_comes_in_by_no_link(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let page = added(&mut admin, "Бұғатталған", "shut@kokzhiek.example").await;
    admin.open(&page).await;
    admin.post(&format!("{page}/invitations"), &[]).await;
    let link = link_in_mail(&mut admin, "invitation", "shut")
        .await
        .expect("a mail");
    let locked = admin
        .post(&format!("{page}/lock"), &[("ground", "Сынақ")])
        .await;
    assert_eq!(locked.status, 303);
    let mut guest = site.browser();
    let shut = guest.get(&link).await;
    assert_eq!(shut.status, 410);
    assert!(text(&shut.text()).contains(&site.said("link-over-locked-title")));
    let key = link.split("key=").nth(1).expect("a secret").to_owned();
    guest.open("/recovery").await;
    let fields = [("key", key.as_str()), ("new_password", NEW)];
    assert_eq!(guest.post("/invitation", &fields).await.status, 410);
    settled(&site).await;
    let before = mails(&site).await;
    assert_eq!(
        admin.post(&format!("{page}/invitations"), &[]).await.status,
        303
    );
    assert_eq!(mails(&site).await, before);
    assert!(text(&admin.open(&page).await).contains(&site.said("invitation-locked")));
}

async fn an_address_counts_when_it_was_confirmed(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let mut person = site.signed_in("s0105").await;
    person.open("/account/address").await;
    let wrong = [("email", "new0105@kokzhiek.example"), ("password", "wrong")];
    assert_eq!(person.post("/account/address", &wrong).await.status, 422);
    let none = [("email", "nowhere"), ("password", DEMO_PASSWORD)];
    assert_eq!(person.post("/account/address", &none).await.status, 422);
    let right = [
        ("email", "New0105@kokzhiek.example"),
        ("password", DEMO_PASSWORD),
    ];
    assert_eq!(person.post("/account/address", &right).await.status, 303);
    let link = link_in_mail(&mut admin, "address", "new0105")
        .await
        .expect("a mail");
    let mut guest = site.browser();
    assert_eq!(
        guest
            .sign_in_with("new0105@kokzhiek.example", DEMO_PASSWORD)
            .await
            .status,
        422
    );
    guest.open(&link).await;
    let key = link.split("key=").nth(1).expect("a secret").to_owned();
    let done = guest.post("/address", &[("key", &key)]).await;
    assert_eq!(
        (done.status, done.place()),
        (303, "/recovery/done?of=address")
    );
    assert_eq!(guest.post("/address", &[("key", &key)]).await.status, 410);
    let inside = guest
        .sign_in_with("new0105@kokzhiek.example", DEMO_PASSWORD)
        .await;
    assert_eq!(inside.status, 303);
    let html = admin
        .open("/administration/mail?purpose=address-changed&q=s0105@student.kokzhiek.example")
        .await;
    assert!(
        html.contains("s0105@student.kokzhiek.example"),
        "the old one is told"
    );
    // An address of somebody else is refused where it is confirmed.
    let taken = [
        ("email", "saule@kokzhiek.example"),
        ("password", DEMO_PASSWORD),
    ];
    person.open("/account/address").await;
    assert_eq!(person.post("/account/address", &taken).await.status, 303);
    let link = link_in_mail(&mut admin, "address", "saule")
        .await
        .expect("a mail");
    let key = link.split("key=").nth(1).expect("a secret").to_owned();
    person.open(&link).await;
    let answer = person.post("/address", &[("key", &key)]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(
        site.signed_in("saule").await.get("/account").await.status,
        200
    );
}

async fn a_given_password_must_be_changed_before_anything_else(site: Arc<TestSite>) {
    const DUTY: &str = "/account/new-password";
    let mut admin = site.signed_in("admin").await;
    let id = site.person("s0106").await;
    admin.open(&format!("/people/{id}")).await;
    let given = admin
        .post(&format!("/people/{id}/password"), &[])
        .await
        .text();
    let password = between(&given, "<code>", '<').expect("a password");
    let mut person = site.browser();
    assert_eq!(person.sign_in_with("s0106", &password).await.status, 303);
    for path in ["/today", "/account", "/people", "/", "/no-such-page"] {
        let answer = person.get(path).await;
        assert_eq!((answer.status, answer.place()), (303, DUTY), "{path}");
    }
    person.open(DUTY).await;
    let moved = person.post("/account/sessions/end-others", &[]).await;
    assert_eq!(moved.place(), DUTY);
    for (now, new) in [
        ("wrong", NEW),
        (&*password, &*password),
        (&*password, "12345678"),
    ] {
        let fields = [("password", now), ("new_password", new)];
        assert_eq!(person.post(DUTY, &fields).await.status, 422, "{new}");
    }
    let fields = [("password", &*password), ("new_password", NEW)];
    let done = person.post(DUTY, &fields).await;
    assert_eq!((done.status, done.place()), (303, "/today"));
    assert_eq!(person.get("/today").await.status, 200);
    // The administrator may also just ask.
    let mut other = site.signed_in("s0117").await;
    let id = site.person("s0117").await;
    admin.open(&format!("/people/{id}")).await;
    for _ in 0..2 {
        let asked = admin
            .post(&format!("/people/{id}/password-duty"), &[])
            .await;
        assert_eq!(asked.status, 303);
    }
    assert_eq!(other.get("/today").await.place(), DUTY);
    let duties = "SELECT CAST(count(*) AS BIGINT) FROM password_duties WHERE ended_at IS NULL";
    assert_eq!(site.number(duties).await, 1);
    assert_eq!(other.post("/logout", &[]).await.status, 303);
    // A link from a mail is a way out too.
    let mut guest = site.browser();
    ask(&mut guest, "s0117").await;
    let link = link_in_mail(&mut admin, "recovery", "s0117")
        .await
        .expect("a mail");
    guest.open(&link).await;
    let key = link.split("key=").nth(1).expect("a secret").to_owned();
    let fields = [("key", key.as_str()), ("new_password", NEW)];
    assert_eq!(guest.post("/recovery/new", &fields).await.status, 303);
    assert_eq!(site.number(duties).await, 0);
}

async fn a_changed_password_is_told_to_its_person(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let mut person = site.signed_in("s0108").await;
    let fields = [("password", DEMO_PASSWORD), ("new_password", NEW)];
    assert_eq!(person.post("/account/password", &fields).await.status, 303);
    let html = admin
        .open("/administration/mail?purpose=password-changed&q=s0108")
        .await;
    assert!(html.contains("/administration/mail/"));
}

async fn the_outbox_is_for_administrators(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    admin.open("/administration/mail").await;
    let sent = admin
        .post(
            "/administration/mail/test",
            &[("to", "me@kokzhiek.example")],
        )
        .await;
    let path = sent.place().to_owned();
    assert!(path.starts_with("/administration/mail/"), "{path}");
    admin.open(&path).await;
    let letter = admin.get(&format!("{path}/letter")).await;
    assert_eq!(letter.status, 200);
    let policy = letter.header("content-security-policy").expect("a policy");
    assert!(
        policy.contains("sandbox") && !policy.contains("script-src"),
        "{policy}"
    );
    let again = admin.post(&format!("{path}/again"), &[]).await;
    assert_eq!(again.status, 303);
    for wrong in ["", "x", "a@b.kz\r\nBcc: c@d.kz", "a@b.kz, c@d.kz"] {
        let before = mails(&site).await;
        admin
            .post("/administration/mail/test", &[("to", wrong)])
            .await;
        assert_eq!(mails(&site).await, before, "{wrong:?}");
    }
    for address in ["?state=none", "?purpose=none", "?after=x"] {
        let answer = admin.get(&format!("/administration/mail{address}")).await;
        assert_eq!(answer.status, 400, "{address}");
    }
    for login in ["zhanar", "aigerim", "bolat"] {
        let mut other = site.signed_in(login).await;
        for path in ["/administration/mail", &path, &format!("{path}/letter")] {
            assert_eq!(other.get(path).await.status, 403, "{login} {path}");
        }
    }
}

/// A site whose mails go to a server, which is killed and comes back, on one database.
async fn mails_go(engine: Engine) {
    let server = FakeServer::start(Script {
        after_data: Some("451 4.3.2 come again".into()),
        ..Script::default()
    })
    .await;
    let setup = Setup {
        mail: Some(server.address),
        ..Setup::DEMO
    };
    let site = TestSite::open(engine, setup).await;
    let mut admin = site.signed_in("admin").await;
    let mut guest = site.browser();
    ask(&mut guest, "aigerim").await;
    let met =
        "SELECT CAST(count(*) AS BIGINT) FROM mails WHERE state = 'waiting' AND answer LIKE '451%'";
    for _ in 0..200 {
        if site.number(met).await == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(site.number(met).await, 1, "it waits, with what was met");
    server.behave(Script::default());
    site.clock.advance(HOUR / 2);
    let came = server.wait_for(1).await;
    let to = came[0].header("To").expect("a recipient");
    assert!(to.contains("aigerim@"), "{to}");
    settled(&site).await;
    let sent = "SELECT CAST(count(*) AS BIGINT) FROM mails WHERE state = 'sent' AND secret IS NULL AND answer LIKE '250%'";
    assert_eq!(site.number(sent).await, 1, "the secret is forgotten");
    // A mail that is refused is seen, and sent again by hand.
    server.behave(Script {
        recipient: Some(("refused".into(), "550 5.1.1 nobody".into())),
        ..Script::default()
    });
    admin.open("/administration/mail").await;
    let test = [("to", "refused@kokzhiek.example")];
    let posted = admin.post("/administration/mail/test", &test).await;
    let path = posted.place().to_owned();
    settled(&site).await;
    let html = admin.open(&path).await;
    assert!(text(&html).contains("550 5.1.1 nobody"), "{}", text(&html));
    server.behave(Script::default());
    let again = admin.post(&format!("{path}/again"), &[]).await;
    assert_eq!(again.status, 303);
    server.wait_for(2).await;
    settled(&site).await;
    let html = admin.open(&path).await;
    assert!(text(&html).contains(&site.said("mail-state-sent")));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mails_go_on_sqlite() {
    mails_go(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mails_go_on_postgres() {
    mails_go(Engine::Postgres).await;
}
