use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_web::{Chrome, Outcome, Site, Visitor, Words, page};

use crate::organisation::rules::dialled;
use crate::posts::rules::PostId;
use crate::units::rules::{Structure, UnitId, UnitRow};
use crate::units::{function_name, kind_name};
use crate::{appointments, dates, people, posts, units};

#[derive(Template)]
#[template(path = "portal/units.html")]
struct UnitsPage<'a> {
    chrome: &'a Chrome,
    units: Vec<Card<'a>>,
}

/// A unit at the top with all under it.
struct Card<'a> {
    unit: Line<'a>,
    under: Vec<Line<'a>>,
}

/// A unit as the street sees it.
struct Line<'a> {
    name: &'a str,
    kind: String,
    function: Option<String>,
    head: Option<&'a str>,
    phone: &'a str,
    email: &'a str,
}

struct Loaded {
    structure: Structure,
    /// Who leads each unit.
    heads: HashMap<UnitId, String>,
}

/// `GET /contacts`: four statements, however many units there are.
pub(super) async fn units(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let language = visitor.language();
    let today = dates::in_row(Some(site.local(visitor.now).date()));
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let leading = posts::store::leading(tx).await?;
        let ids: Vec<PostId> = leading.iter().map(|post| post.id).collect();
        let held = appointments::store::on_day(tx, &ids, &today).await?;
        let holders: Vec<PersonId> = held.iter().map(|held| held.person).collect();
        let names = people::names(tx, &holders).await?;
        let mut heads: HashMap<UnitId, String> = HashMap::new();
        for post in &leading {
            let first = held.iter().find(|held| held.post == post.id);
            if let Some(name) = first.and_then(|held| names.get(&held.person)) {
                let unit = post.details.unit;
                heads.entry(unit).or_insert_with(|| name.clone());
            }
        }
        Ok(Loaded {
            structure: units::store::structure(tx, language).await?,
            heads,
        })
    });
    let loaded = loaded.await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("portal-units"))
        .crumb("/about", words.t("portal-about"));
    let template = UnitsPage {
        chrome: &chrome,
        units: cards(words, &loaded),
    };
    page(&template)
}

fn cards(words: Words, loaded: &Loaded) -> Vec<Card<'_>> {
    let mut cards: Vec<Card<'_>> = Vec::new();
    for (depth, unit) in loaded.structure.walk() {
        if !unit.is_open() {
            continue;
        }
        let line = line(words, loaded, unit);
        match cards.last_mut() {
            Some(card) if depth > 0 => card.under.push(line),
            _ => cards.push(Card {
                unit: line,
                under: Vec::new(),
            }),
        }
    }
    cards
}

fn line<'a>(words: Words, loaded: &'a Loaded, unit: &'a UnitRow) -> Line<'a> {
    let details = &unit.details;
    let kind = kind_name(words, details.kind);
    Line {
        name: details.name.of(words.language()),
        function: function_name(words, details.function).filter(|function| *function != kind),
        kind,
        head: loaded.heads.get(&unit.id).map(String::as_str),
        phone: &details.phone,
        email: &details.email,
    }
}
