//! `oqu import people`: a list from a file, by the running server or by the command itself.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::{Value, json};

use crate::Failed;
use crate::config::Settings;
use crate::console::Bar;
use crate::orders::{Errand, ImportOrder, Order};

/// What can be brought in.
#[derive(Subcommand, Debug)]
pub enum Act {
    /// Bring people in from CSV or XLSX: Oqu's template or Moodle's upload_users.csv
    People {
        /// The list
        file: PathBuf,
        /// Only tell what would come of each row
        #[arg(long)]
        dry_run: bool,
        /// Write what came of each row here, as JSON
        #[arg(long, value_name = "OUT.json")]
        report: Option<PathBuf>,
    },
}

/// A line is told for each tenth where there is no terminal.
const TENTHS: u64 = 10;

/// `oqu import …`
pub async fn run(settings: &Settings, act: Act) -> Result<(), Failed> {
    let Act::People {
        file,
        dry_run,
        report,
    } = act;
    let path = std::fs::canonicalize(&file)
        .map_err(|error| Failed::nothing(format!("{}: {error}", file.display())))?;
    let errand = Errand::begin(settings, false).await?;
    let outcome = carry(&errand, path, dry_run, report.as_deref()).await;
    errand.end();
    outcome
}

async fn carry(
    errand: &Errand,
    file: PathBuf,
    dry_run: bool,
    report: Option<&Path>,
) -> Result<(), Failed> {
    let order = |order| errand.give(Order::Import(order));
    let looked = order(ImportOrder::Look { file }).await?;
    let id = serde_json::from_value(looked["id"].clone())
        .map_err(|error| Failed::nothing(error.to_string()))?;
    let to_write = looked["to_write"].as_i64().unwrap_or_default();
    let written = !dry_run && to_write > 0;
    if written {
        order(ImportOrder::Confirm { id }).await?;
        write(errand, id).await.map_err(|failed| {
            Failed::in_part(format!(
                "{failed}\nGive the same file again: what is written already stays as it is."
            ))
        })?;
    }
    let told = order(ImportOrder::Report { id }).await?;
    if !written {
        order(ImportOrder::Forget { id }).await?;
    }
    if let Some(path) = report {
        let mut told = told.clone();
        told["dry_run"] = json!(dry_run);
        let text = serde_json::to_string_pretty(&told).unwrap_or_default();
        std::fs::write(path, text)
            .map_err(|error| Failed::in_part(format!("{}: {error}", path.display())))?;
    }
    tell(&told, report.is_none());
    verdict(&told, written, dry_run)
}

async fn write(errand: &Errand, id: oqu_identity::api::import::ImportId) -> Result<(), Failed> {
    let bar = Bar::new("rows");
    let terminal = std::io::stderr().is_terminal();
    let mut tenth = 0;
    loop {
        let told = errand.give(Order::Import(ImportOrder::Step { id })).await;
        let told = told.inspect_err(|_| bar.end())?;
        let number = |key: &str| told[key].as_u64().unwrap_or_default();
        let (done, total) = (number("done"), number("total"));
        bar.at(done, total);
        let now = done * TENTHS / total.max(1);
        if !terminal && now > tenth {
            tenth = now;
            eprintln!("{done} of {total} rows");
        }
        if done >= total {
            bar.end();
            return Ok(());
        }
    }
}

/// The counts, and what is wrong where no report is written.
fn tell(told: &Value, whole: bool) {
    let counts = told["counts"].as_object();
    let counts: Vec<String> = counts
        .into_iter()
        .flatten()
        .map(|(word, count)| format!("{word} {count}"))
        .collect();
    eprintln!(
        "{}: {}",
        told["name"].as_str().unwrap_or_default(),
        counts.join(", ")
    );
    if !whole {
        return;
    }
    for row in told["rows"].as_array().into_iter().flatten() {
        for problem in row["problems"].as_array().into_iter().flatten() {
            let column = problem["column"].as_str().unwrap_or_default();
            eprintln!(
                "row {}: {column}{}{}",
                row["row"],
                if column.is_empty() { "" } else { ": " },
                problem["text"].as_str().unwrap_or_default()
            );
        }
    }
}

/// Rows that wait for a person's answer are pending with a reason; rows with errors are not done.
fn verdict(told: &Value, written: bool, dry_run: bool) -> Result<(), Failed> {
    let rows = told["rows"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let has_problems = |row: &&Value| {
        let problems = row["problems"].as_array();
        problems.is_some_and(|problems| !problems.is_empty()) && row["pending"] != json!(true)
    };
    let wrong = rows.iter().filter(has_problems).count();
    let same = rows.iter().any(|row| row["outcome"] == json!("same"));
    match (wrong, written || dry_run || same) {
        (0, _) => Ok(()),
        (wrong, true) => Err(Failed::in_part(format!("{wrong} rows are to be put right"))),
        (wrong, false) => Err(Failed::nothing(format!(
            "nothing was written: {wrong} rows are to be put right"
        ))),
    }
}
