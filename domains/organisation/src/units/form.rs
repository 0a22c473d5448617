use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_text::Language;
use oqu_web::{Chrome, Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor, Words};

use super::fields::{CODE, FIELDS, FUNCTION, KIND, PARENT, fields, read, sections};
use super::rules::{
    Misplaced, Structure, UNIT, UnitDetails, UnitFunction, UnitId, UnitKind, UnitRow,
};
use super::{path, show, store};
use crate::form::{self, About, Shown};
use crate::history::{self, Last};
use crate::names::Names;
use oqu_web::meanwhile::{self, OPENED, VERSION, versioned};

/// Why a unit was not written.
enum Refusal {
    /// It cannot stand there.
    Place(Misplaced),
    /// Another unit has the code; its name, when it is known.
    CodeTaken(Option<Names>),
}

/// What became of a form.
enum Written {
    Done,
    Refused(Vec<Refusal>),
    /// Somebody else changed the unit after the form was opened.
    Changed(Box<UnitRow>, Option<Last>),
    Gone,
}

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
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let refusals = refusals(tx, None, &details).await?;
        if !refusals.is_empty() {
            return Ok(Written::Refused(refusals));
        }
        store::add(tx, &by, id, &details).await?;
        Ok(Written::Done)
    });
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
        let Some(unit) = store::unit(tx, id).await? else {
            return Ok(Written::Gone);
        };
        if unit.version != version {
            let last = history::last(tx, UNIT, id).await?;
            return Ok(Written::Changed(Box::new(unit), last));
        }
        let refusals = refusals(tx, Some(&unit), &details).await?;
        if !refusals.is_empty() {
            return Ok(Written::Refused(refusals));
        }
        store::change(tx, &by, &unit, &details).await?;
        Ok(Written::Done)
    });
    match taken(written.await)? {
        Written::Gone => Err(Failure::NotFound),
        Written::Refused(refusals) => {
            note(words, &refusals, &mut errors);
            came_back(&site, &visitor, id, &typed, &errors).await
        }
        Written::Changed(unit, last) => changed(&site, &visitor, &unit, &typed, last).await,
        Written::Done => form::done(&path(id), Flash::done("organisation-saved", &name)),
    }
}

/// Two people gave the same code at one moment: the index refused the second.
fn taken(written: Result<Written>) -> Result<Written, Failure> {
    match written {
        Err(error) if error.taken(store::CODE_INDEX) => {
            Ok(Written::Refused(vec![Refusal::CodeTaken(None)]))
        }
        other => Ok(other?),
    }
}

async fn refusals(
    tx: &mut Tx,
    unit: Option<&UnitRow>,
    details: &UnitDetails,
) -> Result<Vec<Refusal>> {
    let mut refusals = Vec::new();
    let id = unit.map(|unit| unit.id);
    let structure = store::structure(tx, Language::Kk).await?;
    if let Err(misplaced) = structure.may_stand(id, details.parent) {
        refusals.push(Refusal::Place(misplaced));
    }
    if let Some(other) = store::by_code(tx, &details.code).await?
        && Some(other.id) != id
    {
        refusals.push(Refusal::CodeTaken(Some(other.details.name)));
    }
    Ok(refusals)
}

fn note(words: Words, refusals: &[Refusal], errors: &mut FormErrors) {
    for refusal in refusals {
        match refusal {
            Refusal::Place(misplaced) => errors.add(PARENT, words.t(misplaced_key(*misplaced))),
            Refusal::CodeTaken(None) => errors.add(CODE, words.t("organisation-code-taken")),
            Refusal::CodeTaken(Some(name)) => {
                let name = name.of(words.language());
                errors.add(CODE, words.t1("organisation-code-taken-by", "name", name));
            }
        }
    }
}

const fn misplaced_key(misplaced: Misplaced) -> &'static str {
    match misplaced {
        Misplaced::Itself => "organisation-place-itself",
        Misplaced::Below => "organisation-place-below",
        Misplaced::Closed => "organisation-place-closed",
        Misplaced::Missing => "organisation-place-missing",
    }
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
async fn changed(
    site: &Site,
    visitor: &Visitor,
    unit: &UnitRow,
    typed: &Fields,
    last: Option<Last>,
) -> Outcome {
    let structure = structure(site, visitor.language()).await?;
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
