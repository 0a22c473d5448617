use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where a bucket is unless it is told: the name that servers of one's own take for any.
const REGION: &str = "us-east-1";
/// A part of 8 MB that was not taken and answered in so long will not be.
const PATIENCE: Duration = Duration::from_secs(20);

/// The setting of where bytes lie.
#[derive(Clone, PartialEq, Eq)]
pub enum Store {
    /// A folder.
    Folder(PathBuf),
    /// A bucket of an S3-compatible store.
    Bucket(Bucket),
}

/// How an S3-compatible store is reached, as the settings say.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Access {
    /// Its address; none for the one of Amazon in the region.
    pub endpoint: Option<String>,
    /// Its region.
    pub region: Option<String>,
    /// Whether the bucket stands in the path of an address, not in its host.
    pub path_style: Option<bool>,
    /// The name of the key.
    pub key: Option<String>,
    /// The secret of the key.
    pub secret: Option<String>,
}

/// A bucket with what opens it.
#[derive(Clone, PartialEq, Eq)]
pub struct Bucket {
    pub(super) name: String,
    /// What all places begin with; empty, or without a slash at the end.
    pub(super) prefix: String,
    /// With the bucket in its host, where it stands there.
    pub(super) endpoint: String,
    pub(super) region: String,
    pub(super) path_style: bool,
    pub(super) key: String,
    pub(super) secret: String,
    pub(super) patience: Duration,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// For people and logs, without secrets.
impl fmt::Display for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => path.display().fmt(f),
            Self::Bucket(bucket) => bucket.fmt(f),
        }
    }
}

/// For people and logs, without secrets.
impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}", self.name)?;
        if !self.prefix.is_empty() {
            write!(f, "/{}", self.prefix)?;
        }
        write!(f, " ({})", self.endpoint)
    }
}

impl Store {
    /// Reads the setting `files`: a folder, `s3://BUCKET` or `s3://BUCKET/PREFIX`, or nothing for
    /// `files` in the data folder.
    ///
    /// # Errors
    /// What is wrong with it, in words without secrets.
    pub fn parse(setting: Option<&str>, data: &Path, access: &Access) -> Result<Self, String> {
        match setting {
            None | Some("") => Ok(Self::Folder(data.join("files"))),
            Some(text) => match text.split_once("://") {
                None => Ok(Self::Folder(PathBuf::from(text))),
                Some(("s3", rest)) => Bucket::parse(rest, access).map(Self::Bucket),
                Some((scheme, _)) => Err(format!(
                    "files: {scheme} is neither a folder of this machine nor s3://BUCKET"
                )),
            },
        }
    }
}

impl Store {
    /// The same that is waited for so long at most before a request is tried again.
    #[cfg(any(test, feature = "testing"))]
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        if let Self::Bucket(bucket) = &mut self {
            bucket.patience = patience;
        }
        self
    }
}

impl Bucket {
    fn parse(place: &str, access: &Access) -> Result<Self, String> {
        let (name, prefix) = place.split_once('/').unwrap_or((place, ""));
        let prefix = prefix.trim_end_matches('/');
        let is_plain = |text: &str| {
            let mut signs = text.bytes();
            signs.all(|sign| sign.is_ascii_alphanumeric() || b"-_.".contains(&sign))
                && !text.starts_with('.')
                && !text.is_empty()
        };
        if !is_plain(name) || !(prefix.is_empty() || prefix.split('/').all(is_plain)) {
            return Err(
                "files: a bucket and what stands after it are Latin letters, digits, - _ and ., as s3://oqu-files/portal"
                    .into(),
            );
        }
        let wanted = |value: &Option<String>, setting: &str| match value.as_deref().map(str::trim) {
            Some(text) if !text.is_empty() => Ok(text.to_owned()),
            _ => Err(format!(
                "{setting}: it must be set when files is s3://BUCKET"
            )),
        };
        let region = access.region.clone().filter(|region| !region.is_empty());
        let region = region.unwrap_or_else(|| REGION.to_owned());
        // A server of one's own rarely has a name for each bucket; Amazon has.
        let own = access.endpoint.as_deref().filter(|text| !text.is_empty());
        let path_style = access.path_style.unwrap_or(own.is_some());
        let address = match own {
            Some(address) => address.trim_end_matches('/').to_owned(),
            None => format!("https://s3.{region}.amazonaws.com"),
        };
        let wrong = || {
            Err(
                "s3_endpoint: an address looks like https://s3.example.kz or http://10.0.0.5:9000"
                    .to_owned(),
            )
        };
        let Some((scheme, host)) = address.split_once("://") else {
            return wrong();
        };
        let is_host = |sign: char| sign.is_ascii_alphanumeric() || "-.:[]".contains(sign);
        if !["http", "https"].contains(&scheme) || host.is_empty() || !host.chars().all(is_host) {
            return wrong();
        }
        let endpoint = match path_style {
            true => address.clone(),
            false => format!("{scheme}://{name}.{host}"),
        };
        Ok(Self {
            name: name.to_owned(),
            prefix: prefix.to_owned(),
            endpoint,
            region,
            path_style,
            key: wanted(&access.key, "s3_key")?,
            secret: wanted(&access.secret, "s3_secret or s3_secret_file")?,
            patience: PATIENCE,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(endpoint: Option<&str>) -> Access {
        Access {
            endpoint: endpoint.map(str::to_owned),
            key: Some("OQU".into()),
            secret: Some("hunter2".into()),
            ..Access::default()
        }
    }

    #[test]
    fn a_setting_is_a_folder_or_a_bucket() {
        let data = Path::new("/data");
        for (setting, endpoint, shown) in [
            (None, None, "/data/files"),
            (Some(""), None, "/data/files"),
            (Some("/srv/files"), None, "/srv/files"),
            (
                Some("s3://oqu"),
                None,
                "s3://oqu (https://oqu.s3.us-east-1.amazonaws.com)",
            ),
            (
                Some("s3://oqu/a/b/"),
                Some("http://10.0.0.5:9000/"),
                "s3://oqu/a/b (http://10.0.0.5:9000)",
            ),
        ] {
            let store = Store::parse(setting, data, &access(endpoint)).unwrap();
            assert_eq!(store.to_string(), shown);
            assert_eq!(format!("{store:?}"), shown);
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_the_secret() {
        let data = Path::new("/data");
        let nobody = Access::default();
        for (setting, access, said) in [
            ("ftp://oqu", &access(None), "ftp"),
            ("s3://", &access(None), "bucket"),
            ("s3://../..", &access(None), "bucket"),
            ("s3://oqu/../x", &access(None), "bucket"),
            ("s3://oqu", &nobody, "s3_key"),
            ("s3://oqu", &access(Some("10.0.0.5:9000")), "s3_endpoint"),
            ("s3://oqu", &access(Some("http://a:b@c/d")), "s3_endpoint"),
        ] {
            let wrong = Store::parse(Some(setting), data, access).unwrap_err();
            assert!(wrong.contains(said), "{setting}: {wrong}");
            assert!(!wrong.contains("hunter2"), "{wrong}");
        }
        let access = access(None);
        assert!(!format!("{access:?}").contains("hunter2"));
    }
}
