use askama::Template;
use axum::Extension;
use axum::extract::State;
use oqu_db::Error;
use oqu_web::{Action, Chrome, Empty, Outcome, Site, Visitor, page};

use super::list::{Line, line};
use super::{LAST, kind_name};
use crate::{Room, store};

#[derive(Template)]
#[template(path = "register/mine.html")]
struct MinePage<'a> {
    chrome: &'a Chrome,
    rows: Vec<Line>,
    orders: Vec<(String, String)>,
    empty: Empty<'a>,
}

/// `GET /documents/mine`: what was issued about me, and what I may order.
pub(super) async fn mine(
    State(site): State<Site>,
    Extension(room): Extension<Room>,
    visitor: Visitor,
) -> Outcome {
    let actor = visitor.person()?;
    let person = actor.person;
    let rows = site
        .db
        .read::<_, Error, _>(async move |tx| store::of_subject(tx, person, LAST).await)
        .await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("document-mine"));
    let order = |kind: &crate::Kind| {
        let path = (kind.order)(actor)?;
        Some((kind_name(words, kind.key), path))
    };
    let orders: Vec<(String, String)> = room.kinds.iter().filter_map(order).collect();
    let empty = Empty::new(
        &chrome,
        "documents",
        words.t("document-mine-none"),
        words.t("document-mine-none-text"),
    );
    let empty = match orders.first() {
        Some((name, path)) => {
            let label = words.with("document-order").arg("kind", name.as_str());
            empty.action(Action::main(label.to_string(), path.clone()).icon("plus"))
        }
        None => empty,
    };
    page(&MinePage {
        chrome: &chrome,
        rows: rows.iter().map(|row| line(&chrome, row)).collect(),
        orders,
        empty,
    })
}
