//! One act on many people: looked at, confirmed, done by a worker, told with each.

use std::sync::Arc;

use crate::support::sheet;
use crate::support::{Browser, TestSite, assert_problem, form_of, text};

const MOVED: &str = "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act = 'role.ended'";

pub async fn a_group_is_moved_by_one_act(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let (from, to) = (site.group("ҚФ-11").await, site.group("ИС-22").await);
    let list = format!("scope=group:{from}&role=learner");
    let page = registrar.open(&format!("/people?{list}")).await;
    assert!(page.contains("form=\"bulk\""), "ticks: {}", text(&page));
    let start = format!("/people/bulk?deed=move&list=scope%3Dgroup%3A{from}%26role%3Dlearner");
    let page = registrar.open(&start).await;
    assert!(
        !page.contains(&site.said("bulk-lock")),
        "a registrar does not lock"
    );
    let form = form_of(&page, "/people/bulk").set("scope", &format!("group:{to}"));
    let answer = registrar.send(&form).await;
    assert_eq!(answer.status, 422);
    assert_problem(&answer.text(), "ground", &site.said("bulk-ground-missing"));
    let before = site.number(MOVED).await;
    let sent = registrar
        .send(&form.clone().set("ground", "№ 12 бұйрық"))
        .await;
    assert_eq!(sent.status, 303, "{}", text(&sent.text()));
    let place = sent.place().to_owned();
    let page = registrar.open(&place).await;
    assert!(page.contains(&site.said("bulk-will")), "{}", text(&page));
    assert_eq!(before, site.number(MOVED).await, "looking does nothing");
    // Another registrar's act is nobody's business, an administrator sees all.
    assert_eq!(site.signed_in("admin").await.get(&place).await.status, 200);
    assert_eq!(site.signed_in("saule").await.get(&place).await.status, 403);
    let confirm = form_of(&page, &format!("{place}/confirmation"));
    registrar.submit(&confirm).await;
    // Confirmed twice it is done once.
    registrar.send(&confirm).await;
    let page = finished(&site, &mut registrar, &place).await;
    assert!(page.contains(&site.said("bulk-done")), "{}", text(&page));
    let moved = site.number(MOVED).await - before;
    assert!(moved > 5, "{moved}");
    let sheet = registrar.get(&format!("{place}/outcomes.xlsx")).await;
    let rows = sheet::rows(&sheet.body);
    let done = rows
        .iter()
        .filter(|row| row.contains(&site.said("bulk-done")));
    assert_eq!(done.count(), usize::try_from(moved).expect("few"));
    let page = registrar.open(&format!("/people?{list}")).await;
    assert!(
        page.contains(&site.said("people-none-found")),
        "{}",
        text(&page)
    );
    let mut admin = site.signed_in("admin").await;
    let log = admin.open("/audit?act=people.acted").await;
    assert!(
        log.contains(&site.said("act-people-acted")),
        "{}",
        text(&log)
    );
}

pub async fn an_act_that_is_not_one_s_own_is_refused(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    registrar.open("/people/bulk").await;
    for deed in ["lock", "unlock", "give", "end"] {
        let fields = [
            ("deed", deed),
            ("ground", "№ 1"),
            ("role", "tutor"),
            ("scope", ""),
        ];
        let answer = registrar.post("/people/bulk", &fields).await;
        assert_eq!(answer.status, 403, "{deed}");
    }
    let mut admin = site.signed_in("admin").await;
    let id = site.person("s0200").await.to_string();
    let own = site.person("admin").await.to_string();
    let page = admin
        .open(&format!("/people/bulk?deed=lock&person={id}&person={own}"))
        .await;
    let form = form_of(&page, "/people/bulk").set("ground", "№ 3 бұйрық");
    let page = admin.submit(&form).await;
    assert!(
        page.contains(&site.said("bulk-why-oneself")),
        "{}",
        text(&page)
    );
    let drop = form_of(&page, &removal_of(&page));
    let page = admin.submit(&drop).await;
    assert!(page.contains(&site.said("bulk-removed")), "{}", text(&page));
    let wrong = [
        ("deed", "give"),
        ("ground", "№ 1"),
        ("role", "king"),
        ("scope", ""),
    ];
    assert_eq!(admin.post("/people/bulk", &wrong).await.status, 400);
}

/// The page once the work is done.
async fn finished(site: &TestSite, browser: &mut Browser, place: &str) -> String {
    for _ in 0..100 {
        let page = browser.open(place).await;
        if page.contains(&site.said("bulk-state-done")) {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the act was not done");
}

fn removal_of(page: &str) -> String {
    let forms = crate::support::forms(page).into_iter();
    let found = forms
        .map(|form| form.action)
        .find(|action| action.ends_with("/removal"));
    found.expect("a way to drop it")
}
