//! Where files lie, and whether that place really keeps them.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use oqu_audit::{Act, By, EntryRow, history_items_with, record};
use oqu_db::{Error, Result, Tx};
use oqu_files::{Files, ProbeStep, Probed, Store, Totals, Trouble, probe};
use oqu_kernel::Id;
use oqu_text::format::bytes;
use oqu_web::{Chrome, Flash, History, Outcome, Site, Visitor, Words, page, redirect};
use uuid::Uuid;

use crate::administration::measures::{count, duration};
use crate::doctor::{Health, free_bytes};

/// Where it is told.
pub(super) const PATH: &str = "/administration/settings/files";
/// The kind under which tests stand in the audit.
const KIND: &str = "store";
/// The one store of an installation; its id says "store".
const WHOLE: Uuid = Uuid::from_u128(0x0000_0000_0000_7000_8000_0073_746f_7265);
/// How many tests are shown.
const SHOWN: u32 = 20;
/// The field of the audit that tells how a test ended.
const OUTCOME: &str = "store-outcome";
/// As much of what a machine says as fits into a line.
const DETAIL_CHARS: usize = 200;

/// Marks the id.
#[derive(Debug)]
enum Whole {}

#[derive(Template)]
#[template(path = "administration/settings/files.html")]
struct FilesPage<'a> {
    chrome: &'a Chrome,
    facts: Vec<(String, String)>,
    history: History<'a>,
    has_history: bool,
}

/// `GET /administration/settings/files`
pub(super) async fn form(
    State(site): State<Site>,
    Extension(health): Extension<Health>,
    visitor: Visitor,
) -> Outcome {
    let loaded = site.db.read::<_, Error, _>(async |tx| load(tx).await);
    let (totals, entries) = loaded.await?;
    let chrome = Chrome::new(&site, &visitor, &visitor.t("settings-files-title"));
    let items = history_items_with(&chrome, &entries, &|field, key| {
        value_in_words(chrome.l, field, key).unwrap_or_else(|| key.to_owned())
    });
    page(&FilesPage {
        facts: facts(chrome.l, &health.settings().files, &totals),
        history: History::new(&chrome, &items),
        has_history: !items.is_empty(),
        chrome: &chrome,
    })
}

async fn load(tx: &mut Tx) -> Result<(Totals, Vec<EntryRow>)> {
    let totals = oqu_files::totals(tx).await?;
    let entries = oqu_audit::history(tx, KIND, WHOLE, SHOWN).await?;
    Ok((totals, entries))
}

fn facts(l: Words, store: &Store, totals: &Totals) -> Vec<(String, String)> {
    let size = |size: u64| bytes(l.language(), size);
    let mut facts = vec![
        ("settings-files-place", store.to_string()),
        ("settings-files-count", count(l, totals.blobs)),
        (
            "settings-files-bytes",
            size(u64::try_from(totals.bytes).unwrap_or_default()),
        ),
    ];
    if let Store::Folder(folder) = store
        && let Some(free) = free_bytes(folder)
    {
        facts.push(("settings-files-free", size(free)));
    }
    let named = facts.into_iter();
    named
        .map(|(key, value)| (l.t(key).into_owned(), value))
        .collect()
}

/// `POST /administration/settings/files/test`
pub(super) async fn test(
    State(site): State<Site>,
    Extension(files): Extension<Files>,
    Extension(health): Extension<Health>,
    visitor: Visitor,
) -> Outcome {
    let l = visitor.words;
    let probed = probe(files.blobs(), &site.chance).await;
    let by = By::visitor(&site, &visitor);
    let outcome = match &probed {
        Ok(_) => "done",
        Err((_, trouble)) => word(trouble),
    };
    let store = health.settings().files.to_string();
    let noted = site.db.write::<_, Error, _>(async move |tx| {
        let act = Act::on("store.tested", KIND, Id::<Whole>::from_uuid(WHOLE), &store);
        record(tx, &by, act.change(OUTCOME, "", outcome)).await
    });
    // Where there is no room for files there may be none for rows: what was found is told anyway.
    if let Err(error) = noted.await {
        tracing::warn!(%error, "the test of the store is not in the audit");
    }
    let flash = match &probed {
        Ok(probed) => Flash::done("settings-files-works", &times(l, probed)),
        Err((step, trouble)) => {
            tracing::warn!(step = step.word(), %trouble, "the store of files failed its test");
            let key = format!("settings-files-{}", word(trouble));
            Flash::attention(&key, &detail(l, *step, trouble))
        }
    };
    let mut response = redirect(PATH);
    response.extensions_mut().insert(flash);
    Ok(response)
}

fn times(l: Words, probed: &Probed) -> String {
    l.with("settings-files-times")
        .arg("written", duration(l, probed.written).as_str())
        .arg("read", duration(l, probed.read).as_str())
        .arg("removed", duration(l, probed.removed).as_str())
        .to_string()
}

/// What was being done, and what the machine said.
fn detail(l: Words, step: ProbeStep, trouble: &Trouble) -> String {
    let step = l.t(&format!("settings-files-step-{}", step.word()));
    let said: String = trouble.to_string().chars().take(DETAIL_CHARS).collect();
    format!("{step}: {said}")
}

/// How a test ended, in the audit and in messages.
fn word(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Full => "full",
        Trouble::Missing => "missing",
        Trouble::Denied(_) => "denied",
        Trouble::Away(_) => "away",
        Trouble::Damaged(_) => "damaged",
        Trouble::Other(_) => "other",
    }
}

/// The words for how a test ended, in the log.
pub(super) fn value_in_words(l: Words, field: &str, value: &str) -> Option<String> {
    let key = format!("settings-files-outcome-{value}");
    (field == OUTCOME && l.has(&key)).then(|| l.t(&key).into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use super::*;

    #[test]
    fn what_a_disk_says_is_told_apart() {
        for (kind, told) in [
            (ErrorKind::StorageFull, "full"),
            (ErrorKind::QuotaExceeded, "full"),
            (ErrorKind::PermissionDenied, "denied"),
            (ErrorKind::ReadOnlyFilesystem, "denied"),
            (ErrorKind::NotFound, "missing"),
            (ErrorKind::NotADirectory, "other"),
        ] {
            assert_eq!(word(&Trouble::from(Error::from(kind))), told, "{kind:?}");
        }
    }
}
