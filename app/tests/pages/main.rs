//! Every page as people meet it, on the whole site with the demo organisation, on both databases.
//!
//! One program: each program of tests is linked with all of Oqu, the typesetter and its letters.

mod administration;
mod api;
mod backups;
mod documents;
mod doubles;
mod files;
mod forms;
mod jobs;
mod mail;
mod people;
mod portal;
mod protection;
mod roles;
mod sessions;
mod settings;
mod structure;
mod support;
