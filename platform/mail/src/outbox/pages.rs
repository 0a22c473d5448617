use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State as Floor};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use oqu_audit::{Act, By};
use oqu_db::Error;
use oqu_kernel::Id;
use oqu_text::Language;
use oqu_text::format::integer;
use oqu_web::{
    Chrome, Failure, Fields, Figure, Figures, Flash, FormErrors, Outcome, Paging, Site, Tone,
    Visitor, Words, page, redirect,
};

use super::PATH;
use crate::letter::test_mail;
use crate::store::{self, COUNTED, ListRow, Listing, MailRow, State};
use crate::{Carrier, Desk, Letter, Recipient};

/// As long as an address may be (RFC 5321 §4.5.3.1).
const WORDS_MOST: usize = 254;
/// What mails are written for, as the messages name them.
const PURPOSES: [&str; 6] = [
    "recovery",
    "invitation",
    "address",
    "address-changed",
    "password-changed",
    "test",
];

#[derive(Template)]
#[template(path = "outbox/list.html", blocks = ["results"])]
struct ListPage<'a> {
    chrome: &'a Chrome,
    fields: &'a Fields,
    server: Option<String>,
    from: String,
    figures: Figures<'a>,
    states: Vec<(&'static str, String)>,
    purposes: Vec<(&'static str, String)>,
    rows: Vec<Line>,
    paging: Paging<'a>,
}

struct Line {
    path: String,
    subject: String,
    purpose: String,
    name: String,
    address: String,
    when: String,
    machine_time: String,
    state: (&'static str, String),
    answer: String,
}

impl ListPage<'_> {
    fn narrowed(&self) -> bool {
        let names = ["q", "state", "purpose"];
        names.iter().any(|name| !self.fields.raw(name).is_empty())
    }
}

/// `GET /administration/mail`
pub(super) async fn list(
    Floor(site): Floor<Site>,
    Extension(carrier): Extension<Arc<Carrier>>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let l = visitor.words;
    let listing = listing(&fields, l)?;
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let found = store::page(tx, &listing).await?;
        let count = store::count(tx, &listing).await?;
        Ok((found, count, store::by_state(tx).await?))
    });
    let (found, count, by_state) = loaded.await?;
    let chrome = Chrome::new(&site, &visitor, &l.t("mail-title"));
    let mark = |row: Option<&ListRow>| row.map(|row| row.number.to_string());
    let newest = mark(found.rows.first().filter(|_| found.newer));
    let oldest = mark(found.rows.last().filter(|_| found.older));
    let counted = match count {
        more if more > COUNTED => l.t1("mail-found-more", "count", COUNTED),
        count => l.t1("mail-found", "count", count),
    };
    let figures = State::ALL.map(|state| figure(l, state, &by_state));
    let template = ListPage {
        chrome: &chrome,
        fields: &fields,
        server: carrier.server_shown(),
        from: carrier.at(&site.chosen().public_url).from_shown(),
        figures: Figures::new(&figures),
        states: State::ALL
            .map(|state| (state.word(), said_state(l, state)))
            .to_vec(),
        purposes: PURPOSES
            .map(|purpose| (purpose, said_purpose(l, purpose)))
            .to_vec(),
        rows: found.rows.iter().map(|row| line(&chrome, row)).collect(),
        paging: Paging::new(
            &chrome,
            PATH,
            &fields,
            counted,
            newest.as_deref(),
            oldest.as_deref(),
        )
        .fills("mails"),
    };
    if visitor.wants("mails") {
        return page(&template.as_results());
    }
    page(&template)
}

/// Reads the address of the list; what is none of its own choices is refused.
fn listing(fields: &Fields, l: Words) -> Result<Listing, Failure> {
    let mark = |name: &str| match fields.raw(name) {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Failure::BadRequest),
    };
    let state = match fields.raw("state") {
        "" => None,
        word => Some(State::of(word).ok_or(Failure::BadRequest)?),
    };
    let purpose = match fields.raw("purpose") {
        "" => None,
        word if PURPOSES.contains(&word) => Some(word.to_owned()),
        _ => return Err(Failure::BadRequest),
    };
    Ok(Listing {
        // Words to look for cannot be wrong: what is no letter or digit finds nothing.
        words: fields.line("q", WORDS_MOST, l, &mut FormErrors::default()),
        state,
        purpose,
        after: mark("after")?,
        before: mark("before")?,
    })
}

fn figure(l: Words, state: State, by_state: &[(String, i64)]) -> Figure {
    let count = by_state.iter().find(|(word, _)| word == state.word());
    let count = count.map_or(0, |(_, count)| *count);
    Figure::new(said_state(l, state), integer(l.language(), count))
}

const fn tone(state: State) -> Tone {
    match state {
        State::Waiting => Tone::Attention,
        State::Sent => Tone::Action,
        State::Refused | State::GivenUp => Tone::Loss,
    }
}

fn said_state(l: Words, state: State) -> String {
    l.t(&format!("mail-state-{}", state.word())).into_owned()
}

fn said_purpose(l: Words, purpose: &str) -> String {
    let key = format!("mail-purpose-{purpose}");
    match l.has(&key) {
        true => l.t(&key).into_owned(),
        false => purpose.to_owned(),
    }
}

fn line(chrome: &Chrome, row: &ListRow) -> Line {
    Line {
        path: format!("{PATH}/{}", row.id),
        subject: row.subject.clone(),
        purpose: said_purpose(chrome.l, &row.purpose),
        name: row.to_name.clone(),
        address: row.to_address.clone(),
        when: chrome.when(&row.created_at),
        machine_time: chrome.machine_time(&row.created_at),
        state: (tone(row.state()).word(), said_state(chrome.l, row.state())),
        answer: row.answer.clone(),
    }
}

#[derive(Template)]
#[template(path = "outbox/mail.html")]
struct MailPage<'a> {
    chrome: &'a Chrome,
    subject: &'a str,
    state: (&'static str, String),
    since: String,
    facts: Vec<(String, String)>,
    letter: String,
    text: String,
    /// The link that opens something: only in the demo.
    link: Option<String>,
    masked: bool,
    again: Option<String>,
}

/// `GET /administration/mail/{id}`: one mail as it looks.
pub(super) async fn mail(
    Floor(site): Floor<Site>,
    Extension(carrier): Extension<Arc<Carrier>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Outcome {
    let row = load(&site, &id).await?;
    let l = visitor.words;
    let open = site.settings.demo;
    let chrome = Chrome::new(&site, &visitor, &row.subject).crumb(PATH, l.t("mail-title"));
    let path = format!("{PATH}/{}", row.id);
    let ended = matches!(row.state(), State::Refused | State::GivenUp);
    let late = row.ends_at.is_some_and(|end| end <= visitor.now);
    page(&MailPage {
        subject: &row.subject,
        state: (tone(row.state()).word(), said_state(l, row.state())),
        since: chrome.when(&row.state_at),
        facts: facts(&chrome, &carrier.at(&site.chosen().public_url), &row),
        letter: format!("{path}/letter"),
        text: row.text(open),
        link: link(&row).filter(|_| open),
        masked: row.has_link() && !open,
        again: (ended && !late).then(|| format!("{path}/again")),
        chrome: &chrome,
    })
}

fn facts(chrome: &Chrome, carrier: &Carrier, row: &MailRow) -> Vec<(String, String)> {
    let l = chrome.l;
    let to = match row.to_name.as_str() {
        "" => row.to_address.clone(),
        name => format!("{name} <{}>", row.to_address),
    };
    let language = Language::parse(&row.language).map(|language| match language {
        Language::Kk => "Қазақша",
        Language::Ru => "Русский",
        Language::En => "English",
    });
    let all = [
        ("mail-to", Some(to)),
        (
            "mail-from",
            Some(format!("{} · {}", row.from_name, carrier.from_shown())),
        ),
        ("mail-purpose", Some(said_purpose(l, &row.purpose))),
        ("mail-language", language.map(str::to_owned)),
        ("mail-written", Some(chrome.when(&row.created_at))),
        (
            "mail-useful-until",
            row.ends_at.map(|end| chrome.when(&end)),
        ),
        ("mail-tries", Some(integer(l.language(), row.tries))),
        ("mail-answer", Some(row.answer.clone())),
        ("mail-message-id", row.message_id.clone()),
    ];
    all.into_iter()
        .filter_map(|(key, value)| {
            let value = value.filter(|value| !value.is_empty())?;
            Some((l.t(key).into_owned(), value))
        })
        .collect()
}

/// The link that opens something, whole.
fn link(row: &MailRow) -> Option<String> {
    let masked = row.text(false);
    let open = row.text(true);
    let differ = masked.lines().zip(open.lines()).find(|(a, b)| a != b);
    differ.map(|(_, line)| line.to_owned())
}

/// `GET /administration/mail/{id}/letter`: the page of the mail alone, for the frame it is shown in.
/// Styles stand in it as mail programs want them, and nothing else of it does anything.
pub(super) async fn letter(
    Floor(site): Floor<Site>,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let row = load(&site, &id).await?;
    let mut response = Body::from(row.html(site.settings.demo)).into_response();
    let headers: [(HeaderName, &str); 4] = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; sandbox",
        ),
    ];
    for (name, value) in headers {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

async fn load(site: &Site, id: &str) -> Result<MailRow, Failure> {
    let id: Id<Letter> = id.parse().map_err(|_| Failure::NotFound)?;
    site.db
        .read::<_, Error, _>(async move |tx| store::mail(tx, id).await)
        .await?
        .ok_or(Failure::NotFound)
}

/// `POST /administration/mail/{id}/again`: a mail that was refused or given up waits again.
pub(super) async fn again(
    Floor(site): Floor<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Outcome {
    let row = load(&site, &id).await?;
    let by = By::visitor(&site, &visitor);
    let id = row.id;
    let subject = row.subject.clone();
    let waits = site.db.write::<_, Error, _>(async move |tx| {
        let waits = store::again(tx, id, by.now).await?;
        if waits {
            let act = Act::on("mail.tried-again", "mail", id, &subject);
            oqu_audit::record(tx, &by, act).await?;
            crate::job::send_soon(tx, &by, id).await?;
        }
        Ok(waits)
    });
    let key = match waits.await? {
        true => "mail-again-done",
        false => "mail-again-not",
    };
    Ok(told(&format!("{PATH}/{id}"), Flash::done(key, "")))
}

/// `POST /administration/mail/test`: a mail to an address, to see that mail works.
pub(super) async fn test(Floor(site): Floor<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    let mut errors = FormErrors::default();
    let address = typed.line("to", WORDS_MOST, visitor.words, &mut errors);
    if !errors.is_empty() || !crate::is_address(&address) {
        return Ok(told(
            PATH,
            Flash::attention("mail-test-no-address", &address),
        ));
    }
    let by = By::visitor(&site, &visitor);
    let desk = Desk::of(&site);
    let head = desk.head(visitor.language());
    let when = desk.when(visitor.language(), visitor.now);
    let recipient = Recipient {
        person: None,
        name: by.name.clone(),
        address: address.clone(),
    };
    let mail = test_mail(&head, &by, &when, &recipient);
    let posted = site.db.write::<_, Error, _>(async move |tx| {
        let id = crate::post(tx, &by, &mail).await?;
        let act = Act::on("mail.test-posted", "mail", id, &mail.subject);
        oqu_audit::record(tx, &by, act.change("email", "", &mail.to)).await?;
        Ok(id)
    });
    let id = posted.await?;
    Ok(told(
        &format!("{PATH}/{id}"),
        Flash::done("mail-test-done", &address),
    ))
}

fn told(place: &str, flash: Flash) -> Response {
    let mut response = redirect(place);
    response.extensions_mut().insert(flash);
    response
}
