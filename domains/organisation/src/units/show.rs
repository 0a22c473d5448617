use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use oqu_audit::EntryRow;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_web::{
    Chrome, Failure, Figure, Figures, History, HistoryItem, Outcome, Site, Tree, Visitor, Words,
    page,
};
use uuid::Uuid;

use super::rules::{Structure, UNIT, UnitFunction, UnitId, UnitRow};
use super::{kind_name, label, path, store, tree};
use crate::appointments::rules::AppointmentRow;
use crate::groups::rules::{GroupId, GroupRow};
use crate::history::{self, message_part};
use crate::organisation::rules::dialled;
use crate::people::{self, Member, role_name};
use crate::posts::rules::{PostId, PostKind, PostRow};
use crate::{appointments, dates, groups, permissions, posts};

#[derive(Template)]
#[template(path = "units/show.html")]
struct UnitPage<'a> {
    chrome: &'a Chrome,
    unit: &'a UnitRow,
    kind: String,
    function: Option<String>,
    figures: Figures<'a>,
    staff: Vec<(String, Vec<(PersonId, &'a str)>)>,
    may_open_people: bool,
    head: Option<(PersonId, &'a str)>,
    posts: Vec<PostLine<'a>>,
    groups: Vec<GroupLine<'a>>,
    units: Vec<(String, &'a str, String)>,
    tree: Tree<'a>,
    history: History<'a>,
    may_change: bool,
    may_add_group: bool,
}

/// A post of the unit, and those in it today.
struct PostLine<'a> {
    id: PostId,
    title: &'a str,
    people: Vec<&'a str>,
    is_free: bool,
}

struct GroupLine<'a> {
    id: GroupId,
    code: &'a str,
    programme: &'a str,
    language: String,
    learners: String,
    closed: bool,
}

struct Loaded {
    structure: Structure,
    groups: Vec<GroupRow>,
    /// Open groups of the whole organisation: a faculty counts those of its departments too.
    open: Vec<GroupRow>,
    learners: HashMap<GroupId, i64>,
    members: Vec<Member>,
    acts: Vec<EntryRow>,
    posts: Vec<PostRow>,
    held: Vec<AppointmentRow>,
    names: HashMap<PersonId, String>,
}

/// `GET /structure/units/{id}`
pub(super) async fn unit(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<UnitId>,
) -> Outcome {
    let language = visitor.language();
    let today = dates::in_row(Some(site.local(visitor.now).date()));
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let posts = posts::store::of_unit(tx, id).await?;
        let ids: Vec<PostId> = posts.iter().map(|post| post.id).collect();
        let held = appointments::store::on_day(tx, &ids, &today).await?;
        let people_held: Vec<PersonId> = held.iter().map(|held| held.person).collect();
        Ok(Loaded {
            names: people::names(tx, &people_held).await?,
            posts,
            held,
            structure: store::structure(tx, language).await?,
            groups: groups::store::of_unit(tx, id).await?,
            open: groups::store::open(tx).await?,
            learners: people::learners(tx).await?,
            members: people::of_unit(tx, id, language).await?,
            acts: history::acts(tx, UNIT, id).await?,
        })
    });
    let loaded = loaded.await?;
    let unit = loaded.structure.get(id).ok_or(Failure::NotFound)?;
    show(&site, &visitor, &loaded, unit)
}

fn show(site: &Site, visitor: &Visitor, loaded: &Loaded, unit: &UnitRow) -> Outcome {
    let words = visitor.words;
    let language = words.language();
    let actor = visitor.person()?;
    let structure = &loaded.structure;
    let way = structure.path(unit.id);
    let chrome = chrome_of(
        site,
        visitor,
        structure,
        unit,
        unit.details.name.of(language),
    );
    let items: Vec<HistoryItem> = history::items(&chrome, &loaded.acts);
    let nodes = tree::nodes(structure, None, Some(unit.id), false, language, &|_| {
        String::new()
    });
    let above: Vec<Uuid> = way.iter().map(|unit| unit.uuid()).collect();
    let staff = by_role(words, &loaded.members);
    let figures = figures(words, loaded, unit.id);
    let kind = kind_name(words, unit.details.kind);
    let template = UnitPage {
        chrome: &chrome,
        unit,
        function: function_name(words, unit.details.function).filter(|function| *function != kind),
        kind,
        figures: Figures::new(&figures),
        staff,
        may_open_people: people::may_open(actor, &above),
        head: head(loaded),
        posts: loaded
            .posts
            .iter()
            .map(|post| post_line(words, loaded, post))
            .collect(),
        groups: group_lines(words, loaded),
        units: structure
            .under(Some(unit.id))
            .filter(|unit| unit.is_open())
            .map(|unit| {
                let name = unit.details.name.of(language);
                (path(unit.id), name, kind_name(words, unit.details.kind))
            })
            .collect(),
        tree: Tree::new(&chrome, &nodes),
        history: History::new(&chrome, &items),
        may_change: permissions::structure_write(actor),
        may_add_group: unit.is_open() && groups::rules::may_write(actor, &way),
    };
    page(&template)
}

/// What stands around the pages of a unit: the way leads down the tree to it.
pub(super) fn chrome_of(
    site: &Site,
    visitor: &Visitor,
    structure: &Structure,
    unit: &UnitRow,
    title: &str,
) -> Chrome {
    let words = visitor.words;
    let mut chrome =
        Chrome::new(site, visitor, title).crumb("/structure", words.t("organisation-structure"));
    for above in structure
        .path(unit.id)
        .into_iter()
        .skip(1)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        if let Some(above) = structure.get(above) {
            chrome = chrome.crumb(path(above.id), label(above, words.language()));
        }
    }
    chrome
}

/// The name of a function; nothing for a unit that has none.
pub(crate) fn function_name(words: Words, function: UnitFunction) -> Option<String> {
    let key = format!("organisation-function-{}", message_part(function.key()));
    (function != UnitFunction::None).then(|| words.t(&key).into_owned())
}

/// People of a unit under the names of their roles, the roles in the order in which they are met.
fn by_role(words: Words, members: &[Member]) -> Vec<(String, Vec<(PersonId, &str)>)> {
    let mut staff: Vec<(String, Vec<(PersonId, &str)>)> = Vec::new();
    for member in members {
        let role = role_name(words, &member.role);
        let person = (member.id, member.name.as_str());
        match staff.iter_mut().find(|(name, _)| *name == role) {
            Some((_, people)) => people.push(person),
            None => staff.push((role, vec![person])),
        }
    }
    staff
}

/// Who leads the unit: the first in a leading post of it.
fn head(loaded: &Loaded) -> Option<(PersonId, &str)> {
    let mut leading = loaded.posts.iter();
    leading.find_map(|post| {
        let is_leading = post.details.kind == PostKind::Leader;
        let mut held = loaded.held.iter().filter(|held| held.post == post.id);
        let first = held.next().filter(|_| is_leading)?;
        let name = loaded.names.get(&first.person)?;
        Some((first.person, name.as_str()))
    })
}

fn post_line<'a>(words: Words, loaded: &'a Loaded, post: &'a PostRow) -> PostLine<'a> {
    let held: Vec<&AppointmentRow> = loaded
        .held
        .iter()
        .filter(|held| held.post == post.id)
        .collect();
    let taken: i64 = held.iter().map(|held| held.rate).sum();
    PostLine {
        id: post.id,
        title: post.details.title.of(words.language()),
        people: held
            .iter()
            .filter_map(|held| loaded.names.get(&held.person))
            .map(String::as_str)
            .collect(),
        is_free: taken < post.details.rate,
    }
}

fn group_lines(words: Words, loaded: &Loaded) -> Vec<GroupLine<'_>> {
    let line = |group| group_line(words, loaded, group);
    let (open, closed): (Vec<&GroupRow>, Vec<&GroupRow>) =
        loaded.groups.iter().partition(|group| group.is_open());
    open.into_iter().chain(closed).map(line).collect()
}

fn group_line<'a>(words: Words, loaded: &Loaded, group: &'a GroupRow) -> GroupLine<'a> {
    let learners = loaded.learners.get(&group.id).copied().unwrap_or_default();
    GroupLine {
        id: group.id,
        code: &group.details.code,
        programme: group.details.programme.of(words.language()),
        language: groups::language_name(words, group.details.language),
        learners: words.t1("organisation-learners", "count", learners),
        closed: !group.is_open(),
    }
}

fn figures(words: Words, loaded: &Loaded, id: UnitId) -> Vec<Figure> {
    let mut people: Vec<PersonId> = loaded.members.iter().map(|member| member.id).collect();
    people.sort();
    people.dedup();
    let whole = loaded.structure.whole(id);
    let open = loaded.open.iter();
    let open = open.filter(|group| whole.contains(&group.details.unit));
    let learners: i64 = open
        .clone()
        .filter_map(|group| loaded.learners.get(&group.id))
        .sum();
    let figure = |key: &str, count: i64| {
        let number = oqu_text::format::integer(words.language(), count);
        Figure::new(words.t(key), number)
    };
    let counted = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    vec![
        figure("organisation-figure-staff", counted(people.len())),
        figure("organisation-figure-units", loaded.structure.open_under(id)),
        figure("organisation-figure-groups", counted(open.count())),
        figure("organisation-figure-learners", learners),
    ]
}
