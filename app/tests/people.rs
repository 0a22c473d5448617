//! The day of a registrar, and who sees whom.

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use support::html::main_form;
use support::{Browser, TestSite, tags, text};

stories!(
    a_person_is_added_with_errors_put_right_and_stands_in_the_audit,
    two_browsers_change_one_person,
    an_iin_is_whole_only_for_those_who_need_it,
    kazakh_letters_are_found_as_they_are_typed,
    the_spreadsheet_opens_and_counts_nothing,
    pages_lead_forth_and_back,
    a_role_is_given_and_ended,
    a_learner_sees_the_own_group_only,
    a_parent_sees_the_own_child_only,
    an_adviser_sees_the_own_learners_only,
);

/// Right by its check digit and nobody's: an example of a library's documentation.
const IIN: &str = "061211600012";

/// The message at a field of a form that came back.
fn problem<'page>(page: &'page str, field: &str) -> &'page str {
    let mark = format!("id=\"{field}-error\"");
    let from = page
        .find(&mark)
        .unwrap_or_else(|| panic!("no problem at {field}: {}", text(page)));
    let rest = &page[from..];
    &rest[..rest.find("</span>").unwrap_or_default()]
}

async fn a_person_is_added_with_errors_put_right_and_stands_in_the_audit(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let form = main_form(&registrar.open("/people/new").await);
    assert_eq!(form.get("citizenship"), "KZ");
    let answer = registrar.send(&form).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    assert!(problem(&page, "surname").contains(&site.said("person-surname-missing")));
    assert!(problem(&page, "given").contains(&site.said("person-given-missing")));
    assert!(
        page.contains("href=\"#surname\""),
        "the summary leads to the field"
    );
    let wrong = main_form(&page)
        .set("surname", "Ғабитова")
        .set("given", "Іңкәр")
        .set("iin", "030515500123")
        .set("birth_date", "31.02.2004")
        .set("email", "a@b")
        .set("phone", "12")
        .set("login", ".x");
    let answer = registrar.send(&wrong).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    for (field, key) in [
        ("iin", "person-iin-wrong"),
        ("birth_date", "form-date"),
        ("email", "person-email-wrong"),
        ("phone", "person-phone-wrong"),
        ("login", "person-login-wrong"),
    ] {
        assert!(problem(&page, field).contains(&site.said(key)), "{field}");
    }
    let back = main_form(&page);
    assert_eq!(
        (back.get("surname"), back.get("iin")),
        ("Ғабитова", "030515500123")
    );
    // An IIN, a login and an address belong to one person.
    let taken = back
        .set("iin", IIN)
        .set("birth_date", "15.05.2004")
        .set("email", "ADMIN@kokzhiek.example")
        .set("phone", "8 701 123 45 67")
        .set("login", "inkar");
    let answer = registrar.send(&taken.clone().set("email", "")).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    assert!(problem(&page, "iin").contains(&site.said("person-iin-taken")));
    let answer = registrar.send(&taken.set("iin", "")).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    assert!(problem(&page, "email").contains(&site.said("person-email-taken")));
    let right = main_form(&page).set("email", "inkar@kokzhiek.example");
    let page = registrar.submit(&right).await;
    assert!(
        page.contains("data-tone=\"action\" role=\"status\""),
        "a word after the act"
    );
    assert!(page.contains("<h1>Ғабитова Іңкәр</h1>"));
    assert!(page.contains("+77011234567"));
    // The word is said once.
    let id = site.person("inkar").await;
    let path = format!("/people/{id}");
    let page = registrar.open(&path).await;
    assert!(!page.contains("page-flash"));
    assert!(
        page.contains(&site.said("act-person-added")),
        "{}",
        text(&page)
    );
    // A change tells the field, the old and the new.
    let form = main_form(&registrar.open(&format!("{path}/edit")).await);
    assert_eq!(form.get("birth_date"), "15.05.2004");
    let page = registrar
        .submit(&form.set("phone", "+7 777 000 11 22"))
        .await;
    let history = &page[page.find("class=\"timeline\"").expect("a history")..];
    for part in ["act-person-changed", "field-phone"] {
        assert!(
            history.contains(&site.said(part)),
            "{part}: {}",
            text(history)
        );
    }
    assert!(history.contains("+77011234567") && history.contains("+77770001122"));
    // Who added this person stands in the log of the administrator.
    let mut admin = site.signed_in("admin").await;
    let page = admin.open(&format!("/audit?object={id}")).await;
    assert!(
        page.contains(&site.said("act-person-added")),
        "{}",
        text(&page)
    );
    assert!(page.contains(&site.said("act-person-changed")));
    assert!(page.contains("Жанар Омарова"));
    assert_eq!(
        registrar.get(&format!("/audit?object={id}")).await.status,
        403
    );
    // Nothing was changed by a form without a change.
    let weight = site.weight().await;
    let form = main_form(&registrar.open(&format!("{path}/edit")).await);
    registrar.submit(&form).await;
    assert_eq!(weight, site.weight().await, "no change is no act");
}

async fn two_browsers_change_one_person(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let mut admin = site.signed_in("admin").await;
    let id = site.person("s0110").await;
    let edit = format!("/people/{id}/edit");
    let first = main_form(&registrar.open(&edit).await).set("phone", "+77010000001");
    let second = main_form(&admin.open(&edit).await).set("email", "second@kokzhiek.example");
    registrar.submit(&first).await;
    let weight = site.weight().await;
    let answer = admin.send(&second).await;
    assert_eq!(answer.status, 422, "{}", text(&answer.text()));
    assert_eq!(weight, site.weight().await);
    let page = answer.text();
    assert!(page.contains("role=\"alert\"") || page.contains("class=\"error-summary\""));
    let again = main_form(&page);
    assert_eq!(
        again.get("email"),
        "second@kokzhiek.example",
        "nothing typed is lost"
    );
    assert!(page.contains(&site.said("form-changed-meanwhile")));
    admin.submit(&again).await;
    let saved = main_form(&admin.open(&edit).await);
    assert_eq!(saved.get("email"), "second@kokzhiek.example");
}

async fn an_iin_is_whole_only_for_those_who_need_it(site: Arc<TestSite>) {
    let id = site.person("aigerim").await;
    let path = format!("/people/{id}");
    for login in ["admin", "zhanar", "aigerim"] {
        let page = site.signed_in(login).await.open(&path).await;
        assert!(page.contains(IIN), "{login} sees the IIN");
    }
    for login in ["marat", "bolat", "raushan", "irina", "daniyar", "gulnar"] {
        let page = site.signed_in(login).await.open(&path).await;
        assert!(!page.contains(IIN), "{login} does not need the IIN");
        assert!(
            page.contains(&site.said("field-iin")),
            "{login} sees that there is one"
        );
        assert!(!page.contains(&IIN[2..8]), "{login} sees too much of it");
    }
    // A change of an IIN does not tell it in the history, in the log or in its spreadsheet.
    let mut admin = site.signed_in("admin").await;
    let form = main_form(&admin.open(&format!("{path}/edit")).await);
    assert_eq!(form.get("iin"), IIN);
    admin.submit(&form.set("iin", "")).await;
    let form = main_form(&admin.open(&format!("{path}/edit")).await).set("iin", IIN);
    admin.submit(&form).await;
    let page = site.signed_in("marat").await.open(&path).await;
    assert!(!page.contains(IIN));
    let log = admin.open(&format!("/audit?object={id}")).await;
    assert!(!log.contains(IIN));
    let entries: Vec<&str> = log.split("href=\"/audit/entries/").skip(1).collect();
    for entry in entries {
        let page = admin
            .open(&format!("/audit/entries/{}", &entry[..36]))
            .await;
        assert!(!page.contains(IIN));
    }
}

async fn kazakh_letters_are_found_as_they_are_typed(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let found = async |registrar: &mut Browser, words: &str, name: &str| {
        let query = support::browser::encoded(&[("q", words)]);
        let page = registrar.open(&format!("/people?{query}")).await;
        assert!(page.contains(name), "{words} finds {name}: {}", text(&page));
    };
    for words in [
        "Тұрсынбек",
        "турсынбек",
        "ТҰРСЫНБЕК АЙГ",
        "айгерим турсынбек",
        "турсын",
        "aigerim",
    ] {
        found(&mut registrar, words, "Тұрсынбек Айгерім").await;
    }
    found(&mut registrar, "аскарулы", "Сейтқали Нұрлан Асқарұлы").await;
    found(&mut registrar, "умит", "Шәріпова Үміт").await;
    let page = registrar.open("/people?q=%D1%8A%D1%8A%D1%8A%D1%8A").await;
    assert!(page.contains(&site.said("people-none-found")));
    let page = registrar.open("/people?q=%D0%B0%D0%B9&role=rector").await;
    let rows = tags(&page)
        .iter()
        .filter(|tag| tag.get("class") == Some("name"))
        .count();
    assert_eq!(
        rows,
        usize::from(page.contains("Байжанов Болат")),
        "the filter holds beside words"
    );
}

async fn the_spreadsheet_opens_and_counts_nothing(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let form = main_form(&registrar.open("/people/new").await)
        .set("surname", "Формулаев")
        .set("given", "Тең")
        .set("email", "=1+1@kokzhiek.example");
    registrar.send(&form).await;
    let acts = "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act = 'people.exported'";
    let before = site.number(acts).await;
    let answer = registrar.get("/people.xlsx").await;
    assert_eq!(answer.status, 200);
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!(answer.header("content-type"), Some(kind));
    let name = answer.header("content-disposition").unwrap_or_default();
    assert!(
        name.starts_with("attachment;") && name.contains("filename*=UTF-8''"),
        "{name}"
    );
    assert_eq!(answer.header("cache-control"), Some("private, no-store"));
    assert_eq!(
        before + 1,
        site.number(acts).await,
        "what leaves the house stands in the log"
    );
    let rows = support::sheet::rows(&answer.body);
    let people = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM people")
        .await;
    assert_eq!(rows.len(), usize::try_from(people).expect("few") + 1);
    assert!(rows[0].contains(&site.said("people-name")), "{:?}", rows[0]);
    assert!(
        rows.iter()
            .flatten()
            .any(|cell| cell == "Тұрсынбек Айгерім Серікқызы")
    );
    assert!(
        !rows.iter().flatten().any(|cell| cell.contains(IIN)),
        "no IIN leaves the house"
    );
    let narrowed = registrar.get("/people.xlsx?role=rector").await;
    assert_eq!(support::sheet::rows(&narrowed.body).len(), 2);
    // Whoever may not see the list may not take it.
    for login in ["aigerim", "nurzhan", "saule"] {
        assert_eq!(
            site.signed_in(login).await.get("/people.xlsx").await.status,
            403
        );
    }
}

/// The addresses of the people of a page, and where it leads.
fn listed(page: &str) -> (Vec<String>, Option<String>, Option<String>) {
    let all = tags(page);
    let people = all
        .iter()
        .filter(|tag| tag.name == "a" && tag.get("class") == Some("name"))
        .filter_map(|tag| tag.get("href").map(str::to_owned))
        .collect();
    let leads = |rel: &str| {
        let found = all.iter().find(|tag| tag.get("rel") == Some(rel));
        found.and_then(|tag| tag.get("href").map(str::to_owned))
    };
    (people, leads("prev"), leads("next"))
}

async fn pages_lead_forth_and_back(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    for query in [
        "",
        "?sort=-name",
        "?sort=added",
        "?sort=-added",
        "?role=learner",
        "?q=%D0%B0",
    ] {
        let mut address = format!("/people{query}");
        let (mut forth, mut last) = (Vec::new(), Vec::new());
        for _ in 0..40 {
            let (people, _, next) = listed(&registrar.open(&address).await);
            forth.extend(people.clone());
            last = people;
            match next {
                Some(next) => address = next,
                None => break,
            }
        }
        let unique: BTreeSet<&String> = forth.iter().collect();
        assert_eq!(
            unique.len(),
            forth.len(),
            "{query}: somebody stands there twice"
        );
        if query != "?q=%D0%B0" {
            assert!(forth.len() >= 300, "{query}: {}", forth.len());
        }
        let mut back = vec![last];
        for _ in 0..40 {
            let (_, before, _) = listed(&registrar.open(&address).await);
            let Some(before) = before else {
                break;
            };
            address = before;
            back.push(listed(&registrar.open(&address).await).0);
        }
        back.reverse();
        assert_eq!(
            back.concat(),
            forth,
            "{query}: the way back is the way forth"
        );
    }
}

async fn a_role_is_given_and_ended(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let id = site.person("s0111").await;
    let path = format!("/people/{id}");
    let mut person = site.signed_in("s0111").await;
    assert_eq!(person.get("/people").await.status, 403);
    let give = admin.form(&path, &format!("{path}/roles")).await;
    let unit = site.unit("ІЖ").await;
    let give = give
        .set("role", "clerk")
        .set("scope", &format!("unit:{unit}"));
    let page = admin.submit(&give).await;
    assert!(page.contains(&site.said("role-clerk")), "{}", text(&page));
    assert!(
        page.contains(&site.said("act-role-given")),
        "{}",
        text(&page)
    );
    assert_eq!(
        person.get("/people").await.status,
        200,
        "it holds at once, in open sessions too"
    );
    // Given twice it is held once.
    let roles = "SELECT CAST(count(*) AS BIGINT) FROM grants WHERE ended_at IS NULL";
    let before = site.number(roles).await;
    admin.submit(&give).await;
    assert_eq!(before, site.number(roles).await);
    let page = admin.open(&path).await;
    let mut ends = support::forms(&page)
        .into_iter()
        .filter(|form| form.action.ends_with("/end"));
    let end = ends.next_back().expect("a role to end");
    let page = admin.submit(&end).await;
    assert!(
        page.contains(&site.said("act-role-ended")),
        "{}",
        text(&page)
    );
    assert_eq!(
        person.get("/people").await.status,
        403,
        "it is over at once"
    );
    assert_eq!(admin.send(&end).await.status, 404);
    // The last key of the house is not thrown away by the hand that holds it.
    let own = format!("/people/{}", site.person("admin").await);
    let page = admin.open(&own).await;
    for end in support::forms(&page)
        .into_iter()
        .filter(|form| form.action.ends_with("/end"))
    {
        admin.send(&end).await;
    }
    assert_eq!(
        admin.get("/audit").await.status,
        200,
        "still an administrator"
    );
}

async fn a_learner_sees_the_own_group_only(site: Arc<TestSite>) {
    let mut learner = site.signed_in("aigerim").await;
    let own = site.group("ИС-21").await;
    let page = learner.open(&format!("/groups/{own}")).await;
    assert!(page.contains("Тұрсынбек Айгерім"));
    assert!(
        !page.contains("href=\"/people/"),
        "names of fellows lead nowhere"
    );
    assert!(
        !page.contains("class=\"timeline\""),
        "the history is of the staff"
    );
    for code in ["ИС-22", "ҚФ-11", "КБҚ-1"] {
        let group = site.group(code).await;
        let status = learner.get(&format!("/groups/{group}")).await.status;
        assert!([403, 404].contains(&status), "{code}: {status}");
    }
    for path in [
        "/groups",
        "/groups.xlsx",
        "/people",
        "/people.xlsx",
        "/structure",
        "/audit",
    ] {
        assert_eq!(learner.get(path).await.status, 403, "{path}");
    }
    let fellow = site.person("s0015").await;
    let nobody = "00000000-0000-7000-8000-000000000000";
    let hidden = learner.get(&format!("/people/{fellow}")).await;
    let missing = learner.get(&format!("/people/{nobody}")).await;
    assert_eq!((hidden.status, missing.status), (404, 404));
    let same = |answer: &support::Answer| text(&answer.text()).replace(&fellow.to_string(), nobody);
    assert_eq!(
        same(&hidden),
        same(&missing),
        "nobody learns here who exists"
    );
    let today = learner.open("/today").await;
    assert!(today.contains("ИС-21"), "{}", text(&today));
}

async fn a_parent_sees_the_own_child_only(site: Arc<TestSite>) {
    let mut parent = site.signed_in("nurzhan").await;
    let child = site.child("nurzhan").await;
    let page = parent.open(&format!("/people/{child}")).await;
    let group = page
        .split("href=\"/groups/")
        .nth(1)
        .expect("the child's group")[..36]
        .to_owned();
    assert_eq!(parent.get(&format!("/groups/{group}")).await.status, 200);
    let other_child = site.child("p001").await;
    assert_ne!(child, other_child);
    let other_parent = site.person("p001").await;
    for id in [
        other_child,
        other_parent.uuid(),
        site.person("aigerim").await.uuid(),
    ] {
        assert_eq!(parent.get(&format!("/people/{id}")).await.status, 404);
    }
    let foreign = site.group("ИС-21").await;
    let status = parent.get(&format!("/groups/{foreign}")).await.status;
    assert!([403, 404].contains(&status), "{status}");
    for path in ["/people", "/groups", "/structure", "/audit", "/people/new"] {
        assert_eq!(parent.get(path).await.status, 403, "{path}");
    }
    let today = parent.open("/today").await;
    assert!(
        today.contains(&format!("/people/{child}")),
        "{}",
        text(&today)
    );
    assert!(!today.contains(&other_child.to_string()));
}

async fn an_adviser_sees_the_own_learners_only(site: Arc<TestSite>) {
    let mut adviser = site.signed_in("gulnar").await;
    // Fifteen groups in turn: ИС-21 is the first, ИС-31 the third, ИС-22 the second.
    for (login, status) in [
        ("aigerim", 200),
        ("s0015", 200),
        ("s0002", 200),
        ("s0001", 404),
    ] {
        let id = site.person(login).await;
        assert_eq!(
            adviser.get(&format!("/people/{id}")).await.status,
            status,
            "{login}"
        );
    }
    let id = site.person("bolat").await;
    assert_eq!(adviser.get(&format!("/people/{id}")).await.status, 404);
    assert_eq!(adviser.get("/people").await.status, 403);
    let mut tutor = site.signed_in("saule").await;
    for (login, status) in [("s0001", 200), ("s0016", 200), ("aigerim", 404)] {
        let id = site.person(login).await;
        assert_eq!(
            tutor.get(&format!("/people/{id}")).await.status,
            status,
            "{login}"
        );
    }
}
