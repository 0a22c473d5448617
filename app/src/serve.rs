//! `oqu serve`: opens the data, puts all areas on one site, answers until it is told to stop.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use oqu_audit::Sealer;
use oqu_db::{Db, Mode, Place};
use oqu_identity::api::{DEMO_PASSWORD, DEMO_PEOPLE, SessionGate};
use oqu_jobs::{Kinds, Worker};
use oqu_kernel::{Chance, Clock};
use oqu_mail::Carrier;
use oqu_text::Language;
use oqu_web::{L10n, Limits, Site, SiteParts};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tracing_subscriber::EnvFilter;

use crate::administration::settings::{self, Fixed};
use crate::areas::Kept;
use crate::config::{self, LogFormat, Settings};
use crate::connections::{self, Doors};
use crate::navigation::Rooms;
use crate::orders::{self, Around, Hands};
use crate::{ASSETS, Failed, areas, demo};

/// How long requests that have begun may go on after the signal to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);
/// An SQLite file up to this many bytes is read whole before the first request; that takes a moment.
const CHECKED_AT_ONCE: u64 = 64 << 20;
/// How often tries to sign in that count no more are forgotten.
const TIDY: Duration = Duration::from_secs(60);

/// Serves until a signal comes.
///
/// # Errors
/// Why it could not begin.
pub fn run(settings: Settings, demo: bool) -> Result<(), Failed> {
    begin_log(&settings)?;
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failed::nothing(error.to_string()))?
        .block_on(serve(settings, demo))
}

/// Runs jobs beside servers until a signal comes.
///
/// # Errors
/// Why it could not begin: on the built-in database the server runs them itself.
pub fn work(settings: Settings) -> Result<(), Failed> {
    if let Place::Sqlite(_) = settings.place {
        return Err(Failed::nothing(
            "oqu worker is for PostgreSQL: with the built-in database `oqu serve` runs the jobs itself.\n\
             Name a PostgreSQL database by --database, or start `oqu serve`.",
        ));
    }
    begin_log(&settings)?;
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failed::nothing(error.to_string()))?
        .block_on(async {
            let stop = stop_signal()?;
            let address = would_listen(&settings.listen);
            let house =
                House::open(settings, false, address, Clock::system(), Chance::system()).await?;
            eprintln!("Oqu runs jobs");
            house.work(stop).await;
            Ok(())
        })
}

/// The address that the servers beside a worker have unless they are told otherwise: its port stands
/// in links when no public address is set.
fn would_listen(listen: &str) -> SocketAddr {
    let fallback = SocketAddr::from(([127, 0, 0, 1], 8080));
    listen.parse().unwrap_or(fallback)
}

async fn serve(settings: Settings, demo: bool) -> Result<(), Failed> {
    // The address first: a taken port is found out before anything is touched.
    let listener = listen(&settings.listen).await?;
    let address = listener
        .local_addr()
        .map_err(|error| Failed::nothing(error.to_string()))?;
    // Then the signals: whoever was told the address may already ask it to stop.
    let stop = stop_signal()?;
    let house = House::open(settings, demo, address, Clock::system(), Chance::system()).await?;
    eprintln!("Oqu serves {}", house.site.chosen().public_url);
    if demo {
        tell_accounts(&house.site);
    }
    house.serve(listener, stop).await;
    Ok(())
}

/// An open database with all areas on one site.
pub struct House {
    /// What handlers stand on.
    pub site: Site,
    kept: Kept,
    kinds: Arc<Kinds>,
    carrier: Arc<Carrier>,
    sealer: Sealer,
    door: Option<orders::Listener>,
    settings: Settings,
}

impl House {
    /// Opens the data, brings them up to date and puts the site together.
    ///
    /// # Errors
    /// Why it cannot be done, with the next step.
    pub async fn open(
        settings: Settings,
        demo: bool,
        address: SocketAddr,
        clock: Clock,
        chance: Chance,
    ) -> Result<Self, Failed> {
        make_folder(&settings.data)?;
        let said = |error: oqu_db::Error| Failed::of_database(&error, &settings);
        let db = Db::open(&settings.place, Mode::Own).await.map_err(said)?;
        check(&db, &settings.place).await.map_err(said)?;
        let steps = areas::migrations().apply(&db, clock.now()).await;
        for step in steps.map_err(said)? {
            tracing::info!(
                area = step.area,
                number = step.number,
                name = step.name,
                "migrated"
            );
        }
        has_keys(&db, &settings).await?;
        fold_names(&db).await.map_err(said)?;
        let l10n = L10n::load(&areas::messages())
            .map_err(|wrong| Failed::nothing(format!("locales: {}", wrong.join("\n"))))?;
        let is_new_demo = demo && demo::seed(&db, &clock, &chance).await.map_err(said)?;
        let kept = Kept::new(&settings, clock.now(), demo);
        kept.refresh(&db, clock.now()).await.map_err(said)?;
        let sealer = Sealer::new(db.clone(), clock.clone(), &settings.data)
            .map_err(|error| Failed::nothing(error.to_string()))?;
        let site = Site::new(SiteParts {
            gate: Arc::new(SessionGate::new(db.clone())),
            navigation: Arc::new(Rooms::new(kept.names.clone())),
            db,
            clock,
            chance,
            l10n,
            assets: &ASSETS,
            settings: told(&settings, demo, address),
            limits: Limits::new(settings.sign_in_per_address, settings.sign_in_per_login),
        });
        settings::refresh(&site, &Fixed::of(&settings))
            .await
            .map_err(said)?;
        if is_new_demo {
            demo::bring_files(&site, &kept.files)
                .await
                .map_err(|error| Failed::nothing(format!("the files of the demo: {error:?}")))?;
        }
        let carrier = Arc::new(settings.carrier(&site.chosen().public_url));
        Ok(Self {
            site,
            kinds: Arc::new(areas::jobs(&carrier, &kept.files, &settings)),
            kept,
            carrier,
            sealer,
            door: door(&settings),
            settings,
        })
    }

    /// Answers until `stop` comes, lets begun requests end, then closes the database.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) {
        let router = areas::routes(&self.kept, &self.settings.data, &self.kinds, &self.carrier);
        let router = oqu_web::serve_routes(&self.site, router);
        let doors = Doors::new(connections::raise_handles(), self.settings.behind_proxy);
        let (stopping, stopped) = oneshot::channel();
        let (resting, rested) = oneshot::channel();
        let server = connections::serve(listener, router, doors, async move {
            stop.await;
            let _ = stopping.send(());
            let _ = resting.send(());
        });
        let worker = Worker::new(self.site.clone(), self.kinds);
        let worker = tokio::spawn(worker.run(async {
            let _ = rested.await;
        }));
        let (sealing, sealed) = oneshot::channel::<()>();
        let sealer = tokio::spawn(self.sealer.run(async {
            let _ = sealed.await;
        }));
        let hands = Arc::new(Hands {
            db: self.site.db.clone(),
            clock: self.site.clock.clone(),
            chance: self.site.chance.clone(),
            l10n: self.site.l10n,
            around: Around::Site(self.site.clone()),
        });
        let mut background = vec![
            tokio::spawn(tidy(self.site.clone())),
            tokio::spawn(settings::keep_fresh(
                self.site.clone(),
                Fixed::of(&self.settings),
            )),
            tokio::spawn(
                self.kept
                    .keep_fresh(self.site.db.clone(), self.site.clock.clone()),
            ),
        ];
        if let Some(door) = self.door {
            background.push(tokio::spawn(door.run(hands)));
        }
        let deadline = async {
            let _ = stopped.await;
            tracing::info!("stopping: no new requests, begun ones may end");
            tokio::time::sleep(LAST_REQUESTS).await;
        };
        tokio::select! {
            () = server => {}
            () = deadline => tracing::warn!("some requests were cut off"),
        }
        let _ = worker.await;
        for task in background {
            task.abort();
        }
        drop(sealing);
        let _ = sealer.await;
        // All that was taken is on disk when this returns.
        let db = self.site.db.clone();
        let _ = tokio::task::spawn_blocking(move || db.close()).await;
        tracing::info!(data = %self.settings.data.display(), "closed");
    }

    /// Runs jobs until `stop` comes, without answering requests.
    pub async fn work(self, stop: impl Future<Output = ()> + Send) {
        let db = self.site.db.clone();
        let fresh = settings::keep_fresh(self.site.clone(), Fixed::of(&self.settings));
        let fresh = tokio::spawn(fresh);
        Worker::new(self.site, self.kinds).run(stop).await;
        fresh.abort();
        let _ = tokio::task::spawn_blocking(move || db.close()).await;
        tracing::info!("closed");
    }
}

/// A node of a database that other nodes seal must have their keys before it makes one of its own.
async fn has_keys(db: &Db, settings: &Settings) -> Result<(), Failed> {
    if db.is_only_ours() || oqu_audit::has_key(&settings.data) {
        return Ok(());
    }
    let data = settings.data.clone();
    let stranger = db
        .read(async move |tx| oqu_audit::stranger(tx, &data).await)
        .await
        .map_err(|error| Failed::nothing(error.to_string()))?;
    let Some(key) = stranger else {
        return Ok(());
    };
    let folder = settings.data.join("keys");
    let folder = folder.display();
    Err(Failed::nothing(format!(
        "the audit of this database is sealed by a key that is not in {folder}\n\
         Copy the folder keys of a node that runs to {folder} (docs/nodes.md). If that key is lost for \
         good, write this line into {folder}/former.pub: {key}"
    )))
}

/// Folds the names of people whose rows are older than folding, a thousand in a unit.
async fn fold_names(db: &Db) -> Result<(), oqu_db::Error> {
    let mut all = 0;
    loop {
        let folded = db
            .write(async |tx| oqu_identity::api::fold_names(tx).await)
            .await?;
        if folded == 0 {
            break;
        }
        all += folded;
    }
    if all > 0 {
        tracing::info!(people = all, "names folded");
    }
    Ok(())
}

/// Who may sign in to the demo, and how.
fn tell_accounts(site: &Site) {
    eprintln!("The organisation is invented. Sign in with the password {DEMO_PASSWORD} as");
    let words = site.l10n.words(Language::En);
    for (login, role) in DEMO_PEOPLE {
        eprintln!("  {login:10} {}", words.t(&role.message()));
    }
}

fn told(settings: &Settings, demo: bool, address: SocketAddr) -> oqu_web::Settings {
    oqu_web::Settings {
        public_url: settings
            .public_url
            .clone()
            .unwrap_or_else(|| format!("http://localhost:{}", address.port())),
        demo,
        behind_proxy: settings.behind_proxy,
        zone: settings.zone.clone(),
    }
}

/// The door for the console; on PostgreSQL the console goes to the database itself.
fn door(settings: &Settings) -> Option<orders::Listener> {
    let Place::Sqlite(_) = settings.place else {
        return None;
    };
    match orders::Listener::open(&settings.data) {
        Ok(door) => Some(door),
        Err(error) => {
            tracing::warn!(%error, "oqu.sock cannot be made; oqu user needs a stopped server");
            None
        }
    }
}

/// Opens the port.
async fn listen(address: &str) -> Result<TcpListener, Failed> {
    TcpListener::bind(address).await.map_err(|error| {
        let next = match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                "Another program listens there; name another port by --listen 127.0.0.1:PORT."
            }
            std::io::ErrorKind::PermissionDenied => {
                "Ports below 1024 need a right of their own; put a reverse proxy before Oqu."
            }
            _ => "An address looks like 127.0.0.1:8080.",
        };
        Failed::nothing(format!("cannot listen on {address}: {error}\n{next}"))
    })
}

/// Makes the data folder, for this user only, with the commented settings in it.
pub(crate) fn make_folder(data: &Path) -> Result<(), Failed> {
    let new = !data.exists();
    let made = std::fs::create_dir_all(data).and_then(|()| {
        if new {
            only_for_us(data)?;
        }
        config::write_commented(data)
    });
    made.map_err(|error| {
        Failed::nothing(format!(
            "the data folder {} cannot be used: {error}\nName another by --data.",
            data.display()
        ))
    })
}

fn only_for_us(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

/// Reads a small SQLite file whole before anything is written to it, a large one meanwhile.
async fn check(db: &Db, place: &Place) -> oqu_db::Result<()> {
    let Place::Sqlite(path) = place else {
        return Ok(());
    };
    let bytes = path.metadata().map_or(0, |meta| meta.len());
    if bytes <= CHECKED_AT_ONCE {
        return db.check().await;
    }
    let db = db.clone();
    tokio::spawn(async move {
        match db.check().await {
            Ok(()) => tracing::info!(bytes, "the database file is whole"),
            Err(error) => tracing::error!(
                %error,
                "THE DATABASE FILE IS DAMAGED: stop Oqu and restore the last backup"
            ),
        }
    });
    Ok(())
}

async fn tidy(site: Site) {
    let mut every = tokio::time::interval(TIDY);
    loop {
        every.tick().await;
        site.limits.tidy();
    }
}

fn begin_log(settings: &Settings) -> Result<(), Failed> {
    let filter = EnvFilter::try_new(&settings.log)
        .map_err(|error| Failed::nothing(format!("log: {error}")))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match settings.log_format {
        LogFormat::Text => log.with_target(false).init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    Ok(())
}

/// Ends when the system or a person at the console says stop.
fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Failed> {
    use tokio::signal::unix::{SignalKind, signal};
    let failed = |error: std::io::Error| Failed::nothing(error.to_string());
    let mut term = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
