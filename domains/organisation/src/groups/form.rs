use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::{Error, Result};
use oqu_text::Language;
use oqu_web::{Chrome, Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor};

use super::fields::{FIELDS, LANGUAGE, UNIT, YEAR, fields, read, sections};
use super::rules::{GROUP, GroupId, GroupRow, may_write};
use super::write::{self, Written, note};
use super::{path, store};
use crate::form::{self, About, Shown};
use crate::history::{self, Last};
use crate::units;
use crate::units::rules::Structure;
use oqu_web::meanwhile::{self, OPENED, VERSION, versioned};

/// `GET /groups/new`, with the unit in the address when one comes from its page.
pub(super) async fn new_page(State(site): State<Site>, visitor: Visitor, asked: Fields) -> Outcome {
    let year = site.local(visitor.now).year();
    let typed = Fields::of([
        (UNIT, asked.raw(UNIT).to_owned()),
        (LANGUAGE, Language::Kk.code().to_owned()),
        (YEAR, year.to_string()),
    ]);
    render_new(&site, &visitor, &typed, &FormErrors::default()).await
}

/// `POST /groups`
pub(super) async fn add(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let details = read(words, &typed, &mut errors);
    let Some(details) = details.filter(|_| errors.is_empty()) else {
        return render_new(&site, &visitor, &typed, &errors).await;
    };
    let by = By::visitor(&site, &visitor);
    let actor = visitor.person()?.clone();
    let id = GroupId::new(by.now, &by.chance);
    let code = details.code.clone();
    let written = site
        .db
        .write::<_, Error, _>(async move |tx| write::add(tx, &by, &actor, id, &details).await);
    match taken(written.await)? {
        Written::Refused(refusals) => {
            note(words, &refusals, &mut errors);
            render_new(&site, &visitor, &typed, &errors).await
        }
        _ => form::done(&path(id), Flash::done("organisation-group-added", &code)),
    }
}

/// `GET /groups/{id}/edit`
pub(super) async fn edit_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<GroupId>,
) -> Outcome {
    let (group, structure) = load(&site, &visitor, id).await?;
    let typed = versioned(&fields(&group.details), group.version);
    let opened = meanwhile::sealed(&FIELDS, &typed);
    let errors = FormErrors::default();
    render_edit(
        &site,
        &visitor,
        &structure,
        &group,
        (&typed, opened, &errors),
        None,
    )
}

/// `POST /groups/{id}`
pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<GroupId>,
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
    let actor = visitor.person()?.clone();
    let code = details.code.clone();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        write::change(tx, &by, &actor, (id, version), &details).await
    });
    match taken(written.await)? {
        Written::Gone => Err(Failure::NotFound),
        Written::Forbidden => Err(Failure::Forbidden),
        Written::Refused(refusals) => {
            note(words, &refusals, &mut errors);
            came_back(&site, &visitor, id, &typed, &errors).await
        }
        Written::Changed(group) => changed(&site, &visitor, &group, &typed).await,
        Written::Done => form::done(&path(id), Flash::done("organisation-saved", &code)),
    }
}

/// Two people gave the same code at one moment: the index refused the second.
fn taken(written: Result<Written>) -> Result<Written, Failure> {
    written.or_else(|error| match write::refused(&error) {
        Some(refusal) => Ok(Written::Refused(vec![refusal])),
        None => Err(error.into()),
    })
}

/// The group, when the visitor may change it, and all units.
async fn load(
    site: &Site,
    visitor: &Visitor,
    id: GroupId,
) -> Result<(GroupRow, Structure), Failure> {
    let language = visitor.language();
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let group = store::group(tx, id).await?;
        Ok((group, units::store::structure(tx, language).await?))
    });
    let (group, structure) = loaded.await?;
    let group = group.ok_or(Failure::NotFound)?;
    if !may_write(visitor.person()?, &structure.path(group.details.unit)) {
        return Err(Failure::Forbidden);
    }
    Ok((group, structure))
}

async fn render_new(
    site: &Site,
    visitor: &Visitor,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let language = words.language();
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| units::store::structure(tx, language).await);
    let structure = loaded.await?;
    let about = About {
        title: words.t("organisation-group-new").into_owned(),
        action: "/groups".into(),
        back: "/groups".into(),
        submit: "organisation-group-add",
    };
    let chrome =
        Chrome::new(site, visitor, &about.title).crumb("/groups", words.t("organisation-groups"));
    form::show(Shown {
        sections: sections(
            &chrome,
            &structure,
            (visitor.person()?, None),
            typed,
            errors,
        ),
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
    id: GroupId,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let (group, structure) = load(site, visitor, id).await?;
    let opened = typed.raw(OPENED).to_owned();
    render_edit(
        site,
        visitor,
        &structure,
        &group,
        (typed, opened, errors),
        None,
    )
}

/// The form after somebody else saved: what they changed, and what was typed here.
async fn changed(site: &Site, visitor: &Visitor, group: &GroupRow, typed: &Fields) -> Outcome {
    let (id, language) = (group.id, visitor.language());
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let last = history::last(tx, GROUP, id).await?;
        Ok((units::store::structure(tx, language).await?, last))
    });
    let (structure, last) = loaded.await?;
    let opened = meanwhile::unsealed(&FIELDS, typed.raw(OPENED));
    let saved = fields(&group.details);
    let (merged, changed) = meanwhile::merge(&FIELDS, &opened, typed, &saved);
    let merged = versioned(&merged, group.version);
    let opened = meanwhile::sealed(&FIELDS, &saved);
    let errors = FormErrors::default();
    let form = (&merged, opened, &errors);
    render_edit(
        site,
        visitor,
        &structure,
        group,
        form,
        Some((last, changed)),
    )
}

fn render_edit(
    site: &Site,
    visitor: &Visitor,
    structure: &Structure,
    group: &GroupRow,
    (typed, opened, errors): (&Fields, String, &FormErrors),
    news: Option<(Option<Last>, Vec<meanwhile::Meanwhile>)>,
) -> Outcome {
    let words = visitor.words;
    let about = About {
        title: words.t("organisation-group-edit").into_owned(),
        action: path(group.id),
        back: path(group.id),
        submit: "form-save",
    };
    let chrome = Chrome::new(site, visitor, &about.title)
        .crumb("/groups", words.t("organisation-groups"))
        .crumb(path(group.id), &group.details.code);
    let told = news.map(|(last, changed)| {
        form::tell(&chrome, last, &changed, |field, text| match field {
            UNIT => text
                .parse()
                .ok()
                .and_then(|id| structure.get(id))
                .map_or_else(String::new, |unit| {
                    unit.details.name.of(words.language()).to_owned()
                }),
            _ => history::value(chrome.l, field, text),
        })
    });
    form::show(Shown {
        sections: sections(
            &chrome,
            structure,
            (visitor.person()?, Some(group)),
            typed,
            errors,
        ),
        chrome: &chrome,
        about: &about,
        typed,
        opened,
        errors,
        told,
    })
}
