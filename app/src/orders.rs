//! Writing commands of the console. Beside a running server on the built-in database they are
//! carried out by that server, through `oqu.sock`; otherwise by the command itself.

mod import;
mod people;
mod socket;

use std::sync::Arc;

use jiff::tz::TimeZone;
use oqu_audit::By;
use oqu_db::{Db, Error, Mode, Place};
use oqu_kernel::{Chance, Clock};
use oqu_mail::Desk;
use oqu_text::Language;
use oqu_web::{L10n, Site};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::commands::{holds_oqu, must_exist, nothing_there};
use crate::config::Settings;
use crate::{Failed, administration, areas, serve};

pub use import::ImportOrder;
pub use people::{NewUser, Order};
pub use socket::{Listener, SOCKET};

/// An order with who gives it, as one line of JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    /// The user of the machine, for the audit.
    pub by: String,
    /// What is to be done.
    #[serde(flatten)]
    pub order: Order,
}

/// The other line: what was done, or why it was not, in words for people.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Done; what there is to tell.
    Done(Value),
    /// Not done.
    Failed(String),
}

/// What carries out orders: the rows, the time and randomness.
#[derive(Clone)]
pub struct Hands {
    /// The rows.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Randomness.
    pub chance: Chance,
    /// The words.
    pub l10n: &'static L10n,
    /// What stands around them.
    pub around: Around,
}

/// What orders go by beside the rows.
#[derive(Clone)]
pub enum Around {
    /// A running site, with its names and with what administrators choose.
    Site(Site),
    /// No site: the zone of the organisation, and what mails are written at.
    Console(TimeZone, Box<Desk>),
}

impl Hands {
    /// The day at the organisation's place.
    pub(crate) fn today(&self) -> jiff::civil::Date {
        let now = jiff::Timestamp::from_millisecond(self.clock.now().millis());
        let now = now.unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let zone = match &self.around {
            Around::Site(site) => site.chosen().zone.clone(),
            Around::Console(zone, _) => zone.clone(),
        };
        now.to_zoned(zone).date()
    }

    /// What mails are written at.
    pub(crate) fn desk(&self) -> Desk {
        match &self.around {
            Around::Site(site) => Desk::of(site),
            Around::Console(_, desk) => desk.as_ref().clone(),
        }
    }

    /// Carries out an order.
    pub async fn carry_out(&self, request: Request) -> Answer {
        let by = By::console(self.clock.now(), &self.chance, &request.by);
        match people::carry_out(self, by, request.order).await {
            Ok(told) => Answer::Done(told),
            Err(why) => Answer::Failed(why),
        }
    }
}

/// Some orders one after the other: to the server that runs, or to hands of our own.
pub struct Errand {
    data: std::path::PathBuf,
    by: String,
    own: Option<Hands>,
    new: Option<String>,
}

impl Errand {
    /// Finds out who carries orders out. `begins` says that a first order may make an installation.
    ///
    /// # Errors
    /// Why there is nobody.
    pub async fn begin(settings: &Settings, begins: bool) -> Result<Self, Failed> {
        let mut errand = Self {
            data: settings.data.clone(),
            by: console_user(),
            own: None,
            new: None,
        };
        if matches!(settings.place, Place::Sqlite(_)) && socket::listens(&settings.data).await? {
            return Ok(errand);
        }
        let (hands, new) = own_hands(settings, begins).await?;
        errand.own = Some(hands);
        errand.new = new.then(|| settings.shown_database());
        Ok(errand)
    }

    /// Gives an order.
    ///
    /// # Errors
    /// Why it was not carried out.
    pub async fn give(&self, order: Order) -> Result<Value, Failed> {
        let request = Request {
            by: self.by.clone(),
            order,
        };
        let answer = match &self.own {
            Some(hands) => hands.carry_out(request).await,
            None => match socket::ask(&self.data, &request).await? {
                Some(answer) => answer,
                None => Answer::Failed("the server has stopped; try again".into()),
            },
        };
        taken(answer)
    }

    /// Closes what was opened for it.
    pub fn end(self) {
        if let Some(hands) = self.own {
            hands.db.close();
        }
        if let Some(place) = self.new {
            eprintln!("A new installation was made: {place}");
        }
    }
}

/// Gives an order to whoever may carry it out.
///
/// # Errors
/// Why it was not carried out.
pub async fn give(settings: &Settings, order: Order) -> Result<Value, Failed> {
    let begins = matches!(order, Order::UserAdd(_));
    let errand = Errand::begin(settings, begins).await?;
    let told = errand.give(order).await;
    errand.end();
    told
}

/// The database opened by this command itself, and whether it was made just now.
async fn own_hands(settings: &Settings, begins: bool) -> Result<(Hands, bool), Failed> {
    if begins {
        serve::make_folder(&settings.data)?;
    } else {
        must_exist(settings)?;
    }
    let said = |error: Error| match error {
        Error::Owned(folder) => Failed::nothing(format!(
            "an Oqu serves {folder} and does not answer at {SOCKET}; wait a moment, or stop it"
        )),
        error => Failed::of_database(&error, settings),
    };
    let db = Db::open(&settings.place, Mode::Own).await.map_err(said)?;
    let new = !holds_oqu(&db).await.map_err(said)?;
    if new && !begins {
        db.close();
        return Err(nothing_there(settings));
    }
    let clock = Clock::system();
    areas::migrations()
        .apply(&db, clock.now())
        .await
        .map_err(said)?;
    let l10n = L10n::load(&areas::messages())
        .map_err(|wrong| Failed::nothing(format!("locales: {}", wrong.join("\n"))))?;
    let told = administration::settings::told(&db, settings).await;
    let desk = desk(&told, l10n);
    let hands = Hands {
        db,
        clock,
        chance: Chance::system(),
        l10n,
        around: Around::Console(told.zone, Box::new(desk)),
    };
    Ok((hands, new))
}

/// What mails of the console are written at. Its server may not run: then it knows the address from
/// the settings and no names.
fn desk(settings: &Settings, l10n: &'static L10n) -> Desk {
    let url = settings.public_url.as_deref();
    Desk::new(
        l10n.words(Language::Kk),
        url.unwrap_or("http://localhost:8080"),
        settings.zone.clone(),
    )
}

fn taken(answer: Answer) -> Result<Value, Failed> {
    match answer {
        Answer::Done(told) => Ok(told),
        Answer::Failed(why) => Err(Failed::nothing(why)),
    }
}

/// Who is at the console, as the machine knows them.
fn console_user() -> String {
    ["SUDO_USER", "USER", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "console".to_owned())
        .chars()
        .filter(|c| !c.is_control())
        .take(100)
        .collect()
}

/// What the running server does with requests.
pub type Carry = Arc<Hands>;
