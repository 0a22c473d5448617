use oqu_audit::By;
use oqu_db::{Db, Error};
use oqu_identity::api::{self as identity, NewPerson, PersonData, Role};
use oqu_kernel::Scope;
use oqu_mail::Desk;
use oqu_text::Language;
use oqu_web::L10n;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Hands;
use super::import::{self, ImportOrder};
use crate::areas;

/// The most characters of a part of a name.
const NAME_MOST: usize = 100;

/// What the console may order.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "command", content = "args", rename_all = "kebab-case")]
pub enum Order {
    /// Adds a person who can sign in.
    UserAdd(NewUser),
    /// Locks an account and ends its sessions.
    UserLock {
        /// Login or e-mail address.
        login: String,
        /// Why.
        ground: String,
    },
    /// Unlocks an account.
    UserUnlock {
        /// Login or e-mail address.
        login: String,
    },
    /// Gives a new password and ends all sessions.
    UserReset {
        /// Login or e-mail address.
        login: String,
        /// Whether second factors are taken away too.
        #[serde(default)]
        factors: bool,
    },
    /// A step of an import of people.
    Import(ImportOrder),
}

/// A person to be added from the console.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub struct NewUser {
    /// What the person signs in with
    #[arg(long)]
    pub login: String,
    /// Тегі / фамилия
    #[arg(long)]
    pub surname: String,
    /// Аты / имя
    #[arg(long)]
    pub given: String,
    /// Әкесінің аты / отчество, when there is one
    #[arg(long)]
    pub patronymic: Option<String>,
    /// E-mail address
    #[arg(long)]
    pub email: Option<String>,
    /// Role in the whole organisation; may be given several times
    #[arg(long = "role", default_value = "administrator")]
    pub roles: Vec<String>,
}

/// Carries out an order; what cannot be done is said in words.
pub(super) async fn carry_out(hands: &Hands, by: By, order: Order) -> Result<Value, String> {
    let db = &hands.db;
    let desk = hands.desk();
    match order {
        Order::Import(order) => import::carry_out(hands, by, order).await,
        Order::UserAdd(user) => add(db, by, user).await,
        Order::UserLock { login, ground } => lock(db, by, login, ground).await,
        Order::UserUnlock { login } => unlock(db, by, login).await,
        Order::UserReset { login, factors } => reset(db, by, desk, login, factors).await,
    }
}

async fn add(db: &Db, by: By, user: NewUser) -> Result<Value, String> {
    let name = |text: &str| {
        oqu_text::clean::person_name(text, NAME_MOST)
            .map_err(|refused| format!("{text}: {refused}"))
    };
    let patronymic = user.patronymic.as_deref().map(name).transpose()?;
    let email = user.email.as_deref().unwrap_or_default();
    let mut roles = Vec::new();
    for key in &user.roles {
        roles.push((role(key)?, Scope::Organisation, String::new()));
    }
    let password = identity::fresh_password(&by.chance);
    let person = NewPerson {
        id: identity::new_person_id(&by),
        data: PersonData {
            surname: name(&user.surname)?,
            given: name(&user.given)?,
            patronymic: patronymic.filter(|text| !text.is_empty()),
            citizenship: "KZ".to_owned(),
            email: identity::check_email(email).map_err(in_english)?,
            login: identity::check_login(&user.login).map_err(in_english)?,
            ..PersonData::default()
        },
        roles,
        password: Some(identity::hash_password(&password, &by.chance).await),
    };
    if person.data.surname.is_empty() || person.data.given.is_empty() || person.data.login.is_none()
    {
        return Err("surname, given name and login are needed".into());
    }
    let told = json!({ "id": person.id, "login": person.data.login, "password": password });
    let added = db
        .write::<_, Error, _>(async move |tx| identity::add_person(tx, &by, &person).await)
        .await;
    match added {
        Ok(_) => Ok(told),
        Err(error) if error.taken("people_login_key") => {
            Err(format!("the login {} is taken", user.login))
        }
        Err(error) if error.taken("people_email_key") => {
            Err(format!("the e-mail address {email} is taken"))
        }
        Err(error) => Err(error.to_string()),
    }
}

async fn lock(db: &Db, by: By, login: String, ground: String) -> Result<Value, String> {
    let asked = login.clone();
    let locked = db
        .write::<_, Error, _>(async move |tx| {
            let Some((id, name, _)) = identity::find_by_login(tx, &asked).await? else {
                return Ok(None);
            };
            let changed = identity::lock_person(tx, &by, id, &ground).await?;
            Ok(Some((name, changed)))
        })
        .await;
    tell(locked, &login, "locked")
}

async fn unlock(db: &Db, by: By, login: String) -> Result<Value, String> {
    let asked = login.clone();
    let unlocked = db
        .write::<_, Error, _>(async move |tx| {
            let Some((id, name, _)) = identity::find_by_login(tx, &asked).await? else {
                return Ok(None);
            };
            let changed = identity::unlock_person(tx, &by, id).await?;
            Ok(Some((name, changed)))
        })
        .await;
    tell(unlocked, &login, "unlocked")
}

async fn reset(db: &Db, by: By, desk: Desk, login: String, factors: bool) -> Result<Value, String> {
    let password = identity::fresh_password(&by.chance);
    let hash = identity::hash_password(&password, &by.chance).await;
    let asked = login.clone();
    let found = db
        .write::<_, Error, _>(async move |tx| {
            let Some((id, name, locked)) = identity::find_by_login(tx, &asked).await? else {
                return Ok(None);
            };
            identity::reset_password(tx, &by, &desk, (id, &name), &hash).await?;
            if factors {
                identity::reset_factors(tx, &by, (id, &name), "oqu user reset --factors").await?;
            }
            Ok(Some((name, locked)))
        })
        .await
        .map_err(|error| error.to_string())?;
    let Some((name, locked)) = found else {
        return Err(nobody(&login));
    };
    Ok(json!({ "login": login, "name": name, "password": password, "locked": locked }))
}

fn tell(
    outcome: Result<Option<(String, bool)>, Error>,
    login: &str,
    state: &str,
) -> Result<Value, String> {
    match outcome.map_err(|error| error.to_string())? {
        None => Err(nobody(login)),
        Some((name, false)) => Err(format!("{name} ({login}) is {state} already")),
        Some((name, true)) => Ok(json!({ "login": login, "name": name, "state": state })),
    }
}

fn nobody(login: &str) -> String {
    format!("nobody has the login or e-mail address {login}")
}

fn role(key: &str) -> Result<Role, String> {
    Role::of(key).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.into_iter().map(Role::key).collect();
        format!("there is no role {key}; the roles are {}", known.join(", "))
    })
}

/// What a form would say, for the console.
fn in_english(message: &'static str) -> String {
    match L10n::load(&areas::messages()) {
        Ok(l10n) => l10n.words(Language::En).t(message).into_owned(),
        Err(_) => message.to_owned(),
    }
}
