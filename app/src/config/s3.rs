use std::fmt;
use std::path::PathBuf;

use clap::Args;
use oqu_files::Access;

use super::Wrong;

/// How the S3-compatible store of `files` is reached.
#[derive(Args, Clone, Default)]
pub struct S3 {
    /// Address of the S3-compatible store, such as https://s3.example.kz [default: the one of Amazon in the region]
    #[arg(
        long = "s3-endpoint",
        env = "OQU_S3_ENDPOINT",
        value_name = "URL",
        global = true
    )]
    pub endpoint: Option<String>,
    /// Its region [default: us-east-1]
    #[arg(
        long = "s3-region",
        env = "OQU_S3_REGION",
        value_name = "REGION",
        global = true
    )]
    pub region: Option<String>,
    /// The bucket stands in the path of an address, not in its host [default: true when an address is set]
    #[arg(long = "s3-path-style", env = "OQU_S3_PATH_STYLE", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", global = true)]
    pub path_style: Option<bool>,
    /// The name of the key that opens the bucket
    #[arg(
        long = "s3-key",
        env = "OQU_S3_KEY",
        value_name = "KEY",
        hide_env_values = true,
        global = true
    )]
    pub key: Option<String>,
    /// The secret of that key; other users of the machine see a flag, so rather use a file
    #[arg(
        long = "s3-secret",
        env = "OQU_S3_SECRET",
        value_name = "SECRET",
        hide_env_values = true,
        global = true
    )]
    pub secret: Option<String>,
    /// A file with the secret
    #[arg(
        long = "s3-secret-file",
        env = "OQU_S3_SECRET_FILE",
        value_name = "FILE",
        global = true
    )]
    pub secret_file: Option<PathBuf>,
}

/// Without the secret.
impl fmt::Debug for S3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

impl S3 {
    /// What is told here, and what is told there where it is not told here.
    pub(super) fn or(&self, there: Self) -> Self {
        let here = self.clone();
        // A secret told here beats a file told there.
        let secret_file = match here.secret {
            Some(_) => here.secret_file,
            None => here.secret_file.or(there.secret_file),
        };
        let secret = match self.secret_file {
            Some(_) => here.secret,
            None => here.secret.or(there.secret),
        };
        Self {
            endpoint: here.endpoint.or(there.endpoint),
            region: here.region.or(there.region),
            path_style: here.path_style.or(there.path_style),
            key: here.key.or(there.key),
            secret,
            secret_file,
        }
    }

    /// The same for the store, with the secret read from its file.
    pub(super) fn access(self) -> Result<Access, Wrong> {
        let secret = match (self.secret, self.secret_file) {
            (Some(_), Some(_)) => {
                return Err(Wrong(
                    "s3_secret and s3_secret_file: only one of them may be set".into(),
                ));
            }
            (secret, None) => secret,
            (None, Some(path)) => {
                let read = std::fs::read_to_string(&path).map_err(|error| {
                    Wrong(format!(
                        "s3_secret_file: {} cannot be read: {error}",
                        path.display()
                    ))
                });
                Some(read?.trim().to_owned())
            }
        };
        Ok(Access {
            endpoint: self.endpoint,
            region: self.region,
            path_style: self.path_style,
            key: self.key,
            secret,
        })
    }
}
