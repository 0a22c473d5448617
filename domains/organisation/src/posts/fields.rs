use oqu_text::Language;
use oqu_web::{Chrome, Field, FieldKind, Fields, FormErrors, Words};

use super::kind_name;
use super::rules::{MOST_RATES, PostDetails, PostKind, PostRow, parse_rate};
use crate::form::{Section, wanted};
use crate::names::{Names, Trio};
use crate::units::choices;
use crate::units::rules::{Structure, UnitId};

/// Longest title, in characters: «білім беру бағдарламаларын дамыту жөніндегі …» has about 120.
const TITLE_LIMIT: usize = 160;

pub(super) const UNIT: &str = "post-unit";
pub(super) const KIND: &str = "post-kind";
pub(super) const RATE: &str = "post-rate";
const TITLE: Trio = ["title-kk", "title-ru", "title-en"];
/// All fields of the form.
pub(super) const FIELDS: [&str; 6] = [UNIT, KIND, TITLE[0], TITLE[1], TITLE[2], RATE];

/// Reads a form; none when something without which there is no post is missing.
pub(super) fn read(words: Words, typed: &Fields, errors: &mut FormErrors) -> Option<PostDetails> {
    let unit = typed.raw(UNIT).parse::<UnitId>().ok();
    if unit.is_none() {
        errors.add(UNIT, words.t("organisation-choose-unit"));
    }
    let kind = PostKind::parse(typed.raw(KIND));
    if kind.is_none() {
        errors.add(KIND, words.t("organisation-choose"));
    }
    let title = Names::typed(typed, TITLE, TITLE_LIMIT, words, errors);
    for (field, language) in TITLE.into_iter().zip(Language::ALL) {
        wanted(words, errors, field, title.own(language));
    }
    let rate = parse_rate(typed.raw(RATE), MOST_RATES);
    if rate.is_none() {
        errors.add(RATE, words.t("post-rate-wrong"));
    }
    Some(PostDetails {
        unit: unit?,
        kind: kind?,
        title,
        rate: rate?,
    })
}

/// A rate as a form shows it, alike in every language.
pub(crate) fn rate_in_form(rate: i64) -> String {
    oqu_text::format::hundredths(Language::Kk, rate)
}

/// A form of a post that is there.
pub(super) fn fields(details: &PostDetails) -> Fields {
    let mut fields: Vec<(&str, String)> = vec![
        (UNIT, details.unit.to_string()),
        (KIND, details.kind.key().to_owned()),
        (RATE, rate_in_form(details.rate)),
    ];
    fields.extend(details.title.fields(TITLE));
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// The form as it is shown.
pub(super) fn sections<'a>(
    chrome: &'a Chrome,
    structure: &Structure,
    post: Option<&PostRow>,
    typed: &Fields,
    errors: &FormErrors,
) -> Vec<Section<'a>> {
    let words = chrome.l;
    let field = |kind, name: &'static str| {
        Field::new(chrome, kind, name, &format!("field-{name}"), typed, errors)
    };
    let now = post.map(|post| post.details.unit);
    let mut units = vec![(
        String::new(),
        words.t("organisation-choose-unit").into_owned(),
    )];
    units.extend(choices(structure, words.language(), now, |_| true));
    let kinds = PostKind::ALL
        .iter()
        .map(|kind| (kind.key().to_owned(), kind_name(words, *kind)));
    let titles = TITLE.map(|name| field(FieldKind::Line, name));
    vec![
        Section {
            title: words.t("organisation-section-place").into_owned(),
            fields: vec![
                field(FieldKind::Choice(units), UNIT),
                field(FieldKind::Choice(kinds.collect()), KIND).help("post-kind-help"),
                field(FieldKind::Line, RATE)
                    .short()
                    .keyboard("decimal")
                    .help("post-rate-help"),
            ],
        },
        Section {
            title: words.t("post-title").into_owned(),
            fields: titles.into_iter().collect(),
        },
    ]
}
