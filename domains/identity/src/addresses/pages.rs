use askama::Template;
use axum::extract::State;
use oqu_audit::{Act, By};
use oqu_db::{Error, Tx};
use oqu_kernel::Id;
use oqu_mail::Desk;
use oqu_web::{
    Chrome, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors, Outcome, Site,
    Visitor, page, partial, redirect,
};

use super::PATH;
use crate::links::rules::{self, Purpose, Standing};
use crate::links::store::{self as links, NewLink};
use crate::links::{fresh_secret, letters};
use crate::passwords;
use crate::people::rules::{EMAIL_MOST, email};
use crate::people::store as people;
use crate::recovery::{Opened, open, over_page};
use crate::sessions::store as sessions;

#[derive(Template)]
#[template(path = "addresses/form.html")]
struct FormPage<'a> {
    chrome: &'a Chrome,
    action: &'static str,
    now: Option<String>,
    waiting: Option<(String, String)>,
    summary: ErrorSummary<'a>,
    fields: [Field<'a>; 2],
}

/// `GET /account/address`
pub(super) async fn form(State(site): State<Site>, visitor: Visitor) -> Outcome {
    form_page(&site, &visitor, &Fields::default(), &FormErrors::default()).await
}

async fn form_page(site: &Site, visitor: &Visitor, typed: &Fields, errors: &FormErrors) -> Outcome {
    let person = visitor.person()?.person;
    let (reader, open) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            Ok((
                links::reader(tx, person).await?,
                links::open_of(tx, person, Purpose::Address).await?,
            ))
        })
        .await?;
    let l = visitor.words;
    let chrome =
        Chrome::new(site, visitor, &l.t("address-title")).crumb("/account", l.t("account-title"));
    let live = open.into_iter().find(|link| link.ends_at > visitor.now);
    let template = FormPage {
        chrome: &chrome,
        action: PATH,
        now: reader.and_then(|reader| reader.email),
        waiting: live.map(|link| (link.address, chrome.when(&link.ends_at))),
        summary: ErrorSummary::new(&chrome, errors),
        fields: [
            Field::new(
                &chrome,
                FieldKind::Line,
                "email",
                "address-new",
                typed,
                errors,
            )
            .autocomplete("email")
            .keyboard("email"),
            Field::new(
                &chrome,
                FieldKind::Secret,
                "password",
                "field-password-now",
                typed,
                errors,
            )
            .autocomplete("current-password"),
        ],
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// `POST /account/address`: a link goes to the new address. Whether somebody else has it is told to
/// the one who can read its mails only.
pub(super) async fn send(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let person = visitor.person()?.person;
    site.limits.sign_in(visitor.ip, &person.to_string())?;
    let found = site
        .db
        .read::<_, Error, _>(async move |tx| sessions::credentials_of(tx, person).await)
        .await?
        .ok_or(Failure::NotFound)?;
    let mut errors = FormErrors::default();
    let address = typed.line("email", EMAIL_MOST, visitor.words, &mut errors);
    let address = email(&address).ok().flatten();
    let address = address.filter(|address| oqu_mail::is_address(address));
    if address.is_none() && errors.is_empty() {
        errors.add("email", visitor.t("person-email-wrong"));
    }
    if !passwords::is_right(typed.raw("password"), found.password.as_deref()).await {
        errors.add("password", visitor.t("password-now-wrong"));
    }
    let Some(address) = address.filter(|_| errors.is_empty()) else {
        return form_page(&site, &visitor, &typed, &errors).await;
    };
    site.limits.mail(visitor.ip, &person.to_string())?;
    let by = By::visitor(&site, &visitor);
    let desk = Desk::of(&site);
    let secret = fresh_secret(&site.chance);
    let told = address.clone();
    site.db
        .write::<_, Error, _>(async move |tx| {
            let Some(reader) = links::reader(tx, person).await? else {
                return Ok(());
            };
            let link = NewLink {
                id: Id::new(by.now, &by.chance),
                hash: sessions::hash(&secret),
                person,
                purpose: Purpose::Address,
                address: address.clone(),
            };
            links::make(tx, &by, &link).await?;
            let ends_at = link.ends_at(by.now);
            let mail = letters::address(&desk, &reader, &address, &secret, ends_at);
            oqu_mail::post(tx, &by, &mail).await?;
            let act = Act::on("person.address-asked", "person", person, &by.name);
            oqu_audit::record(tx, &by, act.change("email", "", &address)).await?;
            Ok(())
        })
        .await?;
    let mut response = redirect(PATH);
    response
        .extensions_mut()
        .insert(Flash::done("address-sent", &told));
    Ok(response)
}

#[derive(Template)]
#[template(path = "addresses/confirm.html")]
struct ConfirmPage<'a> {
    chrome: &'a Chrome,
    key: &'a str,
    address: &'a str,
}

/// `GET /address?key=…`
pub(super) async fn confirm_page(
    State(site): State<Site>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    match open(&site, &visitor, &fields, Purpose::Address).await? {
        Err(standing) => over_page(&site, &visitor, Purpose::Address, standing),
        Ok(Opened { link, .. }) => {
            let chrome = Chrome::new(&site, &visitor, &visitor.t("address-confirm-title"));
            page(&ConfirmPage {
                chrome: &chrome,
                key: fields.raw("key"),
                address: &link.address,
            })
        }
    }
}

/// `POST /address`: from now on the address is the person's.
pub(super) async fn confirm(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let opened = match open(&site, &visitor, &typed, Purpose::Address).await? {
        Err(standing) => return over_page(&site, &visitor, Purpose::Address, standing),
        Ok(opened) => opened,
    };
    let by = By {
        person: Some(opened.reader.id),
        name: opened.reader.full_name(),
        ..By::visitor(&site, &visitor)
    };
    let desk = Desk::of(&site);
    let hash = sessions::hash(typed.raw("key"));
    let address = opened.link.address.clone();
    let taken = site
        .db
        .write::<_, Error, _>(async move |tx| take(tx, &by, &desk, hash).await)
        .await;
    let flash = match taken {
        Ok(Standing::Live) if visitor.actor().is_none() => {
            return Ok(redirect("/recovery/done?of=address"));
        }
        Ok(Standing::Live) => Flash::done("address-changed", &address),
        Ok(standing) => return over_page(&site, &visitor, Purpose::Address, standing),
        Err(error) if error.taken("people_email_key") => {
            Flash::attention("address-taken", &address)
        }
        Err(error) => return Err(error.into()),
    };
    let mut response = redirect(match visitor.actor() {
        Some(_) => "/account",
        None => "/",
    });
    response.extensions_mut().insert(flash);
    Ok(response)
}

async fn take(tx: &mut Tx, by: &By, desk: &Desk, hash: [u8; 32]) -> oqu_db::Result<Standing> {
    let Some(link) = links::find(tx, hash).await? else {
        return Ok(Standing::Unknown);
    };
    match rules::standing(Some(&link.known()), Purpose::Address, by.now) {
        Standing::Live => {}
        over => return Ok(over),
    }
    let Some(person) = people::person(tx, link.person).await? else {
        return Ok(Standing::Unknown);
    };
    if !links::use_up(tx, link.id, by.now).await? {
        return Ok(Standing::Used);
    }
    let mut data = person.data();
    let old = data.email.replace(link.address);
    if !people::change(tx, by, &person, &data).await? {
        return Err(oqu_db::Error::Conflict);
    }
    if let Some(old) = old {
        letters::tell_address_changed(tx, by, desk, link.person, &old).await?;
    }
    Ok(Standing::Live)
}
