//! What a certificate says, from plain values.

use jiff::civil::Date;
use oqu_kernel::{Actor, PersonId};
use oqu_text::Language;
use oqu_text::format::date_long;
use oqu_web::Words;
use serde_json::{Value, json};

use crate::groups::rules::GroupDetails;
use crate::keyed::keyed;
use crate::organisation::rules::OrganisationDetails;
use crate::people::Role;

keyed! {
    /// How somebody studies. The message `certificate-form-<key>` names it.
    pub enum StudyForm {
        /// Күндізгі / очная.
        FullTime = "full-time",
        /// Кешкі / вечерняя.
        Evening = "evening",
        /// Сырттай / заочная.
        PartTime = "part-time",
        /// Онлайн оқыту / онлайн-обучение.
        Online = "online",
    }
}

/// May issue a certificate about any learner.
pub(crate) fn issues_any(actor: &Actor) -> bool {
    actor.holds(Role::Registrar.key()) || actor.holds(Role::Administrator.key())
}

/// May issue a certificate about this person: the registrar's office, and a learner for themselves.
pub(crate) fn may_issue(actor: &Actor, person: PersonId) -> bool {
    issues_any(actor) || (actor.person == person && actor.holds(Role::Learner.key()))
}

/// All that goes into a certificate.
#[derive(Clone, Debug)]
pub(crate) struct Stated<'a> {
    pub name: &'a str,
    pub birth_date: Option<Date>,
    pub organisation: &'a OrganisationDetails,
    pub group: &'a GroupDetails,
    pub form: Option<StudyForm>,
    /// Where it will be shown; empty for wherever it is asked.
    pub purpose: &'a str,
    /// The post and the name of who signs; none when a learner made it for themselves.
    pub signed: Option<(String, &'a str)>,
}

/// The values of the template, in the language of the document.
pub(crate) fn content(words: Words, stated: &Stated<'_>) -> Value {
    let language = words.language();
    let said = |key: &str| words.t(key).into_owned();
    json!({
        "title": said("certificate-title"),
        "author": stated.organisation.name.of(language),
        "names": letterhead(words, stated.organisation),
        "heading": said("certificate-heading"),
        "before": said("certificate-before"),
        "name": stated.name,
        "after": said("certificate-after"),
        "facts": facts(words, stated),
        "signature": stated.signed.as_ref().map(|(post, name)| json!({
            "post": post,
            "name": name,
            "caption": said("certificate-signature"),
        })),
    })
}

/// Kazakh on the left, the second language on the right: Russian, or English on an English paper.
fn letterhead(words: Words, organisation: &OrganisationDetails) -> Value {
    let second = match words.language() {
        Language::En => Language::En,
        Language::Kk | Language::Ru => Language::Ru,
    };
    let names = [Language::Kk, second].map(|language| {
        let words = words.in_language(language);
        json!({
            "lang": language.code(),
            "name": organisation.name.of(language),
            "lines": requisites(words, organisation),
        })
    });
    json!(names)
}

fn requisites(words: Words, organisation: &OrganisationDetails) -> Vec<String> {
    let language = words.language();
    let place = [&organisation.address, &organisation.city]
        .map(|names| names.of(language))
        .into_iter()
        .filter(|part| !part.is_empty());
    let bin = match organisation.bin.as_str() {
        "" => String::new(),
        bin => words.t1("certificate-bin", "bin", bin),
    };
    let reached = [&bin, &organisation.phone, &organisation.email]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str);
    [
        place.collect::<Vec<_>>().join(", "),
        reached.collect::<Vec<_>>().join(" · "),
    ]
    .into_iter()
    .filter(|line| !line.is_empty())
    .collect()
}

fn facts(words: Words, stated: &Stated<'_>) -> Vec<(String, String)> {
    let language = words.language();
    let group = stated.group;
    let study = format!("certificate-language-{}", group.language.code());
    let form = stated.form.map(|form| {
        words
            .t(&format!("certificate-form-{}", form.key()))
            .into_owned()
    });
    let purpose = match stated.purpose {
        "" => words.t("certificate-anywhere").into_owned(),
        typed => typed.to_owned(),
    };
    let all = [
        (
            "certificate-birth-date",
            stated.birth_date.map(|date| date_long(language, date)),
        ),
        (
            "certificate-organisation",
            Some(stated.organisation.name.of(language).to_owned()),
        ),
        ("certificate-group", Some(group.code.clone())),
        (
            "certificate-programme",
            Some(group.programme.of(language).to_owned()),
        ),
        (
            "certificate-study-language",
            Some(words.t(&study).into_owned()),
        ),
        ("certificate-year", Some(group.admission_year.to_string())),
        ("certificate-form", form),
        ("certificate-purpose", Some(purpose)),
    ];
    all.into_iter()
        .filter_map(|(key, value)| Some((words.t(key).into_owned(), value?)))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}
