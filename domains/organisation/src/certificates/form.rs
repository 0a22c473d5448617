use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::{Error, Tx};
use oqu_documents::{DocumentId, NewDocument, Printer};
use oqu_kernel::{Actor, PersonId};
use oqu_text::Language;
use oqu_web::{
    Chrome, Empty, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome,
    Site, Visitor, Words, page, partial, redirect,
};
use serde_json::Value;

use super::STUDY;
use super::rules::{Stated, StudyForm, content, issues_any, may_issue};
use crate::groups::rules::{GroupId, GroupRow};
use crate::organisation::rules::OrganisationRow;
use crate::{groups, organisation, people};

/// The field with the id of the document to be: a form that is sent twice issues one document.
const DOCUMENT: &str = "document";
const GROUP: &str = "group";
const LANGUAGE: &str = "certificate-language";
const FORM: &str = "certificate-form";
const PURPOSE: &str = "certificate-purpose";
/// The most characters of a purpose: two lines of the paper.
const PURPOSE_MOST: usize = 160;

#[derive(Template)]
#[template(path = "certificates/form.html")]
struct CertificatePage<'a> {
    chrome: &'a Chrome,
    name: &'a str,
    action: String,
    back: String,
    document: String,
    only_group: Option<GroupId>,
    summary: ErrorSummary<'a>,
    fields: Vec<Field<'a>>,
    empty: Option<Empty<'a>>,
}

/// What is known of the person and where they learn.
struct Known {
    person: people::PersonOnPaper,
    groups: Vec<GroupRow>,
    organisation: Option<OrganisationRow>,
}

async fn known(tx: &mut Tx, person: PersonId) -> Result<Option<Known>, Error> {
    let Some(person) = people::on_paper(tx, person).await? else {
        return Ok(None);
    };
    let mut groups = Vec::new();
    for id in people::learns_in(tx, person.id).await? {
        groups.extend(groups::store::group(tx, id).await?);
    }
    Ok(Some(Known {
        person,
        groups,
        organisation: organisation::store::organisation(tx).await?,
    }))
}

async fn load(site: &Site, actor: &Actor, person: PersonId) -> Result<Known, Failure> {
    // Whoever may not is not told either whether there is such a person.
    if !may_issue(actor, person) {
        return Err(Failure::NotFound);
    }
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| known(tx, person).await);
    loaded.await?.ok_or(Failure::NotFound)
}

/// `GET /people/{id}/certificate`
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    let actor = visitor.person()?;
    let known = load(&site, actor, id).await?;
    let group = known.groups.first().map(|group| group.id.to_string());
    let document = DocumentId::new(visitor.now, &site.chance);
    let typed = Fields::of([
        (DOCUMENT, document.to_string()),
        (GROUP, group.unwrap_or_default()),
        (LANGUAGE, visitor.language().code().to_owned()),
    ]);
    show(&site, &visitor, &known, &typed, &FormErrors::default())
}

fn show(
    site: &Site,
    visitor: &Visitor,
    known: &Known,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let actor = visitor.person()?;
    let name = known.person.name.as_str();
    let person_page = format!("/people/{}", known.person.id);
    let chrome = Chrome::new(site, visitor, &words.t("document-kind-study-certificate"));
    let (chrome, back) = match actor.person == known.person.id {
        true => (
            chrome.crumb("/documents/mine", words.t("document-mine")),
            "/documents/mine".to_owned(),
        ),
        false => (chrome.crumb(person_page.clone(), name), person_page),
    };
    let lacks = lacks(known);
    let template = CertificatePage {
        chrome: &chrome,
        name,
        action: super::path(known.person.id),
        back,
        document: typed.raw(DOCUMENT).to_owned(),
        only_group: only_group(known, errors),
        summary: ErrorSummary::new(&chrome, errors),
        fields: match lacks {
            Some(_) => Vec::new(),
            None => fields(&chrome, actor, known, typed, errors),
        },
        empty: lacks.map(|lacks| {
            let title = words.t(&format!("certificate-no-{lacks}"));
            let text = words.t(&format!("certificate-no-{lacks}-text"));
            Empty::new(&chrome, "documents", title, text)
        }),
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

/// What there must be before a certificate: an organisation and a group.
fn lacks(known: &Known) -> Option<&'static str> {
    if known.organisation.is_none() {
        return Some("organisation");
    }
    known.groups.is_empty().then_some("group")
}

/// The group that needs no choice.
fn only_group(known: &Known, errors: &FormErrors) -> Option<GroupId> {
    match known.groups.as_slice() {
        [only] if errors.of(GROUP).is_none() => Some(only.id),
        _ => None,
    }
}

fn fields<'a>(
    chrome: &'a Chrome,
    actor: &Actor,
    known: &Known,
    typed: &Fields,
    errors: &FormErrors,
) -> Vec<Field<'a>> {
    let words = chrome.l;
    let field = |kind, name, label| Field::new(chrome, kind, name, label, typed, errors);
    let languages = Language::ALL.map(|language| {
        let name = format!("certificate-language-of-{}", language.code());
        let name = words.t(&name).into_owned();
        (language.code().to_owned(), name, String::new())
    });
    let mut fields = vec![field(
        FieldKind::Radio(languages.to_vec()),
        LANGUAGE,
        "field-document-language",
    )];
    if only_group(known, errors).is_none() {
        let groups = known.groups.iter();
        let groups = groups.map(|group| (group.id.to_string(), group.details.code.clone()));
        fields.push(field(
            FieldKind::Choice(groups.collect()),
            GROUP,
            "field-group",
        ));
    }
    if issues_any(actor) {
        let unsaid = (
            String::new(),
            words.t("certificate-form-unsaid").into_owned(),
        );
        let forms = StudyForm::ALL.iter().map(|form| {
            let name = words.t(&format!("certificate-form-{}", form.key()));
            (form.key().to_owned(), name.into_owned())
        });
        let choices = std::iter::once(unsaid).chain(forms).collect();
        fields.push(field(FieldKind::Choice(choices), FORM, "field-study-form").optional());
    }
    fields.push(
        field(FieldKind::Line, PURPOSE, "field-purpose")
            .help("certificate-purpose-help")
            .optional(),
    );
    fields
}

/// `POST /people/{id}/certificate`
pub(super) async fn issue(
    State(site): State<Site>,
    Extension(printer): Extension<Printer>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
    typed: Fields,
) -> Outcome {
    let actor = visitor.person()?;
    let known = load(&site, actor, id).await?;
    let mut errors = FormErrors::default();
    let new = read(&site, &visitor, &known, &typed, &printer, &mut errors)?;
    let Some(new) = new.filter(|_| errors.is_empty()) else {
        return show(&site, &visitor, &known, &typed, &errors);
    };
    let by = By::visitor(&site, &visitor);
    let issued = match oqu_documents::issue_alone(&site.db, &by, &new).await {
        // The id in the form belongs to another document.
        Err(Error::Taken(_)) => return Err(Failure::Conflict),
        issued => issued?,
    };
    let mut response = redirect(&oqu_documents::path(issued.id));
    let flash = Flash::done("certificate-issued-done", &issued.registration());
    response.extensions_mut().insert(flash);
    Ok(response)
}

/// The document that the form asks for; what is wrong is noted at its field.
fn read(
    site: &Site,
    visitor: &Visitor,
    known: &Known,
    typed: &Fields,
    printer: &Printer,
    errors: &mut FormErrors,
) -> Result<Option<NewDocument>, Failure> {
    let words = visitor.words;
    let actor = visitor.person()?;
    let document: DocumentId = typed
        .raw(DOCUMENT)
        .parse()
        .map_err(|_| Failure::BadRequest)?;
    let purpose = typed.line(PURPOSE, PURPOSE_MOST, words, errors);
    let strange = printer.strange(&purpose);
    if !strange.is_empty() {
        let said = words.t1("certificate-strange", "characters", &strange);
        errors.add(PURPOSE, said);
    }
    let language = Language::ALL
        .into_iter()
        .find(|language| language.code() == typed.raw(LANGUAGE));
    if language.is_none() {
        errors.add(LANGUAGE, words.t("certificate-language-missing"));
    }
    let group: Option<GroupId> = typed.raw(GROUP).parse().ok();
    let group = known.groups.iter().find(|known| Some(known.id) == group);
    if group.is_none() && lacks(known).is_none() {
        errors.add(GROUP, words.t("certificate-group-missing"));
    }
    let (Some(language), Some(group), Some(organisation)) =
        (language, group, known.organisation.as_ref())
    else {
        return match lacks(known) {
            Some(_) => Err(Failure::Conflict),
            None => Ok(None),
        };
    };
    let of_document = words.in_language(language);
    let stated = Stated {
        name: &known.person.name,
        birth_date: known.person.birth_date,
        organisation: &organisation.details,
        group: &group.details,
        form: match issues_any(actor) {
            true => StudyForm::parse(typed.raw(FORM)),
            false => None,
        },
        purpose: &purpose,
        signed: (actor.person != known.person.id).then(|| {
            let post = people::role_name(of_document, actor.workspace);
            (post, &*actor.name)
        }),
    };
    let content = content(of_document, &stated);
    if errors.is_empty() {
        note_strange(words, printer, &content, errors);
    }
    Ok(Some(NewDocument {
        id: document,
        kind: STUDY,
        subject: known.person.id,
        subject_name: known.person.name.clone(),
        issuer: organisation.details.name.of(language).to_owned(),
        language,
        year: site.local(visitor.now).year(),
        content,
    }))
}

/// A paper with a name that cannot be printed is not issued: what is written elsewhere is put right
/// there first.
fn note_strange(words: Words, printer: &Printer, content: &Value, errors: &mut FormErrors) {
    let strange = printer.strange(&content.to_string());
    if !strange.is_empty() {
        let said = words.t1("certificate-strange-elsewhere", "characters", &strange);
        errors.add(LANGUAGE, said);
    }
}
