//! An import without pages, for the command line: the same steps, told as JSON.

use oqu_audit::By;
use oqu_db::Error;
use oqu_text::Language;
use oqu_web::Words;
use serde_json::{Value, json};

use super::kept::{Bringer, Import, ImportId, SLICE, State};
use super::row::Remark;
use super::rules::Kind;
use super::run::{self, Ground, Step};
use super::{columns, file, store};

/// A file that was taken in and looked at.
#[derive(Clone, Copy, Debug)]
pub struct Looked {
    /// The import.
    pub id: ImportId,
    /// Rows that would be written.
    pub to_write: i64,
}

/// Takes a file in and looks at its rows, with the columns as they read or as they were understood
/// before. Nothing is written of people. The console may give every role.
///
/// # Errors
/// Why it cannot be done, in English.
pub async fn look(
    ground: &Ground,
    by: &By,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Looked, String> {
    let words = ground.l10n.words(Language::En);
    let table = tokio::task::spawn_blocking(move || file::read(&bytes)).await;
    let table = table
        .map_err(|error| error.to_string())?
        .map_err(|why| words.t(why.message()).into_owned())?;
    let said = |error: Error| error.to_string();
    let id = run::begin(ground, by, Bringer::CONSOLE, file_name, table)
        .await
        .map_err(said)?;
    let import = load(ground, id).await?;
    if let Err((_, wrong)) = columns::check(&import.targets) {
        forget(ground, id).await?;
        return Err(format!(
            "{}. Headings of the file: {}",
            wrong.text(words),
            import.headings.join(", ")
        ));
    }
    let none = Default::default();
    let judged = run::judge(ground, by, &import, &import.targets, &none).await;
    judged.map_err(said)?;
    let import = load(ground, id).await?;
    Ok(Looked {
        id,
        to_write: import.counts.new + import.counts.changed,
    })
}

/// Lets an import be written; false when there is nothing to write or it was begun before.
///
/// # Errors
/// The database's failure in words.
pub async fn confirm(ground: &Ground, id: ImportId) -> Result<bool, String> {
    let import = load(ground, id).await?;
    let confirmed = ground
        .db
        .write::<_, Error, _>(async move |tx| store::run(tx, &import).await)
        .await;
    confirmed.map_err(|error| error.to_string())
}

/// Writes the next slice; how many rows are done and how many there are. Done when both are equal.
///
/// # Errors
/// The database's failure in words.
pub async fn step(ground: &Ground, by: &By, id: ImportId) -> Result<(u64, u64), String> {
    let said = |error: Error| error.to_string();
    let slices = run::slices(ground, id).await.map_err(said)?;
    let total = slices * SLICE as u64;
    match run::step(ground, by, id).await.map_err(said)? {
        Step::Done => Ok((total, total)),
        Step::Left(left) => {
            let left = u64::try_from(left).unwrap_or_default() * SLICE as u64;
            Ok((total.saturating_sub(left), total))
        }
    }
}

/// Forgets a file that will not be written.
///
/// # Errors
/// The database's failure in words.
pub async fn forget(ground: &Ground, id: ImportId) -> Result<(), String> {
    let forgotten = ground
        .db
        .write::<_, Error, _>(async move |tx| store::forget(tx, id).await)
        .await;
    forgotten.map(|_| ()).map_err(|error| error.to_string())
}

async fn load(ground: &Ground, id: ImportId) -> Result<Import, String> {
    let import = ground
        .db
        .read::<_, Error, _>(async move |tx| store::import(tx, id).await)
        .await;
    import
        .map_err(|error| error.to_string())?
        .ok_or_else(|| "there is no such import any more".to_owned())
}

/// What came of every row, or would come of it: a line for each.
///
/// # Errors
/// The database's failure in words.
pub async fn report(ground: &Ground, id: ImportId) -> Result<Value, String> {
    let words = ground.l10n.words(Language::En);
    let import = load(ground, id).await?;
    let slices = ground
        .db
        .read::<_, Error, _>(async move |tx| store::verdicts(tx, id).await)
        .await
        .map_err(|error| error.to_string())?;
    let is_done = import.state == State::Done;
    let mut rows = Vec::new();
    let mut counts = serde_json::Map::new();
    for slice in &slices {
        for verdict in &slice.verdicts {
            let written = slice.outcomes.get(&verdict.number);
            let outcome = match (written, is_done) {
                (Some(written), _) => written.word.as_str(),
                (None, true) => "skipped",
                (None, false) => verdict.kind.key(),
            };
            let count = counts.entry(outcome).or_insert(json!(0));
            *count = json!(count.as_i64().unwrap_or_default() + 1);
            let wrong = written.map_or(&verdict.wrong, |written| &written.wrong);
            rows.push(json!({
                "row": verdict.number,
                "name": verdict.name,
                "outcome": outcome,
                "pending": verdict.kind == Kind::Undecided,
                "person": written.and_then(|written| written.person).or(verdict.person),
                "problems": told(wrong, &import, words),
                "remarks": told(&verdict.warned, &import, words),
            }));
        }
    }
    Ok(json!({
        "name": import.file_name,
        "by": import.who,
        "sheet": import.sheet,
        "written": is_done,
        "counts": counts,
        "rows": rows,
    }))
}

fn told(remarks: &[Remark], import: &Import, words: Words) -> Vec<Value> {
    let told = remarks.iter().map(|remark| {
        let heading = remark.column.and_then(|at| import.headings.get(at));
        json!({ "column": heading, "text": remark.text(words) })
    });
    told.collect()
}
