use askama::Template;
use axum::Extension;
use axum::extract::State;
use oqu_db::Error;
use oqu_web::{
    Chrome, Empty, Fields, FormErrors, Outcome, Paging, Site, Visitor, Words, page, partial,
};

use super::{PATH, kind_name, rules};
use crate::Room;
use crate::store::{self, COUNTED, DocumentId, DocumentRow};

#[derive(Template)]
#[template(path = "register/list.html", blocks = ["results"])]
struct ListPage<'a> {
    chrome: &'a Chrome,
    fields: &'a Fields,
    errors: &'a FormErrors,
    kinds: Vec<(&'static str, String)>,
    rows: Vec<Line>,
    paging: Paging<'a>,
    empty: Empty<'a>,
}

/// A document in a list.
pub(super) struct Line {
    pub id: DocumentId,
    pub kind: String,
    pub number: String,
    pub subject: String,
    pub when: String,
    pub machine_time: String,
    pub revoked: bool,
}

impl ListPage<'_> {
    fn narrowed(&self) -> bool {
        let names = ["q", "kind", "state", "from", "until"];
        names.iter().any(|name| !self.fields.raw(name).is_empty())
    }
}

pub(super) fn line(chrome: &Chrome, row: &DocumentRow) -> Line {
    Line {
        id: row.id,
        kind: kind_name(chrome.l, &row.kind),
        number: row.registration(),
        subject: row.subject_name.clone(),
        when: chrome.day(&row.issued_at),
        machine_time: chrome.machine_time(&row.issued_at),
        revoked: row.revoked.is_some(),
    }
}

fn counted(words: Words, found: i64) -> String {
    match found > COUNTED {
        true => words.t1("document-found-many", "count", COUNTED),
        false => words.t1("document-found", "count", found),
    }
}

/// `GET /documents`: the list, or only its inside when that is what htmx wants to fill.
pub(super) async fn documents(
    State(site): State<Site>,
    Extension(room): Extension<Room>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let words = visitor.words;
    let mut errors = FormErrors::default();
    let zone = &site.chosen().zone;
    let wanted = rules::wanted(&fields, &room.kinds, zone, words, &mut errors);
    let mark = rules::mark(&fields);
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let count = store::count(tx, &wanted).await?;
        Ok((count, store::list(tx, &wanted, mark).await?))
    });
    let (count, listed) = loaded.await?;
    let chrome = Chrome::new(&site, &visitor, &words.t("document-title"));
    let place = |row: Option<&DocumentRow>| row.map(|row| row.number.to_string());
    let newest = listed.newer.then(|| place(listed.rows.first())).flatten();
    let oldest = listed.older.then(|| place(listed.rows.last())).flatten();
    let template = ListPage {
        chrome: &chrome,
        fields: &fields,
        errors: &errors,
        kinds: room
            .kinds
            .iter()
            .map(|kind| (kind.key, kind_name(words, kind.key)))
            .collect(),
        rows: listed.rows.iter().map(|row| line(&chrome, row)).collect(),
        paging: Paging::new(
            &chrome,
            PATH,
            &fields,
            counted(words, count),
            newest.as_deref(),
            oldest.as_deref(),
        )
        .fills("documents"),
        empty: Empty::new(
            &chrome,
            "documents",
            words.t("document-none"),
            words.t("document-none-text"),
        ),
    };
    if !errors.is_empty() {
        return partial(&template);
    }
    if visitor.wants("documents") {
        return page(&template.as_results());
    }
    page(&template)
}
