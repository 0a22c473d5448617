use std::time::Duration;

use oqu_db::{Result, Tx};
use oqu_kernel::{Chance, Id, Moment, PersonId};
use uuid::Uuid;

use crate::Hash;
use crate::store::Scan;

/// Marks ids of uploads.
#[derive(Debug)]
pub enum Upload {}

/// Marks one hand that writes to an upload.
#[derive(Debug)]
pub(crate) enum Hand {}

/// Marks pieces of an upload.
#[derive(Debug)]
pub(crate) enum Piece {}

/// An upload that nobody goes on with is forgotten after a day.
pub(crate) const EXPIRES: Duration = Duration::from_secs(24 * 60 * 60);
/// A hand that has not written for so long has let go: its process or its machine is gone.
pub(crate) const HELD: Duration = Duration::from_secs(15);

oqu_db::row! {
    /// An upload as a row.
    #[derive(Clone, Debug)]
    pub(crate) struct UploadRow {
        pub id: Id<Upload>,
        pub person: PersonId,
        pub purpose: String,
        pub name: String,
        length: i64,
        received: i64,
        pub expires_at: Moment,
        pub held_until: Moment,
        pub holder: Option<Uuid>,
        pub hash: Option<Hash>,
        scan: String,
    }
}

oqu_db::row! {
    /// Bytes of an upload that lie in the store.
    #[derive(Clone, Debug)]
    pub(crate) struct PieceRow {
        size: i64,
        place: Id<Piece>,
    }
}

impl UploadRow {
    pub(crate) fn length(&self) -> u64 {
        u64::try_from(self.length).unwrap_or_default()
    }

    pub(crate) fn received(&self) -> u64 {
        u64::try_from(self.received).unwrap_or_default()
    }

    pub(crate) fn scan(&self) -> Scan {
        Scan::of(&self.scan)
    }

    /// Whether all bytes have arrived.
    pub(crate) fn is_whole(&self) -> bool {
        self.received == self.length
    }
}

impl PieceRow {
    pub(crate) fn size(&self) -> u64 {
        u64::try_from(self.size).unwrap_or_default()
    }

    pub(crate) fn place(&self, upload: Id<Upload>) -> String {
        piece_place(upload, self.place)
    }
}

/// Where a piece lies in the store.
pub(crate) fn piece_place(upload: Id<Upload>, piece: Id<Piece>) -> String {
    format!("{FOLDER}/{upload}/{piece}")
}

/// The folder of all pieces in the store.
pub(crate) const FOLDER: &str = "uploads";

oqu_db::statements! {
    ADD = "INSERT INTO uploads (id, person, purpose, name, length, received, begun_at, expires_at, held_until, scan) \
        VALUES ($1, $2, $3, $4, $5, 0, $6, $7, 0, 'unscanned')";
    OPEN = "SELECT count(*) FROM uploads WHERE person = $1 AND purpose = $2 AND expires_at > $3";
    ONE = "SELECT id, person, purpose, name, length, received, expires_at, held_until, holder, hash, scan \
        FROM uploads WHERE id = $1";
    HOLD = "UPDATE uploads SET holder = $1, held_until = $2 WHERE id = $3";
    GROW = "UPDATE uploads SET received = $1, held_until = $2, expires_at = $3 \
        WHERE id = $4 AND holder = $5 AND received = $6";
    ADD_PIECE = "INSERT INTO upload_pieces (upload, at, size, place) VALUES ($1, $2, $3, $4)";
    LET_GO = "UPDATE uploads SET holder = NULL, held_until = 0 WHERE id = $1 AND holder = $2";
    STILL = "UPDATE uploads SET held_until = $1 WHERE id = $2 AND holder = $3";
    PIECES = "SELECT size, place FROM upload_pieces WHERE upload = $1 ORDER BY at";
    WHOLE = "UPDATE uploads SET hash = $1, scan = $2 WHERE id = $3 AND holder = $4";
    DROP_PIECES = "DELETE FROM upload_pieces WHERE upload = $1";
    DROP = "DELETE FROM uploads WHERE id = $1";
    EXPIRED = "SELECT id FROM uploads WHERE expires_at <= $1 AND held_until <= $1 LIMIT 100";
}

/// An upload that is about to begin.
#[derive(Clone, Debug)]
pub(crate) struct NewUpload {
    pub id: Id<Upload>,
    pub person: PersonId,
    pub purpose: &'static str,
    pub name: String,
    pub length: u64,
}

/// Begins an upload, unless the person has `most_open` of the purpose already.
pub(crate) async fn begin(
    tx: &mut Tx,
    new: &NewUpload,
    most_open: u32,
    now: Moment,
) -> Result<bool> {
    let values = [new.person.into(), new.purpose.into(), now.into()];
    let open: i64 = tx.one(&OPEN, &values).await?;
    if open >= i64::from(most_open) {
        return Ok(false);
    }
    let values = [
        new.id.into(),
        new.person.into(),
        new.purpose.into(),
        (&new.name).into(),
        i64::try_from(new.length).unwrap_or(i64::MAX).into(),
        now.into(),
        now.after(EXPIRES).into(),
    ];
    tx.run(&ADD, &values).await?;
    Ok(true)
}

/// The upload of a person; another's is not there, and neither is one that has expired.
pub(crate) async fn of(
    tx: &mut Tx,
    id: Id<Upload>,
    person: PersonId,
    now: Moment,
) -> Result<Option<UploadRow>> {
    let found: Option<UploadRow> = tx.maybe(&ONE, &[id.into()]).await?;
    Ok(found.filter(|upload| upload.person == person && upload.expires_at > now))
}

/// Takes an upload into one's hand; none when another holds it.
pub(crate) async fn hold(
    tx: &mut Tx,
    upload: &UploadRow,
    now: Moment,
    chance: &Chance,
) -> Result<Option<Id<Hand>>> {
    if upload.holder.is_some() && upload.held_until > now {
        return Ok(None);
    }
    let hand = Id::<Hand>::new(now, chance);
    let values = [hand.into(), now.after(HELD).into(), upload.id.into()];
    tx.run(&HOLD, &values).await?;
    Ok(Some(hand))
}

/// Bytes that lie in the store and belong at the end of an upload.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewPiece {
    pub at: u64,
    pub size: u64,
    pub place: Id<Piece>,
}

/// Adds pieces to an upload; false when another hand holds it now.
pub(crate) async fn grow(
    tx: &mut Tx,
    id: Id<Upload>,
    hand: Id<Hand>,
    pieces: &[NewPiece],
    now: Moment,
) -> Result<bool> {
    let number = |bytes: u64| i64::try_from(bytes).unwrap_or(i64::MAX);
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return Ok(true);
    };
    let values = [
        number(last.at + last.size).into(),
        now.after(HELD).into(),
        now.after(EXPIRES).into(),
        id.into(),
        hand.into(),
        number(first.at).into(),
    ];
    if tx.run(&GROW, &values).await? == 0 {
        return Ok(false);
    }
    for piece in pieces {
        let values = [
            id.into(),
            number(piece.at).into(),
            number(piece.size).into(),
            piece.place.into(),
        ];
        tx.run(&ADD_PIECE, &values).await?;
    }
    Ok(true)
}

/// Lets an upload go, so that the next hand need not wait.
pub(crate) async fn let_go(tx: &mut Tx, id: Id<Upload>, hand: Id<Hand>) -> Result<()> {
    tx.run(&LET_GO, &[id.into(), hand.into()]).await?;
    Ok(())
}

/// Says that the hand still holds it; false when it does not.
pub(crate) async fn still(
    tx: &mut Tx,
    id: Id<Upload>,
    hand: Id<Hand>,
    now: Moment,
) -> Result<bool> {
    let values = [now.after(HELD).into(), id.into(), hand.into()];
    Ok(tx.run(&STILL, &values).await? == 1)
}

/// What has arrived, in order.
pub(crate) async fn pieces(tx: &mut Tx, id: Id<Upload>) -> Result<Vec<PieceRow>> {
    tx.all(&PIECES, &[id.into()]).await
}

/// All has arrived and lies in the store under its hash; the pieces are not needed any more.
pub(crate) async fn whole(
    tx: &mut Tx,
    id: Id<Upload>,
    hand: Id<Hand>,
    hash: Hash,
    scan: Scan,
) -> Result<bool> {
    let values = [hash.into(), scan.word().into(), id.into(), hand.into()];
    if tx.run(&WHOLE, &values).await? == 0 {
        return Ok(false);
    }
    tx.run(&DROP_PIECES, &[id.into()]).await?;
    Ok(true)
}

/// Forgets an upload with its pieces.
pub(crate) async fn forget(tx: &mut Tx, id: Id<Upload>) -> Result<()> {
    tx.run(&DROP_PIECES, &[id.into()]).await?;
    tx.run(&DROP, &[id.into()]).await?;
    Ok(())
}

/// Some uploads that nobody went on with.
pub(crate) async fn expired(tx: &mut Tx, now: Moment) -> Result<Vec<Id<Upload>>> {
    tx.all(&EXPIRED, &[now.into()]).await
}
