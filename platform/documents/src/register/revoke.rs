use askama::Template;
use axum::extract::{Path, State};
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, page, partial, redirect,
};

use super::{PATH, kind_name, path};
use crate::issue;
use crate::store::{self, DocumentId, DocumentRow};

/// The most characters of a ground.
const GROUND_MOST: usize = 300;

#[derive(Template)]
#[template(path = "register/revoke.html")]
struct RevokePage<'a> {
    chrome: &'a Chrome,
    text: String,
    path: String,
    summary: ErrorSummary<'a>,
    ground: Field<'a>,
}

/// `GET /documents/{id}/revocation`: says what will happen and asks for the ground, once.
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<DocumentId>,
) -> Outcome {
    let document = load(&site, id).await?;
    let (typed, errors) = (Fields::default(), FormErrors::default());
    show(&site, &visitor, &document, &typed, &errors)
}

async fn load(site: &Site, id: DocumentId) -> Result<DocumentRow, Failure> {
    let document = site
        .db
        .read::<_, Error, _>(async move |tx| store::document(tx, id).await);
    document.await?.ok_or(Failure::NotFound)
}

fn show(
    site: &Site,
    visitor: &Visitor,
    document: &DocumentRow,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let kind = kind_name(words, &document.kind);
    let registration = document.registration();
    let path = path(document.id);
    let chrome = Chrome::new(site, visitor, &words.t("document-revoke-title"))
        .crumb(PATH, words.t("document-title"))
        .crumb(path.clone(), registration.clone());
    let text = words
        .with("document-revoke-text")
        .arg("kind", kind.as_str())
        .arg("number", registration.as_str())
        .arg("name", document.subject_name.as_str());
    let template = RevokePage {
        chrome: &chrome,
        text: text.to_string(),
        path,
        summary: ErrorSummary::new(&chrome, errors),
        ground: Field::new(
            &chrome,
            FieldKind::Line,
            "ground",
            "field-ground",
            typed,
            errors,
        )
        .help("document-revoke-ground-help"),
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

/// `POST /documents/{id}/revocation`. Twice the same is done once.
pub(super) async fn revoke(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<DocumentId>,
    typed: Fields,
) -> Outcome {
    let document = load(&site, id).await?;
    let mut errors = FormErrors::default();
    let ground = typed.line("ground", GROUND_MOST, visitor.words, &mut errors);
    if ground.is_empty() && errors.is_empty() {
        errors.add("ground", visitor.words.t("document-revoke-ground-missing"));
    }
    if !errors.is_empty() {
        return show(&site, &visitor, &document, &typed, &errors);
    }
    let by = By::visitor(&site, &visitor);
    let registration = document.registration();
    site.db
        .write::<_, Error, _>(async move |tx| issue::revoke(tx, &by, &document, &ground).await)
        .await?;
    let mut response = redirect(&path(id));
    let flash = Flash::done("document-revoked-done", &registration);
    response.extensions_mut().insert(flash);
    Ok(response)
}
