//! The administrator's rooms, what the doctor tells there, and what programs are told.

use std::sync::Arc;
use std::time::Duration;

use oqu_audit::By;
use oqu_db::{Error, Query};
use oqu_jobs::{Kind, NewJob, enqueue};
use oqu_kernel::Chance;

use crate::stories;
use crate::support::{Request, TestSite, text};

stories!(
    one_entry_leads_to_every_room,
    the_system_is_told_to_administrators_only,
    everything_is_read_when_an_administrator_asks,
    what_waits_for_an_administrator_stands_on_today,
    programs_are_told_figures_without_anybody_in_them,
    a_server_that_cannot_serve_says_why,
);

/// A kind that the program has, with a payload that it cannot understand: a dead letter at once.
const MISUNDERSTOOD: Kind<String> = Kind::new("sessions.end-old");
const PATIENCE: Duration = Duration::from_secs(15);

/// Whether a unit's page says something within [`PATIENCE`].
async fn until(site: &TestSite, login: &str, path: &str, words: &str) -> String {
    let mut browser = site.signed_in(login).await;
    let waiting = async {
        loop {
            let page = browser.open(path).await;
            if page.contains(words) {
                return page;
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    };
    let came = tokio::time::timeout(PATIENCE, waiting).await;
    came.unwrap_or_else(|_| panic!("{path} never said {words}"))
}

async fn one_entry_leads_to_every_room(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let page = admin.open("/administration").await;
    for room in [
        "/administration/jobs",
        "/administration/system",
        "/audit",
        "/administration/settings",
    ] {
        assert!(page.contains(&format!("<a href=\"{room}\">")), "{room}");
        let inside = admin.open(room).await;
        let back = "<li><a href=\"/administration\">";
        assert!(inside.contains(back), "{room} leads back");
        let lit = "<a href=\"/administration\" aria-current=\"page\">";
        assert!(inside.contains(lit), "{room} is lit");
    }
    let today = admin.open("/today").await;
    let nav = today.split("<nav class=\"workspace\"").nth(1);
    let nav = nav
        .and_then(|rest| rest.split("</nav>").next())
        .unwrap_or_default();
    assert!(!nav.contains("/audit") && !nav.contains("/jobs"), "{nav}");
    assert!(
        page.contains(&site.said("administration-backup-none")),
        "{}",
        text(&page)
    );
}

async fn the_system_is_told_to_administrators_only(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    admin.open("/people?q=%D3%99").await;
    let page = admin.open("/administration/system").await;
    for name in [
        "settings",
        "disk",
        "database",
        "migrations",
        "secrets",
        "jobs",
        "backup",
    ] {
        let told = site.said(&format!("doctor-name-{name}"));
        assert!(page.contains(&told), "{told}: {}", text(&page));
    }
    let version = site.site.db.version().await.expect("a version");
    assert!(page.contains(&version), "{version}");
    assert!(page.contains("<code>identity 1</code>"), "migrations");
    assert!(
        page.contains("sessions::store::"),
        "statements: {}",
        text(&page)
    );
    assert!(!page.contains("postgres:@"), "no password");
    for login in ["zhanar", "saule", "daniyar"] {
        let mut other = site.signed_in(login).await;
        assert_eq!(other.get("/administration").await.status, 403, "{login}");
        let refused = other.post("/administration/system/look", &[]).await;
        assert_eq!(refused.status, 403, "{login}");
    }
}

async fn everything_is_read_when_an_administrator_asks(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let path = "/administration/system";
    let form = admin.form(path, "/administration/system/look").await;
    let page = admin.submit(&form).await;
    let begun = site.said("administration-reading-begun");
    assert!(page.contains(&begun), "{}", text(&page));
    let thorough = site.said("administration-checks-thorough");
    let page = until(&site, "admin", path, &thorough).await;
    assert!(
        page.contains(&site.said("doctor-file-whole")),
        "{}",
        text(&page)
    );
    let log = admin.open("/audit").await;
    assert!(
        log.contains(&site.said("act-system-checked")),
        "{}",
        text(&log)
    );
}

async fn what_waits_for_an_administrator_stands_on_today(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let waits = "/administration/jobs?state=dead";
    assert!(!admin.open("/today").await.contains(waits));
    let by = By::console(site.clock.now(), &Chance::system(), "");
    let queued = site.site.db.write::<_, Error, _>(async move |tx| {
        enqueue(tx, &by, &NewJob::of(&MISUNDERSTOOD, &"?".into())).await
    });
    queued.await.expect("the job is queued");
    until(&site, "admin", "/today", waits).await;
    let learner = site.signed_in("aigerim").await.open("/today").await;
    assert!(!learner.contains(waits));
}

async fn programs_are_told_figures_without_anybody_in_them(site: Arc<TestSite>) {
    let mut browser = site.signed_in("saule").await;
    let person = site.person("saule").await;
    browser.open(&format!("/people/{person}")).await;
    browser.get("/people/no-such-id?q=secret-word").await;
    let answer = browser.get("/metrics").await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-type"),
        Some("text/plain; version=0.0.4; charset=utf-8")
    );
    let figures = answer.text();
    for line in [
        "oqu_http_request_duration_seconds_count{method=\"GET\",route=\"/people/{id}\",status=\"2xx\"}",
        "oqu_http_request_duration_seconds_count{method=\"POST\",route=\"/login\",status=\"3xx\"}",
        "oqu_jobs{state=\"dead\"}",
        "oqu_db_statements_total ",
        "oqu_db_committed_units_total ",
        "oqu_sessions_live ",
        "oqu_disk_free_bytes ",
        "process_resident_memory_bytes ",
    ] {
        assert!(figures.contains(line), "{line}\n{figures}");
    }
    for private in [
        &person.to_string(),
        "saule",
        "secret-word",
        "no-such-id",
        "127.0.0.1",
    ] {
        assert!(!figures.contains(private), "{private}");
    }
    // Each figure is told once, and every line is a figure or a word about one.
    let mut kinds: Vec<&str> = figures
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE "))
        .collect();
    let count = kinds.len();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), count);
    for line in figures.lines().filter(|line| !line.starts_with('#')) {
        let (_, value) = line.rsplit_once(' ').expect("a name and a value");
        assert!(value.parse::<f64>().is_ok(), "{line}");
    }
    for name in ["x-forwarded-for", "forwarded", "via", "x-real-ip"] {
        let handed_on = Request::get("/metrics").header(name, "192.0.2.1");
        let refused = browser.ask(handed_on).await;
        assert_eq!(refused.status, 401, "{name}");
        assert!(!refused.text().contains("oqu_jobs"));
    }
    let wrong = Request::get("/metrics").header("x-forwarded-for", "192.0.2.1");
    let wrong = browser.ask(wrong.header("authorization", "Bearer x")).await;
    assert_eq!(wrong.status, 401);
}

/// The last of the stories: it takes a step away from the tables.
async fn a_server_that_cannot_serve_says_why(site: Arc<TestSite>) {
    let mut browser = site.browser();
    assert_eq!(browser.get("/healthz").await.text(), "ok\n");
    assert_eq!(browser.get("/readyz").await.text(), "ready\n");
    let gone = Query::new("DELETE FROM migrations WHERE area = 'jobs' RETURNING number");
    let forget = site
        .site
        .db
        .write::<Vec<i64>, Error, _>(async move |tx| tx.list(&gone).await);
    assert_eq!(forget.await.expect("a step"), [1]);
    let answer = browser.try_ask(Request::get("/readyz"), true).await;
    let answer = answer.expect("an answer");
    assert_eq!(answer.status, 503);
    assert_eq!(answer.header("retry-after"), Some("5"));
    let told = answer.text();
    let words = site.words(oqu_text::Language::Kk);
    assert_eq!(told.trim(), words.t1("pulse-migrations", "count", 1));
    assert_eq!(browser.get("/healthz").await.status, 200);
}
