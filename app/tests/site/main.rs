//! The site as a whole, on both databases: what holds for every area at once.

mod archive;
mod assets;
mod client;
mod commands;
mod faults;
mod harness;
mod locales;
mod program;
mod sources;
mod statements;
mod web;
