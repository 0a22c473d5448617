use axum::extract::{Path, State};
use axum::response::IntoResponse;
use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_text::Language;
use oqu_web::{
    Chrome, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site, Visitor, Words,
    redirect,
};

use super::rules::{
    Misplaced, Structure, UNIT, UnitDetails, UnitFunction, UnitId, UnitKind, UnitRow,
};
use super::{open_options, path, show, store};
use crate::codes::{CODE_LIMIT, is_code};
use crate::form::{self, About, Section, Shown, wanted};
use crate::history::{self, Last, message_part};
use crate::meanwhile::{self, OPENED, VERSION};
use crate::names::{Names, Trio};

/// Longest whole name, in characters: the longest of an official list has about 160.
const NAME_LIMIT: usize = 200;
/// Longest short name, in characters.
const SHORT_LIMIT: usize = 60;
/// Highest place among neighbours.
const POSITION_LIMIT: i64 = 999;

const NAME: Trio = ["name-kk", "name-ru", "name-en"];
const SHORT: Trio = ["short-kk", "short-ru", "short-en"];
const PARENT: &str = "unit-parent";
const KIND: &str = "unit-kind";
const FUNCTION: &str = "unit-function";
const CODE: &str = "unit-code";
const POSITION: &str = "unit-position";
const FIELDS: [&str; 11] = [
    PARENT, KIND, FUNCTION, CODE, NAME[0], NAME[1], NAME[2], SHORT[0], SHORT[1], SHORT[2], POSITION,
];

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
        _ => done("organisation-unit-added", &name, &path(id)),
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
    let typed = with_version(fields(&unit.details), unit.version);
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
        Written::Done => done("organisation-saved", &name, &path(id)),
    }
}

fn done(key: &str, name: &str, place: &str) -> Outcome {
    let mut response = redirect(place).into_response();
    response.extensions_mut().insert(Flash::done(key, name));
    Ok(response)
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

fn read(words: Words, typed: &Fields, errors: &mut FormErrors) -> Option<UnitDetails> {
    let parent = match typed.raw(PARENT) {
        "" => None,
        text => match text.parse::<UnitId>() {
            Ok(parent) => Some(parent),
            Err(_) => {
                errors.add(PARENT, words.t("organisation-place-missing"));
                None
            }
        },
    };
    let kind = chosen(words, errors, KIND, UnitKind::parse(typed.raw(KIND)));
    let function = UnitFunction::parse(typed.raw(FUNCTION));
    let function = chosen(words, errors, FUNCTION, function);
    let code = typed.line(CODE, CODE_LIMIT, words, errors);
    wanted(words, errors, CODE, &code);
    if errors.of(CODE).is_none() && !is_code(&code) {
        errors.add(CODE, words.t("organisation-code-signs"));
    }
    let name = Names::typed(typed, NAME, NAME_LIMIT, words, errors);
    for (field, language) in NAME.into_iter().zip(Language::ALL) {
        wanted(words, errors, field, name.own(language));
    }
    let short = Names::typed(typed, SHORT, SHORT_LIMIT, words, errors);
    let position = match typed.raw(POSITION).trim() {
        "" => None,
        text => match text.parse::<i64>() {
            Ok(place) if (0..=POSITION_LIMIT).contains(&place) => Some(place),
            _ => {
                errors.add(
                    POSITION,
                    words.t1("organisation-position-range", "most", POSITION_LIMIT),
                );
                None
            }
        },
    };
    Some(UnitDetails {
        parent,
        kind: kind?,
        function: function?,
        code,
        name,
        short,
        position,
    })
}

fn chosen<T>(words: Words, errors: &mut FormErrors, field: &str, choice: Option<T>) -> Option<T> {
    if choice.is_none() {
        errors.add(field, words.t("organisation-choose"));
    }
    choice
}

fn fields(details: &UnitDetails) -> Vec<(String, String)> {
    let mut fields: Vec<(&str, String)> = vec![
        (
            PARENT,
            details.parent.map(|id| id.to_string()).unwrap_or_default(),
        ),
        (KIND, details.kind.key().to_owned()),
        (FUNCTION, details.function.key().to_owned()),
        (CODE, details.code.clone()),
        (
            POSITION,
            details
                .position
                .map(|place| place.to_string())
                .unwrap_or_default(),
        ),
    ];
    fields.extend(details.name.fields(NAME));
    fields.extend(details.short.fields(SHORT));
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn with_version(fields: Vec<(String, String)>, version: i64) -> Fields {
    fields
        .into_iter()
        .chain([(VERSION.to_owned(), version.to_string())])
        .collect()
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
    let saved = fields(&unit.details).into_iter().collect();
    let (merged, changed) = meanwhile::merge(&FIELDS, &opened, typed, &saved);
    let merged = merged
        .pairs()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let merged = with_version(merged, unit.version);
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
            _ => history::value(&chrome, field, text),
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

fn sections<'a>(
    chrome: &'a Chrome,
    structure: &Structure,
    unit: Option<&UnitRow>,
    typed: &Fields,
    errors: &FormErrors,
) -> Vec<Section<'a>> {
    let words = chrome.l;
    let field = |kind, name: &'static str| {
        Field::new(chrome, kind, name, &format!("field-{name}"), typed, errors)
    };
    let kinds = UnitKind::ALL.iter().map(|kind| {
        let key = kind.key();
        (
            key.to_owned(),
            words
                .t(&format!("organisation-kind-unit-{key}"))
                .into_owned(),
        )
    });
    let functions = UnitFunction::ALL.iter().map(|function| {
        let key = function.key();
        let message = format!("organisation-function-{}", message_part(key));
        (key.to_owned(), words.t(&message).into_owned())
    });
    let place = vec![
        field(FieldKind::Choice(parents(words, structure, unit)), PARENT),
        field(FieldKind::Choice(kinds.collect()), KIND),
        field(FieldKind::Choice(functions.collect()), FUNCTION).help("organisation-function-help"),
        field(FieldKind::Line, CODE)
            .short()
            .help("organisation-code-help"),
        field(FieldKind::Line, POSITION)
            .short()
            .optional()
            .keyboard("numeric")
            .help("organisation-position-help"),
    ];
    let names = NAME.map(|name| field(FieldKind::Line, name));
    let shorts = SHORT.map(|name| field(FieldKind::Line, name).optional());
    vec![
        Section {
            title: words.t("organisation-section-place").into_owned(),
            fields: place,
        },
        Section {
            title: words.t("organisation-section-name").into_owned(),
            fields: names.into_iter().collect(),
        },
        Section {
            title: words.t("organisation-section-short").into_owned(),
            fields: shorts.into_iter().collect(),
        },
    ]
}

/// Where a unit may stand: open units, the one where it stands now, and the top.
fn parents(words: Words, structure: &Structure, unit: Option<&UnitRow>) -> Vec<(String, String)> {
    let language = words.language();
    let mut parents = vec![(String::new(), words.t("organisation-top").into_owned())];
    let below = unit
        .map(|unit| structure.whole(unit.id))
        .unwrap_or_default();
    let open = open_options(structure, language)
        .into_iter()
        .filter(|(id, _)| !below.contains(id))
        .map(|(id, name)| (id.to_string(), name));
    parents.extend(open);
    let now = unit
        .and_then(|unit| unit.details.parent)
        .and_then(|parent| structure.get(parent))
        .filter(|parent| !parent.is_open());
    if let Some(parent) = now {
        parents.push((
            parent.id.to_string(),
            parent.details.name.of(language).to_owned(),
        ));
    }
    parents
}

#[cfg(test)]
mod tests {
    use oqu_kernel::Id;

    use super::*;

    #[test]
    fn a_form_holds_every_field_of_a_unit() {
        let details = UnitDetails {
            parent: Some(Id::from_uuid(uuid::Uuid::nil())),
            kind: UnitKind::Faculty,
            function: UnitFunction::Dean,
            code: "АТФ".into(),
            name: Names::new("а", "б", "в"),
            short: Names::new("г", "д", "е"),
            position: Some(7),
        };
        let typed: Fields = fields(&details).into_iter().collect();
        for name in FIELDS {
            assert!(!typed.raw(name).is_empty(), "{name}");
        }
        assert_eq!(typed.pairs().count(), FIELDS.len());
    }
}
