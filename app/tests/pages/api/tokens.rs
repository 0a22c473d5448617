//! Tokens: made, shown once, looked at in each request, revoked; what they reach.

use std::sync::Arc;
use std::time::Duration;

use oqu_audit::By;
use oqu_db::{Error, Query};
use oqu_exchange::api::Reach;
use oqu_identity::api::{lock_person, unlock_person};
use serde_json::json;

use super::program::{ALL, Program};
use crate::support::{Request, TestSite, assert_problem, main_form, text};

pub async fn a_token_is_made_shown_once_and_revoked(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let form = main_form(&admin.open("/administration/tokens/new").await);
    let answer = admin
        .send(&form.clone().set("title", "").set("term", "400"))
        .await;
    assert_eq!(answer.status, 422);
    assert_problem(&answer.text(), "title", &site.said("tokens-title-missing"));
    assert_problem(&answer.text(), "term", &site.said("tokens-term-missing"));
    let answer = admin.send(&form.set("title", "Кітапхана")).await;
    assert_eq!(answer.status, 200);
    let page = answer.text();
    let from = page.find("oqu_").expect("the secret");
    let secret = page[from..from + 36].to_owned();
    let list = admin.open("/administration/tokens").await;
    assert!(list.contains("Кітапхана") && list.contains("people:read"));
    assert!(!list.contains(&secret), "it is shown once");
    let kept = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act LIKE 'token.%' AND details LIKE '%oqu_%'")
        .await;
    assert_eq!(kept, 0, "the audit has no secret");
    let mut program = Program::of(&site, "admin", &[]).await;
    program.secret = secret;
    program.get("/api/v1/people").await.is(200);
    program.get("/api/v1/units").await.refused(403, "reach");
    let id = site
        .id("SELECT id FROM api_tokens WHERE title = ", "Кітапхана")
        .await;
    let path = format!("/administration/tokens/{id}/revocation");
    let form = main_form(&admin.open(&path).await);
    let answer = admin.send(&form).await;
    assert_problem(
        &answer.text(),
        "ground",
        &site.said("tokens-ground-missing"),
    );
    let list = admin.submit(&form.set("ground", "Құпия жарияланды")).await;
    assert!(
        list.contains(&site.said("tokens-revoked")),
        "{}",
        text(&list)
    );
    let told = program.get("/api/v1/people").await;
    let told = told.refused(401, "sign-in-first");
    assert_eq!(
        told.answer.header("www-authenticate"),
        Some("Bearer realm=\"oqu\"")
    );
    let log = admin.open(&format!("/audit?object={id}")).await;
    assert!(
        log.contains(&site.said("act-token-revoked")),
        "{}",
        text(&log)
    );
    // Only administrators see or make tokens, and a proof must be fresh.
    let mut registrar = site.signed_in("zhanar").await;
    for path in [
        "/administration/tokens",
        "/administration/tokens/new",
        &path,
    ] {
        assert_eq!(registrar.get(path).await.status, 403, "{path}");
    }
    site.clock.advance(Duration::from_secs(11 * 60));
    let answer = admin.get("/administration/tokens/new").await;
    assert_eq!(
        answer.place(),
        "/account/confirm?back=%2Fadministration%2Ftokens%2Fnew"
    );
    let fields = [
        ("title", "Ескі сессия"),
        ("reach", "people:read"),
        ("term", "30"),
    ];
    let answer = admin.post("/administration/tokens", &fields).await;
    assert!(answer.place().starts_with("/account/confirm"));
}

pub async fn a_token_loses_what_its_maker_loses(site: Arc<TestSite>) {
    let program = Program::of(&site, "irina", ALL).await;
    program.get("/api/v1/people").await.is(200);
    let person = site.person("irina").await;
    let by = By::console(site.clock.now(), &site.site.chance, "test");
    let locking = by.clone();
    let locked = site
        .site
        .db
        .write::<_, Error, _>(async move |tx| lock_person(tx, &locking, person, "Сынақ").await);
    assert!(locked.await.expect("it is locked"));
    program
        .get("/api/v1/people")
        .await
        .refused(401, "sign-in-first");
    let unlocked = site
        .site
        .db
        .write::<_, Error, _>(async move |tx| unlock_person(tx, &by, person).await);
    assert!(unlocked.await.expect("it is unlocked"));
    program.get("/api/v1/people").await.is(200);
    // Without a role there is nothing to see, although the token is live.
    let ended = site.site.db.write::<_, Error, _>(async move |tx| {
        let query = Query::new("UPDATE grants SET ended_at = 1 WHERE person = ").bind(person);
        let ended: Vec<i64> = tx.list(&query.push(" RETURNING ended_at")).await?;
        Ok(ended.len())
    });
    assert!(ended.await.expect("they are ended") > 0);
    program
        .get("/api/v1/people")
        .await
        .refused(403, "forbidden");
    program.get("/api/v1/units").await.refused(403, "forbidden");
    program.get("/api/v1/roles").await.is(200);
    let token = Program::of(&site, "admin", ALL).await;
    token.get("/api/v1/people").await.is(200);
    site.clock.advance(Duration::from_secs(30 * 24 * 60 * 60));
    token
        .get("/api/v1/people")
        .await
        .refused(401, "sign-in-first");
}

/// Every act with a token of each one word, of all words but its own, and of another role.
pub async fn each_act_asks_for_its_reach(site: Arc<TestSite>) {
    use Reach::{PeopleRead, PeopleWrite, RolesWrite, StructureRead, StructureWrite};
    let person = site.person("s0040").await;
    let (unit, group) = (site.unit("КИ").await, site.group("ИС-21").await);
    let nothing = "00000000-0000-7000-8000-000000000000";
    let acts: Vec<(&str, String, &[Reach])> = vec![
        ("GET", "/api/v1/people".into(), &[PeopleRead]),
        ("GET", format!("/api/v1/people/{person}"), &[PeopleRead]),
        (
            "GET",
            format!("/api/v1/people/{person}/roles"),
            &[PeopleRead],
        ),
        ("POST", "/api/v1/people".into(), &[PeopleWrite]),
        (
            "PATCH",
            format!("/api/v1/people/{person}"),
            &[PeopleRead, PeopleWrite],
        ),
        (
            "POST",
            format!("/api/v1/people/{person}/roles"),
            &[RolesWrite],
        ),
        (
            "DELETE",
            format!("/api/v1/people/{person}/roles/{nothing}"),
            &[RolesWrite],
        ),
        ("GET", "/api/v1/roles".into(), &[]),
        ("GET", "/api/v1/units".into(), &[StructureRead]),
        ("GET", format!("/api/v1/units/{unit}"), &[StructureRead]),
        ("POST", "/api/v1/units".into(), &[StructureWrite]),
        (
            "PATCH",
            format!("/api/v1/units/{unit}"),
            &[StructureRead, StructureWrite],
        ),
        ("GET", "/api/v1/groups".into(), &[StructureRead]),
        ("GET", format!("/api/v1/groups/{group}"), &[StructureRead]),
        ("POST", "/api/v1/groups".into(), &[StructureWrite]),
        (
            "PATCH",
            format!("/api/v1/groups/{group}"),
            &[StructureRead, StructureWrite],
        ),
    ];
    let mut programs = vec![(Vec::new(), Program::of(&site, "admin", &[]).await)];
    for reach in Reach::ALL {
        programs.push((vec![reach], Program::of(&site, "admin", &[reach]).await));
        let others: Vec<Reach> = Reach::ALL.into_iter().filter(|one| *one != reach).collect();
        programs.push((others.clone(), Program::of(&site, "admin", &others).await));
    }
    let registrar = Program::of(&site, "zhanar", ALL).await;
    let learner = Program::of(&site, "aigerim", ALL).await;
    let before = site.weight().await;
    for (method, path, needed) in &acts {
        for (reach, program) in &programs {
            let request = match *method {
                "GET" | "DELETE" => Request::new(method, path),
                _ => Request::new(method, path).body("application/json", "{\"x\": 1}"),
            };
            let told = program.ask(request).await;
            let may = needed.iter().all(|word| reach.contains(word));
            let refused = told.json["type"] == "urn:oqu:problem:reach";
            assert_eq!(
                refused, !may,
                "{method} {path} with {reach:?}: {}",
                told.json
            );
        }
    }
    // A registrar's token cannot give what a registrar cannot, however far it reaches.
    let role = json!({ "role": "administrator" });
    registrar
        .post(&format!("/api/v1/people/{person}/roles"), &role)
        .await
        .refused(403, "forbidden");
    let admin = site.person("admin").await;
    let told = registrar
        .get(&format!("/api/v1/people/{admin}"))
        .await
        .is(200);
    registrar
        .patch(
            &format!("/api/v1/people/{admin}"),
            &told.etag(),
            &json!({ "email": "mine@kokzhiek.example" }),
        )
        .await
        .refused(403, "forbidden");
    for path in ["/api/v1/people", "/api/v1/units", "/api/v1/groups"] {
        learner.get(path).await.refused(403, "forbidden");
    }
    let own = site.person("aigerim").await;
    learner.get(&format!("/api/v1/people/{own}")).await.is(200);
    learner
        .get(&format!("/api/v1/people/{person}"))
        .await
        .refused(404, "not-found");
    assert_eq!(before, site.weight().await);
}

pub async fn too_many_requests_are_told_to_wait(site: Arc<TestSite>) {
    let program = Program::of(&site, "admin", ALL).await;
    let mut refused = None;
    for _ in 0..3_000 {
        let told = program.get("/api/v1/roles?x=1").await;
        if told.status() == 429 {
            refused = Some(told);
            break;
        }
        assert_eq!(told.status(), 422);
    }
    let told = refused.expect("a limit").refused(429, "too-many");
    let wait = told.answer.header("retry-after").expect("a time");
    assert!(wait.parse::<u32>().expect("seconds") <= 60);
    // Another token of the same person goes on.
    let other = Program::of(&site, "admin", ALL).await;
    other.get("/api/v1/roles").await.is(200);
}
