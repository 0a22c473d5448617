//! What leaves the database for the file of heads, and what is looked at before.

use std::path::Path;
use std::sync::Arc;

use oqu_kernel::Moment;

use super::{COUNTED_EVERY, HEADS_AT_ONCE, Sealer, on_disk};
use crate::chain::Link;
use crate::heads::{self, Head};
use crate::keys::Keyring;
use crate::rows::{BATCH, BATCHES_AFTER, BatchRow, COUNT_UNTIL, Place};
use crate::{Hex, Result};

impl Sealer {
    /// Checks the batches up to `last` that the file lacks, those of a crash or of another node, and
    /// appends their heads. Returns the end of the chain that was checked.
    pub(super) async fn write_heads(&self, written: &mut Option<Link>, last: i64) -> Result<Link> {
        let mut from = match *written {
            Some(link) if link.number < last || self.ends(link, last).await? => link,
            _ => self.already_written().await?,
        };
        while from.number < last {
            let after = from.number;
            let rows: Vec<BatchRow> = self
                .db
                .read::<_, oqu_db::Error, _>(async move |tx| {
                    tx.all(&BATCHES_AFTER, &[after.into(), HEADS_AT_ONCE.into()])
                        .await
                })
                .await?;
            if rows.is_empty() {
                break;
            }
            let file = self.file.clone();
            let keyring = Arc::clone(&self.keyring);
            *written = None;
            let (link, wrong) = on_disk(move || append(&file, from, rows, &keyring)).await?;
            from = link;
            *written = Some(from);
            wrong?;
        }
        *written = Some(from);
        Ok(from)
    }

    /// Whether the chain of the database ends, or ended a moment ago, with what was checked.
    async fn ends(&self, link: Link, last: i64) -> Result<bool> {
        if link.number == 0 {
            return Ok(last == 0);
        }
        self.has(link.number, Hex(link.head)).await
    }

    /// Counts the entries up to the last sealed one from time to time: what was put among them is
    /// never sealed.
    pub(super) async fn count(
        &self,
        counted: &mut Option<Moment>,
        link: Link,
        place: Place,
    ) -> Result<()> {
        let now = self.clock.now();
        if counted.is_some_and(|at| now.since(at) < COUNTED_EVERY) {
            return Ok(());
        }
        *counted = Some(now);
        let strange = self.unsealed_until(link, place).await?;
        if strange > 0 {
            tracing::error!(
                entries = strange,
                "entries were put among sealed ones of the audit log; they are never sealed; run `oqu audit verify`"
            );
        }
        Ok(())
    }

    /// What the last look should count.
    #[cfg(test)]
    pub(crate) async fn strange(&self) -> i64 {
        let memory = self.memory.lock().await;
        let (_, place) = memory.place.unwrap_or((0, Place::START));
        let link = memory.written.unwrap_or(Link::START);
        self.unsealed_until(link, place).await.unwrap_or(-1)
    }

    /// How many entries stand at or before the last sealed one beyond those that were sealed.
    async fn unsealed_until(&self, link: Link, place: Place) -> Result<i64> {
        let count: i64 = self
            .db
            .read::<_, oqu_db::Error, _>(async move |tx| {
                tx.one(&COUNT_UNTIL, &[place.xid.into(), place.seq.into()])
                    .await
            })
            .await?;
        Ok(count - link.total)
    }

    /// Up to which batch the file and the database agree. A file that knows more, or another
    /// chain, is left as it is, because it is the evidence; what the database has since is added.
    async fn already_written(&self) -> Result<Link> {
        let file = self.file.clone();
        let Some(last) = on_disk(move || heads::repair(&file)).await? else {
            return Ok(Link::START);
        };
        let number = signed(last.number);
        if self.has(number, last.head).await? {
            return Ok(Link {
                number,
                total: signed(last.total),
                head: last.head.0,
            });
        }
        tracing::error!(
            batch = number,
            "the database lacks the last audit head that was written beside it: it was set back or cut off; run `oqu audit verify`"
        );
        let file = self.file.clone();
        let known = on_disk(move || heads::Heads::read(&file)).await?;
        let mut agreed = Link::START;
        for head in known.all() {
            let number = signed(head.number);
            if number == agreed.number + 1 && self.has(number, Hex(head.head)).await? {
                agreed = Link {
                    number,
                    total: signed(head.total),
                    head: head.head,
                };
            }
        }
        Ok(agreed)
    }

    async fn has(&self, number: i64, head: Hex<32>) -> Result<bool> {
        let row: Option<BatchRow> = self
            .db
            .read::<_, oqu_db::Error, _>(async move |tx| tx.maybe(&BATCH, &[number.into()]).await)
            .await?;
        Ok(row.is_some_and(|row| row.head == head))
    }
}

/// Appends the heads of the batches that follow from one another, and says what is wrong with the
/// first that does not.
fn append(
    file: &Path,
    from: Link,
    rows: Vec<BatchRow>,
    keyring: &Keyring,
) -> Result<(Link, Result<()>)> {
    let mut link = from;
    let mut lines: Vec<Head> = Vec::new();
    let mut outcome = Ok(());
    for row in rows {
        match link.follow(&row, keyring) {
            Ok(next) => link = next,
            Err(wrong) => {
                outcome = Err(wrong);
                break;
            }
        }
        lines.push(row.into());
    }
    if !lines.is_empty() {
        heads::append(file, &lines)?;
    }
    Ok((link, outcome))
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
