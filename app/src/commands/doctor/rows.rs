use std::path::Path;
use std::time::Duration;

use oqu_audit::{Head, Hex};
use oqu_db::{Db, Error};
use oqu_files::Blobs;
use oqu_kernel::Moment;

use super::Check;
use crate::config::Settings;

/// The sealer promises a second; ten are a fault.
const LAG: Duration = Duration::from_secs(10);

oqu_db::statements! {
    LAST_ENTRY = "SELECT at FROM audit_entries ORDER BY xid DESC, seq DESC LIMIT 1";
    LAST_BATCH = "SELECT sealed_at FROM audit_batches ORDER BY number DESC LIMIT 1";
    BATCH_HEAD = "SELECT head FROM audit_batches WHERE number = $1";
}

/// Whether the last entry of the audit was sealed in time.
pub(super) async fn sealed(db: &Db, now: Moment) -> Check {
    let read = db
        .read::<_, Error, _>(async |tx| {
            let entry: Option<Moment> = tx.maybe(&LAST_ENTRY, &[]).await?;
            let batch: Option<Moment> = tx.maybe(&LAST_BATCH, &[]).await?;
            Ok((entry, batch))
        })
        .await;
    match read {
        Err(error) => Check::fail("sealer", error.to_string(), ""),
        Ok((Some(entry), batch))
            if batch.is_none_or(|batch| batch < entry) && now.since(entry) > LAG =>
        {
            Check::attention(
                "sealer",
                format!(
                    "the last entries of the audit wait {} s to be sealed",
                    now.since(entry).as_secs()
                ),
                "They are sealed while Oqu serves; when it does, look into its log.",
            )
        }
        Ok(_) => Check::ok("sealer", "no entry of the audit waits to be sealed"),
    }
}

/// Bytes of files that are read and compared to their hashes: some ten seconds of a usual disk.
const READ: u64 = 4 << 30;

/// Whether the store has all files that the rows know, as they were.
pub(super) async fn files(db: &Db, settings: &Settings) -> Check {
    const NAMED: usize = 3;
    let store = &settings.files;
    let found = match oqu_files::check(db, &Blobs::open(store), READ).await {
        Ok(found) => found,
        Err(trouble) => {
            return Check::fail(
                "files",
                format!("{store}: {trouble}"),
                "Look whether the setting files is right and the place can be read.",
            );
        }
    };
    if found.is_whole() {
        let told = format!(
            "{} in {store}, {} MB, of which {} MB were read",
            found.blobs,
            found.bytes >> 20,
            found.read >> 20
        );
        return Check::ok("files", told);
    }
    let bad: Vec<String> = found
        .missing
        .iter()
        .chain(&found.damaged)
        .take(NAMED)
        .map(|hash| hash.place())
        .collect();
    Check::fail(
        "files",
        format!(
            "{} missing and {} damaged of {} in {store}, such as {}",
            found.missing.len(),
            found.damaged.len(),
            found.blobs,
            bad.join(", ")
        ),
        "Put them back from a backup: each lies in it under files/ by this name.",
    )
}

/// Whether the last head beside the database is the one in it.
pub(super) async fn heads(db: &Db, data: &Path) -> Check {
    const NEXT_STEP: &str = "Run oqu audit verify.";
    let path = oqu_audit::heads_path(data);
    let Ok(text) = std::fs::read_to_string(&path) else {
        return Check::attention(
            "heads",
            format!("{} is not there", path.display()),
            "It is written when the first entry of the audit is sealed.",
        );
    };
    let Some(line) = text.lines().last() else {
        return Check::ok("heads", "none yet");
    };
    let Ok(head) = serde_json::from_str::<Head>(line) else {
        return Check::fail("heads", "its last line is no head", NEXT_STEP);
    };
    let number = i64::try_from(head.number).unwrap_or(i64::MAX);
    let there = db
        .read::<Option<Hex<32>>, Error, _>(async move |tx| {
            tx.maybe(&BATCH_HEAD, &[number.into()]).await
        })
        .await;
    match there {
        Err(error) => Check::fail("heads", error.to_string(), ""),
        Ok(Some(known)) if known == head.head => {
            Check::ok("heads", format!("the database agrees at batch {number}"))
        }
        Ok(_) => Check::fail(
            "heads",
            format!(
                "the database does not have the head of batch {number}: it was set back, cut off or changed"
            ),
            NEXT_STEP,
        ),
    }
}
