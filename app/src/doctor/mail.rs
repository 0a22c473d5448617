//! Whether mails can go: talks to the server without sending.

use super::{Check, Told};
use crate::config::Settings;

/// Where links lead while no public address is set.
const NOWHERE: &str = "http://localhost";

pub(super) async fn server(settings: &Settings) -> Check {
    let url = settings.public_url.as_deref();
    let carrier = settings.carrier(url.unwrap_or(NOWHERE));
    let Some(server) = carrier.server_shown() else {
        return Check::attention("mail", Told::new("doctor-mail-none"))
            .todo_key("doctor-mail-none-todo");
    };
    let found = |key| {
        Told::new(key)
            .with("server", server.to_string())
            .with("from", carrier.from_shown().to_string())
    };
    match carrier.greet().await {
        Err(met) => Check::fail(
            "mail",
            found("doctor-mail-refused").with("why", met.to_string()),
        )
        .todo_key("doctor-mail-refused-todo"),
        Ok(()) if url.is_none() => {
            Check::attention("mail", found("doctor-mail-found")).todo_key("doctor-mail-url-todo")
        }
        Ok(()) if settings.mail_from.is_none() => {
            Check::attention("mail", found("doctor-mail-found")).todo_key("doctor-mail-from-todo")
        }
        Ok(()) => Check::ok("mail", found("doctor-mail-found")),
    }
}
