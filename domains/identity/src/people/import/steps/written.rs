//! What became of each row.

use askama::Template;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_text::format;
use oqu_web::{Chrome, Fields, Figure, Figures, Outcome, Paging, Site, Visitor, page};

use super::super::kept::Import;
use super::super::store;
use super::preview::{Choice, PAGE, at_column, from, marks};
use super::{chrome, path};

/// In the order of the page; the message is `import-outcome-<word>`.
const WORDS: [&str; 5] = ["added", "changed", "same", "skipped", "failed"];

#[derive(Template)]
#[template(path = "people/import/steps/written.html")]
struct WrittenPage<'a> {
    chrome: &'a Chrome,
    import: &'a Import,
    path: String,
    when: String,
    figures: Figures<'a>,
    filters: Vec<Choice>,
    rows: Vec<Line>,
    paging: Paging<'a>,
}

struct Line {
    number: u32,
    name: String,
    outcome: String,
    tone: &'static str,
    person: Option<PersonId>,
    why: Vec<String>,
}

/// The last step.
pub(super) async fn show(
    site: &Site,
    visitor: &Visitor,
    import: &Import,
    fields: &Fields,
) -> Outcome {
    let words = visitor.words;
    let id = import.id;
    let slices = site
        .db
        .read::<_, Error, _>(async move |tx| store::verdicts(tx, id).await)
        .await?;
    let shown = fields.raw("show");
    let from = from(fields);
    let mut counts = [0_i64; WORDS.len()];
    let mut rows = Vec::new();
    let mut found = 0;
    for slice in &slices {
        for verdict in &slice.verdicts {
            let Some(outcome) = slice.outcomes.get(&verdict.number) else {
                continue;
            };
            if let Some(at) = WORDS.iter().position(|word| *word == outcome.word) {
                counts[at] += 1;
            }
            if !shown.is_empty() && outcome.word != shown {
                continue;
            }
            found += 1;
            if found > from && rows.len() < PAGE {
                let key = format!("import-outcome-{}", outcome.word);
                rows.push(Line {
                    number: verdict.number,
                    name: verdict.name.clone(),
                    outcome: words.t(&key).into_owned(),
                    tone: match outcome.word.as_str() {
                        "failed" => "loss",
                        "skipped" => "attention",
                        "same" => "quiet",
                        _ => "action",
                    },
                    person: outcome.person,
                    why: outcome
                        .wrong
                        .iter()
                        .map(|remark| at_column(remark, import, words))
                        .collect(),
                });
            }
        }
    }
    let here = path(id);
    let chrome = chrome(site, visitor, &words.t("import-written-title"));
    let number = |count| format::integer(words.language(), count);
    let named = |word: &str| words.t(&format!("import-outcome-{word}")).into_owned();
    let counted = WORDS.iter().zip(counts);
    let figures: Vec<Figure> = counted
        .clone()
        .map(|(word, count)| Figure::new(named(word), number(count)))
        .collect();
    let mut filters = vec![Choice {
        path: here.clone(),
        name: format!("{} · {}", words.t("import-all"), number(import.rows)),
        on: shown.is_empty(),
    }];
    for (word, count) in counted.filter(|(_, count)| *count > 0) {
        filters.push(Choice {
            path: format!("{here}?show={word}"),
            name: format!("{} · {}", named(word), number(count)),
            on: shown == *word,
        });
    }
    let place = Fields::of([("show", shown.to_owned())]);
    let (before, after) = marks(from, found);
    page(&WrittenPage {
        chrome: &chrome,
        import,
        when: import
            .finished_at
            .map(|at| chrome.when(&at))
            .unwrap_or_default(),
        figures: Figures::new(&figures),
        filters,
        rows,
        paging: Paging::new(
            &chrome,
            &here,
            &place,
            words.t1(
                "import-rows",
                "count",
                i64::try_from(found).unwrap_or(i64::MAX),
            ),
            before.as_deref(),
            after.as_deref(),
        ),
        path: here,
    })
}
