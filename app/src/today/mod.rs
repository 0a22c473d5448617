//! Today: what is mine to do now, gathered from all areas for the open workspace.
//!
//! Each area says through its api what there is; here it is put into one column and one aside.
//! The page asks in one unit of reading, however many areas answer.

mod aside;
mod load;
mod words;

use askama::Template;
use axum::extract::State;
use oqu_db::Error;
use oqu_text::format::date_with_weekday;
use oqu_web::{
    Access, Agenda, AgendaGroup, BarChart, Bars, Chrome, Messages, Outcome, Routes, Site, Visitor,
    page,
};

use aside::{Card, Figure};

/// The words of the page.
pub const MESSAGES: Messages = oqu_web::messages!("today");

/// Its route.
pub fn routes() -> Routes {
    Routes::new().get("/today", Access::SignedIn, today)
}

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayPage<'a> {
    chrome: &'a Chrome,
    date: String,
    machine_date: String,
    figures: Vec<Figure>,
    agenda: Agenda<'a>,
    chart: Option<BarChart<'a>>,
    cards: Vec<Card>,
}

/// `GET /today`
async fn today(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let actor = visitor.person()?.clone();
    let (language, now) = (visitor.language(), visitor.now);
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| load::load(tx, &actor, language, now).await)
        .await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("today-title"));
    let date = site.local(visitor.now).date();
    let groups: Vec<AgendaGroup> = words::agenda(&chrome, &loaded);
    let bars: Option<Bars> = words::roles_chart(words, &loaded);
    page(&TodayPage {
        date: date_with_weekday(language, date),
        machine_date: date.to_string(),
        figures: aside::figures(words, &loaded),
        agenda: Agenda::new(&chrome, &groups),
        chart: bars.as_ref().map(|bars| BarChart::new(&chrome, bars)),
        cards: aside::cards(words, &loaded),
        chrome: &chrome,
    })
}
