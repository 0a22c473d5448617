use askama::Template;
use axum::extract::State;
use oqu_audit::EntryRow;
use oqu_db::Error;
use oqu_text::format::date_long;
use oqu_web::{Action, Chrome, Empty, History, HistoryItem, Outcome, Site, Visitor, page};

use super::rules::{ORGANISATION, OrganisationRow, dialled};
use super::{PATH, store};
use crate::names::Names;
use crate::{history, permissions};

#[derive(Template)]
#[template(path = "organisation/show.html")]
struct OrganisationPage<'a> {
    chrome: &'a Chrome,
    organisation: Option<&'a OrganisationRow>,
    texts: Vec<(String, &'a Names)>,
    kind: String,
    zone: String,
    licence_date: Option<String>,
    logo: Option<String>,
    empty: Empty<'a>,
    history: History<'a>,
    may_change: bool,
}

/// `GET /structure/organisation`
pub(super) async fn organisation(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let organisation = store::organisation(tx).await?;
        let acts: Vec<EntryRow> = match &organisation {
            Some(organisation) => history::acts(tx, ORGANISATION, organisation.id).await?,
            None => Vec::new(),
        };
        Ok((organisation, acts))
    });
    let (organisation, acts) = loaded.await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("organisation-own"))
        .crumb("/structure", words.t("organisation-structure"));
    let items: Vec<HistoryItem> = history::items(&chrome, &acts);
    let may_change = visitor.actor().is_some_and(permissions::organisation_write);
    let details = organisation
        .as_ref()
        .map(|organisation| &organisation.details);
    let texts = details.map(|details| {
        [
            ("organisation-name-whole", &details.name),
            ("organisation-name-short", &details.short),
            ("organisation-city", &details.city),
            ("organisation-address", &details.address),
            ("organisation-licence-by", &details.licence.issued_by),
        ]
    });
    let template = OrganisationPage {
        chrome: &chrome,
        organisation: organisation.as_ref(),
        texts: texts
            .into_iter()
            .flatten()
            .filter(|(_, names)| !names.is_empty())
            .map(|(key, names)| (words.t(key).into_owned(), names))
            .collect(),
        kind: details.map_or_else(String::new, |details| {
            history::value(chrome.l, "organisation-kind", details.kind.key())
        }),
        zone: details.map_or_else(String::new, |details| {
            history::value(chrome.l, "zone", &details.zone)
        }),
        licence_date: details
            .and_then(|details| details.licence.date)
            .map(|date| date_long(words.language(), date)),
        logo: chrome.organisation.logo.clone(),
        empty: empty(&chrome, may_change),
        history: History::new(&chrome, &items),
        may_change,
    };
    page(&template)
}

fn empty<'a>(chrome: &'a Chrome, may_change: bool) -> Empty<'a> {
    let words = chrome.l;
    let empty = Empty::new(
        chrome,
        "building",
        words.t("organisation-unnamed"),
        words.t("organisation-unnamed-text"),
    );
    if !may_change {
        return empty;
    }
    empty.action(Action::main(
        words.t("organisation-name-it"),
        format!("{PATH}/edit"),
    ))
}
