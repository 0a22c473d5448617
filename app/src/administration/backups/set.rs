//! When backups are made by the clock, and what seals them.

use axum::Extension;
use axum::extract::State;
use oqu_audit::By;
use oqu_db::Error;
use oqu_identity::api::{is_fresh, prove_first};
use oqu_web::{Failure, Fields, FormErrors, Outcome, Site, Visitor, Words};

use super::PATH;
use super::pages::{Back, done, show};
use super::rules::{self, Schedule};
use super::store::{self, HOUR, KEEP, LOCK};
use crate::administration::settings::{self, Changed, SettingRow};
use crate::archive::{LEAST_CHARS, Lock};
use crate::doctor::Health;

/// The longest passphrase: a sentence or two.
const PASSPHRASE_MOST: usize = 200;
/// The longest number of a field.
const NUMBER_MOST: usize = 10;

/// `POST /administration/backups/schedule`
pub(super) async fn schedule(
    State(site): State<Site>,
    Extension(health): Extension<Health>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    let l = visitor.words;
    let mut errors = FormErrors::default();
    let hour = typed.line(HOUR, NUMBER_MOST, l, &mut errors);
    let keep = typed.line(KEEP, NUMBER_MOST, l, &mut errors);
    if !hour.is_empty() && rules::hour_of(&hour).is_none() {
        errors.add(HOUR, l.t("backups-wrong-hour"));
    }
    if rules::keep_of(&keep).is_none() {
        errors.add(KEEP, l.t("backups-wrong-keep"));
    }
    if !errors.is_empty() {
        let back = Some(Back::Schedule);
        return show(&site, &health, &visitor, back, &typed, &errors).await;
    }
    let by = By::visitor(&site, &visitor);
    let kept = site.db.write::<_, Error, _>(async move |tx| {
        let rows = store::chosen(tx).await?;
        let is_usual = keep == Schedule::KEEP.to_string();
        let changed = [
            changed(&rows, HOUR, &hour, hour.is_empty()),
            changed(&rows, KEEP, &keep, is_usual),
        ];
        settings::keep(tx, &by, &changed.map(Vec::from_iter).concat()).await
    });
    kept.await?;
    done("backups-schedule-saved", "")
}

/// A row that becomes another; nothing when it stays.
fn changed(
    rows: &[SettingRow],
    name: &'static str,
    new: &str,
    is_default: bool,
) -> Option<Changed> {
    let old = store::value(rows, name).unwrap_or_default();
    let is_same = match is_default {
        true => store::value(rows, name).is_none(),
        false => old == new,
    };
    (!is_same).then(|| Changed {
        name,
        old: old.to_owned(),
        new: new.to_owned(),
        is_default,
    })
}

/// `POST /administration/backups/lock`: archives are sealed from now on.
pub(super) async fn lock(
    State(site): State<Site>,
    Extension(health): Extension<Health>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(prove_first(PATH));
    }
    let l = visitor.words;
    let mut errors = FormErrors::default();
    let passphrase = typed.raw("passphrase").to_owned();
    let count = passphrase.chars().count();
    if !(LEAST_CHARS..=PASSPHRASE_MOST).contains(&count) {
        let least = i64::try_from(LEAST_CHARS).unwrap_or_default();
        errors.add(
            "passphrase",
            l.t1("backups-wrong-passphrase", "count", least),
        );
    } else if passphrase != typed.raw("again") {
        errors.add("again", l.t("backups-wrong-again"));
    }
    if !errors.is_empty() {
        let back = Some(Back::Lock);
        return show(&site, &health, &visitor, back, &typed, &errors).await;
    }
    let chance = site.chance.clone();
    let made = tokio::task::spawn_blocking(move || Lock::new(&passphrase, &chance)).await;
    let lock = made
        .map_err(|error| Failure::Internal(error.to_string().into()))?
        .map_err(|fault| Failure::Internal(fault.to_string().into()))?;
    let mark = lock.mark();
    set_lock(&site, &visitor, lock.to_string()).await?;
    done("backups-locked", &mark)
}

/// `POST /administration/backups/unlock`: archives are plain from now on; those that are there stay
/// sealed.
pub(super) async fn unlock(State(site): State<Site>, visitor: Visitor) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(prove_first(PATH));
    }
    set_lock(&site, &visitor, String::new()).await?;
    done("backups-unlocked", "")
}

async fn set_lock(site: &Site, visitor: &Visitor, lock: String) -> Result<(), Error> {
    let by = By::visitor(site, visitor);
    let kept = site.db.write::<_, Error, _>(async move |tx| {
        let rows = store::chosen(tx).await?;
        let changed = changed(&rows, LOCK, &lock, lock.is_empty());
        settings::keep(tx, &by, &Vec::from_iter(changed)).await
    });
    kept.await
}

/// The words for the value of a setting of backups, in the log.
pub fn value_in_words(l: Words, field: &str, value: &str) -> Option<String> {
    match field {
        HOUR if value.is_empty() => Some(l.t("backups-hour-none").into_owned()),
        HOUR => rules::hour_of(value).map(|hour| format!("{hour:02}:00")),
        LOCK if value.is_empty() => Some(l.t("backups-lock-none").into_owned()),
        LOCK => {
            let lock: Lock = value.parse().ok()?;
            Some(l.t1("backups-lock-mark", "mark", lock.mark()))
        }
        _ => None,
    }
}
