//! The queue on both databases.

mod kill;
mod queue;
mod support;
mod worker;
