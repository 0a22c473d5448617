//! Writing commands of the console. Beside a running server on the built-in database they are
//! carried out by that server, through `oqu.sock`; otherwise by the command itself.

mod people;
mod socket;

use std::sync::Arc;

use oqu_audit::By;
use oqu_db::{Db, Error, Mode, Place};
use oqu_kernel::{Chance, Clock};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::commands::{holds_oqu, must_exist, nothing_there};
use crate::config::Settings;
use crate::{Failed, areas, serve};

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
}

impl Hands {
    /// Carries out an order.
    pub async fn carry_out(&self, request: Request) -> Answer {
        let by = By::console(self.clock.now(), &self.chance, &request.by);
        match people::carry_out(&self.db, by, request.order).await {
            Ok(told) => Answer::Done(told),
            Err(why) => Answer::Failed(why),
        }
    }
}

/// Gives an order to whoever may carry it out.
///
/// # Errors
/// Why it was not carried out.
pub async fn give(settings: &Settings, order: Order) -> Result<Value, Failed> {
    let request = Request {
        by: console_user(),
        order,
    };
    if matches!(settings.place, Place::Sqlite(_))
        && let Some(answer) = socket::ask(&settings.data, &request).await?
    {
        return taken(answer);
    }
    let begins = matches!(request.order, Order::UserAdd(_));
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
    let hands = Hands {
        db,
        clock,
        chance: Chance::system(),
    };
    let answer = hands.carry_out(request).await;
    hands.db.close();
    if new {
        eprintln!("A new installation was made: {}", settings.shown_database());
    }
    taken(answer)
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
