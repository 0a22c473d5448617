//! An attacker with the whole database in hand, and the accidents that are no attack.

use std::path::Path;
use std::time::Duration;

use oqu_db::testing::{FreshPostgres, on_both};
use oqu_db::{Db, Migrations, Mode, Place, Query};
use oqu_kernel::{Chance, Clock, Id, Moment};
use tempfile::TempDir;
use uuid::Uuid;

use crate::heads::GENESIS;
use crate::rows::{BATCH, BatchRow, EntryRow, LEAVES, Leaf};
use crate::{Act, By, Finding, Head, Heads, Report, Sealer, SealingKey, Wrong, heads, merkle};

const START: Moment = Moment::from_millis(1_795_000_000_000);
/// Entries of each batch of [`world`].
const EACH: u64 = 5;

fn migrations() -> Migrations {
    Migrations::of(&[crate::MIGRATIONS])
}

/// Marks ids of units.
enum Unit {}

async fn add(db: &Db, clock: &Clock, count: u64) {
    for _ in 0..count {
        clock.advance(Duration::from_millis(10));
        let by = By::console(clock.now(), &Chance::system(), "Сәуле");
        let unit = Id::<Unit>::new(clock.now(), &Chance::system());
        db.write::<_, oqu_db::Error, _>(async move |tx| {
            let act = Act::on("unit.changed", "unit", unit, "Информатика");
            crate::record(tx, &by, act.change("name-kk", "ескі", "жаңа")).await
        })
        .await
        .unwrap();
    }
}

/// Seals when all that is committed may be sealed: a transaction of any other database of the same
/// PostgreSQL, such as that of another test, holds sealing up as long as it runs.
async fn seal(db: &Db, sealer: &Sealer) -> Option<Head> {
    loop {
        let settled = db
            .read::<_, oqu_db::Error, _>(async |tx| {
                let newest = Query::new("SELECT coalesce(max(xid), 0) FROM audit_entries");
                let newest: Vec<i64> = tx.list(&newest).await?;
                Ok(newest[0] < tx.settled_mark().await?)
            })
            .await
            .unwrap();
        if settled {
            return sealer.seal_once().await.unwrap();
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// Four batches of five entries, and two that nobody has sealed yet.
async fn world(db: &Db, data: &Path) -> Clock {
    let clock = Clock::standing(START);
    let sealer = Sealer::new(db.clone(), clock.clone(), data).unwrap();
    for _ in 0..4 {
        add(db, &clock, EACH).await;
        seal(db, &sealer).await.unwrap();
    }
    add(db, &clock, 2).await;
    clock
}

async fn check(db: &Db, data: &Path) -> Report {
    let heads = Heads::read(&heads::heads_path(data)).unwrap();
    let heads = heads.trust_keys_of(data).unwrap();
    crate::verify(db, &heads, |_, _| {}).await.unwrap()
}

/// Puts the public key of one folder among the keys of another, as for a node that is added.
fn make_known(key_of: &Path, to: &Path) {
    let key = SealingKey::open(key_of).unwrap().public();
    let folder = to.join("keys");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("node.pub"), key.to_string()).unwrap();
}

/// Anything an attacker might say to the database.
pub(crate) async fn tell(db: &Db, query: Query) -> oqu_db::Result<()> {
    let told = db.write(async move |tx| tx.list::<i64>(&query).await).await;
    told.map(|_| ())
}

pub(crate) async fn say(db: &Db, text: &str) {
    tell(db, Query::new(text)).await.unwrap();
}

/// Takes the triggers and checks away: who owns the tables can. Each engine understands its own words.
pub(crate) async fn disarm(db: &Db) {
    for words in [
        "DROP TRIGGER audit_entries_stay",
        "DROP TRIGGER audit_entries_remain",
        "DROP TRIGGER audit_entries_stay ON audit_entries",
        "PRAGMA ignore_check_constraints = ON",
    ] {
        let _ = tell(db, Query::new(words)).await;
    }
}

async fn entry_at(db: &Db, seq: i64) -> Uuid {
    let query = Query::new("SELECT id FROM audit_entries WHERE seq = ").bind(seq);
    let ids: Vec<Uuid> = db
        .read::<_, oqu_db::Error, _>(async move |tx| tx.list(&query).await)
        .await
        .unwrap();
    ids[0]
}

#[tokio::test]
async fn an_honest_log_passes() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let clock = world(&db, data.path()).await;
        let report = check(&db, data.path()).await;
        assert!(report.whole, "{report:?}");
        assert_eq!(
            (report.entries, report.batches, report.unsealed),
            (20, 4, Some(2))
        );
        assert_eq!(report.heads_known, 4);
        assert_eq!(report.keys.len(), 1);
        assert!(report.keys[0].trusted);

        let sealer = Sealer::new(db.clone(), clock, data.path()).unwrap();
        let last = seal(&db, &sealer).await.unwrap();
        assert_eq!((last.number, last.entries, last.total), (5, 2, 22));
        assert_eq!(seal(&db, &sealer).await, None, "idle is no write");
        let report = check(&db, data.path()).await;
        assert_eq!((report.entries, report.unsealed), (22, Some(0)));
        assert_eq!(report.last.unwrap().head, last.head);
    })
    .await;
}

#[tokio::test]
async fn an_empty_log_passes() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let sealer = Sealer::new(db.clone(), Clock::standing(START), data.path()).unwrap();
        assert_eq!(seal(&db, &sealer).await, None);
        let report = check(&db, data.path()).await;
        assert!(report.whole && report.last.is_none());
    })
    .await;
}

#[tokio::test]
async fn entries_cannot_be_changed_by_the_program() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        world(&db, data.path()).await;
        for words in [
            "UPDATE audit_entries SET who = 'X'",
            "DELETE FROM audit_entries",
        ] {
            assert!(tell(&db, Query::new(words)).await.is_err(), "{words}");
        }
    })
    .await;
}

/// Tampers by one statement, and tells what the check must find at which position.
async fn tampered(words: &'static str, wrong: Wrong, position: u64) {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        world(&db, data.path()).await;
        disarm(&db).await;
        let victim = entry_at(&db, i64::try_from(position).unwrap()).await;
        say(&db, words).await;
        let report = check(&db, data.path()).await;
        let bad = report
            .first_bad
            .unwrap_or_else(|| panic!("{words} was not seen"));
        assert!(!report.whole);
        assert_eq!(
            (bad.wrong, bad.position),
            (wrong, position),
            "{words}: {bad}"
        );
        assert_eq!(bad.batch, position.div_ceil(EACH), "{words}: {bad}");
        if wrong == Wrong::Inserted {
            assert_ne!(bad.entry.unwrap().uuid(), victim);
            assert_eq!(bad.act.as_deref(), Some("mark.changed"));
        } else {
            assert_eq!(bad.entry.unwrap().uuid(), victim, "{words}");
            assert!(bad.at.is_some_and(|at| at > START));
        }
    })
    .await;
}

#[tokio::test]
async fn every_changed_field_is_named() {
    for field in [
        "at = at + 1",
        "who = 'X'",
        "role = 'X'",
        "act = 'x'",
        "object_kind = 'x'",
        "object_id = NULL",
        "object_name = 'X'",
        "ground = 'X'",
        "details = '[]'",
        "origin = 'X'",
        "request = 'X'",
        "person = id",
    ] {
        let words = format!("UPDATE audit_entries SET {field} WHERE seq = 7");
        tampered(words.leak(), Wrong::Changed, 7).await;
    }
}

#[tokio::test]
async fn deleted_entries_are_named() {
    tampered("DELETE FROM audit_entries WHERE seq = 7", Wrong::Deleted, 7).await;
    tampered("DELETE FROM audit_entries WHERE seq = 1", Wrong::Deleted, 1).await;
    tampered(
        "DELETE FROM audit_entries WHERE seq >= 20",
        Wrong::Deleted,
        20,
    )
    .await;
    tampered("DELETE FROM audit_entries", Wrong::Deleted, 1).await;
    tampered(
        "UPDATE audit_entries SET id = object_id WHERE seq = 9",
        Wrong::Deleted,
        9,
    )
    .await;
}

#[tokio::test]
async fn inserted_and_moved_entries_are_named() {
    tampered(
        "INSERT INTO audit_entries (seq, id, at, who, role, act, object_kind, object_name, ground, details, origin, request, xid) \
         SELECT -1, object_id, at, who, role, 'mark.changed', object_kind, object_name, ground, details, origin, request, 0 \
         FROM audit_entries WHERE seq = 12",
        Wrong::Inserted,
        1,
    )
    .await;
    tampered(
        "UPDATE audit_entries SET xid = xid + 1000000000 WHERE seq = 7",
        Wrong::Moved,
        7,
    )
    .await;
}

#[tokio::test]
async fn changed_batches_are_named_with_their_first_entry() {
    for (words, wrong) in [
        (
            "UPDATE audit_batches SET entries = 4 WHERE number = 2",
            Wrong::BatchChanged,
        ),
        (
            "UPDATE audit_batches SET total = 4 WHERE number = 2",
            Wrong::BatchChanged,
        ),
        (
            "UPDATE audit_batches SET sealed_at = 4 WHERE number = 2",
            Wrong::ChainBroken,
        ),
        (
            "UPDATE audit_batches SET leaves = root WHERE number = 2",
            Wrong::BatchChanged,
        ),
        (
            "UPDATE audit_batches SET root = head WHERE number = 2",
            Wrong::BatchChanged,
        ),
        (
            "UPDATE audit_batches SET head = root WHERE number = 2",
            Wrong::BatchChanged,
        ),
        (
            "UPDATE audit_batches SET signature = leaves WHERE number = 2",
            Wrong::BatchChanged,
        ),
        (
            "UPDATE audit_batches SET public_key = root WHERE number = 2",
            Wrong::SignatureWrong,
        ),
        (
            "DELETE FROM audit_batches WHERE number = 2",
            Wrong::BatchMissing,
        ),
        (
            "UPDATE audit_batches SET number = 9 WHERE number = 2",
            Wrong::BatchMissing,
        ),
    ] {
        tampered(words, wrong, 6).await;
    }
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_named() {
    let folder = TempDir::new().unwrap();
    let db = Db::open(&Place::Sqlite(folder.path().join("oqu.db")), Mode::Own)
        .await
        .unwrap();
    migrations().apply(&db, START).await.unwrap();
    world(&db, folder.path()).await;
    disarm(&db).await;
    let victim = entry_at(&db, 8).await;
    say(
        &db,
        "UPDATE audit_entries SET who = CAST(x'ff' AS TEXT) WHERE seq = 8",
    )
    .await;
    let bad = check(&db, folder.path()).await.first_bad.unwrap();
    assert_eq!((bad.wrong, bad.position), (Wrong::Changed, 8));
    assert_eq!(bad.entry.unwrap().uuid(), victim);
}

#[tokio::test]
async fn a_log_that_was_cut_off_is_seen_by_the_heads_outside() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let clock = world(&db, data.path()).await;
        disarm(&db).await;
        say(&db, "DELETE FROM audit_entries WHERE seq > 15").await;
        say(&db, "DELETE FROM audit_batches WHERE number > 3").await;
        let bad = check(&db, data.path()).await.first_bad.unwrap();
        assert_eq!(
            (bad.wrong, bad.batch, bad.position),
            (Wrong::Truncated, 4, 16)
        );
        assert_eq!(bad.missing, Some(5));
        let without = crate::verify(&db, &Heads::none(), |_, _| {}).await.unwrap();
        assert!(without.whole && without.heads_known == 0);

        // Going on does not wash it away: the file keeps both heads of batch 4.
        let sealer = Sealer::new(db.clone(), clock.clone(), data.path()).unwrap();
        add(&db, &clock, 30).await;
        seal(&db, &sealer).await.unwrap();
        let bad = check(&db, data.path()).await.first_bad.unwrap();
        assert_eq!(
            (bad.wrong, bad.batch, bad.position),
            (Wrong::HeadDiffers, 4, 16)
        );
        let heads = Heads::read(&heads::heads_path(data.path())).unwrap();
        assert_eq!(heads.of(4).len(), 2);
        assert_eq!(heads.count(), 5);
    })
    .await;
}

#[tokio::test]
async fn deleting_everything_is_seen() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        world(&db, data.path()).await;
        disarm(&db).await;
        say(&db, "DELETE FROM audit_entries").await;
        say(&db, "DELETE FROM audit_batches").await;
        let bad = check(&db, data.path()).await.first_bad.unwrap();
        assert_eq!(
            (bad.wrong, bad.position, bad.missing),
            (Wrong::Truncated, 1, Some(20))
        );
    })
    .await;
}

/// Writes the chain anew from batch 2 on, so that it is right within itself, after changing entry 7.
async fn rewrite(db: &Db, key: Option<&SealingKey>) {
    say(db, "UPDATE audit_entries SET who = 'Басқа' WHERE seq = 7").await;
    let mut previous = GENESIS;
    for number in 1..=4_i64 {
        let (row, column): (BatchRow, Vec<u8>) = db
            .read::<_, oqu_db::Error, _>(async move |tx| {
                let row = tx.one(&BATCH, &[number.into()]).await?;
                Ok((row, tx.one(&LEAVES, &[number.into()]).await?))
            })
            .await
            .unwrap();
        let mut leaves = Leaf::read_all(&column).unwrap();
        for leaf in &mut leaves {
            let id = leaf.id;
            let entry: EntryRow = db
                .read::<_, oqu_db::Error, _>(async move |tx| {
                    tx.one(&crate::rows::ENTRY, &[id.into()]).await
                })
                .await
                .unwrap();
            *leaf = entry.leaf();
        }
        let root = merkle::root(&Leaf::hashes(&leaves));
        let head = heads::chained(&previous, number, row.entries, &root, row.sealed_at);
        previous = head;
        let mut query = Query::new("UPDATE audit_batches SET leaves = ")
            .bind(Leaf::write_all(&leaves))
            .push(", root = ")
            .bind(root)
            .push(", head = ")
            .bind(head);
        if let Some(key) = key {
            query = query
                .push(", signature = ")
                .bind(key.sign(&head))
                .push(", public_key = ")
                .bind(key.public());
        }
        tell(db, query.push(" WHERE number = ").bind(number))
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn rewriting_the_hashes_does_not_help_without_the_key() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        world(&db, data.path()).await;
        disarm(&db).await;
        rewrite(&db, None).await;
        let bad = check(&db, data.path()).await.first_bad.unwrap();
        assert_eq!(
            (bad.wrong, bad.batch, bad.position),
            (Wrong::SignatureWrong, 2, 6)
        );
        assert_eq!(bad.entry.unwrap().uuid(), entry_at(&db, 6).await);
    })
    .await;
}

#[tokio::test]
async fn rewriting_everything_with_another_key_differs_from_the_heads_outside() {
    on_both(&migrations(), async |db| {
        let (data, attacker) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        world(&db, data.path()).await;
        disarm(&db).await;
        let key = SealingKey::open(attacker.path()).unwrap();
        rewrite(&db, Some(&key)).await;
        let bad = check(&db, data.path()).await.first_bad.unwrap();
        assert_eq!((bad.wrong, bad.batch), (Wrong::HeadDiffers, 1));
        let own = SealingKey::open(data.path()).unwrap().public();
        let told = Heads::none().trust(own);
        let bad = crate::verify(&db, &told, |_, _| {})
            .await
            .unwrap()
            .first_bad
            .unwrap();
        assert_eq!((bad.wrong, bad.batch), (Wrong::KeyUnknown, 1));
    })
    .await;
}

#[tokio::test]
async fn another_key_at_the_end_is_seen_until_it_is_trusted() {
    on_both(&migrations(), async |db| {
        let (data, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let clock = world(&db, data.path()).await;
        make_known(data.path(), other.path());
        let node = Sealer::new(db.clone(), clock, other.path()).unwrap();
        seal(&db, &node).await.unwrap();
        let bad = check(&db, data.path()).await.first_bad.unwrap();
        assert_eq!(
            (bad.wrong, bad.batch, bad.position),
            (Wrong::KeyUnknown, 5, 21)
        );
        let heads = Heads::read(&heads::heads_path(data.path())).unwrap();
        let heads = heads.trust_keys_of(data.path()).unwrap();
        let heads = heads.trust(node.public_key());
        let report = crate::verify(&db, &heads, |_, _| {}).await.unwrap();
        assert!(report.whole);
        let uses: Vec<_> = report
            .keys
            .iter()
            .map(|key| (key.first_batch, key.batches))
            .collect();
        assert_eq!(uses, [(1, 4), (5, 1)]);
    })
    .await;
}

/// The sealer neither takes a strange batch outside nor builds upon it, before and after a start.
#[tokio::test]
async fn a_forged_batch_is_not_gone_on_from() {
    on_both(&migrations(), async |db| {
        let (data, attacker) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let clock = world(&db, data.path()).await;
        let running = Sealer::new(db.clone(), clock.clone(), data.path()).unwrap();
        seal(&db, &running).await.unwrap();
        let path = heads::heads_path(data.path());
        let outside = std::fs::read(&path).unwrap();

        make_known(data.path(), attacker.path());
        add(&db, &clock, 3).await;
        let forger = Sealer::new(db.clone(), clock.clone(), attacker.path()).unwrap();
        seal(&db, &forger).await.unwrap();
        let named = check(&db, data.path()).await.first_bad.unwrap();
        assert_eq!(
            (named.wrong, named.batch, named.position),
            (Wrong::KeyUnknown, 6, 23)
        );

        let started = Sealer::new(db.clone(), clock.clone(), data.path()).unwrap();
        for sealer in [&running, &started, &running] {
            add(&db, &clock, 1).await;
            refused(sealer).await;
            assert_eq!(std::fs::read(&path).unwrap(), outside);
            let bad = check(&db, data.path()).await.first_bad.unwrap();
            assert_eq!(bad, named);
        }
        // Nor does it help to name the trusted key, to break the chain or to count wrong.
        let own = SealingKey::open(data.path()).unwrap().public();
        let claim = Query::new("UPDATE audit_batches SET public_key = ").bind(own);
        tell(&db, claim.push(" WHERE number = 6")).await.unwrap();
        refused(&running).await;
        say(&db, "UPDATE audit_batches SET head = root WHERE number = 6").await;
        refused(&running).await;
        assert_eq!(std::fs::read(&path).unwrap(), outside);

        // Once it is gone, what was sealed by it is sealed with the rest.
        say(&db, "DELETE FROM audit_batches WHERE number = 6").await;
        let last = seal(&db, &running).await.unwrap();
        assert_eq!((last.number, last.entries, last.total), (6, 6, 28));
        assert!(check(&db, data.path()).await.whole);
    })
    .await;
}

async fn refused(sealer: &Sealer) {
    let refused = sealer.seal_once().await;
    assert!(
        matches!(refused, Err(crate::Error::Chain(_))),
        "{refused:?}"
    );
}

const WITH_PLACE: &str = "INSERT INTO audit_entries (seq, id, at, who, role, act, object_kind, object_name, ground, details, origin, request, xid) \
    SELECT -5, object_id, at, who, role, 'mark.changed', object_kind, object_name, ground, details, origin, request, 9 \
    FROM audit_entries WHERE seq = 12";

/// SQLite counts no transactions: a row with a number was written by somebody else.
#[tokio::test]
async fn a_row_that_claims_a_later_place_stops_no_honest_one() {
    let folder = TempDir::new().unwrap();
    let place = Place::Sqlite(folder.path().join("oqu.db"));
    let db = Db::open(&place, Mode::Own).await.unwrap();
    migrations().apply(&db, START).await.unwrap();
    let clock = world(&db, folder.path()).await;
    assert!(tell(&db, Query::new(WITH_PLACE)).await.is_err());
    disarm(&db).await;
    say(&db, WITH_PLACE).await;
    let sealer = Sealer::new(db.clone(), clock.clone(), folder.path()).unwrap();
    let last = seal(&db, &sealer).await.unwrap();
    assert_eq!((last.entries, last.total), (2, 22));
    add(&db, &clock, 3).await;
    assert_eq!(seal(&db, &sealer).await.unwrap().total, 25);
    let odd = entry_at(&db, -5).await;
    let bad = check(&db, folder.path()).await.first_bad.unwrap();
    assert_eq!((bad.wrong, bad.position), (Wrong::Inserted, 26));
    assert_eq!(bad.entry.unwrap().uuid(), odd);
    assert_eq!(bad.act.as_deref(), Some("mark.changed"));

    // As if it had been sealed: honest entries come after it and are not the ones accused.
    say(&db, "DELETE FROM audit_entries WHERE seq = -5").await;
    add(&db, &clock, 2).await;
    let sealed = entry_at(&db, 25).await;
    say(&db, "UPDATE audit_entries SET xid = 9 WHERE seq = 25").await;
    let bad = check(&db, folder.path()).await.first_bad.unwrap();
    assert_eq!((bad.wrong, bad.position), (Wrong::Inserted, 25));
    assert_eq!(bad.entry.unwrap().uuid(), sealed);
    let again = Sealer::new(db.clone(), clock, folder.path()).unwrap();
    assert!(seal(&db, &again).await.is_some());
    let bad = check(&db, folder.path()).await.first_bad.unwrap();
    assert_eq!(bad.entry.unwrap().uuid(), sealed);
}

/// An entry among sealed ones is counted, named, and holds nothing up.
#[tokio::test]
async fn a_row_before_the_sealed_place_is_counted() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let clock = world(&db, data.path()).await;
        let sealer = Sealer::new(db.clone(), clock.clone(), data.path()).unwrap();
        seal(&db, &sealer).await.unwrap();
        assert_eq!(sealer.strange().await, 0);
        let early = WITH_PLACE.replace("request, 9", "request, 0");
        say(&db, &early).await;
        assert_eq!(sealer.strange().await, 1);
        add(&db, &clock, 3).await;
        assert_eq!(seal(&db, &sealer).await.unwrap().total, 25);
        let bad = check(&db, data.path()).await.first_bad.unwrap();
        assert_eq!((bad.wrong, bad.position), (Wrong::Inserted, 1));
        assert_eq!(bad.act.as_deref(), Some("mark.changed"));
    })
    .await;
}

#[tokio::test]
async fn heads_that_a_crash_left_out_are_written_at_the_next_start() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let clock = world(&db, data.path()).await;
        let path = heads::heads_path(data.path());
        let whole = std::fs::read_to_string(&path).unwrap();
        let two: String = whole.split_inclusive('\n').take(2).collect();
        let half = &whole[..whole.len() - 30];
        for left in [
            String::new(),
            two.clone(),
            format!("{two}{{\"num"),
            half.to_owned(),
        ] {
            std::fs::write(&path, left).unwrap();
            let sealer = Sealer::new(db.clone(), clock.clone(), data.path()).unwrap();
            seal(&db, &sealer).await;
            let now = std::fs::read_to_string(&path).unwrap();
            assert!(now.starts_with(&whole));
            assert!(check(&db, data.path()).await.whole);
            assert_eq!(now.lines().count(), 5);
        }
    })
    .await;
}

/// Copies all rows as `oqu restore` does: `seq` and `xid` are given anew.
async fn restore(from: &Db, to: &Db) {
    let rows = from
        .read::<_, oqu_db::Error, _>(async |tx| {
            let mut rows = Vec::new();
            for table in tx.tables().await? {
                tx.each_row(&table, |row| {
                    rows.push((table.name.clone(), row));
                    Ok(())
                })
                .await?;
            }
            Ok(rows)
        })
        .await
        .unwrap();
    to.write::<_, oqu_db::Error, _>(async move |tx| {
        let tables = tx.tables().await?;
        for (name, row) in rows.iter().filter(|(name, _)| name != "migrations") {
            let table = tables.iter().find(|table| table.name == *name).unwrap();
            tx.put_rows(table, vec![row.clone()]).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
}

/// What an archive without private keys brings beside the rows.
fn bring(from: &Path, to: &Path) {
    std::fs::create_dir_all(to.join("keys")).unwrap();
    for name in ["keys/audit.pub", crate::HEADS_FILE] {
        std::fs::copy(from.join(name), to.join(name)).unwrap();
    }
}

#[tokio::test]
async fn a_restored_log_passes_and_goes_on_with_a_new_key() {
    on_both(&migrations(), async |old| {
        let data = TempDir::new().unwrap();
        let clock = world(&old, data.path()).await;
        on_both(&migrations(), async |new| {
            let fresh = TempDir::new().unwrap();
            restore(&old, &new).await;
            assert!(
                check(&new, data.path()).await.whole,
                "against the old heads"
            );
            assert!(check(&new, fresh.path()).await.whole, "without heads");
            bring(data.path(), fresh.path());
            let sealer = Sealer::new(new.clone(), clock.clone(), fresh.path()).unwrap();
            let next = seal(&new, &sealer).await.unwrap();
            assert_eq!((next.number, next.entries), (5, 2));
            add(&new, &clock, 3).await;
            seal(&new, &sealer).await.unwrap();
            let report = check(&new, fresh.path()).await;
            assert!(report.whole, "{report:?}");
            assert_eq!((report.entries, report.keys.len()), (25, 2));
            assert!(report.keys.iter().all(|key| key.trusted));

            let old_heads = Heads::read(&heads::heads_path(data.path())).unwrap();
            let told = old_heads.clone().trust(sealer.public_key());
            let own_keys = old_heads.clone().trust_keys_of(fresh.path()).unwrap();
            for heads in [told, own_keys] {
                let report = crate::verify(&new, &heads, |_, _| {}).await.unwrap();
                assert!(report.whole, "{report:?}");
            }
            let strange = crate::verify(&new, &old_heads, |_, _| {}).await.unwrap();
            let bad = strange.first_bad.unwrap();
            assert_eq!((bad.wrong, bad.batch), (Wrong::KeyUnknown, 5));
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_full_batch_is_followed_by_the_next_at_once() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let by = By::console(START, &Chance::system(), "Сәуле");
        db.write::<_, oqu_db::Error, _>(async move |tx| {
            for _ in 0..9_000 {
                crate::record(
                    tx,
                    &by,
                    Act::at_large("person.sign-in-failed", "person", "x"),
                )
                .await?;
            }
            Ok(())
        })
        .await
        .unwrap();
        let sealer = Sealer::new(db.clone(), Clock::standing(START), data.path()).unwrap();
        let last = seal(&db, &sealer).await.unwrap();
        assert_eq!((last.number, last.entries, last.total), (3, 808, 9_000));
        let mut told = Vec::new();
        let heads = Heads::read(&heads::heads_path(data.path())).unwrap();
        let report = crate::verify(&db, &heads, |done, total| told.push((done, total))).await;
        assert!(report.unwrap().whole);
        assert_eq!(told.first(), Some(&(0, 9_000)));
        assert_eq!(told.last(), Some(&(9_000, 9_000)));
    })
    .await;
}

#[tokio::test]
async fn a_unit_that_fails_leaves_no_trace() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let clock = world(&db, data.path()).await;
        let by = By::console(clock.now(), &Chance::system(), "Сәуле");
        let failed: Result<(), oqu_db::Error> = db
            .write(async move |tx| {
                crate::record(tx, &by, Act::at_large("unit.added", "unit", "x")).await?;
                Err(oqu_db::Error::Setting("no".into()))
            })
            .await;
        assert!(failed.is_err());
        add(&db, &clock, 1).await;
        let sealer = Sealer::new(db.clone(), clock, data.path()).unwrap();
        assert_eq!(seal(&db, &sealer).await.unwrap().entries, 3);
        assert!(check(&db, data.path()).await.whole);
    })
    .await;
}

/// Two nodes seal while many write and some fail; every entry is sealed exactly once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_writers_and_two_sealers_agree() {
    const WRITERS: u64 = 12;
    const WRITES: u64 = 40;
    let fresh = FreshPostgres::create().await;
    let db = Db::open(&fresh.place(), Mode::Own).await.unwrap();
    migrations().apply(&db, START).await.unwrap();
    let folders = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    make_known(folders[0].path(), folders[1].path());
    make_known(folders[1].path(), folders[0].path());
    let mut nodes = Vec::new();
    let mut stops = Vec::new();
    for folder in &folders {
        let sealer = Sealer::new(db.clone(), Clock::system(), folder.path()).unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        stops.push(stop);
        nodes.push(tokio::spawn(async move {
            let mut stopped = stopped;
            while stopped.try_recv() == Err(tokio::sync::oneshot::error::TryRecvError::Empty) {
                sealer.seal_once().await.unwrap();
                tokio::task::yield_now().await;
            }
            sealer.seal_once().await.unwrap();
        }));
    }
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        let db = db.clone();
        writers.push(tokio::spawn(async move {
            for write in 0..WRITES {
                let by = By::console(Clock::system().now(), &Chance::system(), "Сәуле");
                let fails = (writer + write) % 5 == 0;
                let done: Result<(), oqu_db::Error> = db
                    .write(async move |tx| {
                        crate::record(tx, &by, Act::at_large("a.b", "a", "")).await?;
                        // A long unit commits after shorter ones that began later.
                        let wait = Query::new("SELECT 1::bigint FROM pg_sleep(0.0")
                            .push(if write % 3 == 0 { "2)" } else { "01)" });
                        tx.list::<i64>(&wait).await?;
                        crate::record(tx, &by, Act::at_large("a.c", "a", "")).await?;
                        if fails {
                            return Err(oqu_db::Error::Setting("no".into()));
                        }
                        Ok(())
                    })
                    .await;
                assert_eq!(done.is_err(), fails, "{done:?}");
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    drop(stops);
    for node in nodes {
        node.await.unwrap();
    }
    let last = Sealer::new(db.clone(), Clock::system(), folders[0].path()).unwrap();
    seal(&db, &last).await;
    let kept = WRITERS * WRITES * 4 / 5 * 2;
    for folder in &folders[..1] {
        let report = check(&db, folder.path()).await;
        assert!(report.whole, "{report:?}");
        assert_eq!((report.entries, report.unsealed), (kept, Some(0)));
        assert_eq!(report.heads_known, report.batches);
    }
    db.close();
    fresh.drop().await;
}

#[tokio::test]
async fn the_running_sealer_seals_within_a_second_and_once_more_at_the_end() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let clock = Clock::standing(START);
        let sealer = Sealer::new(db.clone(), clock.clone(), data.path()).unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let running = tokio::spawn(sealer.run(async move {
            let _ = stopped.await;
        }));
        add(&db, &clock, 3).await;
        // A second, and longer only while other tests keep transactions open.
        for _ in 0..30 {
            tokio::time::sleep(Duration::from_secs(1)).await;
            if check(&db, data.path()).await.unsealed == Some(0) {
                break;
            }
        }
        assert_eq!(check(&db, data.path()).await.entries, 3);
        add(&db, &clock, 2).await;
        stop.send(()).unwrap();
        running.await.unwrap();
        let again = Sealer::new(db.clone(), clock.clone(), data.path()).unwrap();
        seal(&db, &again).await;
        let report = check(&db, data.path()).await;
        assert_eq!((report.entries, report.unsealed), (5, Some(0)));
    })
    .await;
}

#[test]
fn a_report_survives_json() {
    let finding = Finding {
        wrong: Wrong::BatchChanged,
        batch: 2,
        position: 6,
        entry: None,
        at: Some(START),
        act: Some("unit.added".into()),
        who: None,
        missing: None,
    };
    let text = serde_json::to_string(&finding).unwrap();
    assert!(text.contains(r#""wrong":"batch-changed""#));
    assert_eq!(serde_json::from_str::<Finding>(&text).unwrap(), finding);
}
