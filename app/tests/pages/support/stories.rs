//! Stories are told on one seeded site for each database, one after another.

use std::pin::Pin;
use std::sync::Arc;

use super::{Engine, Setup, TestSite, log};

/// A story of a file of tests.
pub type Story = fn(Arc<TestSite>) -> Pin<Box<dyn Future<Output = ()> + Send>>;

/// Tells stories on one site, and fails when one of them does or when an error was logged.
pub async fn tell(engine: Engine, stories: &[(&str, Story)]) {
    tell_at(engine, Setup::DEMO, stories).await;
}

/// As [`tell`], on another site than the usual one.
pub async fn tell_at(engine: Engine, setup: Setup, stories: &[(&str, Story)]) {
    log::listen();
    let site = TestSite::open(engine, setup).await;
    let mut failed = Vec::new();
    for (name, story) in stories {
        if let Err(error) = tokio::spawn(story(Arc::clone(&site))).await {
            failed.push(format!("{name}: {}", panic_text(error)));
        }
        let errors = log::taken();
        if !errors.is_empty() {
            failed.push(format!("{name}: logged errors:\n{}", errors.join("\n")));
        }
    }
    site.close().await;
    assert!(
        failed.is_empty(),
        "on {engine:?} {} of {} failed:\n{}",
        failed.len(),
        stories.len(),
        failed.join("\n\n")
    );
}

fn panic_text(error: tokio::task::JoinError) -> String {
    let Ok(panic) = error.try_into_panic() else {
        return "it was cancelled".to_owned();
    };
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => panic
            .downcast::<&str>()
            .map_or_else(|_| "it panicked".to_owned(), |text| (*text).to_owned()),
    }
}

/// Makes two tests of a list of stories, one for each database.
#[macro_export]
macro_rules! stories {
    ($($story:ident),+ $(,)?) => {
        const STORIES: &[(&str, $crate::support::stories::Story)] =
            &[$((stringify!($story), |site| Box::pin($story(site)))),+];

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn on_sqlite() {
            $crate::support::stories::tell($crate::support::Engine::Sqlite, STORIES).await;
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn on_postgres() {
            $crate::support::stories::tell($crate::support::Engine::Postgres, STORIES).await;
        }
    };
}
