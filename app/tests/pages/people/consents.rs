//! What people agree to: by themselves, for a child, on paper; and how the office sees it.

use std::sync::Arc;

use crate::support::sheet;
use crate::support::{TestSite, assert_problem, forms, main_form, text};

/// A learner of the demo whose consents nobody has touched; the fields of the form to give one.
fn give(page: &str) -> crate::support::Form {
    let form = main_form(page);
    assert!(!form.get("text").is_empty(), "{}", text(page));
    form.set("term", "here")
}

pub async fn a_learner_gives_reads_and_withdraws(site: Arc<TestSite>) {
    let id = site.person("s0001").await;
    let path = format!("/account/consents/{id}/transfer");
    let mut learner = site.signed_in("s0001").await;
    let page = learner.open("/account/consents").await;
    assert!(page.contains(&path), "{}", text(&page));
    let page = learner.open(&path).await;
    assert!(page.contains(&site.said("consent-without")));
    let answer = learner.send(&give(&page).set("term", "until")).await;
    let back = answer.text();
    assert_eq!(answer.status, 422);
    assert_problem(&back, "agree", &site.said("consent-agree-missing"));
    assert_problem(&back, "until", &site.said("consent-until-missing"));
    let old = give(&page)
        .set("agree", "on")
        .set("text", "00000000-0000-7000-8000-000000000000");
    let answer = learner.send(&old).await;
    assert_eq!(answer.status, 422);
    assert_problem(&answer.text(), "agree", &site.said("consent-text-changed"));
    let weight = site.weight().await;
    let right = give(&page).set("agree", "on");
    let page = learner.submit(&right).await;
    assert!(page.contains(&site.said("consent-state-given")));
    assert_ne!(weight, site.weight().await);
    let weight = site.weight().await;
    learner.submit(&right).await;
    assert_eq!(weight, site.weight().await, "given twice is given once");
    // The text as it was given, and the log with its hash.
    let page = learner.open(&path).await;
    let given = page.split("href=\"/consents/").nth(1).expect("as given");
    let given = format!("/consents/{}", &given[..36]);
    let page = learner.open(&given).await;
    assert!(page.contains("БСН 000000000000"), "{}", text(&page));
    let mut admin = site.signed_in("admin").await;
    let log = admin.open(&format!("/audit?object={id}")).await;
    assert!(log.contains(&site.said("act-consent-given")));
    assert_eq!(site.signed_in("s0002").await.get(&given).await.status, 404);
    // Taking it back asks once whether it is understood.
    let page = learner.open(&path).await;
    let withdraw = forms(&page)
        .into_iter()
        .find(|form| form.action.ends_with("/withdrawal"))
        .expect("a way back");
    let answer = learner.send(&withdraw).await;
    assert_eq!(answer.status, 422);
    assert_problem(
        &answer.text(),
        "understood",
        &site.said("consent-understood-missing"),
    );
    let page = learner
        .submit(&withdraw.clone().set("understood", "on"))
        .await;
    assert!(page.contains(&site.said("consent-state-withdrawn")));
    let page = learner.open(&given).await;
    assert!(page.contains(&site.said("consent-fact-withdrawn")));
    assert!(page.contains("БСН 000000000000"), "the text stays");
}

pub async fn a_parent_decides_for_a_child_and_nobody_else_does(site: Arc<TestSite>) {
    let child = site.child("nurzhan").await;
    let path = format!("/account/consents/{child}/transfer");
    let mut parent = site.signed_in("nurzhan").await;
    let page = parent.open("/account/consents").await;
    assert!(page.contains(&path), "{}", text(&page));
    let page = parent.open(&path).await;
    assert!(page.contains(&site.said("consent-giver-age-unknown")));
    let form = give(&page).set("agree", "on");
    // The child reads and does not decide, other parents see nothing.
    let login = site.login(child).await;
    let mut pupil = site.signed_in(&login).await;
    let seen = pupil.open(&path).await;
    assert!(seen.contains(&site.said("consent-minor")));
    assert!(forms(&seen).iter().all(|form| form.action != path));
    assert_eq!(pupil.send_anothers(&form).await.status, 403);
    let mut other = site.signed_in("p001").await;
    assert_eq!(other.get(&path).await.status, 404);
    other.open("/account/consents").await;
    assert_eq!(other.send_anothers(&form).await.status, 404);
    let page = parent.submit(&form).await;
    assert!(page.contains(&site.said("consent-state-given")));
    let parent_id = site.person("nurzhan").await;
    let givers = site
        .id(
            "SELECT c.giver FROM consents c JOIN people p ON p.id = c.person \
             WHERE c.ended_at IS NULL AND c.kind = 'transfer' AND p.login = ",
            &login,
        )
        .await;
    assert_eq!(givers, parent_id.uuid());
    let page = pupil.open("/account/consents").await;
    assert!(page.contains(&site.said("consent-state-given")));
}

pub async fn a_new_version_is_added_and_nothing_given_changes(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let form = main_form(&registrar.open("/consents/texts/new?kind=recording").await);
    let old = form.get("text-kk").to_owned();
    assert!(old.contains("Көкжиек"), "{old}");
    let wrong = form
        .clone()
        .set("text-ru", "")
        .set("text-en", "BIN ____________")
        .set("since", "01.01.2020");
    let answer = registrar.send(&wrong).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    assert_problem(&page, "text-ru", &site.said("consent-text-missing"));
    assert_problem(&page, "text-en", &site.said("consent-text-blank"));
    assert_problem(&page, "since", &site.said("consent-since-past"));
    assert_eq!(
        main_form(&page).get("text-kk"),
        old,
        "nothing typed is lost"
    );
    let new = form.set("text-kk", &format!("{old}\n\nЖаңа сөйлем."));
    let page = registrar.submit(&new).await;
    assert!(page.contains("Жаңа сөйлем."), "{}", text(&page));
    let path = format!(
        "/account/consents/{}/recording",
        site.person("aigerim").await
    );
    let mut learner = site.signed_in("aigerim").await;
    let page = learner.open(&path).await;
    assert!(page.contains(&site.said("consent-state-given-old")));
    assert!(page.contains("Жаңа сөйлем."));
    let given = page.split("href=\"/consents/").nth(1).expect("as given");
    let page = learner.open(&format!("/consents/{}", &given[..36])).await;
    assert!(!page.contains("Жаңа сөйлем."), "the text as it was given");
    // A learner does not see the office's pages.
    for office in [
        "/consents",
        "/consents.xlsx",
        "/consents/texts",
        "/consents/texts/new",
    ] {
        assert_eq!(learner.get(office).await.status, 403, "{office}");
    }
    let mut security = site.signed_in("daniyar").await;
    assert_eq!(security.get("/consents").await.status, 200);
    assert_eq!(security.get("/consents/texts/new").await.status, 403);
}

pub async fn the_office_notes_a_paper_asks_and_counts(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let id = site.person("s0003").await;
    let path = format!("/people/{id}/consents");
    let page = registrar.open(&path).await;
    let text_id = site.consent_text("biometrics").await.to_string();
    let form = main_form(&page).set("text", &text_id).set("term", "here");
    let answer = registrar
        .send(&form.clone().set("given", "01.01.2030"))
        .await;
    let back = answer.text();
    assert_eq!(answer.status, 422);
    assert_problem(&back, "paper", &site.said("consent-paper-missing"));
    assert_problem(&back, "given", &site.said("consent-given-future"));
    let early = form.clone().set("paper", "№ 1").set("given", "01.01.2020");
    let answer = registrar.send(&early).await;
    assert_eq!(answer.status, 422);
    assert_problem(
        &answer.text(),
        "given",
        &site.said("consent-given-before-text"),
    );
    let right = form
        .set("paper", "№ 77-К, 19.11.2026")
        .set("given", "19.11.2026");
    let page = registrar.submit(&right).await;
    assert!(
        page.contains(&site.said("consent-state-given")),
        "{}",
        text(&page)
    );
    // On the page of the group, in its filters and in the spreadsheet.
    let group = group_of(&site, "s0003").await;
    let list = format!("/consents?group={group}&kind=biometrics&state=given");
    let page = registrar.open(&list).await;
    assert!(page.contains(&path), "{}", text(&page));
    let before = site.number(EXPORTS).await;
    let sheet = registrar
        .get(&list.replace("/consents?", "/consents.xlsx?"))
        .await;
    let rows = sheet::rows(&sheet.body);
    assert!(
        rows[0].contains(&site.said("consent-biometrics")),
        "{rows:?}"
    );
    assert!(
        rows[1..]
            .iter()
            .all(|row| row.contains(&site.said("consent-state-given")))
    );
    assert_eq!(before + 1, site.number(EXPORTS).await);
    // Asking a group asks each who has not agreed, once.
    let open = site.number(OPEN).await;
    let group_page = format!("/consents?group={group}");
    let ask = registrar.form(&group_page, "/consents/requests").await;
    let ask = ask.set("kind", "transfer");
    registrar.submit(&ask).await;
    let asked = site.number(OPEN).await;
    assert!(asked > open, "{open} {asked}");
    registrar.submit(&ask).await;
    assert_eq!(asked, site.number(OPEN).await);
    // The person is asked and says no, which nothing else follows from.
    let mut learner = site.signed_in("s0003").await;
    let own = format!("/account/consents/{id}/transfer");
    let refuse = learner.form(&own, &format!("{own}/refusal")).await;
    let page = learner.submit(&refuse).await;
    assert!(
        page.contains(&site.said("consent-state-refused")),
        "{}",
        text(&page)
    );
    // A withdrawal on paper names the paper.
    let page = registrar.open(&path).await;
    let given = page.split("href=\"/consents/").nth(1).expect("a consent");
    let given = format!("/consents/{}", &given[..36]);
    let withdraw = registrar.form(&given, &format!("{given}/withdrawal")).await;
    let answer = registrar.send(&withdraw.clone().set("paper", "")).await;
    assert_eq!(answer.status, 422);
    let page = registrar.submit(&withdraw.set("paper", "№ 78-К")).await;
    assert!(
        page.contains(&site.said("consent-state-withdrawn")),
        "{}",
        text(&page)
    );
    assert!(registrar.open(&given).await.contains("№ 78-К"));
}

const EXPORTS: &str =
    "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act = 'consents.exported'";
const OPEN: &str =
    "SELECT CAST(count(*) AS BIGINT) FROM consent_requests WHERE answered_at IS NULL";

async fn group_of(site: &TestSite, login: &str) -> uuid::Uuid {
    site.id(
        "SELECT g.scope_id FROM grants g JOIN people p ON p.id = g.person \
         WHERE g.role = 'learner' AND g.ended_at IS NULL AND p.login = ",
        login,
    )
    .await
}
