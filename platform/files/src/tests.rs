use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::body::Bytes;
use futures_util::StreamExt;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Migrations};
use oqu_kernel::{Chance, Clock, Id, Moment, Person};

use crate::store::{Kept, NewFile, Owner, Scan};
use crate::testing::{Crooked, Mood, fresh_setting, server, store_at};
use crate::{Blobs, Files, Hash, Kind, MIGRATIONS, Scanner, Store, Swept, Trouble, check, flow_of};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const NOW: Moment = Moment::from_millis(1_795_150_320_000);

/// A test on both databases, on each with a folder and with a bucket.
async fn in_both_rooms(test: impl AsyncFn(Db, Store)) {
    let migrations = Migrations::of(&[MIGRATIONS]);
    let folder = tempfile::tempdir().expect("a folder");
    on_both(&migrations, async |db| {
        let root = folder.path().join("files");
        test(db, Store::Folder(root.clone())).await;
        let _ = std::fs::remove_dir_all(root);
    })
    .await;
    on_both(&migrations, async |db| test(db, server().store()).await).await;
}

/// A store, and a clock that stands.
struct House {
    files: Files,
    clock: Clock,
    db: Db,
}

impl House {
    fn new(db: &Db, store: &Store) -> Self {
        Self {
            files: Files::new(store, Scanner::new(None, false), Vec::new(), Vec::new()),
            clock: Clock::standing(NOW),
            db: db.clone(),
        }
    }

    /// Whether bytes lie in the store.
    async fn has(&self, hash: Hash) -> bool {
        match self.files.blobs().size(&hash.place()).await {
            Ok(_) => true,
            Err(Trouble::Missing) => false,
            Err(trouble) => panic!("{trouble}"),
        }
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
    in_both_rooms(async |db, store| {
        let house = House::new(&db, &store);
        let first = house.keep(b"the same").await;
        let there = house.files.blobs().whole(&first.hash.place(), 8).await;
        assert_eq!(&there.expect("bytes")[..], b"the same");
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
    in_both_rooms(async |db, store| {
        let house = House::new(&db, &store);
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
    in_both_rooms(async |db, store| {
        let house = Arc::new(House::new(&db, &store));
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
    in_both_rooms(async |db, store| {
        let house = House::new(&db, &store);
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
        assert!(!house.has(loose.hash).await);
        assert!(house.has(held.hash).await, "a file holds it");
        let now = house.clock.now();
        db.write::<_, Error, _>(async move |tx| crate::remove(tx, &row, now).await)
            .await
            .expect("it goes");
        assert_eq!(house.sweep().await, Swept::default());
        house.clock.advance(DAY);
        assert_eq!(house.sweep().await.blobs, 1);
        assert!(!house.has(held.hash).await);
        // And it may come again.
        house.keep(b"held by a file").await;
        house.add(held).await.expect("a file");
    })
    .await;
}

/// A sweep that died between marking and taking away: the next does what was left, and who brings
/// the same meanwhile waits two minutes at most.
#[tokio::test]
async fn a_sweep_that_died_is_done_again() {
    in_both_rooms(async |db, store| {
        let house = House::new(&db, &store);
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
        house.clock.advance(Duration::from_secs(121));
        house.keep(b"going").await;
        house.add(going).await.expect("a file");
        assert_eq!(house.sweep().await, Swept::default());
        assert!(house.has(going.hash).await);
    })
    .await;
}

/// A folder, and a bucket.
fn rooms(folder: &tempfile::TempDir) -> [Store; 2] {
    [Store::Folder(folder.path().join("files")), server().store()]
}

#[tokio::test]
async fn bytes_that_end_early_are_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    for store in rooms(&folder) {
        let blobs = Blobs::open(&store);
        let parts = [Ok(Bytes::from_static(b"half")), Err(Trouble::Missing)];
        let broken = blobs
            .put_flow("ab/cd", Box::pin(futures_util::stream::iter(parts)))
            .await;
        assert!(matches!(broken, Err(Trouble::Missing)));
        assert!(matches!(blobs.size("ab/cd").await, Err(Trouble::Missing)));
        assert!(matches!(
            blobs.read("ab/cd", 0, 4).await.err(),
            Some(Trouble::Missing)
        ));
        assert!(blobs.below("", 10).await.expect("a list").is_empty());
        blobs
            .put("ab/cd", Bytes::from_static(b"whole"))
            .await
            .expect("bytes");
        assert_eq!(&blobs.whole("ab/cd", 5).await.expect("bytes")[..], b"whole");
        assert_eq!(blobs.below("", 10).await.expect("a list"), ["ab/cd"]);
        assert_eq!(blobs.below("ab", 10).await.expect("a list"), ["ab/cd"]);
        assert!(blobs.below("a", 10).await.expect("a list").is_empty());
        let (size, _) = blobs.all("ab/cd").await.expect("all");
        assert_eq!(size, 5);
        // What was cut says so instead of ending quietly.
        let cut = blobs.whole("ab/cd", 9).await;
        assert!(cut.is_err(), "{store}");
        let part = blobs.read("ab/cd", 1, 3).await.expect("a flow");
        let part: Vec<Bytes> = part.map(|part| part.expect("bytes")).collect().await;
        assert_eq!(part.concat(), b"hol");
        for _ in 0..2 {
            blobs
                .remove("ab/cd")
                .await
                .expect("it goes, and a second time");
        }
        blobs
            .try_out(&Chance::seeded(1))
            .await
            .expect("it is tried");
        assert!(blobs.below("", 10).await.expect("a list").is_empty());
    }
}

/// Bytes that differ everywhere, in the pieces in which they come.
fn flow_of_many(count: usize) -> (Vec<u8>, crate::Flow) {
    let bytes: Vec<u8> = (0..count).map(|at| (at % 251) as u8).collect();
    let pieces: Vec<_> = bytes
        .chunks(1_000_003)
        .map(|piece| Ok(Bytes::copy_from_slice(piece)))
        .collect();
    (bytes, Box::pin(futures_util::stream::iter(pieces)))
}

/// What is larger than a part goes in several; ranges cross their borders.
#[tokio::test]
async fn large_files_go_in_parts() {
    const PART: usize = 8 << 20;
    let folder = tempfile::tempdir().expect("a folder");
    for store in rooms(&folder) {
        let blobs = Blobs::open(&store);
        for count in [PART - 1, PART, PART + 1, 3 * PART, 3 * PART + 17] {
            let (bytes, flow) = flow_of_many(count);
            blobs.put_flow("ab/cd", flow).await.expect("bytes");
            assert_eq!(blobs.size("ab/cd").await.expect("a size"), count as u64);
            let whole = blobs.whole("ab/cd", count as u64).await.expect("bytes");
            assert_eq!(Hash::of(&whole), Hash::of(&bytes), "{store} {count}");
        }
        let from = PART as u64 - 5;
        let flow = blobs.read("ab/cd", from, 10).await.expect("a flow");
        let part: Vec<Bytes> = flow.map(|part| part.expect("bytes")).collect().await;
        let (bytes, _) = flow_of_many(PART + 5);
        assert_eq!(part.concat(), bytes[PART - 5..]);
        assert_eq!(
            blobs.below("", 10).await.expect("a list"),
            ["ab/cd"],
            "nothing else is left"
        );
    }
}

/// What breaks off in the middle of its parts leaves nothing behind, now or after a sweep.
#[tokio::test]
async fn what_was_begun_in_parts_is_given_up() {
    let store = server().store();
    let blobs = Blobs::open(&store);
    let (_, flow) = flow_of_many(20 << 20);
    let broken = flow.chain(futures_util::stream::iter([Err(Trouble::Full)]));
    let put = blobs.put_flow("ab/cd", Box::pin(broken)).await;
    assert!(matches!(put, Err(Trouble::Full)));
    assert!(blobs.below("", 10).await.expect("a list").is_empty());
    // The process is gone in the middle: a note of what was begun is left, and goes with it.
    let (_, flow) = flow_of_many(20 << 20);
    let stuck = flow.chain(futures_util::stream::pending());
    let never = blobs.put_flow("ab/cd", Box::pin(stuck));
    assert!(
        tokio::time::timeout(Duration::from_secs(3), never)
            .await
            .is_err()
    );
    let left = blobs.below("", 10).await.expect("a list");
    assert!(
        left.len() == 1 && left[0].starts_with(".growing/"),
        "{left:?}"
    );
    blobs.tidy(DAY).await.expect("it is tidied");
    assert_eq!(blobs.below("", 10).await.expect("a list").len(), 1);
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    blobs.tidy(Duration::ZERO).await.expect("it is tidied");
    assert!(blobs.below("", 10).await.expect("a list").is_empty());
}

/// A store that is away, silent, busy or answers half is told of in the time a person waits;
/// nothing that was kept is lost, and all goes on when it is back.
#[tokio::test]
async fn a_store_in_trouble_is_told_of_and_nothing_is_lost() {
    let line = Crooked::to(server().address).await;
    let store = store_at(line.address, &fresh_setting()).with_patience(Duration::from_millis(400));
    let blobs = Blobs::open(&store);
    let (bytes, flow) = flow_of_many(1 << 20);
    blobs.put_flow("ab/cd", flow).await.expect("bytes");
    for mood in [Mood::Closed, Mood::Busy, Mood::Silent, Mood::Half(20)] {
        line.is(mood);
        let began = std::time::Instant::now();
        let before = line.came();
        let put = blobs.put("ef/gh", Bytes::from_static(b"new")).await;
        assert!(matches!(put, Err(Trouble::Away(_))), "{mood:?}: {put:?}");
        assert!(line.came() - before >= 2, "{mood:?}: it was tried again");
        assert!(line.came() - before <= 8, "{mood:?}: and not for ever");
        let read = blobs.whole("ab/cd", 1 << 20).await;
        assert!(matches!(read, Err(Trouble::Away(_))), "{mood:?}: {read:?}");
        let size = blobs.size("ab/cd").await;
        assert!(
            matches!(size, Err(Trouble::Away(_))),
            "not called missing: {size:?}"
        );
        assert!(began.elapsed() < Duration::from_secs(30), "{mood:?}");
    }
    // Half an answer, and the rest when it is asked for again.
    line.is(Mood::Half(300_000));
    let whole = blobs.whole("ab/cd", 1 << 20).await.expect("bytes");
    assert_eq!(Hash::of(&whole), Hash::of(&bytes));
    line.is(Mood::Well);
    blobs
        .put("ef/gh", Bytes::from_static(b"new"))
        .await
        .expect("it goes on");
    assert_eq!(
        blobs.below("", 10).await.expect("a list"),
        ["ab/cd", "ef/gh"]
    );
}

/// A wrong secret and a missing bucket are said as they are, without the secret.
#[tokio::test]
async fn what_the_store_refuses_is_said() {
    let access = |secret: &str| crate::Access {
        endpoint: Some(format!("http://{}", server().address)),
        key: Some("S3RVER".into()),
        secret: Some(secret.into()),
        ..crate::Access::default()
    };
    let open = |setting: &str, secret: &str| {
        let store = Store::parse(Some(setting), std::path::Path::new(""), &access(secret));
        Blobs::open(&store.expect("a store"))
    };
    let wrong = open("s3://oqu-files/x", "hunter2");
    for said in [
        wrong.put("a", Bytes::from_static(b"a")).await.err(),
        wrong.read("a", 0, 1).await.err(),
        wrong.below("", 1).await.err(),
    ] {
        let Some(Trouble::Away(said)) = said else {
            panic!("{said:?}");
        };
        assert!(said.contains("SignatureDoesNotMatch"), "{said}");
        assert!(!said.contains("hunter2") && !said.contains('<'), "{said}");
    }
    let nowhere = open("s3://no-such-bucket", "S3RVER");
    for said in [
        nowhere.put("a", Bytes::from_static(b"a")).await.err(),
        nowhere.read("a", 0, 1).await.err(),
        nowhere.below("", 1).await.err(),
    ] {
        assert!(matches!(said, Some(Trouble::Away(_))), "{said:?}");
    }
}

/// The doctor's look names what is missing and what is something else.
#[tokio::test]
async fn the_store_is_compared_to_the_rows() {
    in_both_rooms(async |db, store| {
        let house = House::new(&db, &store);
        let blobs = house.files.blobs();
        house.keep(b"as it was").await;
        let other = house.keep(b"something else").await;
        let short = house.keep(b"cut short").await;
        let gone = house.keep(b"gone").await;
        let whole = check(&db, blobs, 1 << 20).await.expect("a look");
        assert!(whole.is_whole() && whole.blobs == 4, "{whole:?}");
        let put = async |hash: Hash, bytes: &'static [u8]| {
            let put = blobs.put(&hash.place(), Bytes::from_static(bytes)).await;
            put.expect("bytes");
        };
        put(other.hash, b"something ELSE").await;
        put(short.hash, b"cut").await;
        blobs.remove(&gone.hash.place()).await.expect("it goes");
        let found = check(&db, blobs, 1 << 20).await.expect("a look");
        assert_eq!(found.missing, [gone.hash]);
        let mut damaged = vec![other.hash, short.hash];
        damaged.sort();
        assert_eq!(found.damaged, damaged);
    })
    .await;
}
