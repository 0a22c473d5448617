//! Links that open something and travel by mail: to a new password, into a new account, to a
//! confirmed address. Of each only the hash is kept; each works once and for a while.

pub(crate) mod letters;
pub(crate) mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oqu_kernel::Chance;

/// 256 bits that nobody guesses, as they stand in an address.
pub(crate) fn fresh_secret(chance: &Chance) -> String {
    URL_SAFE_NO_PAD.encode(chance.bytes::<32>())
}
