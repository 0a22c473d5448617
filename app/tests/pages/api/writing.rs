//! What programs write: by version, by field, once for each key.

use std::sync::Arc;
use std::time::Duration;

use oqu_exchange::api::Reach;
use serde_json::{Value, json};

use super::program::{ALL, Program, sent};
use crate::support::{Request, TestSite, text};

/// Somebody to be added.
fn newcomer(login: &str) -> Value {
    json!({
        "surname": "Тілеуов", "given": "Алмас", "citizenship": "KZ", "login": login,
        "birth_date": "2007-09-01", "sex": "male", "languages": ["kk", "ru"],
        "phone": "+77079505085", "email": format!("{login}@kokzhiek.example"),
    })
}

pub async fn a_person_is_added_and_changed_by_version(site: Arc<TestSite>) {
    let program = Program::of(&site, "zhanar", ALL).await;
    let told = program
        .post("/api/v1/people", &newcomer("t.almas"))
        .await
        .is(201);
    let path = told
        .answer
        .header("location")
        .expect("an address")
        .to_owned();
    assert_eq!(path, format!("/api/v1/people/{}", told.id()));
    let shown = program.get(&path).await.is(200);
    assert_eq!((&shown.json, shown.etag()), (&told.json, told.etag()));
    assert_eq!(shown.json["languages"], json!(["kk", "ru"]));
    assert_eq!(shown.json["birth_date"], "2007-09-01");
    // The same again is somebody else's login and address.
    let again = program.post("/api/v1/people", &newcomer("t.almas")).await;
    assert_eq!(again.refused(422, "fields").wrong(), ["email", "login"]);
    // What is not sent stays; null takes away.
    let change = json!({ "phone": null, "patronymic": "Серікұлы" });
    let changed = program.patch(&path, &told.etag(), &change).await.is(200);
    assert_eq!(changed.json["phone"], Value::Null);
    assert_eq!(changed.json["patronymic"], "Серікұлы");
    assert_eq!(changed.json["login"], "t.almas");
    assert_ne!(changed.etag(), told.etag());
    // A stale version, none, and one that is none.
    program
        .patch(&path, &told.etag(), &change)
        .await
        .refused(412, "changed");
    for wrong in ["*", "W/\"v1\"", "\"v\"", "v1", "\"v99999999999999999999\""] {
        program
            .patch(&path, wrong, &change)
            .await
            .refused(412, "changed");
    }
    let request = sent("PATCH", &path, &change);
    program.ask(request).await.refused(428, "version-missing");
    // Nothing changed is no new version.
    let same = program.patch(&path, &changed.etag(), &change).await.is(200);
    assert_eq!(same.etag(), changed.etag());
    // The audit names the person and the token.
    let mut admin = site.signed_in("admin").await;
    let id = told.id();
    let page = admin.open(&format!("/people/{id}")).await;
    assert!(
        page.contains("Жанар Омарова · API: Сынақ"),
        "{}",
        text(&page)
    );
    // Whoever may only write sees what was written, and reads nothing else by it.
    let writer = Program::of(&site, "zhanar", &[Reach::PeopleWrite]).await;
    let told = writer
        .post("/api/v1/people", &newcomer("t.second"))
        .await
        .is(201);
    let path = told.answer.header("location").expect("an address");
    writer.get(path).await.refused(403, "reach");
    writer
        .patch(path, &told.etag(), &json!({}))
        .await
        .refused(403, "reach");
}

pub async fn values_are_told_by_field(site: Arc<TestSite>) {
    let program = Program::of(&site, "admin", ALL).await;
    let before = site.weight().await;
    let cases = [
        (json!({}), &["citizenship", "given", "surname"][..]),
        (
            json!({ "surname": 5, "given": ["a"], "citizenship": true }),
            &["citizenship", "given", "surname"],
        ),
        (
            json!({ "surname": "А", "given": "Б", "citizenship": "XX", "nickname": "в" }),
            &["nickname"],
        ),
        (
            json!({ "surname": "А", "given": "Б", "citizenship": "XX", "iin": "1", "email": "a", "phone": "x", "login": "я",
                    "languages": ["эльфийский"], "birth_date": "2300-01-01" }),
            &[
                "birth_date",
                "citizenship",
                "email",
                "iin",
                "languages",
                "login",
                "phone",
            ],
        ),
        (
            json!({ "surname": "А", "given": "Б", "citizenship": "KZ", "birth_date": "01.09.2007", "sex": "robot",
                    "languages": "kk" }),
            &["birth_date", "languages", "sex"],
        ),
        (
            json!({ "surname": "А\u{0}", "given": "😀", "citizenship": "KZ", "special_needs": "x" }),
            &["special_needs"],
        ),
        (
            json!({ "surname": "А".repeat(101), "given": "Б\u{202e}", "citizenship": "KZ" }),
            &["given", "surname"],
        ),
    ];
    for (object, wrong) in cases {
        let told = program.post("/api/v1/people", &object).await;
        assert_eq!(told.refused(422, "fields").wrong(), wrong, "{object}");
    }
    let unit = json!({ "kind": "castle", "code": "<b>", "name": { "kk": "А", "kz": "Б", "ru": 5 }, "position": 5.5, "parent": "x" });
    let told = program.post("/api/v1/units", &unit).await;
    assert_eq!(
        told.refused(422, "fields").wrong(),
        ["kind", "name.kz", "name.ru", "parent", "position"]
    );
    let unit = json!({ "kind": "office", "function": "none", "code": "<b>", "name": { "kk": "А" }, "position": 5000 });
    let told = program.post("/api/v1/units", &unit).await;
    assert_eq!(
        told.refused(422, "fields").wrong(),
        ["code", "name.en", "name.ru", "position"]
    );
    let group = json!({ "code": "ЖТ-1", "unit": "00000000-0000-7000-8000-000000000000", "language": "kk", "admission_year": 2025 });
    let told = program.post("/api/v1/groups", &group).await;
    assert_eq!(told.refused(422, "fields").wrong(), ["unit"]);
    let group = json!({ "code": "ИС-21", "unit": site.unit("КИ").await.to_string(), "language": "kk", "admission_year": 2025 });
    let told = program.post("/api/v1/groups", &group).await;
    assert_eq!(told.refused(422, "fields").wrong(), ["code"]);
    assert_eq!(before, site.weight().await);
    // In the asked language.
    let request = sent("POST", "/api/v1/people", &json!({})).header("accept-language", "en-GB,en");
    let told = program.ask(request).await;
    assert_eq!(told.json["title"], "Some values were not taken");
    assert_eq!(told.answer.header("content-language"), Some("en"));
}

pub async fn roles_are_given_and_ended(site: Arc<TestSite>) {
    let program = Program::of(&site, "admin", ALL).await;
    let person = site.person("s0050").await;
    let path = format!("/api/v1/people/{person}/roles");
    let unit = site.unit("КИ").await.to_string();
    let role = json!({ "role": "teacher", "scope_kind": "unit", "scope_id": unit });
    let given = program.post(&path, &role).await.is(201);
    assert_eq!(given.json["scope_id"], unit);
    let again = program.post(&path, &role).await.is(200);
    assert_eq!(again.json, given.json);
    let held = program.get(&path).await.is(200);
    assert!(held.items().contains(&given.json));
    for (role, wrong) in [
        (json!({}), "role"),
        (json!({ "role": "king" }), "role"),
        (
            json!({ "role": "teacher", "scope_kind": "unit" }),
            "scope_id",
        ),
        (json!({ "role": "teacher", "scope_id": unit }), "scope_kind"),
        (
            json!({ "role": "teacher", "scope_kind": "group", "scope_id": unit }),
            "scope_id",
        ),
        (
            json!({ "role": "teacher", "scope_kind": "planet", "scope_id": unit }),
            "scope_kind",
        ),
    ] {
        let told = program.post(&path, &role).await;
        assert_eq!(told.refused(422, "fields").wrong(), [wrong], "{role}");
    }
    let place = given.answer.header("location").expect("an address");
    let other = site.person("s0051").await;
    program
        .delete(&format!("/api/v1/people/{other}/roles/{}", given.id()))
        .await
        .refused(404, "not-found");
    let ended = program.delete(place).await.is(204);
    assert!(ended.answer.body.is_empty());
    program.delete(place).await.refused(404, "not-found");
    // Nobody throws the last key away by a token either.
    let admin = site.person("admin").await;
    let path = format!("/api/v1/people/{admin}/roles");
    let own = program.get(&path).await;
    let own = own
        .items()
        .iter()
        .find(|grant| grant["role"] == "administrator")
        .expect("the role")["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    program
        .delete(&format!("{path}/{own}"))
        .await
        .refused(409, "own-role");
}

pub async fn units_and_groups_are_added_and_changed(site: Arc<TestSite>) {
    let program = Program::of(&site, "zhanar", ALL).await;
    let names = json!({ "kk": "Деректер бөлімі", "ru": "Отдел данных", "en": "Data office" });
    let unit = json!({ "kind": "office", "function": "none", "code": "ДБ-7", "name": names, "parent": site.unit("АТФ").await.to_string() });
    let told = program.post("/api/v1/units", &unit).await.is(201);
    let path = told
        .answer
        .header("location")
        .expect("an address")
        .to_owned();
    assert_eq!(told.json["short"], json!({ "kk": "", "ru": "", "en": "" }));
    let change = json!({ "name": { "en": "Office of data" }, "position": 3 });
    let changed = program.patch(&path, &told.etag(), &change).await.is(200);
    assert_eq!(changed.json["name"]["en"], "Office of data");
    assert_eq!(changed.json["name"]["kk"], "Деректер бөлімі");
    program
        .patch(&path, &told.etag(), &change)
        .await
        .refused(412, "changed");
    let own = json!({ "parent": told.id() });
    let told = program.patch(&path, &changed.etag(), &own).await;
    assert_eq!(told.refused(422, "fields").wrong(), ["parent"]);
    let group = json!({ "code": "ДБ-71", "unit": changed.id(), "language": "ru", "admission_year": 2025,
                        "programme": { "kk": "Деректер" } });
    let told = program.post("/api/v1/groups", &group).await.is(201);
    let path = told
        .answer
        .header("location")
        .expect("an address")
        .to_owned();
    let change = json!({ "admission_year": 2024 });
    let changed = program.patch(&path, &told.etag(), &change).await.is(200);
    assert_eq!(changed.json["admission_year"], 2024);
    assert_eq!(changed.json["programme"]["kk"], "Деректер");
    // A dean writes of the groups of the own faculty, by a token too.
    let dean = Program::of(&site, "marat", ALL).await;
    let foreign = site.group("ЭК-11").await;
    let told = dean.get(&format!("/api/v1/groups/{foreign}")).await.is(200);
    dean.patch(&format!("/api/v1/groups/{foreign}"), &told.etag(), &change)
        .await
        .refused(403, "forbidden");
    let group = json!({ "code": "ДБ-72", "unit": site.unit("ЭК").await.to_string(), "language": "ru", "admission_year": 2025 });
    let told = dean.post("/api/v1/groups", &group).await;
    assert_eq!(told.refused(422, "fields").wrong(), ["unit"]);
    dean.post("/api/v1/units", &unit)
        .await
        .refused(403, "forbidden");
}

pub async fn a_key_that_comes_again_is_one_act(site: Arc<TestSite>) {
    let program = Program::of(&site, "admin", ALL).await;
    let person = newcomer("t.once");
    let first = program
        .post_once("/api/v1/people", "key-1", &person)
        .await
        .is(201);
    let weight = site.weight().await;
    let again = program
        .post_once("/api/v1/people", "key-1", &person)
        .await
        .is(201);
    assert_eq!(again.json, first.json);
    assert_eq!(again.etag(), first.etag());
    assert_eq!(
        again.answer.header("location"),
        first.answer.header("location")
    );
    assert_eq!(weight, site.weight().await, "no second act");
    // Another request under the key, and the same body at another address.
    program
        .post_once("/api/v1/people", "key-1", &newcomer("t.other"))
        .await
        .refused(422, "repeat");
    let role = json!({ "role": "teacher" });
    let own = format!("/api/v1/people/{}/roles", first.id());
    program
        .post_once(&own, "key-1", &role)
        .await
        .refused(422, "repeat");
    // A request that was refused keeps no answer: put right, it is done under the same key.
    program
        .post_once("/api/v1/people", "key-2", &json!({}))
        .await
        .refused(422, "fields");
    program
        .post_once("/api/v1/people", "key-2", &newcomer("t.right"))
        .await
        .is(201);
    // A change and an end come again too, although the version and the role are gone by then.
    let path = format!("/api/v1/people/{}", first.id());
    let changed = || {
        sent("PATCH", &path, &json!({ "phone": null }))
            .header("if-match", &first.etag())
            .header("idempotency-key", "key-3")
    };
    let change = program.ask(changed()).await.is(200);
    let again = program.ask(changed()).await.is(200);
    assert_eq!((&again.json, again.etag()), (&change.json, change.etag()));
    let given = program.post(&own, &role).await.is(201);
    let end = || {
        Request::new("DELETE", &format!("{own}/{}", given.id())).header("idempotency-key", "key-4")
    };
    let weight = site.weight().await;
    program.ask(end()).await.is(204);
    assert_ne!(weight, site.weight().await);
    let weight = site.weight().await;
    program.ask(end()).await.is(204);
    assert_eq!(weight, site.weight().await, "no second end");
    // The key of one token is not that of another.
    let other = Program::of(&site, "admin", ALL).await;
    other
        .post_once("/api/v1/people", "key-1", &newcomer("t.foreign"))
        .await
        .is(201);
    let long = "k".repeat(101);
    for key in ["", "a b", "ключ", long.as_str()] {
        let told = program
            .post_once("/api/v1/people", key, &newcomer("t.key"))
            .await;
        assert_eq!(
            told.refused(422, "fields").wrong(),
            ["Idempotency-Key"],
            "{key}"
        );
    }
    program
        .post_once("/api/v1/people", &"k".repeat(100), &newcomer("t.key"))
        .await
        .is(201);
}

pub async fn a_key_that_comes_at_once_is_one_act(site: Arc<TestSite>) {
    let program = Program::of(&site, "admin", ALL).await;
    for turn in 0..5 {
        let (key, person) = (
            format!("at-once-{turn}"),
            newcomer(&format!("t.turn{turn}")),
        );
        let mut asked = Vec::new();
        for _ in 0..8 {
            let (program, key, person) = (program.clone(), key.clone(), person.clone());
            asked.push(tokio::spawn(async move {
                program.post_once("/api/v1/people", &key, &person).await
            }));
        }
        let mut answers = Vec::new();
        for one in asked {
            answers.push(one.await.expect("an answer").is(201).json);
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]));
        let found = program
            .get(&format!("/api/v1/people?login=t.turn{turn}"))
            .await;
        assert_eq!(found.items().len(), 1);
    }
    // Without keys one is added and the others are told who has the login.
    let mut asked = Vec::new();
    for _ in 0..6 {
        let program = program.clone();
        asked.push(tokio::spawn(async move {
            program.post("/api/v1/people", &newcomer("t.race")).await
        }));
    }
    let mut added = 0;
    for one in asked {
        let told = one.await.expect("an answer");
        match told.status() {
            201 => added += 1,
            _ => {
                told.refused(422, "fields");
            }
        }
    }
    assert_eq!(added, 1);
}

pub async fn answers_under_keys_are_forgotten(site: Arc<TestSite>) {
    const KEPT: &str = "SELECT CAST(count(*) AS BIGINT) FROM api_repeats";
    let program = Program::of(&site, "admin", ALL).await;
    program
        .post_once("/api/v1/people", "to-forget", &newcomer("t.forget"))
        .await
        .is(201);
    assert!(site.number(KEPT).await > 0);
    site.clock.advance(Duration::from_secs(26 * 60 * 60));
    for _ in 0..400 {
        if site.number(KEPT).await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{} answers are kept", site.number(KEPT).await);
}
