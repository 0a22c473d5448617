use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::State;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_text::Language;
use oqu_web::{
    Action, Chrome, Empty, Fields, Figure, Figures, Outcome, Site, Tree, TreeNode, Visitor, Words,
    page,
};

use super::rules::{Structure, UnitId, UnitRow};
use super::{kind_name, label, path, store};
use crate::organisation::rules::OrganisationRow;
use crate::people::Counts;
use crate::{groups, organisation, people, permissions};

#[derive(Template)]
#[template(path = "units/tree.html")]
struct TreePage<'a> {
    chrome: &'a Chrome,
    fields: &'a Fields,
    tree: Tree<'a>,
    empty: Option<Empty<'a>>,
    found: Option<Vec<Found>>,
    closed: i64,
    shows_closed: bool,
    figures: Figures<'a>,
    organisation: Option<&'a OrganisationRow>,
    may_add: bool,
    may_change_organisation: bool,
}

/// A unit that the words were found in.
struct Found {
    path: String,
    name: String,
    kind: String,
    above: String,
    closed: bool,
}

struct Loaded {
    structure: Structure,
    counts: Counts,
    groups: HashMap<UnitId, i64>,
    group_units: Vec<(UnitId, i64)>,
    organisation: Option<OrganisationRow>,
    found: Vec<UnitId>,
}

/// `GET /structure`: the tree of units, or those that words are found in.
pub(super) async fn structure(
    State(site): State<Site>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let language = visitor.language();
    let query = oqu_text::search::query(fields.raw("q"));
    let searches = !query.is_empty();
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let open = groups::store::open(tx).await?;
        let counts = people::counts(tx).await?;
        let mut learners: HashMap<UnitId, i64> = HashMap::new();
        let mut groups: HashMap<UnitId, i64> = HashMap::new();
        for group in open {
            let unit = group.details.unit;
            *groups.entry(unit).or_default() += 1;
            *learners.entry(unit).or_default() += counts.learners.get(&group.id).unwrap_or(&0);
        }
        Ok(Loaded {
            structure: store::structure(tx, language).await?,
            counts,
            groups,
            group_units: learners.into_iter().collect(),
            organisation: organisation::store::organisation(tx).await?,
            found: store::found(tx, &query).await?,
        })
    });
    let loaded = loaded.await?;
    show(&site, &visitor, &fields, &loaded, searches)
}

fn show(
    site: &Site,
    visitor: &Visitor,
    fields: &Fields,
    loaded: &Loaded,
    searches: bool,
) -> Outcome {
    let words = visitor.words;
    let language = words.language();
    let structure = &loaded.structure;
    let chrome = Chrome::new(site, visitor, &words.t("organisation-structure"));
    let may_add = visitor.actor().is_some_and(permissions::structure_write);
    let shows_closed = fields.ticked("closed");
    let people = people_of(structure, loaded);
    let nodes = nodes(structure, None, None, shows_closed, language, &|unit| {
        noted(words, &people, unit)
    });
    let closed = structure
        .units()
        .iter()
        .filter(|unit| !unit.is_open())
        .count();
    let figures = figures(words, loaded);
    let template = TreePage {
        chrome: &chrome,
        fields,
        tree: Tree::new(&chrome, &nodes),
        empty: structure.is_empty().then(|| empty(&chrome, may_add)),
        found: searches.then(|| {
            let units = loaded.found.iter().filter_map(|id| structure.get(*id));
            units.map(|unit| found(words, structure, unit)).collect()
        }),
        closed: i64::try_from(closed).unwrap_or(i64::MAX),
        shows_closed,
        figures: Figures::new(&figures),
        organisation: loaded.organisation.as_ref(),
        may_add,
        may_change_organisation: visitor.actor().is_some_and(permissions::organisation_write),
    };
    page(&template)
}

fn empty<'a>(chrome: &'a Chrome, may_add: bool) -> Empty<'a> {
    let words = chrome.l;
    let empty = Empty::new(
        chrome,
        "building",
        words.t("organisation-structure-empty"),
        words.t("organisation-structure-empty-text"),
    );
    if !may_add {
        return empty;
    }
    let first = Action::main(words.t("organisation-unit-add"), "/structure/units/new");
    empty.action(first.icon("plus"))
}

/// The people of a unit with all under it.
#[derive(Default)]
struct People {
    /// Whoever works in several of its units is one person.
    staff: HashSet<PersonId>,
    learners: i64,
}

fn people_of(structure: &Structure, loaded: &Loaded) -> HashMap<UnitId, People> {
    let mut people: HashMap<UnitId, People> = HashMap::new();
    for (unit, person) in &loaded.counts.staff {
        for above in structure.path(*unit) {
            people.entry(above).or_default().staff.insert(*person);
        }
    }
    for (unit, learners) in &loaded.group_units {
        for above in structure.path(*unit) {
            people.entry(above).or_default().learners += learners;
        }
    }
    people
}

fn noted(words: Words, people: &HashMap<UnitId, People>, unit: &UnitRow) -> String {
    let (staff, learners) = people.get(&unit.id).map_or((0, 0), |people| {
        let staff = i64::try_from(people.staff.len()).unwrap_or(i64::MAX);
        (staff, people.learners)
    });
    let mut notes = Vec::new();
    if !unit.is_open() {
        notes.push(words.t("organisation-closed").into_owned());
    }
    if staff > 0 {
        notes.push(words.t1("organisation-staff-count", "count", staff));
    }
    if learners > 0 {
        notes.push(words.t1("organisation-learners", "count", learners));
    }
    notes.join(" · ")
}

fn figures(words: Words, loaded: &Loaded) -> Vec<Figure> {
    let units = loaded.structure.units();
    let open = units.iter().filter(|unit| unit.is_open()).count();
    let figure = |key: &str, count: i64| {
        let number = oqu_text::format::integer(words.language(), count);
        Figure::new(words.t(key), number)
    };
    vec![
        figure(
            "organisation-figure-units",
            i64::try_from(open).unwrap_or(i64::MAX),
        ),
        figure("organisation-figure-groups", loaded.groups.values().sum()),
        figure(
            "organisation-figure-learners",
            loaded.counts.learners.values().sum(),
        ),
    ]
}

fn found(words: Words, structure: &Structure, unit: &UnitRow) -> Found {
    let language = words.language();
    let above: Vec<&str> = structure
        .path(unit.id)
        .into_iter()
        .skip(1)
        .filter_map(|id| structure.get(id))
        .map(|unit| label(unit, language))
        .collect();
    Found {
        path: path(unit.id),
        name: unit.details.name.of(language).to_owned(),
        kind: kind_name(words, unit.details.kind),
        above: above.join(" · "),
        closed: !unit.is_open(),
    }
}

/// The branches of the tree under a unit, with a note beside each name.
pub(super) fn nodes(
    structure: &Structure,
    parent: Option<UnitId>,
    here: Option<UnitId>,
    closed_too: bool,
    language: Language,
    note: &dyn Fn(&UnitRow) -> String,
) -> Vec<TreeNode> {
    structure
        .under(parent)
        .filter(|unit| closed_too || unit.is_open() || here == Some(unit.id))
        .map(|unit| TreeNode {
            path: path(unit.id),
            name: label(unit, language).to_owned(),
            note: note(unit),
            here: here == Some(unit.id),
            branches: nodes(structure, Some(unit.id), here, closed_too, language, note),
        })
        .collect()
}
