//! Everything about human text that needs no database: languages, alphabetical order, search
//! folding and stems, dates and numbers in words of a language, cleaning of typed text, the IIN.
//!
//! All functions are pure: the same input gives the same output, no clock and no settings.

pub mod clean;
pub mod collate;
pub mod directory;
pub mod fold;
pub mod format;
pub mod iin;
pub mod kazakh;
pub mod language;
pub mod phone;
pub mod search;
pub mod stem;

pub use iin::Iin;
pub use language::Language;
