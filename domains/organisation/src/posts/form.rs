use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_web::meanwhile::{self, OPENED, VERSION, versioned};
use oqu_web::{Chrome, Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor};

use super::fields::{FIELDS, KIND, RATE, UNIT, fields, read, sections};
use super::rules::{POST, PostDetails, PostId, PostKind, PostRow};
use super::{path, show, store};
use crate::form::{self, About, Shown};
use crate::history::{self, Last};
use crate::units;
use crate::units::rules::Structure;

/// What became of a form.
enum Written {
    Done,
    /// There is no such unit, or it is closed.
    UnitClosed,
    /// Somebody else changed the post after the form was opened.
    Changed(Box<PostRow>, Option<Last>),
    Gone,
}

/// `GET /structure/posts/new`, with the unit in the address when one comes from its page.
pub(super) async fn new_page(State(site): State<Site>, visitor: Visitor, asked: Fields) -> Outcome {
    let typed = Fields::of([
        (UNIT, asked.raw(UNIT).to_owned()),
        (KIND, PostKind::Teaching.key().to_owned()),
        (RATE, "1".to_owned()),
    ]);
    render_new(&site, &visitor, &typed, &FormErrors::default()).await
}

/// `POST /structure/posts`
pub(super) async fn add(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let details = read(words, &typed, &mut errors);
    let Some(details) = details.filter(|_| errors.is_empty()) else {
        return render_new(&site, &visitor, &typed, &errors).await;
    };
    let by = By::visitor(&site, &visitor);
    let id = PostId::new(by.now, &by.chance);
    let name = details.title.of(words.language()).to_owned();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        if !is_placed(tx, None, &details).await? {
            return Ok(Written::UnitClosed);
        }
        store::add(tx, &by, id, &details).await?;
        Ok(Written::Done)
    });
    match written.await? {
        Written::UnitClosed => {
            errors.add(UNIT, words.t("organisation-place-closed"));
            render_new(&site, &visitor, &typed, &errors).await
        }
        _ => form::done(&path(id), Flash::done("post-added", &name)),
    }
}

/// Whether a post may stand in its unit: an open one, or the one where it is already.
async fn is_placed(tx: &mut Tx, post: Option<&PostRow>, details: &PostDetails) -> Result<bool> {
    let unit = units::store::unit(tx, details.unit).await?;
    let stays = post.is_some_and(|post| post.details.unit == details.unit);
    Ok(unit.is_some_and(|unit| unit.is_open() || stays))
}

/// `GET /structure/posts/{id}/edit`
pub(super) async fn edit_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PostId>,
) -> Outcome {
    let (post, structure) = load(&site, &visitor, id).await?;
    let typed = versioned(&fields(&post.details), post.version);
    let opened = meanwhile::sealed(&FIELDS, &typed);
    let form = (&typed, opened, &FormErrors::default());
    render_edit(&site, &visitor, &structure, &post, form, None)
}

/// `POST /structure/posts/{id}`
pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PostId>,
    typed: Fields,
) -> Outcome {
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let details = read(words, &typed, &mut errors);
    let version = typed.raw(VERSION).parse::<i64>().unwrap_or_default();
    let Some(details) = details.filter(|_| errors.is_empty()) else {
        return came_back(&site, &visitor, id, &typed, &errors).await;
    };
    let by = By::visitor(&site, &visitor);
    let name = details.title.of(words.language()).to_owned();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let Some(post) = store::post(tx, id).await? else {
            return Ok(Written::Gone);
        };
        if post.version != version {
            let last = history::last(tx, POST, id).await?;
            return Ok(Written::Changed(Box::new(post), last));
        }
        if !is_placed(tx, Some(&post), &details).await? {
            return Ok(Written::UnitClosed);
        }
        store::change(tx, &by, &post, &details).await?;
        Ok(Written::Done)
    });
    match written.await? {
        Written::Gone => Err(Failure::NotFound),
        Written::UnitClosed => {
            errors.add(UNIT, words.t("organisation-place-closed"));
            came_back(&site, &visitor, id, &typed, &errors).await
        }
        Written::Changed(post, last) => {
            let (_, structure) = load(&site, &visitor, id).await?;
            let opened = meanwhile::unsealed(&FIELDS, typed.raw(OPENED));
            let saved = fields(&post.details);
            let (merged, changed) = meanwhile::merge(&FIELDS, &opened, &typed, &saved);
            let merged = versioned(&merged, post.version);
            let opened = meanwhile::sealed(&FIELDS, &saved);
            let form = (&merged, opened, &FormErrors::default());
            render_edit(
                &site,
                &visitor,
                &structure,
                &post,
                form,
                Some((last, changed)),
            )
        }
        Written::Done => form::done(&path(id), Flash::done("organisation-saved", &name)),
    }
}

async fn load(
    site: &Site,
    visitor: &Visitor,
    id: PostId,
) -> std::result::Result<(PostRow, Structure), Failure> {
    let language = visitor.language();
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let post = store::post(tx, id).await?;
        Ok((post, units::store::structure(tx, language).await?))
    });
    let (post, structure) = loaded.await?;
    Ok((post.ok_or(Failure::NotFound)?, structure))
}

async fn render_new(
    site: &Site,
    visitor: &Visitor,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let language = words.language();
    let read = site
        .db
        .read::<_, Error, _>(async move |tx| units::store::structure(tx, language).await);
    let structure = read.await?;
    let about = About {
        title: words.t("post-new").into_owned(),
        action: "/structure/posts".into(),
        back: "/structure/posts".into(),
        submit: "post-add",
    };
    let chrome = Chrome::new(site, visitor, &about.title)
        .crumb("/structure", words.t("organisation-structure"))
        .crumb("/structure/posts", words.t("posts-title"));
    form::show(Shown {
        sections: sections(&chrome, &structure, None, typed, errors),
        chrome: &chrome,
        about: &about,
        typed,
        opened: String::new(),
        errors,
        told: None,
    })
}

/// The form with its problems; nothing typed is lost.
async fn came_back(
    site: &Site,
    visitor: &Visitor,
    id: PostId,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let (post, structure) = load(site, visitor, id).await?;
    let opened = typed.raw(OPENED).to_owned();
    render_edit(
        site,
        visitor,
        &structure,
        &post,
        (typed, opened, errors),
        None,
    )
}

fn render_edit(
    site: &Site,
    visitor: &Visitor,
    structure: &Structure,
    post: &PostRow,
    (typed, opened, errors): (&Fields, String, &FormErrors),
    news: Option<(Option<Last>, Vec<meanwhile::Meanwhile>)>,
) -> Outcome {
    let words = visitor.words;
    let language = words.language();
    let about = About {
        title: words.t("post-edit").into_owned(),
        action: path(post.id),
        back: path(post.id),
        submit: "form-save",
    };
    let chrome = show::chrome_of(site, visitor, &about.title)
        .crumb(path(post.id), post.details.title.of(language));
    let told = news.map(|(last, changed)| {
        form::tell(&chrome, last, &changed, |field, text| match field {
            UNIT => text
                .parse()
                .ok()
                .and_then(|id| structure.get(id))
                .map_or_else(String::new, |unit| {
                    unit.details.name.of(language).to_owned()
                }),
            _ => history::value(chrome.l, field, text),
        })
    });
    form::show(Shown {
        sections: sections(&chrome, structure, Some(post), typed, errors),
        chrome: &chrome,
        about: &about,
        typed,
        opened,
        errors,
        told,
    })
}
