//! Exchange with other programs: the public API under `/api/v1`, and the tokens that open it.
//!
//! It decides nothing about people, units and groups: who may do what and which values are right is
//! asked of the areas that own them, as their pages ask.

pub mod api;
mod permissions;
mod programs;
mod tokens;

use oqu_jobs::Kinds;
use oqu_web::{Messages, Routes};

/// The tables of the area.
pub const MIGRATIONS: &[oqu_db::Migration] = &[oqu_db::Migration {
    area: "exchange",
    number: 1,
    name: "tokens and answers under keys",
    text: include_str!("../migrations/0001_tokens.sql"),
}];

/// The words of the area.
pub const MESSAGES: Messages = oqu_web::messages!("exchange");

/// The pages of tokens, and what programs ask.
pub fn routes() -> Routes {
    tokens::routes().and(programs::routes())
}

/// What the area does later and by itself.
pub fn jobs() -> Kinds {
    programs::jobs()
}
