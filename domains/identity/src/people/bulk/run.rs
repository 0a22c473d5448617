//! From a list of people to what was done with each: looked at, then done slice by slice.

use oqu_audit::By;
use oqu_db::{Db, Error, Result, Tx};
use oqu_kernel::{Moment, PersonId, Scope};

use super::rules::{self, ConsentState, Facts, Task};
use super::store::{self, BulkId, BulkRow, DONE, ListedRow, State};
use crate::consents::ledger::Ledger;
use crate::consents::rules::Standing;
use crate::consents::store as consents;
use crate::people::import::SLICE;
use crate::people::store::{self as people, PersonRow};
use crate::roles;
use crate::roles::Role;
use crate::roles::store::Held;

/// A list may be as long as a large university's admission of a year.
pub const MOST: usize = 10_000;

/// What decides of some people: three to seven statements, however many they are.
struct Loaded {
    rows: Vec<PersonRow>,
    held: Vec<Held>,
    ledger: Option<Ledger>,
}

impl Loaded {
    async fn of(tx: &mut Tx, task: &Task, ids: &[PersonId], now: Moment) -> Result<Self> {
        Ok(Self {
            rows: people::people(tx, ids).await?,
            held: roles::store::of_people(tx, ids).await?,
            ledger: match task {
                Task::Ask(_) => Some(Ledger::load(tx, ids, now).await?),
                _ => None,
            },
        })
    }

    fn row(&self, id: PersonId) -> Option<&PersonRow> {
        self.rows.iter().find(|row| row.id == id)
    }

    fn facts<'a>(&'a self, task: &Task, row: &PersonRow) -> Facts<'a> {
        let consent = match (task, &self.ledger) {
            (Task::Ask(kind), Some(ledger)) => match ledger.standing(row.id, *kind) {
                standing if standing.is_in_force() => ConsentState::Given,
                Standing::Asked => ConsentState::Asked,
                _ => ConsentState::Open,
            },
            _ => ConsentState::Open,
        };
        Facts {
            id: row.id,
            held: self
                .held
                .iter()
                .filter(|one| one.person == row.id)
                .collect(),
            is_locked: row.locked_at.is_some(),
            consent,
        }
    }
}

/// What an act will come to with these people, in their order: who, the name, why they are left out.
pub async fn look(
    tx: &mut Tx,
    task: &Task,
    ids: &[PersonId],
    actor: PersonId,
    now: Moment,
) -> Result<Vec<(PersonId, String, &'static str)>> {
    let mut looked = Vec::with_capacity(ids.len());
    for ids in ids.chunks(SLICE) {
        let loaded = Loaded::of(tx, task, ids, now).await?;
        for row in ids.iter().filter_map(|id| loaded.row(*id)) {
            let verdict = rules::verdict(task, &loaded.facts(task, row), actor);
            let why = verdict.err().unwrap_or_default();
            looked.push((row.id, row.full_name(), why));
        }
    }
    Ok(looked)
}

/// How far an act is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many people are left.
    Left(i64),
    /// All is done.
    Done,
}

/// Does an act with the next people of its list: one unit of work that also notes what it came to,
/// so that a process that is killed leaves whole slices behind and the next one goes on.
///
/// # Errors
/// The database's failure.
pub async fn step(db: &Db, by: &By, id: BulkId) -> Result<Step> {
    let by = by.clone();
    db.write::<_, Error, _>(async move |tx| {
        let Some(bulk) = store::bulk(tx, id).await? else {
            return Ok(Step::Done);
        };
        match bulk.state() {
            State::Done => return Ok(Step::Done),
            State::Preview => return Err(Error::Shape("an act that nobody confirmed".into())),
            State::Running => {}
        }
        let next = store::next(tx, id, SLICE).await?;
        do_slice(tx, &by, &bulk, &next).await?;
        let left = store::left(tx, id).await?;
        if left > 0 {
            return Ok(Step::Left(left));
        }
        store::finish(tx, &by, &bulk).await?;
        Ok(Step::Done)
    })
    .await
}

/// Each person is judged as they are now, and so is the right of the one who confirmed: what was true
/// of the preview may have changed meanwhile.
async fn do_slice(tx: &mut Tx, by: &By, bulk: &BulkRow, next: &[ListedRow]) -> Result<()> {
    let Some(task) = bulk.task() else {
        return Err(Error::Shape("an act of another version".into()));
    };
    let asker = roles::actor::actor(tx, bulk.person).await?;
    let may = asker.is_some_and(|asker| task.deed().may(&asker));
    let ids: Vec<PersonId> = next.iter().map(|listed| listed.person).collect();
    let loaded = Loaded::of(tx, &task, &ids, by.now).await?;
    for listed in next {
        let outcome = match loaded.row(listed.person) {
            _ if !may => "bulk-why-asker",
            None => "bulk-why-gone",
            Some(row) => {
                let facts = loaded.facts(&task, row);
                match rules::verdict(&task, &facts, bulk.person) {
                    Ok(()) => {
                        do_one(tx, by, bulk, &task, row, &facts).await?;
                        DONE
                    }
                    Err(why) => why,
                }
            }
        };
        store::note(tx, bulk.id, listed.place, outcome).await?;
    }
    Ok(())
}

async fn do_one(
    tx: &mut Tx,
    by: &By,
    bulk: &BulkRow,
    task: &Task,
    row: &PersonRow,
    facts: &Facts<'_>,
) -> Result<()> {
    let name = row.full_name();
    let person = (row.id, name.as_str());
    for held in rules::ended(task, &facts.held) {
        roles::store::end(tx, by, person, held).await?;
    }
    match task {
        Task::Give(role, scope) => {
            roles::store::give(tx, by, person, *role, scope, &bulk.scope_name).await?;
        }
        Task::Move(group) => {
            let scope = Scope::Thing {
                kind: rules::GROUP.to_owned(),
                id: *group,
            };
            let reached = &bulk.scope_name;
            roles::store::give(tx, by, person, Role::Learner, &scope, reached).await?;
        }
        Task::Lock => {
            people::lock(tx, by, row, &bulk.ground).await?;
        }
        Task::Unlock => {
            people::unlock(tx, by, row).await?;
        }
        Task::Ask(kind) => {
            consents::ask(tx, by, person, *kind).await?;
        }
        Task::End(..) => {}
    }
    Ok(())
}
