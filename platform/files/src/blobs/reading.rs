use axum::body::Bytes;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use object_store::aws::AmazonS3;
use object_store::path::Path;
use object_store::{GetOptions, GetRange, GetResult, ObjectStore};

use super::bucket::told;
use super::{Flow, Trouble};

/// How often reading goes on where it broke off without a byte between.
const RESUMED: u32 = 3;

/// Bytes that are being read.
pub(super) struct Reading {
    client: AmazonS3,
    path: Path,
    at: u64,
    left: u64,
    flow: Option<BoxStream<'static, object_store::Result<Bytes>>>,
    resumed: u32,
}

impl Reading {
    /// `left` bytes from `at` on.
    pub(super) async fn begin(
        client: AmazonS3,
        path: Path,
        at: u64,
        left: u64,
    ) -> Result<Self, Trouble> {
        let mut reading = Self {
            client,
            path,
            at,
            left,
            flow: None,
            resumed: 0,
        };
        reading.open().await?;
        Ok(reading)
    }

    /// All of what was found.
    pub(super) fn of(client: AmazonS3, path: Path, found: GetResult) -> Self {
        Self {
            client,
            path,
            at: 0,
            left: found.meta.size,
            flow: Some(found.into_stream()),
            resumed: 0,
        }
    }

    async fn open(&mut self) -> Result<(), Trouble> {
        let options = GetOptions {
            range: Some(GetRange::Bounded(self.at..self.at + self.left)),
            ..GetOptions::default()
        };
        let found = self.client.get_opts(&self.path, options).await;
        self.flow = Some(found.map_err(told)?.into_stream());
        Ok(())
    }

    async fn next(&mut self) -> Option<Result<Bytes, Trouble>> {
        while self.left > 0 {
            let flow = self.flow.as_mut()?;
            match flow.next().await {
                Some(Ok(bytes)) if bytes.is_empty() => {}
                Some(Ok(bytes)) => {
                    let count = bytes.len() as u64;
                    self.resumed = 0;
                    self.at += count;
                    self.left = self.left.saturating_sub(count);
                    return Some(Ok(bytes));
                }
                None => {
                    self.flow = None;
                    return Some(Err(too_short(self.left)));
                }
                Some(Err(error)) => {
                    self.flow = None;
                    self.resumed += 1;
                    if self.resumed > RESUMED {
                        return Some(Err(told(error)));
                    }
                    tracing::debug!(%error, place = %self.path, "reading goes on where it broke off");
                    if let Err(trouble) = self.open().await {
                        return Some(Err(trouble));
                    }
                }
            }
        }
        None
    }

    pub(super) fn flow(self) -> Flow {
        Box::pin(futures_util::stream::unfold(self, |mut reading| async {
            let next = reading.next().await?;
            Some((next, reading))
        }))
    }
}

fn too_short(left: u64) -> Trouble {
    Trouble::Damaged(format!("{left} bytes too short"))
}
