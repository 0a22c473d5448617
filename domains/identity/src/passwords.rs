//! Passwords are kept as Argon2id hashes (RFC 9106) and checked one or two at a time.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use oqu_kernel::Chance;
use subtle::ConstantTimeEq;
use tokio::sync::Semaphore;

/// Memory of one hash, in KiB: OWASP's first choice for Argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over that memory.
const PASSES: u32 = 2;
/// Bytes of a hash.
const LENGTH: usize = 32;
/// Hashes at the same time: the memory of more would be felt by everybody else.
static AT_ONCE: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));
/// The memory of hashes that are done, for those to come: given back each time, it would stay with
/// the allocator in pieces and grow with every morning's sign-ins.
static MEMORY: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());
/// Checked when there is no such person, so that the answer takes as long as for one who is there.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm8$W3Iu1ZzqUXtqDZ6O8gdWv4h5v8SRmnmTqJ8EQxUZbM4";

/// The fewest characters of a password.
const FEWEST: usize = 8;
/// The most characters: longer ones only cost time.
const MOST: usize = 200;

/// Why a new password cannot be taken: the message that says what to do. There is no rule on which
/// signs it is made of; it must only not be one that others try first: a common one, or what the
/// person is called by (`own`: login and address).
pub(crate) fn refusal<'a>(
    new: &str,
    own: impl IntoIterator<Item = &'a str>,
) -> Option<&'static str> {
    if !(FEWEST..=MOST).contains(&new.chars().count()) {
        return Some("password-new-length");
    }
    if crate::common_passwords::is_common(new) {
        return Some("password-new-common");
    }
    let lower = new.to_lowercase();
    let is_own = |name: &str| {
        let name = name.to_lowercase();
        let local = name.split('@').next().unwrap_or_default();
        lower == name || lower == local
    };
    own.into_iter().any(is_own).then_some("password-new-own")
}

/// The hash of a password, as a PHC string.
pub(crate) async fn hash(password: &str, chance: &Chance) -> String {
    let password = password.to_owned();
    let salt = chance.bytes::<16>();
    let hashed = in_turn(move || {
        let params = Params::new(MEMORY_KIB, PASSES, 1, None).ok()?;
        let hash = compute(params, &password, &salt)?;
        let [salt, hash] = [&salt[..], &hash[..]].map(|bytes| STANDARD_NO_PAD.encode(bytes));
        Some(format!(
            "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p=1${salt}${hash}"
        ))
    });
    hashed.await.flatten().unwrap_or_default()
}

/// Whether a password is the one that was hashed; false, after the same time, when there is none.
pub(crate) async fn is_right(password: &str, hash: Option<&str>) -> bool {
    let password = password.to_owned();
    let known = hash.is_some();
    let hash = hash.unwrap_or(NOBODY).to_owned();
    let right = in_turn(move || {
        let hash = PasswordHash::new(&hash).ok()?;
        let params = Params::try_from(&hash).ok()?;
        let found = compute(params, &password, hash.salt?.as_ref())?;
        Some(bool::from(found.ct_eq(hash.hash?.as_bytes())))
    });
    right.await.flatten().unwrap_or(false) && known
}

/// The bare hash, in memory that is used again.
fn compute(params: Params, password: &str, salt: &[u8]) -> Option<[u8; LENGTH]> {
    let memory = || MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    let mut blocks = memory().pop().unwrap_or_default();
    blocks.resize(params.block_count(), Block::default());
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut hash = [0; LENGTH];
    let done =
        argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut hash, &mut blocks);
    memory().push(blocks);
    done.ok().map(|()| hash)
}

/// Runs the work when it is its turn. The turn ends with the work, also when nobody waits any more.
async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let turn = Arc::clone(&AT_ONCE).acquire_owned().await.ok()?;
    let work = move || {
        let _turn = turn;
        work()
    };
    tokio::task::spawn_blocking(work).await.ok()
}

/// A password that can be read out over a telephone: three groups without look-alike letters.
pub(crate) fn fresh(chance: &Chance) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567892";
    let letters = chance
        .bytes::<12>()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    let letters: String = letters.iter().collect();
    format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn right_wrong_and_nobody() {
        let hashed = hash("құпия сөз", &Chance::seeded(1)).await;
        assert!(hashed.starts_with("$argon2id$"));
        assert!(is_right("құпия сөз", Some(&hashed)).await);
        assert!(!is_right("құпия", Some(&hashed)).await);
        assert!(!is_right("құпия", None).await);
        assert!(PasswordHash::new(NOBODY).is_ok());
    }
}
