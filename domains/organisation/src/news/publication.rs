use askama::Template;
use axum::extract::{Path, State};
use jiff::civil::{DateTime, Time};
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::Moment;
use oqu_text::format::parse_date;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, page, partial,
};

use super::rules::{NewsId, NewsRow, State as Standing, may_be_planned};
use super::{PATH, path, store};
use crate::form::done;

const DAY: &str = "news-day";
const TIME: &str = "news-time";

#[derive(Template)]
#[template(path = "news/later.html")]
struct LaterPage<'a> {
    chrome: &'a Chrome,
    place: String,
    title: &'a str,
    lang: &'static str,
    summary: ErrorSummary<'a>,
    fields: [Field<'a>; 2],
}

/// `GET /news/{id}/publication`: at which moment. There is no page for what is published already.
pub(super) async fn later_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<NewsId>,
) -> Outcome {
    let news = load(&site, id).await?;
    let typed = match news.state(visitor.now) {
        Standing::Published(_) => return Err(Failure::NotFound),
        Standing::Planned(at) => {
            let local = site.local(at);
            Fields::of([
                (DAY, local.strftime("%d.%m.%Y").to_string()),
                (TIME, local.strftime("%H:%M").to_string()),
            ])
        }
        Standing::Draft | Standing::Withdrawn(_) => Fields::default(),
    };
    show(&site, &visitor, &news, &typed, &FormErrors::default())
}

async fn load(site: &Site, id: NewsId) -> Result<NewsRow, Failure> {
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| store::one(tx, id).await);
    loaded.await?.ok_or(Failure::NotFound)
}

fn show(
    site: &Site,
    visitor: &Visitor,
    news: &NewsRow,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let language = news.details.read_in(words.language());
    let title = news.details.title.own(language);
    let chrome = Chrome::new(site, visitor, &words.t("news-later"))
        .crumb(PATH, words.t("news-title"))
        .crumb(path(news.id), title);
    let field = |name: &'static str, help| {
        let label = format!("field-{name}");
        Field::new(&chrome, FieldKind::Line, name, &label, typed, errors)
            .help(help)
            .short()
            .keyboard("numeric")
    };
    let template = LaterPage {
        chrome: &chrome,
        place: path(news.id),
        title,
        lang: language.html_lang(),
        summary: ErrorSummary::new(&chrome, errors),
        fields: [field(DAY, "news-day-help"), field(TIME, "news-time-help")],
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// What became of a publication.
enum Became {
    Published,
    Planned,
    Gone,
}

/// `POST /news/{id}/publication`: at once, or at the day and time that are typed. What is published
/// stays as it is.
pub(super) async fn publish(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<NewsId>,
    typed: Fields,
) -> Outcome {
    let mut later = None;
    if typed.ticked("later") {
        let news = load(&site, id).await?;
        let mut errors = FormErrors::default();
        later = read(&site, &visitor, &typed, &mut errors);
        if !errors.is_empty() {
            return show(&site, &visitor, &news, &typed, &errors);
        }
    }
    let by = By::visitor(&site, &visitor);
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let Some(news) = store::one(tx, id).await? else {
            return Ok(Became::Gone);
        };
        if news.is_published(by.now) {
            return Ok(Became::Published);
        }
        match later {
            Some(moment) => {
                if news.published_at != Some(moment.0) {
                    store::plan(tx, &by, &news, moment).await?;
                }
                Ok(Became::Planned)
            }
            None => {
                store::publish(tx, &by, &news, by.now).await?;
                Ok(Became::Published)
            }
        }
    });
    match written.await? {
        Became::Gone => Err(Failure::NotFound),
        Became::Published => done(&path(id), Flash::done("news-published", "")),
        Became::Planned => done(&path(id), Flash::done("news-planned", "")),
    }
}

/// The moment that was typed, with what the organisation's clock shows then.
fn read(
    site: &Site,
    visitor: &Visitor,
    typed: &Fields,
    errors: &mut FormErrors,
) -> Option<(Moment, DateTime)> {
    let words = visitor.words;
    let day = parse_date(typed.raw(DAY));
    if day.is_err() {
        errors.add(DAY, words.t("form-date"));
    }
    let time = Time::strptime("%H:%M", typed.raw(TIME).trim());
    if time.is_err() {
        errors.add(TIME, words.t("news-time-wrong"));
    }
    let local = day.ok()?.to_datetime(time.ok()?);
    let zoned = local.to_zoned(site.chosen().zone.clone()).ok()?;
    let at = Moment::from_millis(zoned.timestamp().as_millisecond());
    if !may_be_planned(at, visitor.now) {
        errors.add(DAY, words.t("news-day-wrong"));
    }
    Some((at, local))
}

/// `POST /news/{id}/withdrawal`: nobody reads it any more; what is planned is a draft again.
pub(super) async fn withdraw(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<NewsId>,
) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let Some(news) = store::one(tx, id).await? else {
            return Ok(false);
        };
        if news.published_at.is_some() {
            store::withdraw(tx, &by, &news).await?;
        }
        Ok(true)
    });
    match written.await? {
        true => done(&path(id), Flash::done("news-withdrawn", "")),
        false => Err(Failure::NotFound),
    }
}
