use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use oqu_audit::By;
use oqu_db::Error;
use oqu_identity::api::{is_fresh, prove_first};
use oqu_web::{
    Action, Chrome, Empty, ErrorSummary, Failure, Field, FieldKind, Fields, Flash, FormErrors,
    Outcome, Site, Visitor, Words, page, partial, redirect,
};

use super::rules::{Reach, Standing, TERMS, TITLE_MOST, fresh_secret, hash, standing};
use super::store::{self, ListedRow, NewToken, TokenId, TokenRow};

const PATH: &str = "/administration/tokens";
const NEW: &str = "/administration/tokens/new";
/// The term that the form proposes, in days.
const USUAL_TERM: &str = "90";
/// The most characters of a ground.
const GROUND_MOST: usize = 300;

#[derive(Template)]
#[template(path = "tokens/list.html")]
struct ListPage<'a> {
    chrome: &'a Chrome,
    rows: Vec<Line>,
    empty: Empty<'a>,
    address: String,
}

struct Line {
    id: TokenId,
    title: String,
    reach: Vec<&'static str>,
    person: String,
    name: String,
    seen: Option<(String, String)>,
    tone: &'static str,
    state: String,
    note: String,
    live: bool,
}

/// `GET /administration/tokens`
pub(super) async fn list(State(site): State<Site>, visitor: Visitor) -> Outcome {
    let rows = site
        .db
        .read::<_, Error, _>(async move |tx| store::listed(tx).await)
        .await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("tokens-title"));
    let first = Action::main(words.t("tokens-new"), NEW).icon("plus");
    let template = ListPage {
        rows: rows.iter().map(|row| line(&chrome, row)).collect(),
        empty: Empty::new(
            &chrome,
            "key",
            words.t("tokens-none"),
            words.t("tokens-none-text"),
        )
        .action(first),
        address: format!("{}/api/v1/openapi.json", site.chosen().public_url),
        chrome: &chrome,
    };
    page(&template)
}

fn line(chrome: &Chrome, row: &ListedRow) -> Line {
    let words = chrome.l;
    let now = standing(row.ends_at, row.revoked_at, chrome.now);
    let until = chrome.day(&row.ends_at);
    let (tone, state, note) = match now {
        Standing::Live if row.locked_at.is_some() => (
            "attention",
            words.t("tokens-locked").into_owned(),
            words.t1("tokens-until", "day", until),
        ),
        Standing::Live => (
            "action",
            words.t("tokens-live").into_owned(),
            words.t1("tokens-until", "day", until),
        ),
        Standing::Ended => ("quiet", words.t("tokens-ended").into_owned(), until),
        Standing::Revoked => {
            let day = row.revoked_at.map(|at| chrome.day(&at)).unwrap_or_default();
            let name = row.revoked_name.clone().unwrap_or_default();
            let note = format!("{day}, {name}");
            ("quiet", words.t("tokens-revoked").into_owned(), note)
        }
    };
    Line {
        id: row.id,
        title: row.title.clone(),
        reach: Reach::read(&row.reach)
            .into_iter()
            .map(Reach::word)
            .collect(),
        person: format!("/people/{}", row.person),
        name: format!("{} {}", row.given, row.surname),
        seen: row
            .seen_at
            .map(|at| (chrome.when(&at), chrome.machine_time(&at))),
        tone,
        state,
        note,
        live: now == Standing::Live,
    }
}

#[derive(Template)]
#[template(path = "tokens/new.html")]
struct NewPage<'a> {
    chrome: &'a Chrome,
    summary: ErrorSummary<'a>,
    fields: Vec<Field<'a>>,
}

/// `GET /administration/tokens/new`
pub(super) async fn new_page(State(site): State<Site>, visitor: Visitor) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(prove_first(NEW));
    }
    let typed = Fields::of([
        ("reach", Reach::PeopleRead.word().to_owned()),
        ("term", USUAL_TERM.to_owned()),
    ]);
    render(&site, &visitor, &typed, &FormErrors::default())
}

fn render(site: &Site, visitor: &Visitor, typed: &Fields, errors: &FormErrors) -> Outcome {
    let words = visitor.words;
    let chrome =
        Chrome::new(site, visitor, &words.t("tokens-new")).crumb(PATH, words.t("tokens-title"));
    let field = |kind, name, label| Field::new(&chrome, kind, name, label, typed, errors);
    let reach = Reach::ALL.map(|reach| {
        let name = words.t(reach.message()).into_owned();
        (reach.word().to_owned(), name, reach.word().to_owned())
    });
    let terms = TERMS.map(|days| {
        let name = words.t1("tokens-term-days", "count", days);
        (days.to_string(), name, String::new())
    });
    let template = NewPage {
        summary: ErrorSummary::new(&chrome, errors),
        fields: vec![
            field(FieldKind::Line, "title", "field-token-title").help("tokens-title-help"),
            field(FieldKind::Several(reach.to_vec()), "reach", "field-reach")
                .help("tokens-reach-help"),
            field(FieldKind::Radio(terms.to_vec()), "term", "field-term").help("tokens-term-help"),
        ],
        chrome: &chrome,
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// What a form asks for: title, reach, days.
fn read(words: Words, typed: &Fields, errors: &mut FormErrors) -> (String, Vec<Reach>, u32) {
    let title = typed.line("title", TITLE_MOST, words, errors);
    if title.is_empty() && errors.of("title").is_none() {
        errors.add("title", words.t("tokens-title-missing"));
    }
    let reach: Vec<Reach> = typed.all("reach").filter_map(Reach::of).collect();
    if reach.is_empty() {
        errors.add("reach", words.t("tokens-reach-missing"));
    }
    let days = TERMS
        .into_iter()
        .find(|days| days.to_string() == typed.raw("term"));
    if days.is_none() {
        errors.add("term", words.t("tokens-term-missing"));
    }
    (title, reach, days.unwrap_or_default())
}

#[derive(Template)]
#[template(path = "tokens/shown.html")]
struct ShownPage<'a> {
    chrome: &'a Chrome,
    title: &'a str,
    secret: &'a str,
    example: String,
}

/// `POST /administration/tokens`: the only page that ever shows the secret.
pub(super) async fn add(State(site): State<Site>, visitor: Visitor, typed: Fields) -> Outcome {
    if !is_fresh(&visitor) {
        return Ok(prove_first(NEW));
    }
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let (title, reach, days) = read(words, &typed, &mut errors);
    if !errors.is_empty() {
        return render(&site, &visitor, &typed, &errors);
    }
    let by = By::visitor(&site, &visitor);
    let secret = fresh_secret(&site.chance);
    let person = visitor.person()?.person;
    let new = NewToken::new(&by, hash(&secret), &title, &reach, (person, days));
    site.db
        .write::<_, Error, _>(async move |tx| store::add(tx, &by, &new).await)
        .await?;
    let chrome = Chrome::new(&site, &visitor, &words.t("tokens-shown-title"))
        .crumb(PATH, words.t("tokens-title"));
    let address = &site.chosen().public_url;
    page(&ShownPage {
        chrome: &chrome,
        title: &title,
        secret: &secret,
        example: format!("curl -H \"Authorization: Bearer {secret}\" {address}/api/v1/roles"),
    })
}

#[derive(Template)]
#[template(path = "tokens/revoke.html")]
struct RevokePage<'a> {
    chrome: &'a Chrome,
    token: &'a TokenRow,
    summary: ErrorSummary<'a>,
    ground: Field<'a>,
}

/// `GET /administration/tokens/{id}/revocation`
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<TokenId>,
) -> Outcome {
    let token = load(&site, id).await?;
    let nothing = Fields::default();
    ask_page(&site, &visitor, &token, &nothing, &FormErrors::default())
}

fn ask_page(
    site: &Site,
    visitor: &Visitor,
    token: &TokenRow,
    typed: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let chrome = Chrome::new(site, visitor, &words.t("tokens-revoke-title"))
        .crumb(PATH, words.t("tokens-title"));
    let ground = Field::new(
        &chrome,
        FieldKind::Line,
        "ground",
        "field-ground",
        typed,
        errors,
    );
    let template = RevokePage {
        chrome: &chrome,
        token,
        summary: ErrorSummary::new(&chrome, errors),
        ground: ground.help("tokens-ground-help"),
    };
    if errors.is_empty() {
        page(&template)
    } else {
        partial(&template)
    }
}

/// `POST /administration/tokens/{id}/revocation`
pub(super) async fn revoke(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<TokenId>,
    typed: Fields,
) -> Outcome {
    let token = load(&site, id).await?;
    let mut errors = FormErrors::default();
    let ground = typed.line("ground", GROUND_MOST, visitor.words, &mut errors);
    if ground.is_empty() && errors.is_empty() {
        errors.add("ground", visitor.t("tokens-ground-missing"));
    }
    if !errors.is_empty() {
        return ask_page(&site, &visitor, &token, &typed, &errors);
    }
    let by = By::visitor(&site, &visitor);
    let title = token.title.clone();
    let revoked = site
        .db
        .write::<_, Error, _>(async move |tx| store::revoke(tx, &by, &token, &ground).await)
        .await?;
    Ok(back(match revoked {
        true => Flash::done("tokens-revoked-done", &title),
        false => Flash::attention("tokens-revoked-already", &title),
    }))
}

async fn load(site: &Site, id: TokenId) -> Result<TokenRow, Failure> {
    site.db
        .read::<_, Error, _>(async move |tx| store::token(tx, id).await)
        .await?
        .ok_or(Failure::NotFound)
}

fn back(flash: Flash) -> Response {
    let mut response = redirect(PATH);
    response.extensions_mut().insert(flash);
    response
}
