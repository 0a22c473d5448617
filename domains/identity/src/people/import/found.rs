//! The people whom rows of a file may mean.

use std::collections::{BTreeMap, HashSet};

use oqu_db::{Query, Result, Tx, Value};
use oqu_kernel::{PersonId, Scope};

use super::kept::SLICE;
use super::row::Said;
use super::rules::{Found, Known, folded_name};
use crate::people::store::{self, PersonRow};
use crate::roles::Role;
use crate::roles::store::of_people;

oqu_db::row! {
    struct BornRow {
        id: PersonId,
        surname: String,
        given: String,
        birth_date: String,
    }
}

/// The people whom some rows may mean, with their roles. Four statements for a slice.
pub async fn found(tx: &mut Tx, said: &[&Said]) -> Result<Found> {
    let mut ids = Vec::new();
    let mut numbers: Vec<Value> = said.iter().map(|said| said.number.into()).collect();
    numbers.resize(SLICE.max(numbers.len()), Value::Null);
    let texts = |of: fn(&Said) -> Option<String>| said.iter().filter_map(move |said| of(said));
    let keys = Query::new("SELECT id FROM people WHERE iin IN (")
        .bind_all(filled(texts(|said| {
            said.iin.as_ref().map(oqu_text::Iin::reveal)
        })))
        .push(") OR email IN (")
        .bind_all(filled(texts(|said| said.email.clone())))
        .push(") OR login IN (")
        .bind_all(filled(texts(|said| said.login.clone())))
        .push(") OR number IN (")
        .bind_all(numbers)
        .push(") OR external_number IN (")
        .bind_all(filled(texts(|said| said.external_number.clone())))
        .push(")");
    ids.extend(tx.list::<PersonId>(&keys).await?);
    let born =
        Query::new("SELECT id, surname, given, birth_date FROM people WHERE birth_date IN (")
            .bind_all(filled(texts(|said| {
                said.birth_date.map(|date| date.to_string())
            })))
            .push(")");
    let names: HashSet<(String, String)> = said
        .iter()
        .filter_map(|said| {
            let name = folded_name(said.surname.as_ref()?, said.given.as_ref()?);
            Some((name, said.birth_date?.to_string()))
        })
        .collect();
    for row in tx.list::<BornRow>(&born).await? {
        let name = folded_name(&row.surname, &row.given);
        if names.contains(&(name, row.birth_date)) {
            ids.push(row.id);
        }
    }
    ids.sort();
    ids.dedup();
    people(tx, &ids).await
}

async fn people(tx: &mut Tx, ids: &[PersonId]) -> Result<Found> {
    let mut found = Found::default();
    for ids in ids.chunks(SLICE) {
        let mut held: BTreeMap<PersonId, Vec<(Role, Scope)>> = BTreeMap::new();
        for grant in of_people(tx, ids).await? {
            let roles = held.entry(grant.person).or_default();
            roles.push((grant.role, grant.scope));
        }
        let rows: Vec<PersonRow> = store::people(tx, ids).await?;
        for row in rows {
            let held = held.remove(&row.id).unwrap_or_default();
            found.add(Known { row, held });
        }
    }
    Ok(found)
}

/// As many values for each slice, so that one prepared statement serves all.
fn filled(values: impl Iterator<Item = String>) -> Vec<Value> {
    let mut values: Vec<Value> = values.map(Value::Text).collect();
    values.resize(SLICE.max(values.len()), Value::Null);
    values
}
