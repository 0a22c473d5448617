use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use oqu_audit::{Act, By};
use oqu_db::{Error, Tx};
use oqu_mail::Desk;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, FormErrors, Outcome, Site, Visitor,
    page, partial, redirect,
};

use crate::duties;
use crate::links::letters::tell_password_changed;
use crate::links::rules::{self, Purpose, Standing};
use crate::links::store::{self as links, LinkRow, Reader};
use crate::passwords;
use crate::sessions::{devices, store as sessions};

/// The field that carries the secret of the link from page to page.
const KEY: &str = "key";
/// Longer ones are none of ours.
const KEY_MOST: usize = 100;

/// A link that somebody opened, with its person.
pub(crate) struct Opened {
    pub link: LinkRow,
    pub reader: Reader,
}

/// What the secret in `fields` opens now.
pub(crate) async fn open(
    site: &Site,
    visitor: &Visitor,
    fields: &Fields,
    purpose: Purpose,
) -> Result<Result<Opened, Standing>, Failure> {
    let secret = fields.raw(KEY);
    if secret.is_empty() || secret.len() > KEY_MOST {
        return Ok(Err(Standing::Unknown));
    }
    let (hash, now) = (sessions::hash(secret), visitor.now);
    let opened = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let Some(link) = links::find(tx, hash).await? else {
                return Ok(Err(Standing::Unknown));
            };
            match rules::standing(Some(&link.known()), purpose, now) {
                Standing::Live => {}
                over => return Ok(Err(over)),
            }
            let reader = links::reader(tx, link.person).await?;
            Ok(reader
                .map(|reader| Opened { link, reader })
                .ok_or(Standing::Unknown))
        })
        .await?;
    Ok(opened)
}

#[derive(Template)]
#[template(path = "recovery/over.html")]
struct OverPage<'a> {
    chrome: &'a Chrome,
    title: String,
    text: String,
    recovery: bool,
}

/// The page of a link that opens nothing: why, and the way on.
pub(crate) fn over_page(
    site: &Site,
    visitor: &Visitor,
    purpose: Purpose,
    standing: Standing,
) -> Outcome {
    let l = visitor.words;
    let word = standing.word();
    let title = l.t(&format!("link-over-{word}-title")).into_owned();
    let chrome = Chrome::new(site, visitor, &title);
    // What an invited person does about it is another thing than what one does who forgot.
    let text = match (purpose, standing) {
        (_, Standing::Locked) => l.t("link-over-locked-text"),
        (Purpose::Recovery, _) => l.t("link-over-recovery-text"),
        (Purpose::Invitation, Standing::Used) => l.t("link-over-invitation-used-text"),
        (Purpose::Invitation, _) => l.t("link-over-invitation-text"),
        (Purpose::Address, _) => l.t("link-over-address-text"),
    };
    let mut response = page(&OverPage {
        chrome: &chrome,
        title,
        text: text.into_owned(),
        recovery: purpose == Purpose::Recovery && standing != Standing::Locked,
    })?;
    *response.status_mut() = StatusCode::GONE;
    Ok(response)
}

#[derive(Template)]
#[template(path = "recovery/set.html")]
struct SetPage<'a> {
    chrome: &'a Chrome,
    action: &'static str,
    key: &'a str,
    login: String,
    about: String,
    summary: ErrorSummary<'a>,
    password: Field<'a>,
    submit: &'static str,
}

/// `GET /recovery/new?key=…`
pub(super) async fn recovery_page(
    State(site): State<Site>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    set_page(&site, &visitor, &fields, Purpose::Recovery).await
}

/// `GET /invitation?key=…`
pub(super) async fn invitation_page(
    State(site): State<Site>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    set_page(&site, &visitor, &fields, Purpose::Invitation).await
}

/// Opening a link uses nothing up: programs that look at mails open links too.
async fn set_page(site: &Site, visitor: &Visitor, fields: &Fields, purpose: Purpose) -> Outcome {
    match open(site, visitor, fields, purpose).await? {
        Err(standing) => over_page(site, visitor, purpose, standing),
        Ok(opened) => form(
            site,
            visitor,
            fields,
            purpose,
            &opened,
            &FormErrors::default(),
        ),
    }
}

fn form(
    site: &Site,
    visitor: &Visitor,
    fields: &Fields,
    purpose: Purpose,
    opened: &Opened,
    errors: &FormErrors,
) -> Outcome {
    let l = visitor.words;
    let (title, about, action, submit) = match purpose {
        Purpose::Invitation => (
            "invitation-accept-title",
            "invitation-accept-about",
            "/invitation",
            "invitation-accept-do",
        ),
        Purpose::Recovery | Purpose::Address => (
            "recovery-new-title",
            "recovery-new-about",
            "/recovery/new",
            "recovery-new-do",
        ),
    };
    let chrome = Chrome::new(site, visitor, &l.t(title));
    let reader = &opened.reader;
    let login = reader.login.clone().or_else(|| reader.email.clone());
    let nothing = Fields::default();
    let template = SetPage {
        chrome: &chrome,
        action,
        key: fields.raw(KEY),
        login: login.unwrap_or_default(),
        about: l.t1(about, "name", reader.called()),
        summary: ErrorSummary::new(&chrome, errors),
        password: Field::new(
            &chrome,
            FieldKind::Secret,
            "new_password",
            "field-password-new",
            &nothing,
            errors,
        )
        .autocomplete("new-password")
        .help("password-new-help"),
        submit,
    };
    // The address holds the secret; the policy of all pages (`same-origin`) tells it to no other site.
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// `POST /recovery/new`
pub(super) async fn recover(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    set(&site, &visitor, &typed, Purpose::Recovery).await
}

/// `POST /invitation`
pub(super) async fn accept(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    set(&site, &visitor, &typed, Purpose::Invitation).await
}

/// Sets the password, uses the link up, ends all sessions. Nobody is signed in by a link: whoever
/// has a second factor still needs it.
async fn set(site: &Site, visitor: &Visitor, typed: &Fields, purpose: Purpose) -> Outcome {
    let opened = match open(site, visitor, typed, purpose).await? {
        Err(standing) => return over_page(site, visitor, purpose, standing),
        Ok(opened) => opened,
    };
    let new = typed.raw("new_password");
    let reader = &opened.reader;
    let own = [reader.login.as_deref(), reader.email.as_deref()];
    let mut errors = FormErrors::default();
    if let Some(key) = passwords::refusal(new, own.into_iter().flatten()) {
        errors.add("new_password", visitor.t(key));
        return form(site, visitor, typed, purpose, &opened, &errors);
    }
    let hash = passwords::hash(new, &site.chance).await;
    let by = By {
        person: Some(reader.id),
        name: reader.full_name(),
        ..By::visitor(site, visitor)
    };
    let desk = Desk::of(site);
    let link = sessions::hash(typed.raw(KEY));
    let set = site
        .db
        .write::<_, Error, _>(async move |tx| take(tx, &by, &desk, link, purpose, &hash).await)
        .await?;
    if set != Standing::Live {
        return over_page(site, visitor, purpose, set);
    }
    Ok(redirect("/recovery/done"))
}

/// The link is looked at again where it is used: two hands may hold it at once.
async fn take(
    tx: &mut Tx,
    by: &By,
    desk: &Desk,
    hash: [u8; 32],
    purpose: Purpose,
    password: &str,
) -> oqu_db::Result<Standing> {
    let Some(link) = links::find(tx, hash).await? else {
        return Ok(Standing::Unknown);
    };
    match rules::standing(Some(&link.known()), purpose, by.now) {
        Standing::Live => {}
        over => return Ok(over),
    }
    if !links::use_up(tx, link.id, by.now).await? {
        return Ok(Standing::Used);
    }
    for other in [Purpose::Recovery, Purpose::Invitation] {
        links::withdraw_all(tx, link.person, other, by.now).await?;
    }
    let act = match purpose {
        Purpose::Invitation => Act::on(
            "person.invitation-accepted",
            "person",
            link.person,
            &by.name,
        ),
        Purpose::Recovery | Purpose::Address => {
            Act::on("person.recovered", "person", link.person, &by.name)
        }
    };
    oqu_audit::record(tx, by, act).await?;
    sessions::set_password(tx, by, link.person, &by.name, password).await?;
    sessions::end_all(tx, link.person).await?;
    // A browser that was trusted with the old password proves itself anew.
    devices::distrust_all(tx, link.person).await?;
    duties::store::end(tx, link.person, by.now).await?;
    if purpose == Purpose::Recovery {
        tell_password_changed(tx, by, desk, link.person).await?;
    }
    Ok(Standing::Live)
}
