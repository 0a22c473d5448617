//! Databases for tests: a fresh one of each kind, gone when the test ends.

use std::sync::atomic::{AtomicU32, Ordering};

use tokio_postgres::NoTls;

use crate::{Db, Migrations, Mode, Place};

/// The server that `./test` starts; its user may create databases.
pub const SERVER: &str = "OQU_TEST_POSTGRES";

/// Runs a test on SQLite and on PostgreSQL, each empty but for `migrations`.
///
/// # Panics
/// When no PostgreSQL is at hand: a test that skips is no test.
pub async fn on_both(migrations: &Migrations, test: impl AsyncFn(Db)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let sqlite = Place::Sqlite(folder.path().join("oqu.db"));
    test(opened(&sqlite, migrations).await).await;
    let fresh = FreshPostgres::create().await;
    test(opened(&fresh.place(), migrations).await).await;
    fresh.drop().await;
}

async fn opened(place: &Place, migrations: &Migrations) -> Db {
    let db = Db::open(place, Mode::Own)
        .await
        .expect("the database opens");
    let now = oqu_kernel::Moment::from_millis(0);
    migrations
        .apply(&db, now)
        .await
        .expect("the migrations apply");
    db
}

/// A database of its own on the test server.
pub struct FreshPostgres {
    server: String,
    name: String,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

impl FreshPostgres {
    /// Creates it.
    ///
    /// # Panics
    /// When the test server is not running.
    pub async fn create() -> Self {
        let server = std::env::var(SERVER).unwrap_or_else(|_| {
            panic!(
                "{SERVER} is not set: run the tests by ./test, which starts a PostgreSQL of its own"
            )
        });
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("oqu_test_{}_{count}", std::process::id());
        let fresh = Self { server, name };
        fresh
            .command(&format!("CREATE DATABASE {}", fresh.name))
            .await;
        fresh
    }

    /// Its address.
    pub fn place(&self) -> Place {
        Place::Postgres(self.url())
    }

    /// Its address as text.
    pub fn url(&self) -> String {
        format!("{}/{}", self.server, self.name)
    }

    /// Removes it, whoever is still connected.
    pub async fn drop(self) {
        self.command(&format!("DROP DATABASE {} WITH (FORCE)", self.name))
            .await;
    }

    async fn command(&self, text: &str) {
        let address = format!("{}/postgres", self.server);
        let (client, connection) = tokio_postgres::connect(&address, NoTls)
            .await
            .expect("the test server answers");
        tokio::spawn(connection);
        client
            .batch_execute(text)
            .await
            .expect("the test server obeys");
    }
}
