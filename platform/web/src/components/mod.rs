//! The pieces that pages are made of, each with its template beside the others in `templates/parts`.
//!
//! What is one element with a class is written in the page; what repeats a structure lives here.

mod action;
mod agenda;
mod avatar;
mod chart;
mod confirm;
mod draft;
mod empty;
mod field;
mod figures;
mod file_drop;
mod history;
mod job;
mod ledger;
mod paging;
mod ring;
mod summary;
#[cfg(test)]
mod tests;
mod tree;

pub use action::Action;
pub use agenda::{Agenda, AgendaGroup, AgendaItem};
pub use avatar::Avatar;
pub use chart::{BarChart, Bars};
pub use confirm::{Confirm, ConfirmDialog, confirm_page};
pub use draft::Draft;
pub use empty::Empty;
pub use field::{Field, FieldKind};
pub use figures::{Figure, Figures};
pub use file_drop::FileDrop;
pub use history::{History, HistoryItem};
pub use job::JobProgress;
pub use ledger::{Ledger, LedgerPart};
pub use paging::{Filter, FilterChip, Paging, Sort, SortHead};
pub use ring::Ring;
pub use summary::ErrorSummary;
pub use tree::{Tree, TreeNode};

/// What a colour means; never shown by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do.
    Quiet,
    /// Here, in force, done.
    Action,
    /// Waits for a hand, due soon.
    Attention,
    /// Refused, overdue, lost.
    Loss,
}

impl Tone {
    /// For `data-tone`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Action => "action",
            Self::Attention => "attention",
            Self::Loss => "loss",
        }
    }
}

/// A state in one or two words.
#[derive(Clone, Debug)]
pub struct Badge {
    /// What the state means.
    pub tone: Tone,
    /// The words.
    pub text: String,
}

/// Templates of components write HTML themselves; pages put them in as they are.
macro_rules! is_html {
    ($($component:ty),+ $(,)?) => {$(
        impl askama::filters::HtmlSafe for $component {}
    )+};
}
pub(crate) use is_html;
