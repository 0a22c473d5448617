use std::path::PathBuf;
use std::sync::Arc;

use oqu_db::{Db, Mode, Place};
use oqu_kernel::{Chance, Clock, Moment};
use serde_json::json;

use crate::Failed;
use crate::archive::{self, Archive, Backup, Fault, Lock, Manifest, history};
use crate::config::{self, Settings};
use crate::console::Steps;

/// Where a passphrase may stand instead of a file.
const PASSPHRASE: &str = "OQU_PASSPHRASE";

/// `oqu backup FILE`: beside a running server too.
pub async fn backup(
    settings: &Settings,
    target: PathBuf,
    with_keys: bool,
    passphrase_file: Option<PathBuf>,
    json: bool,
) -> Result<(), Failed> {
    if target.exists() {
        return Err(Failed::nothing(format!(
            "{} is there already; name a new file",
            target.display()
        )));
    }
    super::must_exist(settings)?;
    let chance = Chance::system();
    let lock = passphrase(passphrase_file)?
        .map(|passphrase| Lock::new(&passphrase, &chance))
        .transpose()
        .map_err(|fault| said(fault, settings))?;
    let db = Db::open(&settings.place, Mode::Beside)
        .await
        .map_err(|error| Failed::of_database(&error, settings))?;
    let plan = Backup {
        target: target.clone(),
        data: settings.data.clone(),
        files: settings.files.clone(),
        with_keys,
        lock,
        now: Clock::system().now(),
        chance,
    };
    let begun = plan.now;
    let steps = Arc::new(Steps::new(json));
    let made = archive::backup(&db, plan, steps.clone()).await;
    steps.end();
    db.close();
    remember(settings, &target, begun, &made);
    let manifest = made.map_err(|fault| said(fault, settings))?;
    tell("Backed up", &manifest, &target, json);
    if !manifest.lost.is_empty() && !json {
        eprintln!(
            "{} files are missing or damaged and could not be saved whole; oqu doctor names them.",
            manifest.lost.len()
        );
    }
    let private = settings.data.join("keys").exists() && !with_keys;
    if private && !json {
        eprintln!(
            "The private keys in {} are not in it; keep a copy of them apart from the backups.",
            settings.data.join("keys").display()
        );
    }
    Ok(())
}

/// Notes what became of it, for the doctor and the administrator's pages.
fn remember(
    settings: &Settings,
    target: &std::path::Path,
    begun: Moment,
    made: &Result<Manifest, Fault>,
) {
    if super::owner::must_be_ours(&settings.data).is_err() {
        // A file of another user in the folder would be in the server's way.
        return;
    }
    let took = Clock::system().now().since(begun);
    let record = history::Record::of(target, begun, took, made);
    if let Err(error) = history::add(&settings.data, &record) {
        eprintln!(
            "{} was not written: {error}; oqu doctor will not know of this backup.",
            settings.data.join(history::FILE).display()
        );
    }
}

/// `oqu restore FILE`: into an empty folder or database only.
pub async fn restore(
    settings: &Settings,
    source: PathBuf,
    passphrase_file: Option<PathBuf>,
    json: bool,
) -> Result<(), Failed> {
    let steps = Arc::new(Steps::new(json));
    let passphrase = passphrase(passphrase_file)?;
    let archive = Archive::open_with(&source, passphrase.as_deref())
        .map_err(|fault| said(fault, settings))?;
    let new = !settings.data.exists();
    let restored = archive::restore(
        &archive,
        &settings.place,
        (&settings.data, &settings.files),
        Clock::system().now(),
        steps.clone(),
    )
    .await;
    steps.end();
    restored.map_err(|fault| said(fault, settings))?;
    if new {
        config::write_commented(&settings.data).map_err(|error| {
            Failed::in_part(format!(
                "all is restored; oqu.toml was not written: {error}"
            ))
        })?;
    }
    tell("Restored", &archive.manifest, &source, json);
    if !json {
        eprintln!("People sign in again. Check the audit by oqu audit verify.");
        if let Place::Sqlite(_) = settings.place {
            eprintln!("Start it by oqu serve --data {}", settings.data.display());
        }
    }
    Ok(())
}

/// The passphrase of a file, or of the environment; never of the command line, which others see.
fn passphrase(file: Option<PathBuf>) -> Result<Option<String>, Failed> {
    let Some(path) = file else {
        return Ok(std::env::var(PASSPHRASE)
            .ok()
            .filter(|text| !text.is_empty()));
    };
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Failed::nothing(format!("{}: {error}", path.display())))?;
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
}

fn said(fault: Fault, settings: &Settings) -> Failed {
    match fault {
        Fault::Db(error) => Failed::of_database(&error, settings),
        other => Failed::nothing(other.to_string()),
    }
}

fn tell(did: &str, manifest: &Manifest, file: &std::path::Path, json: bool) {
    let tables = manifest.tables().count();
    let rows: u64 = manifest.tables().map(|part| part.rows).sum();
    let files = manifest.files().count();
    if json {
        let told = json!({
            "file": file,
            "program": manifest.program,
            "engine": manifest.engine,
            "made_at": manifest.made_at,
            "tables": manifest.tables().map(|part| json!({
                "name": part.name, "rows": part.rows, "sha256": part.sha256,
            })).collect::<Vec<_>>(),
            "rows": rows,
            "files": files,
            "lost": manifest.lost,
        });
        println!("{told}");
        return;
    }
    let shown = file.display();
    eprintln!("{did}: {rows} rows of {tables} tables, {files} files; {shown}");
}
