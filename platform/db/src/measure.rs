//! What the database does, measured while it does it: how often each statement runs, how long it
//! takes, how many units share a commit.
//!
//! A statement costs one relaxed addition and two readings of the coarse clock, some nanoseconds.
//! One in [`SAMPLE`] is timed exactly; the coarse clock, which moves every few milliseconds, finds
//! the slow ones among all the others, so that none of them is missed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use crate::all_statements;

/// One run in so many is timed exactly, and all of the first so many.
const SAMPLE: u64 = 16;
/// A run this long is slow, and kept whether it was to be timed or not. Two ticks of the coarse
/// clock of a usual kernel.
const SLOW: u64 = 8_000_000;
/// Texts put together at run time that are told apart; lists with filters have some dozens.
const TEXTS: usize = 400;
/// The name under which the others are counted together.
const OTHERS: &str = "…";
/// Nanoseconds in a second.
const SECOND: u64 = 1_000_000_000;

/// How often a statement ran and how long, since the program began. In nanoseconds.
#[derive(Debug, Default)]
pub struct Times {
    runs: AtomicU64,
    timed: AtomicU64,
    timed_total: AtomicU64,
    slow: AtomicU64,
    slow_total: AtomicU64,
    longest: AtomicU64,
}

/// A run that has begun.
pub(crate) struct Run {
    exact: bool,
    begun: u64,
}

impl Run {
    /// The `number`-th run begins.
    fn begin(number: u64) -> Self {
        let exact = number < SAMPLE || number.is_multiple_of(SAMPLE);
        Self {
            exact,
            begun: now(exact),
        }
    }

    /// Nanoseconds until now, and whether they are worth to be kept.
    fn end(self) -> Option<u64> {
        let took = now(self.exact).saturating_sub(self.begun);
        (self.exact || took >= SLOW).then_some(took)
    }
}

fn now(exact: bool) -> u64 {
    let clock = match exact {
        true => ClockId::Monotonic,
        false => ClockId::MonotonicCoarse,
    };
    let time = clock_gettime(clock);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    seconds * SECOND + u64::try_from(time.tv_nsec).unwrap_or_default()
}

impl Times {
    /// Nothing ran yet.
    pub const fn new() -> Self {
        Self {
            runs: AtomicU64::new(0),
            timed: AtomicU64::new(0),
            timed_total: AtomicU64::new(0),
            slow: AtomicU64::new(0),
            slow_total: AtomicU64::new(0),
            longest: AtomicU64::new(0),
        }
    }

    pub(crate) fn begin(&self) -> Run {
        Run::begin(self.runs.fetch_add(1, Relaxed))
    }

    pub(crate) fn end(&self, run: Run) {
        if let Some(took) = run.end() {
            self.keep(took);
        }
    }

    fn keep(&self, took: u64) {
        let (count, total) = match took >= SLOW {
            true => (&self.slow, &self.slow_total),
            false => (&self.timed, &self.timed_total),
        };
        count.fetch_add(1, Relaxed);
        total.fetch_add(took, Relaxed);
        self.longest.fetch_max(took, Relaxed);
    }

    /// All runs that were not timed are taken to be as long as those that were; the slow ones are
    /// all known.
    fn told(&self, name: &str, text: &str) -> Taken {
        let runs = self.runs.load(Relaxed);
        let slow = self.slow.load(Relaxed);
        let quick = u128::from(runs.saturating_sub(slow));
        let timed = u128::from(self.timed.load(Relaxed).max(1));
        let quick_total = u128::from(self.timed_total.load(Relaxed)) * quick / timed;
        let quick_total = u64::try_from(quick_total).unwrap_or(u64::MAX);
        let total = quick_total.saturating_add(self.slow_total.load(Relaxed));
        Taken {
            name: name.to_owned(),
            text: text.to_owned(),
            runs,
            total: Duration::from_nanos(total),
            longest: Duration::from_nanos(self.longest.load(Relaxed)),
        }
    }
}

/// What a statement took since the program began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Where it stands in the program; empty for a list put together at run time.
    pub name: String,
    /// Its text. What people typed is bound beside it and is not here.
    pub text: String,
    /// How often it ran.
    pub runs: u64,
    /// How long all runs took together, as far as the timed ones tell.
    pub total: Duration,
    /// The longest run that was timed.
    pub longest: Duration,
}

impl Taken {
    /// How long a run takes.
    pub fn mean(&self) -> Duration {
        let runs = u32::try_from(self.runs.max(1)).unwrap_or(u32::MAX);
        self.total / runs
    }
}

/// Runs of lists put together at run time.
static LISTS: AtomicU64 = AtomicU64::new(0);
/// The same by their texts: only those that were timed, each for [`SAMPLE`] runs.
static LIST_TIMES: LazyLock<Mutex<HashMap<String, Times>>> = LazyLock::new(Mutex::default);
/// Commits, and the units that shared them.
static COMMITS: AtomicU64 = AtomicU64::new(0);
static UNITS: AtomicU64 = AtomicU64::new(0);

pub(crate) fn begin_list() -> Run {
    Run::begin(LISTS.fetch_add(1, Relaxed))
}

pub(crate) fn end_list(run: Run, text: &str) {
    let exact = run.exact;
    let Some(took) = run.end() else { return };
    let mut all = LIST_TIMES.lock().unwrap_or_else(PoisonError::into_inner);
    let text = match all.len() < TEXTS || all.contains_key(text) {
        true => text,
        false => OTHERS,
    };
    if !all.contains_key(text) {
        all.insert(text.to_owned(), Times::new());
    }
    if let Some(times) = all.get(text) {
        let stands_for = match exact {
            true => SAMPLE,
            false => 1,
        };
        times.runs.fetch_add(stands_for, Relaxed);
        times.keep(took);
    }
}

pub(crate) fn committed(units: usize) {
    COMMITS.fetch_add(1, Relaxed);
    UNITS.fetch_add(units as u64, Relaxed);
}

/// What the databases of this process did since it began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Statements that were run.
    pub statements: u64,
    /// Commits of units that may write.
    pub commits: u64,
    /// The units in them.
    pub units: u64,
}

/// What the databases of this process did since it began.
pub fn measured() -> Measured {
    let named: u64 = all_statements()
        .map(|statement| statement.times.runs.load(Relaxed))
        .sum();
    Measured {
        statements: named + LISTS.load(Relaxed),
        commits: COMMITS.load(Relaxed),
        units: UNITS.load(Relaxed),
    }
}

/// The statements that took most time together since the program began, the first of them first.
pub fn slowest(limit: usize) -> Vec<Taken> {
    let named = all_statements().map(|statement| {
        let (name, text) = (statement.name, statement.text);
        statement.times.told(name, text)
    });
    let mut taken: Vec<Taken> = named.filter(|taken| taken.runs > 0).collect();
    let lists = LIST_TIMES.lock().unwrap_or_else(PoisonError::into_inner);
    taken.extend(lists.iter().map(|(text, times)| times.told("", text)));
    drop(lists);
    taken.sort_by_key(|taken| std::cmp::Reverse(taken.total));
    taken.truncate(limit);
    taken
}

#[cfg(test)]
mod tests {
    use super::{SAMPLE, SLOW, Times};
    use std::sync::atomic::Ordering::Relaxed;
    use std::time::Duration;

    #[test]
    fn what_was_not_timed_is_taken_to_be_alike_and_the_slow_are_all_known() {
        let times = Times::new();
        times.runs.store(1_001, Relaxed);
        times.keep(50_000);
        times.keep(150_000);
        times.keep(SLOW + 2_000_000);
        let told = times.told("a", "SELECT 1");
        assert_eq!(told.runs, 1_001);
        assert_eq!(told.total, Duration::from_millis(100 + 10));
        assert_eq!(told.longest, Duration::from_millis(10));
    }

    #[test]
    fn one_run_in_some_is_timed_and_all_of_the_first() {
        let times = Times::new();
        for _ in 0..SAMPLE * 4 {
            let run = times.begin();
            times.end(run);
        }
        assert_eq!(times.runs.load(Relaxed), SAMPLE * 4);
        assert_eq!(times.timed.load(Relaxed), SAMPLE + 3);
    }

    #[test]
    fn a_slow_run_is_kept_though_it_was_not_to_be_timed() {
        let times = Times::new();
        times.runs.store(SAMPLE + 1, Relaxed);
        let run = times.begin();
        assert!(!run.exact);
        std::thread::sleep(Duration::from_millis(20));
        times.end(run);
        assert_eq!(times.slow.load(Relaxed), 1);
    }

    /// The cost of one statement's measure, printed: `cargo test -- --ignored --nocapture`.
    #[test]
    #[ignore = "a measure, not a check"]
    fn the_cost() {
        const RUNS: u32 = 10_000_000;
        let times = Times::new();
        let begun = std::time::Instant::now();
        for _ in 0..RUNS {
            let run = times.begin();
            times.end(std::hint::black_box(run));
        }
        println!(
            "{} ns a statement",
            begun.elapsed().as_nanos() / u128::from(RUNS)
        );
    }
}
