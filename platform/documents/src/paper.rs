//! What a page of paper is made from, and who makes it: plain values and one trait, so that no area
//! is compiled or linked together with the typesetter.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use oqu_kernel::Moment;
use oqu_text::Language;
use oqu_web::Failure;
use tokio::sync::Semaphore;

/// Documents typeset at once: as many as the smallest machine has cores.
const PLACES: usize = 2;
/// Nobody waits longer for a document. What is being typeset then ends by itself, because the data
/// has its limits; its place is free after that.
const PATIENCE: Duration = Duration::from_secs(40);

/// The layout of a document, kept beside the page that makes it.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// Its file name, for messages.
    pub name: &'static str,
    /// Its text in the typesetter's language. It may import `/house.typ`.
    pub text: &'static str,
}

/// What becomes of characters that the typefaces do not have: emoji, scripts of far countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strange {
    /// Nothing is printed: an official paper never shows a name half.
    Refuse,
    /// A sign of replacement stands in their place: a list is printed whatever names are in it.
    Replace,
}

/// One document to be typeset. The same values give the same bytes.
#[derive(Clone, Debug)]
pub struct Paper {
    /// The layout.
    pub template: Template,
    /// What it says: the template reads it, as values and never as its own language.
    pub data: serde_json::Value,
    /// The language of the document.
    pub language: Language,
    /// Names the document for good; a hash of it goes into the file.
    pub ident: String,
    /// The date in the properties of the file.
    pub made_at: Moment,
    /// Where the QR code leads, when there is one.
    pub link: Option<String>,
    /// What becomes of characters that cannot be printed.
    pub strange: Strange,
}

/// Why there is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unprinted {
    /// These characters are in no typeface of ours.
    Strange(String),
    /// There is more to say than a document may hold.
    TooMuch,
    /// It took longer than a person waits.
    TooSlow,
    /// The template or the data is broken; the text is for the log.
    Broken(String),
}

impl fmt::Display for Unprinted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Strange(characters) => {
                write!(f, "the typefaces have no such characters: {characters}")
            }
            Self::TooMuch => f.write_str("there is too much to print"),
            Self::TooSlow => f.write_str("printing took too long"),
            Self::Broken(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Unprinted {}

impl From<Unprinted> for Failure {
    fn from(unprinted: Unprinted) -> Self {
        match unprinted {
            Unprinted::TooMuch => Self::TooLarge,
            Unprinted::TooSlow => Self::Unavailable,
            other => Self::Internal(format!("a document was not printed: {other}").into()),
        }
    }
}

/// Answered by the typesetter, which `app` alone knows.
pub trait Press: Send + Sync + 'static {
    /// The bytes of the PDF. Keeps a core busy until it is done.
    ///
    /// # Errors
    /// Why there is none.
    fn print(&self, paper: &Paper) -> Result<Vec<u8>, Unprinted>;

    /// The characters of a text that cannot be printed, each once.
    fn strange(&self, text: &str) -> String;
}

/// The press behind a queue, as handlers take it. Cheap to clone.
#[derive(Clone)]
pub struct Printer {
    press: Arc<dyn Press>,
    places: Arc<Semaphore>,
}

impl Printer {
    /// A press with a place for each core.
    pub fn new(press: Arc<dyn Press>) -> Self {
        Self {
            press,
            places: Arc::new(Semaphore::new(PLACES)),
        }
    }

    /// The bytes of the PDF, typeset beside the threads that answer requests.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn print(&self, paper: Paper) -> Result<Vec<u8>, Unprinted> {
        let broken = |what: &dyn fmt::Display| Unprinted::Broken(what.to_string());
        let places = Arc::clone(&self.places);
        let press = Arc::clone(&self.press);
        let printed = async {
            let place = places.acquire_owned().await;
            let place = place.map_err(|error| broken(&error))?;
            let printed = tokio::task::spawn_blocking(move || {
                let printed = press.print(&paper);
                drop(place);
                printed
            });
            printed.await.map_err(|error| broken(&error))?
        };
        let printed = tokio::time::timeout(PATIENCE, printed).await;
        printed.unwrap_or(Err(Unprinted::TooSlow))
    }

    /// The characters of a text that cannot be printed, each once.
    pub fn strange(&self, text: &str) -> String {
        self.press.strange(text)
    }
}

/// The kind of the file.
pub const PDF: &str = "application/pdf";
