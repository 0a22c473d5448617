//! What this process takes of the machine, as the kernel tells it (proc(5)).

use std::time::Duration;

use rustix::param::{clock_ticks_per_second, page_size};

/// What the process takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// Bytes of memory that are its own or mapped, and in the machine's memory now.
    pub memory: u64,
    /// Time of all its threads on the processors since it began.
    pub cpu: Duration,
}

/// What the process takes now; nothing where the kernel does not tell.
pub fn used() -> Option<Used> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    parse(&stat, clock_ticks_per_second(), page_size() as u64)
}

/// The machine's name and the number of the process.
pub fn name() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    format!("{} {}", host.trim(), std::process::id())
        .trim()
        .to_owned()
}

/// The second field is the name of the program, which may hold spaces and brackets.
fn parse(stat: &str, ticks: u64, page: u64) -> Option<Used> {
    /// Places after the name: time in the program, in the kernel, resident pages.
    const USER: usize = 11;
    const KERNEL: usize = 12;
    const RESIDENT: usize = 21;
    let (_, fields) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    let spent = number(USER)? + number(KERNEL)?;
    Some(Used {
        memory: number(RESIDENT)?.saturating_mul(page),
        cpu: Duration::from_millis(spent.saturating_mul(1_000) / ticks.max(1)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_kernel_is_read_whatever_the_program_is_called() {
        let stat = "42 (oqu (x) y) S 1 42 42 0 -1 4194304 5000 0 0 0 150 50 0 0 20 0 12 0 9 1000000 2048 18446744073709551615 1 1";
        let used = parse(stat, 100, 4_096).unwrap();
        assert_eq!(used.cpu, Duration::from_secs(2));
        assert_eq!(used.memory, 8 << 20);
        assert!(super::used().is_some());
    }
}
