//! What stands around each page: the entries of a workspace, the names of roles and of the organisation.

use std::future::ready;
use std::pin::Pin;

use oqu_kernel::{Actor, Moment};
use oqu_text::Language;
use oqu_web::{Entry, Gate, Navigation, Organisation, SignedIn, Words};

/// Knows all areas.
#[derive(Debug)]
pub struct Rooms;

impl Navigation for Rooms {
    fn entries(&self, _: &Actor) -> Vec<Entry> {
        Vec::new()
    }

    fn role(&self, role: &str, words: Words) -> String {
        words.t(&format!("role-{role}")).into_owned()
    }

    fn organisation(&self, _: Language) -> Organisation {
        Organisation::default()
    }

    fn search(&self, _: &Actor) -> Option<&'static str> {
        None
    }
}

/// A door that nobody has a key to.
#[derive(Debug)]
pub struct Closed;

impl Gate for Closed {
    fn enter<'a>(
        &'a self,
        _: &'a str,
        _: Moment,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<Option<SignedIn>>> + Send + 'a>> {
        Box::pin(ready(Ok(None)))
    }

    fn speak<'a>(
        &'a self,
        _: &'a Actor,
        _: Language,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<()>> + Send + 'a>> {
        Box::pin(ready(Ok(())))
    }
}
