//! A whole site: its data, its clock, its address.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use jiff::tz::TimeZone;
use oqu::config::{LogFormat, Settings, ZONE};
use oqu::serve::House;
use oqu_db::testing::FreshPostgres;
use oqu_db::{Error, Place, Query};
use oqu_files::{Scanner, Store};
use oqu_kernel::{Chance, Clock, Moment};
use oqu_text::Language;
use oqu_web::{Site, Words};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::Browser;

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
    /// Where mails go; nowhere in most stories.
    pub mail: Option<SocketAddr>,
    /// Files lie in a bucket of the test's S3-compatible server, not in a folder.
    pub bucket: bool,
}

impl Setup {
    /// The demo organisation, and limits that are never reached.
    pub const DEMO: Self = Self {
        demo: true,
        tries: ENOUGH,
        mail: None,
        bucket: false,
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
    /// What it was told.
    pub settings: Settings,
    stop: Mutex<Option<oneshot::Sender<()>>>,
    served: Mutex<Option<JoinHandle<()>>>,
    folder: Option<TempDir>,
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
        let mut site = Self::start(&data, place, setup).await;
        site.folder = Some(folder);
        site.postgres = Mutex::new(postgres);
        Arc::new(site)
    }

    /// Serves what stands in a folder and a database, on a random port.
    pub async fn start(data: &Path, place: Place, setup: Setup) -> Self {
        let engine = match place {
            Place::Sqlite(_) => Engine::Sqlite,
            Place::Postgres(_) => Engine::Postgres,
        };
        let settings = Settings {
            data: data.to_owned(),
            place,
            files: match setup.bucket {
                true => oqu_files::testing::server().store(),
                false => Store::Folder(data.join("files")),
            },
            scanner: Scanner::new(None, false),
            listen: String::new(),
            public_url: None,
            behind_proxy: false,
            zone: TimeZone::get(ZONE).expect("the zone of Kazakhstan"),
            zone_is_told: false,
            log: String::new(),
            log_format: LogFormat::Text,
            mail: setup
                .mail
                .map(|to| oqu_mail::Server::parse(&format!("smtp://{to}")).expect("a server")),
            mail_from: None,
            sign_in_per_address: setup.tries,
            sign_in_per_login: setup.tries,
            backups: data.join("backups"),
            metrics_token: None,
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let clock = Clock::standing(BEGINNING);
        let house = House::open(
            settings.clone(),
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
        Self {
            site,
            clock,
            address,
            engine,
            settings,
            stop: Mutex::new(Some(stop)),
            served: Mutex::new(Some(served)),
            folder: None,
            postgres: Mutex::new(None),
        }
    }

    /// Stops serving as a signal does, waits until all is on disk, and leaves nothing of its own behind.
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
            "SELECT CAST(sum(version) AS BIGINT) FROM posts",
            "SELECT CAST(count(*) AS BIGINT) FROM appointments",
            "SELECT CAST(sum(version) AS BIGINT) FROM rooms",
            "SELECT CAST(sum(version) AS BIGINT) FROM news",
            "SELECT CAST(sum(version) AS BIGINT) FROM regulations",
            "SELECT CAST(sum(version) AS BIGINT) FROM equipment",
            "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act NOT LIKE 'session.%'",
        ] {
            weight.push(self.number(sql).await);
        }
        weight
    }
}
