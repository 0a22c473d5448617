use std::collections::BTreeMap;

use oqu_audit::By;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Migrations, Query};
use oqu_kernel::{Chance, Moment, PersonId, Scope};
use uuid::Uuid;

use super::rules::{GROUP, Task};
use super::run::{self, Step};
use super::store::{self, BulkId, DONE, NewBulk, State};
use crate::people::rules::PersonData;
use crate::people::store as people;
use crate::roles::Role;
use crate::roles::store as roles;

/// More than two slices.
const LEARNERS: usize = 450;
const FROM: Uuid = Uuid::from_u128(21);
const TO: Uuid = Uuid::from_u128(22);

fn migrations() -> Migrations {
    Migrations::of(&[oqu_audit::MIGRATIONS, crate::MIGRATIONS])
}

fn by() -> By {
    By::console(Moment::from_millis(1_000), &Chance::system(), "test")
}

fn group(id: Uuid) -> Scope {
    Scope::Thing {
        kind: GROUP.to_owned(),
        id,
    }
}

/// Learners of a group, the first of them an administrator too; at the end one who learns in the other
/// already and one who does not learn.
async fn learners(db: &Db) -> Vec<PersonId> {
    let by = by();
    let added = db.write::<_, Error, _>(async move |tx| {
        let mut ids = Vec::new();
        for at in 0..LEARNERS + 2 {
            let id = PersonId::new(by.now, &by.chance);
            let data = PersonData {
                surname: format!("Адам{at}"),
                given: "Асқар".into(),
                citizenship: "KZ".into(),
                ..PersonData::default()
            };
            people::add(tx, &by, id, &data).await?;
            let there = match at {
                LEARNERS => Some(TO),
                at if at < LEARNERS => Some(FROM),
                _ => None,
            };
            if let Some(there) = there {
                roles::give(tx, &by, (id, ""), Role::Learner, &group(there), "").await?;
            }
            ids.push(id);
        }
        let key = (ids[0], "");
        roles::give(tx, &by, key, Role::Administrator, &Scope::Organisation, "").await?;
        Ok(ids)
    });
    added.await.expect("the learners")
}

async fn looked(db: &Db, task: Task, ids: &[PersonId], confirmed: bool) -> BulkId {
    let (by, ids) = (by(), ids.to_vec());
    let kept = db.write::<_, Error, _>(async move |tx| {
        let actor = ids[0];
        let id = BulkId::new(by.now, &by.chance);
        let new = NewBulk {
            id,
            person: actor,
            task: task.clone(),
            scope_name: "ИС-22".to_owned(),
            ground: "№ 5 бұйрық".to_owned(),
            people: run::look(tx, &task, &ids, actor, by.now).await?,
        };
        store::add(tx, by.now, &new).await?;
        if confirmed {
            assert!(store::run(tx, id).await?);
            assert!(!store::run(tx, id).await?, "confirmed twice it runs once");
        }
        Ok(id)
    });
    kept.await.expect("a list")
}

async fn counts(db: &Db, id: BulkId) -> BTreeMap<String, i64> {
    let read = db.read::<_, Error, _>(async move |tx| store::counts(tx, id).await);
    read.await.expect("the counts").into_iter().collect()
}

async fn step(db: &Db, id: BulkId) -> Step {
    run::step(db, &by(), id).await.expect("a step")
}

async fn number(db: &Db, sql: &'static str) -> i64 {
    let read = db.read::<Vec<i64>, Error, _>(async move |tx| tx.list(&Query::new(sql)).await);
    read.await.expect("a number")[0]
}

const ENDED: &str = "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act = 'role.ended'";
const ACTED: &str = "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act = 'people.acted'";
const LEARNING: &str =
    "SELECT CAST(count(*) AS BIGINT) FROM grants WHERE role = 'learner' AND ended_at IS NULL";

#[tokio::test]
async fn a_move_goes_on_after_a_kill_and_is_done_once() {
    on_both(&migrations(), async |db| {
        let ids = learners(&db).await;
        let id = looked(&db, Task::Move(TO), &ids, true).await;
        let expected = [
            ("", LEARNERS as i64),
            ("bulk-why-in-group", 1),
            ("bulk-why-no-learner", 1),
        ];
        let expected: BTreeMap<String, i64> = expected
            .into_iter()
            .map(|(key, count)| (key.to_owned(), count))
            .collect();
        assert_eq!(counts(&db, id).await, expected);
        assert_eq!(number(&db, ENDED).await, 0, "nothing is done by looking");
        // One slice, then the process dies; the next goes on where it was.
        assert_eq!(step(&db, id).await, Step::Left(250));
        assert_eq!(number(&db, ENDED).await, 200);
        assert_eq!(step(&db, id).await, Step::Left(50));
        assert_eq!(number(&db, ACTED).await, 0);
        assert_eq!(step(&db, id).await, Step::Done);
        assert_eq!(step(&db, id).await, Step::Done);
        assert_eq!(number(&db, ENDED).await, LEARNERS as i64);
        assert_eq!(number(&db, ACTED).await, 1);
        assert_eq!(number(&db, LEARNING).await, LEARNERS as i64 + 1);
        assert_eq!(counts(&db, id).await[DONE], LEARNERS as i64);
        let held = db.read::<_, Error, _>(async move |tx| roles::of_people(tx, &[ids[3]]).await);
        let held = held.await.expect("the roles");
        assert_eq!(held.len(), 1);
        assert_eq!(held[0].scope, group(TO));
    })
    .await;
}

#[tokio::test]
async fn what_changed_since_the_preview_is_told_and_not_done() {
    on_both(&migrations(), async |db| {
        let ids = learners(&db).await;
        let some = &ids[..3];
        let id = looked(&db, Task::Lock, some, true).await;
        let locked = some[1];
        let done = db.write::<_, Error, _>(async move |tx| {
            let row = people::person(tx, locked).await?.expect("a person");
            people::lock(tx, &by(), &row, "бұрын").await
        });
        assert!(done.await.expect("locked meanwhile"));
        assert_eq!(step(&db, id).await, Step::Done);
        let counts = counts(&db, id).await;
        assert_eq!(counts["bulk-why-oneself"], 1);
        assert_eq!(counts["bulk-why-locked"], 1);
        assert_eq!(counts[DONE], 1);
    })
    .await;
}

#[tokio::test]
async fn an_act_ends_with_the_right_of_the_one_who_confirmed_it() {
    on_both(&migrations(), async |db| {
        let ids = learners(&db).await;
        let id = looked(&db, Task::Move(TO), &ids, true).await;
        assert_eq!(step(&db, id).await, Step::Left(250));
        let asker = ids[0];
        let ended = db.write::<_, Error, _>(async move |tx| {
            let held = roles::of_person(tx, asker).await?;
            let key = held.iter().find(|one| one.role == Role::Administrator);
            roles::end(tx, &by(), (asker, ""), key.expect("the key")).await
        });
        assert!(ended.await.expect("the key is taken"));
        assert_eq!(step(&db, id).await, Step::Left(50));
        assert_eq!(step(&db, id).await, Step::Done);
        let counts = counts(&db, id).await;
        assert_eq!((counts[DONE], counts["bulk-why-asker"]), (200, 250));
        assert_eq!(number(&db, ACTED).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_nobody_confirmed_is_not_done_and_can_be_dropped() {
    on_both(&migrations(), async |db| {
        let ids = learners(&db).await;
        let id = looked(&db, Task::Give(Role::Tutor, group(TO)), &ids[..5], false).await;
        assert!(run::step(&db, &by(), id).await.is_err());
        let dropped = db.write::<_, Error, _>(async move |tx| {
            let first = store::forget(tx, id).await?;
            Ok((first, store::forget(tx, id).await?))
        });
        assert_eq!(dropped.await.expect("dropped"), (true, false));
        assert_eq!(step(&db, id).await, Step::Done);
        let id = looked(&db, Task::End(Role::Learner, None), &ids[..5], true).await;
        let dropped = db.write::<_, Error, _>(async move |tx| store::forget(tx, id).await);
        assert!(!dropped.await.expect("not dropped"), "it runs");
        assert_eq!(step(&db, id).await, Step::Done);
        let after = Moment::from_millis(2_000);
        let forgotten = db.write::<_, Error, _>(async move |tx| {
            let state = store::bulk(tx, id).await?.map(|bulk| bulk.state());
            store::forget_old(tx, after).await?;
            Ok((state, store::all(tx, id).await?))
        });
        assert_eq!(forgotten.await.expect("forgotten"), (Some(State::Done), 0));
    })
    .await;
}
