//! Archives that only a passphrase opens. Whoever makes one needs no secret: the passphrase becomes
//! a pair of keys once, and the public half is enough to seal, so that backups by the clock are
//! sealed too and nothing on the machine opens them.
//!
//! Argon2id makes the private key of the passphrase and a salt (RFC 9106); X25519 with a key of this
//! one archive and HKDF-SHA256 make the key of its bytes (RFC 7748, RFC 5869); ChaCha20-Poly1305
//! seals them in pieces, each under its number, the last one marked (RFC 8439; the STREAM
//! construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). A piece that is changed, moved,
//! taken out or cut off is found.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::str::FromStr;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use curve25519_dalek::MontgomeryPoint;
use oqu_kernel::Chance;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};

use super::Fault;

/// How a sealed archive begins.
const MAGIC: &[u8; 16] = b"oqu sealed 1\n\0\0\0";
/// Plain bytes of a piece.
const PIECE: usize = 64 << 10;
/// Bytes that sealing adds to a piece.
const TAG: usize = 16;
/// Bytes of a salt.
const SALT: usize = 16;
/// Bytes of a key.
const KEY: usize = 32;
/// Bytes before the first piece: how it begins, cost, salt, the lock's key, the archive's key.
const HEAD: usize = MAGIC.len() + 8 + SALT + KEY + KEY;
/// Memory of one guess at a passphrase, in KiB: twice what OWASP asks of sign-in, because nobody
/// waits for it at a door.
const MEMORY_KIB: u32 = 64 << 10;
/// Passes over it.
const PASSES: u32 = 3;
/// What an archive may ask of the machine that opens it, in KiB.
const MOST_MEMORY_KIB: u32 = 1 << 20;
/// And passes.
const MOST_PASSES: u32 = 20;
/// The fewest characters of a passphrase: it is guessed at without anybody watching.
pub const LEAST_CHARS: usize = 12;

/// What seals and does not open: kept among the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    memory_kib: u32,
    passes: u32,
    salt: [u8; SALT],
    public: [u8; KEY],
}

impl Lock {
    /// Makes a lock of a passphrase. Takes some tenths of a second of a core.
    ///
    /// # Errors
    /// When the passphrase cannot be taken.
    pub fn new(passphrase: &str, chance: &Chance) -> Result<Self, Fault> {
        if passphrase.chars().count() < LEAST_CHARS {
            return Err(Fault::Refused(format!(
                "a passphrase has {LEAST_CHARS} characters at least"
            )));
        }
        let mut lock = Self {
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            salt: chance.bytes(),
            public: [0; KEY],
        };
        lock.public = public(lock.private(passphrase)?);
        Ok(lock)
    }

    /// Some signs by which people tell one lock from another.
    pub fn mark(&self) -> String {
        self.public[..4]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    fn private(&self, passphrase: &str) -> Result<[u8; KEY], Fault> {
        if self.memory_kib > MOST_MEMORY_KIB || self.passes > MOST_PASSES {
            return Err(broken("it asks too much of this machine"));
        }
        let unusable = |_| broken("its head cannot be used");
        let params = Params::new(self.memory_kib, self.passes, 1, Some(KEY)).map_err(unusable)?;
        let mut private = [0; KEY];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), &self.salt, &mut private)
            .map_err(unusable)?;
        Ok(private)
    }
}

/// As it stands in a row.
impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (salt, public) = (
            URL_SAFE_NO_PAD.encode(self.salt),
            URL_SAFE_NO_PAD.encode(self.public),
        );
        write!(f, "{}.{}.{salt}.{public}", self.memory_kib, self.passes)
    }
}

impl FromStr for Lock {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let parts: Vec<&str> = text.split('.').collect();
        let read = || -> Option<Self> {
            let [memory, passes, salt, public] = parts[..] else {
                return None;
            };
            Some(Self {
                memory_kib: memory.parse().ok()?,
                passes: passes.parse().ok()?,
                salt: URL_SAFE_NO_PAD.decode(salt).ok()?.try_into().ok()?,
                public: URL_SAFE_NO_PAD.decode(public).ok()?.try_into().ok()?,
            })
        };
        read().ok_or_else(|| broken("what stands in the row is no lock"))
    }
}

fn broken(what: &str) -> Fault {
    Fault::Archive(what.to_owned())
}

fn public(private: [u8; KEY]) -> [u8; KEY] {
    MontgomeryPoint::mul_base_clamped(private).to_bytes()
}

/// The key of an archive's bytes: of what both halves share, and of the whole head.
fn key_of(shared: [u8; KEY], head: &[u8; HEAD]) -> Result<[u8; KEY], Fault> {
    // A public key of small order would share zeros with everybody (RFC 7748 §6.1).
    if shared == [0; KEY] {
        return Err(broken("its head cannot be used"));
    }
    let mut key = [0; KEY];
    let extracted = Salt::new(HKDF_SHA256, MAGIC).extract(&shared);
    extracted
        .expand(&[&head[..]], HKDF_SHA256)
        .and_then(|made| made.fill(&mut key))
        .map_err(|_| broken("no key can be made"))?;
    Ok(key)
}

fn sealer(key: &[u8; KEY]) -> io::Result<LessSafeKey> {
    let key = UnboundKey::new(&CHACHA20_POLY1305, key);
    key.map(LessSafeKey::new)
        .map_err(|_| io::Error::other("a key of the wrong length"))
}

/// The number of a piece, and whether it is the last: no two pieces of an archive have one nonce, and
/// no two archives one key.
fn nonce(number: u64, is_last: bool) -> Nonce {
    let mut bytes = [0; 12];
    bytes[3..11].copy_from_slice(&number.to_be_bytes());
    bytes[11] = u8::from(is_last);
    Nonce::assume_unique_for_key(bytes)
}

/// Seals what is written into it.
pub(super) struct SealWriter<W: Write> {
    inner: W,
    key: LessSafeKey,
    piece: Vec<u8>,
    number: u64,
}

impl<W: Write> SealWriter<W> {
    /// Writes the head.
    pub(super) fn new(mut inner: W, lock: &Lock, chance: &Chance) -> Result<Self, Fault> {
        let own: [u8; KEY] = chance.bytes();
        let mut head = [0; HEAD];
        let parts = [
            &MAGIC[..],
            &lock.memory_kib.to_le_bytes(),
            &lock.passes.to_le_bytes(),
            &lock.salt,
            &lock.public,
            &public(own),
        ]
        .concat();
        head.copy_from_slice(&parts);
        let shared = MontgomeryPoint(lock.public).mul_clamped(own).to_bytes();
        let key = key_of(shared, &head)?;
        let written = inner.write_all(&head).and_then(|()| sealer(&key));
        Ok(Self {
            inner,
            key: written.map_err(Fault::file(Path::new("")))?,
            piece: Vec::with_capacity(PIECE + TAG),
            number: 0,
        })
    }

    fn put(&mut self, is_last: bool) -> io::Result<()> {
        let nonce = nonce(self.number, is_last);
        let sealed = self
            .key
            .seal_in_place_append_tag(nonce, Aad::empty(), &mut self.piece);
        sealed.map_err(|_| io::Error::other("the archive cannot be sealed"))?;
        self.inner.write_all(&self.piece)?;
        self.piece.clear();
        self.number += 1;
        Ok(())
    }

    /// Writes the last piece; without it the archive does not open.
    pub(super) fn end(&mut self) -> io::Result<&mut W> {
        self.put(true)?;
        Ok(&mut self.inner)
    }
}

impl<W: Write> Write for SealWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full piece waits until it is known that another follows.
        if self.piece.len() == PIECE {
            self.put(false)?;
        }
        let count = bytes.len().min(PIECE - self.piece.len());
        self.piece.extend_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Whether a file is a sealed archive.
///
/// # Errors
/// When it cannot be read.
pub fn is_sealed(path: &Path) -> io::Result<bool> {
    let mut start = [0; MAGIC.len()];
    match File::open(path)?.read_exact(&mut start) {
        Ok(()) => Ok(&start == MAGIC),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// The key of one sealed archive, made of its head and the passphrase.
#[derive(Clone)]
pub(super) struct Opener([u8; KEY]);

impl Opener {
    /// Reads the head. Takes some tenths of a second of a core.
    ///
    /// # Errors
    /// [`Fault::Refused`] when the passphrase is another; what is wrong with the head.
    pub(super) fn new(path: &Path, passphrase: &str) -> Result<Self, Fault> {
        let mut head = [0; HEAD];
        let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
        read.map_err(Fault::file(path))?;
        let part = |from: usize, to: usize| &head[MAGIC.len() + from..MAGIC.len() + to];
        let array = |from: usize| -> [u8; KEY] {
            let mut key = [0; KEY];
            key.copy_from_slice(part(from, from + KEY));
            key
        };
        let number = |from: usize| {
            let mut number = [0; 4];
            number.copy_from_slice(part(from, from + 4));
            u32::from_le_bytes(number)
        };
        let mut salt = [0; SALT];
        salt.copy_from_slice(part(8, 8 + SALT));
        let lock = Lock {
            memory_kib: number(0),
            passes: number(4),
            salt,
            public: array(8 + SALT),
        };
        let private = lock.private(passphrase)?;
        if public(private) != lock.public {
            return Err(Fault::Refused(
                "this is not the passphrase of the archive".into(),
            ));
        }
        let other = array(8 + SALT + KEY);
        let shared = MontgomeryPoint(other).mul_clamped(private).to_bytes();
        key_of(shared, &head).map(Self)
    }

    /// The plain bytes of the archive.
    ///
    /// # Errors
    /// When it is cut off, or cannot be read.
    pub(super) fn open(&self, mut file: File) -> io::Result<Opened> {
        let whole = file.seek(SeekFrom::End(0))?;
        let sealed = whole.saturating_sub(HEAD as u64);
        let each = (PIECE + TAG) as u64;
        let pieces = sealed.div_ceil(each);
        let plain = sealed.checked_sub(pieces * TAG as u64);
        let plain = plain.filter(|_| pieces > 0).ok_or_else(cut_off)?;
        Ok(Opened {
            file,
            key: sealer(&self.0)?,
            pieces,
            plain,
            at: 0,
            held: None,
            piece: Vec::new(),
        })
    }
}

fn cut_off() -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        "it is damaged, cut off or was changed",
    )
}

/// Reads a sealed archive as if it were plain.
pub(super) struct Opened {
    file: File,
    key: LessSafeKey,
    pieces: u64,
    plain: u64,
    at: u64,
    /// The number of the piece that is held.
    held: Option<u64>,
    piece: Vec<u8>,
}

impl Opened {
    fn hold(&mut self, number: u64) -> io::Result<()> {
        if self.held == Some(number) {
            return Ok(());
        }
        let each = (PIECE + TAG) as u64;
        self.held = None;
        self.file
            .seek(SeekFrom::Start(HEAD as u64 + number * each))?;
        self.piece.clear();
        (&mut self.file).take(each).read_to_end(&mut self.piece)?;
        let is_last = number + 1 == self.pieces;
        let nonce = nonce(number, is_last);
        let opened = self.key.open_in_place(nonce, Aad::empty(), &mut self.piece);
        let length = opened.map_err(|_| cut_off())?.len();
        self.piece.truncate(length);
        self.held = Some(number);
        Ok(())
    }
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.plain || buffer.is_empty() {
            // The last piece says that it is the last; an archive cut off between two does not.
            self.hold(self.pieces - 1)?;
            return Ok(0);
        }
        let piece = PIECE as u64;
        self.hold(self.at / piece)?;
        let within = usize::try_from(self.at % piece).unwrap_or_default();
        let rest = self.piece.get(within..).ok_or_else(cut_off)?;
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Opened {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.plain.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSPHRASE: &str = "жеті қазына және бір арман";

    /// A lock that costs little to make.
    fn lock(passphrase: &str) -> Lock {
        let mut lock = Lock {
            memory_kib: 64,
            passes: 1,
            salt: [7; SALT],
            public: [0; KEY],
        };
        lock.public = public(lock.private(passphrase).unwrap());
        lock
    }

    fn sealed(path: &Path, plain: &[u8]) {
        let file = File::create(path).unwrap();
        let mut writer = SealWriter::new(file, &lock(PASSPHRASE), &Chance::seeded(1)).unwrap();
        // In odd portions, so that pieces and writes do not fall together.
        for part in plain.chunks(10_007) {
            writer.write_all(part).unwrap();
        }
        writer.end().unwrap().sync_all().unwrap();
    }

    fn opened(path: &Path) -> io::Result<Vec<u8>> {
        let opener = Opener::new(path, PASSPHRASE).unwrap();
        let mut plain = Vec::new();
        opener.open(File::open(path)?)?.read_to_end(&mut plain)?;
        Ok(plain)
    }

    fn bytes(count: usize) -> Vec<u8> {
        (0..count).map(|at| (at * 31 % 251) as u8).collect()
    }

    #[test]
    fn what_is_sealed_comes_back_whole_and_from_any_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        for count in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 5] {
            let plain = bytes(count);
            sealed(&path, &plain);
            assert!(is_sealed(&path).unwrap());
            assert_eq!(opened(&path).unwrap(), plain, "{count}");
            let raw = std::fs::read(&path).unwrap();
            assert!(count < 64 || !raw.windows(64).any(|part| part == &plain[..64]));
        }
        let opener = Opener::new(&path, PASSPHRASE).unwrap();
        let mut file = opener.open(File::open(&path).unwrap()).unwrap();
        let plain = bytes(3 * PIECE + 5);
        for at in [PIECE * 2 + 9, 3, PIECE - 1, 3 * PIECE + 4] {
            file.seek(SeekFrom::Start(at as u64)).unwrap();
            let mut byte = [0];
            file.read_exact(&mut byte).unwrap();
            assert_eq!(byte[0], plain[at], "{at}");
        }
        assert_eq!(file.seek(SeekFrom::End(0)).unwrap(), plain.len() as u64);
    }

    #[test]
    fn another_passphrase_does_not_open_and_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        sealed(&path, b"x");
        let wrong = Opener::new(&path, "жеті қазына және бір арма").map(|_| ());
        assert!(matches!(wrong, Err(Fault::Refused(_))), "{wrong:?}");
        std::fs::write(&path, b"oqu sea").unwrap();
        assert!(!is_sealed(&path).unwrap());
    }

    #[test]
    fn nothing_in_it_can_be_changed_moved_or_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let each = PIECE + TAG;
        sealed(&path, &bytes(2 * PIECE + 100));
        let whole = std::fs::read(&path).unwrap();
        let check = |what: &str, bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            assert!(opened(&path).is_err(), "{what}");
        };
        for at in [HEAD, HEAD + each + 5, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            check("a byte is changed", &changed);
        }
        check("cut off within a piece", &whole[..whole.len() - 1]);
        check("cut off after a piece", &whole[..HEAD + 2 * each]);
        check("cut off after the head", &whole[..HEAD]);
        let mut moved = whole[..HEAD].to_vec();
        moved.extend_from_slice(&whole[HEAD + each..HEAD + 2 * each]);
        moved.extend_from_slice(&whole[HEAD..HEAD + each]);
        moved.extend_from_slice(&whole[HEAD + 2 * each..]);
        check("two pieces are exchanged", &moved);
        let mut head = whole.clone();
        // The archive's own key.
        head[HEAD - KEY] ^= 1;
        check("the head is changed", &head);
    }

    #[test]
    fn a_lock_goes_into_a_row_and_back() {
        let lock = lock(PASSPHRASE);
        assert_eq!(lock.to_string().parse::<Lock>().unwrap(), lock);
        assert_eq!(lock.mark().len(), 8);
        for wrong in ["", "1.2.3.4", "64.1.AAAA.AAAA", "a.b.c.d.e"] {
            assert!(wrong.parse::<Lock>().is_err(), "{wrong}");
        }
        let short = Lock::new("он бір таңба", &Chance::seeded(1));
        assert!(short.is_ok(), "twelve characters");
        let short = Lock::new("қысқа", &Chance::seeded(1));
        assert!(matches!(short, Err(Fault::Refused(_))));
        let mut costly = lock;
        costly.memory_kib = MOST_MEMORY_KIB + 1;
        assert!(costly.private("x").is_err());
    }
}
