//! All that other areas may call.

use std::collections::HashMap;
use std::pin::Pin;

use oqu_audit::By;
use oqu_db::{Query, Result, Tx};
use oqu_kernel::{Actor, Id, Moment, PersonId, Scope};
use oqu_mail::Desk;
use oqu_text::Language;
use oqu_web::{Action, Words};
use uuid::Uuid;

use crate::links::letters::tell_password_changed;
use crate::people::{rules, store};
use crate::{consents, duties, passwords, roles, sessions};

pub use crate::consents::demo::seed as seed_consents;
pub use crate::consents::{ConsentId, ConsentKind};
pub use crate::movers::{Columns, Mover, Movers, Moving, PersonColumn, count_columns, move_column};
pub use crate::people::doubles::moving::Own as OwnMover;
pub use crate::people::photo::{PHOTO, PHOTO_PURPOSE, PhotoKeeper};
pub use crate::people::relatives::{Relative, relatives};
pub use crate::people::rules::PersonData;
pub use crate::permissions::{Sight, iin_read, people_read, people_write, sight};
pub use crate::roles::Role;
pub use crate::roles::actor::actor;
pub use crate::roles::store::{GrantId, Held, counts_by_role, counts_by_scope, people_by_scope};
pub use crate::sessions::fresh::{FRESH, is_fresh, prove_first};
pub use crate::sessions::store::{SessionRow, of_person as sessions_of};
pub use crate::sessions::{SessionGate, plan_tidying};

/// The words of the protection of accounts.
pub const PROTECTION_MESSAGES: oqu_web::Messages = oqu_web::messages!("protection");

/// Sessions that are live at this moment. One statement.
///
/// # Errors
/// The database's failure.
pub async fn live_sessions(tx: &mut Tx, now: oqu_kernel::Moment) -> Result<i64> {
    sessions::store::live(tx, now).await
}

/// How many secrets of authenticator apps stand sealed in rows. One statement.
///
/// # Errors
/// The database's failure.
pub async fn sealed_secrets(tx: &mut Tx) -> Result<i64> {
    crate::factors::store::sealed_secrets(tx).await
}

/// How many roles must have a second step. One statement.
///
/// # Errors
/// The database's failure.
pub async fn protected_roles(tx: &mut Tx) -> Result<usize> {
    Ok(crate::factors::store::roles(tx).await?.len())
}

/// May say which roles must have a second step.
pub use crate::permissions::access_write;

/// Bringing people in from a file, without pages.
pub mod import {
    pub use crate::people::import::command::{Looked, confirm, forget, look, report, step};
    pub use crate::people::import::file::FILE_MOST;
    pub use crate::people::import::kept::ImportId;
    pub use crate::people::import::run::Ground;
}

/// People as programs ask for them and write of them, by the rules of the pages.
pub mod records {
    pub use crate::people::asked::{Asked, one, page};
    pub use crate::people::fields::{read, written};
    pub use crate::people::rules::sex_word;
    pub use crate::people::store::{PersonRow, Unique, person};
    pub use crate::people::write::{Written, add, change, note_taken, refused, to_change};
    pub use crate::roles::acts::{Ended, Given, end, give};
    pub use crate::roles::store::of_person as roles_of;
}

/// A thing that roles can reach, as people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeName {
    /// Its name in the asked language.
    pub name: String,
    /// Its page.
    pub path: String,
}

/// One choice of where a role reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeOption {
    /// The kind, as the owning area calls it.
    pub kind: &'static str,
    /// Its id.
    pub id: Uuid,
    /// Its name in the asked language.
    pub name: String,
}

/// A future of a unit of work.
pub type InUnit<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + 'a>>;

/// Answered by the area that owns units and groups: what are these called, and which are there?
pub trait ScopeNames: Send + Sync + 'static {
    /// The names of some things, in one or two statements however many they are.
    fn names<'a>(
        &'a self,
        tx: &'a mut Tx,
        things: Vec<(String, Uuid)>,
        language: Language,
    ) -> InUnit<'a, HashMap<Uuid, ScopeName>>;

    /// What a role may be given on.
    fn options<'a>(&'a self, tx: &'a mut Tx, language: Language) -> InUnit<'a, Vec<ScopeOption>>;

    /// The things themselves and all that lies inside them, in one or two statements.
    fn within<'a>(&'a self, tx: &'a mut Tx, things: Vec<(String, Uuid)>) -> InUnit<'a, Vec<Uuid>>;
}

/// Answered by the areas above: what else can be done for a person from their page?
pub trait PersonActions: Send + Sync + 'static {
    /// Links beside the facts of a person who holds these roles.
    fn actions(&self, actor: &Actor, person: PersonId, held: &[Held], words: Words) -> Vec<Action>;
}

/// A post that somebody holds, held or is going to hold.
#[derive(Clone, Debug)]
pub struct HeldPost {
    /// What it is called.
    pub title: String,
    /// The unit that it belongs to.
    pub unit: String,
    /// Its page, when the one who asks may open it.
    pub path: Option<String>,
    /// How much of a rate, in hundredths.
    pub rate: i64,
    /// The first day.
    pub from: jiff::civil::Date,
    /// The last day, when it is known.
    pub until: Option<jiff::civil::Date>,
}

/// Answered by the area that knows posts: which does somebody hold?
pub trait Posts: Send + Sync + 'static {
    /// All of a person, the latest first, in the words of a language.
    fn of_person<'a>(
        &'a self,
        tx: &'a mut Tx,
        person: PersonId,
        actor: &'a Actor,
        language: Language,
    ) -> InUnit<'a, Vec<HeldPost>>;
}

/// The things that some scopes name.
pub fn things<'a>(scopes: impl IntoIterator<Item = &'a Scope>) -> Vec<(String, Uuid)> {
    let mut things: Vec<(String, Uuid)> = scopes
        .into_iter()
        .filter_map(|scope| match scope {
            Scope::Organisation => None,
            Scope::Thing { kind, id } => Some((kind.clone(), *id)),
        })
        .collect();
    things.sort();
    things.dedup();
    things
}

oqu_db::row! {
    /// Somebody with a role on a thing.
    #[derive(Clone, Debug)]
    pub struct ScopedPerson {
        /// The place in the order.
        pub sort: Vec<u8>,
        /// The place among equals.
        pub number: i64,
        /// Who.
        pub id: PersonId,
        /// Тегі / фамилия.
        pub surname: String,
        /// Аты / имя.
        pub given: String,
        /// Әкесінің аты / отчество.
        pub patronymic: Option<String>,
        /// The key of the role.
        pub role: String,
    }
}

impl ScopedPerson {
    /// Surname, given name and patronymic.
    pub fn full_name(&self) -> String {
        rules::full_name(&self.surname, &self.given, self.patronymic.as_deref())
    }
}

/// Those who hold a role on a thing, by the alphabet of a language. One statement.
///
/// # Errors
/// The database's failure.
pub async fn people_in_scope(
    tx: &mut Tx,
    thing: (&str, Uuid),
    role: Option<Role>,
    language: Language,
    limit: usize,
) -> Result<Vec<ScopedPerson>> {
    let mut query = in_scope(thing, language);
    if let Some(role) = role {
        query = query.push(" AND g.role = ").bind(role.key());
    }
    tx.list(&ordered(query, language, limit)).await
}

/// Advisers and tutors of a group that are shown: there are one or two.
const HELPERS: usize = 10;

const fn sort_column(language: Language) -> &'static str {
    match language {
        Language::Kk => "sort_kk",
        Language::Ru => "sort_ru",
        Language::En => "sort_en",
    }
}

fn in_scope(thing: (&str, Uuid), language: Language) -> Query {
    let sort = sort_column(language);
    Query::new(&format!(
        "SELECT p.{sort}, p.number, p.id, p.surname, p.given, p.patronymic, g.role \
         FROM grants g JOIN people p ON p.id = g.person \
         WHERE g.ended_at IS NULL AND g.scope_kind = "
    ))
    .bind(thing.0)
    .push(" AND g.scope_id = ")
    .bind(thing.1)
}

fn ordered(query: Query, language: Language, limit: usize) -> Query {
    let sort = sort_column(language);
    query.push(&format!(" ORDER BY p.{sort}, p.number LIMIT {limit}"))
}

/// Those who help a group: its advisers and tutors. One statement.
///
/// # Errors
/// The database's failure.
pub async fn helpers_in_scope(
    tx: &mut Tx,
    thing: (&str, Uuid),
    language: Language,
) -> Result<Vec<ScopedPerson>> {
    let query = in_scope(thing, language)
        .push(" AND g.role IN (")
        .bind_all([Role::Adviser.key(), Role::Tutor.key()])
        .push(")");
    tx.list(&ordered(query, language, HELPERS)).await
}

/// How many learners each of these groups has. One statement.
///
/// # Errors
/// The database's failure.
pub async fn learners_of(tx: &mut Tx, groups: &[Uuid]) -> Result<Vec<(Uuid, i64)>> {
    let query = Query::new(
        "SELECT scope_id, CAST(count(*) AS BIGINT) FROM grants \
         WHERE ended_at IS NULL AND role = 'learner' AND scope_kind = 'group' AND scope_id IN (",
    )
    .bind_all(groups.iter().copied())
    .push(") GROUP BY scope_id");
    tx.list(&query).await
}

/// A person to be added with roles, and the hash of a password when one is given.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// The id, chosen by the caller so that others can refer to it.
    pub id: PersonId,
    /// What is written of the person.
    pub data: PersonData,
    /// Roles with what they reach, the main one first; the name of what is reached, for the audit.
    pub roles: Vec<(Role, Scope, String)>,
    /// An Argon2id hash from [`hash_password`].
    pub password: Option<String>,
}

/// Adds a person with roles, in the caller's unit.
///
/// # Errors
/// [`oqu_db::Error::Taken`] by `people_iin_key`, `people_email_key` or `people_login_key`.
pub async fn add_person(tx: &mut Tx, by: &By, new: &NewPerson) -> Result<i64> {
    let number = store::add(tx, by, new.id, &new.data).await?;
    let name = new.data.full_name();
    for (role, scope, scope_name) in &new.roles {
        roles::store::give(tx, by, (new.id, &name), *role, scope, scope_name).await?;
    }
    if let Some(hash) = &new.password {
        sessions::store::set_password(tx, by, new.id, &name, hash).await?;
    }
    Ok(number)
}

/// Links a parent or guardian to a learner; `relation` is `mother`, `father` or `guardian`.
///
/// # Errors
/// The database's failure.
pub async fn add_representative(
    tx: &mut Tx,
    by: &By,
    learner: (PersonId, &str),
    representative: PersonId,
    relation: &str,
) -> Result<()> {
    crate::people::relatives::link(tx, by, learner, representative, relation).await
}

/// Hashes a password. Slow by design: outside of any unit of work.
pub async fn hash_password(password: &str, chance: &oqu_kernel::Chance) -> String {
    passwords::hash(password, chance).await
}

/// A new password that can be read out.
pub fn fresh_password(chance: &oqu_kernel::Chance) -> String {
    passwords::fresh(chance)
}

/// Reads a date of birth, a login and so on as the form of a person does, for the command line.
///
/// # Errors
/// The message that says what to do.
pub fn check_login(text: &str) -> std::result::Result<Option<String>, &'static str> {
    rules::login(text)
}

/// As [`check_login`], for an e-mail address.
///
/// # Errors
/// The message that says what to do.
pub fn check_email(text: &str) -> std::result::Result<Option<String>, &'static str> {
    rules::email(text)
}

/// A person found by login or e-mail: id, full name, whether locked.
///
/// # Errors
/// The database's failure.
pub async fn find_by_login(tx: &mut Tx, name: &str) -> Result<Option<(PersonId, String, bool)>> {
    let Some(found) = sessions::store::credentials(tx, &name.to_lowercase()).await? else {
        return Ok(None);
    };
    let person = store::person(tx, found.person).await?;
    Ok(person.map(|person| (person.id, person.full_name(), person.locked_at.is_some())))
}

oqu_db::row! {
    /// Somebody whom words find.
    #[derive(Clone, Debug)]
    pub struct FoundPerson {
        /// Who.
        pub id: PersonId,
        surname: String,
        given: String,
        patronymic: Option<String>,
        /// The login.
        pub login: Option<String>,
        /// The e-mail.
        pub email: Option<String>,
    }
}

impl FoundPerson {
    /// Surname, given name and patronymic.
    pub fn full_name(&self) -> String {
        rules::full_name(&self.surname, &self.given, self.patronymic.as_deref())
    }
}

/// Rows of the index that are looked at for one question of names.
const FOUND: usize = 200;

/// At most `limit` people whom words of a name, a login or an e-mail find, by the alphabet of a
/// language. One statement.
///
/// # Errors
/// The database's failure.
pub async fn people_found(
    tx: &mut Tx,
    words: &oqu_text::search::Query,
    language: Language,
    limit: usize,
) -> Result<Vec<FoundPerson>> {
    let query = Query::new(
        "SELECT p.id, p.surname, p.given, p.patronymic, p.login, p.email FROM people p \
         WHERE p.number IN (",
    )
    .matching(store::SEARCH, words, FOUND)
    .push(")");
    tx.list(&ordered(query, language, limit)).await
}

/// What some people are called: surname, given name and patronymic. One statement.
///
/// # Errors
/// The database's failure.
pub async fn full_names(tx: &mut Tx, people: &[PersonId]) -> Result<HashMap<PersonId, String>> {
    let people = store::people(tx, people).await?;
    let named = people.iter().map(|person| (person.id, person.full_name()));
    Ok(named.collect())
}

/// Locks an account and ends its sessions; false when it is locked already or not there.
///
/// # Errors
/// The database's failure.
pub async fn lock_person(tx: &mut Tx, by: &By, id: PersonId, ground: &str) -> Result<bool> {
    match store::person(tx, id).await? {
        Some(person) => store::lock(tx, by, &person, ground).await,
        None => Ok(false),
    }
}

/// Unlocks an account; false when it is not locked or not there.
///
/// # Errors
/// The database's failure.
pub async fn unlock_person(tx: &mut Tx, by: &By, id: PersonId) -> Result<bool> {
    match store::person(tx, id).await? {
        Some(person) => store::unlock(tx, by, &person).await,
        None => Ok(false),
    }
}

/// Gives a new password, as a hash, and ends all sessions of the person. Whoever gives a password
/// knows it, so that the person is told and must change it.
///
/// # Errors
/// The database's failure.
pub async fn reset_password(
    tx: &mut Tx,
    by: &By,
    desk: &Desk,
    person: (PersonId, &str),
    hash: &str,
) -> Result<()> {
    sessions::store::set_password(tx, by, person.0, person.1, hash).await?;
    sessions::store::end_all(tx, person.0).await?;
    duties::store::begin(tx, by, person.0, person.1).await?;
    tell_password_changed(tx, by, desk, person.0).await
}

/// Invites a person who is there: a link of fourteen days to the person's address, by which the
/// first password is set. `secret` comes from [`fresh_link_secret`], outside of the unit. Gives the
/// address, or the message that says why the person cannot be invited.
///
/// # Errors
/// The database's failure.
pub async fn invite(
    tx: &mut Tx,
    by: &By,
    desk: &Desk,
    person: PersonId,
    secret: &str,
) -> Result<std::result::Result<String, &'static str>> {
    crate::invitations::invite(tx, by, desk, person, secret).await
}

/// The secret of a link, to be made outside of the unit of work that keeps its hash.
pub fn fresh_link_secret(chance: &oqu_kernel::Chance) -> String {
    crate::links::fresh_secret(chance)
}

/// What a person's own page lacks that others rely on: message keys.
///
/// # Errors
/// The database's failure.
pub async fn gaps(tx: &mut Tx, person: PersonId) -> Result<Vec<&'static str>> {
    let Some(row) = store::person(tx, person).await? else {
        return Ok(Vec::new());
    };
    let data = row.data();
    let mut gaps = Vec::new();
    if data.email.is_none() {
        gaps.push("gap-email");
    }
    if data.phone.is_none() {
        gaps.push("gap-phone");
    }
    Ok(gaps)
}

/// A consent in force, for whoever is about to do what needs one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The consent; its page is `/consents/{id}`.
    pub id: ConsentId,
    /// Which version of the text.
    pub version: i64,
    /// The SHA-256 of that version, in hexadecimal.
    pub hash: String,
    /// Who gave it: the person or the legal representative.
    pub giver: PersonId,
    /// Since when.
    pub given_at: Moment,
    /// The first moment when it is over; none while the person learns or works here.
    pub ends_at: Option<Moment>,
}

/// The consent of a kind that is in force now; none when there is none, when it was withdrawn, or
/// when its term is over. What needs it then takes the other way that the text names. Two statements.
///
/// # Errors
/// The database's failure.
pub async fn consent(
    tx: &mut Tx,
    person: PersonId,
    kind: ConsentKind,
    now: Moment,
) -> Result<Option<Consent>> {
    let row = consents::store::standing(tx, person, kind, now).await?;
    Ok(row.map(|row| Consent {
        id: row.id,
        version: row.version,
        hash: row.hash,
        giver: row.giver,
        given_at: row.given_at,
        ends_at: row.ends_at,
    }))
}

/// The words for a field of this area that the audit holds as a key.
pub fn value_in_words(words: oqu_web::Words, field: &str, key: &str) -> Option<String> {
    crate::people::pages::in_words(words, field, key)
}

/// Takes the second factors of a person away and ends all sessions; with its ground.
///
/// # Errors
/// The database's failure.
pub async fn reset_factors(
    tx: &mut Tx,
    by: &By,
    person: (PersonId, &str),
    ground: &str,
) -> Result<()> {
    crate::factors::store::reset(tx, by, person, ground).await
}

/// What a paper says of a person.
#[derive(Clone, Debug)]
pub struct PersonOnPaper {
    /// Who.
    pub id: PersonId,
    /// Surname, given name and patronymic.
    pub name: String,
    /// Date of birth, when it is written.
    pub birth_date: Option<jiff::civil::Date>,
}

/// What a paper says of a person. One statement.
///
/// # Errors
/// The database's failure.
pub async fn on_paper(tx: &mut Tx, id: PersonId) -> Result<Option<PersonOnPaper>> {
    let person = store::person(tx, id).await?;
    Ok(person.map(|person| PersonOnPaper {
        id,
        name: person.full_name(),
        birth_date: person.data().birth_date,
    }))
}

/// The roles in force of a person, the main one first. One statement.
///
/// # Errors
/// The database's failure.
pub async fn held(tx: &mut Tx, person: PersonId) -> Result<Vec<Held>> {
    roles::store::of_person(tx, person).await
}

/// Folds the names of at most a thousand people that are older than folding, by which doubles are
/// found; how many there were. To be asked at start until there are none.
///
/// # Errors
/// The database's failure.
pub async fn fold_names(tx: &mut Tx) -> Result<usize> {
    crate::people::doubles::store::fold_some(tx).await
}

/// Makes the search words of all people again, after a restore.
///
/// # Errors
/// The database's failure.
pub async fn rebuild_search(tx: &mut Tx) -> Result<()> {
    store::rebuild_search(tx).await
}

/// A new id for a person.
pub fn new_person_id(by: &By) -> PersonId {
    Id::new(by.now, &by.chance)
}

/// The password that all people of the demo share.
pub const DEMO_PASSWORD: &str = "oqu-demo-2026";

/// The people of the demo whom the sign-in page offers: login and main role.
pub const DEMO_PEOPLE: [(&str, Role); 8] = [
    ("aigerim", Role::Learner),
    ("saule", Role::Teacher),
    ("zhanar", Role::Registrar),
    ("gulnar", Role::Adviser),
    ("bolat", Role::Rector),
    ("marat", Role::Dean),
    ("nurzhan", Role::Representative),
    ("admin", Role::Administrator),
];
