use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_files::Files;
use oqu_text::Language;
use oqu_web::meanwhile::{self, Meanwhile, OPENED, VERSION, versioned};
use oqu_web::{
    Chrome, ErrorSummary, Failure, Fields, FileDrop, Flash, FormErrors, Outcome, Site, Uploads,
    Visitor, page, partial,
};

use super::fields::{self, FIELDS};
use super::file::{self, ACCEPT, FIELD, MOST_BYTES};
use super::rules::{REGULATION, Register, RegulationDetails, RegulationId, RegulationRow};
use super::{PATH, path, store};
use crate::form::{self, About, Section, Told};
use crate::history::{self, Last};

#[derive(Template)]
#[template(path = "regulations/form.html")]
struct FormPage<'a> {
    chrome: &'a Chrome,
    about: &'a About,
    version: &'a str,
    opened: String,
    summary: ErrorSummary<'a>,
    told: Option<Told>,
    sections: Vec<Section<'a>>,
    paper: Option<String>,
    drop: FileDrop<'a>,
}

/// What became of a form.
enum Written {
    Done,
    /// The register says no.
    Refused(Box<Register>),
    /// Somebody else changed it after the form was opened.
    Changed(Box<RegulationRow>, Option<Last>),
    Gone,
}

/// What the form is shown with.
struct Loaded {
    register: Register,
    /// Where the file of the edition is.
    paper: Option<String>,
}

async fn load(site: &Site, id: Option<RegulationId>) -> Result<Loaded, Failure> {
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let register = store::all(tx).await?;
        let row = id.and_then(|id| register.one(id).cloned());
        let paper = match (&row, id) {
            (Some(row), Some(id)) => {
                let papers = file::of_rows(tx, std::slice::from_ref(row)).await?;
                papers.address(id)
            }
            _ => None,
        };
        Ok(Loaded { register, paper })
    });
    Ok(loaded.await?)
}

/// `GET /regulations/new`: what stands in the address is filled in, `?regulation-kind=distance`.
pub(super) async fn new_page(State(site): State<Site>, visitor: Visitor, asked: Fields) -> Outcome {
    let loaded = load(&site, None).await?;
    let form = (&asked, String::new(), &FormErrors::default());
    render(&site, &visitor, (None, &loaded), form, None)
}

/// `POST /regulations`
pub(super) async fn add(
    State(site): State<Site>,
    Extension(files): Extension<Files>,
    visitor: Visitor,
    typed: Fields,
    sent: Uploads,
) -> Outcome {
    let words = visitor.words;
    let loaded = load(&site, None).await?;
    let mut errors = FormErrors::default();
    let details = fields::read(words, &typed, &mut errors);
    if let Some(details) = &details {
        fields::judge(words, &loaded.register, None, details, &mut errors);
    }
    let came = file::came(&site, &files, &sent).await?;
    if let Err(message) = came {
        errors.add(FIELD, words.t(message));
    }
    let (Some(details), Ok(came), true) = (details, came, errors.is_empty()) else {
        let form = (&typed, String::new(), &errors);
        return render(&site, &visitor, (None, &loaded), form, None);
    };
    let by = By::visitor(&site, &visitor);
    let id = RegulationId::new(by.now, &by.chance);
    let title = details.title.of(words.language()).to_owned();
    let wanted = details.clone();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let register = store::all(tx).await?;
        if super::rules::check(&register, None, &wanted).is_err() {
            return Ok(Written::Refused(Box::new(register)));
        }
        store::add(tx, &by, id, &wanted, &came.0.hash.to_string()).await?;
        let name = wanted.title.of(Language::Kk);
        file::keep(tx, &by, (id, name), came).await?;
        Ok(Written::Done)
    });
    match written.await? {
        Written::Refused(register) => {
            refused(&site, &visitor, (None, loaded, register), &typed, &details)
        }
        _ => form::done(&path(id), Flash::done("regulation-added", &title)),
    }
}

/// `GET /regulations/{id}/edit`
pub(super) async fn edit_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<RegulationId>,
) -> Outcome {
    let loaded = load(&site, Some(id)).await?;
    let row = loaded.register.one(id).ok_or(Failure::NotFound)?;
    let typed = fields::fields(row);
    let opened = meanwhile::sealed(&FIELDS, &typed);
    let form = (&typed, opened, &FormErrors::default());
    render(&site, &visitor, (Some(row), &loaded), form, None)
}

/// `POST /regulations/{id}`: without a file the one that there is stays.
pub(super) async fn change(
    State(site): State<Site>,
    Extension(files): Extension<Files>,
    visitor: Visitor,
    Path(id): Path<RegulationId>,
    typed: Fields,
    sent: Uploads,
) -> Outcome {
    let words = visitor.words;
    let loaded = load(&site, Some(id)).await?;
    let row = loaded.register.one(id).ok_or(Failure::NotFound)?;
    let mut errors = FormErrors::default();
    let details = fields::read(words, &typed, &mut errors);
    if let Some(details) = &details {
        fields::judge(words, &loaded.register, Some(id), details, &mut errors);
    }
    let mut came = None;
    if sent.of(FIELD).is_some_and(|file| file.size > 0) {
        match file::came(&site, &files, &sent).await? {
            Ok(file) => came = Some(file),
            Err(message) => errors.add(FIELD, words.t(message)),
        }
    }
    let (Some(details), true) = (details, errors.is_empty()) else {
        let form = (&typed, typed.raw(OPENED).to_owned(), &errors);
        return render(&site, &visitor, (Some(row), &loaded), form, None);
    };
    let by = By::visitor(&site, &visitor);
    let version = typed.raw(VERSION).parse::<i64>().unwrap_or_default();
    let title = details.title.of(words.language()).to_owned();
    let wanted = details.clone();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let register = store::all(tx).await?;
        let Some(row) = register.one(id).cloned() else {
            return Ok(Written::Gone);
        };
        if row.version != version {
            let last = history::last(tx, REGULATION, id).await?;
            return Ok(Written::Changed(Box::new(row), last));
        }
        if super::rules::check(&register, Some(id), &wanted).is_err() {
            return Ok(Written::Refused(Box::new(register)));
        }
        let mut hashes = None;
        if let Some(came) = came {
            let name = wanted.title.of(Language::Kk);
            let old = file::keep(tx, &by, (id, name), came).await?;
            let new = came.0.hash.to_string();
            hashes = (old != new).then_some((old, new));
        }
        let hashes = hashes
            .as_ref()
            .map(|(old, new)| (old.as_str(), new.as_str()));
        store::change(tx, &by, &row, &wanted, hashes).await?;
        Ok(Written::Done)
    });
    match written.await? {
        Written::Gone => Err(Failure::NotFound),
        Written::Done => form::done(&path(id), Flash::done("organisation-saved", &title)),
        Written::Refused(register) => refused(
            &site,
            &visitor,
            (Some(id), loaded, register),
            &typed,
            &details,
        ),
        Written::Changed(row, last) => {
            let opened = meanwhile::unsealed(&FIELDS, typed.raw(OPENED));
            let saved = fields::fields(&row);
            let (merged, changed) = meanwhile::merge(&FIELDS, &opened, &typed, &saved);
            let merged = versioned(&merged, row.version);
            let opened = meanwhile::sealed(&FIELDS, &saved);
            let form = (&merged, opened, &FormErrors::default());
            let told = Some((last, changed));
            render(&site, &visitor, (Some(&row), &loaded), form, told)
        }
    }
}

/// The register changed between the look and the act.
fn refused(
    site: &Site,
    visitor: &Visitor,
    (id, loaded, register): (Option<RegulationId>, Loaded, Box<Register>),
    typed: &Fields,
    details: &RegulationDetails,
) -> Outcome {
    let loaded = Loaded {
        register: *register,
        ..loaded
    };
    let mut errors = FormErrors::default();
    fields::judge(visitor.words, &loaded.register, id, details, &mut errors);
    let row = id.and_then(|id| loaded.register.one(id));
    let form = (typed, typed.raw(OPENED).to_owned(), &errors);
    render(site, visitor, (row, &loaded), form, None)
}

fn render(
    site: &Site,
    visitor: &Visitor,
    (row, loaded): (Option<&RegulationRow>, &Loaded),
    (typed, opened, errors): (&Fields, String, &FormErrors),
    told: Option<(Option<Last>, Vec<Meanwhile>)>,
) -> Outcome {
    let words = visitor.words;
    let about = match row {
        Some(row) => About {
            title: words.t("regulation-edit").into_owned(),
            action: path(row.id),
            back: path(row.id),
            submit: "form-save",
        },
        None => About {
            title: words.t("regulation-new").into_owned(),
            action: PATH.into(),
            back: PATH.into(),
            submit: "regulation-publish",
        },
    };
    let mut chrome =
        Chrome::new(site, visitor, &about.title).crumb(PATH, words.t("regulations-title"));
    if let Some(row) = row {
        chrome = chrome.crumb(path(row.id), row.details.title.of(words.language()));
    }
    let told = told.map(|(last, changed)| {
        form::tell(&chrome, last, &changed, |field, text| {
            history::value(chrome.l, field, text)
        })
    });
    let came_back = !errors.is_empty() || told.is_some();
    let label = match row {
        Some(_) => "regulation-file-other",
        None => "regulation-file",
    };
    let template = FormPage {
        chrome: &chrome,
        about: &about,
        version: typed.raw(VERSION),
        opened,
        summary: ErrorSummary::new(&chrome, errors),
        told,
        sections: fields::sections(&chrome, &loaded.register, typed, errors),
        paper: loaded.paper.clone(),
        drop: FileDrop::new(
            &chrome,
            FIELD,
            label,
            "regulation-file-help",
            MOST_BYTES,
            errors,
        )
        .accept(ACCEPT),
    };
    if came_back {
        partial(&template)
    } else {
        page(&template)
    }
}
