//! Who sees whom, and how much of them.

use std::sync::Arc;

use super::IIN;
use crate::support::{Answer, TestSite, main_form, text};

pub async fn an_iin_is_whole_only_for_those_who_need_it(site: Arc<TestSite>) {
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

pub async fn a_learner_sees_the_own_group_only(site: Arc<TestSite>) {
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
        let hidden = learner.get(&format!("/groups/{group}")).await;
        assert_eq!(hidden.status, 404, "{code}");
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
    let today = learner.open("/today").await;
    assert!(today.contains("ИС-21"), "{}", text(&today));
}

/// What one may not see answers as what is not there, on every page and to every act.
pub async fn nobody_learns_here_what_exists(site: Arc<TestSite>) {
    const NOTHING: &str = "00000000-0000-7000-8000-000000000000";
    let person = site.person("s0015").await.to_string();
    let group = site.group("ҚФ-11").await.to_string();
    let unit = site.unit("АТФ").await.to_string();
    let pages = [
        ("/people/{id}", &person),
        ("/people/{id}/edit", &person),
        ("/people/{id}/lock", &person),
        ("/groups/{id}", &group),
        ("/groups/{id}/edit", &group),
        ("/groups/{id}/closure", &group),
        ("/structure/units/{id}", &unit),
        ("/structure/units/{id}/edit", &unit),
        ("/structure/units/{id}/closure", &unit),
    ];
    let acts = [
        ("/people/{id}", &person),
        ("/people/{id}/lock", &person),
        ("/people/{id}/unlock", &person),
        ("/people/{id}/password", &person),
        ("/people/{id}/roles", &person),
        ("/groups/{id}", &group),
        ("/groups/{id}/closure", &group),
        ("/groups/{id}/reopening", &group),
        ("/structure/units/{id}", &unit),
        ("/structure/units/{id}/closure", &unit),
        ("/structure/units/{id}/reopening", &unit),
    ];
    for login in ["aigerim", "nurzhan"] {
        let mut browser = site.signed_in(login).await;
        for (path, id) in pages {
            let hidden = browser.get(&path.replace("{id}", id)).await;
            let missing = browser.get(&path.replace("{id}", NOTHING)).await;
            assert_same(login, path, id, &hidden, &missing);
        }
        for (path, id) in acts {
            let hidden = browser.post(&path.replace("{id}", id), &[]).await;
            let missing = browser.post(&path.replace("{id}", NOTHING), &[]).await;
            assert_same(login, path, id, &hidden, &missing);
        }
    }

    fn assert_same(login: &str, path: &str, id: &str, hidden: &Answer, missing: &Answer) {
        assert!([403, 404].contains(&hidden.status), "{login} {path}");
        assert_eq!(hidden.status, missing.status, "{login} {path}");
        let words = |answer: &Answer| told(answer).replace(id, NOTHING);
        assert_eq!(words(hidden), words(missing), "{login} {path}");
    }

    /// What the page says, without the number that each answer has of its own.
    fn told(answer: &Answer) -> String {
        let number = answer.header("x-request-id").unwrap_or_default();
        text(&answer.text()).replace(number, "")
    }
}

pub async fn a_parent_sees_the_own_child_only(site: Arc<TestSite>) {
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
    let answer = parent.get(&format!("/groups/{foreign}")).await;
    assert_eq!(answer.status, 404);
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

pub async fn an_adviser_sees_the_own_learners_only(site: Arc<TestSite>) {
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

pub async fn a_dean_sees_the_own_faculty_only(site: Arc<TestSite>) {
    let mut dean = site.signed_in("marat").await;
    let (own, foreign) = (site.person("s0015").await, site.person("s0009").await);
    let page = dean.open(&format!("/people/{own}")).await;
    assert!(
        page.contains("class=\"timeline\""),
        "a reader sees the history"
    );
    assert_eq!(dean.get(&format!("/people/{foreign}")).await.status, 404);
    // The list says the same, whatever is looked for.
    let list = dean.open("/people?q=s0015").await;
    assert!(list.contains(&format!("/people/{own}")));
    let list = dean.open("/people?q=s0009").await;
    assert!(!list.contains(&format!("/people/{foreign}")));
    // Names lead to pages that open: in the own groups, not in those of others.
    let group = dean
        .open(&format!("/groups/{}", site.group("ИС-21").await))
        .await;
    assert!(group.contains("href=\"/people/"));
    let group = dean
        .open(&format!("/groups/{}", site.group("ҚФ-11").await))
        .await;
    assert!(!group.contains("href=\"/people/"));
    // The rector sees both.
    let mut rector = site.signed_in("bolat").await;
    rector.open(&format!("/people/{own}")).await;
    rector.open(&format!("/people/{foreign}")).await;
}
