use axum::Extension;
use axum::extract::State;
use oqu_audit::By;
use oqu_db::Error;
use oqu_text::Language;
use oqu_web::{Chrome, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site, Visitor, Words};

use super::rules::{
    Licence, ORGANISATION, OrganisationDetails, OrganisationKind, OrganisationRow, ZONES, is_bin,
    is_email, site as address_of_site,
};
use super::{PATH, store};
use crate::cache::NamesCache;
use crate::dates;
use crate::form::{self, About, Section, Shown, wanted};
use crate::history::{self, Last, message_part};
use crate::names::{Names, Trio};
use oqu_web::meanwhile::{self, Meanwhile, OPENED, VERSION, versioned};

/// Longest whole name, in characters: the longest of an official list has about 200.
const NAME_LIMIT: usize = 250;
/// Longest name of every day, in characters: what a top bar can hold.
const SHORT_LIMIT: usize = 60;
/// Longest city and longest contact, in characters.
const LINE_LIMIT: usize = 100;
/// Longest text about the organisation, in characters: a screen of a laptop.
const ABOUT_LIMIT: usize = 3_000;
/// Longest address, in characters.
const ADDRESS_LIMIT: usize = 200;

const NAME: Trio = ["name-kk", "name-ru", "name-en"];
const SHORT: Trio = ["short-kk", "short-ru", "short-en"];
const CITY: Trio = ["city-kk", "city-ru", "city-en"];
const ADDRESS: Trio = ["address-kk", "address-ru", "address-en"];
const KIND: &str = "organisation-kind";
const PHONE: &str = "contact-phone";
const EMAIL: &str = "contact-email";
const WEBSITE: &str = "website";
const BIN: &str = "bin";
const ZONE: &str = "zone";
const LICENCE_NUMBER: &str = "licence-number";
const LICENCE_DATE: &str = "licence-date";
const LICENCE_BY: Trio = ["licence-by-kk", "licence-by-ru", "licence-by-en"];
const ABOUT: Trio = ["about-kk", "about-ru", "about-en"];
const FIELDS: [&str; 26] = [
    KIND,
    NAME[0],
    NAME[1],
    NAME[2],
    SHORT[0],
    SHORT[1],
    SHORT[2],
    CITY[0],
    CITY[1],
    CITY[2],
    ADDRESS[0],
    ADDRESS[1],
    ADDRESS[2],
    PHONE,
    EMAIL,
    WEBSITE,
    BIN,
    ZONE,
    LICENCE_NUMBER,
    LICENCE_DATE,
    LICENCE_BY[0],
    LICENCE_BY[1],
    LICENCE_BY[2],
    ABOUT[0],
    ABOUT[1],
    ABOUT[2],
];

/// What became of a form.
enum Written {
    Done,
    /// Somebody else changed it after the form was opened.
    Changed(Option<Box<OrganisationRow>>, Option<Last>),
}

/// `GET /structure/organisation/edit`
pub(super) async fn edit_page(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let known = site.db.read(async |tx| store::organisation(tx).await);
    let typed = opened_form(known.await?.as_ref());
    let opened = meanwhile::sealed(&FIELDS, &typed);
    render(
        &site,
        &visitor,
        (&typed, opened, &FormErrors::default()),
        None,
    )
}

/// `POST /structure/organisation`
pub(super) async fn change(
    State(site): State<Site>,
    Extension(names): Extension<NamesCache>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let details = read(words, &typed, &mut errors);
    let Some(details) = details.filter(|_| errors.is_empty()) else {
        let opened = typed.raw(OPENED).to_owned();
        return render(&site, &visitor, (&typed, opened, &errors), None);
    };
    let version = typed.raw(VERSION).parse::<i64>().unwrap_or_default();
    let by = By::visitor(&site, &visitor);
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let known = store::organisation(tx).await?;
        if known.as_ref().map_or(0, |known| known.version) != version {
            let last = match &known {
                Some(known) => history::last(tx, ORGANISATION, known.id).await?,
                None => None,
            };
            return Ok(Written::Changed(known.map(Box::new), last));
        }
        store::set(tx, &by, known.as_ref(), &details).await?;
        Ok(Written::Done)
    });
    match written.await? {
        Written::Changed(known, last) => {
            let opened = meanwhile::unsealed(&FIELDS, typed.raw(OPENED));
            let saved = opened_form(known.as_deref());
            let (merged, changed) = meanwhile::merge(&FIELDS, &opened, &typed, &saved);
            let version = saved.raw(VERSION).parse().unwrap_or_default();
            let merged = versioned(&merged, version);
            let opened = meanwhile::sealed(&FIELDS, &saved);
            let form = (&merged, opened, &FormErrors::default());
            render(&site, &visitor, form, Some((last, changed)))
        }
        Written::Done => {
            names.changed(&site.db).await?;
            form::done(PATH, Flash::done("organisation-requisites-saved", ""))
        }
    }
}

/// The form of what is written; of a university in Astana's zone before anything is.
fn opened_form(known: Option<&OrganisationRow>) -> Fields {
    let Some(known) = known else {
        return Fields::of([
            (VERSION, "0".to_owned()),
            (KIND, OrganisationKind::University.key().to_owned()),
            (ZONE, ZONES[0].to_owned()),
        ]);
    };
    let details = &known.details;
    let mut fields: Vec<(&str, String)> = vec![
        (VERSION, known.version.to_string()),
        (KIND, details.kind.key().to_owned()),
        (PHONE, details.phone.clone()),
        (EMAIL, details.email.clone()),
        (WEBSITE, details.website.clone()),
        (BIN, details.bin.clone()),
        (ZONE, details.zone.clone()),
        (LICENCE_NUMBER, details.licence.number.clone()),
        (LICENCE_DATE, dates::in_form(details.licence.date)),
    ];
    fields.extend(details.name.fields(NAME));
    fields.extend(details.short.fields(SHORT));
    fields.extend(details.city.fields(CITY));
    fields.extend(details.address.fields(ADDRESS));
    fields.extend(details.licence.issued_by.fields(LICENCE_BY));
    fields.extend(details.about.fields(ABOUT));
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn read(words: Words, typed: &Fields, errors: &mut FormErrors) -> Option<OrganisationDetails> {
    let kind = OrganisationKind::parse(typed.raw(KIND));
    if kind.is_none() {
        errors.add(KIND, words.t("organisation-choose"));
    }
    let name = Names::typed(typed, NAME, NAME_LIMIT, words, errors);
    for (field, language) in NAME.into_iter().zip(Language::ALL) {
        wanted(words, errors, field, name.own(language));
    }
    let short = Names::typed(typed, SHORT, SHORT_LIMIT, words, errors);
    let city = Names::typed(typed, CITY, LINE_LIMIT, words, errors);
    let address = Names::typed(typed, ADDRESS, ADDRESS_LIMIT, words, errors);
    let phone = typed.line(PHONE, LINE_LIMIT, words, errors);
    let email = typed.line(EMAIL, LINE_LIMIT, words, errors);
    if !email.is_empty() && !is_email(&email) {
        errors.add(EMAIL, words.t("organisation-email-wrong"));
    }
    let website = typed.line(WEBSITE, LINE_LIMIT, words, errors);
    let address_of_site = address_of_site(&website);
    if !website.is_empty() && address_of_site.is_none() {
        errors.add(WEBSITE, words.t("organisation-website-wrong"));
    }
    let bin = typed.line(BIN, LINE_LIMIT, words, errors).replace(' ', "");
    if !bin.is_empty() && !is_bin(&bin) {
        errors.add(BIN, words.t("organisation-bin-wrong"));
    }
    let zone = ZONES.into_iter().find(|zone| *zone == typed.raw(ZONE));
    if zone.is_none() {
        errors.add(ZONE, words.t("organisation-choose"));
    }
    let licence = Licence {
        number: typed.line(LICENCE_NUMBER, LINE_LIMIT, words, errors),
        date: dates::typed(typed, LICENCE_DATE, words, errors),
        issued_by: Names::typed(typed, LICENCE_BY, ADDRESS_LIMIT, words, errors),
    };
    if !licence.is_empty() {
        wanted(words, errors, LICENCE_NUMBER, &licence.number);
    }
    Some(OrganisationDetails {
        kind: kind?,
        name,
        short,
        city,
        address,
        phone,
        email,
        website: address_of_site.unwrap_or_default(),
        bin,
        zone: zone?.to_owned(),
        licence,
        about: Names::typed_lines(typed, ABOUT, ABOUT_LIMIT, words, errors),
    })
}

fn render(
    site: &Site,
    visitor: &Visitor,
    (typed, opened, errors): (&Fields, String, &FormErrors),
    news: Option<(Option<Last>, Vec<Meanwhile>)>,
) -> Outcome {
    let words = visitor.words;
    let about = About {
        title: words.t("organisation-requisites-edit").into_owned(),
        action: PATH.into(),
        back: PATH.into(),
        submit: "form-save",
    };
    let chrome = Chrome::new(site, visitor, &about.title)
        .crumb("/structure", words.t("organisation-structure"))
        .crumb(PATH, words.t("organisation-own"));
    let told = news.map(|(last, changed)| {
        form::tell(&chrome, last, &changed, |field, text| {
            history::value(chrome.l, field, text)
        })
    });
    form::show(Shown {
        sections: sections(&chrome, typed, errors),
        chrome: &chrome,
        about: &about,
        typed,
        opened,
        errors,
        told,
    })
}

fn sections<'a>(chrome: &'a Chrome, typed: &Fields, errors: &FormErrors) -> Vec<Section<'a>> {
    let words = chrome.l;
    let field = |kind, name: &'static str| {
        Field::new(chrome, kind, name, &format!("field-{name}"), typed, errors)
    };
    let line = |name: &'static str| field(FieldKind::Line, name);
    let kinds = OrganisationKind::ALL.iter().map(|kind| {
        let name = history::value(chrome.l, KIND, kind.key());
        (kind.key().to_owned(), name, String::new())
    });
    let zones = ZONES.map(|zone| {
        let message = format!("organisation-zone-{}", message_part(zone));
        (zone.to_owned(), words.t(&message).into_owned())
    });
    let section = |title: &str, fields: Vec<Field<'a>>| Section {
        title: words.t(title).into_owned(),
        fields,
    };
    let contacts = vec![
        line(PHONE).optional().keyboard("tel"),
        line(EMAIL).optional().keyboard("email"),
        line(WEBSITE)
            .optional()
            .keyboard("url")
            .help("organisation-website-help"),
        line(BIN)
            .optional()
            .short()
            .keyboard("numeric")
            .help("organisation-bin-help"),
        field(FieldKind::Choice(zones.to_vec()), ZONE).help("organisation-zone-help"),
    ];
    let mut licence = vec![
        line(LICENCE_NUMBER)
            .optional()
            .help("organisation-licence-help"),
        line(LICENCE_DATE)
            .optional()
            .short()
            .keyboard("numeric")
            .help("form-date-help"),
    ];
    licence.extend(LICENCE_BY.map(|name| line(name).optional()));
    vec![
        section(
            "field-organisation-kind",
            vec![field(FieldKind::Radio(kinds.collect()), KIND)],
        ),
        section(
            "organisation-name-whole",
            NAME.map(line).into_iter().collect(),
        ),
        section(
            "organisation-name-short",
            SHORT
                .map(|name| line(name).optional())
                .into_iter()
                .collect(),
        ),
        section(
            "organisation-city",
            CITY.map(|name| line(name).optional()).into_iter().collect(),
        ),
        section(
            "organisation-address",
            ADDRESS
                .map(|name| line(name).optional())
                .into_iter()
                .collect(),
        ),
        section("organisation-contacts", contacts),
        section("organisation-licence", licence),
        section(
            "portal-about-text",
            ABOUT
                .map(|name| field(FieldKind::Lines, name).optional())
                .into_iter()
                .collect(),
        ),
    ]
}
