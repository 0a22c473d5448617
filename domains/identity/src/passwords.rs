//! Passwords are kept as Argon2id hashes (RFC 9106) and checked one or two at a time.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use oqu_kernel::Chance;
use tokio::sync::Semaphore;

/// Memory of one hash, in KiB: OWASP's first choice for Argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over that memory.
const PASSES: u32 = 2;
/// Hashes at the same time: the memory of more would be felt by everybody else.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// Checked when there is no such person, so that the answer takes as long as for one who is there.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm8$W3Iu1ZzqUXtqDZ6O8gdWv4h5v8SRmnmTqJ8EQxUZbM4";

/// The fewest characters of a password.
pub(crate) const FEWEST: usize = 8;
/// The most characters: longer ones only cost time.
pub(crate) const MOST: usize = 200;

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash of a password, as a PHC string.
pub(crate) async fn hash(password: &str, chance: &Chance) -> String {
    let password = password.to_owned();
    let salt = chance.bytes::<16>();
    in_turn(move || {
        let hash: Result<PasswordHash, _> =
            argon2().hash_password_with_salt(password.as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).unwrap_or_default()
    })
    .await
    .unwrap_or_default()
}

/// Whether a password is the one that was hashed; false, after the same time, when there is none.
pub(crate) async fn is_right(password: &str, hash: Option<&str>) -> bool {
    let password = password.to_owned();
    let known = hash.is_some();
    let hash = hash.unwrap_or(NOBODY).to_owned();
    let right = in_turn(move || {
        PasswordHash::new(&hash)
            .is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
    })
    .await
    .unwrap_or(false);
    right && known
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let _turn = AT_ONCE.acquire().await.ok()?;
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
