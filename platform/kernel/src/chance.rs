use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// Where randomness comes from: the operating system, or a seed that a test or a stored shuffle gives.
#[derive(Clone, Default)]
pub struct Chance(Option<Arc<Seeded>>);

struct Seeded {
    generator: Mutex<StdRng>,
    turn: AtomicU32,
}

/// Counts the ids of this process.
static TURN: AtomicU32 = AtomicU32::new(0);

impl Chance {
    /// Unpredictable bytes of the operating system, fit for keys and tokens.
    pub const fn system() -> Self {
        Self(None)
    }

    /// The same bytes each time for the same seed. Never for keys.
    pub fn seeded(seed: u64) -> Self {
        Self(Some(Arc::new(Seeded {
            generator: Mutex::new(StdRng::seed_from_u64(seed)),
            turn: AtomicU32::new(0),
        })))
    }

    /// `N` fresh bytes.
    ///
    /// # Panics
    /// When the operating system has no randomness to give, because no secret may be made without it.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.0 {
            Some(seeded) => seeded
                .generator
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .fill_bytes(&mut bytes),
            None => getrandom::fill(&mut bytes).expect("the operating system gives randomness"),
        }
        bytes
    }

    /// A number one higher than the last: 18 bits, then from zero again.
    pub(crate) fn turn(&self) -> u32 {
        let turn = self.0.as_ref().map_or(&TURN, |seeded| &seeded.turn);
        turn.fetch_add(1, Ordering::Relaxed) & 0x3_ffff
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
