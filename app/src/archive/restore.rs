use std::fs::{DirBuilder, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Bytes;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use oqu_db::{Cell, Db, Migrations, Mode, Place, TableShape, Taken, Tx};
use oqu_files::{Blobs, Store, Trouble};
use oqu_kernel::Moment;

use super::manifest::{Part, safe_path};
use super::reader::Archive;
use super::{Fault, LEFT_OUT, Watch, rows};
use crate::areas;

/// Rows and their bytes put at once: enough to make journeys to the server rare, little enough to
/// stand in memory.
const SLICE_ROWS: usize = 2_000;
const SLICE_BYTES: usize = 4 << 20;
/// Files that are put at once: each waits for its disk or for a store of another machine.
const AT_ONCE: usize = 8;
/// Bytes that are moved at once.
const PART: usize = 256 << 10;

/// Fills an empty folder and an empty database from an archive that was checked as a whole.
///
/// # Errors
/// Why nothing was restored; what had been begun is taken away.
pub async fn restore(
    archive: &Archive,
    place: &Place,
    (data, files): (&Path, &Store),
    now: Moment,
    watch: Arc<dyn Watch>,
) -> Result<(), Fault> {
    if archive.manifest.migrations.is_empty() || archive.manifest.tables().next().is_none() {
        return Err(Fault::Refused(
            "the archive holds no tables: it was not made from a database of Oqu".into(),
        ));
    }
    let then = then(archive)?;
    let mut made = Made::default();
    let mut brought = Brought {
        blobs: Blobs::open(files),
        places: Vec::new(),
    };
    refuse_used(data, place)?;
    brought.refuse_used(files).await?;
    make_folder(data, &mut made)?;
    if let Place::Sqlite(path) = place {
        for ending in ["", "-wal", "-shm"] {
            made.0
                .push(PathBuf::from(format!("{}{ending}", path.display())));
        }
    }
    let db = Db::open(place, Mode::Own).await?;
    let made_here = (&mut made, &mut brought);
    let filled = fill(archive, &db, then, now, Arc::clone(&watch), data, made_here).await;
    db.close();
    if let Err(fault) = filled {
        brought.take_away().await;
        return Err(fault);
    }
    made.0.clear();
    Ok(())
}

/// What a restore has put into the store of files.
struct Brought {
    blobs: Blobs,
    places: Vec<String>,
}

impl Brought {
    async fn refuse_used(&self, files: &Store) -> Result<(), Fault> {
        let told = |trouble| Fault::Store(files.to_string(), trouble);
        if self.blobs.below("", 1).await.map_err(told)?.is_empty() {
            return Ok(());
        }
        Err(Fault::Refused(format!(
            "there are files in {files} already; restore into a new place, so that nothing is overwritten"
        )))
    }

    async fn put(&self, archive: &Archive, part: &Part, place: &str) -> Result<(), Fault> {
        let content = archive.content(part)?;
        let flow = futures_util::stream::unfold(Some(content), |content| async move {
            let mut content = content?;
            let mut buffer = vec![0; PART];
            let (item, next) = match content.read(&mut buffer) {
                Ok(0) => (content.end().map(|()| Bytes::new()), None),
                Ok(count) => {
                    buffer.truncate(count);
                    (Ok(buffer.into()), Some(content))
                }
                Err(fault) => (Err(fault), None),
            };
            let item = item.map_err(|fault| Trouble::Damaged(fault.to_string()));
            Some((item, next))
        });
        let put = self.blobs.put_flow(place, Box::pin(flow)).await;
        put.map_err(|trouble| Fault::Store(part.name.clone(), trouble))
    }

    /// Puts several at once; after the first that fails no more are begun.
    async fn put_all(
        &mut self,
        archive: &Archive,
        files: Vec<(&Part, &str)>,
        watch: &dyn Watch,
    ) -> Result<(), Fault> {
        let count = files.len();
        let places = files.iter().map(|(_, place)| (*place).to_owned());
        self.places.extend(places);
        let mut putting = FuturesUnordered::new();
        let mut all = Ok(());
        for (at, (part, place)) in files.into_iter().enumerate() {
            if putting.len() >= AT_ONCE
                && let Some(put) = putting.next().await
            {
                all = put;
            }
            if all.is_err() {
                break;
            }
            watch.part(&part.name, at, Some(count));
            putting.push(self.put(archive, part, place));
        }
        while let Some(put) = putting.next().await {
            all = all.and(put);
        }
        all
    }

    async fn take_away(&mut self) {
        for place in self.places.drain(..) {
            let _ = self.blobs.remove(&place).await;
        }
        self.blobs.leave_nothing().await;
    }
}

async fn fill(
    archive: &Archive,
    db: &Db,
    then: Migrations,
    now: Moment,
    watch: Arc<dyn Watch>,
    data: &Path,
    (made, brought): (&mut Made, &mut Brought),
) -> Result<(), Fault> {
    let tables = db
        .read::<_, Fault, _>(async |tx| Ok(tx.tables().await?))
        .await?;
    if !tables.is_empty() {
        return Err(Fault::Refused(
            "the database is not empty; restore into a new one, so that nothing is overwritten"
                .into(),
        ));
    }
    // Files first: rows without their files would be worse than files without rows.
    let files: Vec<&Part> = archive.manifest.files().collect();
    let mut stored = Vec::new();
    for part in files {
        match part.name.strip_prefix("files/") {
            Some(place) => stored.push((part, place)),
            None => put_file(archive, part, data, made)?,
        }
    }
    brought.put_all(archive, stored, &*watch).await?;
    let archive = archive.clone();
    db.write(async move |tx| put_rows(&archive, tx, &then, now, &*watch).await)
        .await
}

/// The tables as they were when the archive was made.
fn then(archive: &Archive) -> Result<Migrations, Fault> {
    let steps: Vec<Taken> = archive
        .manifest
        .migrations
        .iter()
        .map(|step| Taken {
            area: step.area.clone(),
            number: step.number,
            checksum: step.checksum.clone(),
        })
        .collect();
    areas::migrations().up_to(&steps).map_err(|error| {
        Fault::Refused(format!(
            "the archive was written by Oqu {}: {error}",
            archive.manifest.program
        ))
    })
}

fn refuse_used(data: &Path, place: &Place) -> Result<(), Fault> {
    let mut used = vec![oqu_audit::heads_path(data)];
    if let Place::Sqlite(path) = place {
        used.push(path.clone());
    }
    match used.iter().find(|path| path.exists()) {
        None => Ok(()),
        Some(path) => Err(Fault::Refused(format!(
            "{} is there already; restore into a new folder (--data NEW), so that nothing is overwritten",
            path.display()
        ))),
    }
}

/// What a restore that fails takes away again.
#[derive(Default)]
struct Made(Vec<PathBuf>);

impl Drop for Made {
    fn drop(&mut self) {
        for path in self.0.iter().rev() {
            let _ = std::fs::remove_file(path);
            // A folder goes only when it is empty.
            let _ = std::fs::remove_dir(path);
        }
    }
}

/// Makes a folder with those above it, for this user only.
fn make_folder(folder: &Path, made: &mut Made) -> Result<(), Fault> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make_folder(above, made)?;
    }
    DirBuilder::new()
        .mode(0o700)
        .create(folder)
        .map_err(Fault::file(folder))?;
    made.0.push(folder.to_owned());
    Ok(())
}

fn put_file(archive: &Archive, part: &Part, data: &Path, made: &mut Made) -> Result<(), Fault> {
    let name = safe_path(&part.name)
        .ok_or_else(|| Fault::Archive(format!("{} leads out of the data folder", part.entry)))?;
    let path = data.join(&name);
    if name.starts_with("keys") && path.exists() {
        // Keys that were put back by hand are the ones that are wanted.
        return Ok(());
    }
    make_folder(path.parent().unwrap_or(data), made)?;
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)
        .map_err(Fault::file(&path))?;
    made.0.push(path.clone());
    let mut content = archive.content(part)?;
    let mut buffer = vec![0; 256 << 10];
    loop {
        let count = content.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        file.write_all(&buffer[..count])
            .map_err(Fault::file(&path))?;
    }
    file.sync_all().map_err(Fault::file(&path))?;
    let folder = path.parent().unwrap_or(data);
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(Fault::file(folder))?;
    content.end()
}

/// All rows, in one unit: the tables of that time, their rows, the steps since, the search words.
async fn put_rows(
    archive: &Archive,
    tx: &mut Tx,
    then: &Migrations,
    now: Moment,
    watch: &dyn Watch,
) -> Result<(), Fault> {
    then.apply_within(tx, now).await?;
    tx.defer_links().await?;
    let mut shapes = tx.tables().await?;
    shapes.retain(|shape| !LEFT_OUT.contains(&shape.name.as_str()));
    let parts: Vec<&Part> = archive.manifest.tables().collect();
    if let Some(part) = parts
        .iter()
        .find(|part| !shapes.iter().any(|shape| shape.name == part.name))
    {
        return Err(Fault::Archive(format!("there is no table {}", part.name)));
    }
    for (at, shape) in shapes.iter().enumerate() {
        watch.part(&shape.name, at, Some(shapes.len()));
        let part = parts
            .iter()
            .find(|part| part.name == shape.name)
            .ok_or_else(|| Fault::Archive(format!("the table {} is missing", shape.name)))?;
        put_table(archive, tx, shape, part).await?;
    }
    tx.settle_numbers().await?;
    tx.check_links().await?;
    areas::migrations().apply_within(tx, now).await?;
    areas::rebuild_search(tx).await?;
    Ok(())
}

async fn put_table(
    archive: &Archive,
    tx: &mut Tx,
    shape: &TableShape,
    part: &Part,
) -> Result<(), Fault> {
    let mut content = archive.content(part)?;
    let broken = || Fault::Archive(format!("{}: a row that is none", part.entry));
    let columns: Vec<Cell> = shape.columns.iter().cloned().map(Cell::Text).collect();
    let named = content.line()?.as_deref().and_then(rows::row);
    if named.as_ref() != Some(&columns) {
        return Err(Fault::Archive(format!("{} has other columns", part.entry)));
    }
    if tx.row_count(shape).await? > 0 {
        tx.empty(shape).await?;
    }
    let mut count = 0;
    loop {
        let mut slice = Vec::new();
        let mut bytes = 0;
        while slice.len() < SLICE_ROWS && bytes < SLICE_BYTES {
            let Some(line) = content.line()? else { break };
            slice.push(rows::row(&line).ok_or_else(broken)?);
            bytes += line.len();
        }
        if slice.is_empty() {
            break;
        }
        count += slice.len() as u64;
        tx.put_rows(shape, slice).await?;
    }
    if count != part.rows {
        return Err(Fault::Archive(format!(
            "{} has {count} rows where the manifest says {}",
            part.entry, part.rows
        )));
    }
    content.end()
}
