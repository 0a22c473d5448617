//! A whole site inside the test: `on_both_sites(async |site| …)`.

use std::net::SocketAddr;
use std::path::Path;

use oqu::config::{Location, Options, Settings};
use oqu::serve::House;
use oqu_db::testing::FreshPostgres;
use oqu_identity::api::DEMO_PASSWORD;
use oqu_kernel::{Chance, Clock, Moment};
use oqu_web::Site;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::client::Client;

/// 2026-09-01T04:00:00Z in milliseconds: the first of September, nine in the morning.
const NOW: i64 = 1_788_235_200_000;

/// A running site with the demo organisation; its clock stands until the test moves it.
pub struct TestSite {
    /// Where it listens.
    pub address: SocketAddr,
    /// What handlers stand on: rows, clock, chance.
    pub site: Site,
    /// What it was told.
    pub settings: Settings,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl TestSite {
    /// Starts on a data folder and a database: none is the built-in one.
    pub async fn start(data: &Path, database: Option<String>) -> Self {
        let location = Location {
            data: Some(data.to_owned()),
            database,
        };
        let options = Options {
            listen: Some("127.0.0.1:0".into()),
            // All visitors of a test come from one address.
            sign_in_per_address: Some(10_000),
            sign_in_per_login: Some(1_000),
            ..Options::default()
        };
        let settings = Settings::load(&location, &options).expect("the settings");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let clock = Clock::standing(Moment::from_millis(NOW));
        let house = House::open(settings.clone(), true, address, clock, Chance::system())
            .await
            .expect("the site opens");
        let site = house.site.clone();
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(house.serve(listener, async {
            let _ = stopped.await;
        }));
        Self {
            address,
            site,
            settings,
            stop,
            task,
        }
    }

    /// A visitor whom nobody knows.
    pub fn visitor(&self) -> Client {
        Client::new(self.address)
    }

    /// A person of the demo, signed in: `aigerim`, `saule`, `zhanar`, `gulnar`, `bolat`, `marat`,
    /// `nurzhan`, `admin`.
    pub async fn person(&self, login: &str) -> Client {
        let mut client = self.visitor();
        let answer = client.sign_in(login, DEMO_PASSWORD).await;
        assert_eq!(answer.status, 303, "{login} signs in: {}", answer.body);
        client
    }

    /// Stops it as a signal does, and waits until all is on disk.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        drop(self.site);
        self.task.await.expect("the site stops");
    }
}

/// Runs a test on a site with SQLite and on one with PostgreSQL.
pub async fn on_both_sites(test: impl AsyncFn(&TestSite)) {
    let folder = tempfile::tempdir().expect("a folder");
    let site = TestSite::start(folder.path(), None).await;
    test(&site).await;
    site.stop().await;

    let folder = tempfile::tempdir().expect("a folder");
    let fresh = FreshPostgres::create().await;
    let site = TestSite::start(folder.path(), Some(fresh.url())).await;
    test(&site).await;
    site.stop().await;
    fresh.drop().await;
}
