//! What the rows tell: the log, the files, the queue, the sealed secrets.

use std::path::Path;
use std::time::Duration;

use oqu_audit::{Head, Hex};
use oqu_db::{Db, Error};
use oqu_files::{Blobs, Trouble};
use oqu_identity::api as identity;
use oqu_kernel::{Chance, Moment};

use super::{Check, Told, place};
use crate::config::Settings;

/// The sealer promises a second; ten are a fault.
const LAG: Duration = Duration::from_secs(10);

oqu_db::statements! {
    LAST_ENTRY = "SELECT at FROM audit_entries ORDER BY xid DESC, seq DESC LIMIT 1";
    LAST_BATCH = "SELECT sealed_at FROM audit_batches ORDER BY number DESC LIMIT 1";
    BATCH_HEAD = "SELECT head FROM audit_batches WHERE number = $1";
}

pub(super) async fn all(db: &Db, settings: &Settings, now: Moment) -> Vec<Check> {
    vec![
        sealed(db, settings, now).await,
        heads(db, &settings.data).await,
        secrets(db, &settings.data).await,
        dead_letters(db).await,
    ]
}

fn silent(name: &'static str, error: &Error) -> Check {
    Check::fail(name, Told::machine(error.to_string()))
}

/// Whether the last entry of the audit was sealed in time, by a key that this node trusts.
async fn sealed(db: &Db, settings: &Settings, now: Moment) -> Check {
    let data = settings.data.clone();
    let stranger = db
        .read(async move |tx| oqu_audit::stranger(tx, &data).await)
        .await;
    if let Ok(Some(key)) = stranger {
        let told = Told::new("doctor-sealer-strange").with("key", key.to_string());
        return Check::fail("sealer", told).todo_key("doctor-sealer-strange-todo");
    }
    let read = db
        .read::<_, Error, _>(async |tx| {
            let entry: Option<Moment> = tx.maybe(&LAST_ENTRY, &[]).await?;
            let batch: Option<Moment> = tx.maybe(&LAST_BATCH, &[]).await?;
            Ok((entry, batch))
        })
        .await;
    match read {
        Err(error) => silent("sealer", &error),
        Ok((Some(entry), batch))
            if batch.is_none_or(|batch| batch < entry) && now.since(entry) > LAG =>
        {
            let lag = Told::new("doctor-sealer-lag").with("seconds", now.since(entry).as_secs());
            Check::attention("sealer", lag).todo_key("doctor-sealer-todo")
        }
        Ok(_) => Check::ok("sealer", Told::new("doctor-sealer-ok")),
    }
}

/// Whether the last head beside the database is the one in it.
async fn heads(db: &Db, data: &Path) -> Check {
    const NEXT_STEP: &str = "doctor-heads-todo";
    let path = oqu_audit::heads_path(data);
    let Ok(text) = std::fs::read_to_string(&path) else {
        let none = Told::new("doctor-not-yet").with("path", path.display().to_string());
        return Check::attention("heads", none).todo_key("doctor-heads-none-todo");
    };
    let Some(line) = text.lines().last() else {
        return Check::ok("heads", Told::new("doctor-heads-none"));
    };
    let Ok(head) = serde_json::from_str::<Head>(line) else {
        return Check::fail("heads", Told::new("doctor-heads-odd")).todo_key(NEXT_STEP);
    };
    let number = i64::try_from(head.number).unwrap_or(i64::MAX);
    let there = db
        .read::<Option<Hex<32>>, Error, _>(async move |tx| {
            tx.maybe(&BATCH_HEAD, &[number.into()]).await
        })
        .await;
    match there {
        Err(error) => silent("heads", &error),
        Ok(Some(known)) if known == head.head => Check::ok(
            "heads",
            Told::new("doctor-heads-agree").with("number", number),
        ),
        Ok(_) => Check::fail(
            "heads",
            Told::new("doctor-heads-differ").with("number", number),
        )
        .todo_key(NEXT_STEP),
    }
}

/// Whether the key of the sealed secrets is there when there are some, and for its owner only.
async fn secrets(db: &Db, data: &Path) -> Check {
    let path = data.join("keys/secrets.key");
    if let Some(check) = place::owners_only("secrets", &path) {
        return check;
    }
    let sealed = db
        .read::<_, Error, _>(async |tx| identity::sealed_secrets(tx).await)
        .await;
    match sealed {
        Err(error) => silent("secrets", &error),
        Ok(0) => Check::ok("secrets", Told::new("doctor-secrets-none")),
        Ok(count) => {
            let lost = Told::new("doctor-secrets-lost")
                .with("path", path.display().to_string())
                .with("count", count);
            Check::fail("secrets", lost).todo_key("doctor-secrets-todo")
        }
    }
}

/// Whether jobs wait for an administrator.
async fn dead_letters(db: &Db) -> Check {
    let dead = db
        .read::<_, Error, _>(async |tx| oqu_jobs::dead_letters(tx).await)
        .await;
    match dead {
        Err(error) => silent("jobs", &error),
        Ok(0) => Check::ok("jobs", Told::new("doctor-jobs-none")),
        Ok(count) => Check::attention("jobs", Told::new("doctor-jobs-dead").with("count", count))
            .todo_key("doctor-jobs-todo"),
    }
}

/// A store that does not list a place by then is slow; a start waits for this look.
const STORE_PATIENCE: Duration = Duration::from_secs(5);

/// Whether a store that is not a folder of this machine answers; nothing of a folder. Every minute it
/// is read, when everything is looked at a few bytes are written too.
pub(super) async fn store(settings: &Settings, writes: bool) -> Option<Check> {
    let blobs = Blobs::open(&settings.files);
    if !blobs.is_shared() {
        return None;
    }
    let tried = match writes {
        true => blobs.try_out(&Chance::system()).await,
        false => tokio::time::timeout(STORE_PATIENCE, blobs.below("", 1))
            .await
            .unwrap_or_else(|_| Err(Trouble::Away("it is silent".into())))
            .map(|_| ()),
    };
    let told = |key| Told::new(key).with("store", settings.files.to_string());
    Some(match tried {
        Ok(()) => Check::ok("store", told("doctor-store-answers")),
        Err(trouble) => {
            let silent = told("doctor-store-silent").with("why", trouble.to_string());
            Check::fail("store", silent).todo_key("doctor-store-todo")
        }
    })
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
            return Check::fail("files", Told::machine(format!("{store}: {trouble}")))
                .todo_key("doctor-files-place-todo");
        }
    };
    if found.is_whole() {
        let told = Told::new("doctor-files-whole")
            .with("count", found.blobs as u64)
            .with("store", store.to_string())
            .with("megabytes", found.bytes >> 20)
            .with("read", found.read >> 20);
        return Check::ok("files", told);
    }
    let bad: Vec<String> = found
        .missing
        .iter()
        .chain(&found.damaged)
        .take(NAMED)
        .map(|hash| hash.place())
        .collect();
    let told = Told::new("doctor-files-broken")
        .with("missing", found.missing.len() as u64)
        .with("damaged", found.damaged.len() as u64)
        .with("count", found.blobs as u64)
        .with("store", store.to_string())
        .with("names", bad.join(", "));
    Check::fail("files", told).todo_key("doctor-files-todo")
}
