//! Today: what is mine to do now, gathered from all areas for the open workspace.
//!
//! Each area says through its api what there is; here it is put into one column and one aside.
//! The page asks in one unit of reading, however many areas answer.

mod aside;
mod load;
mod overview;
mod words;

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use oqu_db::Error;
use oqu_identity::api::Role;
use oqu_mail::Carrier;
use oqu_text::format::{date_with_weekday, time};
use oqu_web::{
    Access, Agenda, AgendaGroup, BarChart, Bars, Chrome, Messages, Outcome, Routes, Site, Visitor,
    page,
};

use aside::{Card, Figure};
pub use overview::Counts;

/// The words of the page.
pub const MESSAGES: Messages = oqu_web::messages!("today");

/// Its route; `counts` is the organisation in numbers, `carrier` what sends mails.
pub fn routes(counts: &Counts, carrier: &Arc<Carrier>) -> Routes {
    Routes::new()
        .get("/today", Access::SignedIn, today)
        .with(Extension(counts.clone()))
        .with(Extension(Arc::clone(carrier)))
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
    State(site): State<Site>,
    Extension(counts): Extension<Counts>,
    Extension(carrier): Extension<Arc<Carrier>>,
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
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("today-title"));
    let date = site.local(visitor.now).date();
    let mut cards = aside::cards(words, &loaded);
    if visitor.person().is_ok_and(oqu_mail::mail_read) {
        cards.push(aside::system(words, carrier.is_set()));
    }
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
        cards,
        chrome: &chrome,
    })
}
