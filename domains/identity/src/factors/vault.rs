//! Secrets that the program itself must read again stand in rows sealed by a key that does not.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use oqu_kernel::{Chance, PersonId};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::{Digest, Sha256};

/// Bytes of the key file.
const KEY: usize = 32;
/// Bytes before the sealed secret that tell by which key it was sealed.
const MARK: usize = 8;

/// The key `<data>/keys/secrets.key`. Opened, or made, when it is needed first.
#[derive(Clone)]
pub(crate) struct Vault(Arc<Inner>);

struct Inner {
    path: PathBuf,
    key: OnceLock<Key>,
}

struct Key {
    mark: [u8; MARK],
    key: LessSafeKey,
}

impl Vault {
    /// The vault of a data folder; nothing is read yet.
    pub(crate) fn of(data: &Path) -> Self {
        Self(Arc::new(Inner {
            path: data.join("keys").join("secrets.key"),
            key: OnceLock::new(),
        }))
    }

    /// Reads the key, or makes it with bytes of the operating system when there is none.
    ///
    /// # Errors
    /// When the folder cannot be written, or the file is there and is no key.
    pub(crate) fn open(&self) -> Result<(), String> {
        if self.0.key.get().is_none() {
            let bytes = self.load().or_else(|error| match error.kind() {
                ErrorKind::NotFound => self.create().and_then(|()| self.load()),
                _ => Err(error),
            });
            let bytes = bytes.map_err(|error| format!("{}: {error}", self.0.path.display()))?;
            let key =
                Key::new(&bytes).ok_or_else(|| format!("{} is no key", self.0.path.display()))?;
            // Another request may have been faster with the same file.
            let _ = self.0.key.set(key);
        }
        Ok(())
    }

    /// Seals a secret for one person: in another person's row it does not open.
    ///
    /// # Errors
    /// Why the key cannot be had.
    pub(crate) fn seal(
        &self,
        person: PersonId,
        secret: &[u8],
        chance: &Chance,
    ) -> Result<Vec<u8>, String> {
        self.open()?;
        let key = self.key()?;
        let nonce = chance.bytes::<NONCE_LEN>();
        let mut sealed = secret.to_vec();
        key.key
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(person.uuid().as_bytes()),
                &mut sealed,
            )
            .map_err(|_| "the secret cannot be sealed".to_owned())?;
        Ok([&key.mark[..], &nonce, &sealed].concat())
    }

    /// Opens what [`Vault::seal`] made for this person.
    ///
    /// # Errors
    /// Why not: another key, another person, damage.
    pub(crate) fn unseal(&self, person: PersonId, sealed: &[u8]) -> Result<Vec<u8>, String> {
        self.open()?;
        let key = self.key()?;
        let damaged = || "a sealed secret is damaged".to_owned();
        let (mark, rest) = sealed.split_at_checked(MARK).ok_or_else(damaged)?;
        if mark != key.mark {
            return Err(format!(
                "a secret was sealed by another key than {}: put that key back",
                self.0.path.display()
            ));
        }
        let (nonce, sealed) = rest.split_at_checked(NONCE_LEN).ok_or_else(damaged)?;
        let mut secret = sealed.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| damaged())?;
        let opened = key
            .key
            .open_in_place(nonce, Aad::from(person.uuid().as_bytes()), &mut secret)
            .map_err(|_| damaged())?;
        Ok(opened.to_vec())
    }

    fn key(&self) -> Result<&Key, String> {
        self.0.key.get().ok_or_else(|| "no key".to_owned())
    }

    fn load(&self) -> std::io::Result<Vec<u8>> {
        fs::read(&self.0.path)
    }

    /// A whole file or none, and never over another: two nodes with one folder end with one key.
    fn create(&self) -> std::io::Result<()> {
        let path = &self.0.path;
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        let chance = Chance::system();
        let turn = u64::from_be_bytes(chance.bytes::<8>());
        let half = path.with_extension(format!("{turn:016x}.half"));
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&half)?;
        file.write_all(&chance.bytes::<KEY>())?;
        file.sync_all()?;
        let linked = match fs::hard_link(&half, path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        };
        fs::remove_file(&half)?;
        linked?;
        fs::File::open(folder)?.sync_all()
    }
}

impl Key {
    fn new(bytes: &[u8]) -> Option<Self> {
        let mut mark = [0; MARK];
        mark.copy_from_slice(&Sha256::digest(bytes)[..MARK]);
        let key = UnboundKey::new(&CHACHA20_POLY1305, bytes).ok()?;
        Some(Self {
            mark,
            key: LessSafeKey::new(key),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use oqu_kernel::{Id, Moment};

    use super::*;

    #[test]
    fn a_secret_opens_for_its_person_and_key_only() {
        let chance = Chance::seeded(5);
        let person = Id::new(Moment::from_millis(1), &chance);
        let other = Id::new(Moment::from_millis(2), &chance);
        let data = tempfile::tempdir().unwrap();
        let vault = Vault::of(data.path());
        let sealed = vault.seal(person, b"secret", &chance).unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        // A second node with the same folder has the same key.
        let node = Vault::of(data.path());
        assert_eq!(node.unseal(person, &sealed).unwrap(), b"secret");
        assert!(node.unseal(other, &sealed).is_err());
        let mut bent = sealed.clone();
        *bent.last_mut().unwrap() ^= 1;
        assert!(node.unseal(person, &bent).is_err());
        assert!(node.unseal(person, &sealed[..10]).is_err());
        let elsewhere = tempfile::tempdir().unwrap();
        let told = Vault::of(elsewhere.path()).unseal(person, &sealed);
        assert!(told.unwrap_err().contains("another key"));
        let path = data.path().join("keys/secrets.key");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(data.path().join("keys")).unwrap().count(), 1);
    }

    #[test]
    fn a_damaged_key_is_never_replaced() {
        let data = tempfile::tempdir().unwrap();
        fs::create_dir(data.path().join("keys")).unwrap();
        let path = data.path().join("keys/secrets.key");
        fs::write(&path, "rubbish").unwrap();
        assert!(Vault::of(data.path()).open().is_err());
        assert_eq!(fs::read(&path).unwrap(), b"rubbish");
    }
}
