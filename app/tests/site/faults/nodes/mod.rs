//! Several nodes serve one organisation: what one knows the others know, and one that is killed
//! takes nothing along.

mod house;

use std::time::Duration;

use oqu_audit::By;
use oqu_db::{Db, Error, Mode, Place, Query};
use oqu_files::testing as store;
use oqu_files::{Blobs, Hash};
use oqu_identity::api::DEMO_PASSWORD;
use oqu_jobs::{Kind, NewJob, enqueue};
use oqu_kernel::{Chance, Clock};
use uuid::Uuid;

use super::uploads::{offset, tried};
use super::{Load, Writer, check_rows};
use crate::program::{run, said};
use crate::support::{Browser, form_of, main_form, text};
use house::{House, program};

/// Bytes of an upload, and of one step of it.
const BYTES: usize = 6 << 20;
const STEP: usize = 512 << 10;
/// Jobs of a killed process are free after its lease of 20 s and a look every 10 s.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_node_knows_the_others_know() {
    let house = House::open().await;
    sessions_are_known_and_ended_everywhere(&house).await;
    failures_are_counted_together(&house).await;
    an_upload_goes_by_all_nodes(&house).await;
    progress_is_seen_everywhere(&house).await;
    jobs_are_done_once(&house).await;
    names_are_fresh_everywhere(&house).await;
    let doctor = program(&house.data(1), &house.url, &house.files)
        .args(["doctor"])
        .output()
        .expect("the binary runs");
    let told = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(doctor.status.success(), "{told}{}", said(&doctor));
    assert!(told.contains("s3://oqu-files/"), "{told}");
    let said = format!("{told}{}", said(&doctor));
    assert!(!said.contains(store::SECRET), "{said}");
    house.close().await;
}

async fn sessions_are_known_and_ended_everywhere(house: &House) {
    let mut here = house.browser_at(0);
    here.sign_in("aigerim").await;
    let mut there = house.same_at(&here, 1);
    assert!(there.is_inside().await, "the other node knows the session");
    let mut elsewhere = house.browser_at(1);
    elsewhere.sign_in("aigerim").await;
    // Ended on one, gone on the other with the next request.
    there.open("/account").await;
    let ended = there.post("/account/sessions/end-others", &[]).await;
    assert_eq!(ended.status, 303);
    assert!(!house.same_at(&elsewhere, 0).is_inside().await);
    assert!(here.is_inside().await);
    here.open("/account").await;
    assert_eq!(here.post("/logout", &[]).await.status, 303);
    assert!(!there.is_inside().await, "signed out on the other node");
}

async fn failures_are_counted_together(house: &House) {
    const LOGIN: &str = "s0150";
    // Three slips are free, the fourth waits a second, then two, then four.
    const FAILURES: usize = 6;
    let mut counted = 0;
    while counted < FAILURES {
        let answer = house.browser().sign_in_with(LOGIN, "wrong").await;
        match answer.status {
            422 => counted += 1,
            429 => tokio::time::sleep(Duration::from_millis(200)).await,
            other => panic!("{other}"),
        }
    }
    for node in [0, 1] {
        let mut browser = house.browser_at(node);
        let answer = browser.sign_in_with(LOGIN, DEMO_PASSWORD).await;
        assert_eq!(answer.status, 429, "node {node} waits too");
    }
    let failures = house
        .number("SELECT failures FROM sign_in_delays ORDER BY failures DESC, name LIMIT 1")
        .await;
    assert!(failures >= FAILURES as i64, "{failures}");
}

async fn begin_upload(browser: &mut Browser, bytes: usize) -> String {
    let begin = browser
        .step("POST", "/uploads")
        .header("upload-length", &bytes.to_string())
        .header("upload-metadata", "purpose dHJpYWw=");
    let answer = browser.ask(begin).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.place().to_owned()
}

/// Brings a file step by step, whatever happens to the nodes meanwhile, until one says that all of
/// it is in the store.
async fn upload(mut browser: Browser, bytes: Vec<u8>, upload: String) {
    let mut acknowledged = 0;
    loop {
        let at = offset(&mut browser, &upload).await;
        assert!(
            at >= acknowledged,
            "{acknowledged} were acknowledged, {at} are there"
        );
        let end = (at + STEP).min(bytes.len());
        let step = browser
            .step("PATCH", &upload)
            .header("upload-offset", &at.to_string())
            .body("application/offset+octet-stream", &bytes[at..end]);
        match tried(&mut browser, &step).await {
            Some((204, reached)) if reached == bytes.len() => return,
            Some((204, reached)) => acknowledged = reached,
            Some((409 | 423 | 500 | 503, _)) | None => {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            other => panic!("a step was answered by {other:?}"),
        }
    }
}

fn bytes_of(seed: u64) -> Vec<u8> {
    (0..BYTES as u64 / 8)
        .flat_map(|at| (at ^ seed << 40).to_le_bytes())
        .collect()
}

/// What was sent lies whole in the store.
async fn has(house: &House, bytes: &[u8]) {
    let blobs = Blobs::open(&store::store_at(store::server().address, &house.files));
    let place = Hash::of(bytes).place();
    let there = blobs.whole(&place, bytes.len() as u64).await;
    assert!(
        there.expect("the file")[..] == bytes[..],
        "other bytes than were sent"
    );
}

async fn an_upload_goes_by_all_nodes(house: &House) {
    let mut browser = house.browser();
    browser.sign_in("saule").await;
    let bytes = bytes_of(1);
    let begun = begin_upload(&mut browser, bytes.len()).await;
    upload(browser, bytes.clone(), begun).await;
    has(house, &bytes).await;
}

async fn id(house: &House, sql: &'static str, value: &str) -> Uuid {
    house.list::<Uuid>(Query::new(sql).bind(value)).await[0]
}

/// Asks to move all of one group to another; where the act is followed.
async fn move_group(house: &House, browser: &mut Browser, from: &str, to: &str) -> String {
    const GROUP: &str = "SELECT id FROM study_groups WHERE code = ";
    let (from, to) = (id(house, GROUP, from).await, id(house, GROUP, to).await);
    let start = format!("/people/bulk?deed=move&list=scope%3Dgroup%3A{from}%26role%3Dlearner");
    let form = form_of(&browser.open(&start).await, "/people/bulk")
        .set("scope", &format!("group:{to}"))
        .set("ground", "№ 7 бұйрық");
    let sent = browser.send(&form).await;
    assert_eq!(sent.status, 303, "{}", text(&sent.text()));
    let place = sent.place().to_owned();
    let page = browser.open(&place).await;
    browser
        .submit(&form_of(&page, &format!("{place}/confirmation")))
        .await;
    place
}

async fn progress_is_seen_everywhere(house: &House) {
    let mut here = house.browser_at(0);
    here.sign_in("zhanar").await;
    let place = move_group(house, &mut here, "ИС-21", "ИС-22").await;
    let mut there = house.same_at(&here, 1);
    let events = there.get(&format!("{place}/events")).await.text();
    assert!(events.contains("\"state\":\"done\""), "{events}");
    assert_eq!(there.get(&place).await.status, 200);
}

async fn jobs_are_done_once(house: &House) {
    const END_OLD: Kind<()> = Kind::new("sessions.end-old");
    const JOBS: i64 = 300;
    let place = Place::parse(Some(&house.url), &house.data(0)).expect("an address");
    let db = Db::open(&place, Mode::Own).await.expect("the database");
    let by = By::console(Clock::system().now(), &Chance::system(), "");
    let queued = db.write::<_, Error, _>(async move |tx| {
        for _ in 0..JOBS {
            enqueue(tx, &by, &NewJob::of(&END_OLD, &())).await?;
        }
        Ok(())
    });
    queued.await.expect("the jobs");
    db.close();
    quiet(house).await;
    let done = house
        .number("SELECT count(*) FROM jobs WHERE kind = 'sessions.end-old' AND state = 'done' AND attempts = 1")
        .await;
    assert!(done >= JOBS, "{done}");
    let workers = house
        .number("SELECT count(DISTINCT worker) FROM jobs WHERE kind = 'sessions.end-old'")
        .await;
    assert!(workers >= 2, "several took part: {workers}");
}

/// Waits until no job waits that is due, and none runs.
async fn quiet(house: &House) {
    let began = std::time::Instant::now();
    loop {
        let now = Clock::system().now();
        let query = Query::new(
            "SELECT count(*) FROM jobs WHERE state = 'running' OR (state = 'queued' AND run_at <= ",
        )
        .bind(now)
        .push(")");
        if house.list::<i64>(query).await == [0] {
            return;
        }
        assert!(began.elapsed() < PATIENCE, "jobs are left undone");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn names_are_fresh_everywhere(house: &House) {
    const NAME: &str = "Жаңа Көкжиек";
    let mut here = house.browser_at(0);
    here.sign_in("admin").await;
    let form = main_form(&here.open("/structure/organisation/edit").await);
    here.submit(&form.set("short-kk", NAME)).await;
    let mut guest = house.browser_at(1);
    let began = std::time::Instant::now();
    while !guest.open("/").await.contains(NAME) {
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "told at once, not in half a minute"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Nothing acknowledged is lost, nothing is done twice, the other node goes on, and the log is whole.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_node_takes_nothing_along() {
    let mut house = House::open().await;
    let mut admin = house.browser();
    admin.sign_in("admin").await;
    admin.open("/people/new").await;
    let csrf = admin.token.clone();
    let writer = Writer {
        browser: admin,
        csrf,
    };
    let mut registrar = house.browser();
    registrar.sign_in("zhanar").await;
    let mut saved = Vec::new();
    for round in 0..2_usize {
        let mut learner = house.browser();
        learner.sign_in(["aigerim", "saule"][round]).await;
        let load = Load::begin(&writer, &format!("n{round}"));
        let files: Vec<Vec<u8>> = (0..3)
            .map(|at| bytes_of(10 * round as u64 + at + 2))
            .collect();
        let mut uploads = tokio::task::JoinSet::new();
        for bytes in &files {
            let begun = begin_upload(&mut learner, bytes.len()).await;
            uploads.spawn(upload(learner.clone(), bytes.clone(), begun));
        }
        let (from, to) = [("ИС-21", "ИС-22"), ("ҚФ-11", "ҚФ-21")][round];
        move_group(&house, &mut registrar, from, to).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        house.kill(round);
        // The other goes on meanwhile.
        tokio::time::sleep(Duration::from_secs(2)).await;
        let acknowledged = load.end().await;
        assert!(!acknowledged.is_empty());
        saved.extend(acknowledged);
        while let Some(done) = uploads.join_next().await {
            done.expect("the upload arrives");
        }
        for bytes in &files {
            has(&house, bytes).await;
        }
        quiet(&house).await;
        // What was written is sealed within a second.
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        check_rows(&house.data(1 - round), Some(&house.url), &saved).await;
        house.start(round);
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        check_rows(&house.data(round), Some(&house.url), &saved).await;
    }
    let twice = house
        .number(
            "SELECT count(*) FROM (SELECT object_id FROM audit_entries WHERE act = 'role.ended' \
             GROUP BY object_id HAVING count(*) > 1) moved",
        )
        .await;
    assert_eq!(twice, 0, "moved twice");
    let left = house
        .number("SELECT count(*) FROM jobs WHERE state = 'dead' OR attempts > 2")
        .await;
    assert_eq!(left, 0);
    // Two sealers, one chain: no number twice, none left out.
    let gaps = house
        .number("SELECT max(number) - count(*) FROM audit_batches")
        .await;
    assert_eq!(gaps, 0);
    house.close().await;
}

/// A node without the keys of the others would seal with a key that they do not trust.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_without_the_keys_is_told_to_get_them() {
    let house = House::open().await;
    let mut browser = house.browser_at(0);
    browser.sign_in("aigerim").await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let data = house.data(7);
    let refused = run(
        &data,
        Some(&house.url),
        &["serve", "--listen", "127.0.0.1:0"],
    );
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(
        said(&refused).contains("docs/nodes.md"),
        "{}",
        said(&refused)
    );
    assert!(!data.join("keys").exists(), "no key of its own was made");
    house.close().await;
}
