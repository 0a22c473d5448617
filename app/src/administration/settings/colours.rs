//! The colours of the organisation: chosen, looked at, then kept for everybody.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use oqu_audit::{By, EntryRow};
use oqu_db::Error;
use oqu_text::format::hundredths;
use oqu_web::{
    Brand, Chrome, Colour, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors,
    History, Look, Outcome, Place, Site, TooPale, Visitor, Words, page, partial, redirect,
};

use super::pages::{VERSION, items, load, version};
use super::rules::{self, COLOUR_DARK, COLOUR_LIGHT, Fixed};
use super::store::{self, Changed, SettingRow};

/// Where they are chosen.
pub(super) const PATH: &str = "/administration/settings/colours";
/// The longest text of a colour.
const MOST: usize = 20;

#[derive(Template)]
#[template(path = "administration/settings/colours.html")]
struct ColoursPage<'a> {
    chrome: &'a Chrome,
    summary: ErrorSummary<'a>,
    version: String,
    light: Field<'a>,
    dark: Field<'a>,
    /// A colour to take instead: what it is called, where it is looked at.
    nearest: Option<(String, String)>,
    /// Whether what is seen is not kept yet.
    is_preview: bool,
    /// Whether an administrator has chosen colours.
    is_chosen: bool,
    samples: Vec<Sample>,
    history: History<'a>,
    has_history: bool,
}

/// How a look is with the colour: a picture drawn by attributes, because no style stands in a page.
struct Sample {
    name: String,
    paper: Colour,
    sheet: Colour,
    wash: Colour,
    action: Colour,
    on_action: Colour,
    /// The place with the least contrast, in words.
    least: String,
}

/// What was typed, as far as it can be taken.
struct Typed {
    light: String,
    dark: String,
    brand: Option<Brand>,
    nearest: Option<(String, String)>,
}

/// `GET /administration/settings/colours`: what is kept, or by `?light=` what is looked at first.
pub(super) async fn form(State(site): State<Site>, visitor: Visitor, fields: Fields) -> Outcome {
    let loaded = load(&site).await?;
    let mut errors = FormErrors::default();
    if fields.raw("light").is_empty() {
        let (light, dark) = kept(&loaded.0);
        let fields = Fields::of([("light", light), ("dark", dark)]);
        return show(&site, &visitor, &loaded, &fields, None, &errors);
    }
    let typed = read(&visitor, &fields, &mut errors);
    show(&site, &visitor, &loaded, &fields, Some(typed), &errors)
}

/// The two colours of the rows, empty where nobody chose.
fn kept(rows: &[SettingRow]) -> (String, String) {
    let value = |name: &str| {
        let row = rows.iter().find(|row| row.name == name);
        row.map_or_else(String::new, |row| row.value.clone())
    };
    (value(COLOUR_LIGHT), value(COLOUR_DARK))
}

/// Reads the two colours; what is wrong is noted at its field.
fn read(visitor: &Visitor, fields: &Fields, errors: &mut FormErrors) -> Typed {
    let l = visitor.words;
    let mut colour = |name: &str, must: bool| {
        let text = fields.line(name, MOST, l, errors);
        let colour = Colour::parse(&text);
        if colour.is_none() && (must || !text.is_empty()) && errors.of(name).is_none() {
            errors.add(name, l.t("settings-wrong-colour"));
        }
        colour
    };
    let (light, dark) = (colour("light", true), colour("dark", false));
    let text = |colour: Option<Colour>| colour.map_or_else(String::new, |it| it.to_string());
    let mut typed = Typed {
        light: text(light),
        dark: text(dark),
        brand: None,
        nearest: None,
    };
    let Some(light) = light.filter(|_| errors.is_empty()) else {
        return typed;
    };
    match Brand::new(light, dark) {
        Ok(brand) => typed.brand = Some(brand),
        Err(pale) => {
            let is_light = pale.look == Look::Light;
            errors.add(if is_light { "light" } else { "dark" }, said_pale(l, &pale));
            let nearest = Some(pale.nearest);
            let address = match is_light {
                true => address(nearest, dark),
                false => address(Some(light), nearest),
            };
            let label = l.t1("settings-colour-take", "colour", pale.nearest.to_string());
            typed.nearest = Some((label, address));
        }
    }
    typed
}

/// Where colours are looked at before they are kept.
fn address(light: Option<Colour>, dark: Option<Colour>) -> String {
    let digits = |colour: Option<Colour>| colour.map_or_else(String::new, Colour::digits);
    format!("{PATH}?light={}&dark={}", digits(light), digits(dark))
}

fn said_pale(l: Words, pale: &TooPale) -> String {
    l.with("settings-colour-pale")
        .arg(
            "look",
            &*l.t(&format!("settings-look-{}", pale.look.word())),
        )
        .arg(
            "place",
            &*l.t(&format!("settings-place-{}", pale.place.word())),
        )
        .arg("ratio", ratio(l, pale.ratio).as_str())
        .arg("least", ratio(l, pale.look.least()).as_str())
        .arg("nearest", pale.nearest.to_string().as_str())
        .to_string()
}

/// A contrast to two places, never more than it is: 4,49 must not be read as enough.
fn ratio(l: Words, ratio: f64) -> String {
    // Between 1 and 21.
    hundredths(l.language(), (ratio * 100.0).floor() as i64)
}

fn sample(l: Words, look: Look, action: Colour) -> Sample {
    let measured = look.measured(action).into_iter();
    let worst = measured.min_by(|(_, one), (_, two)| one.total_cmp(two));
    let least = worst.map(|(place, contrast)| {
        l.with("settings-colour-least")
            .arg("ratio", ratio(l, contrast).as_str())
            .arg("least", ratio(l, look.least()).as_str())
            .arg("place", &*l.t(&format!("settings-place-{}", place.word())))
            .to_string()
    });
    Sample {
        name: l.t(&format!("settings-look-{}", look.word())).into_owned(),
        paper: look.surface(Place::Paper, action),
        sheet: look.surface(Place::Sheet, action),
        wash: look.surface(Place::Wash, action),
        on_action: look.on_action(),
        action,
        least: least.unwrap_or_default(),
    }
}

fn show(
    site: &Site,
    visitor: &Visitor,
    (rows, entries): &(Vec<SettingRow>, Vec<EntryRow>),
    fields: &Fields,
    typed: Option<Typed>,
    errors: &FormErrors,
) -> Outcome {
    let l = visitor.words;
    let mut chrome = Chrome::new(site, visitor, &l.t("settings-colours-title"));
    let is_preview = typed.as_ref().is_some_and(|typed| typed.brand.is_some());
    let nearest = typed.as_ref().and_then(|typed| typed.nearest.clone());
    let seen = typed
        .and_then(|typed| typed.brand)
        .or_else(|| rules::brand(rows));
    if is_preview {
        chrome.dress(seen.as_ref());
    }
    let own = |look: Look| {
        seen.as_ref()
            .map_or_else(|| look.own(), |brand| brand.action(look))
    };
    let field = |name: &'static str| {
        let label = format!("field-setting-colour-{name}");
        Field::new(&chrome, FieldKind::Line, name, &label, fields, errors).short()
    };
    let items = items(&chrome, entries);
    let template = ColoursPage {
        summary: ErrorSummary::new(&chrome, errors),
        version: version(rows),
        light: field("light").help("settings-about-setting-colour-light"),
        dark: field("dark")
            .optional()
            .help("settings-about-setting-colour-dark"),
        nearest,
        is_preview,
        is_chosen: !kept(rows).0.is_empty(),
        samples: Look::ALL
            .map(|look| sample(l, look, own(look)))
            .into_iter()
            .collect(),
        history: History::new(&chrome, &items),
        has_history: !items.is_empty(),
        chrome: &chrome,
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

/// `POST /administration/settings/colours`: looks at what was typed, or keeps it.
pub(super) async fn change(
    State(site): State<Site>,
    Extension(fixed): Extension<Arc<Fixed>>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let mut errors = FormErrors::default();
    let typed = read(&visitor, &fields, &mut errors);
    let loaded = load(&site).await?;
    if fields.raw("act") == "look" && errors.is_empty() {
        let colour = |text: &str| Colour::parse(text);
        return Ok(redirect(&address(
            colour(&typed.light),
            colour(&typed.dark),
        )));
    }
    if errors.is_empty() && fields.raw(VERSION) != version(&loaded.0) {
        errors.add("light", visitor.t("settings-meanwhile"));
    }
    if !errors.is_empty() {
        return show(&site, &visitor, &loaded, &fields, Some(typed), &errors);
    }
    let colours = (typed.light, typed.dark);
    keep(&site, &fixed, &visitor, &loaded.0, colours).await
}

/// `POST /administration/settings/colours/reset`: Oqu's own again.
pub(super) async fn reset(
    State(site): State<Site>,
    Extension(fixed): Extension<Arc<Fixed>>,
    visitor: Visitor,
) -> Outcome {
    let (rows, _) = load(&site).await?;
    keep(&site, &fixed, &visitor, &rows, Default::default()).await
}

async fn keep(
    site: &Site,
    fixed: &Fixed,
    visitor: &Visitor,
    rows: &[SettingRow],
    (light, dark): (String, String),
) -> Outcome {
    let (old_light, old_dark) = kept(rows);
    let changed: Vec<Changed> = [
        (COLOUR_LIGHT, old_light, light),
        (COLOUR_DARK, old_dark, dark),
    ]
    .into_iter()
    .filter(|(_, old, new)| old != new)
    .map(|(name, old, new)| Changed {
        name,
        is_default: new.is_empty(),
        old,
        new,
    })
    .collect();
    if !changed.is_empty() {
        let (by, opened) = (By::visitor(site, visitor), version(rows));
        let is_set = site.db.write::<_, Error, _>(async move |tx| {
            if version(&store::all(tx).await?) != opened {
                return Ok(false);
            }
            store::set(tx, &by, &changed).await?;
            Ok(true)
        });
        if !is_set.await? {
            return Err(Failure::Conflict);
        }
        super::refresh(site, fixed).await?;
    }
    let mut response = redirect(PATH);
    let told = Flash::done("settings-colours-saved", "");
    response.extensions_mut().insert(told);
    Ok(response)
}
