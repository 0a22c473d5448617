use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use oqu_audit::By;
use oqu_db::Error;
use oqu_web::{
    Chrome, Failure, Fields, Flash, FormErrors, Outcome, Site, Visitor, attachment, page, partial,
    redirect,
};

use super::protection::PLACE;
use super::store::{self, FactorRow, PENDING};
use super::{Shown, Vault, codes, shown, totp};
use crate::sessions::enter::pend;
use crate::sessions::fresh::{is_fresh, prove_first};

#[derive(Template)]
#[template(path = "factors/totp.html")]
struct TotpPage<'a> {
    chrome: &'a Chrome,
    shown: Shown<'a>,
}

fn done(place: &str, key: &str) -> Response {
    let mut response = redirect(place);
    response.extensions_mut().insert(Flash::done(key, ""));
    response
}

/// `POST /account/protection/totp`: a fresh secret that waits for its first code. What counted
/// before goes on counting until then.
pub(super) async fn begin(
    State(site): State<Site>,
    Extension(vault): Extension<Vault>,
    visitor: Visitor,
) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(prove_first(PLACE));
    }
    pend(&site, &vault, visitor.person()?.person).await?;
    Ok(redirect("/account/protection/totp"))
}

/// `GET /account/protection/totp`
pub(super) async fn form(
    State(site): State<Site>,
    Extension(vault): Extension<Vault>,
    visitor: Visitor,
) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(prove_first(PLACE));
    }
    match pending(&site, &vault, &visitor).await? {
        Some(secret) => totp_page(&site, &visitor, &secret, &FormErrors::default()),
        None => Ok(redirect(PLACE)),
    }
}

/// The secret that waits, unless it has waited too long.
async fn pending(
    site: &Site,
    vault: &Vault,
    visitor: &Visitor,
) -> Result<Option<Vec<u8>>, Failure> {
    let person = visitor.person()?.person;
    let row: Option<FactorRow> = site
        .db
        .read::<_, Error, _>(async move |tx| store::factor(tx, person).await)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let in_time = row
        .pending_at
        .is_some_and(|at| visitor.now.since(at) < PENDING);
    match row.pending {
        Some(sealed) if in_time => vault
            .unseal(person, &sealed)
            .map(Some)
            .map_err(|why| Failure::Internal(why.into())),
        _ => Ok(None),
    }
}

fn totp_page(site: &Site, visitor: &Visitor, secret: &[u8], errors: &FormErrors) -> Outcome {
    let words = visitor.words;
    let chrome = Chrome::new(site, visitor, &words.t("totp-title"))
        .crumb("/account", words.t("account-title"))
        .crumb(PLACE, words.t("protection-title"));
    let account = visitor.person()?.name.to_string();
    let template = TotpPage {
        chrome: &chrome,
        shown: shown(&chrome, secret, &account, errors),
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// `POST /account/protection/totp/confirm`: the first code makes the secret count.
pub(super) async fn confirm(
    State(site): State<Site>,
    Extension(vault): Extension<Vault>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    let actor = visitor.person()?;
    site.limits.sign_in(visitor.ip, &actor.person.to_string())?;
    if !is_fresh(&visitor) {
        return Ok(prove_first(PLACE));
    }
    let Some(secret) = pending(&site, &vault, &visitor).await? else {
        return Ok(redirect(PLACE));
    };
    let Some(step) = totp::taken(&secret, typed.raw("code"), visitor.now, -1) else {
        let mut errors = FormErrors::default();
        errors.add("code", visitor.t("totp-wrong"));
        return totp_page(&site, &visitor, &secret, &errors);
    };
    let by = By::visitor(&site, &visitor);
    let (person, name) = (actor.person, actor.name.to_string());
    let left = site
        .db
        .write::<_, Error, _>(async move |tx| {
            store::confirm(tx, &by, (person, &name), step).await?;
            store::codes_left(tx, person).await
        })
        .await?;
    let place = if left == 0 {
        "/account/protection/codes"
    } else {
        PLACE
    };
    Ok(done(place, "totp-added-done"))
}

/// `POST /account/protection/totp/remove`
pub(super) async fn remove(State(site): State<Site>, visitor: Visitor) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(prove_first(PLACE));
    }
    let person = visitor.person()?.person;
    let by = By::visitor(&site, &visitor);
    site.db
        .write::<_, Error, _>(async move |tx| store::remove(tx, &by, person).await)
        .await?;
    Ok(done(PLACE, "totp-removed-done"))
}

#[derive(Template)]
#[template(path = "factors/codes.html")]
struct CodesPage<'a> {
    chrome: &'a Chrome,
    codes: Vec<String>,
    left: i64,
}

async fn codes_page(site: &Site, visitor: &Visitor, codes: Vec<String>) -> Outcome {
    let person = visitor.person()?.person;
    let left = site
        .db
        .read::<_, Error, _>(async move |tx| store::codes_left(tx, person).await)
        .await?;
    let words = visitor.words;
    let chrome = Chrome::new(site, visitor, &words.t("codes-title"))
        .crumb("/account", words.t("account-title"))
        .crumb(PLACE, words.t("protection-title"));
    page(&CodesPage {
        chrome: &chrome,
        codes,
        left,
    })
}

/// `GET /account/protection/codes`: how many are left, and where new ones are made.
pub(super) async fn codes_form(State(site): State<Site>, visitor: Visitor) -> Outcome {
    codes_page(&site, &visitor, Vec::new()).await
}

/// `POST /account/protection/codes`: ten new ones, shown this once, in the place of all before.
pub(super) async fn renew(State(site): State<Site>, visitor: Visitor) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(prove_first("/account/protection/codes"));
    }
    let person = visitor.person()?.person;
    let by = By::visitor(&site, &visitor);
    let fresh = codes::fresh(&site.chance);
    let hashes: Vec<[u8; 32]> = fresh
        .iter()
        .filter_map(|code| codes::hash(person, code))
        .collect();
    let made = site
        .db
        .write::<_, Error, _>(async move |tx| {
            if !store::standing(tx, person).await?.has_factor() {
                return Ok(false);
            }
            store::renew_codes(tx, &by, person, &hashes).await?;
            Ok(true)
        })
        .await?;
    if !made {
        return Ok(redirect(PLACE));
    }
    codes_page(&site, &visitor, fresh).await
}

/// `POST /account/protection/codes.txt`: the codes of the page that showed them, as a file. They
/// are not kept here, so the page sends them; only those that count are written.
pub(super) async fn codes_text(
    State(site): State<Site>,
    visitor: Visitor,
    typed: Fields,
) -> Outcome {
    let person = visitor.person()?.person;
    let held = site
        .db
        .read::<_, Error, _>(async move |tx| store::codes_held(tx, person).await)
        .await?;
    let counts = |code: &&str| codes::hash(person, code).is_some_and(|hash| held.contains(&hash));
    let codes: Vec<&str> = typed
        .all("code")
        .take(codes::COUNT)
        .filter(counts)
        .collect();
    if codes.is_empty() {
        return Err(Failure::NotFound);
    }
    let chrome = Chrome::new(&site, &visitor, "");
    let mut text = format!(
        "{} · {}\r\n{}\r\n{}\r\n\r\n",
        chrome.organisation.name,
        visitor.person()?.name,
        visitor.t("codes-title"),
        visitor.t("codes-once"),
    );
    for code in codes {
        text.push_str(code);
        text.push_str("\r\n");
    }
    Ok(attachment(
        "oqu-codes.txt",
        "text/plain; charset=utf-8",
        text.into_bytes(),
    ))
}
