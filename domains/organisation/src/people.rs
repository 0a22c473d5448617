//! The one place where this area asks who holds which role where.

use std::collections::HashMap;

use oqu_db::{Result, Tx};
use oqu_identity::api;
use oqu_kernel::{Actor, Id, PersonId, Scope};
use oqu_text::Language;
use oqu_web::{Action, Words};
use uuid::Uuid;

use crate::certificates;
use crate::certificates::rules::may_issue;
use crate::groups::rules::{GROUP, GroupId};
use crate::units::rules::{UNIT, UnitId};
use crate::{groups, units};

pub use oqu_identity::api::Role;
pub(crate) use oqu_identity::api::{PersonOnPaper, on_paper};

/// People of one unit or group that a page shows: far above what either has.
const MEMBERS_LIMIT: usize = 1_000;

/// Somebody with a role in a unit or a group.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Who.
    pub id: PersonId,
    /// Surname, given name and patronymic.
    pub name: String,
    /// The key of the role.
    pub role: String,
}

/// Who works where, and how many learn where.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    /// Staff of each unit, each person once however many roles they hold there.
    pub staff: Vec<(UnitId, PersonId)>,
    /// Learners in each group.
    pub learners: HashMap<GroupId, i64>,
}

/// Those with a role in a unit, by the alphabet of a language. One statement.
pub(crate) async fn of_unit(tx: &mut Tx, id: UnitId, language: Language) -> Result<Vec<Member>> {
    members(tx, UNIT, id.uuid(), language).await
}

/// Those with a role in a group, by the alphabet of a language. One statement.
pub(crate) async fn of_group(tx: &mut Tx, id: GroupId, language: Language) -> Result<Vec<Member>> {
    members(tx, GROUP, id.uuid(), language).await
}

async fn members(tx: &mut Tx, kind: &str, id: Uuid, language: Language) -> Result<Vec<Member>> {
    let people = api::people_in_scope(tx, (kind, id), None, language, MEMBERS_LIMIT).await?;
    Ok(people
        .into_iter()
        .map(|person| Member {
            id: person.id,
            name: person.full_name(),
            role: person.role,
        })
        .collect())
}

/// Who works in each unit, and how many learners each group has. Two statements.
pub(crate) async fn counts(tx: &mut Tx) -> Result<Counts> {
    let staff = api::people_by_scope(tx, UNIT).await?;
    Ok(Counts {
        staff: staff
            .into_iter()
            .map(|(unit, person)| (Id::from_uuid(unit), person))
            .collect(),
        learners: learners(tx).await?,
    })
}

/// How many learners each group has. One statement.
pub(crate) async fn learners(tx: &mut Tx) -> Result<HashMap<GroupId, i64>> {
    let roles = api::counts_by_scope(tx, GROUP).await?;
    Ok(roles
        .into_iter()
        .filter(|(_, role, _)| role == Role::Learner.key())
        .map(|(group, _, count)| (Id::from_uuid(group), count))
        .collect())
}

/// What some people are called. One statement; none for nobody.
pub(crate) async fn names(tx: &mut Tx, people: &[PersonId]) -> Result<HashMap<PersonId, String>> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    api::full_names(tx, people).await
}

/// What a person is called; none when there is no such person.
pub(crate) async fn name(tx: &mut Tx, person: PersonId) -> Result<Option<String>> {
    Ok(api::full_names(tx, &[person]).await?.remove(&person))
}

/// Somebody who may be meant by what was typed.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Who.
    pub id: PersonId,
    /// Surname, given name and patronymic.
    pub name: String,
    /// Login or e-mail, by which namesakes are told apart; may be empty.
    pub known_by: String,
}

/// More people than this are not offered to choose from: the words should say more.
const CANDIDATES: usize = 10;

/// Who is meant by a login or an e-mail, or else those whom the words find.
pub(crate) async fn candidates(
    tx: &mut Tx,
    typed: &str,
    language: Language,
) -> Result<(Option<PersonId>, Vec<Candidate>)> {
    let query = oqu_text::search::query(typed);
    if query.is_empty() {
        return Ok((None, Vec::new()));
    }
    if let Some((id, ..)) = api::find_by_login(tx, typed).await? {
        return Ok((Some(id), Vec::new()));
    }
    let found = api::people_found(tx, &query, language, CANDIDATES).await?;
    let found = found.into_iter().map(|person| Candidate {
        id: person.id,
        name: person.full_name(),
        known_by: person.login.or(person.email).unwrap_or_default(),
    });
    Ok((None, found.collect()))
}

/// Those for whom a person stands as a parent or guardian. One statement.
pub(crate) async fn wards(tx: &mut Tx, person: PersonId) -> Result<Vec<PersonId>> {
    let relatives = api::relatives(tx, person).await?;
    Ok(relatives
        .into_iter()
        .filter(|relative| relative.is_ward)
        .map(|relative| relative.id)
        .collect())
}

/// The groups in which a person learns. One statement.
pub(crate) async fn learns_in(tx: &mut Tx, person: PersonId) -> Result<Vec<GroupId>> {
    let held = api::held(tx, person).await?;
    Ok(held
        .into_iter()
        .filter(|held| held.role == Role::Learner)
        .filter_map(|held| match held.scope {
            Scope::Thing { kind, id } if kind == GROUP => Some(Id::from_uuid(id)),
            _ => None,
        })
        .collect())
}

/// Whether an actor may open the pages of those with a role on a thing: one of `way`, the thing
/// itself and all above it, is in their sight.
pub(crate) fn may_open(actor: &Actor, way: &[Uuid]) -> bool {
    match api::sight(actor) {
        api::Sight::All => true,
        api::Sight::Within(scopes) => scopes
            .iter()
            .any(|scope| matches!(scope, Scope::Thing { id, .. } if way.contains(id))),
    }
}

/// The name of a role.
pub(crate) fn role_name(words: Words, key: &str) -> String {
    words.t(&format!("role-{key}")).into_owned()
}

/// Tells the area of people what the units and groups are called on which roles are given.
pub struct Scopes;

impl api::ScopeNames for Scopes {
    fn names<'a>(
        &'a self,
        tx: &'a mut Tx,
        things: Vec<(String, Uuid)>,
        language: Language,
    ) -> api::InUnit<'a, HashMap<Uuid, api::ScopeName>> {
        Box::pin(async move {
            let named = crate::api::scope_names(tx, &things).await?;
            let name = |scope: crate::api::ScopeNamed| api::ScopeName {
                name: scope.name.of(language).to_owned(),
                path: scope.path(),
            };
            Ok(named
                .into_iter()
                .map(|scope| (scope.id, name(scope)))
                .collect())
        })
    }

    fn options<'a>(
        &'a self,
        tx: &'a mut Tx,
        language: Language,
    ) -> api::InUnit<'a, Vec<api::ScopeOption>> {
        Box::pin(async move {
            let units = crate::api::unit_options(tx, language).await?;
            let groups = crate::api::group_options(tx, language).await?;
            let unit = |(id, name): (UnitId, String)| api::ScopeOption {
                kind: UNIT,
                id: id.uuid(),
                name,
            };
            let group = |(id, name): (GroupId, String)| api::ScopeOption {
                kind: GROUP,
                id: id.uuid(),
                name,
            };
            let units = units.into_iter().map(unit);
            Ok(units.chain(groups.into_iter().map(group)).collect())
        })
    }

    fn within<'a>(
        &'a self,
        tx: &'a mut Tx,
        things: Vec<(String, Uuid)>,
    ) -> api::InUnit<'a, Vec<Uuid>> {
        Box::pin(async move {
            let structure = units::store::structure(tx, Language::Kk).await?;
            let units: Vec<UnitId> = things
                .iter()
                .filter(|(kind, _)| kind == UNIT)
                .flat_map(|(_, id)| structure.whole(UnitId::from_uuid(*id)))
                .collect();
            let groups = groups::store::ids_of_units(tx, &units).await?;
            let mut inside: Vec<Uuid> = things.iter().map(|(_, id)| *id).collect();
            inside.extend(units.iter().map(|id| id.uuid()));
            inside.extend(groups.iter().map(|id| id.uuid()));
            inside.sort_unstable();
            inside.dedup();
            Ok(inside)
        })
    }
}

/// Offers the certificate of study on the page of a learner.
pub struct Certificates;

impl api::PersonActions for Certificates {
    fn actions(
        &self,
        actor: &Actor,
        person: PersonId,
        held: &[api::Held],
        words: Words,
    ) -> Vec<Action> {
        let learns = held.iter().any(|held| held.role == Role::Learner);
        if !learns || !may_issue(actor, person) {
            return Vec::new();
        }
        let label = words.t("document-kind-study-certificate");
        vec![Action::new(label, certificates::path(person)).icon("documents")]
    }
}
