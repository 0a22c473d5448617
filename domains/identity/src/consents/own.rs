//! `/account/consents`: what I agreed to, and what I agreed to for a child.

use askama::Template;
use axum::extract::State;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_web::{Chrome, Empty, Outcome, Site, Visitor, page};

use super::ledger::Ledger;
use super::rules::Age;
use super::shown::{KindLine, PastLine, line, past};
use crate::people::relatives::relatives;
use crate::people::store as people;

#[derive(Template)]
#[template(path = "consents/own.html")]
struct OwnPage<'a> {
    chrome: &'a Chrome,
    sections: Vec<Section>,
    none: Empty<'a>,
}

/// One person's consents.
struct Section {
    id: PersonId,
    name: String,
    /// What has to be told of the age.
    note: Option<String>,
    kinds: Vec<KindLine>,
    past: Vec<PastLine>,
}

/// Whose consents a person keeps in order.
struct Subject {
    id: PersonId,
    name: String,
    age: Age,
    is_ward: bool,
}

/// `GET /account/consents`
pub(super) async fn consents(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let (actor, now) = (visitor.person()?.person, visitor.now);
    let today = site.local(now).date();
    let (subjects, ledger) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let mut ids = vec![actor];
            let wards = relatives(tx, actor).await?;
            let wards = wards.iter().filter(|relative| relative.is_ward);
            ids.extend(wards.map(|relative| relative.id));
            let mut subjects: Vec<Subject> = people::people(tx, &ids)
                .await?
                .iter()
                .map(|person| Subject {
                    id: person.id,
                    name: person.full_name(),
                    age: super::rules::age(person.data().birth_date, today),
                    is_ward: person.id != actor,
                })
                // A grown child agrees alone, and what was agreed is not the parent's business.
                .filter(|subject| !subject.is_ward || subject.age == Age::Minor)
                .collect();
            subjects.sort_by(|a, b| (a.is_ward, &a.name).cmp(&(b.is_ward, &b.name)));
            let ids: Vec<PersonId> = subjects.iter().map(|subject| subject.id).collect();
            Ok((subjects, Ledger::load(tx, &ids, now).await?))
        })
        .await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("consents-own-title"))
        .crumb("/account", words.t("account-title"));
    let sections: Vec<Section> = subjects
        .iter()
        .map(|subject| section(&chrome, &ledger, subject))
        .collect();
    page(&OwnPage {
        chrome: &chrome,
        sections,
        none: Empty::new(
            &chrome,
            "sign",
            words.t("consents-none"),
            words.t("consents-none-text"),
        ),
    })
}

fn section(chrome: &Chrome, ledger: &Ledger, subject: &Subject) -> Section {
    let note = match (subject.age, subject.is_ward) {
        (Age::Minor, false) => Some("consent-minor"),
        (Age::Minor, true) => Some("consent-ward"),
        (Age::Unknown, false) => Some("consent-age-unknown"),
        _ => None,
    };
    let path = |key: &str| format!("/account/consents/{}/{key}", subject.id);
    Section {
        id: subject.id,
        name: subject.name.clone(),
        note: note.map(|key| chrome.l.t(key).into_owned()),
        kinds: ledger
            .kinds(subject.id)
            .map(|kind| line(chrome, ledger, subject.id, kind, path(kind.key())))
            .collect(),
        past: ledger
            .given(subject.id)
            .map(|row| past(chrome, row))
            .collect(),
    }
}
