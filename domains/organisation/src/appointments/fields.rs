use oqu_kernel::PersonId;
use oqu_web::{Chrome, Field, FieldKind, Fields, FormErrors, Words};

use super::rules::{MOST_OF_PERSON, Order, Remark, Term};
use crate::dates;
use crate::form::{Section, wanted};
use crate::people::Candidate;
use crate::posts::rates;
use crate::posts::rules::parse_rate;

/// Longest number of an order, in characters.
const NUMBER_LIMIT: usize = 40;

pub(super) const WORDS: &str = "appointee";
pub(super) const PERSON: &str = "appointee-id";
pub(super) const RATE: &str = "appointment-rate";
pub(super) const FROM: &str = "appointment-from";
pub(super) const UNTIL: &str = "appointment-until";
pub(super) const NUMBER: &str = "order-number";
pub(super) const DATE: &str = "order-date";
pub(super) const AGREED: &str = "appointment-agreed";

/// What is typed of an appointment, without the person.
pub(super) struct Typed {
    pub rate: i64,
    pub term: Term,
    pub order: Order,
    /// Whether the hand has seen that there are more rates than there should be.
    pub agreed: bool,
}

/// Reads a form; none when something without which there is no appointment is missing.
pub(super) fn read(words: Words, typed: &Fields, errors: &mut FormErrors) -> Option<Typed> {
    let rate = parse_rate(typed.raw(RATE), MOST_OF_PERSON);
    if rate.is_none() {
        let most = rates(words, MOST_OF_PERSON);
        errors.add(RATE, words.t1("appointment-rate-wrong", "most", &*most));
    }
    let from = dates::typed(typed, FROM, words, errors);
    wanted(words, errors, FROM, typed.raw(FROM).trim());
    let until = dates::typed(typed, UNTIL, words, errors);
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        errors.add(UNTIL, words.t("appointment-until-before"));
    }
    let order = order(words, typed, errors);
    Some(Typed {
        rate: rate?,
        term: Term { from: from?, until },
        order,
        agreed: typed.ticked(AGREED),
    })
}

/// Reads the order: without its number and day there is no ground.
pub(super) fn order(words: Words, typed: &Fields, errors: &mut FormErrors) -> Order {
    let number = typed.line(NUMBER, NUMBER_LIMIT, words, errors);
    wanted(words, errors, NUMBER, &number);
    let date = dates::typed(typed, DATE, words, errors);
    wanted(words, errors, DATE, typed.raw(DATE).trim());
    Order { number, date }
}

/// Puts what is to be said of an appointment beside its fields.
pub(super) fn note(words: Words, rate: i64, remarks: &[Remark], errors: &mut FormErrors) {
    for remark in remarks {
        match remark {
            Remark::Twice => errors.add(WORDS, words.t("appointment-twice")),
            Remark::PostFull(taken) => errors.add(
                RATE,
                words
                    .with("appointment-post-full")
                    .arg("taken", rates(words, *taken))
                    .arg("rate", rates(words, rate))
                    .to_string(),
            ),
            Remark::PersonFull(taken) => errors.add(
                AGREED,
                words
                    .with("appointment-person-full")
                    .arg("taken", rates(words, *taken))
                    .arg("most", rates(words, MOST_OF_PERSON))
                    .to_string(),
            ),
        }
    }
}

/// The form as it is shown. `found` are people to choose from, `asks` when the hand must agree.
pub(super) fn sections<'a>(
    chrome: &'a Chrome,
    typed: &Fields,
    errors: &FormErrors,
    found: &[Candidate],
    asks: bool,
) -> Vec<Section<'a>> {
    let words = chrome.l;
    let field = |kind, name: &'static str| {
        Field::new(chrome, kind, name, &format!("field-{name}"), typed, errors)
    };
    let mut who = vec![field(FieldKind::Line, WORDS).help("appointee-help")];
    if !found.is_empty() {
        let choices = found.iter().map(|person| {
            (
                person.id.to_string(),
                person.name.clone(),
                person.known_by.clone(),
            )
        });
        who.push(field(FieldKind::Radio(choices.collect()), PERSON));
    }
    let mut what = vec![
        field(FieldKind::Line, RATE)
            .short()
            .keyboard("decimal")
            .help("appointment-rate-help"),
        field(FieldKind::Line, FROM)
            .short()
            .keyboard("numeric")
            .help("form-date-help"),
        field(FieldKind::Line, UNTIL)
            .short()
            .optional()
            .keyboard("numeric")
            .help("appointment-until-help"),
    ];
    if asks {
        what.push(field(FieldKind::Tick, AGREED));
    }
    vec![
        Section {
            title: words.t("appointment-who").into_owned(),
            fields: who,
        },
        Section {
            title: words.t("appointment-what").into_owned(),
            fields: what,
        },
        Section {
            title: words.t("appointment-order").into_owned(),
            fields: order_fields(chrome, typed, errors),
        },
    ]
}

/// The fields of the order.
pub(super) fn order_fields<'a>(
    chrome: &'a Chrome,
    typed: &Fields,
    errors: &FormErrors,
) -> Vec<Field<'a>> {
    let line = |name: &'static str| {
        let label = format!("field-{name}");
        Field::new(chrome, FieldKind::Line, name, &label, typed, errors).short()
    };
    vec![
        line(NUMBER),
        line(DATE).keyboard("numeric").help("form-date-help"),
    ]
}

/// The person who was chosen of those found.
pub(super) fn chosen(typed: &Fields) -> Option<PersonId> {
    typed.raw(PERSON).parse().ok()
}
