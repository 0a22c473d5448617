//! What this area moves from one record to another, and what of it ends.

use oqu_audit::By;
use oqu_db::{Query, Result, Tx};
use oqu_files::Owner;
use oqu_kernel::PersonId;
use oqu_web::Words;
use uuid::Uuid;

use super::store;
use crate::api::InUnit;
use crate::movers::{Mover, Moving, PersonColumn, count_columns, move_column};
use crate::people::photo::PHOTO;

/// The columns of this area that hold a person.
const COLUMNS: [PersonColumn; 28] = [
    PersonColumn::quiet("grants", "person"),
    PersonColumn::counted("representatives", "person", "moves-representatives"),
    PersonColumn::counted("representatives", "representative", "moves-wards"),
    PersonColumn::quiet("sessions", "person"),
    PersonColumn::quiet("sessions", "acting"),
    PersonColumn::quiet("second_factors", "person"),
    PersonColumn::quiet("recovery_codes", "person"),
    PersonColumn::quiet("half_sessions", "person"),
    PersonColumn::quiet("devices", "person"),
    PersonColumn::quiet("sign_in_failures", "person"),
    PersonColumn::quiet("passkeys", "person"),
    PersonColumn::counted("people_imports", "person", "moves-imports"),
    PersonColumn::quiet("links", "person"),
    PersonColumn::quiet("links", "by_person"),
    PersonColumn::quiet("password_duties", "person"),
    PersonColumn::quiet("password_duties", "by_person"),
    PersonColumn::counted("consents", "person", "moves-consents"),
    PersonColumn::quiet("consents", "giver"),
    PersonColumn::quiet("consents", "ended_by"),
    PersonColumn::quiet("consent_requests", "person"),
    PersonColumn::quiet("consent_requests", "answered_by"),
    PersonColumn::counted("bulk_acts", "person", "moves-bulk-acts"),
    PersonColumn::quiet("bulk_people", "person"),
    PersonColumn::quiet("merged_people", "kept"),
    PersonColumn::quiet("merged_people", "by_person"),
    PersonColumn::quiet("different_people", "one"),
    PersonColumn::quiet("different_people", "other"),
    PersonColumn::quiet("different_people", "by_person"),
];

/// What belongs to a way of signing in: it ends with the record, and the kept one keeps its own.
const WAYS_IN: [(&str, &str); 7] = [
    ("sessions", "person"),
    ("second_factors", "person"),
    ("recovery_codes", "person"),
    ("half_sessions", "person"),
    ("devices", "person"),
    ("sign_in_failures", "person"),
    ("passkeys", "person"),
];

/// Columns that are moved by more than another id in the row.
const OTHERWISE: [(&str, &str); 2] = [("different_people", "one"), ("different_people", "other")];

oqu_db::statements! {
    GRANTS = "SELECT CAST(count(*) AS BIGINT) FROM grants WHERE person = $1 AND ended_at IS NULL";
    // A role that both hold on the same thing ends once: one is enough.
    END_SAME_GRANTS = "UPDATE grants SET ended_at = $1 WHERE person = $2 AND ended_at IS NULL AND EXISTS \
        (SELECT 1 FROM grants k WHERE k.person = $3 AND k.ended_at IS NULL AND k.role = grants.role \
            AND k.scope_kind = grants.scope_kind \
            AND coalesce(k.scope_id, $4) = coalesce(grants.scope_id, $4))";
    PLACE_GRANTS = "UPDATE grants SET place = place + (SELECT coalesce(max(k.place), 0) FROM grants k WHERE k.person = $1) \
        WHERE person = $2";
    END_SAME_RELATIVES = "UPDATE representatives SET ended_at = $1 WHERE ended_at IS NULL AND \
        ((person = $2 AND EXISTS (SELECT 1 FROM representatives k WHERE k.person = $3 AND k.ended_at IS NULL \
            AND k.representative = representatives.representative)) \
        OR (representative = $2 AND EXISTS (SELECT 1 FROM representatives k WHERE k.representative = $3 \
            AND k.ended_at IS NULL AND k.person = representatives.person)))";
    END_OTHERS_PLACE = "DELETE FROM sessions WHERE acting = $1";
    WITHDRAW_LINKS = "UPDATE links SET withdrawn_at = $1 WHERE person = $2 AND used_at IS NULL AND withdrawn_at IS NULL";
    END_DUTIES = "UPDATE password_duties SET ended_at = $1 WHERE person = $2 AND ended_at IS NULL";
    // Of two consents of a kind that stand the later given is the one; the other was replaced by it.
    END_EARLIER_CONSENTS = "UPDATE consents SET ended_at = $1, ended_how = 'replaced', ended_by = $2 \
        WHERE ended_at IS NULL AND person IN ($3, $4) AND EXISTS (SELECT 1 FROM consents k \
            WHERE k.person IN ($3, $4) AND k.person <> consents.person AND k.kind = consents.kind \
                AND k.ended_at IS NULL AND (k.given_at > consents.given_at \
                    OR (k.given_at = consents.given_at AND k.person = $3)))";
    // A question that is open on both sides, or answered by the other consent, is asked no more.
    DROP_REQUESTS = "DELETE FROM consent_requests WHERE answered_at IS NULL AND person = $1 AND \
        (EXISTS (SELECT 1 FROM consent_requests k WHERE k.person = $2 AND k.kind = consent_requests.kind AND k.answered_at IS NULL) \
        OR EXISTS (SELECT 1 FROM consents k WHERE k.person = $2 AND k.kind = consent_requests.kind AND k.ended_at IS NULL))";
    SESSIONS = "SELECT CAST(count(*) AS BIGINT) FROM sessions WHERE person = $1";
    PASSKEYS = "SELECT CAST(count(*) AS BIGINT) FROM passkeys WHERE person = $1";
    HAS_PASSWORD = "SELECT CAST(count(*) AS BIGINT) FROM people WHERE id = $1 AND password IS NOT NULL";
}

/// The mover of this area.
#[derive(Clone, Copy, Debug)]
pub struct Own;

impl Mover for Own {
    fn area(&self) -> &'static str {
        "identity"
    }

    fn columns(&self) -> &'static [PersonColumn] {
        &COLUMNS
    }

    fn look<'a>(
        &'a self,
        tx: &'a mut Tx,
        from: PersonId,
        _: PersonId,
        words: Words,
    ) -> InUnit<'a, Moving> {
        Box::pin(async move {
            let mut moves = Vec::new();
            let grants: i64 = tx.one(&GRANTS, &[from.into()]).await?;
            if grants > 0 {
                moves.push(words.t1("moves-roles", "count", grants));
            }
            moves.extend(count_columns(tx, &COLUMNS, from, words).await?);
            Ok(Moving {
                moves,
                hindrances: Vec::new(),
            })
        })
    }

    fn move_all<'a>(
        &'a self,
        tx: &'a mut Tx,
        by: &'a By,
        from: PersonId,
        to: PersonId,
    ) -> InUnit<'a, ()> {
        Box::pin(async move {
            end(tx, by, from, to).await?;
            store::move_different(tx, by, from, to).await?;
            for column in &COLUMNS {
                if !OTHERWISE.contains(&(column.table, column.column)) {
                    move_column(tx, column, from, to).await?;
                }
            }
            Ok(())
        })
    }
}

/// Ends what cannot stand twice, and the ways in of the record that goes.
async fn end(tx: &mut Tx, by: &By, from: PersonId, to: PersonId) -> Result<()> {
    let now = by.now;
    for (table, column) in WAYS_IN {
        let query = Query::new(&format!("DELETE FROM {table} WHERE {column} = "))
            .bind(from)
            .push(&format!(" RETURNING {column}"));
        tx.list::<PersonId>(&query).await?;
    }
    tx.run(&END_OTHERS_PLACE, &[from.into()]).await?;
    tx.run(&WITHDRAW_LINKS, &[now.into(), from.into()]).await?;
    tx.run(&END_DUTIES, &[now.into(), from.into()]).await?;
    let same = [now.into(), from.into(), to.into(), Uuid::nil().into()];
    tx.run(&END_SAME_GRANTS, &same).await?;
    tx.run(&PLACE_GRANTS, &[to.into(), from.into()]).await?;
    let same = [now.into(), from.into(), to.into()];
    tx.run(&END_SAME_RELATIVES, &same).await?;
    let consents = [now.into(), by.person.into(), to.into(), from.into()];
    tx.run(&END_EARLIER_CONSENTS, &consents).await?;
    tx.run(&DROP_REQUESTS, &[from.into(), to.into()]).await?;
    tx.run(&DROP_REQUESTS, &[to.into(), from.into()]).await?;
    Ok(())
}

/// The ways in that end with a record, in words.
pub async fn ending(tx: &mut Tx, from: PersonId, words: Words) -> Result<Vec<String>> {
    let mut told = Vec::new();
    let password: i64 = tx.one(&HAS_PASSWORD, &[from.into()]).await?;
    if password > 0 {
        told.push(words.t("ends-password").into_owned());
    }
    let passkeys: i64 = tx.one(&PASSKEYS, &[from.into()]).await?;
    if passkeys > 0 {
        told.push(words.t1("ends-passkeys", "count", passkeys));
    }
    let sessions: i64 = tx.one(&SESSIONS, &[from.into()]).await?;
    if sessions > 0 {
        told.push(words.t1("ends-sessions", "count", sessions));
    }
    Ok(told)
}

/// Has the chosen photo alone stand at the kept record; without a choice the one that there is.
pub async fn move_photo(
    tx: &mut Tx,
    by: &By,
    (from, to): (PersonId, PersonId),
    takes_other: bool,
) -> Result<()> {
    let owner = |person: PersonId| Owner {
        kind: PHOTO,
        id: person.uuid(),
    };
    let theirs = oqu_files::of_owner(tx, owner(from)).await?;
    let own = oqu_files::of_owner(tx, owner(to)).await?;
    let gives = !theirs.is_empty() && (own.is_empty() || takes_other);
    if gives {
        for photo in &own {
            oqu_files::remove(tx, photo, by.now).await?;
        }
        return oqu_files::give(tx, owner(from), owner(to)).await;
    }
    for photo in &theirs {
        oqu_files::remove(tx, photo, by.now).await?;
    }
    Ok(())
}
