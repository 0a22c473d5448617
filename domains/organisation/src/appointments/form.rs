use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::{Error, Result, Tx};
use oqu_kernel::PersonId;
use oqu_web::{Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor};

use super::fields::{AGREED, DATE, FROM, PERSON, RATE, WORDS, chosen, note, read, sections};
use super::rules::{AppointmentId, Remark, Taken, remarks};
use super::store;
use crate::dates;
use crate::form::{self, About, Shown};
use crate::people::{self, Candidate};
use crate::posts;
use crate::posts::rules::{FULL_RATE, PostId, PostRow};

/// What became of a form.
enum Written {
    Done(String),
    /// What is to be said first.
    Told(Vec<Remark>, i64),
    /// There is no such person.
    Nobody,
    PostClosed,
    Gone,
}

/// `GET /structure/posts/{id}/appointments/new`: from today, for what is free of the post.
pub(super) async fn new_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PostId>,
) -> Outcome {
    let today = site.local(visitor.now).date();
    let day = dates::in_row(Some(today));
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let post = posts::store::post(tx, id).await?;
        Ok((post, store::on_day(tx, &[id], &day).await?))
    });
    let (post, held) = loaded.await?;
    let post = post.filter(PostRow::is_open).ok_or(Failure::NotFound)?;
    let taken: i64 = held.iter().map(|appointment| appointment.rate).sum();
    let free = (post.details.rate - taken).clamp(0, FULL_RATE);
    let rate = if free > 0 { free } else { FULL_RATE };
    let typed = Fields::of([
        (RATE, posts::rate_in_form(rate)),
        (FROM, dates::in_form(Some(today))),
        (DATE, dates::in_form(Some(today))),
    ]);
    let errors = FormErrors::default();
    render(&site, &visitor, &post, (&typed, &errors), &[], false)
}

/// `POST /structure/posts/{id}/appointments`
pub(super) async fn add(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PostId>,
    typed: Fields,
) -> Outcome {
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let details = read(words, &typed, &mut errors);
    let (post, person, found) = look(&site, &visitor, id, &typed).await?;
    if person.is_none() {
        let key = match (typed.raw(WORDS).trim(), found.as_slice()) {
            ("", _) => "appointee-missing",
            (_, []) => "appointee-nobody",
            _ => "appointee-choose",
        };
        let field = if found.is_empty() { WORDS } else { PERSON };
        errors.add(field, words.t(key));
    }
    let (Some(details), Some(person), true) = (details, person, errors.is_empty()) else {
        return render(&site, &visitor, &post, (&typed, &errors), &found, false);
    };
    let by = By::visitor(&site, &visitor);
    let agreed = details.agreed;
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let Some(post) = posts::store::post(tx, id).await? else {
            return Ok(Written::Gone);
        };
        if !post.is_open() {
            return Ok(Written::PostClosed);
        }
        let Some(name) = people::name(tx, person).await? else {
            return Ok(Written::Nobody);
        };
        let new = Taken {
            person,
            post: id,
            term: details.term,
            rate: details.rate,
        };
        let told = told(tx, &post, &new).await?;
        let is_refused = told.contains(&Remark::Twice);
        if is_refused || (!told.is_empty() && !agreed) {
            return Ok(Written::Told(told, post.details.rate));
        }
        let appointment = AppointmentId::new(by.now, &by.chance);
        store::add(tx, &by, (appointment, &post), (&new, &name), &details.order).await?;
        Ok(Written::Done(name))
    });
    match written.await? {
        Written::Gone => Err(Failure::NotFound),
        Written::PostClosed => form::done(
            &posts::path(id),
            Flash::attention("appointment-post-closed", ""),
        ),
        Written::Nobody => {
            errors.add(WORDS, words.t("appointee-nobody"));
            render(&site, &visitor, &post, (&typed, &errors), &found, false)
        }
        Written::Told(told, rate) => {
            note(words, rate, &told, &mut errors);
            let asks = !told.contains(&Remark::Twice);
            let typed = typed.set(AGREED, "");
            render(&site, &visitor, &post, (&typed, &errors), &found, asks)
        }
        Written::Done(name) => {
            form::done(&posts::path(id), Flash::done("appointment-added", &name))
        }
    }
}

/// What is to be said of a new appointment, as things stand in this unit of work.
async fn told(tx: &mut Tx, post: &PostRow, new: &Taken) -> Result<Vec<Remark>> {
    let of_post = store::taken(&store::of_post(tx, post.id).await?);
    let of_person = store::taken(&store::of_person(tx, new.person).await?);
    Ok(remarks(post.details.rate, new, &of_post, &of_person))
}

/// The post, the person who is meant, and those who were found when it is not plain who is.
async fn look(
    site: &Site,
    visitor: &Visitor,
    id: PostId,
    typed: &Fields,
) -> std::result::Result<(PostRow, Option<PersonId>, Vec<Candidate>), Failure> {
    let language = visitor.language();
    let chosen = chosen(typed);
    let asked = typed.raw(WORDS).trim().to_owned();
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let post = posts::store::post(tx, id).await?;
        let (known, found) = people::candidates(tx, &asked, language).await?;
        Ok((post, known, found))
    });
    let (post, known, found) = loaded.await?;
    let post = post.ok_or(Failure::NotFound)?;
    // Who was chosen counts as long as the words still find them.
    let of_found = chosen.filter(|chosen| found.iter().any(|person| person.id == *chosen));
    let person = known.or(of_found);
    Ok((post, person, found))
}

fn render(
    site: &Site,
    visitor: &Visitor,
    post: &PostRow,
    (typed, errors): (&Fields, &FormErrors),
    found: &[Candidate],
    asks: bool,
) -> Outcome {
    let words = visitor.words;
    let title = post.details.title.of(words.language());
    let about = About {
        title: words.t("appointment-new").into_owned(),
        action: format!("{}/appointments", posts::path(post.id)),
        back: posts::path(post.id),
        submit: "appointment-add",
    };
    let chrome = posts::chrome_of(site, visitor, &about.title).crumb(posts::path(post.id), title);
    form::show(Shown {
        sections: sections(&chrome, typed, errors, found, asks),
        chrome: &chrome,
        about: &about,
        typed,
        opened: String::new(),
        errors,
        told: None,
    })
}
