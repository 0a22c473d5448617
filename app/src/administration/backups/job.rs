//! Making a backup as a job: the same archive that `oqu backup` writes, beside the pages.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use oqu_db::{Db, Error, Mode};
use oqu_jobs::{Failed, Kind, Kinds, Work};
use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;

use super::rules::{is_name, is_sealed};
use super::{folder, rules, store};
use crate::archive::history::{self, Record};
use crate::archive::{self, Backup, Fault, Lock, Manifest, Watch};
use crate::config::Settings;

/// A backup that is asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Make {
    /// What the archive will be called; the name tells whether it is sealed and by whom it is made.
    pub name: String,
}

/// Makes one. Half a day is more than any disk needs.
pub(super) const MAKE: Kind<Make> = Kind::new("backup.make")
    .attempts(3)
    .back_off(Duration::from_secs(60))
    .timeout(Duration::from_secs(12 * 60 * 60))
    .at_once(1);
/// Looks whether one by the clock is due.
const DUE: Kind<()> = Kind::new("backup.due");

/// What is done later; `told` is what the installation was told.
pub fn jobs(told: &Settings) -> Kinds {
    let told = Arc::new(told.clone());
    Kinds::new()
        .on(&MAKE, move |work, make| {
            let told = Arc::clone(&told);
            async move { run(&work, &told, make).await }
        })
        .on(&DUE, |work, ()| async move { due(&work).await })
        .schedule("backup-due", "*/10 * * * *", &DUE, &())
}

/// Asks for the backup of the day, once.
async fn due(work: &Work) -> Result<(), Failed> {
    let by = work.by();
    let zone = work.site.chosen().zone.clone();
    let local = work.site.local(by.now);
    let asked = work.site.db.write::<_, Error, _>(async move |tx| {
        let rows = store::chosen(tx).await?;
        let Some(hour) = store::schedule(&rows).hour else {
            return Ok(());
        };
        let Some(day) = rules::due(by.now, &zone, hour) else {
            return Ok(());
        };
        if store::claim_day(tx, &by, &day).await? {
            let sealed = store::value(&rows, store::LOCK).is_some();
            let name = rules::name(local, true, sealed);
            store::ask(tx, &by, &Make { name }).await?;
        }
        Ok(())
    });
    asked.await?;
    Ok(())
}

/// Makes the archive, notes what became of it, and takes away what is too old.
async fn run(work: &Work, told: &Settings, make: Make) -> Result<(), Failed> {
    if !is_name(&make.name) {
        return Err(Failed::give_up("backups-trouble-name", make.name));
    }
    let target = told.backups.join(&make.name);
    let shown = target.display().to_string();
    if target.exists() {
        if history::lines(&told.data).any(|known| known.file == shown && known.trouble.is_empty()) {
            // It was made, and the process was killed before that was noted in the job.
            return Ok(());
        }
        std::fs::remove_file(&target).map_err(|error| trouble(&error))?;
    }
    folder::make(&told.backups).map_err(|error| trouble(&error))?;
    let chosen = work
        .site
        .db
        .read::<_, Error, _>(async |tx| store::chosen(tx).await);
    let rows = chosen.await?;
    let lock = match is_sealed(&make.name) {
        false => None,
        true => {
            let lock = store::value(&rows, store::LOCK).map(str::parse::<Lock>);
            // Never a plain one where a sealed one was asked for.
            let gone = || Failed::give_up("backups-trouble-lock", make.name.clone());
            Some(lock.and_then(Result::ok).ok_or_else(gone)?)
        }
    };
    let begun = work.site.clock.now();
    let plan = Backup {
        target: target.clone(),
        data: told.data.clone(),
        files: told.files.clone(),
        // Without the passphrase nobody has them, and with them all is restored.
        with_keys: lock.is_some(),
        lock,
        now: begun,
        chance: work.site.chance.clone(),
    };
    let made = beside(work, told, plan).await;
    if let Err(Fault::Stopped) = made {
        return Err(Failed::stopped());
    }
    let took = work.site.clock.now().since(begun);
    let record = Record::of(&target, begun, took, &made).by(&work.asked_name);
    if let Err(error) = history::add(&told.data, &record) {
        tracing::warn!(%error, "what became of a backup was not noted");
    }
    if let Err(fault) = made {
        tracing::warn!(%fault, "a backup was not made");
        return Err(Failed::again("backups-trouble", fault.to_string()));
    }
    let keep = store::schedule(&rows).keep;
    if let Err(error) = folder::tidy(&told.backups, keep) {
        tracing::warn!(%error, "old backups could not be taken away");
    }
    let (by, name) = (work.by(), make.name);
    let noted = work
        .site
        .db
        .write::<_, Error, _>(async move |tx| store::note(tx, &by, "backup.made", &name).await);
    noted.await?;
    Ok(())
}

fn trouble(error: &std::io::Error) -> Failed {
    Failed::again("backups-trouble", error.to_string())
}

/// Told of by the thread that writes, asked by the job.
#[derive(Default)]
struct Pace {
    done: AtomicUsize,
    tables: AtomicUsize,
    total: AtomicUsize,
    over: AtomicBool,
}

impl Watch for Pace {
    fn part(&self, name: &str, place: usize, of: Option<usize>) {
        let of = of.unwrap_or_default();
        let before = match name.starts_with("files/") {
            false => {
                self.tables.store(of, Ordering::Relaxed);
                0
            }
            // Tables come first; the files are counted after them.
            true => self.tables.load(Ordering::Relaxed),
        };
        self.done.store(before + place, Ordering::Relaxed);
        self.total.store(before + of, Ordering::Relaxed);
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }
}

/// How often the progress is told.
const TOLD: Duration = Duration::from_millis(200);

/// Writes the archive in a thread and by a connection of its own, as the command does: packing rows
/// takes a core for a while, and pages must not wait for it.
async fn beside(work: &Work, told: &Settings, plan: Backup) -> Result<Manifest, Fault> {
    let pace = Arc::new(Pace::default());
    let (place, watch) = (told.place.clone(), Arc::clone(&pace));
    let (done, mut made) = oneshot::channel();
    let spawned = std::thread::Builder::new()
        .name("backup".into())
        .spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            let written = match runtime {
                Err(error) => Err(Fault::File(PathBuf::new(), error)),
                Ok(runtime) => runtime.block_on(async {
                    let db = Db::open(&place, Mode::Beside).await?;
                    let written = archive::backup(&db, plan, watch).await;
                    db.close();
                    written
                }),
            };
            let _ = done.send(written);
        });
    spawned.map_err(|error| Fault::File(PathBuf::new(), error))?;
    // Whatever becomes of this handler, the thread does not go on for nobody.
    let _over = Over(Arc::clone(&pace));
    let mut tick = tokio::time::interval(TOLD);
    loop {
        tokio::select! {
            written = &mut made => {
                return written.unwrap_or_else(|_| Err(Fault::Refused("the thread of the backup ended".into())));
            }
            _ = tick.tick() => {
                let count = |number: &AtomicUsize| number.load(Ordering::Relaxed) as u64;
                work.progress(count(&pace.done), count(&pace.total));
                if work.stop_asked() {
                    pace.over.store(true, Ordering::Relaxed);
                }
            }
        }
    }
}

struct Over(Arc<Pace>);

impl Drop for Over {
    fn drop(&mut self) {
        self.0.over.store(true, Ordering::Relaxed);
    }
}
