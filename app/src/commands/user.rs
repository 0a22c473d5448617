use clap::Subcommand;
use serde_json::Value;

use crate::Failed;
use crate::config::Settings;
use crate::orders::{self, NewUser, Order};

/// What can be done with accounts from the console.
#[derive(Subcommand, Debug)]
pub enum Act {
    /// Add a person who can sign in; the first administrator, for example
    Add(NewUser),
    /// Lock an account and end its sessions
    Lock {
        /// Login or e-mail address
        login: String,
        /// Why; it stands in the audit
        #[arg(long, default_value = "")]
        ground: String,
    },
    /// Unlock an account
    Unlock {
        /// Login or e-mail address
        login: String,
    },
    /// Give a new password and end all sessions of the person
    Reset {
        /// Login or e-mail address
        login: String,
        /// Also take the second factors away: the app, passkeys, recovery codes
        #[arg(long)]
        factors: bool,
    },
}

/// `oqu user …`
pub async fn run(settings: &Settings, act: Act, json: bool) -> Result<(), Failed> {
    let order = match act {
        Act::Add(user) => Order::UserAdd(user),
        Act::Lock { login, ground } => Order::UserLock { login, ground },
        Act::Unlock { login } => Order::UserUnlock { login },
        Act::Reset { login, factors } => Order::UserReset { login, factors },
    };
    let told = orders::give(settings, order).await?;
    if json {
        println!("{told}");
        return Ok(());
    }
    let word = |key: &str| told.get(key).and_then(Value::as_str).unwrap_or_default();
    let login = word("login");
    match (word("password"), word("state")) {
        ("", state) => eprintln!("{} ({login}) is {state}.", word("name")),
        (password, _) => {
            eprintln!("{login} signs in with this password, which is shown only now:");
            println!("{password}");
            if told.get("locked") == Some(&Value::Bool(true)) {
                eprintln!("The account is locked; unlock it by oqu user unlock {login}");
            }
        }
    }
    Ok(())
}
