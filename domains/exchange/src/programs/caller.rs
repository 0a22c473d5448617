//! Who asks: the token of a request, and the person for whom it acts.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::Actor;
use oqu_web::{Failure, Refusal, Site, Visitor, header_text};

use crate::tokens::rules::{Reach, Standing, hash, is_secret, standing};
use crate::tokens::store::{self, SEEN_EXACT_TO, TokenId, TokenRow};

/// A program with its token, and the person who made it with the roles in force at this moment.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    pub token: TokenId,
    title: String,
    reach: Vec<Reach>,
    pub actor: Actor,
}

impl Caller {
    /// Lets the program on when its token has this word.
    pub fn reaches(&self, reach: Reach) -> Result<(), Refusal> {
        match self.has(reach) {
            true => Ok(()),
            false => Err(Refusal::new(StatusCode::FORBIDDEN, "reach")),
        }
    }

    /// Whether the token has this word.
    pub fn has(&self, reach: Reach) -> bool {
        self.reach.contains(&reach)
    }

    /// Lets the program on when the area lets the person behind the token.
    pub fn may(&self, decide: impl Fn(&Actor) -> bool) -> Result<(), Refusal> {
        match decide(&self.actor) {
            true => Ok(()),
            false => Err(Failure::Forbidden.into()),
        }
    }

    /// Who acts, for the audit: the person and the token.
    pub fn by(&self, site: &Site, visitor: &Visitor) -> By {
        By {
            now: visitor.now,
            chance: site.chance.clone(),
            person: Some(self.actor.person),
            name: format!("{} · API: {}", self.actor.name, self.title),
            role: self.actor.workspace.to_owned(),
            origin: visitor.ip.to_string(),
            request: visitor.request_id.clone(),
        }
    }
}

impl FromRequestParts<Site> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Refusal> {
        let visitor = Visitor::from_request_parts(parts, site).await?;
        let Some(secret) = secret(parts) else {
            return Err(unknown(site, &visitor));
        };
        let hash = hash(secret);
        let found = site
            .db
            .read::<_, Error, _>(async move |tx| {
                let Some(token) = store::by_hash(tx, hash).await? else {
                    return Ok(None);
                };
                let actor = oqu_identity::api::actor(tx, token.person).await?;
                Ok(Some((token, actor)))
            })
            .await?;
        let Some((token, actor)) = found else {
            return Err(unknown(site, &visitor));
        };
        site.limits.token(token.id.uuid())?;
        let stands = standing(token.ends_at, token.revoked_at, visitor.now);
        let Some(actor) = actor.filter(|_| stands == Standing::Live) else {
            return Err(closed());
        };
        note_use(site, &token, &visitor);
        Ok(Self {
            token: token.id,
            reach: Reach::read(&token.reach),
            title: token.title,
            actor,
        })
    }
}

/// The secret of `Authorization: Bearer …`, when it can be one.
fn secret(parts: &Parts) -> Option<&str> {
    let (scheme, secret) = header_text(parts, header::AUTHORIZATION).split_once(' ')?;
    let secret = secret.trim();
    (scheme.eq_ignore_ascii_case("bearer") && is_secret(secret)).then_some(secret)
}

fn closed() -> Refusal {
    Failure::SignInFirst { back: None }.into()
}

/// Nobody's token: counted by the address together with tries to sign in.
fn unknown(site: &Site, visitor: &Visitor) -> Refusal {
    match site.limits.unknown_token(visitor.ip) {
        Ok(()) => closed(),
        Err(failure) => failure.into(),
    }
}

fn note_use(site: &Site, token: &TokenRow, visitor: &Visitor) {
    let now = visitor.now;
    let is_known = token
        .seen_at
        .is_some_and(|seen| now.since(seen) <= SEEN_EXACT_TO);
    if is_known {
        return;
    }
    let (db, id) = (site.db.clone(), token.id);
    tokio::spawn(async move {
        let noted = db.write::<_, Error, _>(async move |tx| store::seen(tx, id, now).await);
        if let Err(error) = noted.await {
            tracing::warn!(%error, "the last use of a token could not be noted");
        }
    });
}
