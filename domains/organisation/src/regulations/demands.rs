use askama::Template;
use axum::extract::State;
use jiff::civil::Date;
use oqu_db::Error;
use oqu_web::{Chrome, Outcome, Site, Visitor, page};

use super::fields::{edition_name, kind_name};
use super::rules::{Demand, Register, Standing, demanded};
use super::{PATH, path, store};
use crate::organisation;

#[derive(Template)]
#[template(path = "regulations/demands.html")]
struct DemandsPage<'a> {
    chrome: &'a Chrome,
    lines: Vec<Line>,
    count_met: usize,
}

/// A demanded document beside what is in force.
struct Line {
    name: String,
    clauses: &'static str,
    /// Title and page of what is in force.
    there: Vec<(String, String)>,
    /// Where the missing one is added.
    add: String,
}

/// `GET /regulations/demands`: what the orders leave to the organisation to rule, and what of it is
/// in force today. Two statements.
pub(super) async fn demands(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let organisation = organisation::store::organisation(tx).await?;
        Ok((store::all(tx).await?, organisation))
    });
    let (register, organisation) = loaded.await?;
    let words = visitor.words;
    let today = site.local(visitor.now).date();
    let chrome = Chrome::new(&site, &visitor, &words.t("regulation-demands"))
        .crumb(PATH, words.t("regulations-title"));
    let kind = organisation.map(|known| known.details.kind);
    let lines: Vec<Line> = demanded(kind)
        .map(|demand| line(&chrome, demand, &register, today))
        .collect();
    let template = DemandsPage {
        chrome: &chrome,
        count_met: lines.iter().filter(|line| !line.there.is_empty()).count(),
        lines,
    };
    page(&template)
}

fn line(chrome: &Chrome, demand: &Demand, register: &Register, today: Date) -> Line {
    let words = chrome.l;
    let answers = register.0.iter().filter(|row| {
        row.details.kind == demand.kind && register.standing(row, today) == Standing::InForce
    });
    Line {
        name: kind_name(words, demand.kind),
        clauses: demand.clauses,
        there: answers
            .map(|row| (edition_name(words.language(), &row.details), path(row.id)))
            .collect(),
        add: format!("{PATH}/new?regulation-kind={}", demand.kind.key()),
    }
}
