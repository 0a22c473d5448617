use askama::Template;
use axum::extract::State;
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{
    Chrome, ErrorSummary, Field, FieldKind, Fields, FormErrors, Outcome, Site, Visitor, page,
    partial, redirect,
};

use super::job;
use crate::people::rules::EMAIL_MOST;
use crate::sessions::store::credentials;

#[derive(Template)]
#[template(path = "recovery/ask.html")]
struct AskPage<'a> {
    chrome: &'a Chrome,
    summary: ErrorSummary<'a>,
    login: Field<'a>,
}

/// `GET /recovery`
pub(super) async fn ask(State(site): State<Site>, visitor: Visitor) -> Outcome {
    ask_page(&site, &visitor, &Fields::default(), &FormErrors::default())
}

fn ask_page(site: &Site, visitor: &Visitor, typed: &Fields, errors: &FormErrors) -> Outcome {
    let l = visitor.words;
    let chrome =
        Chrome::new(site, visitor, &l.t("recovery-title")).crumb("/login", l.t("page-sign-in"));
    let template = AskPage {
        chrome: &chrome,
        summary: ErrorSummary::new(&chrome, errors),
        login: Field::new(
            &chrome,
            FieldKind::Line,
            "login",
            "sign-in-login",
            typed,
            errors,
        )
        .autocomplete("username")
        .private(),
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// `POST /recovery`: the same for everybody, known or not.
pub(super) async fn send(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let mut errors = FormErrors::default();
    let name = typed
        .line("login", EMAIL_MOST, visitor.words, &mut errors)
        .to_lowercase();
    if name.is_empty() && errors.is_empty() {
        errors.add("login", visitor.t("recovery-login-missing"));
    }
    if !errors.is_empty() {
        return ask_page(&site, &visitor, &typed, &errors);
    }
    site.limits.mail(visitor.ip, &name)?;
    let by = By::visitor(&site, &visitor);
    site.db
        .write::<_, Error, _>(async move |tx| {
            let found = credentials(tx, &name).await?;
            job::send_soon(tx, &by, found.map(|found| found.person)).await
        })
        .await?;
    Ok(redirect("/recovery/sent"))
}

#[derive(Template)]
#[template(path = "recovery/sent.html")]
struct SentPage<'a> {
    chrome: &'a Chrome,
}

/// `GET /recovery/sent`
pub(super) async fn sent(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let l = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &l.t("recovery-sent-title"))
        .crumb("/login", l.t("page-sign-in"));
    page(&SentPage { chrome: &chrome })
}

#[derive(Template)]
#[template(path = "recovery/done.html")]
struct DonePage<'a> {
    chrome: &'a Chrome,
    text: String,
}

/// `GET /recovery/done`: what a link has done, and the way in.
pub(super) async fn done(State(site): State<Site>, visitor: Visitor, fields: Fields) -> Outcome {
    let l = visitor.words;
    let (title, text) = match fields.raw("of") {
        "address" => ("link-done-address-title", "link-done-address-text"),
        _ => ("link-done-password-title", "link-done-password-text"),
    };
    let chrome = Chrome::new(&site, &visitor, &l.t(title));
    page(&DonePage {
        chrome: &chrome,
        text: l.t(text).into_owned(),
    })
}
