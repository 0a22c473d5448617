use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use oqu_audit::{Act, By, record};
use oqu_db::Error;
use oqu_text::{Language, search};
use oqu_web::{
    Action, Chrome, Empty, Failure, Fields, Filter, Outcome, Paging, Sheet, Site, Sort, Visitor,
    Words, XLSX, attachment, page,
};

use super::language_name;
use super::rules::{GroupId, GroupRow};
use super::store::{self, COUNT_LIMIT, From, Listed, Order, Wanted};
use crate::people;
use crate::permissions;
use crate::units::open_options;
use crate::units::rules::{Structure, UnitId};
use crate::units::store::structure;

const PATH: &str = "/groups";
/// Rows of a page: two screens of a laptop.
const PAGE: usize = 50;
/// Rows of a spreadsheet: more groups than any organisation has.
const SHEET_ROWS: usize = 20_000;

#[derive(Template)]
#[template(path = "groups/list.html", blocks = ["results"])]
struct ListPage<'a> {
    chrome: &'a Chrome,
    fields: &'a Fields,
    rows: Vec<Line<'a>>,
    code: Sort,
    year: Sort,
    filters: Vec<Filter>,
    units: Vec<(String, String, bool)>,
    languages: Vec<(&'static str, String, bool)>,
    years: Vec<(i64, bool)>,
    closed: bool,
    paging: Paging<'a>,
    found: String,
    empty: Empty<'a>,
    may_add: bool,
    sheet: String,
}

struct Line<'a> {
    id: GroupId,
    code: &'a str,
    programme: &'a str,
    unit: &'a str,
    language: String,
    year: i64,
    learners: i64,
    closed: bool,
}

/// What the address of a list asks for.
#[derive(Clone, Debug)]
struct Asked {
    words: search::Query,
    unit: Option<UnitId>,
    language: Option<Language>,
    year: Option<i64>,
    closed: bool,
    order: Order,
    down: bool,
    from: From,
}

struct Loaded {
    structure: Structure,
    learners: HashMap<GroupId, i64>,
    years: Vec<i64>,
    listed: Listed,
    found: i64,
}

/// `GET /groups`: the list, or only its inside when that is what htmx wants to fill.
pub(super) async fn groups(State(site): State<Site>, visitor: Visitor, fields: Fields) -> Outcome {
    let asked = asked(&fields);
    let loaded = load(&site, visitor.language(), &asked, PAGE).await?;
    let words = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &words.t("organisation-groups"));
    let found = counted(words, loaded.found);
    let rows = &loaded.listed.rows;
    let mark = |row: Option<&GroupRow>| row.map(|row| row.number.to_string());
    let first = mark(rows.first()).filter(|_| loaded.listed.before);
    let last = mark(rows.last()).filter(|_| loaded.listed.after);
    let may_add = visitor.actor().is_some_and(permissions::groups_write);
    let narrowed = asked.is_narrowed();
    let template = ListPage {
        chrome: &chrome,
        fields: &fields,
        rows: rows.iter().map(|row| line(words, &loaded, row)).collect(),
        code: Sort::new(
            PATH,
            &fields,
            "code",
            words.t("field-group-code").into_owned(),
            true,
        ),
        year: Sort::new(
            PATH,
            &fields,
            "year",
            words.t("field-admission-year").into_owned(),
            false,
        ),
        filters: filters(&fields, words, &loaded.structure, &asked),
        units: units(&loaded.structure, words.language(), &asked),
        languages: Language::ALL
            .map(|language| {
                let chosen = asked.language == Some(language);
                (language.code(), language_name(words, language), chosen)
            })
            .to_vec(),
        years: loaded
            .years
            .iter()
            .map(|year| (*year, asked.year == Some(*year)))
            .collect(),
        closed: asked.closed,
        paging: Paging::new(
            &chrome,
            PATH,
            &fields,
            found.clone(),
            first.as_deref(),
            last.as_deref(),
        ),
        found,
        empty: empty(&chrome, narrowed, may_add),
        may_add,
        sheet: sheet_address(&fields),
    };
    if visitor.wants("groups") {
        return page(&template.as_results());
    }
    page(&template)
}

/// `GET /groups.xlsx`: the same list as a spreadsheet, told to the audit because it leaves the house.
pub(super) async fn spreadsheet(
    State(site): State<Site>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let mut asked = asked(&fields);
    asked.from = From::Start;
    let loaded = load(&site, visitor.language(), &asked, SHEET_ROWS).await?;
    let by = By::visitor(&site, &visitor);
    let count = loaded.listed.rows.len().to_string();
    let told = site.db.write::<_, Error, _>(async move |tx| {
        let act = Act::at_large("groups.exported", "groups", "").change("count", "", &count);
        record(tx, &by, act).await
    });
    told.await?;
    let words = visitor.words;
    let made = tokio::task::spawn_blocking(move || sheet(words, &loaded));
    made.await
        .map_err(|error| Failure::Internal(error.to_string().into()))?
}

fn sheet(words: Words, loaded: &Loaded) -> Result<Response, Failure> {
    let title = words.t("organisation-groups").into_owned();
    let headings = [
        "field-group-code",
        "organisation-programme",
        "field-group-unit",
        "field-group-language",
        "field-admission-year",
        "organisation-learners-column",
        "organisation-state",
    ];
    let headings = headings.map(|key| words.t(key).into_owned());
    let mut sheet = Sheet::new(&title, &headings, &[14, 45, 45, 14, 16, 16, 14])?;
    for row in &loaded.listed.rows {
        let line = line(words, loaded, row);
        let state = if line.closed {
            "organisation-closed"
        } else {
            "organisation-open"
        };
        sheet.row(&[
            line.code.to_owned(),
            line.programme.to_owned(),
            line.unit.to_owned(),
            line.language,
            line.year.to_string(),
            line.learners.to_string(),
            words.t(state).into_owned(),
        ])?;
    }
    Ok(attachment(&format!("{title}.xlsx"), XLSX, sheet.finish()?))
}

async fn load(
    site: &Site,
    language: Language,
    asked: &Asked,
    limit: usize,
) -> oqu_db::Result<Loaded> {
    let asked = asked.clone();
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let structure = structure(tx, language).await?;
        let wanted = asked.wanted(&structure);
        let (order, down, from) = (asked.order, asked.down, asked.from);
        Ok(Loaded {
            listed: store::list(tx, &wanted, language, order, down, from, limit).await?,
            found: store::count(tx, &wanted).await?,
            learners: people::learners(tx).await?,
            years: store::years(tx).await?,
            structure,
        })
    });
    loaded.await
}

/// Reads the address of a list. What cannot be understood is as if it were not there.
fn asked(fields: &Fields) -> Asked {
    let sort = fields.raw("sort");
    let number = |name: &str| fields.raw(name).parse::<i64>().ok();
    Asked {
        words: search::query(fields.raw("q")),
        unit: fields.raw("unit").parse().ok(),
        language: Some(fields.raw("language"))
            .filter(|code| !code.is_empty())
            .and_then(Language::parse),
        year: number("year"),
        closed: fields.ticked("closed"),
        order: match sort.trim_start_matches('-') {
            "year" => Order::Year,
            _ => Order::Code,
        },
        down: sort.starts_with('-'),
        from: match (number("after"), number("before")) {
            (Some(after), _) => From::After(after),
            (None, Some(before)) => From::Before(before),
            (None, None) => From::Start,
        },
    }
}

impl Asked {
    /// A unit is asked with all under it.
    fn wanted(&self, structure: &Structure) -> Wanted {
        Wanted {
            words: self.words.clone(),
            code: None,
            units: self
                .unit
                .map(|unit| structure.whole(unit))
                .unwrap_or_default(),
            language: self.language,
            year: self.year,
            closed: self.closed,
        }
    }

    fn is_narrowed(&self) -> bool {
        !self.words.is_empty()
            || self.unit.is_some()
            || self.language.is_some()
            || self.year.is_some()
    }
}

fn line<'a>(words: Words, loaded: &'a Loaded, row: &'a GroupRow) -> Line<'a> {
    let details = &row.details;
    let unit = loaded.structure.get(details.unit);
    Line {
        id: row.id,
        code: &details.code,
        programme: details.programme.of(words.language()),
        unit: unit.map_or("", |unit| unit.details.name.of(words.language())),
        language: language_name(words, details.language),
        year: details.admission_year,
        learners: loaded.learners.get(&row.id).copied().unwrap_or_default(),
        closed: !row.is_open(),
    }
}

fn units(structure: &Structure, language: Language, asked: &Asked) -> Vec<(String, String, bool)> {
    open_options(structure, language)
        .into_iter()
        .map(|(id, name)| (id.to_string(), name, asked.unit == Some(id)))
        .collect()
}

fn filters(fields: &Fields, words: Words, structure: &Structure, asked: &Asked) -> Vec<Filter> {
    let mut filters = Vec::new();
    if let Some(unit) = asked.unit.and_then(|unit| structure.get(unit)) {
        let name = unit.details.name.of(words.language()).to_owned();
        filters.push(Filter::new(PATH, fields, "unit", name));
    }
    if let Some(language) = asked.language {
        filters.push(Filter::new(
            PATH,
            fields,
            "language",
            language_name(words, language),
        ));
    }
    if let Some(year) = asked.year {
        filters.push(Filter::new(PATH, fields, "year", year.to_string()));
    }
    if asked.closed {
        let text = words.t("organisation-closed-too").into_owned();
        filters.push(Filter::new(PATH, fields, "closed", text));
    }
    filters
}

fn counted(words: Words, found: i64) -> String {
    if found > COUNT_LIMIT {
        words.t1("organisation-groups-found-many", "count", COUNT_LIMIT)
    } else {
        words.t1("organisation-groups-found", "count", found)
    }
}

fn empty<'a>(chrome: &'a Chrome, narrowed: bool, may_add: bool) -> Empty<'a> {
    let words = chrome.l;
    if narrowed {
        let all = Action::new(words.t("organisation-groups-all"), PATH);
        return Empty::new(
            chrome,
            "search",
            words.t("organisation-groups-not-found"),
            words.t("organisation-groups-not-found-text"),
        )
        .action(all);
    }
    let empty = Empty::new(
        chrome,
        "users",
        words.t("organisation-groups-empty"),
        words.t("organisation-groups-empty-text"),
    );
    if !may_add {
        return empty;
    }
    empty.action(Action::main(words.t("organisation-group-add"), "/groups/new").icon("plus"))
}

/// The spreadsheet of the same filters, from the first row.
fn sheet_address(fields: &Fields) -> String {
    let mut address = String::from("/groups.xlsx");
    let mut glue = '?';
    for (name, value) in fields.pairs() {
        let is_kept = ["q", "unit", "language", "year", "closed", "sort"].contains(&name);
        if !is_kept || value.is_empty() {
            continue;
        }
        let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
        address.push(glue);
        address.push_str(&format!("{name}={value}"));
        glue = '&';
    }
    address
}
