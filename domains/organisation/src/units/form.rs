use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::{Error, Result};
use oqu_text::Language;
use oqu_web::{Chrome, Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor};

use super::fields::{FIELDS, FUNCTION, KIND, PARENT, fields, read, sections};
use super::rules::{Structure, UNIT, UnitFunction, UnitId, UnitKind, UnitRow};
use super::write::{self, Written, note};
use super::{path, show, store};
use crate::form::{self, About, Shown};
use crate::history::{self, Last};
use oqu_web::meanwhile::{self, OPENED, VERSION, versioned};

/// `GET /structure/units/new`, with the parent in the address when one comes from its page.
pub(super) async fn new_page(State(site): State<Site>, visitor: Visitor, asked: Fields) -> Outcome {
    let typed: Fields = [
        (PARENT.to_owned(), asked.raw(PARENT).to_owned()),
        (KIND.to_owned(), UnitKind::Department.key().to_owned()),
        (FUNCTION.to_owned(), UnitFunction::None.key().to_owned()),
    ]
    .into_iter()
    .collect();
    render_new(&site, &visitor, &typed, &FormErrors::default()).await
}

/// `POST /structure/units`
pub(super) async fn add(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let details = read(words, &typed, &mut errors);
    let Some(details) = details.filter(|_| errors.is_empty()) else {
        return render_new(&site, &visitor, &typed, &errors).await;
    };
    let by = By::visitor(&site, &visitor);
    let id = UnitId::new(by.now, &by.chance);
    let name = details.name.of(words.language()).to_owned();
    let written = site
        .db
        .write::<_, Error, _>(async move |tx| write::add(tx, &by, id, &details).await);
    match taken(written.await)? {
        Written::Refused(refusals) => {
            note(words, &refusals, &mut errors);
            render_new(&site, &visitor, &typed, &errors).await
        }
        _ => form::done(&path(id), Flash::done("organisation-unit-added", &name)),
    }
}

/// `GET /structure/units/{id}/edit`
pub(super) async fn edit_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<UnitId>,
) -> Outcome {
    let structure = structure(&site, visitor.language()).await?;
    let unit = structure.get(id).ok_or(Failure::NotFound)?;
    let typed = versioned(&fields(&unit.details), unit.version);
    let opened = meanwhile::sealed(&FIELDS, &typed);
    let errors = FormErrors::default();
    render_edit(
        &site,
        &visitor,
        &structure,
        unit,
        (&typed, opened, &errors),
        None,
    )
}

/// `POST /structure/units/{id}`
pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<UnitId>,
    typed: Fields,
) -> Outcome {
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let details = read(words, &typed, &mut errors);
    let version = typed.raw(VERSION).parse::<i64>().unwrap_or_default();
    let Some(details) = details.filter(|_| errors.is_empty()) else {
        return came_back(&site, &visitor, id, &typed, &errors).await;
    };
    let by = By::visitor(&site, &visitor);
    let name = details.name.of(words.language()).to_owned();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        write::change(tx, &by, (id, version), &details).await
    });
    match taken(written.await)? {
        Written::Gone => Err(Failure::NotFound),
        Written::Refused(refusals) => {
            note(words, &refusals, &mut errors);
            came_back(&site, &visitor, id, &typed, &errors).await
        }
        Written::Changed(unit) => changed(&site, &visitor, &unit, &typed).await,
        Written::Done => form::done(&path(id), Flash::done("organisation-saved", &name)),
    }
}

/// Two people gave the same code at one moment: the index refused the second.
fn taken(written: Result<Written>) -> Result<Written, Failure> {
    written.or_else(|error| match write::refused(&error) {
        Some(refusal) => Ok(Written::Refused(vec![refusal])),
        None => Err(error.into()),
    })
}

async fn structure(site: &Site, language: Language) -> Result<Structure> {
    site.db
        .read(async move |tx| store::structure(tx, language).await)
        .await
}

async fn render_new(
    site: &Site,
    visitor: &Visitor,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let structure = structure(site, words.language()).await?;
    let parent = typed.raw(PARENT).parse::<UnitId>().ok();
    let about = About {
        title: words.t("organisation-unit-new").into_owned(),
        action: "/structure/units".into(),
        back: parent.map_or_else(|| "/structure".to_owned(), path),
        submit: "organisation-unit-add",
    };
    let chrome = Chrome::new(site, visitor, &about.title)
        .crumb("/structure", words.t("organisation-structure"));
    form::show(Shown {
        sections: sections(&chrome, &structure, None, typed, errors),
        chrome: &chrome,
        about: &about,
        typed,
        opened: String::new(),
        errors,
        told: None,
    })
}

/// The form with its problems; nothing typed is lost.
async fn came_back(
    site: &Site,
    visitor: &Visitor,
    id: UnitId,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let structure = structure(site, visitor.language()).await?;
    let unit = structure.get(id).ok_or(Failure::NotFound)?;
    let opened = typed.raw(OPENED).to_owned();
    render_edit(
        site,
        visitor,
        &structure,
        unit,
        (typed, opened, errors),
        None,
    )
}

/// The form after somebody else saved: what they changed, and what was typed here.
async fn changed(site: &Site, visitor: &Visitor, unit: &UnitRow, typed: &Fields) -> Outcome {
    let (id, language) = (unit.id, visitor.language());
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let last = history::last(tx, UNIT, id).await?;
        Ok((store::structure(tx, language).await?, last))
    });
    let (structure, last) = loaded.await?;
    let opened = meanwhile::unsealed(&FIELDS, typed.raw(OPENED));
    let saved = fields(&unit.details);
    let (merged, changed) = meanwhile::merge(&FIELDS, &opened, typed, &saved);
    let merged = versioned(&merged, unit.version);
    let opened = meanwhile::sealed(&FIELDS, &saved);
    let errors = FormErrors::default();
    let form = (&merged, opened, &errors);
    render_edit(site, visitor, &structure, unit, form, Some((last, changed)))
}

fn render_edit(
    site: &Site,
    visitor: &Visitor,
    structure: &Structure,
    unit: &UnitRow,
    (typed, opened, errors): (&Fields, String, &FormErrors),
    news: Option<(Option<Last>, Vec<meanwhile::Meanwhile>)>,
) -> Outcome {
    let words = visitor.words;
    let language = words.language();
    let name = unit.details.name.of(language);
    let about = About {
        title: words.t("organisation-unit-edit").into_owned(),
        action: path(unit.id),
        back: path(unit.id),
        submit: "form-save",
    };
    let chrome =
        show::chrome_of(site, visitor, structure, unit, &about.title).crumb(path(unit.id), name);
    let told = news.map(|(last, changed)| {
        form::tell(&chrome, last, &changed, |field, text| match field {
            PARENT => text
                .parse()
                .ok()
                .and_then(|id| structure.get(id))
                .map_or_else(String::new, |unit| {
                    unit.details.name.of(language).to_owned()
                }),
            _ => history::value(chrome.l, field, text),
        })
    });
    form::show(Shown {
        sections: sections(&chrome, structure, Some(unit), typed, errors),
        chrome: &chrome,
        about: &about,
        typed,
        opened,
        errors,
        told,
    })
}
