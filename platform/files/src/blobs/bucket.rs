use std::collections::HashMap;
use std::fmt;
use std::time::{Duration, UNIX_EPOCH};

use axum::body::Bytes;
use futures_util::StreamExt;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::multipart::{MultipartStore, PartId};
use object_store::path::Path;
use object_store::{
    BackoffConfig, Error, ObjectMeta, ObjectStore, ObjectStoreExt, PutPayload, RetryConfig,
};
use tokio::task::JoinSet;

use super::line::Line;
use super::reading::Reading;
use super::{Flow, Sizes, Trouble, place};
use crate::Hash;

/// Bytes of a part: what is larger goes in several. The store takes 10 000 of them, 80 GB.
const PART: usize = 8 << 20;
/// Parts on their way at once: the next is gathered meanwhile.
const AT_ONCE: usize = 2;
/// How often a request is tried again that failed in a way that may pass.
const TRIES: usize = 4;
/// When no new try is begun: a person waits, and a handler ends after a minute.
const TRIED_FOR: Duration = Duration::from_secs(20);
/// The pause before the second try, and the longest one.
const PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);
/// What the store says is cut to so many characters.
const SAID_CHARS: usize = 300;
/// Where it is noted what was begun in parts: the store itself does not show it.
const BEGUN: &str = ".growing";

/// Bytes in the objects of a bucket.
pub(super) struct Bucket {
    /// Or why there is none.
    client: Result<AmazonS3, String>,
    prefix: String,
    shown: String,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl Bucket {
    pub(super) fn new(place: &place::Bucket) -> Self {
        let line = Line::new(place.endpoint.starts_with("https://"), place.patience);
        let client = line.map_err(|error| error.to_string()).and_then(|line| {
            AmazonS3Builder::new()
                .with_endpoint(&place.endpoint)
                .with_allow_http(true)
                .with_virtual_hosted_style_request(!place.path_style)
                .with_bucket_name(&place.name)
                .with_region(&place.region)
                .with_access_key_id(&place.key)
                .with_secret_access_key(&place.secret)
                .with_http_connector(line)
                .with_retry(RetryConfig {
                    backoff: BackoffConfig {
                        init_backoff: PAUSE,
                        max_backoff: LONGEST_PAUSE,
                        base: 2.0,
                    },
                    max_retries: TRIES,
                    retry_timeout: TRIED_FOR,
                })
                .build()
                .map_err(|error| error.to_string())
        });
        Self {
            client,
            prefix: place.prefix.clone(),
            shown: place.to_string(),
        }
    }

    fn client(&self) -> Result<&AmazonS3, Trouble> {
        let client = self.client.as_ref();
        client.map_err(|why| Trouble::Away(why.clone()))
    }

    fn path(&self, place: &str) -> Path {
        match self.prefix.as_str() {
            "" => Path::from(place),
            prefix => Path::from(format!("{prefix}/{place}")),
        }
    }

    /// One object at once, or in parts when there is more; it is there wholly or not at all.
    pub(super) async fn put(&self, place: &str, mut flow: Flow) -> Result<(), Trouble> {
        let client = self.client()?;
        let path = self.path(place);
        let mut rest = Bytes::new();
        let first = next_part(&mut flow, &mut rest).await?;
        if first.len() < PART {
            let put = client.put(&path, PutPayload::from(first)).await;
            return put.map(|_| ()).map_err(told_of_put);
        }
        let id = client.create_multipart(&path).await.map_err(told_of_put)?;
        let note = self.path(&format!("{BEGUN}/{}", Hash::of(id.as_bytes())));
        let mut going = Going::new();
        let grown = async {
            let noted = PutPayload::from(format!("{path}\n{id}"));
            client.put(&note, noted).await.map_err(told_of_put)?;
            let source = (first, flow, rest);
            let (parts, size) = put_parts(client, &path, &id, source, &mut going).await?;
            complete(client, &path, &id, parts, size).await
        };
        let grown = grown.await;
        // A part that comes after the end would stay.
        while going.join_next().await.is_some() {}
        // What is not taken away here, a sweep takes away a day later.
        let settled = match grown {
            Ok(()) => true,
            Err(_) => client.abort_multipart(&path, &id).await.is_ok(),
        };
        if settled {
            let _ = client.delete(&note).await;
        }
        grown
    }

    /// `length` bytes from `from` on. What breaks off goes on where it was.
    pub(super) async fn read(&self, place: &str, from: u64, length: u64) -> Result<Flow, Trouble> {
        if length == 0 {
            self.size(place).await?;
            return Ok(Box::pin(futures_util::stream::empty()));
        }
        let client = self.client()?.clone();
        let path = self.path(place);
        Ok(Reading::begin(client, path, from, length).await?.flow())
    }

    /// All that lies there, and how many bytes that are: one request.
    pub(super) async fn all(&self, place: &str) -> Result<(u64, Flow), Trouble> {
        let client = self.client()?.clone();
        let path = self.path(place);
        let found = client.get(&path).await.map_err(told)?;
        let size = found.meta.size;
        Ok((size, Reading::of(client, path, found).flow()))
    }

    pub(super) async fn size(&self, place: &str) -> Result<u64, Trouble> {
        let found = self.client()?.head(&self.path(place)).await;
        Ok(found.map_err(told)?.size)
    }

    pub(super) async fn remove(&self, place: &str) -> Result<(), Trouble> {
        match self.client()?.delete(&self.path(place)).await {
            Err(Error::NotFound { source, .. }) if !is_no_bucket(&source.to_string()) => Ok(()),
            removed => removed.map_err(told),
        }
    }

    pub(super) async fn sizes(&self, folder: &str, most: usize) -> Result<Sizes, Trouble> {
        let mut found = HashMap::new();
        let mut listed = self.list(folder)?;
        while found.len() < most {
            let Some(object) = listed.next().await else {
                break;
            };
            let object = object.map_err(told)?;
            let place = object.location.as_ref();
            let place = match self.prefix.as_str() {
                "" => Some(place),
                prefix => place
                    .strip_prefix(prefix)
                    .and_then(|rest| rest.strip_prefix('/')),
            };
            if let Some(place) = place {
                found.insert(place.to_owned(), object.size);
            }
        }
        Ok(found)
    }

    fn list(
        &self,
        folder: &str,
    ) -> Result<futures_util::stream::BoxStream<'static, object_store::Result<ObjectMeta>>, Trouble>
    {
        let below = match folder {
            "" => Path::from(self.prefix.as_str()),
            folder => self.path(folder),
        };
        let below = Some(below).filter(|below| !below.as_ref().is_empty());
        Ok(self.client()?.list(below.as_ref()))
    }

    /// Gives up what was begun in parts so long ago and never became whole.
    pub(super) async fn tidy(&self, age: Duration) -> Result<(), Trouble> {
        let client = self.client()?;
        let mut listed = self.list(BEGUN)?;
        while let Some(note) = listed.next().await {
            let note = note.map_err(told)?;
            let millis = note.last_modified.timestamp_millis();
            let begun = UNIX_EPOCH + Duration::from_millis(millis.unsigned_abs());
            if begun.elapsed().is_ok_and(|old| old > age) {
                let text = client.get(&note.location).await.map_err(told)?;
                let text = text.bytes().await.map_err(told)?;
                let text = String::from_utf8_lossy(&text).into_owned();
                if let Some((path, id)) = text.split_once('\n') {
                    match client
                        .abort_multipart(&Path::from(path), &id.to_owned())
                        .await
                    {
                        Ok(()) | Err(Error::NotFound { .. }) => {}
                        Err(error) => return Err(told(error)),
                    }
                }
                client.delete(&note.location).await.map_err(told)?;
            }
        }
        Ok(())
    }
}

/// Bytes until a part is full; fewer when the flow has ended.
async fn next_part(flow: &mut Flow, rest: &mut Bytes) -> Result<Bytes, Trouble> {
    let mut part = Vec::new();
    loop {
        let wanted = rest.len().min(PART - part.len());
        part.extend_from_slice(&rest.split_to(wanted));
        if part.len() == PART {
            return Ok(part.into());
        }
        match flow.next().await {
            None => return Ok(part.into()),
            Some(bytes) => *rest = bytes?,
        }
    }
}

/// Puts the parts of an object, some at once; what they are called, in order, and their bytes.
async fn put_parts(
    client: &AmazonS3,
    path: &Path,
    id: &str,
    (first, mut flow, mut rest): (Bytes, Flow, Bytes),
    going: &mut Going,
) -> Result<(Vec<PartId>, u64), Trouble> {
    let mut parts: Vec<Option<PartId>> = Vec::new();
    let mut size = 0;
    let mut part = first;
    while !part.is_empty() {
        let is_last = part.len() < PART;
        size += part.len() as u64;
        let at = parts.len();
        parts.push(None);
        let (client, path, id) = (client.clone(), path.clone(), id.to_owned());
        going.spawn(async move {
            let put = client
                .put_part(&path, &id, at, PutPayload::from(part))
                .await;
            put.map(|part| (at, part)).map_err(told_of_put)
        });
        if is_last {
            break;
        }
        while going.len() >= AT_ONCE {
            settle(going, &mut parts).await?;
        }
        part = next_part(&mut flow, &mut rest).await?;
    }
    while !going.is_empty() {
        settle(going, &mut parts).await?;
    }
    Ok((parts.into_iter().flatten().collect(), size))
}

/// Parts on their way, with their places among the parts.
type Going = JoinSet<Result<(usize, PartId), Trouble>>;

async fn settle(going: &mut Going, parts: &mut [Option<PartId>]) -> Result<(), Trouble> {
    if let Some(put) = going.join_next().await {
        let (at, part) = put.map_err(|error| Trouble::Other(error.to_string()))??;
        parts[at] = Some(part);
    }
    Ok(())
}

/// Makes an object of its parts. When the answer is lost, the object tells whether it was done.
async fn complete(
    client: &AmazonS3,
    path: &Path,
    id: &String,
    parts: Vec<PartId>,
    size: u64,
) -> Result<(), Trouble> {
    let Err(error) = client.complete_multipart(path, id, parts).await else {
        return Ok(());
    };
    match client.head(path).await {
        Ok(there) if there.size == size => Ok(()),
        _ => Err(told_of_put(error)),
    }
}

/// A missing bucket is not a missing object.
fn is_no_bucket(said: &str) -> bool {
    said.contains("NoSuchBucket")
}

/// What went wrong where something was written: there nothing is missing but the bucket.
fn told_of_put(error: Error) -> Trouble {
    match told(error) {
        Trouble::Missing => Trouble::Away("there is no such bucket".into()),
        other => other,
    }
}

/// What the store said, in a line without its XML.
pub(super) fn told(error: Error) -> Trouble {
    match error {
        Error::NotFound { source, .. } if !is_no_bucket(&source.to_string()) => Trouble::Missing,
        error => {
            let text = error.to_string();
            let no_room = ["QuotaExceeded", "StorageFull", "507 Insufficient"];
            if no_room.iter().any(|said| text.contains(said)) {
                return Trouble::Full;
            }
            Trouble::Away(short(&text))
        }
    }
}

/// The code and the message of an answer of S3, where there are some. The rest of such an answer may
/// repeat what was signed.
fn short(text: &str) -> String {
    let inside = |tag: &str| {
        let (_, rest) = text.split_once(&format!("<{tag}>"))?;
        rest.split_once(&format!("</{tag}>"))
            .map(|(inside, _)| inside)
    };
    let said = match (inside("Code"), inside("Message")) {
        (Some(code), Some(message)) => format!("{code}: {message}"),
        (Some(code), None) => code.to_owned(),
        _ => text.split('<').next().unwrap_or_default().to_owned(),
    };
    said.chars().take(SAID_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_store_says_is_told_without_what_was_signed() {
        let said = "Generic S3 error: Server returned non-2xx status code: 403 Forbidden: \
            <?xml?><Error><Code>SignatureDoesNotMatch</Code><Message>The signature differs.</Message>\
            <StringToSign>AWS4-HMAC-SHA256 secret</StringToSign></Error>";
        assert_eq!(short(said), "SignatureDoesNotMatch: The signature differs.");
        assert_eq!(short("it is silent"), "it is silent");
        assert_eq!(short("failed: <html>x</html>"), "failed: ");
    }
}
