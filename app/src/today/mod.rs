//! Today: what is mine to do now, gathered from all areas for the open workspace.
//!
//! Each area says through its api what there is; here it is put into one column and one aside.
//! The page asks in one unit of reading, however many areas answer.

mod aside;
mod load;
mod overview;
mod words;

use askama::Template;
use axum::Extension;
use axum::extract::State as FromSite;
use oqu_db::Error;
use oqu_identity::api::Role;
use oqu_text::format::{date_with_weekday, time};
use oqu_web::{
    Access, Agenda, AgendaGroup, BarChart, Bars, Chrome, Messages, Outcome, Routes, Site, Visitor,
    page,
};

use aside::{Card, Figure};
pub use overview::Counts;

use crate::doctor::{Health, State};

/// The words of the page.
pub const MESSAGES: Messages = oqu_web::messages!("today");

/// Its route; `counts` is the organisation in numbers, `health` how this node stands.
pub fn routes(counts: &Counts, health: &Health) -> Routes {
    Routes::new()
        .get("/today", Access::SignedIn, today)
        .with(Extension(counts.clone()))
        .with(Extension(health.clone()))
}

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayPage<'a> {
    chrome: &'a Chrome,
    date: String,
    machine_date: String,
    figures: Vec<Figure>,
    counted: Option<String>,
    agenda: Agenda<'a>,
    chart: Option<BarChart<'a>>,
    cards: Vec<Card>,
}

/// `GET /today`
async fn today(
    FromSite(site): FromSite<Site>,
    Extension(counts): Extension<Counts>,
    Extension(health): Extension<Health>,
    visitor: Visitor,
) -> Outcome {
    let actor = visitor.person()?.clone();
    let (language, now) = (visitor.language(), visitor.now);
    let leads = Role::of(actor.workspace).is_some_and(load::leads);
    let mut loaded = site
        .db
        .read::<_, Error, _>(async move |tx| load::load(tx, &actor, language, now).await)
        .await?;
    if leads {
        loaded.overview = counts.last();
    }
    if loaded.steers {
        loaded.failing = health.count(State::Fail);
    }
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("today-title"));
    let date = site.local(visitor.now).date();
    let groups: Vec<AgendaGroup> = words::agenda(&chrome, &loaded);
    let bars: Option<Bars> = words::faculties_chart(words, &loaded);
    page(&TodayPage {
        date: date_with_weekday(language, date),
        machine_date: date.to_string(),
        figures: aside::figures(words, &loaded),
        counted: loaded
            .overview
            .as_ref()
            .map(|overview| time(chrome.local(&overview.at))),
        agenda: Agenda::new(&chrome, &groups),
        chart: bars.as_ref().map(|bars| BarChart::new(&chrome, bars)),
        cards: aside::cards(words, &loaded),
        chrome: &chrome,
    })
}
