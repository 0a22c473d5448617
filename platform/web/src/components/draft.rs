use askama::Template;
use oqu_kernel::PersonId;

use super::is_html;
use crate::Chrome;

/// Attributes of a form that the browser keeps a draft of.
#[derive(Template)]
#[template(path = "parts/draft.html")]
pub struct Draft<'a> {
    chrome: &'a Chrome,
    user: String,
}

is_html!(Draft<'_>);

impl<'a> Draft<'a> {
    /// The draft of this person; of a guest when there is none.
    pub(crate) fn new(chrome: &'a Chrome, person: Option<PersonId>) -> Self {
        Self {
            chrome,
            user: person.map_or_else(|| "guest".to_owned(), |person| person.to_string()),
        }
    }
}
