use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::{Id, PersonId};
use oqu_text::{Iin, Language, directory};
use oqu_web::meanwhile::{self, OPENED, VERSION};
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, Words, page, partial, redirect,
};

use super::rules::{self, EMAIL_MOST, EXTERNAL_MOST, NAME_MOST, NEEDS_MOST, PersonData};
use super::store;
use crate::permissions;
use crate::roles::store::{has_administrator, of_person};

/// The most characters of a list of languages as typed.
const LANGUAGES_MOST: usize = 200;

#[derive(Template)]
#[template(path = "people/form.html")]
struct FormPage<'a> {
    chrome: &'a Chrome,
    title: String,
    action: String,
    back: String,
    version: &'a str,
    opened: &'a str,
    submit: &'static str,
    summary: ErrorSummary<'a>,
    fields: Vec<Field<'a>>,
}

/// What the form is about: a new person, or one who is there.
struct About {
    title: String,
    action: String,
    back: String,
    submit: &'static str,
}

impl About {
    fn new_person(words: Words) -> Self {
        Self {
            title: words.t("person-new").into_owned(),
            action: "/people".into(),
            back: "/people".into(),
            submit: "person-add",
        }
    }

    fn of(id: PersonId, name: &str) -> Self {
        Self {
            title: name.to_owned(),
            action: format!("/people/{id}"),
            back: format!("/people/{id}"),
            submit: "form-save",
        }
    }
}

/// The fields of the form, in its order.
const FIELDS: [&str; 13] = [
    "surname",
    "given",
    "patronymic",
    "iin",
    "birth_date",
    "sex",
    "citizenship",
    "email",
    "phone",
    "login",
    "languages",
    "external_number",
    "special_needs",
];

/// Countries that most people here come from stand first in the list.
const NEAREST: [&str; 8] = ["KZ", "RU", "UZ", "KG", "CN", "MN", "TR", "TJ"];

fn render(
    site: &Site,
    visitor: &Visitor,
    about: &About,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let mut chrome =
        Chrome::new(site, visitor, &about.title).crumb("/people", words.t("people-title"));
    if about.back != "/people" {
        chrome = chrome.crumb(about.back.clone(), about.title.clone());
    }
    let field = |kind, name: &'static str| {
        let label: &'static str = match name {
            "birth_date" => "field-birth-date",
            "surname" => "field-surname",
            "given" => "field-given",
            "patronymic" => "field-patronymic",
            "iin" => "field-iin",
            "sex" => "field-sex",
            "citizenship" => "field-citizenship",
            "email" => "field-email",
            "login" => "field-login",
            "languages" => "field-languages",
            "external_number" => "field-external-number",
            "special_needs" => "field-special-needs",
            _ => "field-phone",
        };
        Field::new(&chrome, kind, name, label, typed, errors)
    };
    let sexes = vec![
        (
            String::new(),
            words.t("sex-unknown").into_owned(),
            String::new(),
        ),
        (
            "female".into(),
            words.t("sex-female").into_owned(),
            String::new(),
        ),
        (
            "male".into(),
            words.t("sex-male").into_owned(),
            String::new(),
        ),
    ];
    let fields = vec![
        field(FieldKind::Line, "surname"),
        field(FieldKind::Line, "given"),
        field(FieldKind::Line, "patronymic")
            .optional()
            .help("person-patronymic-help"),
        field(FieldKind::Line, "iin")
            .optional()
            .short()
            .keyboard("numeric")
            .private()
            .help("person-iin-help"),
        field(FieldKind::Line, "birth_date")
            .optional()
            .short()
            .keyboard("numeric")
            .help("form-date-help"),
        field(FieldKind::Radio(sexes), "sex").optional(),
        field(FieldKind::Choice(countries(words)), "citizenship"),
        field(FieldKind::Line, "email").optional().keyboard("email"),
        field(FieldKind::Line, "phone")
            .optional()
            .short()
            .keyboard("tel")
            .help("person-phone-help"),
        field(FieldKind::Line, "login")
            .optional()
            .short()
            .help("person-login-help"),
        field(FieldKind::Line, "languages")
            .optional()
            .help("person-languages-help"),
        field(FieldKind::Line, "external_number")
            .optional()
            .short()
            .help("person-external-number-help"),
        field(FieldKind::Line, "special_needs")
            .optional()
            .private()
            .help("person-special-needs-help"),
    ];
    let template = FormPage {
        chrome: &chrome,
        title: about.title.clone(),
        action: about.action.clone(),
        back: about.back.clone(),
        version: typed.raw(VERSION),
        opened: typed.raw(OPENED),
        submit: about.submit,
        summary: ErrorSummary::new(&chrome, errors),
        fields,
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

fn countries(words: Words) -> Vec<(String, String)> {
    let language = words.language();
    let nearest = NEAREST.iter().filter_map(|code| directory::country(code));
    let others = directory::countries(language);
    let others = others
        .into_iter()
        .filter(|country| !NEAREST.contains(&country.code));
    nearest
        .chain(others)
        .map(|country| (country.code.to_owned(), country.name(language).to_owned()))
        .collect()
}

/// `GET /people/new`
pub(super) async fn new_page(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let typed = Fields::of([("citizenship", "KZ".into())]);
    render(
        &site,
        &visitor,
        &About::new_person(visitor.words),
        &typed,
        &FormErrors::default(),
    )
}

/// `POST /people`
pub(super) async fn add(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let about = About::new_person(visitor.words);
    let mut errors = FormErrors::default();
    let data = read(&site, &visitor, &typed, &mut errors);
    let Some(data) = data.filter(|_| errors.is_empty()) else {
        return render(&site, &visitor, &about, &typed, &errors);
    };
    let by = By::visitor(&site, &visitor);
    let id: PersonId = Id::new(by.now, &by.chance);
    let kept = data.clone();
    let added = site
        .db
        .write::<_, Error, _>(async move |tx| store::add(tx, &by, id, &kept).await)
        .await;
    match added {
        Ok(_) => Ok(after_save(id, &data, "person-added")),
        Err(error) => {
            note_taken(visitor.words, error, &mut errors)?;
            render(&site, &visitor, &about, &typed, &errors)
        }
    }
}

/// `GET /people/{id}/edit`
pub(super) async fn edit_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    let person = load_to_change(&site, &visitor, id).await?;
    let written = written(&person, visitor.language());
    let opened = meanwhile::sealed(&FIELDS, &written);
    let typed = meanwhile::versioned(&written, person.version).set(OPENED, &opened);
    render(
        &site,
        &visitor,
        &About::of(id, &person.full_name()),
        &typed,
        &FormErrors::default(),
    )
}

/// «қазақ тілі, орыс тілі».
pub(super) fn said_languages(data: &PersonData, language: Language) -> String {
    let names = data.languages.iter();
    let names: Vec<&str> = names
        .map(|code| rules::language_name(code, language))
        .collect();
    names.join(", ")
}

/// What is written of a person, as the form shows it.
fn written(person: &store::PersonRow, language: Language) -> Fields {
    let data = person.data();
    Fields::of([
        ("surname", data.surname.clone()),
        ("given", data.given.clone()),
        ("patronymic", data.patronymic.clone().unwrap_or_default()),
        (
            "iin",
            data.iin.as_ref().map(Iin::reveal).unwrap_or_default(),
        ),
        (
            "birth_date",
            data.birth_date
                .map(|date| date.strftime("%d.%m.%Y").to_string())
                .unwrap_or_default(),
        ),
        (
            "sex",
            data.sex.map(rules::sex_word).unwrap_or_default().to_owned(),
        ),
        ("citizenship", data.citizenship.clone()),
        ("email", data.email.clone().unwrap_or_default()),
        ("login", data.login.clone().unwrap_or_default()),
        ("phone", data.phone.clone().unwrap_or_default()),
        ("languages", said_languages(&data, language)),
        (
            "external_number",
            data.external_number.clone().unwrap_or_default(),
        ),
        (
            "special_needs",
            data.special_needs.clone().unwrap_or_default(),
        ),
    ])
}

/// A form that was opened before somebody else saved the same person: brought up to what is saved
/// now, with what the other changed told at each field. Nothing typed is lost, nothing saved is
/// undone unseen.
fn caught_up(
    words: Words,
    typed: &Fields,
    person: &store::PersonRow,
    errors: &mut FormErrors,
) -> Fields {
    let opened = meanwhile::unsealed(&FIELDS, typed.raw(OPENED));
    let saved = written(person, words.language());
    let (merged, changed) = meanwhile::merge(&FIELDS, &opened, typed, &saved);
    for change in changed {
        let told = words
            .with("person-changed-meanwhile")
            .arg("value", change.new);
        errors.add(change.field, told.to_string());
    }
    let opened = meanwhile::sealed(&FIELDS, &saved);
    meanwhile::versioned(&merged, person.version).set(OPENED, &opened)
}

/// `POST /people/{id}`
pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
    typed: Fields,
) -> Outcome {
    let person = load_to_change(&site, &visitor, id).await?;
    let about = About::of(id, &person.full_name());
    let mut errors = FormErrors::default();
    let seen: i64 = typed.raw(VERSION).parse().unwrap_or_default();
    let typed = match seen == person.version {
        true => typed,
        false => caught_up(visitor.words, &typed, &person, &mut errors),
    };
    let data = read(&site, &visitor, &typed, &mut errors);
    let Some(data) = data.filter(|_| errors.is_empty()) else {
        return render(&site, &visitor, &about, &typed, &errors);
    };
    let by = By::visitor(&site, &visitor);
    let kept = data.clone();
    let changed = site
        .db
        .write::<_, Error, _>(async move |tx| store::change(tx, &by, &person, &kept).await)
        .await;
    match changed {
        Ok(true) => Ok(after_save(id, &data, "person-saved")),
        Ok(false) => Err(Failure::Conflict),
        Err(error) => {
            note_taken(visitor.words, error, &mut errors)?;
            render(&site, &visitor, &about, &typed, &errors)
        }
    }
}

/// The person, for one who may change them.
async fn load_to_change(
    site: &Site,
    visitor: &Visitor,
    id: PersonId,
) -> Result<store::PersonRow, Failure> {
    let (person, held) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            Ok((store::person(tx, id).await?, of_person(tx, id).await?))
        })
        .await?;
    let person = person.ok_or(Failure::NotFound)?;
    if !permissions::person_write(visitor.person()?, has_administrator(&held)) {
        return Err(Failure::Forbidden);
    }
    Ok(person)
}

pub(super) async fn load(site: &Site, id: PersonId) -> Result<store::PersonRow, Failure> {
    site.db
        .read::<_, Error, _>(async move |tx| store::person(tx, id).await)
        .await?
        .ok_or(Failure::NotFound)
}

fn after_save(id: PersonId, data: &PersonData, key: &str) -> axum::response::Response {
    let mut response = redirect(&format!("/people/{id}")).into_response();
    let flash = if rules::iin_differs(data) {
        Flash::attention("person-saved-iin-differs", &data.full_name())
    } else {
        Flash::done(key, &data.full_name())
    };
    response.extensions_mut().insert(flash);
    response
}

/// Somebody else has this IIN, address or login: said at its field. Other failures go on.
fn note_taken(words: Words, error: Error, errors: &mut FormErrors) -> Result<(), Failure> {
    let known = [
        (
            "people_external_key",
            "external_number",
            "person-external-number-taken",
        ),
        ("people_iin_key", "iin", "person-iin-taken"),
        ("people_email_key", "email", "person-email-taken"),
        ("people_login_key", "login", "person-login-taken"),
    ];
    match known.into_iter().find(|(index, ..)| error.taken(index)) {
        Some((_, field, key)) => {
            errors.add(field, words.t(key));
            Ok(())
        }
        None => Err(error.into()),
    }
}

/// Reads the form; `None` and problems when something is to be put right.
fn read(
    site: &Site,
    visitor: &Visitor,
    typed: &Fields,
    errors: &mut FormErrors,
) -> Option<PersonData> {
    let words = visitor.words;
    let today = site.local(visitor.now).date();
    let surname = required(
        typed.name("surname", NAME_MOST, words, errors),
        "surname",
        words,
        errors,
    );
    let given = required(
        typed.name("given", NAME_MOST, words, errors),
        "given",
        words,
        errors,
    );
    let patronymic = typed.name("patronymic", NAME_MOST, words, errors);
    let mut line = |name: &'static str, most| typed.line(name, most, words, errors);
    let (iin, birth_date) = (line("iin", 40), line("birth_date", 40));
    let (citizenship, email) = (line("citizenship", 40), line("email", EMAIL_MOST));
    let (login, phone) = (line("login", 100), line("phone", 40));
    let (languages, external_number) = (
        line("languages", LANGUAGES_MOST),
        line("external_number", EXTERNAL_MOST),
    );
    let special_needs = line("special_needs", NEEDS_MOST);
    let iin = taken("iin", rules::iin(&iin), words, errors);
    let birth_date = taken(
        "birth_date",
        rules::birth_date(&birth_date, today),
        words,
        errors,
    );
    let citizenship = taken(
        "citizenship",
        rules::citizenship(&citizenship),
        words,
        errors,
    );
    let email = taken("email", rules::email(&email), words, errors);
    let phone = taken("phone", rules::phone(&phone), words, errors);
    let login = taken("login", rules::login(&login), words, errors);
    let languages = taken("languages", rules::languages(&languages), words, errors);
    Some(PersonData {
        surname,
        given,
        patronymic: (!patronymic.is_empty()).then_some(patronymic),
        iin: iin?,
        birth_date: birth_date?,
        sex: rules::sex(typed.raw("sex")),
        citizenship: citizenship?,
        email: email?,
        login: login?,
        phone: phone?,
        external_number: (!external_number.is_empty()).then_some(external_number),
        languages: languages?,
        special_needs: (!special_needs.is_empty()).then_some(special_needs),
    })
}

fn required(text: String, field: &str, words: Words, errors: &mut FormErrors) -> String {
    if text.is_empty() && errors.of(field).is_none() {
        errors.add(field, words.t(&format!("person-{field}-missing")));
    }
    text
}

fn taken<T>(
    field: &str,
    outcome: Result<T, rules::Refusal>,
    words: Words,
    errors: &mut FormErrors,
) -> Option<T> {
    match outcome {
        Ok(value) => Some(value),
        Err(key) => {
            if errors.of(field).is_none() {
                errors.add(field, words.t(key));
            }
            None
        }
    }
}
