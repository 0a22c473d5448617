//! What will become of each row, before anything is written.

use std::collections::HashMap;

use askama::Template;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_text::format;
use oqu_web::{
    Chrome, Empty, ErrorSummary, Fields, Figure, Figures, FileDrop, FormErrors, Outcome, Paging,
    Site, Tone, Visitor, Words, page, partial,
};

use super::super::kept::{Import, Slice};
use super::super::row::Remark;
use super::super::rules::{Counts, Kind, Verdict};
use super::super::store;
use super::start::file_field;
use super::{chrome, is_idle, notes, nothing, path};
use crate::people::store as people;

/// Rows of a page.
pub(in crate::people) const PAGE: usize = 50;
/// Rows with something to be told about that is no error: a filter of its own.
const TOLD: &str = "told";

#[derive(Template)]
#[template(path = "people/import/steps/preview.html")]
struct PreviewPage<'a> {
    chrome: &'a Chrome,
    import: &'a Import,
    path: String,
    notes: Vec<String>,
    summary: ErrorSummary<'a>,
    figures: Figures<'a>,
    filters: Vec<Choice>,
    rows: Vec<Line>,
    none: Empty<'a>,
    paging: Paging<'a>,
    file: FileDrop<'a>,
    undecided: bool,
    problems: bool,
    left_out: i64,
    idle: bool,
    act: String,
}

/// A filter as a link.
pub(super) struct Choice {
    pub path: String,
    pub name: String,
    pub on: bool,
}

/// A row of the file.
struct Line {
    number: u32,
    name: String,
    kind: String,
    tone: &'static str,
    /// The person who is there: page and name.
    person: Option<(PersonId, String)>,
    wrong: Vec<String>,
    warned: Vec<String>,
    changes: String,
    undecided: bool,
}

/// The preview; a file that could not be read is told at its field.
pub(super) async fn show(
    site: &Site,
    visitor: &Visitor,
    import: &Import,
    fields: &Fields,
    errors: &FormErrors,
) -> Outcome {
    let words = visitor.words;
    let id = import.id;
    let shown = fields.raw("show").to_owned();
    let wanted = shown.clone();
    let from = from(fields);
    let (verdicts, found, told, names) = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let slices = store::verdicts(tx, id).await?;
            let told = all(&slices).filter(|one| !one.warned.is_empty()).count();
            let fitting: Vec<&Verdict> = all(&slices).filter(|one| fits(one, &wanted)).collect();
            let page: Vec<Verdict> = fitting
                .iter()
                .skip(from)
                .take(PAGE)
                .map(|one| (*one).clone())
                .collect();
            let known: Vec<PersonId> = page.iter().filter_map(|one| one.person).collect();
            let people = people::people(tx, &known).await?;
            let names: HashMap<PersonId, String> = people
                .iter()
                .map(|person| (person.id, person.full_name()))
                .collect();
            Ok((page, fitting.len(), told, names))
        })
        .await?;
    let chrome = chrome(site, visitor, &words.t("import-preview-title"));
    let here = path(id);
    let counts = import.counts;
    let figures = figures(counts, words);
    let place = Fields::of([("show", shown.clone())]);
    let (before, after) = marks(from, found);
    let template = PreviewPage {
        chrome: &chrome,
        import,
        notes: notes(import, words),
        summary: ErrorSummary::new(&chrome, errors),
        figures: Figures::new(&figures),
        filters: filters(&here, &shown, counts, told, words),
        rows: verdicts
            .iter()
            .map(|one| line(one, import, &names, words))
            .collect(),
        none: nothing(
            &chrome,
            &words.t("import-none"),
            &words.t("import-none-text"),
        ),
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
        file: file_field(&chrome, errors),
        undecided: counts.undecided > 0,
        problems: counts.wrong > 0 || told > 0,
        left_out: counts.wrong + counts.undecided,
        idle: is_idle(counts),
        act: words.t1("import-confirm", "count", counts.new + counts.changed),
        path: here,
    };
    match errors.is_empty() {
        true => page(&template),
        false => partial(&template),
    }
}

fn all(slices: &[Slice]) -> impl Iterator<Item = &Verdict> {
    slices.iter().flat_map(|slice| &slice.verdicts)
}

fn fits(verdict: &Verdict, shown: &str) -> bool {
    match shown {
        TOLD => !verdict.warned.is_empty(),
        word => match Kind::ALL.into_iter().find(|kind| kind.key() == word) {
            Some(kind) => verdict.kind == kind,
            None => true,
        },
    }
}

/// How many rows stand before this page, whichever way one came.
pub(in crate::people) fn from(fields: &Fields) -> usize {
    let places = ["after", "before"].map(|name| fields.raw(name).parse().ok());
    places.into_iter().flatten().next().unwrap_or_default()
}

/// The places of the neighbouring pages: rows of a file stand still, so that they can be counted.
pub(in crate::people) fn marks(from: usize, found: usize) -> (Option<String>, Option<String>) {
    let before = (from > 0).then(|| from.saturating_sub(PAGE).to_string());
    let after = (from + PAGE < found).then(|| (from + PAGE).to_string());
    (before, after)
}

fn figures(counts: Counts, words: Words) -> Vec<Figure> {
    let mut figures = Vec::new();
    for kind in [
        Kind::New,
        Kind::Changed,
        Kind::Same,
        Kind::Undecided,
        Kind::Wrong,
    ] {
        let count = counts.of(kind);
        let number = format::integer(words.language(), count);
        let figure = Figure::new(words.t(kind_message(kind)).into_owned(), number);
        let told = match kind {
            Kind::Wrong if count > 0 => Some((Tone::Loss, "import-kind-wrong-note")),
            Kind::Undecided if count > 0 => Some((Tone::Attention, "import-kind-undecided-note")),
            _ => None,
        };
        figures.push(match told {
            Some((tone, note)) => figure.note(tone, words.t(note).into_owned()),
            None => figure,
        });
    }
    figures
}

pub(super) const fn kind_message(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "import-kind-new",
        Kind::Changed => "import-kind-changed",
        Kind::Same => "import-kind-same",
        Kind::Undecided => "import-kind-undecided",
        Kind::Wrong => "import-kind-wrong",
    }
}

fn filters(here: &str, shown: &str, counts: Counts, told: usize, words: Words) -> Vec<Choice> {
    let named =
        |name: String, count: i64| format!("{name} · {}", format::integer(words.language(), count));
    let mut filters = vec![Choice {
        path: here.to_owned(),
        name: named(words.t("import-all").into_owned(), counts.all()),
        on: shown.is_empty(),
    }];
    for kind in Kind::ALL {
        let count = counts.of(kind);
        if count > 0 {
            filters.push(Choice {
                path: format!("{here}?show={}", kind.key()),
                name: named(words.t(kind_message(kind)).into_owned(), count),
                on: shown == kind.key(),
            });
        }
    }
    if told > 0 {
        let count = i64::try_from(told).unwrap_or(i64::MAX);
        filters.push(Choice {
            path: format!("{here}?show={TOLD}"),
            name: named(words.t("import-told").into_owned(), count),
            on: shown == TOLD,
        });
    }
    filters
}

fn line(
    verdict: &Verdict,
    import: &Import,
    names: &HashMap<PersonId, String>,
    words: Words,
) -> Line {
    let said = |remarks: &[Remark]| -> Vec<String> {
        remarks
            .iter()
            .map(|remark| at_column(remark, import, words))
            .collect()
    };
    let fields: Vec<String> = verdict
        .fields
        .iter()
        .map(|field| words.t(&format!("field-{field}")).into_owned())
        .collect();
    let person = verdict.person;
    Line {
        number: verdict.number,
        name: match verdict.name.is_empty() {
            true => "—".to_owned(),
            false => verdict.name.clone(),
        },
        kind: words.t(kind_message(verdict.kind)).into_owned(),
        tone: match verdict.kind {
            Kind::Wrong => "loss",
            Kind::Undecided => "attention",
            Kind::New | Kind::Changed => "action",
            Kind::Same => "quiet",
        },
        person: person.and_then(|id| Some((id, names.get(&id)?.clone()))),
        wrong: said(&verdict.wrong),
        warned: said(&verdict.warned),
        changes: fields.join(", "),
        undecided: verdict.kind == Kind::Undecided,
    }
}

/// «ЖСН: 12 цифр болуы керек», with the heading of the file.
pub(super) fn at_column(remark: &Remark, import: &Import, words: Words) -> String {
    let text = remark.text(words);
    let heading = remark.column.and_then(|at| import.headings.get(at));
    match heading.filter(|heading| !heading.is_empty()) {
        Some(heading) => format!("{heading}: {text}"),
        None => text,
    }
}
