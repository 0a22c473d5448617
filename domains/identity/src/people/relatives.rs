//! Who stands for whom: parents and guardians of learners.

use oqu_audit::{Act, By};
use oqu_db::{Result, Tx};
use oqu_kernel::{Id, PersonId};

use super::rules::full_name;

oqu_db::row! {
    struct RelativeRow {
        id: PersonId,
        surname: String,
        given: String,
        patronymic: Option<String>,
        relation: String,
        stands_for: i64,
    }
}

oqu_db::statements! {
    RELATIVES = "SELECT p.id, p.surname, p.given, p.patronymic, r.relation, CAST(0 AS BIGINT) \
        FROM representatives r JOIN people p ON p.id = r.representative \
        WHERE r.person = $1 AND r.ended_at IS NULL \
        UNION ALL \
        SELECT p.id, p.surname, p.given, p.patronymic, r.relation, CAST(1 AS BIGINT) \
        FROM representatives r JOIN people p ON p.id = r.person \
        WHERE r.representative = $1 AND r.ended_at IS NULL";
    ADD_RELATIVE = "INSERT INTO representatives (id, person, representative, relation, since) \
        VALUES ($1, $2, $3, $4, $5)";
}

/// Somebody who stands for the person, or for whom the person stands.
#[derive(Clone, Debug)]
pub struct Relative {
    /// Who.
    pub id: PersonId,
    /// Surname, given name and patronymic.
    pub name: String,
    /// `mother`, `father`, `guardian`.
    pub relation: String,
    /// Whether the asked person stands for this one, not the other way round.
    pub is_ward: bool,
}

/// Those who stand for the person, and those for whom the person stands.
pub async fn relatives(tx: &mut Tx, person: PersonId) -> Result<Vec<Relative>> {
    let rows: Vec<RelativeRow> = tx.all(&RELATIVES, &[person.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| Relative {
            id: row.id,
            name: full_name(&row.surname, &row.given, row.patronymic.as_deref()),
            relation: row.relation,
            is_ward: row.stands_for == 1,
        })
        .collect())
}

/// Marks ids of links between a person and a representative.
#[derive(Debug)]
pub enum Representation {}

/// Links a representative to a person.
pub async fn link(
    tx: &mut Tx,
    by: &By,
    person: (PersonId, &str),
    representative: PersonId,
    relation: &str,
) -> Result<()> {
    let id = Id::<Representation>::new(by.now, &by.chance);
    tx.run(
        &ADD_RELATIVE,
        &[
            id.into(),
            person.0.into(),
            representative.into(),
            relation.into(),
            by.now.into(),
        ],
    )
    .await?;
    let act = Act::on("representative.linked", "person", person.0, person.1);
    oqu_audit::record(tx, by, act.change("relation", "", relation)).await?;
    Ok(())
}
