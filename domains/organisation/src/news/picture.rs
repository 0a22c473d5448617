use std::collections::HashMap;
use std::pin::Pin;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use oqu_audit::{Act, By, record};
use oqu_db::{Error, Result, Tx};
use oqu_files::images::{self, Made, Written};
use oqu_files::{File, Files, Keeper, NewFile, Owner, Scan};
use oqu_kernel::{Actor, Id, Moment};
use oqu_text::Language;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, FileDrop, Flash, FormErrors, Outcome,
    Site, Uploads, Visitor, page, partial,
};
use uuid::Uuid;

use super::rules::{NEWS, NewsDetails, NewsId, NewsRow};
use super::{PATH, path, store};
use crate::form::{done, wanted};
use crate::names::{Names, Trio};
use crate::permissions;
use crate::pictures::{self, ACCEPT};

/// The kind of things that pictures of news belong to.
pub const NEWS_PICTURE: &str = "news-picture";
/// What the form may bring.
pub(super) const MOST_BYTES: u64 = pictures::MOST_BYTES;
/// The longest edges that are kept, in pixels: for the page of one, and for lists.
const LARGE: u32 = 1280;
const SMALL: u32 = 480;
/// What the file is called.
const NAME: &str = "picture.jpg";
/// The field of the file.
const FIELD: &str = "picture";
const ALT: Trio = ["alt-kk", "alt-ru", "alt-en"];
/// Longest words for those who do not see the picture, in characters.
const ALT_LIMIT: usize = 200;

/// Answers who may see pictures of news: everybody those of what is published, its writers all.
pub struct NewsPictures;

impl Keeper for NewsPictures {
    fn may_read<'a>(
        &'a self,
        _: &'a mut Tx,
        actor: &'a Actor,
        _: Uuid,
    ) -> Pin<Box<dyn Future<Output = Result<bool>> + 'a>> {
        Box::pin(async move { Ok(permissions::news_write(actor)) })
    }

    fn is_public<'a>(
        &'a self,
        tx: &'a mut Tx,
        thing: Uuid,
        now: Moment,
    ) -> Pin<Box<dyn Future<Output = Result<bool>> + 'a>> {
        Box::pin(store::is_published(tx, NewsId::from_uuid(thing), now))
    }
}

fn owner(id: NewsId) -> Owner {
    Owner {
        kind: NEWS_PICTURE,
        id: id.uuid(),
    }
}

/// The pictures of some news.
pub(crate) struct Pictures(HashMap<Uuid, Id<File>>);

/// The pictures of these, in one statement.
pub(crate) async fn of_news(tx: &mut Tx, news: &[NewsRow]) -> Result<Pictures> {
    let ids = news.iter().map(|news| news.id.uuid());
    Ok(Pictures(oqu_files::newest(tx, NEWS_PICTURE, ids).await?))
}

impl Pictures {
    /// Where the picture for a list is.
    pub(crate) fn small(&self, id: NewsId) -> Option<String> {
        let picture = self.0.get(&id.uuid())?;
        Some(format!("/files/{picture}/{NAME}?edge={SMALL}"))
    }

    /// Where the picture for the page of one is.
    pub(crate) fn large(&self, id: NewsId) -> Option<String> {
        let picture = self.0.get(&id.uuid())?;
        Some(format!("/files/{picture}/{NAME}"))
    }
}

#[derive(Template)]
#[template(path = "news/picture.html")]
struct PicturePage<'a> {
    chrome: &'a Chrome,
    place: String,
    picture: Option<String>,
    summary: ErrorSummary<'a>,
    drop: FileDrop<'a>,
    alts: Vec<Field<'a>>,
}

async fn load(site: &Site, id: NewsId) -> std::result::Result<(NewsRow, Option<String>), Failure> {
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let Some(news) = store::one(tx, id).await? else {
            return Ok(None);
        };
        let pictures = of_news(tx, std::slice::from_ref(&news)).await?;
        Ok(Some((pictures.small(id), news)))
    });
    let (picture, news) = loaded.await?.ok_or(Failure::NotFound)?;
    Ok((news, picture))
}

/// `GET /news/{id}/picture`
pub(super) async fn picture_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<NewsId>,
) -> Outcome {
    let (news, picture) = load(&site, id).await?;
    let typed: Fields = news
        .details
        .alt
        .fields(ALT)
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    show(
        &site,
        &visitor,
        (&news, picture),
        &typed,
        &FormErrors::default(),
    )
}

fn show(
    site: &Site,
    visitor: &Visitor,
    (news, picture): (&NewsRow, Option<String>),
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let title = news.details.title.of(words.language());
    let chrome = Chrome::new(site, visitor, &words.t("news-picture"))
        .crumb(PATH, words.t("news-title"))
        .crumb(path(news.id), title);
    let alts = ALT.into_iter().zip(Language::ALL);
    let alts = alts
        .filter(|(_, language)| news.details.languages().any(|own| own == *language))
        .map(|(name, _)| {
            let label = format!("field-{name}");
            Field::new(&chrome, FieldKind::Line, name, &label, typed, errors)
        });
    let template = PicturePage {
        chrome: &chrome,
        place: path(news.id),
        picture,
        summary: ErrorSummary::new(&chrome, errors),
        drop: FileDrop::new(
            &chrome,
            FIELD,
            "news-picture",
            "news-picture-help",
            MOST_BYTES,
            errors,
        )
        .accept(ACCEPT),
        alts: alts.collect(),
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// `POST /news/{id}/picture`: the picture, and what it shows in each language of the news. Without a
/// new picture the words alone are changed.
pub(super) async fn set(
    State(site): State<Site>,
    Extension(files): Extension<Files>,
    visitor: Visitor,
    Path(id): Path<NewsId>,
    typed: Fields,
    sent: Uploads,
) -> Outcome {
    let (news, picture) = load(&site, id).await?;
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let alt = Names::typed(&typed, ALT, ALT_LIMIT, words, &mut errors);
    for (field, language) in ALT.into_iter().zip(Language::ALL) {
        if news.details.languages().any(|own| own == language) {
            wanted(words, &mut errors, field, alt.own(language));
        }
    }
    let is_sent = sent.of(FIELD).is_some_and(|file| file.size > 0);
    let mut made = None;
    if is_sent || picture.is_none() {
        let came = match pictures::came(&files, &sent, FIELD).await? {
            Ok((bytes, _)) => images::within(bytes, [LARGE, SMALL], Written::Jpeg)
                .await
                .map_err(images::Refused::message),
            Err(message) => Err(message),
        };
        match came {
            Ok(pair) => made = Some(pair),
            Err(message) => errors.add(FIELD, words.t(message)),
        }
    }
    if !errors.is_empty() {
        return show(&site, &visitor, (&news, picture), &typed, &errors);
    }
    let new = match made {
        Some([large, small]) => Some(kept(&site, &files, &visitor, id, (large, small)).await?),
        None => None,
    };
    let by = By::visitor(&site, &visitor);
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let Some(news) = store::one(tx, id).await? else {
            return Ok(false);
        };
        let details = NewsDetails {
            alt: alt.clone(),
            ..news.details.clone()
        };
        store::change(tx, &by, &news, &details).await?;
        if let Some(new) = &new {
            take_away(tx, id, &by).await?;
            oqu_files::add(tx, new, by.now, &by.chance).await?;
            let title = news.details.title.of(Language::Kk);
            record(tx, &by, Act::on("news.picture-set", NEWS, id, title)).await?;
        }
        Ok(true)
    });
    match written.await? {
        true => done(&path(id), Flash::done("news-picture-done", "")),
        false => Err(Failure::NotFound),
    }
}

async fn kept(
    site: &Site,
    files: &Files,
    visitor: &Visitor,
    id: NewsId,
    (large, small): (Made, Made),
) -> std::result::Result<NewFile, Failure> {
    Ok(NewFile {
        kept: files.keep(site, large.bytes.into()).await?,
        sizes: vec![(SMALL, files.keep(site, small.bytes.into()).await?)],
        name: NAME.to_owned(),
        owner: owner(id),
        brought_by: Some(visitor.person()?.person),
        // Our own pixels, whatever came.
        scan: Scan::Clean,
    })
}

/// Takes away what pictures there are; how many.
async fn take_away(tx: &mut Tx, id: NewsId, by: &By) -> Result<usize> {
    let pictures = oqu_files::of_owner(tx, owner(id)).await?;
    for picture in &pictures {
        oqu_files::remove(tx, picture, by.now).await?;
    }
    Ok(pictures.len())
}

/// `POST /news/{id}/picture/removal`
pub(super) async fn remove(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<NewsId>,
) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let removed = site.db.write::<_, Error, _>(async move |tx| {
        let Some(news) = store::one(tx, id).await? else {
            return Ok(false);
        };
        if take_away(tx, id, &by).await? > 0 {
            let title = news.details.title.of(Language::Kk);
            record(tx, &by, Act::on("news.picture-removed", NEWS, id, title)).await?;
        }
        Ok(true)
    });
    match removed.await? {
        true => done(&path(id), Flash::done("news-picture-removed", "")),
        false => Err(Failure::NotFound),
    }
}
