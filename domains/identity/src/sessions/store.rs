use oqu_audit::{Act, By};
use oqu_db::{Result, Tx};
use oqu_kernel::{Actor, Grant, Id, Moment, PersonId, Scope};
use oqu_text::Language;
use oqu_web::{Behind, SignedIn, Site};
use sha2::{Digest, Sha256};
use std::time::Duration;
use uuid::Uuid;

use crate::roles::Role;

/// Marks ids of sessions.
#[derive(Debug)]
pub enum Session {}

/// On a device that the person calls their own, both.
pub const REMEMBERED: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// How exactly the last use is known; more would make a write of each page.
pub const SEEN_EXACT_TO: Duration = Duration::from_secs(60);

oqu_db::row! {
    struct Held {
        person: PersonId,
        surname: String,
        given: String,
        language: Option<String>,
        workspace: String,
        seen_at: Moment,
        idle_ms: i64,
        proved_at: Moment,
        acting: Option<PersonId>,
        duties: i64,
        role: Option<String>,
        scope_kind: Option<String>,
        scope_id: Option<Uuid>,
    }
}

oqu_db::row! {
    /// A session as its owner sees it.
    #[derive(Clone, Debug)]
    pub struct SessionRow {
        /// Its id.
        pub id: Id<Session>,
        /// When it was begun.
        pub begun_at: Moment,
        /// When it was used last, to a minute.
        pub seen_at: Moment,
        /// From which address.
        pub origin: String,
        /// With which browser.
        pub agent: String,
        /// The hash of its secret.
        pub hash: [u8; 32],
        /// The administrator who sits in the person's place.
        pub acting: Option<PersonId>,
    }
}

oqu_db::row! {
    /// What is needed to let somebody in.
    #[derive(Clone, Debug)]
    pub struct Credentials {
        /// Who.
        pub person: PersonId,
        /// For the audit.
        pub surname: String,
        /// For the audit.
        pub given: String,
        /// The hash, when a password was ever given.
        pub password: Option<String>,
        /// When the account was locked.
        pub locked_at: Option<Moment>,
    }
}

oqu_db::statements! {
    LIVE = "SELECT CAST(count(*) AS BIGINT) FROM sessions WHERE ends_at > $1 AND seen_at + idle_ms > $1";
    HELD = "SELECT p.id, p.surname, p.given, p.language, s.workspace, s.seen_at, s.idle_ms, s.proved_at, s.acting, \
            (SELECT count(*) FROM password_duties d WHERE d.person = p.id AND d.ended_at IS NULL), \
            g.role, g.scope_kind, g.scope_id \
        FROM sessions s \
        JOIN people p ON p.id = s.person \
        LEFT JOIN grants g ON g.person = p.id AND g.ended_at IS NULL \
        WHERE s.hash = $1 AND s.ends_at > $2 AND s.seen_at + s.idle_ms > $2 AND p.locked_at IS NULL \
        ORDER BY g.place, g.id";
    BEHIND = "SELECT a.surname, a.given FROM people a WHERE a.id = $1 AND a.locked_at IS NULL \
        AND EXISTS (SELECT 1 FROM grants r \
            WHERE r.person = a.id AND r.role = 'administrator' AND r.ended_at IS NULL)";
    SEEN = "UPDATE sessions SET seen_at = $1 WHERE hash = $2 AND seen_at < $1";
    SPEAK = "UPDATE people SET language = $1 WHERE id = $2";
    CREDENTIALS = "SELECT id, surname, given, password, locked_at FROM people WHERE login = $1 OR email = $1";
    CREDENTIALS_OF = "SELECT id, surname, given, password, locked_at FROM people WHERE id = $1";
    LOGIN_OF = "SELECT COALESCE(login, email) FROM people WHERE id = $1";
    MAIN_ROLE = "SELECT role FROM grants WHERE person = $1 AND ended_at IS NULL ORDER BY place, id LIMIT 1";
    BEGIN = "INSERT INTO sessions (hash, id, person, workspace, begun_at, seen_at, idle_ms, ends_at, origin, agent, proved_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    PROVED = "UPDATE sessions SET proved_at = $1 WHERE hash = $2";
    END = "DELETE FROM sessions WHERE hash = $1 RETURNING person";
    END_ONE = "DELETE FROM sessions WHERE id = $1 AND person = $2";
    BEGIN_ACTING = "INSERT INTO sessions (hash, id, person, workspace, begun_at, seen_at, idle_ms, ends_at, origin, agent, proved_at, acting) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11)";
    END_OTHERS = "DELETE FROM sessions WHERE (person = $1 OR acting = $1) AND hash <> $2";
    END_ALL = "DELETE FROM sessions WHERE person = $1 OR acting = $1";
    END_OLD = "DELETE FROM sessions WHERE ends_at <= $1 OR seen_at + idle_ms <= $1";
    OPEN_WORKSPACE = "UPDATE sessions SET workspace = $1 WHERE hash = $2";
    OF_PERSON = "SELECT id, begun_at, seen_at, origin, agent, hash, acting FROM sessions \
        WHERE person = $1 AND ends_at > $2 AND seen_at + idle_ms > $2 ORDER BY seen_at DESC LIMIT 100";
    SET_PASSWORD = "UPDATE people SET password = $1, password_at = $2 WHERE id = $3";
}

/// Sessions that are live at this moment, of everybody.
pub async fn live(tx: &mut Tx, now: Moment) -> Result<i64> {
    tx.one(&LIVE, &[now.into()]).await
}

/// The hash under which a secret is known.
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// The person of a live session, and when the session was last seen.
pub async fn held(tx: &mut Tx, hash: [u8; 32], now: Moment) -> Result<Option<(SignedIn, Moment)>> {
    let rows: Vec<Held> = tx.all(&HELD, &[hash.into(), now.into()]).await?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    debug_assert!(first.idle_ms > 0, "a session has a limit");
    let seen_at = first.seen_at;
    let language = first.language.as_deref().and_then(Language::parse);
    let grants: Vec<Grant> = rows.iter().filter_map(grant).collect();
    let main = grants.first().map_or("", |grant| grant.role);
    let workspace = Role::of(&first.workspace)
        .map(Role::key)
        .filter(|key| grants.iter().any(|grant| grant.role == *key))
        .unwrap_or(main);
    let actor = Actor {
        person: first.person,
        name: format!("{} {}", first.given, first.surname).into(),
        initials: oqu_text::clean::initials(&first.surname, &first.given).into(),
        grants: grants.into(),
        workspace,
    };
    let behind = match first.acting {
        None => None,
        Some(person) => {
            // Nobody sits in another's place who is an administrator no more.
            let Some((surname, given)) = tx
                .maybe::<(String, String)>(&BEHIND, &[person.into()])
                .await?
            else {
                return Ok(None);
            };
            Some(Behind {
                person,
                name: format!("{given} {surname}").into(),
            })
        }
    };
    if behind.is_some() && actor.holds(Role::Administrator.key()) {
        // The person has become an administrator meanwhile: nobody sits in an administrator's place.
        return Ok(None);
    }
    // Who helps in another's place changes no password there.
    let duty = (first.duties > 0 && behind.is_none()).then_some(crate::duties::PATH);
    let signed_in = SignedIn {
        actor,
        language,
        proved_at: first.proved_at,
        behind,
        duty,
    };
    Ok(Some((signed_in, seen_at)))
}

fn grant(row: &Held) -> Option<Grant> {
    let role = Role::of(row.role.as_deref()?)?.key();
    let scope = match (row.scope_kind.as_deref(), row.scope_id) {
        (Some(kind), Some(id)) => Scope::Thing {
            kind: kind.to_owned(),
            id,
        },
        _ => Scope::Organisation,
    };
    Some(Grant { role, scope })
}

/// Notes that the person of a session has proved anew who they are.
pub async fn proved(tx: &mut Tx, hash: [u8; 32], now: Moment) -> Result<()> {
    tx.run(&PROVED, &[now.into(), hash.into()]).await?;
    Ok(())
}

/// Notes that a session was used.
pub async fn seen(tx: &mut Tx, hash: [u8; 32], now: Moment) -> Result<()> {
    tx.run(&SEEN, &[now.into(), hash.into()]).await?;
    Ok(())
}

/// Keeps the language that a person chose.
pub async fn speak(tx: &mut Tx, person: PersonId, language: Language) -> Result<()> {
    tx.run(&SPEAK, &[language.code().into(), person.into()])
        .await?;
    Ok(())
}

/// Who signs in with this login or e-mail, in lower case. That of a record that was merged leads to
/// the kept one, unless somebody has it by now.
pub async fn credentials(tx: &mut Tx, name: &str) -> Result<Option<Credentials>> {
    if let Some(found) = tx.maybe(&CREDENTIALS, &[name.into()]).await? {
        return Ok(Some(found));
    }
    match crate::people::doubles::store::by_old_login(tx, name).await? {
        Some(kept) => credentials_of(tx, kept).await,
        None => Ok(None),
    }
}

/// The same of a known person.
pub async fn credentials_of(tx: &mut Tx, person: PersonId) -> Result<Option<Credentials>> {
    tx.maybe(&CREDENTIALS_OF, &[person.into()]).await
}

/// What a person types to sign in: the login, or else the e-mail address.
pub async fn login_of(tx: &mut Tx, person: PersonId) -> Result<Option<String>> {
    let login: Option<Option<String>> = tx.maybe(&LOGIN_OF, &[person.into()]).await?;
    Ok(login.flatten())
}

/// A new session to be begun.
pub struct NewSession {
    /// The hash of its secret.
    pub hash: [u8; 32],
    /// Whose.
    pub person: PersonId,
    /// Whether the device is the person's own.
    pub remembered: bool,
    /// With which browser.
    pub agent: String,
    /// How long it lives on a shared machine.
    pub limits: Limits,
}

/// How long a session on a shared machine lives, as administrators chose.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    idle: Duration,
    absolute: Duration,
}

impl Limits {
    /// Those that hold now.
    pub fn of(site: &Site) -> Self {
        let chosen = site.chosen();
        Self {
            idle: chosen.session_idle,
            absolute: chosen.session_absolute,
        }
    }
}

/// Begins a session and tells the audit.
pub async fn begin(tx: &mut Tx, by: &By, new: &NewSession) -> Result<()> {
    let role: Option<String> = tx.maybe(&MAIN_ROLE, &[new.person.into()]).await?;
    let role = role.unwrap_or_default();
    let id = Id::<Session>::new(by.now, &by.chance);
    let (idle, absolute) = if new.remembered {
        (REMEMBERED, REMEMBERED)
    } else {
        (new.limits.idle, new.limits.absolute)
    };
    let idle_ms = i64::try_from(idle.as_millis()).unwrap_or(i64::MAX);
    tx.run(
        &BEGIN,
        &[
            new.hash.into(),
            id.into(),
            new.person.into(),
            (&role).into(),
            by.now.into(),
            by.now.into(),
            idle_ms.into(),
            by.now.after(absolute).into(),
            (&by.origin).into(),
            (&new.agent).into(),
            by.now.into(),
        ],
    )
    .await?;
    let by = By { role, ..by.clone() };
    oqu_audit::record(
        tx,
        &by,
        Act::on("session.begun", "person", new.person, &by.name),
    )
    .await?;
    Ok(())
}

/// How long an administrator may sit in another person's place.
pub const ACTING: Duration = Duration::from_secs(30 * 60);

/// Begins a session of a person for an administrator, in the place of the administrator's own.
pub async fn begin_acting(
    tx: &mut Tx,
    by: &By,
    (before, new): ([u8; 32], &NewSession),
    (name, ground): (&str, &str),
) -> Result<()> {
    end_quietly(tx, before).await?;
    let role: Option<String> = tx.maybe(&MAIN_ROLE, &[new.person.into()]).await?;
    let idle_ms = i64::try_from(ACTING.as_millis()).unwrap_or(i64::MAX);
    let values = [
        new.hash.into(),
        Id::<Session>::new(by.now, &by.chance).into(),
        new.person.into(),
        role.unwrap_or_default().into(),
        by.now.into(),
        by.now.into(),
        idle_ms.into(),
        by.now.after(ACTING).into(),
        (&by.origin).into(),
        (&new.agent).into(),
        by.person.into(),
    ];
    tx.run(&BEGIN_ACTING, &values).await?;
    let act = Act::on("session.acting-begun", "person", new.person, name);
    oqu_audit::record(tx, by, act.ground(ground)).await?;
    Ok(())
}

/// Tells the audit of a try with a wrong password.
pub async fn refused(tx: &mut Tx, by: &By, person: PersonId) -> Result<()> {
    oqu_audit::record(
        tx,
        by,
        Act::on("session.refused", "person", person, &by.name),
    )
    .await?;
    Ok(())
}

/// Ends the session with this hash, whoever holds it: a browser may pass from one person to another.
pub async fn end(tx: &mut Tx, by: &By, hash: [u8; 32]) -> Result<()> {
    let holder: Option<PersonId> = tx.maybe(&END, &[hash.into()]).await?;
    if let Some(holder) = holder
        && let Some(known) = credentials_of(tx, holder).await?
    {
        let name = format!("{} {}", known.given, known.surname);
        let act = Act::on("session.ended", "person", holder, &name);
        oqu_audit::record(tx, by, act).await?;
    }
    Ok(())
}

/// Ends the session with this hash, without an entry of its own: part of another act.
pub async fn end_quietly(tx: &mut Tx, hash: [u8; 32]) -> Result<()> {
    let _: Option<PersonId> = tx.maybe(&END, &[hash.into()]).await?;
    Ok(())
}

/// Ends one session of a person; false when there is none.
pub async fn end_one(tx: &mut Tx, by: &By, person: PersonId, session: Id<Session>) -> Result<bool> {
    let ended = tx.run(&END_ONE, &[session.into(), person.into()]).await? > 0;
    if ended {
        oqu_audit::record(tx, by, Act::on("session.ended", "person", person, &by.name)).await?;
    }
    Ok(ended)
}

/// Ends all sessions of a person but this one; how many.
pub async fn end_others(tx: &mut Tx, by: &By, person: PersonId, kept: [u8; 32]) -> Result<u64> {
    let ended = tx.run(&END_OTHERS, &[person.into(), kept.into()]).await?;
    if ended > 0 {
        oqu_audit::record(
            tx,
            by,
            Act::on("session.others-ended", "person", person, &by.name),
        )
        .await?;
    }
    Ok(ended)
}

/// Ends all sessions of a person, without an entry of its own: part of another act.
pub async fn end_all(tx: &mut Tx, person: PersonId) -> Result<u64> {
    tx.run(&END_ALL, &[person.into()]).await
}

/// Removes what has run out.
pub async fn end_old(tx: &mut Tx, now: Moment) -> Result<u64> {
    tx.run(&END_OLD, &[now.into()]).await
}

/// Opens another workspace in this session.
pub async fn open_workspace(tx: &mut Tx, hash: [u8; 32], role: Role) -> Result<()> {
    tx.run(&OPEN_WORKSPACE, &[role.key().into(), hash.into()])
        .await?;
    Ok(())
}

/// The live sessions of a person, the last used first.
pub async fn of_person(tx: &mut Tx, person: PersonId, now: Moment) -> Result<Vec<SessionRow>> {
    tx.all(&OF_PERSON, &[person.into(), now.into()]).await
}

/// Gives a person a password, as a hash, and tells the audit.
pub async fn set_password(
    tx: &mut Tx,
    by: &By,
    person: PersonId,
    name: &str,
    hash: &str,
) -> Result<()> {
    tx.run(&SET_PASSWORD, &[hash.into(), by.now.into(), person.into()])
        .await?;
    oqu_audit::record(
        tx,
        by,
        Act::on("person.password-set", "person", person, name),
    )
    .await?;
    Ok(())
}
