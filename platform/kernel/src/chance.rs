use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// Where randomness comes from: the operating system, or a seed that a test or a stored shuffle gives.
#[derive(Clone, Default)]
pub struct Chance(Option<Arc<Mutex<StdRng>>>);

impl Chance {
    /// Unpredictable bytes of the operating system, fit for keys and tokens.
    pub const fn system() -> Self {
        Self(None)
    }

    /// The same bytes each time for the same seed. Never for keys.
    pub fn seeded(seed: u64) -> Self {
        Self(Some(Arc::new(Mutex::new(StdRng::seed_from_u64(seed)))))
    }

    /// `N` fresh bytes.
    ///
    /// # Panics
    /// When the operating system has no randomness to give, because no secret may be made without it.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.0 {
            Some(generator) => generator
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .fill_bytes(&mut bytes),
            None => getrandom::fill(&mut bytes).expect("the operating system gives randomness"),
        }
        bytes
    }
}

impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() {
            "Chance(seeded)"
        } else {
            "Chance(system)"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_and_the_system_does_not() {
        assert_eq!(
            Chance::seeded(7).bytes::<16>(),
            Chance::seeded(7).bytes::<16>()
        );
        assert_ne!(
            Chance::system().bytes::<16>(),
            Chance::system().bytes::<16>()
        );
    }
}
