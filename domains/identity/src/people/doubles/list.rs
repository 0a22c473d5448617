use askama::Template;
use axum::extract::State;
use oqu_db::Error;
use oqu_text::format::date_long;
use oqu_web::{Chrome, Fields, Outcome, Paging, Site, Visitor, Words, page};

use super::rules::Ground;
use super::store::{self, Half, Pair};
use super::{PATH, path};

/// Pairs of a page.
const PAGE: usize = 30;

#[derive(Template)]
#[template(path = "people/doubles/list.html")]
struct ListPage<'a> {
    chrome: &'a Chrome,
    grounds: Vec<Choice>,
    about: String,
    pairs: Vec<Line>,
    paging: Paging<'a>,
}

struct Choice {
    path: String,
    name: String,
    on: bool,
}

struct Line {
    path: String,
    people: [Shown; 2],
    /// What is against their being one.
    doubt: Option<String>,
}

struct Shown {
    path: String,
    name: String,
    facts: String,
}

/// `GET /people/doubles`: pairs that may be one person, a ground at a time. One statement.
pub(super) async fn doubles(State(site): State<Site>, visitor: Visitor, fields: Fields) -> Outcome {
    let ground = Ground::parse(fields.raw("by"));
    let after = fields
        .raw("after")
        .split_once('-')
        .and_then(|(one, other)| {
            let both = (one.parse::<i64>(), other.parse::<i64>());
            both.0.ok().zip(both.1.ok())
        });
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| store::pairs(tx, ground, after, PAGE + 1).await);
    let mut pairs: Vec<Pair> = loaded.await?;
    let more = pairs.len() > PAGE;
    pairs.truncate(PAGE);
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("doubles-title"))
        .crumb("/people", words.t("people-title"));
    let last = pairs.last().filter(|_| more);
    let last = last.map(|pair| format!("{}-{}", pair.one.number, pair.other.number));
    let grounds = Ground::ALL.map(|other| Choice {
        path: format!("{PATH}?by={}", other.key()),
        name: words.t(&format!("doubles-by-{}", other.key())).into_owned(),
        on: other == ground,
    });
    let template = ListPage {
        chrome: &chrome,
        grounds: grounds.into(),
        about: words
            .t(&format!("doubles-about-{}", ground.key()))
            .into_owned(),
        paging: Paging::new(
            &chrome,
            PATH,
            &fields,
            words.t1("doubles-shown", "count", pairs.len()),
            None,
            last.as_deref(),
        ),
        pairs: pairs.iter().map(|pair| line(words, pair)).collect(),
    };
    page(&template)
}

fn line(words: Words, pair: &Pair) -> Line {
    let doubt = pair.one.has_other_iin(&pair.other);
    Line {
        path: path(pair.one.id, pair.other.id),
        people: [shown(words, &pair.one), shown(words, &pair.other)],
        doubt: doubt.then(|| words.t("doubles-other-iin").into_owned()),
    }
}

fn shown(words: Words, half: &Half) -> Shown {
    let born = half
        .birth_date
        .as_deref()
        .and_then(|date| date.parse().ok());
    let born = born.map(|date| date_long(words.language(), date));
    let facts = [
        born,
        half.login.clone(),
        half.email.clone(),
        half.phone.clone(),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    Shown {
        path: format!("/people/{}", half.id),
        name: half.full_name(),
        facts: facts.join(" · "),
    }
}
