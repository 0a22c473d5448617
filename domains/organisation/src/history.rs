use jiff::civil::DateTime;
use oqu_audit::EntryRow;
use oqu_db::{Result, Tx};
use oqu_kernel::{Id, Moment};
use oqu_text::format::{date_long, time};
use oqu_web::{Chrome, HistoryItem, Words};

use crate::dates;

/// Acts that the page of a thing shows: more are found in the audit.
const SHOWN: u32 = 20;

/// Fields whose values are keys, and the message that names each value.
const KEYED: [(&str, &str); 11] = [
    ("regulation-kind", "regulation-kind-"),
    ("unit-kind", "organisation-kind-unit-"),
    ("unit-function", "organisation-function-"),
    ("organisation-kind", "organisation-kind-"),
    ("group-language", "organisation-language-"),
    ("zone", "organisation-zone-"),
    ("post-kind", "post-kind-"),
    ("room-kind", "room-kind-"),
    ("equipment-kind", "equipment-kind-"),
    ("equipment-network", "equipment-network-"),
    ("equipment-state", "equipment-state-"),
];

/// Fields whose values are days.
const DAYS: [&str; 6] = [
    "licence-date",
    "appointment-from",
    "appointment-until",
    "approved-on",
    "force-from",
    "force-until",
];

/// The field whose value is a moment on the organisation's clock.
const MOMENT: &str = "news-at";

/// The last act on a thing: who and when.
pub(crate) struct Last {
    pub who: String,
    pub at: Moment,
}

/// The last acts on a thing, the newest first. One statement.
pub(crate) async fn acts<T>(tx: &mut Tx, kind: &str, id: Id<T>) -> Result<Vec<EntryRow>> {
    oqu_audit::history(tx, kind, id.uuid(), SHOWN).await
}

/// Who did the last act on a thing, and when. One statement.
pub(crate) async fn last<T>(tx: &mut Tx, kind: &str, id: Id<T>) -> Result<Option<Last>> {
    let acts = oqu_audit::history(tx, kind, id.uuid(), 1).await?;
    Ok(acts.into_iter().next().map(|act| Last {
        who: act.who,
        at: act.at,
    }))
}

/// The words for a field that is kept as a key: the name of a kind, a function, a language.
pub(crate) fn named(words: Words, field: &str, key: &str) -> Option<String> {
    if field == MOMENT {
        let at: DateTime = key.parse().ok()?;
        let day = date_long(words.language(), at.date());
        return Some(format!("{day}, {}", time(at)));
    }
    if DAYS.contains(&field) {
        return dates::in_words(words.language(), key);
    }
    let (_, prefix) = KEYED.iter().find(|(name, _)| *name == field)?;
    let id = format!("{prefix}{}", message_part(key));
    words.has(&id).then(|| words.t(&id).into_owned())
}

/// What stands in a field, in the words of the page.
pub(crate) fn value(words: Words, field: &str, text: &str) -> String {
    named(words, field, text).unwrap_or_else(|| text.to_owned())
}

/// A key as it stands in the name of a message: `Asia/Almaty` is `asia-almaty`.
pub(crate) fn message_part(key: &str) -> String {
    key.to_lowercase().replace('/', "-")
}

/// The acts in the words of the page. What a thing was made with is not told: it stands on the page,
/// and what became of it since is told by the acts that follow.
pub(crate) fn items(chrome: &Chrome, acts: &[EntryRow]) -> Vec<HistoryItem> {
    let items =
        oqu_audit::history_items_with(chrome, acts, &|field, text| value(chrome.l, field, text));
    let quiet = |(act, item): (&EntryRow, HistoryItem)| HistoryItem {
        details: match act.act.ends_with(".added") {
            true => Vec::new(),
            false => item.details,
        },
        ..item
    };
    acts.iter().zip(items).map(quiet).collect()
}
