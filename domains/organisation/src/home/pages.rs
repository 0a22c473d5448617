use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use oqu_db::{Error, Tx};
use oqu_kernel::Moment;
use oqu_web::{Chrome, Outcome, Site, Visitor, Words, page};

use crate::news::picture::Pictures;
use crate::news::rules::NewsRow;
use crate::organisation::rules::{OrganisationRow, dialled};
use crate::units::rules::{Structure, UnitId, UnitRow};
use crate::{groups, news, organisation, units};

#[derive(Template)]
#[template(path = "home/home.html")]
struct HomePage<'a> {
    chrome: &'a Chrome,
    organisation: Option<&'a OrganisationRow>,
    units: Vec<Card<'a>>,
    news: Vec<news::Card>,
}

/// A unit as the street sees it.
struct Card<'a> {
    name: &'a str,
    kind: String,
    code: &'a str,
    counts: String,
}

/// News that the home shows.
const NEWEST: usize = 3;

/// `GET /`: five statements.
pub(super) async fn home(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let language = visitor.language();
    let now = visitor.now;
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        Ok((
            organisation::store::organisation(tx).await?,
            units::store::structure(tx, language).await?,
            groups::store::counts(tx).await?,
            newest(tx, now).await?,
        ))
    });
    let (organisation, structure, groups, (newest, pictures)) = loaded.await?;
    let words = visitor.words;
    let name = organisation.as_ref().map_or_else(
        || words.t("organisation-home-portal").into_owned(),
        |organisation| organisation.details.name.of(language).to_owned(),
    );
    let chrome = Chrome::new(&site, &visitor, &name);
    let groups: HashMap<UnitId, i64> = groups.into_iter().collect();
    let template = HomePage {
        chrome: &chrome,
        organisation: organisation.as_ref(),
        units: cards(words, &structure, &groups),
        news: news::cards(&chrome, &newest, &pictures),
    };
    page(&template)
}

async fn newest(tx: &mut Tx, now: Moment) -> oqu_db::Result<(Vec<NewsRow>, Pictures)> {
    let listed = news::store::published(tx, now, news::store::From::Start, NEWEST).await?;
    let pictures = news::picture::of_news(tx, &listed.rows).await?;
    Ok((listed.rows, pictures))
}

fn cards<'a>(
    words: Words,
    structure: &'a Structure,
    groups: &HashMap<UnitId, i64>,
) -> Vec<Card<'a>> {
    structure
        .walk()
        .into_iter()
        .map(|(_, unit)| unit)
        .filter(|unit| unit.is_open() && unit.details.kind.is_public())
        .map(|unit| card(words, structure, groups, unit))
        .collect()
}

fn card<'a>(
    words: Words,
    structure: &'a Structure,
    groups: &HashMap<UnitId, i64>,
    unit: &'a UnitRow,
) -> Card<'a> {
    let under = structure.open_under(unit.id);
    let count: i64 = structure
        .whole(unit.id)
        .iter()
        .filter_map(|id| groups.get(id))
        .sum();
    let mut counts = Vec::new();
    if under > 0 {
        counts.push(words.t1("organisation-units-count", "count", under));
    }
    if count > 0 {
        counts.push(words.t1("organisation-groups-count", "count", count));
    }
    Card {
        name: unit.details.name.of(words.language()),
        kind: units::kind_name(words, unit.details.kind),
        code: &unit.details.code,
        counts: counts.join(" · "),
    }
}
