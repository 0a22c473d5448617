//! What the program logs as an error while stories are told: none of them may make it do that.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::sync::{Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

static LISTENING: Once = Once::new();
static ERRORS: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Errors;

impl<S: Subscriber> Layer<S> for Errors {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() != Level::ERROR {
            return;
        }
        let text = RefCell::new(String::new());
        event.record(&mut Text(&text));
        ERRORS.lock().expect("a lock").push(text.into_inner());
    }
}

struct Text<'a>(&'a RefCell<String>);

impl Visit for Text<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0.borrow_mut(), "{field}={value:?} ");
    }
}

/// Begins to listen, once for all tests of a file.
pub fn listen() {
    LISTENING.call_once(|| {
        let subscriber = tracing_subscriber::registry().with(Errors);
        let _ = tracing::subscriber::set_global_default(subscriber);
    });
}

/// The errors since the last call.
pub fn taken() -> Vec<String> {
    std::mem::take(&mut *ERRORS.lock().expect("a lock"))
}
