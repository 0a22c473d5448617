use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::StreamExt;
use oqu_db::Error;
use oqu_kernel::Id;
use oqu_web::{Failure, Site};
use tokio::time::Instant;

use super::rules::{Checksum, Summing};
use super::store::{self, Hand, NewPiece, Piece, UploadRow};
use crate::Files;

/// Bytes of a piece: what is lost at most when the process is killed, and what waits in memory.
const PIECE: usize = 4 << 20;
/// On a slow line a piece is written after so long, however small.
const WRITTEN_AFTER: Duration = Duration::from_secs(5);
/// A line on which nothing comes for so long is dead.
const SILENCE: Duration = Duration::from_secs(30);

/// How the bytes of one request ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// So many bytes of the upload are in the store.
    At(u64),
    /// The line broke; so many are in the store.
    Cut(u64),
    /// They are not what the checksum says; none was kept.
    Mismatch,
    /// More came than was told; none of the surplus was kept.
    TooMany,
    /// Another hand holds the upload now.
    Taken,
}

/// Where bytes gather between the line and the store.
struct Receiver<'request> {
    site: &'request Site,
    files: &'request Files,
    upload: &'request UploadRow,
    hand: Id<Hand>,
    gathered: Vec<u8>,
    /// Where in the upload the gathered bytes begin.
    at: u64,
    /// Pieces that lie in the store and wait for their checksum.
    unsure: Vec<NewPiece>,
    /// Whether pieces wait.
    waits: bool,
}

/// Puts the bytes of a request into the store as they come. What has arrived when the line breaks
/// is kept, unless a checksum was told, which cannot be compared then.
pub(super) async fn receive(
    site: &Site,
    files: &Files,
    upload: &UploadRow,
    hand: Id<Hand>,
    body: Body,
    checksum: Option<Checksum>,
) -> Result<Ended, Failure> {
    let mut receiver = Receiver {
        site,
        files,
        upload,
        hand,
        gathered: Vec::new(),
        at: upload.received(),
        unsure: Vec::new(),
        waits: checksum.is_some(),
    };
    let ended = receiver.run(body, checksum).await;
    if receiver.waits {
        receiver.drop_unsure().await;
    }
    ended
}

impl Receiver<'_> {
    async fn run(&mut self, body: Body, checksum: Option<Checksum>) -> Result<Ended, Failure> {
        let mut summing = checksum.map(Summing::begin);
        let mut body = body.into_data_stream();
        let mut written_at = Instant::now();
        loop {
            let write_at = written_at + WRITTEN_AFTER;
            let next = tokio::time::timeout(SILENCE, async {
                tokio::select! {
                    next = body.next() => Some(next),
                    () = tokio::time::sleep_until(write_at), if !self.gathered.is_empty() => None,
                }
            });
            let bytes: Option<Bytes> = match next.await {
                Ok(None) => None,
                Ok(Some(Some(Ok(bytes)))) => Some(bytes),
                Ok(Some(None)) => break,
                Ok(Some(Some(Err(_)))) | Err(_) => return self.cut().await,
            };
            if let Some(bytes) = bytes {
                let end = self.at + (self.gathered.len() + bytes.len()) as u64;
                if end > self.upload.length() {
                    return Ok(Ended::TooMany);
                }
                if let Some(summing) = &mut summing {
                    summing.add(&bytes);
                }
                self.gathered.extend_from_slice(&bytes);
            }
            let is_late = Instant::now() >= write_at && !self.gathered.is_empty();
            if self.gathered.len() >= PIECE || is_late {
                if !self.write().await? {
                    return Ok(Ended::Taken);
                }
                written_at = Instant::now();
            } else if self.gathered.is_empty() {
                written_at = Instant::now();
            }
        }
        if !self.write().await? {
            return Ok(Ended::Taken);
        }
        if summing.is_some_and(|summing| !summing.holds()) {
            return Ok(Ended::Mismatch);
        }
        if self.waits {
            self.waits = false;
            let pieces = std::mem::take(&mut self.unsure);
            if !self.note(pieces).await? {
                return Ok(Ended::Taken);
            }
        }
        Ok(Ended::At(self.at))
    }

    /// The line is dead: what has come is written all the same.
    async fn cut(&mut self) -> Result<Ended, Failure> {
        if self.waits {
            return Ok(Ended::Cut(self.upload.received()));
        }
        match self.write().await? {
            true => Ok(Ended::Cut(self.at)),
            false => Ok(Ended::Taken),
        }
    }

    /// Puts what has gathered into the store, and then its row; false when another hand came.
    async fn write(&mut self) -> Result<bool, Failure> {
        if self.gathered.is_empty() {
            return Ok(true);
        }
        let bytes = Bytes::from(std::mem::take(&mut self.gathered));
        let piece = NewPiece {
            at: self.at,
            size: bytes.len() as u64,
            place: Id::<Piece>::new(self.site.clock.now(), &self.site.chance),
        };
        let place = store::piece_place(self.upload.id, piece.place);
        self.files.blobs().put(&place, bytes).await?;
        self.at += piece.size;
        if self.waits {
            self.unsure.push(piece);
            let (id, hand, now) = (self.upload.id, self.hand, self.site.clock.now());
            let still = self
                .site
                .db
                .write::<_, Error, _>(async move |tx| store::still(tx, id, hand, now).await);
            return Ok(still.await?);
        }
        self.note(vec![piece]).await
    }

    async fn note(&self, pieces: Vec<NewPiece>) -> Result<bool, Failure> {
        let (id, hand, now) = (self.upload.id, self.hand, self.site.clock.now());
        let noted = self
            .site
            .db
            .write::<_, Error, _>(async move |tx| store::grow(tx, id, hand, &pieces, now).await);
        Ok(noted.await?)
    }

    /// What waited for a checksum in vain is taken away; what stays, a sweep finds.
    async fn drop_unsure(&mut self) {
        for piece in self.unsure.drain(..) {
            let place = store::piece_place(self.upload.id, piece.place);
            let _ = self.files.blobs().remove(&place).await;
        }
    }
}
