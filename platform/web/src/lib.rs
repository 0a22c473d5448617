//! The web floor: who asks in which language, what they may, what they typed, and the page they get.
//!
//! It knows nothing of teaching. Areas give it [`Routes`]; `app` puts them on one [`Site`].

mod access;
mod assets;
mod brand;
mod chosen;
mod chrome;
mod components;
mod cookies;
mod csrf;
mod enter;
mod failure;
mod flash;
mod form;
mod l10n;
mod limits;
pub mod meanwhile;
mod measure;
mod page;
mod programs;
mod progress;
mod routes;
mod site;
mod style;
mod uploads;
mod visitor;
mod xlsx;

pub use access::{Access, Decide};
pub use assets::{Asset, Assets};
pub use brand::{Brand, Colour, Look, Place, TooPale};
pub use chosen::Chosen;
pub use chrome::{Chrome, Crumb, Entry, Organisation};
pub use components::{
    Action, Agenda, AgendaGroup, AgendaItem, Avatar, Badge, BarChart, Bars, Confirm, ConfirmDialog,
    Draft, Empty, ErrorSummary, Field, FieldKind, Figure, Figures, FileDrop, Filter, FilterChip,
    History, HistoryItem, JobProgress, Ledger, LedgerPart, Paging, Ring, Sort, SortHead, Tone,
    Tree, TreeNode, confirm_page,
};
pub use cookies::OwnCookie;
pub use csrf::CSRF_PLACE;
pub use enter::serve_routes;
pub use failure::{Failure, Outcome};
pub use flash::Flash;
pub use form::{Fields, FormErrors, Problem};
pub use l10n::{Argument, L10n, Message, Messages, Words};
pub use limits::Limits;
pub use measure::{Answered, Answers, BOUNDS as ANSWER_BOUNDS};
pub use page::{ForProgram, Rendered, attachment, disposition, json, page, partial, redirect};
pub use programs::{BODY_MOST, JsonObject, Refusal, header_text};
pub use progress::{Progress, progress_events};
pub use routes::{RouteInfo, Routes};
pub use site::{Behind, Gate, Navigation, Parts as SiteParts, Settings, SignedIn, Site, http_date};
pub use style::routes as style_routes;
pub use uploads::{Upload, Uploads, file_name};
pub use visitor::{Theme, View, Visitor};
pub use xlsx::{Sheet, XLSX};

/// The words of this floor: navigation, errors, components.
pub const MESSAGES: Messages = messages!("web");

/// What programs are told when they do not get what they asked.
pub const PROGRAM_MESSAGES: Messages = messages!("programs");
