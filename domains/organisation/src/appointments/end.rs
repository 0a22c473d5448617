use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site, Visitor};

use super::fields::{DATE, UNTIL, order, order_fields};
use super::rules::{AppointmentId, AppointmentRow};
use super::store;
use crate::dates;
use crate::form::{self, About, Section, Shown, wanted};
use crate::people;
use crate::posts;
use crate::posts::rules::PostRow;

/// What became of a form.
enum Written {
    Done(String),
    /// Somebody has ended it already, or its last day is over.
    Over,
    Gone,
}

/// `GET /structure/appointments/{id}/end`: today, unless another last day is known.
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<AppointmentId>,
) -> Outcome {
    let (appointment, post, name) = load(&site, id).await?;
    let today = site.local(visitor.now).date();
    if !appointment.lasts(today) {
        let told = Flash::attention("appointment-over", &name);
        return form::done(&posts::path(post.id), told);
    }
    let last = appointment.term.until.unwrap_or(today);
    let typed = Fields::of([
        (UNTIL, dates::in_form(Some(last))),
        (DATE, dates::in_form(Some(today))),
    ]);
    let errors = FormErrors::default();
    render(
        &site,
        &visitor,
        (&appointment, &post, &name),
        &typed,
        &errors,
    )
}

/// `POST /structure/appointments/{id}/end`
pub(super) async fn end(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<AppointmentId>,
    typed: Fields,
) -> Outcome {
    let words = visitor.words;
    let (appointment, post, name) = load(&site, id).await?;
    let mut errors = FormErrors::default();
    let until = dates::typed(&typed, UNTIL, words, &mut errors);
    wanted(words, &mut errors, UNTIL, typed.raw(UNTIL).trim());
    if until.is_some_and(|until| until < appointment.term.from) {
        errors.add(UNTIL, words.t("appointment-until-before"));
    }
    let order = order(words, &typed, &mut errors);
    let (Some(until), true) = (until, errors.is_empty()) else {
        return render(
            &site,
            &visitor,
            (&appointment, &post, &name),
            &typed,
            &errors,
        );
    };
    let by = By::visitor(&site, &visitor);
    let today = site.local(visitor.now).date();
    let place = posts::path(post.id);
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let Some(appointment) = store::appointment(tx, id).await? else {
            return Ok(Written::Gone);
        };
        if !appointment.lasts(today) {
            return Ok(Written::Over);
        }
        store::end(tx, &by, (&appointment, &post), &name, (until, &order)).await?;
        Ok(Written::Done(name.clone()))
    });
    match written.await? {
        Written::Gone => Err(Failure::NotFound),
        Written::Over => form::done(&place, Flash::attention("appointment-over", "")),
        Written::Done(name) => form::done(&place, Flash::done("appointment-ended", &name)),
    }
}

async fn load(
    site: &Site,
    id: AppointmentId,
) -> std::result::Result<(AppointmentRow, PostRow, String), Failure> {
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let Some(appointment) = store::appointment(tx, id).await? else {
            return Ok(None);
        };
        let Some(post) = posts::store::post(tx, appointment.post).await? else {
            return Ok(None);
        };
        let name = people::name(tx, appointment.person).await?;
        Ok(Some((appointment, post, name.unwrap_or_default())))
    });
    loaded.await?.ok_or(Failure::NotFound)
}

fn render(
    site: &Site,
    visitor: &Visitor,
    (appointment, post, name): (&AppointmentRow, &PostRow, &str),
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let title = post.details.title.of(words.language());
    let about = About {
        title: words.t1("appointment-end", "name", name),
        action: format!("/structure/appointments/{}/end", appointment.id),
        back: posts::path(post.id),
        submit: "appointment-end-do",
    };
    let chrome = posts::chrome_of(site, visitor, &about.title).crumb(posts::path(post.id), title);
    let last = Field::new(
        &chrome,
        FieldKind::Line,
        UNTIL,
        "field-appointment-until",
        typed,
        errors,
    );
    let sections = vec![
        Section {
            title: words.t("appointment-what").into_owned(),
            fields: vec![last.short().keyboard("numeric").help("form-date-help")],
        },
        Section {
            title: words.t("appointment-order").into_owned(),
            fields: order_fields(&chrome, typed, errors),
        },
    ];
    form::show(Shown {
        sections,
        chrome: &chrome,
        about: &about,
        typed,
        opened: String::new(),
        errors,
        told: None,
    })
}
