use std::path::PathBuf;

use oqu_audit::{Heads, PublicKey, Report};
use oqu_db::{Db, Mode};

use crate::Failed;
use crate::config::Settings;
use crate::console::Bar;

/// `oqu audit verify`: every entry against its batch, every batch against the chain and the heads.
pub async fn verify(
    settings: &Settings,
    heads: Option<PathBuf>,
    trust: Vec<PublicKey>,
    json: bool,
) -> Result<(), Failed> {
    let path = match heads {
        Some(path) if !path.exists() => {
            return Err(Failed::nothing(format!("{} is not there", path.display())));
        }
        Some(path) => path,
        None => oqu_audit::heads_path(&settings.data),
    };
    let said = |error: oqu_audit::Error| match error {
        oqu_audit::Error::Db(error) => Failed::of_database(&error, settings),
        other => Failed::nothing(other.to_string()),
    };
    // The heads first: the server may seal more while we look.
    let heads = Heads::read(&path)
        .and_then(|heads| heads.trust_keys_of(&settings.data))
        .map_err(said)?;
    let heads = trust.into_iter().fold(heads, Heads::trust);
    super::must_exist(settings)?;
    let db = Db::open(&settings.place, Mode::Beside)
        .await
        .map_err(|error| Failed::of_database(&error, settings))?;
    let bar = Bar::new("entries");
    let report = oqu_audit::verify(&db, &heads, |done, total| bar.at(done, total)).await;
    bar.end();
    db.close();
    let report = report.map_err(said)?;
    if json {
        let text = serde_json::to_string_pretty(&report);
        println!(
            "{}",
            text.map_err(|error| Failed::nothing(error.to_string()))?
        );
    }
    tell(&report, &path)
}

fn tell(report: &Report, heads: &std::path::Path) -> Result<(), Failed> {
    if let Some(bad) = &report.first_bad {
        return Err(Failed::nothing(format!(
            "THE AUDIT LOG WAS TAMPERED WITH OR DAMAGED: {bad}\n{} entries before it are as they were sealed.",
            report.entries
        )));
    }
    eprintln!(
        "The audit log is whole: {} entries in {} batches are as they were sealed.",
        report.entries, report.batches
    );
    if let Some(unsealed) = report.unsealed.filter(|count| *count > 0) {
        eprintln!("{unsealed} entries at the end are not sealed yet.");
    }
    if report.heads_known == 0 && report.batches > 0 {
        eprintln!(
            "No heads were found at {}: a log that was cut off or written anew cannot be told from a whole one.",
            heads.display()
        );
    }
    for key in report.keys.iter().skip(1) {
        eprintln!(
            "From batch {} on another key signs: {}…",
            key.first_batch,
            key.public_key.short()
        );
    }
    Ok(())
}
