//! Forms with files: read part by part into files without a name, never whole into memory.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use multer::{Constraints, Field, Multipart, SizeLimit};

use crate::enter::FORM_LIMIT;
use crate::{Failure, Fields, Visitor, csrf};

/// A form with files may take so long: 20 MB over a link of 256 kbit/s.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// Nothing for so long: the rest will not come.
const STALL: Duration = Duration::from_secs(30);
/// More files at once are not one of our forms.
const MOST_FILES: usize = 50;
/// What is too long is read on, so that the browser listens to the answer, but not for ever: so many
/// times what may be sent.
const READ_ON: u64 = 4;

/// The files that came with a form, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Uploads(Arc<Vec<Upload>>);

/// One file. Its bytes lie in a file without a name, which is gone with this value.
#[derive(Debug)]
pub struct Upload {
    /// The field of the form.
    pub field: String,
    /// What the sender calls the file: the last part of its path, never to be used as one.
    pub name: String,
    /// The size in bytes.
    pub size: u64,
    file: File,
}

impl Uploads {
    /// The file of a field; none when no file was chosen.
    pub fn of(&self, field: &str) -> Option<&Upload> {
        self.0.iter().find(|upload| upload.field == field)
    }

    /// All files.
    pub fn all(&self) -> &[Upload] {
        &self.0
    }
}

impl Upload {
    /// The bytes as a file to read from its beginning. One reader at a time: they share their place.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(&self) -> io::Result<File> {
        let mut file = self.file.try_clone()?;
        file.rewind()?;
        Ok(file)
    }

    /// All bytes. Blocks for as long as the disk takes.
    ///
    /// # Errors
    /// What the system says.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(usize::try_from(self.size).unwrap_or_default());
        self.open()?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl<S: Sync> FromRequestParts<S> for Uploads {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

fn kind(headers: &HeaderMap) -> &str {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// Whether a request says that it is a form with files.
pub(crate) fn carries_files(headers: &HeaderMap) -> bool {
    let kind = kind(headers).split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("multipart/form-data")
}

/// The request with its fields and files in it, when it carries some and the route takes them.
pub(crate) async fn taken(mut request: Request, most_bytes: u64) -> Result<Request, Failure> {
    if request.method() != Method::POST || !carries_files(request.headers()) {
        return Ok(request);
    }
    if most_bytes == 0 {
        return Err(Failure::MediaType);
    }
    let boundary = multer::parse_boundary(kind(request.headers()));
    let boundary = boundary.map_err(|_| Failure::BadRequest)?;
    let secret = match request.extensions().get::<Visitor>() {
        Some(visitor) => visitor.secret.clone(),
        None => return Err(Failure::Internal("no visitor".into())),
    };
    let known = request.headers().get(csrf::HEADER);
    let known = known.and_then(|token| token.to_str().ok());
    let form = Form {
        known: known.is_some_and(|token| csrf::holds(&secret, token)),
        secret,
        most_bytes,
        left: READ_ON * most_bytes + FORM_LIMIT as u64,
        fields: Vec::new(),
        field_bytes: 0,
        files: Vec::new(),
        file_bytes: 0,
    };
    let body = std::mem::replace(request.body_mut(), Body::empty());
    // A header that never ends would be held in memory until then.
    let most = SizeLimit::new().whole_stream(form.left + FORM_LIMIT as u64);
    let parts = Multipart::with_constraints(
        body.into_data_stream(),
        boundary,
        Constraints::new().size_limit(most),
    );
    let read = tokio::time::timeout(PATIENCE, form.read(parts)).await;
    let (fields, uploads) = read.map_err(|_| Failure::BadRequest)??;
    request.extensions_mut().insert(fields);
    request.extensions_mut().insert(uploads);
    Ok(request)
}

/// A form on its way in.
struct Form {
    secret: String,
    /// Whether the token was seen: it comes before any file.
    known: bool,
    most_bytes: u64,
    /// What is read at most, kept or not.
    left: u64,
    fields: Vec<(String, String)>,
    field_bytes: usize,
    files: Vec<Upload>,
    file_bytes: u64,
}

impl Form {
    async fn read(mut self, mut parts: Multipart<'_>) -> Result<(Fields, Uploads), Failure> {
        while let Some(part) = in_time(parts.next_field()).await? {
            let field = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(file_name) {
                None => self.field(field, part).await?,
                Some(name) => self.file(field, name, part).await?,
            }
        }
        if !self.known {
            return Err(Failure::Stale);
        }
        if self.file_bytes > self.most_bytes {
            return Err(Failure::TooLarge);
        }
        let fields = self.fields.into_iter().collect();
        Ok((fields, Uploads(Arc::new(self.files))))
    }

    async fn field(&mut self, name: String, mut part: Field<'_>) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        while let Some(chunk) = in_time(part.chunk()).await? {
            self.field_bytes += chunk.len();
            if self.field_bytes > FORM_LIMIT {
                return Err(Failure::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        if self.fields.len() == crate::form::MOST_FIELDS {
            return Err(Failure::BadRequest);
        }
        let value = String::from_utf8_lossy(&bytes).into_owned();
        self.known |= name == csrf::FIELD && csrf::holds(&self.secret, &value);
        self.fields.push((name, value));
        Ok(())
    }

    async fn file(
        &mut self,
        field: String,
        name: String,
        mut part: Field<'_>,
    ) -> Result<(), Failure> {
        if !self.known {
            return Err(Failure::Stale);
        }
        if self.files.len() == MOST_FILES {
            return Err(Failure::BadRequest);
        }
        let mut file = tempfile::tempfile().map_err(unwritten)?;
        let mut size = 0;
        while let Some(chunk) = in_time(part.chunk()).await? {
            let length = chunk.len() as u64;
            self.left = self.left.checked_sub(length).ok_or(Failure::TooLarge)?;
            self.file_bytes += length;
            size += length;
            // A chunk is some kilobytes for the system to keep: no reason to change the thread.
            if self.file_bytes <= self.most_bytes {
                file.write_all(&chunk).map_err(unwritten)?;
            }
        }
        // A field in which no file was chosen comes as a file without a name.
        if !name.is_empty() || size > 0 {
            self.files.push(Upload {
                field,
                name,
                size,
                file,
            });
        }
        Ok(())
    }
}

/// What came of a part, unless the sender has fallen silent.
async fn in_time<T>(next: impl Future<Output = Result<T, multer::Error>>) -> Result<T, Failure> {
    let came = tokio::time::timeout(STALL, next).await;
    came.map_err(|_| Failure::BadRequest)?
        .map_err(|_| Failure::BadRequest)
}

/// The name of a file as its sender calls it, without folders (some browsers send the path on the
/// sender's machine, of either kind) and without what is not seen or turns the reading round.
pub fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_seen = |c: &char| {
        let turns = matches!(*c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        !c.is_control() && !turns
    };
    last.chars().filter(is_seen).take(200).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn unwritten(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Failure::DiskFull,
        _ => Failure::Internal(format!("failed to keep an uploaded file: {error}").into()),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use futures_util::stream;
    use oqu_kernel::Chance;

    use super::*;

    const SECRET: &str = "a secret of a session";

    fn token() -> String {
        csrf::masked(SECRET, &Chance::seeded(1))
    }

    fn part(head: &str, body: &[u8]) -> Vec<u8> {
        let head = format!("--x\r\ncontent-disposition: form-data; {head}\r\n\r\n");
        [head.as_bytes(), body, b"\r\n"].concat()
    }

    async fn read(parts: &[Vec<u8>], most_bytes: u64) -> Result<(Fields, Uploads), Failure> {
        let body = [parts.concat(), b"--x--\r\n".to_vec()].concat();
        // In pieces that cut through everything.
        let chunks: Vec<_> = body.chunks(7).map(Bytes::copy_from_slice).collect();
        let chunks = stream::iter(chunks.into_iter().map(Ok::<_, io::Error>));
        let form = Form {
            secret: SECRET.to_owned(),
            known: false,
            most_bytes,
            left: READ_ON * most_bytes,
            fields: Vec::new(),
            field_bytes: 0,
            files: Vec::new(),
            file_bytes: 0,
        };
        form.read(Multipart::new(chunks, "x")).await
    }

    #[tokio::test]
    async fn fields_and_files_come_whole() {
        let bytes = [b"\x00\xff\r\n--".repeat(2_000), b"\r\n".to_vec()].concat();
        let parts = [
            part("name=\"csrf\"", token().as_bytes()),
            part("name=\"note\"", "әріп".as_bytes()),
            part("name=\"file\"; filename=\"C:\\Құжат\\тізім.xlsx\"", &bytes),
            part("name=\"other\"; filename=\"\"", b""),
        ];
        let (fields, uploads) = read(&parts, 20_000).await.unwrap();
        assert_eq!(fields.raw("note"), "әріп");
        let file = uploads.of("file").unwrap();
        assert_eq!(file.name, "тізім.xlsx");
        assert_eq!(file.size, bytes.len() as u64);
        assert_eq!(file.bytes().unwrap(), bytes);
        assert_eq!(file.bytes().unwrap(), bytes, "and a second time");
        assert!(uploads.of("other").is_none(), "no file was chosen there");
        assert_eq!(uploads.all().len(), 1);
    }

    #[tokio::test]
    async fn files_before_the_token_or_without_it_are_refused() {
        let file = part("name=\"file\"; filename=\"a\"", b"a");
        let token = part("name=\"csrf\"", token().as_bytes());
        let forged = part("name=\"csrf\"", b"AAAA");
        for parts in [
            vec![file.clone(), token.clone()],
            vec![forged, file.clone()],
            vec![part("name=\"note\"", b"a")],
        ] {
            assert!(matches!(read(&parts, 100).await, Err(Failure::Stale)));
        }
        assert!(read(&[token, file], 100).await.is_ok());
    }

    #[tokio::test]
    async fn too_much_is_refused_after_a_while() {
        let token = part("name=\"csrf\"", token().as_bytes());
        let file = |size| part("name=\"file\"; filename=\"a\"", &vec![b'a'; size]);
        for (sizes, fits) in [
            (vec![1_000], true),
            (vec![1_001], false),
            (vec![600, 600], false),
            (vec![100_000], false),
        ] {
            let parts: Vec<_> = sizes.iter().map(|size| file(*size)).collect();
            let parts = [vec![token.clone()], parts].concat();
            let read = read(&parts, 1_000).await;
            assert_eq!(
                read.is_ok(),
                fits,
                "{sizes:?}: {:?}",
                read.map(|(_, uploads)| uploads.all().len())
            );
        }
    }
}
