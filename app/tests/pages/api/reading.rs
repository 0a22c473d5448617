//! What programs read.

use std::collections::BTreeSet;
use std::sync::Arc;

use oqu_exchange::api::Reach;

use super::program::{ALL, Program};
use crate::support::TestSite;

pub async fn people_come_by_pages(site: Arc<TestSite>) {
    let program = Program::of(&site, "admin", &[Reach::PeopleRead]).await;
    let all = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM people")
        .await;
    let mut numbers = BTreeSet::new();
    let mut path = "/api/v1/people?limit=90".to_owned();
    let mut pages = 0;
    loop {
        let told = program.get(&path).await.is(200);
        pages += 1;
        for person in told.items() {
            assert!(numbers.insert(person["number"].as_i64().expect("a number")));
        }
        match told.json["next"].as_str() {
            None => break,
            Some(next) => {
                assert_eq!(told.items().len(), 90);
                path = format!("/api/v1/people?limit=90&cursor={next}");
            }
        }
    }
    assert_eq!(i64::try_from(numbers.len()), Ok(all));
    assert_eq!(pages, (all + 89) / 90);
    // The IIN is masked unless the token reaches it.
    let id = site.person("aigerim").await;
    let path = format!("/api/v1/people/{id}");
    let told = program.get(&path).await.is(200);
    let masked = told.json["iin"].as_str().expect("an IIN");
    assert!(masked.ends_with("******"), "{masked}");
    assert!(told.json.get("special_needs").is_none());
    let whole = Program::of(&site, "admin", ALL).await;
    let told = whole.get(&path).await.is(200);
    let iin = told.json["iin"].as_str().expect("an IIN");
    assert!(iin.len() == 12 && iin.bytes().all(|byte| byte.is_ascii_digit()));
    let rector = Program::of(&site, "bolat", ALL).await;
    let told = rector.get(&path).await.is(200);
    assert!(
        told.json["iin"]
            .as_str()
            .expect("an IIN")
            .ends_with("******")
    );
}

pub async fn filters_find_and_wrong_ones_are_told(site: Arc<TestSite>) {
    let program = Program::of(&site, "admin", ALL).await;
    let id = site.person("zhanar").await.to_string();
    let only = vec![id.clone()];
    let found = async |query: &str| {
        let told = program
            .get(&format!("/api/v1/people?{query}"))
            .await
            .is(200);
        let ids = told.items().iter();
        ids.map(|person| person["id"].as_str().expect("an id").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found("login=ZHANAR").await, only);
    assert_eq!(found("login=zhanar&role=registrar").await, only);
    assert!(found("login=zhanar&role=dean").await.is_empty());
    assert!(
        found("q=%D0%BE%D0%BC%D0%B0%D1%80%D0%BE%D0%B2%D0%B0&limit=200")
            .await
            .contains(&id)
    );
    let person = program.get(&format!("/api/v1/people/{id}")).await.json;
    if let Some(email) = person["email"].as_str() {
        assert_eq!(found(&format!("email={email}")).await, only);
    }
    let group = site.group("ИС-21").await;
    let members = found(&format!("group={group}&role=learner&limit=200")).await;
    let counted = site
        .number(
            "SELECT CAST(count(DISTINCT g.person) AS BIGINT) FROM grants g JOIN study_groups s ON s.id = g.scope_id \
             WHERE s.code = 'ИС-21' AND g.role = 'learner' AND g.ended_at IS NULL",
        )
        .await;
    assert_eq!(i64::try_from(members.len()), Ok(counted));
    for (query, wrong) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=x", "limit"),
        ("role=king", "role"),
        ("group=1", "group"),
        ("emial=a", "emial"),
        ("login=a&login=b", "login"),
        ("login=a%00b", "login"),
        ("q=%F0%9F%98%80%F0%9F%98%80", "q"),
        ("q=%20-%20", "q"),
        ("login=", "login"),
        ("external_number=%20", "external_number"),
        ("cursor=", "cursor"),
        ("limit=", "limit"),
        ("cursor=AAAA", "cursor"),
        ("cursor=%D0%B0", "cursor"),
    ] {
        let told = program.get(&format!("/api/v1/people?{query}")).await;
        let told = told.refused(422, "fields");
        assert_eq!(told.wrong(), [wrong], "{query}");
    }
}

pub async fn a_cursor_that_was_tampered_with_is_told(site: Arc<TestSite>) {
    let program = Program::of(&site, "admin", ALL).await;
    let told = program.get("/api/v1/people?limit=5").await;
    let next = told.json["next"].as_str().expect("a cursor").to_owned();
    let with = |cursor: &str| format!("/api/v1/people?limit=5&cursor={cursor}");
    program.get(&with(&next)).await.is(200);
    for at in 0..next.len() {
        let mut letters: Vec<char> = next.chars().collect();
        letters[at] = if letters[at] == 'A' { 'B' } else { 'A' };
        let turned: String = letters.into_iter().collect();
        let told = program.get(&with(&turned)).await;
        assert!(
            told.status() == 422 || turned == next,
            "{turned}: {}",
            told.json
        );
    }
    // A cursor of one list is none of another, nor of the same with other filters.
    for path in [
        format!("/api/v1/groups?cursor={next}"),
        format!("/api/v1/people?role=learner&cursor={next}"),
    ] {
        let told = program.get(&path).await.refused(422, "fields");
        assert_eq!(told.wrong(), ["cursor"]);
    }
}

pub async fn a_dean_sees_the_own_faculty_only(site: Arc<TestSite>) {
    let program = Program::of(&site, "marat", ALL).await;
    let told = program
        .get("/api/v1/people?limit=200&role=learner")
        .await
        .is(200);
    let all = site
        .number("SELECT CAST(count(DISTINCT person) AS BIGINT) FROM grants WHERE role = 'learner' AND ended_at IS NULL")
        .await;
    let seen = i64::try_from(told.items().len()).expect("a count");
    assert!(
        seen > 0 && seen < all && told.json["next"].is_null(),
        "{seen} of {all}"
    );
    let (own, foreign) = (site.person("s0015").await, site.person("s0009").await);
    program.get(&format!("/api/v1/people/{own}")).await.is(200);
    for path in [
        format!("/api/v1/people/{foreign}"),
        format!("/api/v1/people/{foreign}/roles"),
    ] {
        program.get(&path).await.refused(404, "not-found");
    }
    assert!(
        program
            .get("/api/v1/people?login=s0009")
            .await
            .is(200)
            .items()
            .is_empty()
    );
}

pub async fn roles_units_and_groups_are_read(site: Arc<TestSite>) {
    let program = Program::of(&site, "saule", ALL).await;
    let told = program.get("/api/v1/roles").await.is(200);
    assert_eq!(told.items().len(), 18);
    let registrar = told.items().iter().find(|role| role["key"] == "registrar");
    let names = &registrar.expect("a role")["name"];
    assert!(names["kk"] != names["en"] && names["ru"] != names["en"]);
    let mut units = 0;
    let mut path = "/api/v1/units?limit=3".to_owned();
    loop {
        let told = program.get(&path).await.is(200);
        units += told.items().len();
        let Some(next) = told.json["next"].as_str() else {
            break;
        };
        path = format!("/api/v1/units?limit=3&cursor={next}");
    }
    let all = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM units WHERE closed_at IS NULL")
        .await;
    assert_eq!(i64::try_from(units), Ok(all));
    let unit = site.unit("КИ").await;
    let told = program.get(&format!("/api/v1/units/{unit}")).await.is(200);
    assert_eq!(told.json["code"], "КИ");
    assert!(told.etag().starts_with("\"v"));
    let told = program.get("/api/v1/units?code=%D0%BA%D0%B8").await.is(200);
    assert_eq!(told.items().len(), 1);
    let told = program.get("/api/v1/groups?limit=2").await.is(200);
    assert_eq!(told.items().len(), 2);
    let next = told.json["next"].as_str().expect("more");
    let path = format!("/api/v1/groups?limit=2&cursor={next}");
    let more = program.get(&path).await.is(200);
    assert!(more.items()[0]["number"].as_i64() > told.items()[1]["number"].as_i64());
    let told = program
        .get("/api/v1/groups?code=%D0%B8%D1%81-21")
        .await
        .is(200);
    assert_eq!(told.items()[0]["code"], "ИС-21");
    let faculty = site.unit("АТФ").await;
    let told = program
        .get(&format!("/api/v1/groups?unit={faculty}&limit=200"))
        .await
        .is(200);
    let codes: Vec<&str> = told
        .items()
        .iter()
        .filter_map(|group| group["code"].as_str())
        .collect();
    assert!(
        codes.contains(&"ИС-21") && !codes.contains(&"ЭК-11"),
        "{codes:?}"
    );
    let nowhere = "00000000-0000-7000-8000-000000000000";
    for path in ["people", "units", "groups"] {
        let admin = Program::of(&site, "admin", ALL).await;
        admin
            .get(&format!("/api/v1/{path}/{nowhere}"))
            .await
            .refused(404, "not-found");
        admin
            .get(&format!("/api/v1/{path}/1%27"))
            .await
            .refused(404, "not-found");
    }
}
