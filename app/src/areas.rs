//! All areas of the program, lowest first: the one place where they are wired together.

use std::path::Path;
use std::sync::Arc;

use axum::Extension;
use oqu_audit::ObjectPaths;
use oqu_db::{Db, Migrations, Tx};
use oqu_documents::Printer;
use oqu_files::{Files, Keeper, Purpose, Scanner, Store};
use oqu_identity::api::{self as identity, Columns, Movers, PersonActions, PersonColumn};
use oqu_jobs::Kinds;
use oqu_kernel::{Clock, Moment};
use oqu_mail::Carrier;
use oqu_organisation::api::{
    self as organisation, Certificates, DOCUMENTS, Duties, NamesCache, Scopes,
};
use oqu_typesetting::Typesetter;
use oqu_web::{Messages, Routes, Words};
use uuid::Uuid;

use crate::config::Settings;
use crate::doctor::Health;
use crate::today::Counts;
use crate::{administration, doctor, pulse, today};

/// The tables of all areas, in the order in which they build on each other.
pub fn migrations() -> Migrations {
    Migrations::of(&[
        oqu_audit::MIGRATIONS,
        oqu_files::MIGRATIONS,
        oqu_jobs::MIGRATIONS,
        oqu_mail::MIGRATIONS,
        oqu_documents::MIGRATIONS,
        oqu_identity::MIGRATIONS,
        oqu_organisation::MIGRATIONS,
        oqu_exchange::MIGRATIONS,
        administration::MIGRATIONS,
    ])
}

/// The words of all areas.
pub fn messages() -> Vec<Messages> {
    vec![
        oqu_web::MESSAGES,
        oqu_audit::MESSAGES,
        oqu_files::MESSAGES,
        oqu_jobs::MESSAGES,
        oqu_mail::MESSAGES,
        oqu_documents::MESSAGES,
        oqu_identity::MESSAGES,
        oqu_identity::api::PROTECTION_MESSAGES,
        oqu_identity::IMPORT_MESSAGES,
        oqu_identity::ACCESS_MESSAGES,
        oqu_identity::CONSENTS_MESSAGES,
        oqu_identity::BULK_MESSAGES,
        oqu_identity::DOUBLES_MESSAGES,
        oqu_organisation::MESSAGES,
        oqu_organisation::POSTS_MESSAGES,
        oqu_organisation::ROOMS_MESSAGES,
        oqu_organisation::PORTAL_MESSAGES,
        oqu_organisation::NEWS_MESSAGES,
        oqu_organisation::REGULATIONS_MESSAGES,
        oqu_web::PROGRAM_MESSAGES,
        oqu_exchange::MESSAGES,
        today::MESSAGES,
        administration::MESSAGES,
        administration::SETTINGS_MESSAGES,
        administration::BACKUPS_MESSAGES,
        doctor::MESSAGES,
        pulse::MESSAGES,
    ]
}

/// What stands in memory beside the database, for all requests of a node.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The names of the organisation.
    pub names: NamesCache,
    /// The organisation in numbers.
    pub counts: Counts,
    /// The store of files; the files themselves are not in memory.
    pub files: Files,
    /// What the doctor found on this node.
    pub health: Health,
}

/// Who may read the files of which things, and what may be brought.
fn files(store: &Store, scanner: Scanner, demo: bool) -> Files {
    let keepers: Vec<(&'static str, Arc<dyn Keeper>)> = vec![
        (
            identity::PHOTO,
            Arc::new(identity::PhotoKeeper::new(Arc::new(Scopes))),
        ),
        (organisation::LOGO, Arc::new(organisation::Logos)),
        (
            organisation::REGULATION_FILE,
            Arc::new(organisation::Regulations),
        ),
        (
            organisation::NEWS_PICTURE,
            Arc::new(organisation::NewsPictures),
        ),
    ];
    let mut purposes = vec![identity::PHOTO_PURPOSE];
    if demo {
        purposes.push(TRIAL);
    }
    Files::new(store, scanner, keepers, purposes)
}

/// In the demo anything may be brought by whoever speaks the protocol; nothing comes of it.
const TRIAL: Purpose = Purpose {
    key: "trial",
    most_bytes: 2 << 30,
    most_open: 4,
    takes: |_| true,
};

impl Kept {
    /// Nothing read yet.
    pub fn new(settings: &Settings, now: Moment, demo: bool) -> Self {
        Self {
            names: NamesCache::default(),
            counts: Counts::default(),
            files: files(&settings.files, settings.scanner.clone(), demo),
            health: Health::new(settings, now),
        }
    }

    /// Reads everything anew.
    ///
    /// # Errors
    /// The database's failure; the old stays.
    pub async fn refresh(&self, db: &Db, now: Moment) -> oqu_db::Result<()> {
        self.names.refresh(db).await?;
        self.counts.refresh(db, now).await
    }

    /// Keeps it fresh. Never ends.
    pub async fn keep_fresh(self, db: Db, clock: Clock) {
        tokio::join!(
            self.names.keep_fresh(db.clone()),
            self.counts.keep_fresh(db.clone(), clock.clone()),
            self.health.keep_fresh(db, clock),
        );
    }
}

/// Columns of areas that stand alone, each with a person in it.
const IN_JOBS: [PersonColumn; 2] = [
    PersonColumn::counted("jobs", "asked_by", "moves-jobs"),
    PersonColumn::quiet("jobs", "shown_to"),
];
const IN_FILES: [PersonColumn; 2] = [
    PersonColumn::counted("files", "brought_by", "moves-files"),
    PersonColumn::quiet("uploads", "person"),
];
const IN_MAILS: [PersonColumn; 1] = [PersonColumn::counted("mails", "person", "moves-mails")];
const IN_TOKENS: [PersonColumn; 2] = [
    PersonColumn::counted("api_tokens", "person", "moves-tokens"),
    PersonColumn::quiet("api_tokens", "revoked_by"),
];
const IN_DOCUMENTS: [PersonColumn; 3] = [
    PersonColumn::counted("issued_documents", "subject", "moves-documents"),
    PersonColumn::quiet("issued_documents", "issued_by"),
    PersonColumn::quiet("issued_documents", "revoked_by"),
];

/// All that holds the id of a person, for whoever makes one of two records.
pub fn movers() -> Movers {
    let alone = |area, columns: &'static [PersonColumn]| Box::new(Columns { area, columns });
    Movers::of(vec![
        Box::new(identity::OwnMover),
        Box::new(organisation::AppointmentMover),
        alone("jobs", &IN_JOBS),
        alone("files", &IN_FILES),
        alone("mail", &IN_MAILS),
        alone("documents", &IN_DOCUMENTS),
        alone("exchange", &IN_TOKENS),
    ])
}

/// What all areas do later and outside a request. `carrier` is what sends mails, `files` where files
/// are, `settings` what the installation was told.
pub fn jobs(carrier: &Arc<Carrier>, files: &Files, settings: &Settings) -> Kinds {
    oqu_jobs::jobs()
        .and(oqu_files::jobs(files))
        .and(oqu_mail::kinds(carrier))
        .and(oqu_identity::jobs(Arc::new(Scopes)))
        .and(oqu_exchange::jobs())
        .and(administration::backups::jobs(settings))
}

/// The routes of all areas. `data` is the folder of the data, `kinds` is what [`jobs`] gave.
pub fn routes(kept: &Kept, data: &Path, kinds: &Arc<Kinds>, carrier: &Arc<Carrier>) -> Routes {
    let printer = Printer::new(Arc::new(Typesetter));
    let actions: Arc<dyn PersonActions> = Arc::new(Certificates);
    pulse::routes(&kept.health)
        .and(oqu_web::style_routes())
        .and(oqu_audit::routes(Arc::new(Paths), data))
        .and(oqu_jobs::routes(kinds))
        .and(oqu_mail::routes(Arc::clone(carrier)))
        .and(oqu_files::routes(&kept.files))
        .and(
            oqu_identity::routes(Arc::new(Scopes), data, &kept.files)
                .with(Extension(Arc::new(Duties) as Arc<dyn identity::Posts>)),
        )
        .and(oqu_organisation::routes(&kept.names, &kept.files))
        .and(oqu_exchange::routes())
        .and(oqu_documents::routes(printer.clone(), DOCUMENTS))
        .and(today::routes(&kept.counts, &kept.health))
        .and(administration::routes(&kept.health, carrier, &kept.files))
        .with(Extension(printer))
        .with(Extension(actions))
        .with(Extension(movers()))
}

/// Where the objects of all areas are shown, and what their keys mean.
struct Paths;

impl ObjectPaths for Paths {
    fn path(&self, kind: &str, id: Uuid) -> Option<String> {
        match kind {
            "person" => Some(format!("/people/{id}")),
            "unit" => Some(format!("/structure/units/{id}")),
            "group" => Some(format!("/groups/{id}")),
            "post" => Some(format!("/structure/posts/{id}")),
            "regulation" => Some(format!("/regulations/{id}")),
            "news" => Some(format!("/news/{id}")),
            "room" => Some(format!("/structure/rooms/{id}")),
            "job" => Some(format!("/administration/jobs/{id}")),
            "mail" => Some(format!("/administration/mail/{id}")),
            "document" => Some(format!("/documents/{id}")),
            "organisation" => Some("/structure/organisation".to_owned()),
            "import" => Some(format!("/people/import/{id}")),
            "bulk" => Some(format!("/people/bulk/{id}")),
            "consent-text" => Some(format!("/consents/texts/{id}")),
            "token" => Some("/administration/tokens".to_owned()),
            "settings" => Some("/administration/settings".to_owned()),
            "backup" => Some(administration::backups::PATH.to_owned()),
            "store" => Some("/administration/settings/files".to_owned()),
            _ => None,
        }
    }

    fn value(&self, words: Words, field: &str, key: &str) -> Option<String> {
        oqu_jobs::value_in_words(words, field, key)
            .or_else(|| oqu_identity::api::value_in_words(words, field, key))
            .or_else(|| oqu_organisation::api::value_in_words(words, field, key))
            .or_else(|| oqu_documents::value_in_words(words, field, key))
            .or_else(|| oqu_exchange::api::value_in_words(words, field, key))
            .or_else(|| administration::settings::value_in_words(words, field, key))
    }
}

/// Makes the search words of all areas again, after a restore.
///
/// # Errors
/// The database's failure.
pub async fn rebuild_search(tx: &mut Tx) -> oqu_db::Result<()> {
    oqu_mail::rebuild_search(tx).await?;
    oqu_documents::rebuild_search(tx).await?;
    oqu_identity::api::rebuild_search(tx).await?;
    oqu_organisation::api::rebuild_search(tx).await
}
