//! Files that come with forms of this area: looked at, and pictures made anew.

use axum::body::Bytes;
use oqu_files::{Files, Looked, Scan};
use oqu_web::{Failure, Upload, Uploads};

/// A picture of a telephone or of a designer has up to 15 MB.
pub(crate) const MOST_BYTES: u64 = 15 << 20;
/// Kinds of pictures that the browser offers; what comes is known by its bytes.
pub(crate) const ACCEPT: &str = "image/png,image/jpeg,image/webp,image/gif";

/// What came in a field: its bytes, or the message that tells why it is not taken.
pub(crate) type Came = Result<(Bytes, Scan), &'static str>;

/// The file of a field, looked at for viruses.
pub(crate) async fn came(files: &Files, sent: &Uploads, field: &str) -> Result<Came, Failure> {
    let Some(file) = sent.of(field).filter(|file| file.size > 0) else {
        return Ok(Err("files-missing"));
    };
    let bytes = read(file)?;
    let looked = files.look(oqu_files::flow_of(bytes.clone())).await?;
    Ok(match looked {
        Looked::Taken(scan) => Ok((bytes, scan)),
        Looked::Infected(_) => Err("files-infected"),
        Looked::Away => Err("files-unscanned"),
    })
}

fn read(file: &Upload) -> Result<Bytes, Failure> {
    let read = file.bytes().map_err(|error| {
        Failure::Internal(format!("failed to read an uploaded file: {error}").into())
    });
    Ok(read?.into())
}
