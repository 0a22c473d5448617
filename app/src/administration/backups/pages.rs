use std::path::Path as Folder;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use oqu_audit::{By, EntryRow, history_items_with};
use oqu_db::Error;
use oqu_jobs::JobId;
use oqu_text::format::{bytes, integer};
use oqu_web::{
    Chrome, Confirm, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, History,
    Outcome, Site, Visitor, Words, confirm_page, page, partial, redirect,
};

use super::PATH;
use super::folder::{self, Archived};
use super::job::Make;
use super::rules::{self, Schedule};
use super::store::{self, HOUR, KEEP, LOCK};
use crate::administration::settings::SettingRow;
use crate::archive::Lock;
use crate::archive::history::{self, Record};
use crate::doctor::{Health, free_bytes};

#[derive(Template)]
#[template(path = "administration/backups/backups.html")]
struct BackupsPage<'a> {
    chrome: &'a Chrome,
    running: Option<JobId>,
    place: String,
    free: String,
    lines: Vec<Line>,
    summary: ErrorSummary<'a>,
    hour: Field<'a>,
    keep: Field<'a>,
    /// The mark of the lock, when archives are sealed.
    lock: Option<String>,
    passphrase: Field<'a>,
    again: Field<'a>,
    /// Whether the form of the passphrase came back.
    opened: bool,
    /// Why the last one was not made.
    failed: Option<(String, String)>,
    history: History<'a>,
    has_history: bool,
}

/// An archive of the folder.
struct Line {
    name: String,
    about: String,
    sealed: bool,
    when: String,
    machine_time: String,
    by: String,
    size: String,
    kept: String,
    fetch: String,
    delete: String,
}

/// What is shown, as rows.
type Loaded = (Vec<SettingRow>, Option<JobId>, Vec<EntryRow>);

/// `GET /administration/backups`
pub(super) async fn list(
    State(site): State<Site>,
    Extension(health): Extension<Health>,
    visitor: Visitor,
) -> Outcome {
    let none = (Fields::default(), FormErrors::default());
    show(&site, &health, &visitor, None, &none.0, &none.1).await
}

async fn load(site: &Site) -> Result<Loaded, Error> {
    let read = site.db.read::<_, Error, _>(async |tx| {
        let rows = store::chosen(tx).await?;
        let running = store::running(tx).await?;
        Ok((rows, running, store::history(tx).await?))
    });
    read.await
}

/// Which form came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Back {
    Schedule,
    Lock,
}

pub(super) async fn show(
    site: &Site,
    health: &Health,
    visitor: &Visitor,
    back: Option<Back>,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let l = visitor.words;
    let (rows, running, entries) = load(site).await?;
    let told = health.settings();
    let chrome = Chrome::new(site, visitor, &l.t("backups-title"));
    let schedule = store::schedule(&rows);
    let kept = Fields::of([
        (
            HOUR,
            schedule
                .hour
                .map_or_else(String::new, |hour| hour.to_string()),
        ),
        (KEEP, schedule.keep.to_string()),
    ]);
    let of_schedule = if back == Some(Back::Schedule) {
        typed
    } else {
        &kept
    };
    let records: Vec<Record> = history::lines(&told.data).collect();
    let failed = records.first().filter(|last| !last.trouble.is_empty());
    let items = history_items_with(&chrome, &entries, &|_, text| text.to_owned());
    let template = BackupsPage {
        running,
        place: told.backups.display().to_string(),
        free: free_bytes(&told.backups).map_or_else(String::new, |free| bytes(l.language(), free)),
        lines: folder::list(&told.backups)
            .iter()
            .map(|found| line(&chrome, &told.backups, found, &records, schedule))
            .collect(),
        summary: ErrorSummary::new(&chrome, errors),
        hour: Field::new(
            &chrome,
            FieldKind::Choice(hours(l)),
            HOUR,
            "field-setting-backup-hour",
            of_schedule,
            errors,
        )
        .help("backups-hour-help"),
        keep: Field::new(
            &chrome,
            FieldKind::Line,
            KEEP,
            "field-setting-backup-keep",
            of_schedule,
            errors,
        )
        .help("backups-keep-help")
        .short()
        .keyboard("numeric"),
        lock: lock_of(&rows).map(|lock| lock.mark()),
        passphrase: Field::new(
            &chrome,
            FieldKind::Secret,
            "passphrase",
            "backups-passphrase",
            typed,
            errors,
        )
        .help("backups-passphrase-help")
        .autocomplete("new-password"),
        again: Field::new(
            &chrome,
            FieldKind::Secret,
            "again",
            "backups-passphrase-again",
            typed,
            errors,
        )
        .autocomplete("new-password"),
        opened: back == Some(Back::Lock),
        failed: failed.map(|last| {
            let at = chrome.when(&oqu_kernel::Moment::from_millis(last.at));
            (at, last.trouble.clone())
        }),
        history: History::new(&chrome, &items),
        has_history: !items.is_empty(),
        chrome: &chrome,
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

fn hours(l: Words) -> Vec<(String, String)> {
    let none = (String::new(), l.t("backups-hour-none").into_owned());
    let hours = (0..24).map(|hour| (hour.to_string(), format!("{hour:02}:00")));
    std::iter::once(none).chain(hours).collect()
}

fn line(
    chrome: &Chrome,
    place: &Folder,
    found: &Archived,
    records: &[Record],
    schedule: Schedule,
) -> Line {
    let l = chrome.l;
    let path = place.join(&found.name).display().to_string();
    let record = records
        .iter()
        .find(|record| record.file == path && record.trouble.is_empty());
    let count = |number: u64| integer(l.language(), i64::try_from(number).unwrap_or(i64::MAX));
    let about = record.map(|record| {
        let mut about = l
            .with("backups-content")
            .arg("rows", count(record.rows).as_str())
            .arg("files", count(record.files).as_str())
            .to_string();
        if record.lost > 0 {
            about = format!(
                "{about}. {}",
                l.t1("administration-backup-lost", "count", record.lost)
            );
        }
        about
    });
    let is_daily = rules::is_daily(&found.name);
    let by = match record.map(|record| record.by.as_str()) {
        _ if is_daily => l.t("backups-by-clock").into_owned(),
        Some("") | None => l.t("backups-by-console").into_owned(),
        Some(name) => name.to_owned(),
    };
    let kept = match is_daily {
        true => l.t1("backups-kept-daily", "count", schedule.keep),
        false => l.t("backups-kept-hand").into_owned(),
    };
    Line {
        about: about.unwrap_or_default(),
        sealed: rules::is_sealed(&found.name),
        when: chrome.when(&found.at),
        machine_time: chrome.machine_time(&found.at),
        by,
        size: bytes(l.language(), found.bytes),
        kept,
        fetch: format!("{PATH}/{}/archive", found.name),
        delete: format!("{PATH}/{}/delete", found.name),
        name: found.name.clone(),
    }
}

pub(super) fn lock_of(rows: &[SettingRow]) -> Option<Lock> {
    store::value(rows, LOCK)?.parse().ok()
}

/// `POST /administration/backups`: has one made.
pub(super) async fn begin(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let local = site.local(visitor.now);
    let asked = site.db.write::<_, Error, _>(async move |tx| {
        let sealed = lock_of(&store::chosen(tx).await?).is_some();
        let name = rules::name(local, false, sealed);
        store::ask(tx, &by, &Make { name }).await
    });
    let queued = asked.await?;
    Ok(redirect(&format!("/jobs/{}", queued.id)))
}

/// `GET /administration/backups/{archive}/delete`: asks once.
pub(super) async fn ask(
    State(site): State<Site>,
    Extension(health): Extension<Health>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Outcome {
    folder::path_of(&health.settings().backups, &name).ok_or(Failure::NotFound)?;
    let l = visitor.words;
    let title = l.t("backups-delete-title");
    let chrome = Chrome::new(&site, &visitor, &title).crumb(PATH, l.t("backups-title"));
    let act = format!("{PATH}/{name}/delete");
    let confirm = Confirm::new(
        title,
        l.t("backups-delete-text"),
        act,
        l.t("backups-delete"),
        PATH,
    );
    confirm_page(chrome, confirm.loss("copy", name))
}

/// `POST /administration/backups/{archive}/delete`
pub(super) async fn delete(
    State(site): State<Site>,
    Extension(health): Extension<Health>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Outcome {
    let path = folder::path_of(&health.settings().backups, &name).ok_or(Failure::NotFound)?;
    let (by, noted) = (By::visitor(&site, &visitor), name.clone());
    // First the word of it: an archive that is gone without a trace would be worse than one too many.
    let unit = site
        .db
        .write::<_, Error, _>(async move |tx| store::note(tx, &by, "backup.deleted", &noted).await);
    unit.await?;
    tokio::fs::remove_file(&path)
        .await
        .map_err(|error| Failure::Internal(format!("{}: {error}", path.display()).into()))?;
    done("backups-deleted", &name)
}

/// Back to the list, with a word of what was done.
pub(super) fn done(key: &str, name: &str) -> Outcome {
    let mut response = redirect(PATH);
    response.extensions_mut().insert(Flash::done(key, name));
    Ok(response)
}
