use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_text::Language;
use oqu_web::meanwhile::{self, OPENED, VERSION, versioned};
use oqu_web::{
    Chrome, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site, Visitor, Words,
};

use super::rules::{Lacks, NEWS, NewsDetails, NewsId, NewsRow};
use super::{PATH, path, store};
use crate::form::{self, About, Section, Shown};
use crate::history::{self, Last};
use crate::names::{Names, Trio};

/// Longest title, in characters.
const TITLE_LIMIT: usize = 160;
/// Longest text, in characters: three screens of a laptop.
const TEXT_LIMIT: usize = 10_000;

const TITLE: Trio = ["heading-kk", "heading-ru", "heading-en"];
const TEXT: Trio = ["news-text-kk", "news-text-ru", "news-text-en"];
const FIELDS: [&str; 6] = [TITLE[0], TEXT[0], TITLE[1], TEXT[1], TITLE[2], TEXT[2]];

/// What became of a form.
enum Written {
    Done,
    /// Somebody else changed it after the form was opened.
    Changed(Box<NewsRow>, Option<Last>),
    Gone,
}

/// `GET /news/new`
pub(super) async fn new_page(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let form = (&Fields::default(), String::new(), &FormErrors::default());
    render(&site, &visitor, None, form, None)
}

/// `POST /news`: a draft.
pub(super) async fn add(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let details = read(words, &typed, &mut errors, Names::default());
    if !errors.is_empty() {
        return render(
            &site,
            &visitor,
            None,
            (&typed, String::new(), &errors),
            None,
        );
    }
    let by = By::visitor(&site, &visitor);
    let id = NewsId::new(by.now, &by.chance);
    let title = details.title.of(words.language()).to_owned();
    let written = site
        .db
        .write::<_, Error, _>(async move |tx| store::add(tx, &by, id, &details).await);
    written.await?;
    form::done(&path(id), Flash::done("news-added", &title))
}

/// `GET /news/{id}/edit`
pub(super) async fn edit_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<NewsId>,
) -> Outcome {
    let news = load(&site, id).await?;
    let typed = versioned(&fields(&news.details), news.version);
    let opened = meanwhile::sealed(&FIELDS, &typed);
    let form = (&typed, opened, &FormErrors::default());
    render(&site, &visitor, Some(&news), form, None)
}

/// `POST /news/{id}`
pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<NewsId>,
    typed: Fields,
) -> Outcome {
    let words = visitor.words;
    let news = load(&site, id).await?;
    let mut errors = FormErrors::default();
    let details = read(words, &typed, &mut errors, news.details.alt.clone());
    if !errors.is_empty() {
        let form = (&typed, typed.raw(OPENED).to_owned(), &errors);
        return render(&site, &visitor, Some(&news), form, None);
    }
    let by = By::visitor(&site, &visitor);
    let version = typed.raw(VERSION).parse::<i64>().unwrap_or_default();
    let title = details.title.of(words.language()).to_owned();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let Some(news) = store::one(tx, id).await? else {
            return Ok(Written::Gone);
        };
        if news.version != version {
            let last = history::last(tx, NEWS, id).await?;
            return Ok(Written::Changed(Box::new(news), last));
        }
        store::change(tx, &by, &news, &details).await?;
        Ok(Written::Done)
    });
    match written.await? {
        Written::Gone => Err(Failure::NotFound),
        Written::Done => form::done(&path(id), Flash::done("organisation-saved", &title)),
        Written::Changed(news, last) => {
            let opened = meanwhile::unsealed(&FIELDS, typed.raw(OPENED));
            let saved = fields(&news.details);
            let (merged, changed) = meanwhile::merge(&FIELDS, &opened, &typed, &saved);
            let merged = versioned(&merged, news.version);
            let opened = meanwhile::sealed(&FIELDS, &saved);
            let form = (&merged, opened, &FormErrors::default());
            render(&site, &visitor, Some(&news), form, Some((last, changed)))
        }
    }
}

async fn load(site: &Site, id: NewsId) -> Result<NewsRow, Failure> {
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| store::one(tx, id).await);
    loaded.await?.ok_or(Failure::NotFound)
}

fn fields(details: &NewsDetails) -> Fields {
    let title = details.title.fields(TITLE).into_iter();
    title
        .chain(details.text.fields(TEXT))
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// Reads a form; `alt` is what the picture shows, which has a form of its own.
fn read(words: Words, typed: &Fields, errors: &mut FormErrors, alt: Names) -> NewsDetails {
    let details = NewsDetails {
        title: Names::typed(typed, TITLE, TITLE_LIMIT, words, errors),
        text: Names::typed_lines(typed, TEXT, TEXT_LIMIT, words, errors),
        alt,
    };
    for lacks in details.lacks() {
        match lacks {
            Lacks::Everything => errors.add(TITLE[0], words.t("news-lacks-everything")),
            Lacks::Title(language) => {
                errors.add(of(TITLE, language), words.t("news-lacks-title"));
            }
            Lacks::Text(language) => errors.add(of(TEXT, language), words.t("news-lacks-text")),
        }
    }
    details
}

const fn of([kk, ru, en]: Trio, language: Language) -> &'static str {
    match language {
        Language::Kk => kk,
        Language::Ru => ru,
        Language::En => en,
    }
}

fn render(
    site: &Site,
    visitor: &Visitor,
    news: Option<&NewsRow>,
    (typed, opened, errors): (&Fields, String, &FormErrors),
    told: Option<(Option<Last>, Vec<meanwhile::Meanwhile>)>,
) -> Outcome {
    let words = visitor.words;
    let about = match news {
        Some(news) => About {
            title: words.t("news-edit").into_owned(),
            action: path(news.id),
            back: path(news.id),
            submit: "form-save",
        },
        None => About {
            title: words.t("news-new").into_owned(),
            action: PATH.into(),
            back: PATH.into(),
            submit: "news-keep",
        },
    };
    let mut chrome = Chrome::new(site, visitor, &about.title).crumb(PATH, words.t("news-title"));
    if let Some(news) = news {
        chrome = chrome.crumb(path(news.id), news.details.title.of(words.language()));
    }
    let told = told.map(|(last, changed)| {
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
    let field = |kind, name: &'static str| {
        let label = format!("field-{name}");
        Field::new(chrome, kind, name, &label, typed, errors).optional()
    };
    Language::ALL
        .into_iter()
        .map(|language| Section {
            title: chrome
                .l
                .t(&format!("news-in-{}", language.code()))
                .into_owned(),
            fields: vec![
                field(FieldKind::Line, of(TITLE, language)),
                field(FieldKind::Lines, of(TEXT, language)).help("news-text-help"),
            ],
        })
        .collect()
}
