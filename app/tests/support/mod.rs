//! The whole site in this process, with the demo organisation, on each of both databases.
//!
//! A file of tests names its stories by [`stories!`]: each is told on SQLite and on PostgreSQL, one
//! after another on one seeded site. A story that fails does not keep the others from being told.
#![allow(
    dead_code,
    unused_imports,
    reason = "each file of tests uses its own part of the harness"
)]

pub mod browser;
pub mod html;
pub mod http;
pub mod log;
pub mod sheet;
pub mod world;

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use jiff::tz::TimeZone;
use oqu::config::{LogFormat, Settings, ZONE};
use oqu::serve::House;
use oqu_db::testing::FreshPostgres;
use oqu_db::{Error, Place, Query};
use oqu_kernel::{Chance, Clock, Moment};
use oqu_text::Language;
use oqu_web::{Site, Words};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub use browser::{Browser, Request};
pub use html::{Form, forms, tags, text};
pub use http::Answer;

/// The clock of every site stands here until a story moves it: 20 November 2026, 09:52 in Astana.
pub const BEGINNING: Moment = Moment::from_millis(1_795_150_320_000);
/// Tries a minute that no story reaches.
const ENOUGH: u32 = 1_000_000;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// In a temporary folder.
    Sqlite,
    /// A fresh database of the test server.
    Postgres,
}

/// How a site differs from the usual one.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    /// With the demo organisation in it.
    pub demo: bool,
    /// Tries to sign in a minute for one login and from one address.
    pub tries: u32,
}

impl Setup {
    /// The demo organisation, and limits that are never reached.
    pub const DEMO: Self = Self {
        demo: true,
        tries: ENOUGH,
    };
}

/// A running site.
pub struct TestSite {
    /// What its handlers stand on.
    pub site: Site,
    /// Its time.
    pub clock: Clock,
    /// Where it listens.
    pub address: SocketAddr,
    /// On which database.
    pub engine: Engine,
    stop: Mutex<Option<oneshot::Sender<()>>>,
    served: Mutex<Option<JoinHandle<()>>>,
    folder: TempDir,
    postgres: Mutex<Option<FreshPostgres>>,
}

impl TestSite {
    /// Opens a site on a fresh database and serves it on a random port.
    pub async fn open(engine: Engine, setup: Setup) -> Arc<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let data = folder.path().join("data");
        let postgres = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(FreshPostgres::create().await),
        };
        let place = match &postgres {
            None => Place::Sqlite(data.join("oqu.db")),
            Some(fresh) => fresh.place(),
        };
        let settings = Settings {
            data,
            place,
            listen: String::new(),
            public_url: None,
            behind_proxy: false,
            zone: TimeZone::get(ZONE).expect("the zone of Kazakhstan"),
            log: String::new(),
            log_format: LogFormat::Text,
            sign_in_per_address: setup.tries,
            sign_in_per_login: setup.tries,
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let clock = Clock::standing(BEGINNING);
        let house = House::open(
            settings,
            setup.demo,
            address,
            clock.clone(),
            Chance::system(),
        )
        .await
        .expect("the house opens");
        let (stop, stopped) = oneshot::channel::<()>();
        let site = house.site.clone();
        let served = tokio::spawn(house.serve(listener, async {
            let _ = stopped.await;
        }));
        Arc::new(Self {
            site,
            clock,
            address,
            engine,
            stop: Mutex::new(Some(stop)),
            served: Mutex::new(Some(served)),
            folder,
            postgres: Mutex::new(postgres),
        })
    }

    /// Stops serving and leaves nothing behind.
    pub async fn close(&self) {
        let stop = self.stop.lock().expect("a lock").take();
        drop(stop);
        let served = self.served.lock().expect("a lock").take();
        if let Some(served) = served {
            served.await.expect("the site ends well");
        }
        let postgres = self.postgres.lock().expect("a lock").take();
        if let Some(postgres) = postgres {
            postgres.drop().await;
        }
    }

    /// A browser without cookies, in Kazakh.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// A browser in which somebody of the demo has signed in.
    pub async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        browser.sign_in(login).await;
        browser
    }

    /// The words of a language.
    pub fn words(&self, language: Language) -> Words {
        self.site.l10n.words(language)
    }

    /// A Kazakh message as it stands in a page.
    pub fn said(&self, key: &str) -> String {
        let words = self.words(Language::Kk);
        assert!(words.has(key), "there is no message {key}");
        words.t(key).into_owned()
    }

    /// One number from the database.
    pub async fn number(&self, sql: &'static str) -> i64 {
        let found = self
            .site
            .db
            .read::<Vec<i64>, Error, _>(async move |tx| tx.list(&Query::new(sql)).await)
            .await;
        found.expect("the statement runs")[0]
    }

    /// How many rows there are of everything that a form can write; sessions left out.
    pub async fn weight(&self) -> Vec<i64> {
        let mut weight = Vec::new();
        for sql in [
            "SELECT CAST(count(*) AS BIGINT) FROM people",
            "SELECT CAST(sum(version) AS BIGINT) FROM people",
            "SELECT CAST(count(*) AS BIGINT) FROM grants WHERE ended_at IS NULL",
            "SELECT CAST(sum(version) AS BIGINT) FROM units",
            "SELECT CAST(sum(version) AS BIGINT) FROM study_groups",
            "SELECT CAST(sum(version) AS BIGINT) FROM organisation",
            "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act NOT LIKE 'session.%'",
        ] {
            weight.push(self.number(sql).await);
        }
        weight
    }
}

/// A story of a file of tests.
pub type Story = fn(Arc<TestSite>) -> Pin<Box<dyn Future<Output = ()> + Send>>;

/// Tells stories on one site, and fails when one of them does or when an error was logged.
pub async fn tell(engine: Engine, stories: &[(&str, Story)]) {
    log::listen();
    let site = TestSite::open(engine, Setup::DEMO).await;
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
        const STORIES: &[(&str, $crate::support::Story)] =
            &[$((stringify!($story), |site| Box::pin($story(site)))),+];

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn on_sqlite() {
            $crate::support::tell($crate::support::Engine::Sqlite, STORIES).await;
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn on_postgres() {
            $crate::support::tell($crate::support::Engine::Postgres, STORIES).await;
        }
    };
}
