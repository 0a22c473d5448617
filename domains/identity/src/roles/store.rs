use oqu_audit::{Act, By};
use oqu_db::{Query, Result, Tx};
use oqu_kernel::{Id, Moment, PersonId, Scope};
use uuid::Uuid;

use super::Role;

/// Marks ids of roles given.
#[derive(Debug)]
pub enum GrantMark {}

/// The id of a role given.
pub type GrantId = Id<GrantMark>;

oqu_db::row! {
    struct GrantRow {
        id: GrantId,
        person: PersonId,
        role: String,
        scope_kind: String,
        scope_id: Option<Uuid>,
        since: Moment,
    }
}

/// A role that a person holds.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its id.
    pub id: GrantId,
    /// Who holds it.
    pub person: PersonId,
    /// Which.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// Since when.
    pub since: Moment,
}

const ORGANISATION: &str = "organisation";

oqu_db::statements! {
    OF_PERSON = "SELECT id, person, role, scope_kind, scope_id, since FROM grants \
        WHERE person = $1 AND ended_at IS NULL ORDER BY place, id";
    INSERT = "INSERT INTO grants (id, person, role, scope_kind, scope_id, place, since) \
        SELECT $1, $2, $3, $4, $5, \
            (SELECT coalesce(max(place), 0) + 1 FROM grants WHERE person = $2), $6 \
        WHERE NOT EXISTS (SELECT 1 FROM grants WHERE person = $2 AND role = $3 AND scope_kind = $4 \
            AND ended_at IS NULL AND coalesce(scope_id, $7) = coalesce($5, $7))";
    END = "UPDATE grants SET ended_at = $1 WHERE id = $2 AND person = $3 AND ended_at IS NULL";
    IN_SCOPES = "SELECT DISTINCT scope_id, person FROM grants \
        WHERE scope_kind = $1 AND scope_id IS NOT NULL AND ended_at IS NULL";
    BY_SCOPE = "SELECT scope_id, role, CAST(count(DISTINCT person) AS BIGINT) FROM grants \
        WHERE scope_kind = $1 AND scope_id IS NOT NULL AND ended_at IS NULL GROUP BY scope_id, role";
    BY_ROLE = "SELECT role, CAST(count(DISTINCT person) AS BIGINT) FROM grants WHERE ended_at IS NULL GROUP BY role";
}

fn held(row: GrantRow) -> Option<Held> {
    let scope = match row.scope_id {
        Some(id) => Scope::Thing {
            kind: row.scope_kind,
            id,
        },
        None => Scope::Organisation,
    };
    Some(Held {
        id: row.id,
        person: row.person,
        role: Role::of(&row.role)?,
        scope,
        since: row.since,
    })
}

/// The roles in force of a person, the main one first.
pub async fn of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<Held>> {
    let rows: Vec<GrantRow> = tx.all(&OF_PERSON, &[person.into()]).await?;
    Ok(rows.into_iter().filter_map(held).collect())
}

/// Whether one of these roles is the administrator's.
pub fn has_administrator(held: &[Held]) -> bool {
    held.iter().any(|held| held.role == Role::Administrator)
}

/// The roles in force of several people: one statement for a page of a list.
pub async fn of_people(tx: &mut Tx, people: &[PersonId]) -> Result<Vec<Held>> {
    let query = Query::new("SELECT id, person, role, scope_kind, scope_id, since FROM grants WHERE ended_at IS NULL AND person IN (")
        .bind_all(people.iter().copied())
        .push(") ORDER BY person, place, id");
    let rows: Vec<GrantRow> = tx.list(&query).await?;
    Ok(rows.into_iter().filter_map(held).collect())
}

fn parts(scope: &Scope) -> (&str, Option<Uuid>) {
    match scope {
        Scope::Organisation => (ORGANISATION, None),
        Scope::Thing { kind, id } => (kind, Some(*id)),
    }
}

/// Gives a role; false when the person holds it there already.
pub async fn give(
    tx: &mut Tx,
    by: &By,
    person: (PersonId, &str),
    role: Role,
    scope: &Scope,
    scope_name: &str,
) -> Result<bool> {
    let (kind, id) = parts(scope);
    let grant = GrantId::new(by.now, &by.chance);
    let given = tx
        .run(
            &INSERT,
            &[
                grant.into(),
                person.0.into(),
                role.key().into(),
                kind.into(),
                id.into(),
                by.now.into(),
                Uuid::nil().into(),
            ],
        )
        .await?;
    if given == 0 {
        return Ok(false);
    }
    let act = Act::on("role.given", "person", person.0, person.1);
    oqu_audit::record(
        tx,
        by,
        act.change("role", "", role.key())
            .change("scope", "", scope_name),
    )
    .await?;
    Ok(true)
}

/// Ends a role; false when it is not in force.
pub async fn end(tx: &mut Tx, by: &By, person: (PersonId, &str), held: &Held) -> Result<bool> {
    let ended = tx
        .run(&END, &[by.now.into(), held.id.into(), person.0.into()])
        .await?
        > 0;
    if ended {
        let act = Act::on("role.ended", "person", person.0, person.1);
        oqu_audit::record(tx, by, act.change("role", held.role.key(), "")).await?;
    }
    Ok(ended)
}

/// Who holds a role on which thing of a kind, each person once on each thing. One statement.
pub async fn people_by_scope(tx: &mut Tx, kind: &str) -> Result<Vec<(Uuid, PersonId)>> {
    tx.all(&IN_SCOPES, &[kind.into()]).await
}

/// How many hold each role on each thing of a kind.
pub async fn counts_by_scope(tx: &mut Tx, kind: &str) -> Result<Vec<(Uuid, String, i64)>> {
    tx.all(&BY_SCOPE, &[kind.into()]).await
}

/// How many people hold each role.
pub async fn counts_by_role(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    tx.all(&BY_ROLE, &[]).await
}
