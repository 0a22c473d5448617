use askama::Template;
use axum::extract::State;
use oqu_db::Error;
use oqu_web::{Chrome, Outcome, Site, Visitor, Words, page};

use super::rules::{DEMANDS, Demand, There, Wanted, met};
use super::store;
use crate::{equipment, units};

#[derive(Template)]
#[template(path = "rooms/demands.html")]
struct DemandsPage<'a> {
    chrome: &'a Chrome,
    lines: Vec<Line>,
    count_met: usize,
}

/// A demand beside what is there.
struct Line {
    name: String,
    clauses: &'static str,
    is_met: bool,
    there: String,
    path: Option<String>,
}

/// `GET /structure/rooms/demands`: what the rules demand and what is there. Three statements.
pub(super) async fn demands(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let language = visitor.language();
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let rooms = store::open(tx).await?;
        let structure = units::store::structure(tx, language).await?;
        let open = structure.units().iter().filter(|unit| unit.is_open());
        Ok(There {
            rooms: rooms
                .iter()
                .map(|room| (room.details.kind, room.details.places))
                .collect(),
            equipment: equipment::store::tallies(tx).await?,
            functions: open.map(|unit| unit.details.function).collect(),
        })
    });
    let there = loaded.await?;
    let words = visitor.words;
    let chrome = super::chrome_of(&site, &visitor, &words.t("demands-title"));
    let lines: Vec<Line> = DEMANDS
        .iter()
        .map(|demand| line(words, demand, &there))
        .collect();
    let template = DemandsPage {
        chrome: &chrome,
        count_met: lines.iter().filter(|line| line.is_met).count(),
        lines,
    };
    page(&template)
}

fn line(words: Words, demand: &Demand, there: &There) -> Line {
    let met = met(demand.wanted, there);
    let count = |key: &str| words.t1(key, "count", met.count);
    let (told, path) = match demand.wanted {
        Wanted::Connected => (count("demand-pieces"), "/structure/rooms".to_owned()),
        Wanted::Rooms(kinds) => {
            let places = words.t1("room-places-count", "count", met.places);
            let path = match kinds {
                [kind] => format!("/structure/rooms?kind={}", kind.key()),
                _ => "/structure/rooms".to_owned(),
            };
            (format!("{}, {places}", count("rooms-found")), path)
        }
        Wanted::Unit(_) => (count("organisation-units-count"), "/structure".to_owned()),
    };
    Line {
        name: words.t(&format!("demand-{}", demand.key)).into_owned(),
        clauses: demand.clauses,
        is_met: met.count > 0,
        there: match met.count {
            0 => words.t("demand-nothing").into_owned(),
            _ => told,
        },
        path: (met.count > 0).then_some(path),
    }
}
