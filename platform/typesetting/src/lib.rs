//! The typesetter: a template and values become a PDF that archives (PDF/A-2a) and screen readers
//! (PDF/UA-1) accept. Typst does the work as a library, with our own typefaces in the program.
//!
//! It reads no file, no network and no clock: the same paper gives the same bytes. What a person
//! typed reaches a template as a value, so that it never becomes typst's own language.
//!
//! Compiling typst takes minutes and linking it makes a large program, so that only `app` uses this
//! crate; all others know [`oqu_documents::Press`].

mod coverage;
mod fonts;
mod press;
mod qr;
#[cfg(test)]
mod tests;
mod world;

pub use press::Typesetter;
