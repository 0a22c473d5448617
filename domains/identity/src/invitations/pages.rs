use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use oqu_audit::{Act, By};
use oqu_db::{Error, Result, Tx};
use oqu_kernel::{Id, PersonId};
use oqu_mail::Desk;
use oqu_web::{Chrome, Failure, Flash, Outcome, Site, Visitor, redirect};

use crate::links::rules::{Purpose, invitation_refused};
use crate::links::store::{self as links, Link, LinkRow, NewLink, Reader};
use crate::links::{fresh_secret, letters};
use crate::permissions;
use crate::roles::store::{has_administrator, of_person};
use crate::sessions::store::hash;

/// The invitations of a person, on the person's page.
#[derive(Template)]
#[template(path = "invitations/card.html")]
pub(crate) struct Card<'a> {
    chrome: &'a Chrome,
    person: PersonId,
    lines: Vec<Line>,
    refused: Option<&'static str>,
    address: String,
}

impl askama::filters::HtmlSafe for Card<'_> {}

struct Line {
    address: String,
    sent: String,
    until: String,
    late: bool,
    by: String,
    withdraw: String,
}

/// What the card shows.
pub(crate) struct Loaded {
    reader: Reader,
    open: Vec<LinkRow>,
    proven: bool,
}

/// Loads what the card shows.
pub(crate) async fn load(tx: &mut Tx, person: PersonId) -> Result<Option<Loaded>> {
    let Some(reader) = links::reader(tx, person).await? else {
        return Ok(None);
    };
    let proven = match &reader.email {
        Some(email) => links::is_proven(tx, person, email).await?,
        None => false,
    };
    let open = links::open_of(tx, person, Purpose::Invitation).await?;
    Ok(Some(Loaded {
        reader,
        open,
        proven,
    }))
}

impl Loaded {
    fn refused(&self) -> Option<&'static str> {
        let reader = &self.reader;
        invitation_refused(
            reader.email.as_deref(),
            reader.locked_at.is_some(),
            reader.password_at.is_some(),
            self.proven,
        )
    }
}

/// The card; none where there is nothing to invite and nothing to withdraw.
pub(crate) fn card<'a>(chrome: &'a Chrome, loaded: &Loaded) -> Option<Card<'a>> {
    let refused = loaded.refused();
    if loaded.open.is_empty() && refused == Some("invitation-needless") {
        return None;
    }
    let person = loaded.reader.id;
    let line = |link: &LinkRow| Line {
        address: link.address.clone(),
        sent: chrome.when(&link.begun_at),
        until: chrome.when(&link.ends_at),
        late: link.ends_at <= chrome.now,
        by: link.by_name.clone(),
        withdraw: format!("/people/{person}/invitations/{}/withdrawal", link.id),
    };
    Some(Card {
        chrome,
        person,
        lines: loaded.open.iter().map(line).collect(),
        refused,
        address: loaded.reader.email.clone().unwrap_or_default(),
    })
}

/// Invites a person: a link of fourteen days to the person's address. The message that says why
/// not, when it cannot be.
///
/// # Errors
/// The database's failure.
pub(crate) async fn invite(
    tx: &mut Tx,
    by: &By,
    desk: &Desk,
    person: PersonId,
    secret: &str,
) -> Result<std::result::Result<String, &'static str>> {
    let Some(loaded) = load(tx, person).await? else {
        return Ok(Err("invitation-nobody"));
    };
    if let Some(refused) = loaded.refused() {
        return Ok(Err(refused));
    }
    let reader = loaded.reader;
    let address = reader.email.clone().unwrap_or_default();
    if !oqu_mail::is_address(&address) {
        return Ok(Err("invitation-no-address"));
    }
    let link = NewLink {
        id: Id::new(by.now, &by.chance),
        hash: hash(secret),
        person,
        purpose: Purpose::Invitation,
        address: address.clone(),
    };
    links::make(tx, by, &link).await?;
    let ends_at = link.ends_at(by.now);
    let mail = letters::invitation(desk, &reader, &address, secret, ends_at);
    oqu_mail::post(tx, by, &mail).await?;
    let act = Act::on("person.invited", "person", person, &reader.full_name());
    oqu_audit::record(tx, by, act.change("email", "", &address)).await?;
    Ok(Ok(address))
}

/// `POST /people/{id}/invitations`: also once more, when the first was lost.
pub(super) async fn send(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<PersonId>,
) -> Outcome {
    may(&site, &visitor, id).await?;
    let by = By::visitor(&site, &visitor);
    let desk = Desk::of(&site);
    let secret = fresh_secret(&site.chance);
    let invited = site
        .db
        .write::<_, Error, _>(async move |tx| invite(tx, &by, &desk, id, &secret).await)
        .await?;
    Ok(match invited {
        Ok(address) => back(id, Flash::done("invitation-sent", &address)),
        Err("invitation-nobody") => return Err(Failure::NotFound),
        Err(why) => back(id, Flash::attention(why, "")),
    })
}

/// `POST /people/{id}/invitations/{link}/withdrawal`
pub(super) async fn withdraw(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, link)): Path<(PersonId, Id<Link>)>,
) -> Outcome {
    may(&site, &visitor, id).await?;
    let by = By::visitor(&site, &visitor);
    let withdrawn = site
        .db
        .write::<_, Error, _>(async move |tx| {
            let Some(row) = links::link(tx, link).await? else {
                return Ok(None);
            };
            if row.person != id || row.known().purpose != Purpose::Invitation.word() {
                return Ok(None);
            }
            let withdrawn = links::withdraw(tx, link, by.now).await?;
            if withdrawn {
                let reader = links::reader(tx, id).await?;
                let name = reader.map(|reader| reader.full_name()).unwrap_or_default();
                let act = Act::on("person.invitation-withdrawn", "person", id, &name);
                oqu_audit::record(tx, &by, act).await?;
            }
            Ok(Some(withdrawn))
        })
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(match withdrawn {
        true => back(id, Flash::done("invitation-withdrawn-done", "")),
        false => back(id, Flash::attention("invitation-withdrawn-not", "")),
    })
}

/// Who may change the person may invite the person.
async fn may(site: &Site, visitor: &Visitor, id: PersonId) -> std::result::Result<(), Failure> {
    let held = site
        .db
        .read::<_, Error, _>(async move |tx| of_person(tx, id).await)
        .await?;
    match permissions::person_write(visitor.person()?, has_administrator(&held)) {
        true => Ok(()),
        false => Err(Failure::Forbidden),
    }
}

fn back(id: PersonId, flash: Flash) -> Response {
    let mut response = redirect(&format!("/people/{id}"));
    response.extensions_mut().insert(flash);
    response
}
