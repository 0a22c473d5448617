use oqu_audit::{Act, By};
use oqu_db::{Result, Tx};
use oqu_kernel::{Id, Moment};
use oqu_text::Language;

use super::kind::{ConsentKind, TextId};
use super::rules::{self, Trio};

oqu_db::row! {
    /// A version of a text.
    #[derive(Clone, Debug)]
    pub struct TextRow {
        /// Its id.
        pub id: TextId,
        kind: String,
        /// 1, 2, 3 … within its kind.
        pub version: i64,
        text_kk: String,
        text_ru: String,
        text_en: String,
        without_kk: String,
        without_ru: String,
        without_en: String,
        /// SHA-256 in hexadecimal.
        pub hash: String,
        /// In force from then on, until a later version is.
        pub since: Moment,
        /// When it was written.
        pub created_at: Moment,
    }
}

impl TextRow {
    /// Its kind; processing for a row that no version of the program writes.
    pub fn kind(&self) -> ConsentKind {
        ConsentKind::of(&self.kind).unwrap_or(ConsentKind::Processing)
    }

    /// What is agreed to.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Kk => &self.text_kk,
            Language::Ru => &self.text_ru,
            Language::En => &self.text_en,
        }
    }

    /// What follows from a refusal or a withdrawal.
    pub fn without(&self, language: Language) -> &str {
        match language {
            Language::Kk => &self.without_kk,
            Language::Ru => &self.without_ru,
            Language::En => &self.without_en,
        }
    }
}

oqu_db::statements! {
    TEXT = "SELECT id, kind, version, text_kk, text_ru, text_en, without_kk, without_ru, without_en, hash, \
            since, created_at \
        FROM consent_texts WHERE id = $1";
    TEXTS = "SELECT id, kind, version, text_kk, text_ru, text_en, without_kk, without_ru, without_en, hash, \
            since, created_at \
        FROM consent_texts ORDER BY kind, version DESC";
    TEXTS_IN_FORCE = "SELECT id, kind, version, text_kk, text_ru, text_en, without_kk, without_ru, without_en, \
            hash, since, created_at \
        FROM consent_texts t WHERE since <= $1 AND NOT EXISTS (SELECT 1 FROM consent_texts later \
            WHERE later.kind = t.kind AND later.since <= $1 AND later.version > t.version)";
    TEXT_NEWEST = "SELECT version, since FROM consent_texts WHERE kind = $1 ORDER BY version DESC LIMIT 1";
    TEXT_ADD = "INSERT INTO consent_texts (id, kind, version, text_kk, text_ru, text_en, without_kk, \
            without_ru, without_en, hash, since, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
}

/// The version with this id.
pub async fn text(tx: &mut Tx, id: TextId) -> Result<Option<TextRow>> {
    tx.maybe(&TEXT, &[id.into()]).await
}

/// All versions, the newest of each kind first.
pub async fn texts(tx: &mut Tx) -> Result<Vec<TextRow>> {
    tx.all(&TEXTS, &[]).await
}

/// The version of each kind that is in force.
pub async fn in_force(tx: &mut Tx, now: Moment) -> Result<Vec<TextRow>> {
    tx.all(&TEXTS_IN_FORCE, &[now.into()]).await
}

/// A version to be written.
#[derive(Clone, Debug)]
pub struct NewText {
    /// What it is about.
    pub kind: ConsentKind,
    /// What is agreed to: kk, ru, en.
    pub text: Trio,
    /// What follows from a refusal or a withdrawal: kk, ru, en.
    pub without: Trio,
    /// In force from then on.
    pub since: Moment,
}

/// What became of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is written.
    Yes(TextId),
    /// The version before it begins later than this one would.
    BeforeLast,
}

/// Adds a version after the last one of its kind.
pub async fn add(tx: &mut Tx, by: &By, new: &NewText) -> Result<Added> {
    let newest: Option<(i64, Moment)> = tx.maybe(&TEXT_NEWEST, &[new.kind.key().into()]).await?;
    let version = match newest {
        Some((_, since)) if since > new.since => return Ok(Added::BeforeLast),
        Some((version, _)) => version + 1,
        None => 1,
    };
    let id: TextId = Id::new(by.now, &by.chance);
    let hash = rules::hash(new.kind, version, &new.text, &new.without);
    let [kk, ru, en] = &new.text;
    let [no_kk, no_ru, no_en] = &new.without;
    let values = [
        id.into(),
        new.kind.key().into(),
        version.into(),
        kk.into(),
        ru.into(),
        en.into(),
        no_kk.into(),
        no_ru.into(),
        no_en.into(),
        (&hash).into(),
        new.since.into(),
        by.now.into(),
    ];
    tx.run(&TEXT_ADD, &values).await?;
    let act = Act::on("consent-text.added", "consent-text", id, "")
        .change("consent-kind", "", new.kind.key())
        .change("consent-version", "", &version.to_string())
        .change("consent-hash", "", &hash);
    oqu_audit::record(tx, by, act).await?;
    Ok(Added::Yes(id))
}
