//! Who may enter where: every route of the program, asked by everybody of the demo.
//!
//! The answers stand in `roles-by-routes.txt`, to be read by people. A route that is not there, a
//! line without a route and an answer that differs fail, and the line is printed as it is now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use oqu::areas::Kept;
use oqu_audit::By;
use oqu_db::{Error, Query};
use oqu_identity::api::sessions_of;
use oqu_jobs::{JobId, Kind, NewJob, enqueue};
use oqu_kernel::{Chance, PersonId};
use oqu_mail::Carrier;

use crate::stories;
use crate::support::html::{forms, main_form};
use crate::support::{Answer, BEGINNING, Browser, Request, TestSite};

stories!(the_table_is_true);

const TABLE: &str = include_str!("roles-by-routes.txt");

/// The columns: what the table calls them, and who of the demo asks. Nobody has no login.
const COLUMNS: [(&str, &str); 15] = [
    ("nobody", ""),
    ("learner", "aigerim"),
    ("parent", "nurzhan"),
    ("teacher", "saule"),
    ("adviser", "gulnar"),
    ("proctor", "viktor"),
    ("library", "umit"),
    ("chair", "nurlan"),
    ("methodist", "irina"),
    ("dot+sec", "daniyar"),
    ("dean", "marat"),
    ("vice", "raushan"),
    ("rector", "bolat"),
    ("registrar", "zhanar"),
    ("admin", "admin"),
];

/// Routes with the things that stand in their paths. What is asked last changes most.
const ASKED: &[(&str, &str, &str)] = &[
    ("GET", "/", ""),
    ("GET", "/about", ""),
    ("GET", "/contacts", ""),
    ("GET", "/news", ""),
    ("GET", "/news/feed/{language}", ""),
    ("GET", "/news/new", ""),
    ("POST", "/news", ""),
    ("GET", "/news/{id}", "published news"),
    ("GET", "/news/{id}", "draft of news"),
    ("GET", "/news/{id}/edit", "draft of news"),
    ("POST", "/news/{id}", "draft of news"),
    ("GET", "/news/{id}/picture", "draft of news"),
    ("POST", "/news/{id}/picture", "draft of news"),
    ("POST", "/news/{id}/picture/removal", "draft of news"),
    ("GET", "/news/{id}/publication", "draft of news"),
    ("POST", "/news/{id}/withdrawal", "draft of news"),
    ("POST", "/news/{id}/publication", "draft of news"),
    ("GET", "/regulations", ""),
    ("GET", "/regulations/demands", ""),
    ("GET", "/regulations/new", ""),
    ("POST", "/regulations", ""),
    ("GET", "/regulations/{id}", "regulation"),
    ("GET", "/regulations/{id}/edit", "regulation"),
    ("POST", "/regulations/{id}", "regulation"),
    ("GET", "/regulations/{id}/closure", "regulation"),
    ("POST", "/regulations/{id}/closure", "regulation"),
    ("POST", "/regulations/{id}/reopening", "regulation"),
    ("GET", "/healthz", ""),
    ("GET", "/readyz", ""),
    ("GET", "/metrics", ""),
    ("GET", "/manifest.webmanifest", ""),
    ("GET", "/style", ""),
    ("GET", "/style/confirm", ""),
    ("GET", "/style/failures/{id}", ""),
    ("GET", "/login", ""),
    ("POST", "/login", ""),
    ("GET", "/login/second", ""),
    ("POST", "/login/second", ""),
    ("GET", "/login/setup", ""),
    ("POST", "/login/setup", ""),
    ("POST", "/login/cancel", ""),
    ("POST", "/login/passkey/options", ""),
    ("POST", "/login/passkey", ""),
    ("POST", "/login/second/passkey/options", ""),
    ("POST", "/login/second/passkey", ""),
    ("GET", "/recovery", ""),
    ("POST", "/recovery", ""),
    ("GET", "/recovery/sent", ""),
    ("GET", "/recovery/done", ""),
    ("GET", "/recovery/new", ""),
    ("POST", "/recovery/new", ""),
    ("GET", "/invitation", ""),
    ("POST", "/invitation", ""),
    ("GET", "/address", ""),
    ("POST", "/address", ""),
    ("GET", "/today", ""),
    ("GET", "/account", ""),
    ("GET", "/account/confirm", ""),
    ("POST", "/account/confirm", ""),
    ("POST", "/account/confirm/passkey/options", ""),
    ("POST", "/account/confirm/passkey", ""),
    ("GET", "/account/protection", ""),
    ("POST", "/account/protection/devices/{id}/end", "own"),
    ("POST", "/account/protection/totp", ""),
    ("GET", "/account/protection/totp", ""),
    ("POST", "/account/protection/totp/confirm", ""),
    ("POST", "/account/protection/totp/remove", ""),
    ("GET", "/account/protection/codes", ""),
    ("POST", "/account/protection/codes", ""),
    ("POST", "/account/protection/codes.txt", ""),
    ("POST", "/account/passkeys/options", ""),
    ("POST", "/account/passkeys", ""),
    ("POST", "/account/passkeys/{id}", "own"),
    ("POST", "/account/passkeys/{id}/remove", "own"),
    ("POST", "/account/return", ""),
    ("GET", "/protection", ""),
    ("GET", "/administration/settings/sign-in", ""),
    ("POST", "/administration/settings/sign-in", ""),
    ("POST", "/account/password", ""),
    ("GET", "/account/address", ""),
    ("POST", "/account/address", ""),
    ("GET", "/account/new-password", ""),
    ("POST", "/account/new-password", ""),
    ("POST", "/account/sessions/{id}/end", "own"),
    ("POST", "/account/sessions/{id}/end", "of another person"),
    ("POST", "/account/sessions/end-others", ""),
    ("POST", "/workspace", ""),
    ("GET", "/people", ""),
    ("GET", "/people.xlsx", ""),
    ("GET", "/people.pdf", ""),
    ("GET", "/people/new", ""),
    ("POST", "/people", ""),
    ("GET", "/people/{id}", "own"),
    ("GET", "/people/{id}", "parent's child"),
    ("GET", "/people/{id}", "learner of ИС-21"),
    ("GET", "/people/{id}", "learner of ҚФ-11"),
    ("GET", "/people/{id}", "staff"),
    ("GET", "/people/{id}/edit", "own"),
    ("GET", "/people/{id}/edit", "learner of ИС-21"),
    ("GET", "/people/{id}/edit", "administrator"),
    ("POST", "/people/{id}", "own"),
    ("POST", "/people/{id}", "learner of ИС-21"),
    ("POST", "/people/{id}", "administrator"),
    ("GET", "/people/{id}/lock", "learner of ИС-21"),
    ("POST", "/people/{id}/lock", "learner of ИС-21"),
    ("POST", "/people/{id}/unlock", "learner of ИС-21"),
    ("POST", "/people/{id}/password", "learner of ҚФ-11"),
    ("GET", "/people/{id}/factors/reset", "learner of ИС-21"),
    ("POST", "/people/{id}/factors/reset", "learner of ИС-21"),
    ("GET", "/people/{id}/sign-in-as", "learner of ИС-21"),
    ("POST", "/people/{id}/sign-in-as", "learner of ИС-21"),
    ("GET", "/people/import", ""),
    ("POST", "/people/import", ""),
    ("GET", "/people/import/template.xlsx", ""),
    ("GET", "/people/import/people.xlsx", ""),
    ("GET", "/people/import/{id}", "registrar's import"),
    ("GET", "/people/import/{id}", "administrator's import"),
    ("GET", "/people/import/{id}/progress", "registrar's import"),
    (
        "GET",
        "/people/import/{id}/problems.xlsx",
        "registrar's import",
    ),
    (
        "GET",
        "/people/import/{id}/outcomes.xlsx",
        "registrar's import",
    ),
    ("POST", "/people/import/{id}/file", "registrar's import"),
    ("POST", "/people/import/{id}/columns", "registrar's import"),
    (
        "POST",
        "/people/import/{id}/columns/again",
        "registrar's import",
    ),
    ("POST", "/people/import/{id}/answer", "registrar's import"),
    (
        "POST",
        "/people/import/{id}/confirmation",
        "registrar's import",
    ),
    (
        "POST",
        "/people/import/{id}/removal",
        "administrator's import",
    ),
    ("POST", "/people/{id}/password-duty", "learner of ҚФ-11"),
    ("POST", "/people/{id}/invitations", "learner of ИС-21"),
    ("POST", "/people/{id}/invitations", "administrator"),
    (
        "POST",
        "/people/{id}/invitations/{link}/withdrawal",
        "learner of ҚФ-11",
    ),
    ("POST", "/people/{id}/roles", "own"),
    ("POST", "/people/{id}/roles", "learner of ИС-21"),
    ("POST", "/people/{id}/roles/{grant}/end", "learner of ҚФ-11"),
    ("GET", "/people/{id}/photo", "own"),
    ("GET", "/people/{id}/photo", "learner of ИС-21"),
    ("POST", "/people/{id}/photo", "own"),
    ("POST", "/people/{id}/photo", "learner of ИС-21"),
    ("GET", "/files/{id}/{name}", "photo of ИС-21"),
    ("POST", "/people/{id}/photo/removal", "own"),
    ("POST", "/people/{id}/photo/removal", "learner of ҚФ-11"),
    ("GET", "/people/doubles", ""),
    ("GET", "/people/doubles/{id}/{other}", "a double"),
    ("POST", "/people/doubles/{id}/{other}", "a double"),
    (
        "POST",
        "/people/doubles/{id}/{other}/difference",
        "a double",
    ),
    ("GET", "/people/bulk", ""),
    ("POST", "/people/bulk", ""),
    ("GET", "/people/bulk/{id}", "registrar's act"),
    ("GET", "/people/bulk/{id}/events", "registrar's act"),
    ("GET", "/people/bulk/{id}/outcomes.xlsx", "registrar's act"),
    ("GET", "/people/bulk/{id}", "administrator's act"),
    ("POST", "/people/bulk/{id}/confirmation", "registrar's act"),
    ("POST", "/people/bulk/{id}/removal", "administrator's act"),
    ("GET", "/account/consents", ""),
    ("GET", "/account/consents/{id}/{kind}", "own"),
    ("GET", "/account/consents/{id}/{kind}", "parent's child"),
    ("GET", "/account/consents/{id}/{kind}", "learner of ИС-21"),
    ("POST", "/account/consents/{id}/{kind}", "own"),
    ("POST", "/account/consents/{id}/{kind}", "parent's child"),
    ("POST", "/account/consents/{id}/{kind}/refusal", "own"),
    (
        "POST",
        "/account/consents/{id}/{kind}/refusal",
        "parent's child",
    ),
    ("POST", "/account/consents/{id}/{kind}/withdrawal", "own"),
    (
        "POST",
        "/account/consents/{id}/{kind}/withdrawal",
        "parent's child",
    ),
    ("GET", "/consents", ""),
    ("GET", "/consents.xlsx", ""),
    ("POST", "/consents/requests", ""),
    ("GET", "/consents/texts", ""),
    ("GET", "/consents/texts/new", ""),
    ("POST", "/consents/texts", ""),
    ("GET", "/consents/texts/{id}", ""),
    ("GET", "/consents/{id}", "learner's consent"),
    ("GET", "/consents/{id}", "parent's consent"),
    ("POST", "/consents/{id}/withdrawal", "learner's consent"),
    ("GET", "/people/{id}/consents", "learner of ИС-21"),
    ("POST", "/people/{id}/consents", "learner of ИС-21"),
    ("POST", "/people/{id}/consents/requests", "learner of ИС-21"),
    ("OPTIONS", "/uploads", ""),
    ("POST", "/uploads", ""),
    ("HEAD", "/uploads/{id}", "administrator's"),
    ("PATCH", "/uploads/{id}", "administrator's"),
    ("DELETE", "/uploads/{id}", "administrator's"),
    ("GET", "/structure", ""),
    ("GET", "/structure/organisation", ""),
    ("GET", "/structure/organisation/edit", ""),
    ("POST", "/structure/organisation", ""),
    ("GET", "/structure/organisation/logo", ""),
    ("POST", "/structure/organisation/logo", ""),
    ("POST", "/structure/organisation/logo/removal", ""),
    ("GET", "/structure/units/new", ""),
    ("POST", "/structure/units", ""),
    ("GET", "/structure/units/{id}", "КИ"),
    ("GET", "/structure/units/{id}/edit", "КИ"),
    ("POST", "/structure/units/{id}", "КИ"),
    ("GET", "/structure/units/{id}/closure", "КИ"),
    ("POST", "/structure/units/{id}/closure", "КИ"),
    ("POST", "/structure/units/{id}/reopening", "КИ"),
    ("GET", "/structure/posts", ""),
    ("GET", "/structure/posts/new", ""),
    ("POST", "/structure/posts", ""),
    ("GET", "/structure/posts/{id}", "post"),
    ("GET", "/structure/posts/{id}/edit", "post"),
    ("POST", "/structure/posts/{id}", "post"),
    ("GET", "/structure/posts/{id}/closure", "post"),
    ("POST", "/structure/posts/{id}/closure", "post"),
    ("POST", "/structure/posts/{id}/reopening", "post"),
    ("GET", "/structure/posts/{id}/appointments/new", "post"),
    ("POST", "/structure/posts/{id}/appointments", "post"),
    ("GET", "/structure/appointments/{id}/end", "appointment"),
    ("POST", "/structure/appointments/{id}/end", "appointment"),
    ("GET", "/structure/rooms", ""),
    ("GET", "/structure/rooms.xlsx", ""),
    ("GET", "/structure/rooms/demands", ""),
    ("GET", "/structure/rooms/new", ""),
    ("POST", "/structure/rooms", ""),
    ("GET", "/structure/rooms/{id}", "room"),
    ("GET", "/structure/rooms/{id}/edit", "room"),
    ("POST", "/structure/rooms/{id}", "room"),
    ("GET", "/structure/rooms/{id}/closure", "room"),
    ("POST", "/structure/rooms/{id}/closure", "room"),
    ("POST", "/structure/rooms/{id}/reopening", "room"),
    ("GET", "/structure/rooms/{id}/equipment/new", "room"),
    ("POST", "/structure/rooms/{id}/equipment", "room"),
    ("GET", "/structure/equipment/{id}/edit", "equipment"),
    ("POST", "/structure/equipment/{id}", "equipment"),
    ("GET", "/groups", ""),
    ("GET", "/groups.xlsx", ""),
    ("GET", "/groups/new", ""),
    ("POST", "/groups", ""),
    ("GET", "/groups/{id}", "ИС-21"),
    ("GET", "/groups/{id}", "ҚФ-11"),
    ("GET", "/groups/{id}", "of the parent's child"),
    ("GET", "/groups/{id}/edit", "ИС-21"),
    ("GET", "/groups/{id}/edit", "ҚФ-11"),
    ("POST", "/groups/{id}", "ИС-21"),
    ("POST", "/groups/{id}", "ҚФ-11"),
    ("GET", "/groups/{id}/closure", "ИС-21"),
    ("GET", "/groups/{id}/closure", "ҚФ-11"),
    ("POST", "/groups/{id}/closure", "ИС-21"),
    ("POST", "/groups/{id}/closure", "ҚФ-11"),
    ("POST", "/groups/{id}/reopening", "ИС-21"),
    ("POST", "/groups/{id}/reopening", "ҚФ-11"),
    ("GET", "/people/{id}/certificate", "own"),
    ("GET", "/people/{id}/certificate", "learner of ИС-21"),
    ("POST", "/people/{id}/certificate", "own"),
    ("POST", "/people/{id}/certificate", "learner of ИС-21"),
    ("GET", "/documents", ""),
    ("GET", "/documents/mine", ""),
    ("GET", "/documents/{id}", "the learner"),
    ("GET", "/documents/{id}/pdf", "the learner"),
    ("GET", "/documents/{id}/revocation", "the learner"),
    ("POST", "/documents/{id}/revocation", "the learner"),
    ("GET", "/verify", ""),
    ("GET", "/verify/{code}", ""),
    ("POST", "/verify/file", ""),
    ("GET", "/audit", ""),
    ("GET", "/audit.xlsx", ""),
    ("GET", "/audit/heads.jsonl", ""),
    ("GET", "/audit/entries/{id}", ""),
    ("POST", "/audit/checks", ""),
    ("GET", "/audit/checks/{id}", ""),
    ("GET", "/audit/checks/{id}/events", ""),
    ("GET", "/jobs", ""),
    ("GET", "/jobs/{id}", "own"),
    ("GET", "/jobs/{id}", "done, nobody's"),
    ("GET", "/jobs/{id}/events", "own"),
    ("GET", "/jobs/{id}/events", "done, nobody's"),
    ("GET", "/administration", ""),
    ("GET", "/administration/system", ""),
    ("POST", "/administration/system/look", ""),
    ("GET", "/administration/settings", ""),
    ("POST", "/administration/settings", ""),
    ("GET", "/administration/settings/colours", ""),
    ("POST", "/administration/settings/colours", ""),
    ("POST", "/administration/settings/colours/reset", ""),
    ("GET", "/administration/settings/files", ""),
    ("POST", "/administration/settings/files/test", ""),
    ("GET", "/administration/backups", ""),
    ("POST", "/administration/backups/schedule", ""),
    ("POST", "/administration/backups/lock", ""),
    ("POST", "/administration/backups/unlock", ""),
    ("GET", "/administration/backups/{archive}/archive", ""),
    ("GET", "/administration/backups/{archive}/delete", ""),
    ("POST", "/administration/backups/{archive}/delete", ""),
    ("POST", "/administration/backups", ""),
    ("GET", "/administration/jobs", ""),
    ("GET", "/administration/jobs/{id}", "waiting"),
    ("GET", "/administration/jobs/{id}/give-up", "waiting"),
    ("POST", "/administration/jobs/{id}/give-up", "waiting"),
    ("POST", "/administration/jobs/{id}/restart", "waiting"),
    ("GET", "/administration/mail", ""),
    ("GET", "/administration/mail/{id}", "a mail"),
    ("GET", "/administration/mail/{id}/letter", "a mail"),
    ("POST", "/administration/mail/{id}/again", "a mail"),
    ("POST", "/administration/mail/test", ""),
    ("GET", "/administration/tokens", ""),
    ("GET", "/administration/tokens/new", ""),
    ("POST", "/administration/tokens", ""),
    (
        "GET",
        "/administration/tokens/{id}/revocation",
        "a token of the demo",
    ),
    (
        "POST",
        "/administration/tokens/{id}/revocation",
        "a token of the demo",
    ),
    ("GET", "/api/v1/openapi.json", ""),
    ("GET", "/api/v1/people", ""),
    ("POST", "/api/v1/people", ""),
    ("GET", "/api/v1/people/{id}", "own"),
    ("PATCH", "/api/v1/people/{id}", "own"),
    ("GET", "/api/v1/people/{id}/roles", "own"),
    ("POST", "/api/v1/people/{id}/roles", "own"),
    (
        "DELETE",
        "/api/v1/people/{id}/roles/{grant}",
        "learner of ҚФ-11",
    ),
    ("GET", "/api/v1/roles", ""),
    ("GET", "/api/v1/units", ""),
    ("POST", "/api/v1/units", ""),
    ("GET", "/api/v1/units/{id}", "КИ"),
    ("PATCH", "/api/v1/units/{id}", "КИ"),
    ("GET", "/api/v1/groups", ""),
    ("POST", "/api/v1/groups", ""),
    ("GET", "/api/v1/groups/{id}", "ИС-21"),
    ("PATCH", "/api/v1/groups/{id}", "ИС-21"),
    ("POST", "/logout", ""),
];

/// A learner of ИС-21 and one of ҚФ-11: people are spread over fifteen groups in turn.
const OF_IS_21: &str = "s0015";
const OF_QF_11: &str = "s0009";

/// A backup that lies in its folder.
const ARCHIVE: &str = "oqu-2026-11-20-095200.tar";

/// What a parent gave for the child.
const CHILDS_CONSENT: &str = "SELECT c.id FROM consents c JOIN people p ON p.id = c.giver WHERE c.person <> c.giver AND p.login = ";

async fn the_table_is_true(site: Arc<TestSite>) {
    let rows = rows(&site).await;
    let kept = Kept::new(&site.settings, BEGINNING, true);
    let carrier = Arc::new(Carrier::new(None, oqu_mail::usual_from("")));
    let routes = oqu::areas::routes(
        &kept,
        std::path::Path::new("."),
        &Arc::new(oqu::areas::jobs(&carrier, &kept.files, &site.settings)),
        &carrier,
    );
    let there: BTreeSet<(&str, &str)> = routes
        .table()
        .iter()
        .map(|route| (route.method, route.path))
        .collect();
    let asked: BTreeSet<(&str, &str)> = ASKED
        .iter()
        .map(|(method, path, _)| (*method, *path))
        .collect();
    let mut wrong: Vec<String> = there
        .difference(&asked)
        .map(|(method, path)| format!("a route that nobody asks in roles.rs: {method} {path}"))
        .collect();
    wrong.extend(
        asked
            .difference(&there)
            .map(|(method, path)| format!("no such route any more: {method} {path}")),
    );
    let written: BTreeSet<&str> = TABLE.lines().filter(|line| is_row(line)).collect();
    let now: BTreeSet<&str> = rows.iter().map(String::as_str).collect();
    wrong.extend(
        now.difference(&written)
            .map(|line| format!("is now:   {line}")),
    );
    wrong.extend(
        written
            .difference(&now)
            .map(|line| format!("is stale: {line}")),
    );
    if !wrong.is_empty() {
        let all = rows.join("\n");
        panic!(
            "{}\n\nthe whole table as it is now:\n{}\n{all}",
            wrong.join("\n"),
            heading()
        );
    }
}

fn is_row(line: &str) -> bool {
    const METHODS: [&str; 6] = ["GET", "POST", "HEAD", "PATCH", "DELETE", "OPTIONS"];
    METHODS.iter().any(|method| line.starts_with(method))
}

fn heading() -> String {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    row("#", "route", "of", &names)
}

fn row(method: &str, path: &str, of: &str, answers: &[&str]) -> String {
    let mut line = format!("{method:4} {path:36} {of:22}");
    for ((name, _), answer) in COLUMNS.iter().zip(answers) {
        let width = name.len().max(4);
        line.push_str(&format!(" {answer:width$}"));
    }
    line.trim_end().to_owned()
}

/// One who asks.
struct Asker {
    login: &'static str,
    browser: Browser,
    /// What is theirs: the page of the person, another session.
    own: BTreeMap<&'static str, String>,
}

async fn rows(site: &TestSite) -> Vec<String> {
    let things = things(site).await;
    let mut askers = Vec::new();
    for (_, login) in COLUMNS {
        askers.push(asker(site, login).await);
    }
    let mut rows = Vec::new();
    for (method, path, of) in ASKED {
        let mut answers = Vec::new();
        for asker in &mut askers {
            answers.push(answer(site, asker, &things, (method, path, of)).await);
        }
        rows.push(row(method, path, of, &answers));
    }
    rows
}

async fn asker(site: &TestSite, login: &'static str) -> Asker {
    let mut own = BTreeMap::new();
    if login.is_empty() {
        let mut browser = site.browser();
        browser.open("/login").await;
        own.insert("own", "00000000-0000-7000-8000-000000000000".to_owned());
        return Asker {
            login,
            browser,
            own,
        };
    }
    let mut browser = site.signed_in(login).await;
    own.insert("own", site.person(login).await.to_string());
    own.insert("job", job(site, Some(site.person(login).await), true).await);
    site.signed_in(login).await;
    let account = browser.open("/account").await;
    let action = forms(&account)
        .into_iter()
        .map(|form| form.action)
        .find(|action| action.ends_with("/end"))
        .expect("another session");
    own.insert(
        "session",
        action.split('/').nth(3).unwrap_or_default().to_owned(),
    );
    Asker {
        login,
        browser,
        own,
    }
}

/// What stands in paths, by the word of the table.
async fn things(site: &TestSite) -> BTreeMap<String, String> {
    let mut things = BTreeMap::new();
    let mut put = |name: &str, id: String| things.insert(name.to_owned(), id);
    let child = site.child("nurzhan").await;
    put("parent's child", child.to_string());
    put("learner of ИС-21", site.person(OF_IS_21).await.to_string());
    put(
        "/consents/texts/{id}",
        site.consent_text("processing").await.to_string(),
    );
    put(
        "learner's consent",
        site.consent("aigerim").await.to_string(),
    );
    let childs = site.id(CHILDS_CONSENT, "nurzhan").await;
    put("parent's consent", childs.to_string());
    let doubles = ["aigerim", "s0001"].map(|login| site.person(login));
    let [double, other] = doubles;
    put("a double", double.await.to_string());
    put("other", other.await.to_string());
    put("staff", site.person("raushan").await.to_string());
    put("administrator", site.person("admin").await.to_string());
    put("КИ", site.unit("КИ").await.to_string());
    let post = site
        .id("SELECT post FROM appointments WHERE until_day = ", "")
        .await;
    put("post", post.to_string());
    let appointment = site
        .id("SELECT id FROM appointments WHERE until_day = ", "")
        .await;
    put("appointment", appointment.to_string());
    let regulation = site
        .id("SELECT id FROM regulations WHERE kind = ", "assessment")
        .await;
    put("regulation", regulation.to_string());
    for (name, title) in [
        (
            "published news",
            "Бейнестудия жаңа жабдықпен жұмысын бастады",
        ),
        ("draft of news", "Ашық есік күні"),
    ] {
        let news = site.id("SELECT id FROM news WHERE title_kk = ", title);
        put(name, news.await.to_string());
    }
    let room = site.id("SELECT id FROM rooms WHERE code = ", "204").await;
    put("room", room.to_string());
    let piece = site
        .id("SELECT id FROM equipment WHERE inventory = ", "000204-1")
        .await;
    put("equipment", piece.to_string());
    put("ИС-21", site.group("ИС-21").await.to_string());
    let token = site.id(
        "SELECT id FROM api_tokens WHERE revoked_at IS NULL AND title LIKE ",
        "Platonus%",
    );
    put("a token of the demo", token.await.to_string());
    put("ҚФ-11", site.group("ҚФ-11").await.to_string());
    let mut admin = site.signed_in("admin").await;
    let victim = site.person(OF_QF_11).await;
    put("learner of ҚФ-11", victim.to_string());
    let page = admin.open(&format!("/people/{victim}")).await;
    let end = forms(&page).into_iter().map(|form| form.action);
    let end = end
        .into_iter()
        .find(|action| action.ends_with("/end"))
        .expect("a role");
    put(
        "grant",
        end.split('/').nth(4).unwrap_or_default().to_owned(),
    );
    admin
        .post(&format!("/people/{victim}/invitations"), &[])
        .await;
    let page = admin.open(&format!("/people/{victim}")).await;
    let withdrawal = forms(&page).into_iter().map(|form| form.action);
    let withdrawal = withdrawal
        .into_iter()
        .find(|action| action.ends_with("/withdrawal"))
        .expect("an invitation");
    put(
        "link",
        withdrawal.split('/').nth(4).unwrap_or_default().to_owned(),
    );
    let page = admin.open("/administration/mail").await;
    let mail = page
        .split("href=\"/administration/mail/")
        .nth(1)
        .expect("a mail");
    put("a mail", mail[..36].to_owned());
    let page = admin.open(&format!("/people/{child}")).await;
    let group = page
        .split("href=\"/groups/")
        .nth(1)
        .expect("the child's group");
    put("of the parent's child", group[..36].to_owned());
    admin
        .open(&format!("/people/{}/photo", site.person(OF_IS_21).await))
        .await;
    let photo = format!("/people/{}/photo", site.person(OF_IS_21).await);
    let mut picture = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8)
        .write_to(&mut picture, image::ImageFormat::Png)
        .expect("a picture");
    let set = admin
        .post_file(&photo, "photo", "a.png", picture.get_ref())
        .await;
    assert_eq!(set.status, 303, "{}", set.text());
    let page = admin.open(&photo).await;
    let photo = page.split("src=\"/files/").nth(1).expect("a photo");
    put("photo of ИС-21", photo[..36].to_owned());
    let begin = admin
        .step("POST", "/uploads")
        .header("upload-length", "10")
        .header("upload-metadata", "purpose cGVyc29uLXBob3Rv");
    let begun = admin.ask(begin).await;
    let place = begun.header("location").expect("an upload").to_owned();
    put(
        "administrator's",
        place.rsplit('/').next().unwrap_or_default().to_owned(),
    );
    let mut learner = site.signed_in("aigerim").await;
    let own = site.person("aigerim").await;
    let form = main_form(&learner.open(&format!("/people/{own}/certificate")).await);
    let page = learner.submit(&form).await;
    let begin = |mark: &str| page.split(mark).nth(1).expect("a document").to_owned();
    put("the learner", begin("href=\"/documents/")[..36].to_owned());
    put("code", begin("href=\"/verify/")[..14].to_owned());
    let page = admin.open("/audit").await;
    let entry = page
        .split("href=\"/audit/entries/")
        .nth(1)
        .expect("an entry");
    put("/audit/entries/{id}", entry[..36].to_owned());
    let check = admin.post("/audit/checks", &[]).await;
    let place = check.header("location").expect("a check").to_owned();
    let check = place.rsplit('/').next().unwrap_or_default().to_owned();
    put("/audit/checks/{id}", check.clone());
    put("/style/failures/{id}", "conflict".to_owned());
    put("/audit/checks/{id}/events", check);
    put("waiting", job(site, None, false).await);
    std::fs::create_dir_all(&site.settings.backups).expect("the folder of backups");
    std::fs::write(site.settings.backups.join(ARCHIVE), "an archive").expect("a backup");
    put("done, nobody's", job(site, None, true).await);
    for (name, login) in [
        ("registrar's import", "zhanar"),
        ("administrator's import", "admin"),
    ] {
        let mut browser = site.signed_in(login).await;
        browser.open("/people/import").await;
        let list = "surname;given\nТізімбаев;Асқар\n";
        let sent = browser
            .send_file("/people/import", "a.csv", list.as_bytes())
            .await;
        let place = sent.place().to_owned();
        put(
            name,
            place.rsplit('/').next().unwrap_or_default().to_owned(),
        );
    }
    for (name, login) in [
        ("registrar's act", "zhanar"),
        ("administrator's act", "admin"),
    ] {
        let fields = [
            ("deed", "ask"),
            ("kind", "transfer"),
            ("list", "q=%D1%82%D2%B1%D1%80%D1%81%D1%8B%D0%BD"),
            ("ground", "№ 1"),
        ];
        let mut browser = site.signed_in(login).await;
        browser.open("/people/bulk").await;
        let sent = browser.post("/people/bulk", &fields).await;
        let place = sent.place().to_owned();
        put(
            name,
            place.rsplit('/').next().unwrap_or_default().to_owned(),
        );
    }
    let (person, now) = (site.person("s0100").await, BEGINNING);
    site.signed_in("s0100").await;
    let sessions = site
        .site
        .db
        .read::<_, oqu_db::Error, _>(async move |tx| sessions_of(tx, person, now).await)
        .await
        .expect("the sessions");
    put("of another person", sessions[0].id.to_string());
    things
}

/// A job that somebody asked for; nobody knows how to do it, so that it stays as it is.
async fn job(site: &TestSite, person: Option<PersonId>, is_done: bool) -> String {
    const NOTHING: Kind<()> = Kind::new("test.nothing");
    let by = By {
        person,
        ..By::console(BEGINNING, &Chance::system(), "")
    };
    let unit = site.site.db.write::<_, Error, _>(async move |tx| {
        let id = enqueue(tx, &by, &NewJob::of(&NOTHING, &()).shown())
            .await?
            .id;
        if is_done {
            let query = Query::new("UPDATE jobs SET state = 'done' WHERE id = ").bind(id);
            tx.list::<JobId>(&query.push(" RETURNING id")).await?;
        }
        Ok(id)
    });
    unit.await.expect("a job").to_string()
}

async fn answer(
    site: &TestSite,
    asker: &mut Asker,
    things: &BTreeMap<String, String>,
    (method, path, of): (&str, &str, &str),
) -> &'static str {
    let own = match path {
        path if path.starts_with("/account/sessions") => "session",
        path if path.starts_with("/jobs") => "job",
        _ => "own",
    };
    let id = match of {
        "own" => asker.own.get(own).or(asker.own.get("own")),
        "" => things.get(path),
        of => things.get(of),
    };
    let grant = things.get("grant").map_or("", String::as_str);
    let asked = path
        .replace("{id}", id.map_or("", String::as_str))
        .replace("{grant}", grant)
        .replace("{other}", things.get("other").map_or("", String::as_str))
        .replace("{kind}", "processing")
        .replace("{language}", "kk")
        .replace("{name}", "photo.jpg")
        .replace("{archive}", ARCHIVE)
        .replace("{link}", things.get("link").map_or("", String::as_str))
        .replace("{code}", things.get("code").map_or("", String::as_str));
    assert!(
        !asked.contains("//"),
        "nothing to ask {path} of {of:?} with"
    );
    if path.starts_with("/uploads") {
        let mut step = asker.browser.step(method, &asked);
        if method == "PATCH" {
            step = step
                .header("upload-offset", "0")
                .body("application/offset+octet-stream", "");
        }
        return class(&asker.browser.clone().ask(step).await);
    }
    if path.starts_with("/api/") {
        // The cookies of whoever has signed in, and no token: they open nothing.
        return class(&asker.browser.ask(Request::new(method, &asked)).await);
    }
    if method == "GET" {
        return class(&asker.browser.ask(Request::get(&asked)).await);
    }
    // Who signs out or ends sessions needs a browser that may lose them.
    let mut thrown_away = asker.browser.clone();
    if path == "/logout" && !asker.login.is_empty() {
        thrown_away = site.signed_in(asker.login).await;
    }
    class(&thrown_away.post(&asked, &[]).await)
}

fn class(answer: &Answer) -> &'static str {
    let place = answer.header("location").unwrap_or_default();
    match answer.status {
        401 => "away",
        303 if place.starts_with("/login") => "away",
        403 | 404 => "no",
        _ => "ok",
    }
}
