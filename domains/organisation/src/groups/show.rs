use askama::Template;
use axum::extract::{Path, State};
use oqu_audit::EntryRow;
use oqu_db::Error;
use oqu_kernel::PersonId;
use oqu_web::{Chrome, Failure, History, HistoryItem, Outcome, Site, Visitor, page};
use uuid::Uuid;

use super::rules::{GROUP, GroupId, GroupRow, may_see, may_write};
use super::{language_name, store};
use crate::people::{self, Member, Role, role_name};
use crate::units::rules::{Structure, UnitId};
use crate::units::store::structure;
use crate::{history, permissions, units};

#[derive(Template)]
#[template(path = "groups/show.html")]
struct GroupPage<'a> {
    chrome: &'a Chrome,
    group: &'a GroupRow,
    language: String,
    unit: Option<(UnitId, &'a str)>,
    may_open_unit: bool,
    learners: Vec<(PersonId, &'a str)>,
    others: Vec<(String, PersonId, &'a str)>,
    may_open_people: bool,
    history: Option<History<'a>>,
    may_change: bool,
}

struct Loaded {
    group: GroupRow,
    structure: Structure,
    members: Vec<Member>,
    wards: Vec<PersonId>,
    acts: Vec<EntryRow>,
}

/// `GET /groups/{id}`
pub(super) async fn group(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<GroupId>,
) -> Outcome {
    let language = visitor.language();
    let actor = visitor.person()?;
    let person = actor.person;
    let reads_all = permissions::groups_read(actor);
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let Some(group) = store::group(tx, id).await? else {
            return Ok(None);
        };
        Ok(Some(Loaded {
            group,
            structure: structure(tx, language).await?,
            members: people::of_group(tx, id, language).await?,
            wards: match reads_all {
                true => Vec::new(),
                false => people::wards(tx, person).await?,
            },
            acts: match reads_all {
                true => history::acts(tx, GROUP, id).await?,
                false => Vec::new(),
            },
        }))
    });
    let loaded = loaded.await?.ok_or(Failure::NotFound)?;
    let learners: Vec<PersonId> = loaded.learners().map(|(id, _)| id).collect();
    if !may_see(actor, id, &learners, &loaded.wards) {
        // Whoever may not see a group is not told either whether there is one.
        return Err(Failure::NotFound);
    }
    show(&site, &visitor, &loaded, reads_all)
}

impl Loaded {
    fn learners(&self) -> impl Iterator<Item = (PersonId, &str)> {
        self.members
            .iter()
            .filter(|member| member.role == Role::Learner.key())
            .map(|member| (member.id, member.name.as_str()))
    }
}

fn show(site: &Site, visitor: &Visitor, loaded: &Loaded, reads_all: bool) -> Outcome {
    let words = visitor.words;
    let actor = visitor.person()?;
    let group = &loaded.group;
    let unit = group.details.unit;
    let mut chrome = Chrome::new(site, visitor, &group.details.code);
    if reads_all {
        chrome = chrome.crumb("/groups", words.t("organisation-groups"));
    }
    let items: Vec<HistoryItem> = history::items(&chrome, &loaded.acts);
    let others = loaded
        .members
        .iter()
        .filter(|member| member.role != Role::Learner.key())
        .map(|member| {
            (
                role_name(words, &member.role),
                member.id,
                member.name.as_str(),
            )
        });
    let path = loaded.structure.path(unit);
    let above: Vec<Uuid> = std::iter::once(group.id.uuid())
        .chain(path.iter().map(|unit| unit.uuid()))
        .collect();
    let template = GroupPage {
        chrome: &chrome,
        group,
        language: language_name(words, group.details.language),
        unit: loaded
            .structure
            .get(unit)
            .map(|unit| (unit.id, unit.details.name.of(words.language()))),
        may_open_unit: permissions::structure_read(actor),
        learners: loaded.learners().collect(),
        others: others.collect(),
        may_open_people: people::may_open(actor, &above),
        history: reads_all.then(|| History::new(&chrome, &items)),
        may_change: may_write(actor, &path),
    };
    page(&template)
}

/// Where the page of the group's unit is.
fn unit_path(id: &UnitId) -> String {
    units::path(*id)
}
