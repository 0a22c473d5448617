//! The key that signs heads. It stands beside the database and never in it.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{
    DecodePrivateKey as _, DecodePublicKey as _, EncodePrivateKey as _, EncodePublicKey as _,
};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use oqu_kernel::Chance;

use crate::{Error, Hex, Result};

/// A public key as it stands in batches and heads.
pub type PublicKey = Hex<32>;

/// What stands before a head when it is signed, so that the signature means nothing elsewhere.
const SIGNED: &[u8] = b"oqu audit head 1\0";

/// The key of this installation.
pub struct SealingKey(SigningKey);

impl SealingKey {
    /// Opens `<data>/keys/audit.key`, or makes it with bytes of the operating system when it is
    /// not there, with the public key in `audit.pub` beside it.
    ///
    /// # Errors
    /// When the folder cannot be written, or the file is there and is no key.
    pub fn open(data: &Path) -> Result<Self> {
        let path = private_path(data);
        match fs::read_to_string(&path) {
            Ok(pem) => SigningKey::from_pkcs8_pem(&pem).map(Self).map_err(|_| {
                Error::Key(format!(
                    "{} is not an Ed25519 key; put it back from a backup, or move it away to begin with a new key",
                    path.display()
                ))
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::create(data),
            Err(error) => Err(Error::file(&path, &error)),
        }
    }

    fn create(data: &Path) -> Result<Self> {
        let key = SigningKey::from_bytes(&Chance::system().bytes());
        let private = key
            .to_pkcs8_pem(LineEnding::LF)
            .map_err(|error| Error::Key(error.to_string()))?;
        let public = key
            .verifying_key()
            .to_public_key_pem(LineEnding::LF)
            .map_err(|error| Error::Key(error.to_string()))?;
        let folder = data.join("keys");
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .map_err(|error| Error::file(&folder, &error))?;
        keep_former(&folder)?;
        put(&folder.join("audit.pub"), public.as_bytes(), 0o644)?;
        put(&private_path(data), private.as_bytes(), 0o600)?;
        Ok(Self(key))
    }

    /// The public key.
    pub fn public(&self) -> PublicKey {
        Hex(self.0.verifying_key().to_bytes())
    }

    /// Signs a head.
    pub(crate) fn sign(&self, head: &[u8; 32]) -> [u8; 64] {
        self.0.sign(&signed(head)).to_bytes()
    }
}

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SealingKey({})", self.public())
    }
}

/// The keys whose batches are believed: the own one, and the public keys beside it.
pub(crate) struct Keyring {
    own: PublicKey,
    data: PathBuf,
}

impl Keyring {
    pub(crate) fn new(own: PublicKey, data: &Path) -> Self {
        Self {
            own,
            data: data.to_owned(),
        }
    }

    /// The folder is read anew for every key but the own one: one may have been put there since.
    pub(crate) fn trusts(&self, key: &PublicKey) -> Result<bool> {
        Ok(*key == self.own || of_folder(&self.data)?.contains(key))
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.data.join("keys")
    }
}

/// Whether there is a key to sign with.
pub(crate) fn has_own(data: &Path) -> bool {
    private_path(data).exists()
}

/// The public keys in `<data>/keys`: of every file `*.pub`, in PEM or as hexadecimal digits, and of
/// the private key where it may be read. A file that is no such key is passed over.
pub(crate) fn of_folder(data: &Path) -> Result<Vec<PublicKey>> {
    let folder = data.join("keys");
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(|error| Error::file(&folder, &error))?,
    };
    let mut keys = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| Error::file(&folder, &error))?.path();
        if path.extension().is_some_and(|ending| ending == "pub") {
            let text = fs::read_to_string(&path).map_err(|error| Error::file(&path, &error))?;
            keys.extend(public_of(&text));
        }
    }
    if let Ok(pem) = fs::read_to_string(private_path(data))
        && let Ok(own) = SigningKey::from_pkcs8_pem(&pem)
    {
        keys.push(Hex(own.verifying_key().to_bytes()));
    }
    Ok(keys)
}

fn public_of(text: &str) -> Option<PublicKey> {
    let of_pem = || VerifyingKey::from_public_key_pem(text).ok();
    let of_digits = || text.trim().parse().ok();
    of_pem().map(|key| Hex(key.to_bytes())).or_else(of_digits)
}

/// A restore may have brought the public key of the installation before, whose batches stay
/// believed: a new key stands beside it and not in its place.
fn keep_former(folder: &Path) -> Result<()> {
    let path = folder.join("audit.pub");
    let Some(former) = fs::read_to_string(&path)
        .ok()
        .as_deref()
        .and_then(public_of)
    else {
        return Ok(());
    };
    let beside = folder.join(format!("audit-{}.pub", former.short()));
    fs::rename(&path, &beside).map_err(|error| Error::file(&beside, &error))
}

/// Whether `signature` of `head` was made by the holder of `public`. Source: RFC 8032 §5.1.7.
pub(crate) fn holds(public: &[u8; 32], head: &[u8; 32], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public).is_ok_and(|key| {
        key.verify_strict(&signed(head), &Signature::from_bytes(signature))
            .is_ok()
    })
}

fn signed(head: &[u8; 32]) -> Vec<u8> {
    [SIGNED, head].concat()
}

fn private_path(data: &Path) -> PathBuf {
    data.join("keys").join("audit.key")
}

/// Writes a whole file or none: a half key would be worse than no key.
fn put(path: &Path, bytes: &[u8], mode: u32) -> Result<()> {
    let half = path.with_extension("half");
    let written = || {
        let _ = fs::remove_file(&half);
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(&half)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&half, path)?;
        File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
    };
    written().map_err(|error| Error::file(path, &error))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn the_key_is_made_once_and_read_by_its_owner_only() {
        let data = tempfile::tempdir().unwrap();
        let first = SealingKey::open(data.path()).unwrap();
        let again = SealingKey::open(data.path()).unwrap();
        assert_eq!(first.public(), again.public());
        let mode = fs::metadata(private_path(data.path()))
            .unwrap()
            .permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
        assert!(data.path().join("keys/audit.pub").exists());
    }

    #[test]
    fn a_new_key_leaves_the_former_public_key_beside_it() {
        let data = tempfile::tempdir().unwrap();
        let former = SealingKey::open(data.path()).unwrap().public();
        fs::remove_file(private_path(data.path())).unwrap();
        let own = SealingKey::open(data.path()).unwrap().public();
        assert_ne!(former, own);
        let stranger = Hex([7; 32]);
        let keyring = Keyring::new(own, data.path());
        assert!(keyring.trusts(&former).unwrap() && keyring.trusts(&own).unwrap());
        assert!(!keyring.trusts(&stranger).unwrap());
        fs::write(data.path().join("keys/rubbish.pub"), "ssh-rsa AAAA").unwrap();
        fs::write(data.path().join("keys/node.pub"), format!("{stranger}\n")).unwrap();
        assert!(keyring.trusts(&stranger).unwrap());
    }

    #[test]
    fn a_damaged_key_is_never_replaced() {
        let data = tempfile::tempdir().unwrap();
        SealingKey::open(data.path()).unwrap();
        fs::write(private_path(data.path()), "rubbish").unwrap();
        assert!(SealingKey::open(data.path()).is_err());
        assert_eq!(fs::read(private_path(data.path())).unwrap(), b"rubbish");
    }

    #[test]
    fn a_signature_holds_for_its_head_and_key_only() {
        let data = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        let key = SealingKey::open(data.path()).unwrap();
        let stranger = SealingKey::open(other.path()).unwrap();
        let signature = key.sign(&[7; 32]);
        assert!(holds(&key.public().0, &[7; 32], &signature));
        assert!(!holds(&key.public().0, &[8; 32], &signature));
        assert!(!holds(&stranger.public().0, &[7; 32], &signature));
    }
}
