//! The words that every part of Oqu shares: typed ids, time, chance, the acting person.
//! It changes rarely, because everything is compiled after it.

mod actor;
mod chance;
mod clock;
mod id;

pub use actor::{Actor, Grant, Person, PersonId, Scope};
pub use chance::Chance;
pub use clock::{Clock, Moment};
pub use id::Id;
