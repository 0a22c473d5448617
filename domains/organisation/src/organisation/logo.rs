//! The logo: a small see-through picture made anew from what was brought, for everybody to see. It
//! stands in the bar of every page; without one the mark of Oqu does.

use std::pin::Pin;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use oqu_audit::{Act, By};
use oqu_db::{Error, Result, Tx};
use oqu_files::images::{self, Made, Written};
use oqu_files::{Files, Keeper, NewFile, Owner, Scan};
use oqu_kernel::{Actor, Moment};
use oqu_text::Language;
use oqu_web::{
    Chrome, ErrorSummary, Failure, FileDrop, Flash, FormErrors, Outcome, Site, Uploads, Visitor,
    page, partial,
};
use uuid::Uuid;

use super::rules::{ORGANISATION, OrganisationId, OrganisationRow};
use super::{PATH, store};
use crate::cache::NamesCache;
use crate::form::done;
use crate::pictures::{self, ACCEPT};

/// The kind of things that the logo belongs to.
pub const LOGO: &str = "organisation-logo";
/// What the form may bring.
pub(super) const MOST_BYTES: u64 = pictures::MOST_BYTES;
/// The longest edges that are kept, in pixels: for documents, and for the bar of a sharp screen.
const LARGE: u32 = 512;
const SMALL: u32 = 96;
/// What the file is called.
const NAME: &str = "logo.png";
/// The field of the form.
const FIELD: &str = "logo";

/// Answers who may see the logo: everybody.
pub struct Logos;

impl Keeper for Logos {
    fn may_read<'a>(
        &'a self,
        _: &'a mut Tx,
        _: &'a Actor,
        _: Uuid,
    ) -> Pin<Box<dyn Future<Output = Result<bool>> + 'a>> {
        Box::pin(async { Ok(true) })
    }

    fn is_public<'a>(
        &'a self,
        _: &'a mut Tx,
        _: Uuid,
        _: Moment,
    ) -> Pin<Box<dyn Future<Output = Result<bool>> + 'a>> {
        Box::pin(async { Ok(true) })
    }
}

fn owner(id: OrganisationId) -> Owner {
    Owner {
        kind: LOGO,
        id: id.uuid(),
    }
}

/// Where the logo is, when there is one. One statement.
pub(crate) async fn address(tx: &mut Tx, id: OrganisationId) -> Result<Option<String>> {
    let logos = oqu_files::newest(tx, LOGO, [id.uuid()]).await?;
    let logo = logos.get(&id.uuid());
    Ok(logo.map(|logo| format!("/files/{logo}/{NAME}?edge={SMALL}")))
}

#[derive(Template)]
#[template(path = "organisation/logo.html")]
struct LogoPage<'a> {
    chrome: &'a Chrome,
    name: &'a str,
    logo: Option<String>,
    summary: ErrorSummary<'a>,
    drop: FileDrop<'a>,
}

/// The organisation, which must have a name before it has a logo, and where its logo is.
async fn load(site: &Site) -> std::result::Result<(OrganisationRow, Option<String>), Failure> {
    let loaded = site.db.read::<_, Error, _>(async |tx| {
        let Some(organisation) = store::organisation(tx).await? else {
            return Ok(None);
        };
        let logo = address(tx, organisation.id).await?;
        Ok(Some((organisation, logo)))
    });
    loaded.await?.ok_or(Failure::NotFound)
}

/// `GET /structure/organisation/logo`
pub(super) async fn logo_page(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let (organisation, logo) = load(&site).await?;
    show(&site, &visitor, &organisation, logo, &FormErrors::default())
}

fn show(
    site: &Site,
    visitor: &Visitor,
    organisation: &OrganisationRow,
    logo: Option<String>,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let chrome = Chrome::new(site, visitor, &words.t("organisation-logo"))
        .crumb("/structure", words.t("organisation-structure"))
        .crumb(PATH, words.t("organisation-own"));
    let template = LogoPage {
        chrome: &chrome,
        name: organisation.details.name.of(words.language()),
        logo,
        summary: ErrorSummary::new(&chrome, errors),
        drop: FileDrop::new(
            &chrome,
            FIELD,
            "organisation-logo",
            "organisation-logo-help",
            MOST_BYTES,
            errors,
        )
        .accept(ACCEPT),
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// `POST /structure/organisation/logo`
pub(super) async fn set(
    State(site): State<Site>,
    Extension(files): Extension<Files>,
    Extension(names): Extension<NamesCache>,
    visitor: Visitor,
    sent: Uploads,
) -> Outcome {
    let (organisation, logo) = load(&site).await?;
    let made = match pictures::came(&files, &sent, FIELD).await? {
        Ok((bytes, _)) => images::within(bytes, [LARGE, SMALL], Written::Png)
            .await
            .map_err(images::Refused::message),
        Err(message) => Err(message),
    };
    let [large, small] = match made {
        Ok(made) => made,
        Err(message) => {
            let mut errors = FormErrors::default();
            errors.add(FIELD, visitor.t(message));
            return show(&site, &visitor, &organisation, logo, &errors);
        }
    };
    keep(&site, &files, &visitor, &organisation, large, small).await?;
    names.changed(&site.db).await?;
    done(PATH, Flash::done("organisation-logo-set", ""))
}

async fn keep(
    site: &Site,
    files: &Files,
    visitor: &Visitor,
    organisation: &OrganisationRow,
    large: Made,
    small: Made,
) -> std::result::Result<(), Failure> {
    let id = organisation.id;
    let new = NewFile {
        kept: files.keep(site, large.bytes.into()).await?,
        sizes: vec![(SMALL, files.keep(site, small.bytes.into()).await?)],
        name: NAME.to_owned(),
        owner: owner(id),
        brought_by: Some(visitor.person()?.person),
        // Our own pixels, whatever came.
        scan: Scan::Clean,
    };
    let by = By::visitor(site, visitor);
    let name = organisation.details.name.of(Language::Kk).to_owned();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        take_away(tx, id, &by).await?;
        oqu_files::add(tx, &new, by.now, &by.chance).await?;
        let act = Act::on("organisation.logo-set", ORGANISATION, id, &name);
        oqu_audit::record(tx, &by, act).await
    });
    written.await?;
    Ok(())
}

/// Takes away what logos there are; how many.
async fn take_away(tx: &mut Tx, id: OrganisationId, by: &By) -> Result<usize> {
    let logos = oqu_files::of_owner(tx, owner(id)).await?;
    for logo in &logos {
        oqu_files::remove(tx, logo, by.now).await?;
    }
    Ok(logos.len())
}

/// `POST /structure/organisation/logo/removal`: the mark of Oqu stands there again.
pub(super) async fn remove(
    State(site): State<Site>,
    Extension(names): Extension<NamesCache>,
    visitor: Visitor,
) -> Outcome {
    let (organisation, _) = load(&site).await?;
    let by = By::visitor(&site, &visitor);
    let id = organisation.id;
    let name = organisation.details.name.of(Language::Kk).to_owned();
    let removed = site.db.write::<_, Error, _>(async move |tx| {
        if take_away(tx, id, &by).await? > 0 {
            let act = Act::on("organisation.logo-removed", ORGANISATION, id, &name);
            oqu_audit::record(tx, &by, act).await?;
        }
        Ok(())
    });
    removed.await?;
    names.changed(&site.db).await?;
    done(PATH, Flash::done("organisation-logo-removed", ""))
}
