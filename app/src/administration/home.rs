//! `GET /administration`: a card for each room, with the figure that matters.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use oqu_db::{Error, Result, Tx};
use oqu_exchange::api as exchange;
use oqu_identity::api as identity;
use oqu_jobs::Standing;
use oqu_kernel::Moment;
use oqu_mail::Carrier;
use oqu_text::format::bytes;
use oqu_web::{Chrome, Outcome, Site, Tone, Visitor, Words, page};

use super::measures::count;
use super::settings;
use crate::archive::history::{self, Record};
use crate::doctor::{Health, LITTLE_ROOM, State as Stand, free_bytes};

/// What the cards tell, as values.
struct Stands {
    line: Standing,
    mail_is_set: bool,
    mails: oqu_mail::Standing,
    unsealed: i64,
    protected_roles: usize,
    tokens: exchange::InForce,
    settings: usize,
    free: Option<u64>,
    backup: Option<Record>,
    failing: usize,
    noticed: usize,
}

/// A room of the administration.
struct Card {
    icon: &'static str,
    name: String,
    about: String,
    path: &'static str,
    figures: Vec<CardFigure>,
}

/// A number of a card.
struct CardFigure {
    name: String,
    value: String,
    tone: Tone,
}

#[derive(Template)]
#[template(path = "administration/home.html")]
struct HomePage<'a> {
    chrome: &'a Chrome,
    cards: Vec<Card>,
}

/// `GET /administration`
pub(super) async fn home(
    State(site): State<Site>,
    Extension(health): Extension<Health>,
    Extension(carrier): Extension<Arc<Carrier>>,
    visitor: Visitor,
) -> Outcome {
    let now = visitor.now;
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| load(tx, now).await)
        .await?;
    let (line, mails, unsealed, protected_roles, tokens, settings) = loaded;
    let data = &health.settings().data;
    let stands = Stands {
        line,
        mail_is_set: carrier.is_set(),
        mails,
        unsealed,
        protected_roles,
        tokens,
        settings,
        free: free_bytes(data),
        backup: history::last(data),
        failing: health.count(Stand::Fail),
        noticed: health.count(Stand::Attention),
    };
    let chrome = Chrome::new(&site, &visitor, &visitor.t("administration-title"));
    page(&HomePage {
        cards: cards(&chrome, &stands),
        chrome: &chrome,
    })
}

type Loaded = (
    Standing,
    oqu_mail::Standing,
    i64,
    usize,
    exchange::InForce,
    usize,
);

async fn load(tx: &mut Tx, now: Moment) -> Result<Loaded> {
    Ok((
        oqu_jobs::standing(tx, now).await?,
        oqu_mail::standing(tx).await?,
        oqu_audit::unsealed(tx).await?,
        identity::protected_roles(tx).await?,
        exchange::in_force(tx, now).await?,
        settings::changed(tx).await?,
    ))
}

fn cards(chrome: &Chrome, stands: &Stands) -> Vec<Card> {
    vec![
        jobs(chrome.l, stands),
        mail(chrome.l, stands),
        system(chrome.l, stands),
        backup(chrome, stands),
        audit(chrome.l, stands),
        tokens(chrome.l, stands),
        chosen(chrome.l, stands),
    ]
}

fn card(l: Words, icon: &'static str, key: &str, path: &'static str) -> Card {
    Card {
        icon,
        name: l.t(&format!("administration-card-{key}")).into_owned(),
        about: l.t(&format!("administration-about-{key}")).into_owned(),
        path,
        figures: Vec::new(),
    }
}

impl Card {
    fn figure(mut self, name: String, value: String, is_troubling: bool) -> Self {
        let tone = match is_troubling {
            true => Tone::Attention,
            false => Tone::Quiet,
        };
        self.figures.push(CardFigure { name, value, tone });
        self
    }
}

fn jobs(l: Words, stands: &Stands) -> Card {
    let line = &stands.line;
    card(l, "work", "jobs", "/administration/jobs")
        .figure(
            l.t("administration-dead").into_owned(),
            count(l, line.dead),
            line.dead > 0,
        )
        .figure(
            l.t("administration-waiting").into_owned(),
            count(l, line.waiting),
            false,
        )
}

fn mail(l: Words, stands: &Stands) -> Card {
    let card = card(l, "mail", "mail", "/administration/mail");
    if !stands.mail_is_set {
        let name = l.t("administration-mail-server").into_owned();
        return card.figure(name, l.t("administration-mail-none").into_owned(), true);
    }
    let failed = l.t("administration-mail-failed").into_owned();
    let waiting = l.t("administration-waiting").into_owned();
    card.figure(
        failed,
        count(l, stands.mails.failed),
        stands.mails.failed > 0,
    )
    .figure(waiting, count(l, stands.mails.waiting), false)
}

fn system(l: Words, stands: &Stands) -> Card {
    let free = stands.free.map_or_else(
        || l.t("administration-unknown").into_owned(),
        |free| bytes(l.language(), free),
    );
    let is_little = stands.free.is_some_and(|free| free < LITTLE_ROOM);
    let (key, troubles) = match stands.failing {
        0 => ("administration-noticed", stands.noticed),
        failing => ("administration-failing", failing),
    };
    card(l, "monitor", "system", "/administration/system")
        .figure(
            l.t("administration-disk-left").into_owned(),
            free,
            is_little,
        )
        .figure(
            l.t(key).into_owned(),
            count(l, i64::try_from(troubles).unwrap_or(i64::MAX)),
            stands.failing > 0,
        )
}

fn backup(chrome: &Chrome, stands: &Stands) -> Card {
    let l = chrome.l;
    let card = card(l, "copy", "backup", super::backups::PATH);
    let name = l.t("administration-last-backup").into_owned();
    match &stands.backup {
        None => {
            let none = l.t("administration-backup-none").into_owned();
            card.figure(name, none, true)
        }
        Some(record) if !record.trouble.is_empty() => {
            let failed = l.t("administration-backup-failed").into_owned();
            card.figure(name, failed, true)
        }
        Some(record) => {
            let day = chrome.day(&Moment::from_millis(record.at));
            card.figure(name, day, record.lost > 0)
        }
    }
}

fn audit(l: Words, stands: &Stands) -> Card {
    card(l, "history", "audit", "/audit").figure(
        l.t("administration-unsealed").into_owned(),
        count(l, stands.unsealed),
        false,
    )
}

fn chosen(l: Words, stands: &Stands) -> Card {
    let changed = i64::try_from(stands.settings).unwrap_or(i64::MAX);
    let roles = i64::try_from(stands.protected_roles).unwrap_or(i64::MAX);
    card(l, "settings", "settings", settings::PATH)
        .figure(
            l.t("administration-settings-changed").into_owned(),
            count(l, changed),
            false,
        )
        .figure(
            l.t("administration-protected-roles").into_owned(),
            count(l, roles),
            roles == 0,
        )
}

fn tokens(l: Words, stands: &Stands) -> Card {
    let tokens = &stands.tokens;
    card(l, "key", "tokens", "/administration/tokens")
        .figure(
            l.t("administration-tokens-valid").into_owned(),
            count(l, tokens.valid),
            false,
        )
        .figure(
            l.t("administration-tokens-ending").into_owned(),
            count(l, tokens.ending),
            tokens.ending > 0,
        )
}
