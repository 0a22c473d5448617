use std::collections::HashMap;
use std::sync::Arc;

use oqu_db::{Result, Tx};
use oqu_identity::api::{self as identity, Relative, Role, ScopedPerson, SessionRow};
use oqu_kernel::{Actor, Id, Moment, Scope};
use oqu_organisation::api::{self as organisation, Group, GroupRow, ScopeNamed};
use oqu_text::Language;
use uuid::Uuid;

use super::overview::Overview;

/// What Today shows, as values.
#[derive(Default)]
pub(super) struct Loaded {
    /// My live sessions.
    pub sessions: Vec<SessionRow>,
    /// The group in which I learn.
    pub group: Option<GroupRow>,
    /// Those who help my group: advisers and tutors.
    pub helpers: Vec<ScopedPerson>,
    /// Where I work: the things that my staff roles name.
    pub posts: Vec<Post>,
    /// Those for whom I stand.
    pub wards: Vec<Relative>,
    /// The organisation in numbers, for those who lead.
    pub overview: Option<Arc<Overview>>,
    /// Whether the organisation has been described.
    pub described: bool,
    /// Whether the person steers the program.
    pub steers: bool,
    /// Jobs that wait for an administrator.
    pub dead_letters: i64,
    /// Checks of the doctor that failed.
    pub failing: usize,
}

/// A role of mine on a unit or a group.
pub(super) struct Post {
    pub role: Role,
    pub place: ScopeNamed,
    /// Learners of the group.
    pub learners: Option<i64>,
}

/// Loads what the open workspace needs and no more; at most six statements.
pub(super) async fn load(
    tx: &mut Tx,
    actor: &Actor,
    language: Language,
    now: Moment,
) -> Result<Loaded> {
    let mut loaded = Loaded {
        sessions: identity::sessions_of(tx, actor.person, now).await?,
        described: true,
        ..Loaded::default()
    };
    match Role::of(actor.workspace) {
        Some(Role::Learner) => learner(tx, actor, language, &mut loaded).await?,
        Some(Role::Representative) => {
            let relatives = identity::relatives(tx, actor.person).await?;
            loaded.wards = relatives
                .into_iter()
                .filter(|relative| relative.is_ward)
                .collect();
        }
        Some(role) => staff(tx, actor, role, &mut loaded).await?,
        None => {}
    }
    Ok(loaded)
}

async fn learner(
    tx: &mut Tx,
    actor: &Actor,
    language: Language,
    loaded: &mut Loaded,
) -> Result<()> {
    let group = actor.grants.iter().find_map(|grant| match &grant.scope {
        Scope::Thing { kind, id } if grant.role == Role::Learner.key() && kind == "group" => {
            Some(*id)
        }
        _ => None,
    });
    let Some(group) = group else {
        return Ok(());
    };
    loaded.group = organisation::group(tx, Id::<Group>::from_uuid(group)).await?;
    loaded.helpers = identity::helpers_in_scope(tx, ("group", group), language).await?;
    Ok(())
}

async fn staff(tx: &mut Tx, actor: &Actor, role: Role, loaded: &mut Loaded) -> Result<()> {
    let held: Vec<(Role, &str, Uuid)> = actor
        .grants
        .iter()
        .filter_map(|grant| match &grant.scope {
            Scope::Thing { kind, id } => Some((Role::of(grant.role)?, kind.as_str(), *id)),
            Scope::Organisation => None,
        })
        .filter(|(role, ..)| role.is_staff())
        .collect();
    if !held.is_empty() {
        loaded.posts = posts(tx, &held).await?;
    }
    if role == Role::Administrator {
        loaded.described = organisation::organisation(tx).await?.is_some();
        loaded.steers = true;
        loaded.dead_letters = oqu_jobs::dead_letters(tx).await?;
    }
    Ok(())
}

async fn posts(tx: &mut Tx, held: &[(Role, &str, Uuid)]) -> Result<Vec<Post>> {
    let things: Vec<(String, Uuid)> = held
        .iter()
        .map(|(_, kind, id)| ((*kind).to_owned(), *id))
        .collect();
    let names = organisation::scope_names(tx, &things).await?;
    let groups: Vec<Uuid> = held
        .iter()
        .filter(|(_, kind, _)| *kind == "group")
        .map(|(.., id)| *id)
        .collect();
    let learners: HashMap<Uuid, i64> = match groups.is_empty() {
        true => HashMap::new(),
        false => identity::learners_of(tx, &groups)
            .await?
            .into_iter()
            .collect(),
    };
    let post = |(role, _, id): &(Role, &str, Uuid)| {
        let place = names.iter().find(|name| name.id == *id)?.clone();
        Some(Post {
            role: *role,
            learners: learners.get(id).copied(),
            place,
        })
    };
    Ok(held.iter().filter_map(post).collect())
}

/// Those who look at the organisation as a whole.
pub(super) fn leads(role: Role) -> bool {
    matches!(
        role,
        Role::Administrator
            | Role::Rector
            | Role::ViceRector
            | Role::Registrar
            | Role::Dean
            | Role::DotStaff
    )
}
