use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use oqu::archive::{self, Archive, Backup, Fault, Manifest, Part, PartKind, Watch};
use oqu_db::testing::FreshPostgres;
use oqu_db::{Db, Error, Mode, Place};
use oqu_files::Store;

use crate::program::{Program, run, said};
use crate::support::{BEGINNING, Engine, Setup, TestSite};

crate::stories!(
    a_backup_restores_the_same_on_either_database,
    a_backup_that_is_stopped_leaves_nothing,
    a_backup_under_load_is_one_moment,
);

struct Silent;

impl Watch for Silent {
    fn part(&self, _: &str, _: usize, _: Option<usize>) {}
}

async fn back_up(place: &Place, data: &Path, target: &Path) -> Manifest {
    let db = Db::open(place, Mode::Beside).await.expect("the database");
    let plan = Backup {
        target: target.to_owned(),
        data: data.to_owned(),
        files: Store::Folder(data.join("files")),
        lock: None,
        chance: oqu_kernel::Chance::system(),
        with_keys: false,
        now: BEGINNING,
    };
    let made = archive::backup(&db, plan, Arc::new(Silent))
        .await
        .expect("a backup");
    db.close();
    made
}

async fn restore(source: &Path, place: &Place, data: &Path) -> Result<(), Fault> {
    let archive = Archive::open(source)?;
    let files = Store::Folder(data.join("files"));
    archive::restore(&archive, place, (data, &files), BEGINNING, Arc::new(Silent)).await
}

/// What is in it, by content.
fn content(manifest: &Manifest) -> BTreeMap<String, (u64, String)> {
    let parts = manifest.parts.iter();
    parts
        .map(|part| (part.name.clone(), (part.rows, part.sha256.clone())))
        .collect()
}

async fn verified(place: &Place, data: &Path) {
    let heads = oqu_audit::Heads::read(&oqu_audit::heads_path(data))
        .and_then(|heads| heads.trust_keys_of(data))
        .expect("the heads and keys");
    let db = Db::open(place, Mode::Beside).await.expect("the database");
    let report = oqu_audit::verify(&db, &heads, |_, _| {})
        .await
        .expect("a report");
    assert!(report.whole, "{:?}", report.first_bad);
    assert!(report.entries > 0);
    assert!(report.heads_known > 0);
    db.close();
}

/// Somebody sets a photo beside the files of the demo; where all files are.
async fn put_photo(site: &TestSite) -> Vec<PathBuf> {
    let before = known_files(site).await.len();
    let path = format!("/people/{}/photo", site.person("bolat").await);
    let mut browser = site.signed_in("bolat").await;
    browser.open(&path).await;
    let mut picture = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(600, 600)
        .write_to(&mut picture, image::ImageFormat::Png)
        .expect("a picture");
    let set = browser
        .post_file(&path, "photo", "a.png", picture.get_ref())
        .await;
    assert_eq!(set.status, 303);
    let root = site.settings.data.join("files");
    let places = known_files(site).await;
    assert_eq!(places.len(), before + 2, "in two sizes");
    assert!(places.iter().all(|place| root.join(place).exists()));
    places
}

/// Where the files are that the rows know.
async fn known_files(site: &TestSite) -> Vec<PathBuf> {
    let known = site
        .site
        .db
        .read::<_, Error, _>(async |tx| oqu_files::known(tx).await);
    let known = known.await.expect("the rows").into_iter();
    known.map(|(hash, _)| hash.place().into()).collect()
}

/// There and back: what is restored is what was there, on the same database and on the other.
async fn a_backup_restores_the_same_on_either_database(site: Arc<TestSite>) {
    let photos = put_photo(&site).await;
    // What the rows do not know is not taken along.
    std::fs::write(site.settings.data.join("files/stray"), "a stray").expect("a file");
    let folder = tempfile::tempdir().expect("a folder");
    let first = folder.path().join("first.oqu");
    tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
    let made = back_up(&site.settings.place, &site.settings.data, &first).await;
    assert!(made.tables().count() >= 6);
    assert!(made.tables().all(|part| part.name != "sessions"));
    assert!(made.files().all(|part| !part.name.ends_with(".key")));

    let data = folder.path().join("sqlite");
    let place = Place::Sqlite(data.join("oqu.db"));
    restore(&first, &place, &data).await.expect("restored");
    verified(&place, &data).await;
    let again = back_up(&place, &data, &folder.path().join("second.oqu")).await;
    assert_eq!(content(&again), content(&made));
    assert_eq!(
        made.files()
            .filter(|part| part.name.starts_with("files/"))
            .count(),
        photos.len()
    );
    assert_eq!(made.lost, [""; 0]);
    for photo in &photos {
        let bytes = |data: &Path| std::fs::read(data.join("files").join(photo)).expect("a file");
        assert_eq!(bytes(&data), bytes(&site.settings.data));
    }
    // A lost file does not keep the rest from being saved.
    std::fs::remove_file(data.join("files").join(&photos[0])).expect("it goes");
    std::fs::write(data.join("files").join(&photos[1]), "damaged").expect("it breaks");
    let poor = back_up(&place, &data, &folder.path().join("poor.oqu")).await;
    assert_eq!(poor.lost.len(), 2);

    let fresh = FreshPostgres::create().await;
    let data = folder.path().join("postgres");
    restore(&first, &fresh.place(), &data)
        .await
        .expect("restored");
    verified(&fresh.place(), &data).await;
    let again = back_up(&fresh.place(), &data, &folder.path().join("third.oqu")).await;
    assert_eq!(content(&again), content(&made));

    // It lives: people sign in, search finds, new rows get new numbers, the audit goes on.
    let restored = TestSite::start(&data, fresh.place(), Setup::DEMO).await;
    let mut admin = restored.signed_in("admin").await;
    let found = admin.open("/people?q=aigerim").await;
    assert!(found.contains("Айгерім"), "{found}");
    admin.open("/people/new").await;
    let fields = [
        ("surname", "Жаңа"),
        ("given", "Адам"),
        ("citizenship", "KZ"),
    ];
    let added = admin.post("/people", &fields).await;
    assert_eq!(added.status, 303, "{}", added.text());
    tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
    restored.close().await;
    verified(&fresh.place(), &data).await;
    fresh.drop().await;
}

/// A backup beside a server that writes on is one moment of it.
async fn a_backup_under_load_is_one_moment(site: Arc<TestSite>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut admin = site.signed_in("admin").await;
    admin.open("/people/new").await;
    let writing = tokio::spawn(async move {
        for number in 0..200 {
            let login = format!("load-{number}");
            let fields = [
                ("surname", "Сынақов"),
                ("given", "Тест"),
                ("citizenship", "KZ"),
                ("login", &login),
            ];
            let answer = admin.post("/people", &fields).await;
            assert_eq!(answer.status, 303, "{}", answer.text());
        }
    });
    for round in 0..3 {
        let source = folder.path().join(format!("{round}.oqu"));
        back_up(&site.settings.place, &site.settings.data, &source).await;
        let data = folder.path().join(format!("{round}"));
        let place = Place::Sqlite(data.join("oqu.db"));
        restore(&source, &place, &data).await.expect("restored");
        verified(&place, &data).await;
        let db = Db::open(&place, Mode::Beside).await.expect("the database");
        let without_entry = db
            .read::<Vec<i64>, Error, _>(async |tx| {
                let query = oqu_db::Query::new(
                    "SELECT count(*) FROM people p WHERE NOT EXISTS \
                     (SELECT 1 FROM audit_entries e WHERE e.object_id = p.id)",
                );
                tx.list(&query).await
            })
            .await
            .expect("a count");
        assert_eq!(without_entry, [0]);
    }
    writing.await.expect("the writer");
}

#[test]
fn the_commands_refuse_to_overwrite() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let program = Program::start(&data, None);
    let file = folder.path().join("a.oqu").display().to_string();
    let made = run(&data, None, &["backup", &file]);
    assert!(made.status.success(), "{}", said(&made));
    let twice = run(&data, None, &["backup", &file]);
    assert_eq!(twice.status.code(), Some(1));
    let onto = run(&data, None, &["restore", &file]);
    assert_eq!(onto.status.code(), Some(1));
    assert!(said(&onto).contains("--data NEW"), "{}", said(&onto));
    assert_eq!(program.stop(), Some(0));
    let new = folder.path().join("new");
    let restored = run(&new, None, &["restore", &file]);
    assert!(restored.status.success(), "{}", said(&restored));
    let verified = run(&new, None, &["audit", "verify"]);
    assert!(verified.status.success(), "{}", said(&verified));
}

/// A restore that cannot be made says why, and leaves no folder behind.
#[test]
fn an_archive_that_is_none_is_told_and_nothing_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, new) = (folder.path().join("data"), folder.path().join("new"));
    assert_eq!(Program::start(&data, None).stop(), Some(0));
    let file = folder.path().join("a.oqu");
    let name = file.display().to_string();
    let made = run(&data, None, &["backup", &name]);
    assert!(made.status.success(), "{}", said(&made));
    let whole = std::fs::read(&file).expect("the archive");
    let half = whole[..whole.len() / 2].to_vec();
    let text = b"not an archive at all".repeat(100);
    for (bytes, why) in [
        (Vec::new(), "no manifest"),
        (half, "cut off"),
        (text, "no archive"),
    ] {
        std::fs::write(&file, bytes).expect("a file");
        let refused = run(&new, None, &["restore", &name]);
        assert_eq!(refused.status.code(), Some(1), "{why}");
        assert!(said(&refused).contains(why), "{why}: {}", said(&refused));
        assert!(!new.exists(), "{why}");
    }
    let missing = run(&new, None, &["restore", "nowhere.oqu"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(said(&missing).contains("nowhere.oqu"), "{}", said(&missing));
    assert!(!new.exists());
}

/// A restored installation goes on with a key of its own, which older heads cannot know.
#[test]
fn a_restored_log_is_whole_against_older_heads() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, new) = (folder.path().join("data"), folder.path().join("new"));
    assert_eq!(Program::start(&data, None).stop(), Some(0));
    let file = folder.path().join("a.oqu").display().to_string();
    let made = run(&data, None, &["backup", &file]);
    assert!(made.status.success(), "{}", said(&made));
    let restored = run(&new, None, &["restore", &file]);
    assert!(restored.status.success(), "{}", said(&restored));
    assert_eq!(Program::start(&new, None).stop(), Some(0));
    let old = data.join(oqu_audit::HEADS_FILE).display().to_string();
    let verified = run(&new, None, &["audit", "verify", "--heads", &old]);
    assert!(verified.status.success(), "{}", said(&verified));
    let key = "ab".repeat(32);
    let verified = run(
        &new,
        None,
        &["audit", "verify", "--trust", &key, "--trust", &key],
    );
    assert!(verified.status.success(), "{}", said(&verified));
    let no_key = run(&new, None, &["audit", "verify", "--trust", "abc"]);
    assert!(!no_key.status.success());
}

/// An archive as somebody with bad intent would make it.
struct Forged {
    tar: tar::Builder<Vec<u8>>,
}

impl Forged {
    fn new() -> Self {
        Self {
            tar: tar::Builder::new(Vec::new()),
        }
    }

    fn add(&mut self, name: &str, bytes: &[u8]) {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        self.tar
            .append_data(&mut header, name, bytes)
            .expect("an entry");
    }

    fn end(mut self, folder: &Path, parts: &[Part]) -> PathBuf {
        let manifest = serde_json::json!({
            "format": 1, "program": "0.1.0", "made_at": 0, "engine": "", "migrations": [], "parts": parts,
        });
        self.add("manifest.json", manifest.to_string().as_bytes());
        let path = folder.join("forged.oqu");
        std::fs::write(&path, self.tar.into_inner().expect("bytes")).expect("a file");
        path
    }
}

fn file_part(entry: &str, name: &str, bytes: &[u8]) -> Part {
    Part {
        entry: entry.into(),
        kind: PartKind::File,
        name: name.into(),
        rows: 0,
        bytes: bytes.len() as u64,
        stored: bytes.len() as u64,
        sha256: sha256(bytes),
    }
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    let hash = sha2::Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Says that it is over after some parts.
struct Impatient(std::sync::atomic::AtomicUsize);

impl Watch for Impatient {
    fn part(&self, _: &str, _: usize, _: Option<usize>) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }

    fn is_over(&self) -> bool {
        self.0.load(std::sync::atomic::Ordering::Relaxed) > 3
    }
}

async fn a_backup_that_is_stopped_leaves_nothing(site: Arc<TestSite>) {
    let folder = tempfile::tempdir().expect("a folder");
    let place = &site.settings.place;
    let db = Db::open(place, Mode::Beside).await.expect("the database");
    let plan = Backup {
        target: folder.path().join("oqu.tar"),
        data: site.settings.data.clone(),
        files: site.settings.files.clone(),
        lock: None,
        chance: oqu_kernel::Chance::system(),
        with_keys: false,
        now: BEGINNING,
    };
    let stopped = archive::backup(&db, plan, Arc::new(Impatient(0.into()))).await;
    db.close();
    assert!(matches!(stopped, Err(Fault::Stopped)), "{stopped:?}");
    let left = std::fs::read_dir(folder.path())
        .expect("the folder")
        .count();
    assert_eq!(left, 0);
}

fn refused(path: &Path, words: &str) {
    let fault = Archive::open(path)
        .map(|_| ())
        .expect_err("a hostile archive is taken");
    assert!(fault.to_string().contains(words), "{fault}");
}

#[test]
fn a_hostile_archive_is_refused_before_anything_is_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in [
        "../escape",
        "/etc/oqu",
        "files/../../escape",
        "oqu.db",
        "files/a\\..\\b",
    ] {
        let mut forged = Forged::new();
        forged.add("data/0", b"x");
        let path = forged.end(folder.path(), &[file_part("data/0", name, b"x")]);
        refused(&path, "leads out of the data folder");
    }

    let mut wrong_hash = Forged::new();
    wrong_hash.add("data/0", b"changed!");
    let path = wrong_hash.end(
        folder.path(),
        &[file_part("data/0", "files/a", b"original")],
    );
    refused(&path, "damaged or was changed");

    let mut unnamed = Forged::new();
    unnamed.add("data/0", b"x");
    refused(&unnamed.end(folder.path(), &[]), "does not name");

    let missing = Forged::new().end(folder.path(), &[file_part("data/0", "files/a", b"x")]);
    refused(&missing, "missing");

    let mut link = Forged::new();
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    link.tar
        .append_link(&mut header, "data/0", "/etc/passwd")
        .expect("a link");
    refused(
        &link.end(folder.path(), &[]),
        "something else than plain files",
    );

    let mut after = Forged::new();
    after.add("manifest.json", b"{}");
    refused(&after.end(folder.path(), &[]), "manifest");
}

#[test]
fn a_bomb_does_not_go_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..64 {
        packer.write_all(&zeros).expect("bytes");
    }
    let packed = packer.finish().expect("bytes");
    let part = |bytes: u64| Part {
        entry: "tables/people.jsonl.gz".into(),
        kind: PartKind::Table,
        name: "people".into(),
        rows: 1,
        bytes,
        stored: packed.len() as u64,
        sha256: sha256(b""),
    };
    for (bytes, words) in [
        (10, "larger than the manifest says"),
        (u64::MAX, "larger than it can be"),
    ] {
        let mut forged = Forged::new();
        forged.add("tables/people.jsonl.gz", &packed);
        refused(&forged.end(folder.path(), &[part(bytes)]), words);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_or_changed_archive_restores_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = TestSite::open(Engine::Sqlite, Setup::DEMO).await;
    let whole = folder.path().join("whole.oqu");
    back_up(&site.settings.place, &site.settings.data, &whole).await;
    site.close().await;
    let bytes = std::fs::read(&whole).expect("the archive");
    let target = folder.path().join("target");
    let place = Place::Sqlite(target.join("oqu.db"));
    let broken = folder.path().join("broken.oqu");
    for length in [0, 100, bytes.len() / 3, bytes.len() / 2, bytes.len() - 4096] {
        std::fs::write(&broken, &bytes[..length]).expect("a file");
        assert!(
            restore(&broken, &place, &target).await.is_err(),
            "cut to {length}"
        );
        assert!(!target.exists());
    }
    for from in [600, bytes.len() / 4, bytes.len() / 2] {
        // Between the parts of a tar stand zeros that mean nothing.
        let at = from + bytes[from..].iter().take_while(|byte| **byte == 0).count();
        let mut changed = bytes.clone();
        changed[at] ^= 0x40;
        std::fs::write(&broken, changed).expect("a file");
        assert!(
            restore(&broken, &place, &target).await.is_err(),
            "changed at {at}"
        );
        assert!(!target.exists());
    }
    restore(&whole, &place, &target).await.expect("restored");
    let twice = restore(&whole, &place, &target).await;
    assert!(matches!(twice, Err(Fault::Refused(_))), "{twice:?}");
    assert!(target.join("oqu.db").exists());
}
