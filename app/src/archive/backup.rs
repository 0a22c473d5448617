use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesOrdered;
use oqu_db::{Cell, Db, Migrations, Tx};
use oqu_files::{Blobs, Flow, Hash, Store, Trouble};
use oqu_kernel::{Chance, Moment};

use super::manifest::{Manifest, Step};
use super::seal::Lock;
use super::writer::Writer;
use super::{FORMAT, Fault, LEFT_OUT, Watch, rows};

/// Files that are asked for before their turn: a store of another machine answers some milliseconds
/// later.
const AHEAD: usize = 8;

/// What goes into a backup and where.
#[derive(Clone)]
pub struct Backup {
    /// The archive to be written.
    pub target: PathBuf,
    /// The data folder.
    pub data: PathBuf,
    /// Where files are.
    pub files: Store,
    /// Whether the private keys go with it; whoever has them can sign heads of the audit.
    pub with_keys: bool,
    /// What seals it; none for an archive that anybody reads.
    pub lock: Option<Lock>,
    /// The time of the backup.
    pub now: Moment,
    /// Randomness, for what seals.
    pub chance: Chance,
}

/// Writes an archive of one moment of the database, beside a server that goes on serving.
///
/// # Errors
/// Why it was not written; nothing is left at its place then.
pub async fn backup(db: &Db, plan: Backup, watch: Arc<dyn Watch>) -> Result<Manifest, Fault> {
    let wanted = plan.clone();
    let watching = Arc::clone(&watch);
    // The writer is made inside, because a unit may be run again.
    let (mut writer, manifest, last_batch, files) = db
        .read(async move |tx| {
            let migrations = steps(tx).await?;
            if migrations.is_empty() {
                return Err(Fault::Refused(
                    "there is nothing of Oqu in this database; look whether --data and --database are right"
                        .into(),
                ));
            }
            let mut writer = Writer::create(&wanted.target, wanted.lock.as_ref(), &wanted.chance)?;
            let manifest = Manifest {
                format: FORMAT,
                program: env!("CARGO_PKG_VERSION").to_owned(),
                made_at: wanted.now.millis(),
                engine: String::new(),
                migrations,
                parts: Vec::new(),
                lost: Vec::new(),
            };
            let last_batch = write_tables(tx, &mut writer, &*watching).await?;
            let files = known_files(tx).await?;
            Ok::<_, Fault>((writer, manifest, last_batch, files))
        })
        .await?;
    let mut manifest = Manifest {
        engine: db.version().await?,
        ..manifest
    };
    add_heads(&mut writer, &plan.data, last_batch)?;
    add_keys(&mut writer, &plan)?;
    let blobs = Blobs::open(&plan.files);
    let count = files.len();
    let mut files = files.into_iter().enumerate();
    let mut asked = FuturesOrdered::new();
    loop {
        while asked.len() < AHEAD
            && let Some((at, file)) = files.next()
        {
            asked.push_back(ask(blobs.clone(), at, file));
        }
        let Some((at, (hash, size), found)) = asked.next().await else {
            break;
        };
        if watch.is_over() {
            return Err(Fault::Stopped);
        }
        let name = format!("files/{}", hash.place());
        watch.part(&name, at, Some(count));
        let (there, flow) = match found {
            Ok(found) => found,
            Err(Trouble::Missing) => {
                manifest.lost.push(name);
                continue;
            }
            Err(trouble) => return Err(Fault::Store(name, trouble)),
        };
        let written = writer.flow(&name, there, flow, &*watch).await?;
        if there != size || written != hash.to_string() {
            manifest.lost.push(name);
        }
    }
    writer.finish(manifest)
}

/// A file with its place among the files, its hash, its size, and what the store has of it.
type Asked = (usize, (Hash, u64), Result<(u64, Flow), Trouble>);

async fn ask(blobs: Blobs, at: usize, file: (Hash, u64)) -> Asked {
    let found = blobs.all(&file.0.place()).await;
    (at, file, found)
}

/// The files of the same moment as the rows. What a form takes away meanwhile stays a day longer.
async fn known_files(tx: &mut Tx) -> Result<Vec<(Hash, u64)>, Fault> {
    let tables = tx.tables().await?;
    if !tables.iter().any(|table| table.name == "blobs") {
        return Ok(Vec::new());
    }
    Ok(oqu_files::known(tx).await?)
}

async fn steps(tx: &mut Tx) -> Result<Vec<Step>, Fault> {
    let steps = Migrations::taken(tx).await?;
    Ok(steps
        .into_iter()
        .map(|step| Step {
            area: step.area,
            number: step.number,
            checksum: step.checksum,
        })
        .collect())
}

/// Writes all tables; returns the number of the last sealed batch of the audit among them.
async fn write_tables(tx: &mut Tx, writer: &mut Writer, watch: &dyn Watch) -> Result<i64, Fault> {
    let mut tables = tx.tables().await?;
    tables.retain(|table| !LEFT_OUT.contains(&table.name.as_str()));
    let count = tables.len();
    let mut last_batch = 0;
    for (place, table) in tables.iter().enumerate() {
        if watch.is_over() {
            return Err(Fault::Stopped);
        }
        watch.part(&table.name, place, Some(count));
        let batch_column = (table.name == "audit_batches")
            .then(|| table.columns.iter().position(|column| column == "number"))
            .flatten();
        let mut lines = writer.table()?;
        let columns = table.columns.iter().cloned().map(Cell::Text).collect();
        let mut stopped = lines.add(&rows::line(columns)).err();
        let read = tx
            .each_row(table, |cells| {
                if let Some(Cell::Int(number)) = batch_column.and_then(|at| cells.get(at)) {
                    last_batch = last_batch.max(*number);
                }
                if watch.is_over() {
                    return Err(oqu_db::Error::Engine("it was stopped".into()));
                }
                lines.add(&rows::line(cells)).map_err(|error| {
                    stopped = Some(error);
                    oqu_db::Error::Engine("the archive cannot be written".into())
                })
            })
            .await;
        if let Some(error) = stopped {
            return Err(Fault::File(table.name.clone().into(), error));
        }
        if watch.is_over() {
            return Err(Fault::Stopped);
        }
        read?;
        writer.end_table(&table.name, lines)?;
    }
    Ok(last_batch)
}

/// The heads of the batches that are in the archive: one more would say that the log was cut off.
fn add_heads(writer: &mut Writer, data: &Path, last_batch: i64) -> Result<(), Fault> {
    let path = oqu_audit::heads_path(data);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Fault::File(path, error)),
    };
    let known = |line: &&str| {
        serde_json::from_str::<oqu_audit::Head>(line)
            .is_ok_and(|head| i64::try_from(head.number).is_ok_and(|number| number <= last_batch))
    };
    let kept: String = text
        .lines()
        .filter(known)
        .map(|line| format!("{line}\n"))
        .collect();
    writer.file(oqu_audit::HEADS_FILE, kept.as_bytes())
}

fn add_keys(writer: &mut Writer, plan: &Backup) -> Result<(), Fault> {
    let mut keys = Vec::new();
    gather(&plan.data.join("keys"), "keys", &mut keys)?;
    keys.sort();
    for (name, path) in keys {
        if plan.with_keys || name.ends_with(".pub") {
            add_file(writer, &name, &path)?;
        }
    }
    Ok(())
}

fn add_file(writer: &mut Writer, name: &str, path: &Path) -> Result<(), Fault> {
    let content = std::fs::read(path).map_err(Fault::file(path))?;
    writer.file(name, &content)
}

/// All plain files below a folder, with their names in the archive. Links are not followed.
fn gather(folder: &Path, name: &str, found: &mut Vec<(String, PathBuf)>) -> Result<(), Fault> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Fault::File(folder.to_owned(), error)),
    };
    for entry in entries {
        let entry = entry.map_err(Fault::file(folder))?;
        let kind = entry.file_type().map_err(Fault::file(folder))?;
        let file_name = entry.file_name();
        let Some(file_name) = file_name.to_str() else {
            return Err(Fault::Refused(format!(
                "{} has a name that is not UTF-8; it was not put there by Oqu",
                entry.path().display()
            )));
        };
        let name = format!("{name}/{file_name}");
        if kind.is_dir() {
            gather(&entry.path(), &name, found)?;
        } else if kind.is_file() {
            found.push((name, entry.path()));
        }
    }
    Ok(())
}
