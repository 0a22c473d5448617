use std::path::Path;
use std::sync::Arc;

use image::ImageFormat;
use oqu::archive::{self, Archive, Backup, Fault, Manifest, Watch};
use oqu_db::{Db, Error, Mode, Place};
use oqu_files::{Blobs, Hash, Store, check};

use super::{blobs, picture};
use crate::support::{BEGINNING, TestSite};

struct Silent;

impl Watch for Silent {
    fn part(&self, _: &str, _: usize, _: Option<usize>) {}
}

async fn back_up(place: &Place, data: &Path, files: &Store, target: &Path) -> Manifest {
    let db = Db::open(place, Mode::Beside).await.expect("the database");
    let plan = Backup {
        target: target.to_owned(),
        data: data.to_owned(),
        files: files.clone(),
        lock: None,
        chance: oqu_kernel::Chance::system(),
        with_keys: false,
        now: BEGINNING,
    };
    let made = archive::backup(&db, plan, Arc::new(Silent)).await;
    db.close();
    made.expect("a backup")
}

async fn restore(source: &Path, data: &Path, files: &Store) -> Result<Place, Fault> {
    let archive = Archive::open(source)?;
    let place = Place::Sqlite(data.join("oqu.db"));
    archive::restore(&archive, &place, (data, files), BEGINNING, Arc::new(Silent)).await?;
    Ok(place)
}

/// From the room of this site into the other one and back, with nothing lost and nothing strange.
pub async fn a_backup_takes_files_from_one_room_to_the_other(site: Arc<TestSite>) {
    let path = format!("/people/{}/photo", site.person("bolat").await);
    let mut browser = site.signed_in("bolat").await;
    browser.open(&path).await;
    let photo = picture(ImageFormat::Png, [9, 99, 199]);
    let set = browser.post_file(&path, "photo", "a.png", &photo).await;
    assert_eq!(set.status, 303);
    let own = blobs(&site);
    own.put("stray", "a stray".into()).await.expect("a stray");
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let (place, files) = (&site.settings.place, &site.settings.files);
    let made = back_up(place, &site.settings.data, files, &at("first")).await;
    own.remove("stray").await.expect("it goes");
    assert_eq!(made.lost, [""; 0]);
    let count = |made: &Manifest| {
        let parts = made.files().map(|part| part.name.clone());
        parts.filter(|name| name.starts_with("files/")).count()
    };
    assert!(count(&made) >= 2);

    let other = match files {
        Store::Folder(_) => oqu_files::testing::server().store(),
        Store::Bucket(_) => Store::Folder(at("data").join("files")),
    };
    // What is there already is not overwritten, and stays.
    let used = Blobs::open(&other);
    used.put("there", "already".into()).await.expect("bytes");
    let refused = restore(&at("first"), &at("data"), &other).await;
    assert!(matches!(refused, Err(Fault::Refused(_))), "{refused:?}");
    assert_eq!(used.below("", 10).await.expect("a list"), ["there"]);
    used.remove("there").await.expect("it goes");
    used.leave_nothing().await;

    let place = restore(&at("first"), &at("data"), &other).await;
    let place = place.expect("restored");
    let db = Db::open(&place, Mode::Beside).await.expect("the database");
    let found = check(&db, &used, u64::MAX).await.expect("a look");
    let known = db.read::<_, Error, _>(async |tx| oqu_files::known(tx).await);
    let known = known.await.expect("the rows");
    db.close();
    assert!(found.is_whole(), "{found:?}");
    assert_eq!(found.blobs, known.len() as u64);
    assert_eq!(
        used.below("", 1_000).await.expect("a list").len(),
        known.len()
    );
    let again = back_up(&place, &at("data"), &other, &at("second")).await;
    assert_eq!(count(&again), count(&made));

    // A lost file and a damaged one do not keep the rest from being saved.
    let places: Vec<String> = known
        .iter()
        .map(|(hash, _): &(Hash, u64)| hash.place())
        .collect();
    used.remove(&places[0]).await.expect("it goes");
    used.put(&places[1], "damaged".into())
        .await
        .expect("it breaks");
    let poor = back_up(&place, &at("data"), &other, &at("poor")).await;
    assert_eq!(poor.lost.len(), 2);
    assert_eq!(count(&poor), count(&made) - 1);
}
