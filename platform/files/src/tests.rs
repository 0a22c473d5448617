use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::body::Bytes;
use futures_util::StreamExt;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Migrations};
use oqu_kernel::{Chance, Clock, Id, Moment, Person};
use tempfile::TempDir;

use crate::store::{Kept, NewFile, Owner, Scan};
use crate::{Files, Hash, Kind, MIGRATIONS, Scanner, Store, Swept, Trouble, flow_of};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const NOW: Moment = Moment::from_millis(1_795_150_320_000);

/// A store in a folder of its own, and a clock that stands.
struct House {
    folder: TempDir,
    files: Files,
    clock: Clock,
    db: Db,
}

impl House {
    fn new(db: &Db) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::Folder(folder.path().join("files"));
        Self {
            files: Files::new(&store, Scanner::new(None, false), Vec::new(), Vec::new()),
            clock: Clock::standing(NOW),
            db: db.clone(),
            folder,
        }
    }

    fn path(&self, hash: Hash) -> PathBuf {
        self.folder.path().join("files").join(hash.place())
    }

    async fn keep(&self, bytes: &'static [u8]) -> Kept {
        let kept = kept(bytes);
        let flow = || flow_of(Bytes::from_static(bytes));
        let done = self.files.keep_flow(&self.db, &self.clock, kept, flow);
        done.await.expect("they are kept");
        kept
    }

    async fn add(&self, kept: Kept) -> Result<crate::FileRow, Error> {
        let (now, chance) = (self.clock.now(), Chance::seeded(5));
        let owner = Owner {
            kind: "thing",
            id: Id::<Person>::new(now, &chance).uuid(),
        };
        let new = NewFile {
            kept,
            sizes: vec![(96, kept)],
            name: "құжат.txt".into(),
            owner,
            brought_by: None,
            scan: Scan::Unscanned,
        };
        self.db
            .write(async move |tx| {
                let id = crate::add(tx, &new, now, &chance).await?;
                let found = crate::file(tx, id).await?;
                found.ok_or_else(|| Error::Shape("it is not there".into()))
            })
            .await
    }

    async fn sweep(&self) -> Swept {
        let swept = crate::sweep(&self.db, &self.files, self.clock.now()).await;
        swept.expect("a sweep")
    }
}

fn kept(bytes: &[u8]) -> Kept {
    Kept {
        hash: Hash::of(bytes),
        size: bytes.len() as u64,
        kind: Kind::of(bytes),
    }
}

#[tokio::test]
async fn bytes_lie_once_however_often_they_are_kept() {
    on_both(&Migrations::of(&[MIGRATIONS]), async |db| {
        let house = House::new(&db);
        let first = house.keep(b"the same").await;
        assert_eq!(
            std::fs::read(house.path(first.hash)).expect("bytes"),
            b"the same"
        );
        let written = AtomicU32::new(0);
        let flow = || {
            written.fetch_add(1, Ordering::Relaxed);
            flow_of(Bytes::from_static(b"the same"))
        };
        let again = house.files.keep_flow(&db, &house.clock, first, flow).await;
        again.expect("they are kept");
        assert_eq!(written.load(Ordering::Relaxed), 0, "they are there already");
        let row = house.add(first).await.expect("a file");
        assert_eq!(
            (row.hash, row.size(), row.name.as_str()),
            (first.hash, 8, "құжат.txt")
        );
    })
    .await;
}

#[tokio::test]
async fn a_file_needs_its_bytes() {
    on_both(&Migrations::of(&[MIGRATIONS]), async |db| {
        let house = House::new(&db);
        let missing = house.add(kept(b"never brought")).await;
        assert!(matches!(missing, Err(Error::Conflict)), "{missing:?}");
        // Announced, and the process is gone before they were written.
        let announced = kept(b"announced");
        db.write(async move |tx| crate::store::claim(tx, announced, NOW).await)
            .await
            .expect("a claim");
        let half = house.add(announced).await;
        assert!(matches!(half, Err(Error::Conflict)), "{half:?}");
    })
    .await;
}

#[tokio::test]
async fn several_bring_the_same_at_once() {
    on_both(&Migrations::of(&[MIGRATIONS]), async |db| {
        let house = Arc::new(House::new(&db));
        let mut hands = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let house = Arc::clone(&house);
            hands.spawn(async move { house.keep(b"all at once").await });
        }
        let kept = hands.join_all().await;
        assert!(kept.iter().all(|one| one.hash == kept[0].hash));
        house.add(kept[0]).await.expect("a file");
    })
    .await;
}

#[tokio::test]
async fn bytes_go_a_day_after_nothing_holds_them() {
    on_both(&Migrations::of(&[MIGRATIONS]), async |db| {
        let house = House::new(&db);
        let held = house.keep(b"held by a file").await;
        let loose = house.keep(b"held by nothing").await;
        let row = house.add(held).await.expect("a file");
        house.clock.advance(DAY - Duration::from_secs(1));
        assert_eq!(house.sweep().await, Swept::default());
        // Somebody brings the same again: its day begins anew.
        house.keep(b"held by nothing").await;
        house.clock.advance(Duration::from_secs(2));
        assert_eq!(house.sweep().await, Swept::default());
        house.clock.advance(DAY);
        assert_eq!(house.sweep().await.blobs, 1);
        assert!(!house.path(loose.hash).exists());
        assert!(house.path(held.hash).exists(), "a file holds it");
        let now = house.clock.now();
        db.write::<_, Error, _>(async move |tx| crate::remove(tx, &row, now).await)
            .await
            .expect("it goes");
        assert_eq!(house.sweep().await, Swept::default());
        house.clock.advance(DAY);
        assert_eq!(house.sweep().await.blobs, 1);
        assert!(!house.path(held.hash).exists());
        // And it may come again.
        house.keep(b"held by a file").await;
        house.add(held).await.expect("a file");
    })
    .await;
}

/// A sweep that died between marking and taking away: the next does what was left, and who brings
/// the same meanwhile waits a minute at most.
#[tokio::test]
async fn a_sweep_that_died_is_done_again() {
    on_both(&Migrations::of(&[MIGRATIONS]), async |db| {
        let house = House::new(&db);
        let going = house.keep(b"going").await;
        house.clock.advance(DAY);
        let now = house.clock.now();
        let marked: Vec<Hash> = db
            .write::<_, Error, _>(async move |tx| {
                let query = oqu_db::Query::new("UPDATE blobs SET state = 'going', touched_at = ")
                    .bind(now)
                    .push(" RETURNING hash");
                tx.list(&query).await
            })
            .await
            .expect("it is marked");
        assert_eq!(marked, [going.hash]);
        let flow = || flow_of(Bytes::from_static(b"going"));
        let at_once = house.files.keep_flow(&db, &house.clock, going, flow).await;
        assert!(at_once.is_err(), "it is being taken away");
        house.clock.advance(Duration::from_secs(61));
        house.keep(b"going").await;
        house.add(going).await.expect("a file");
        assert_eq!(house.sweep().await, Swept::default());
        assert!(house.path(going.hash).exists());
    })
    .await;
}

#[tokio::test]
async fn bytes_that_end_early_are_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("files");
    let blobs = crate::Blobs::open(&Store::Folder(root.clone()));
    let parts = [Ok(Bytes::from_static(b"half")), Err(Trouble::Missing)];
    let broken = blobs
        .put_flow("ab/cd", Box::pin(futures_util::stream::iter(parts)))
        .await;
    assert!(matches!(broken, Err(Trouble::Missing)));
    assert!(matches!(blobs.size("ab/cd").await, Err(Trouble::Missing)));
    assert!(blobs.below("", 10).await.expect("a list").is_empty());
    blobs
        .put("ab/cd", Bytes::from_static(b"whole"))
        .await
        .expect("bytes");
    assert_eq!(&blobs.whole("ab/cd", 5).await.expect("bytes")[..], b"whole");
    assert_eq!(blobs.below("", 10).await.expect("a list"), ["ab/cd"]);
    // A file that was cut on the disk says so instead of ending quietly.
    let mut flow = blobs.read("ab/cd", 0, 9).await.expect("a flow");
    assert!(flow.next().await.is_some_and(|part| part.is_ok()));
    assert!(flow.next().await.is_some_and(|part| part.is_err()));
    for _ in 0..2 {
        blobs
            .remove("ab/cd")
            .await
            .expect("it goes, and a second time");
    }
}
