//! Backups from a page: made as a job, listed, fetched, sealed, made by the clock, restored.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::stories;
use crate::support::{BEGINNING, Browser, Request, TestSite, text};
use oqu::archive::{self, Archive, Watch};
use oqu_db::Place;
use oqu_files::Store;

stories!(
    a_backup_is_made_listed_fetched_and_deleted,
    whoever_fetches_everything_proves_who_they_are,
    a_sealed_backup_opens_by_its_passphrase_alone,
    backups_come_by_the_clock_and_old_ones_go,
    what_cannot_be_taken_comes_back,
);

const PATH: &str = "/administration/backups";
const PATIENCE: Duration = Duration::from_secs(60);
const PASSPHRASE: &str = "алма бағы көктемде гүлдейді";

/// The archives in the folder, when there are so many within [`PATIENCE`] and none is being made.
async fn archives(site: &TestSite, count: usize) -> Vec<String> {
    let found = || {
        let entries = std::fs::read_dir(&site.settings.backups)
            .into_iter()
            .flatten();
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    };
    let made = "SELECT CAST(count(*) AS BIGINT) FROM jobs WHERE kind = 'backup.make' AND state IN ('queued', 'running')";
    let waiting = async {
        loop {
            let names = found();
            if names.len() == count && site.number(made).await == 0 {
                return names;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let came = tokio::time::timeout(PATIENCE, waiting).await;
    came.unwrap_or_else(|_| panic!("{count} archives never came: {:?}", found()))
}

async fn make(site: &TestSite, admin: &mut Browser) -> String {
    let before = std::fs::read_dir(&site.settings.backups).map_or(0, Iterator::count);
    // The names tell the second.
    site.clock.advance(Duration::from_secs(1));
    let form = admin.form(PATH, PATH).await;
    let answer = admin.send(&form).await;
    assert!(answer.place().starts_with("/jobs/"), "{}", answer.place());
    archives(site, before + 1).await.pop().expect("an archive")
}

fn forget(site: &TestSite) {
    let _ = std::fs::remove_dir_all(&site.settings.backups);
}

async fn a_backup_is_made_listed_fetched_and_deleted(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let page = admin.open(PATH).await;
    assert!(page.contains(&site.said("backups-none")), "{}", text(&page));
    let name = make(&site, &mut admin).await;
    assert!(
        name.starts_with("oqu-2026-11-20-") && name.ends_with(".tar"),
        "{name}"
    );
    let page = text(&admin.open(PATH).await);
    for told in [
        name.as_str(),
        "Ерлан Ысқақов",
        &site.said("backups-kept-hand"),
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let archive = Archive::open(&site.settings.backups.join(&name)).expect("it is whole");
    assert!(archive.manifest.tables().count() > 10);
    assert!(
        archive
            .manifest
            .files()
            .all(|part| !part.name.ends_with(".key"))
    );
    let fetch = format!("{PATH}/{name}/archive");
    let whole = admin.get(&fetch).await;
    assert_eq!(whole.status, 200);
    let there = std::fs::read(site.settings.backups.join(&name)).expect("the archive");
    assert_eq!(whole.body, there);
    assert!(
        whole
            .header("content-disposition")
            .is_some_and(|how| how.contains(&name))
    );
    assert_eq!(whole.header("cache-control"), Some("private, no-store"));
    let part = admin
        .ask(Request::get(&fetch).header("range", "bytes=512-1023"))
        .await;
    assert_eq!(
        (part.status, part.body.as_slice()),
        (206, &there[512..1024])
    );
    let fetched =
        "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act = 'backup.downloaded'";
    assert_eq!(
        site.number(fetched).await,
        1,
        "what goes on is the same download"
    );
    for wrong in ["oqu.db", "..%2Foqu.db", "oqu-2020-01-01-000000.tar"] {
        let answer = admin.get(&format!("{PATH}/{wrong}/archive")).await;
        assert_eq!(answer.status, 404, "{wrong}");
    }
    let system = text(&admin.open("/administration/system").await);
    assert!(system.contains(&name), "{system}");
    let delete = format!("{PATH}/{name}/delete");
    let form = admin.form(&delete, &delete).await;
    let page = text(&admin.submit(&form).await);
    assert!(page.contains(&site.said("backups-none")), "{page}");
    assert!(page.contains(&site.said("act-backup-deleted")), "{page}");
    assert_eq!(admin.get(&fetch).await.status, 404);
    assert_eq!(admin.send(&form).await.status, 404, "done twice");
    forget(&site);
}

async fn whoever_fetches_everything_proves_who_they_are(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let name = make(&site, &mut admin).await;
    site.clock.advance(Duration::from_secs(11 * 60));
    let answer = admin.get(&format!("{PATH}/{name}/archive")).await;
    assert!(
        answer.place().starts_with("/account/confirm"),
        "{}",
        answer.place()
    );
    let fields = [("passphrase", PASSPHRASE), ("again", PASSPHRASE)];
    let answer = admin.post(&format!("{PATH}/lock"), &fields).await;
    assert!(
        answer.place().starts_with("/account/confirm"),
        "{}",
        answer.place()
    );
    let other = site.signed_in("zhanar").await.get(PATH).await;
    assert_eq!(other.status, 403);
    forget(&site);
}

struct Silent;

impl Watch for Silent {
    fn part(&self, _: &str, _: usize, _: Option<usize>) {}
}

async fn restored(archive: &Archive, folder: &Path) -> PathBuf {
    let data = folder.join("restored");
    let place = Place::Sqlite(data.join("oqu.db"));
    let files = Store::Folder(data.join("files"));
    archive::restore(
        archive,
        &place,
        (&data, &files),
        BEGINNING,
        Arc::new(Silent),
    )
    .await
    .expect("it is restored");
    data
}

async fn a_sealed_backup_opens_by_its_passphrase_alone(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let lock = format!("{PATH}/lock");
    let form = admin.form(PATH, &lock).await;
    let form = form.set("passphrase", PASSPHRASE).set("again", PASSPHRASE);
    let page = admin.submit(&form).await;
    assert!(
        page.contains(&site.said("backups-unlock")),
        "{}",
        text(&page)
    );
    assert!(!page.contains(PASSPHRASE));
    let name = make(&site, &mut admin).await;
    assert!(name.ends_with(".tar.sealed"), "{name}");
    let path = site.settings.backups.join(&name);
    for wrong in [None, Some("алма бағы көктемде гүлдейд")] {
        let refused = Archive::open_with(&path, wrong).map(|_| ());
        assert!(
            matches!(refused, Err(archive::Fault::Refused(_))),
            "{refused:?}"
        );
    }
    let opened = Archive::open_with(&path, Some(PASSPHRASE)).expect("it opens");
    let folder = tempfile::tempdir().expect("a folder");
    let data = restored(&opened, folder.path()).await;
    // With the keys in it: who has a second step has it after a restore too.
    assert!(data.join("keys/audit.key").exists());
    assert!(
        admin
            .open(PATH)
            .await
            .contains(&site.said("backups-sealed"))
    );
    let form = admin.form(PATH, &format!("{PATH}/unlock")).await;
    admin.submit(&form).await;
    let plain = make(&site, &mut admin).await;
    assert!(plain.ends_with(".tar"), "{plain}");
    forget(&site);
}

async fn backups_come_by_the_clock_and_old_ones_go(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let by_hand = make(&site, &mut admin).await;
    let schedule = format!("{PATH}/schedule");
    // It is 09:52 there: the hour of today is past.
    let form = admin.form(PATH, &schedule).await;
    let form = form
        .set("setting-backup-hour", "3")
        .set("setting-backup-keep", "1");
    let page = text(&admin.submit(&form).await);
    assert!(
        page.contains(&site.said("backups-schedule-saved")),
        "{page}"
    );
    let mut last = String::new();
    for day in 0..2 {
        // The worker looks at its schedules every ten seconds of the wall.
        site.clock.advance(Duration::from_secs(if day == 0 {
            15 * 60
        } else {
            24 * 60 * 60
        }));
        let waiting = async {
            loop {
                let names = archives(&site, 2).await;
                let daily = names.into_iter().find(|name| name.contains("daily"));
                match daily {
                    Some(daily) if daily != last => return daily,
                    _ => tokio::time::sleep(Duration::from_millis(100)).await,
                }
            }
        };
        let came = tokio::time::timeout(PATIENCE, waiting).await;
        last = came.expect("a backup by the clock");
    }
    assert_eq!(archives(&site, 2).await, [by_hand, last], "the older went");
    let mut admin = site.signed_in("admin").await;
    let page = text(&admin.open(PATH).await);
    assert!(page.contains(&site.said("backups-by-clock")), "{page}");
    let form = admin.form(PATH, &schedule).await;
    assert_eq!(form.get("setting-backup-hour"), "3");
    let none = form
        .set("setting-backup-hour", "")
        .set("setting-backup-keep", "14");
    admin.submit(&none).await;
    let rows = "SELECT CAST(count(*) AS BIGINT) FROM settings WHERE name LIKE 'setting-backup-%'";
    assert_eq!(site.number(rows).await, 0, "what is as at first has no row");
    forget(&site);
}

async fn what_cannot_be_taken_comes_back(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    admin.open(PATH).await;
    let before = site.weight().await;
    let schedule = format!("{PATH}/schedule");
    for (hour, keep) in [("24", "7"), ("x", "7"), ("3", "0"), ("3", ""), ("3", "367")] {
        let fields = [("setting-backup-hour", hour), ("setting-backup-keep", keep)];
        let answer = admin.post(&schedule, &fields).await;
        assert_eq!(answer.status, 422, "{hour} {keep}");
    }
    for (passphrase, again) in [("", ""), ("қысқа", "қысқа"), (PASSPHRASE, "басқа")]
    {
        let fields = [("passphrase", passphrase), ("again", again)];
        let answer = admin.post(&format!("{PATH}/lock"), &fields).await;
        assert_eq!(answer.status, 422, "{passphrase}");
        assert!(
            !answer.text().contains(PASSPHRASE),
            "a secret is not shown again"
        );
    }
    assert_eq!(before, site.weight().await);
}
