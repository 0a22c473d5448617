use oqu_audit::{Act, By};
use oqu_db::{Query, Result, Tx};
use oqu_kernel::{Id, Moment, PersonId, Scope};
use uuid::Uuid;

use super::rules::{GROUP, Task};
use crate::consents::ConsentKind;
use crate::roles::Role;

/// Marks ids of acts on many people.
#[derive(Debug)]
pub enum BulkMark {}

/// The id of an act on many people.
pub type BulkId = Id<BulkMark>;

/// People of one statement that writes the list: six values each, far under what an engine binds.
const WRITTEN_AT_ONCE: usize = 500;
/// Acts of one person that are listed.
const LISTED: i64 = 10;
/// What an outcome says when it is not why not.
pub const DONE: &str = "done";

oqu_db::row! {
    /// An act on many people.
    #[derive(Clone, Debug)]
    pub struct BulkRow {
        /// Its id.
        pub id: BulkId,
        /// Who asks for it.
        pub person: PersonId,
        deed: String,
        role: Option<String>,
        scope_kind: Option<String>,
        scope_id: Option<Uuid>,
        /// What the role reaches or the group is called.
        pub scope_name: String,
        consent: Option<String>,
        /// On which ground.
        pub ground: String,
        state: String,
        /// When it was asked for.
        pub created_at: Moment,
        /// When all was done.
        pub finished_at: Option<Moment>,
    }
}

/// How far an act is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// What it will come to is shown.
    Preview,
    /// It is being done.
    Running,
    /// It is done.
    Done,
}

impl BulkRow {
    /// What is done; none for a row that no version of the program writes.
    pub fn task(&self) -> Option<Task> {
        let role = || self.role.as_deref().and_then(Role::of);
        let scope = match (&self.scope_kind, self.scope_id) {
            (Some(kind), Some(id)) => Some(Scope::Thing {
                kind: kind.clone(),
                id,
            }),
            (Some(_), None) => Some(Scope::Organisation),
            (None, _) => None,
        };
        Some(match self.deed.as_str() {
            "give" => Task::Give(role()?, scope?),
            "end" => Task::End(role()?, scope),
            "move" => Task::Move(self.scope_id?),
            "lock" => Task::Lock,
            "unlock" => Task::Unlock,
            "ask" => Task::Ask(ConsentKind::of(self.consent.as_deref()?)?),
            _ => return None,
        })
    }

    /// How far it is.
    pub fn state(&self) -> State {
        match self.state.as_str() {
            "running" => State::Running,
            "done" => State::Done,
            _ => State::Preview,
        }
    }
}

oqu_db::row! {
    /// A person of an act.
    #[derive(Clone, Debug)]
    pub struct ListedRow {
        /// The place in the list, from 0.
        pub place: i64,
        /// Who.
        pub person: PersonId,
        /// The name then.
        pub name: String,
        /// Why the act leaves the person out; empty when it does not.
        pub why: String,
        /// What it came to.
        pub outcome: Option<String>,
    }
}

oqu_db::statements! {
    BULK = "SELECT id, person, deed, role, scope_kind, scope_id, scope_name, consent, ground, state, \
            created_at, finished_at \
        FROM bulk_acts WHERE id = $1";
    BULK_LAST = "SELECT id, person, deed, role, scope_kind, scope_id, scope_name, consent, ground, state, \
            created_at, finished_at \
        FROM bulk_acts WHERE person = $1 ORDER BY created_at DESC LIMIT $2";
    BULK_ADD = "INSERT INTO bulk_acts (id, person, deed, role, scope_kind, scope_id, scope_name, consent, \
            ground, state, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'preview', $10)";
    BULK_RUN = "UPDATE bulk_acts SET state = 'running' WHERE id = $1 AND state = 'preview'";
    BULK_FINISH = "UPDATE bulk_acts SET state = 'done', finished_at = $1 WHERE id = $2 AND state = 'running'";
    BULK_COUNTS = "SELECT coalesce(outcome, why), CAST(count(*) AS BIGINT) FROM bulk_people \
        WHERE act = $1 GROUP BY coalesce(outcome, why) ORDER BY 1";
    BULK_LEFT = "SELECT CAST(count(*) AS BIGINT) FROM bulk_people WHERE act = $1 AND outcome IS NULL";
    BULK_ALL = "SELECT CAST(count(*) AS BIGINT) FROM bulk_people WHERE act = $1";
    BULK_NEXT = "SELECT place, person, name, why, outcome FROM bulk_people \
        WHERE act = $1 AND outcome IS NULL ORDER BY place LIMIT $2";
    BULK_PEOPLE = "SELECT place, person, name, why, outcome FROM bulk_people WHERE act = $1 ORDER BY place";
    BULK_OUTCOME = "UPDATE bulk_people SET outcome = $1 WHERE act = $2 AND place = $3";
    BULK_FORGET_PEOPLE = "DELETE FROM bulk_people WHERE act = $1";
    BULK_FORGET = "DELETE FROM bulk_acts WHERE id = $1 AND state = 'preview'";
    BULK_OLD = "SELECT id FROM bulk_acts WHERE created_at < $1 AND state <> 'running'";
    BULK_FORGET_OLD = "DELETE FROM bulk_acts WHERE id = $1";
}

/// A list with what is to be done; the places are the order of the people.
#[derive(Clone, Debug)]
pub struct NewBulk {
    /// Its id.
    pub id: BulkId,
    /// Who asks for it.
    pub person: PersonId,
    /// What is done.
    pub task: Task,
    /// What the role reaches or the group is called.
    pub scope_name: String,
    /// On which ground.
    pub ground: String,
    /// The people: who, the name, and why the act leaves them out.
    pub people: Vec<(PersonId, String, &'static str)>,
}

/// Keeps a list; nothing is done yet.
pub async fn add(tx: &mut Tx, now: Moment, new: &NewBulk) -> Result<()> {
    let (role, scope) = match &new.task {
        Task::Give(role, scope) => (Some(role.key()), Some(scope.clone())),
        Task::End(role, scope) => (Some(role.key()), scope.clone()),
        Task::Move(group) => {
            let kind = GROUP.to_owned();
            (None, Some(Scope::Thing { kind, id: *group }))
        }
        Task::Lock | Task::Unlock | Task::Ask(_) => (None, None),
    };
    let (kind, reached) = match scope {
        None => (None, None),
        Some(Scope::Organisation) => (Some("organisation".to_owned()), None),
        Some(Scope::Thing { kind, id }) => (Some(kind), Some(id)),
    };
    let consent = match &new.task {
        Task::Ask(kind) => Some(kind.key()),
        _ => None,
    };
    let values = [
        new.id.into(),
        new.person.into(),
        new.task.deed().key().into(),
        role.into(),
        kind.into(),
        reached.into(),
        (&new.scope_name).into(),
        consent.into(),
        (&new.ground).into(),
        now.into(),
    ];
    tx.run(&BULK_ADD, &values).await?;
    let mut place = 0_i64;
    for some in new.people.chunks(WRITTEN_AT_ONCE) {
        let mut query =
            Query::new("INSERT INTO bulk_people (act, place, person, name, why, outcome) VALUES ");
        for (at, (person, name, why)) in some.iter().enumerate() {
            let outcome = (!why.is_empty()).then_some(*why);
            query = query
                .push(if at == 0 { "(" } else { ", (" })
                .bind_all([
                    new.id.into(),
                    place.into(),
                    (*person).into(),
                    name.as_str().into(),
                    (*why).into(),
                    oqu_db::Value::from(outcome),
                ])
                .push(")");
            place += 1;
        }
        tx.list::<i64>(&query.push(" RETURNING place")).await?;
    }
    Ok(())
}

/// The act with this id.
pub async fn bulk(tx: &mut Tx, id: BulkId) -> Result<Option<BulkRow>> {
    tx.maybe(&BULK, &[id.into()]).await
}

/// The last acts that a person asked for.
pub async fn last_of(tx: &mut Tx, person: PersonId) -> Result<Vec<BulkRow>> {
    tx.all(&BULK_LAST, &[person.into(), LISTED.into()]).await
}

/// Lets it be done; false when it is not ready or runs already.
pub async fn run(tx: &mut Tx, id: BulkId) -> Result<bool> {
    Ok(tx.run(&BULK_RUN, &[id.into()]).await? > 0)
}

/// How many people have each outcome; an empty one waits to be done.
pub async fn counts(tx: &mut Tx, id: BulkId) -> Result<Vec<(String, i64)>> {
    tx.all(&BULK_COUNTS, &[id.into()]).await
}

/// How many wait to be done.
pub async fn left(tx: &mut Tx, id: BulkId) -> Result<i64> {
    tx.one(&BULK_LEFT, &[id.into()]).await
}

/// How many people the list has.
pub async fn all(tx: &mut Tx, id: BulkId) -> Result<i64> {
    tx.one(&BULK_ALL, &[id.into()]).await
}

/// The next people who wait to be done.
pub async fn next(tx: &mut Tx, id: BulkId, most: usize) -> Result<Vec<ListedRow>> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    tx.all(&BULK_NEXT, &[id.into(), most.into()]).await
}

/// The whole list.
pub async fn people(tx: &mut Tx, id: BulkId) -> Result<Vec<ListedRow>> {
    tx.all(&BULK_PEOPLE, &[id.into()]).await
}

/// Notes what it came to with one person.
pub async fn note(tx: &mut Tx, id: BulkId, place: i64, outcome: &str) -> Result<()> {
    tx.run(&BULK_OUTCOME, &[outcome.into(), id.into(), place.into()])
        .await?;
    Ok(())
}

/// Ends an act with nobody left, and tells the audit what it came to; false when it had ended before.
pub async fn finish(tx: &mut Tx, by: &By, bulk: &BulkRow) -> Result<bool> {
    if tx
        .run(&BULK_FINISH, &[by.now.into(), bulk.id.into()])
        .await?
        == 0
    {
        return Ok(false);
    }
    let counts = counts(tx, bulk.id).await?;
    let done = counts.iter().find(|(outcome, _)| outcome == DONE);
    let done = done.map_or(0, |(_, count)| *count);
    let all: i64 = counts.iter().map(|(_, count)| count).sum();
    let act = Act::on("people.acted", "bulk", bulk.id, &bulk.scope_name)
        .ground(&bulk.ground)
        .change("bulk-deed", "", &bulk.deed)
        .change("role", "", bulk.role.as_deref().unwrap_or_default())
        .change(
            "consent-kind",
            "",
            bulk.consent.as_deref().unwrap_or_default(),
        )
        .change("scope", "", &bulk.scope_name)
        .change("bulk-done", "", &done.to_string())
        .change("bulk-left-out", "", &(all - done).to_string());
    oqu_audit::record(tx, by, act).await?;
    Ok(true)
}

/// Forgets an act that nobody confirmed; false when it was.
pub async fn forget(tx: &mut Tx, id: BulkId) -> Result<bool> {
    let preview = bulk(tx, id).await?;
    if preview.is_none_or(|bulk| bulk.state() != State::Preview) {
        return Ok(false);
    }
    tx.run(&BULK_FORGET_PEOPLE, &[id.into()]).await?;
    Ok(tx.run(&BULK_FORGET, &[id.into()]).await? > 0)
}

/// Forgets acts from before a moment that do not run.
pub async fn forget_old(tx: &mut Tx, before: Moment) -> Result<()> {
    let old: Vec<BulkId> = tx.all(&BULK_OLD, &[before.into()]).await?;
    for id in old {
        tx.run(&BULK_FORGET_PEOPLE, &[id.into()]).await?;
        tx.run(&BULK_FORGET_OLD, &[id.into()]).await?;
    }
    Ok(())
}
