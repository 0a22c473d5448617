use jiff::civil::Date;
use oqu_kernel::Id;
use oqu_text::Iin;

use crate::keyed::keyed;
use crate::names::Names;

/// Marks the id of the organisation.
#[derive(Debug)]
pub enum Organisation {}

/// The id of the organisation, for its history.
pub type OrganisationId = Id<Organisation>;

/// What the audit calls the organisation.
pub const ORGANISATION: &str = "organisation";

keyed! {
    /// What the organisation is. The message `organisation-kind-<key>` names it.
    pub enum OrganisationKind {
        /// Жоғары және (немесе) жоғары оқу орнынан кейінгі білім беру ұйымы.
        University = "university",
        /// Техникалық және кәсіптік, орта білімнен кейінгі білім беру ұйымы.
        College = "college",
        /// Мектеп.
        School = "school",
        /// Қосымша білім беру ұйымы.
        Additional = "additional",
    }
}

/// The zones of Kazakhstan in the zone database. All are UTC+5 since 1 March 2024; times before
/// that differ, so that the zone is kept by its place.
pub const ZONES: [&str; 7] = [
    "Asia/Almaty",
    "Asia/Qostanay",
    "Asia/Qyzylorda",
    "Asia/Aqtobe",
    "Asia/Aqtau",
    "Asia/Atyrau",
    "Asia/Oral",
];

/// What is written of the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationDetails {
    /// What it is.
    pub kind: OrganisationKind,
    /// Its whole name.
    pub name: Names,
    /// Its name of every day; may be empty.
    pub short: Names,
    /// The city or settlement.
    pub city: Names,
    /// Street and building, with the postcode; may be empty.
    pub address: Names,
    /// Telephone as people write it; may be empty.
    pub phone: String,
    /// E-mail; may be empty.
    pub email: String,
    /// Address of the site with its scheme; may be empty.
    pub website: String,
    /// Business identification number of twelve digits; may be empty.
    pub bin: String,
    /// One of [`ZONES`].
    pub zone: String,
    /// Under what it teaches.
    pub licence: Licence,
    /// What the portal says of it, in paragraphs; may be empty.
    pub about: Names,
}

/// A licence to teach; empty where there is none or it is not written yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Licence {
    /// Its number, as on the paper.
    pub number: String,
    /// Its day.
    pub date: Option<Date>,
    /// Who issued it.
    pub issued_by: Names,
}

impl Licence {
    /// Whether nothing is written of it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The organisation as it stands in the database.
#[derive(Clone, Debug)]
pub struct OrganisationRow {
    /// Its id.
    pub id: OrganisationId,
    /// How often it was changed.
    pub version: i64,
    /// What is written of it.
    pub details: OrganisationDetails,
}

impl OrganisationRow {
    /// The message that names its kind.
    pub(crate) fn kind_key(&self) -> String {
        format!("organisation-kind-{}", self.details.kind.key())
    }
}

/// Whether a text is the BIN of an organisation: twelve digits, the fifth says resident (4),
/// non-resident (5) or sole proprietor (6), the last checks the others as in an IIN.
///
/// Source: facts 2.8.
pub fn is_bin(text: &str) -> bool {
    let kind = text.as_bytes().get(4).copied().unwrap_or_default();
    text.len() == 12 && matches!(kind, b'4'..=b'6') && Iin::parse(text).is_ok()
}

/// Whether mail could be sent there: one `@` between a name and a domain with a point.
pub fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else {
        return false;
    };
    let is_spaced = text.contains(char::is_whitespace);
    let is_domain = domain.contains('.')
        && !domain.contains('@')
        && domain.split('.').all(|part| !part.is_empty());
    !name.is_empty() && is_domain && !is_spaced
}

/// The address of a site with its scheme; `None` when it leads nowhere on the web.
pub fn site(text: &str) -> Option<String> {
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (scheme.to_lowercase(), rest),
        None => ("https".to_owned(), text),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.contains('.')
        && !host.starts_with('.')
        && host
            .chars()
            .all(|character| character.is_alphanumeric() || ".-:".contains(character));
    let is_web = scheme == "https" || scheme == "http";
    let is_whole =
        !rest.contains(|character: char| character.is_whitespace() || "\"<>".contains(character));
    (is_web && is_host && is_whole).then(|| format!("{scheme}://{rest}"))
}

/// A telephone for `tel:`: its plus and digits.
pub fn dialled(phone: &str) -> String {
    phone
        .chars()
        .filter(|character| character.is_ascii_digit() || *character == '+')
        .collect()
}
