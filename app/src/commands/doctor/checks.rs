use std::net::IpAddr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use oqu_db::{Db, Mode, Place};
use oqu_kernel::{Clock, Moment};
use rustix::process::{Resource, getrlimit};

use super::{Check, rows};
use crate::areas;
use crate::config::Settings;

/// Less room than this will soon be none, in bytes.
const LITTLE_ROOM: u64 = 2 << 30;
/// Less room than this is a stop at any moment, in bytes.
const NO_ROOM: u64 = 200 << 20;
/// Each visitor holds a connection, each reader of the database a few files.
const FILES: u64 = 1_024;
/// 2024-01-01T00:00:00Z in milliseconds: this program is younger.
const BORN: i64 = 1_704_067_200_000;

pub(super) async fn all(settings: &Settings) -> Vec<Check> {
    let mut found = vec![Check::ok(
        "settings",
        format!(
            "data {}, database {}",
            settings.data.display(),
            settings.shown_database()
        ),
    )];
    found.push(folder(&settings.data));
    found.push(key(&settings.data));
    found.push(room(&settings.data));
    found.push(clock(settings, Clock::system().now()));
    found.push(address(settings));
    found.push(handles());
    found.extend(scanner(settings).await);
    found.push(mail(settings).await);
    database(settings, &mut found).await;
    found
}

fn rights(path: &Path) -> Option<u32> {
    let meta = path.metadata().ok()?;
    Some(meta.permissions().mode() & 0o777)
}

fn folder(data: &Path) -> Check {
    let shown = data.display();
    match rights(data) {
        None => Check::attention(
            "data",
            format!("{shown} is not there yet"),
            "oqu serve makes it; name another by --data.",
        ),
        Some(mode) if mode & 0o077 != 0 => Check::attention(
            "data",
            format!("other users of the machine may look into {shown} ({mode:o})"),
            &format!("chmod 700 {shown}"),
        ),
        Some(_) => Check::ok("data", format!("{shown} is for its owner only")),
    }
}

fn key(data: &Path) -> Check {
    let path = data.join("keys/audit.key");
    let shown = path.display();
    match rights(&path) {
        None => Check::attention(
            "keys",
            format!("{shown} is not there yet"),
            "oqu serve makes it; after a restore put the old one back to go on with it.",
        ),
        Some(mode) if mode & 0o177 != 0 => Check::fail(
            "keys",
            format!("others may read {shown} ({mode:o})"),
            &format!("chmod 600 {shown}"),
        ),
        Some(_) => Check::ok("keys", format!("{shown} is for its owner only")),
    }
}

fn room(data: &Path) -> Check {
    let there = if data.exists() { data } else { Path::new(".") };
    let Ok(disk) = rustix::fs::statvfs(there) else {
        return Check::attention("disk", "its room cannot be told", "");
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let found = format!("{} MB free", free >> 20);
    if free < NO_ROOM {
        Check::fail(
            "disk",
            found,
            "Make room: nothing can be saved on a full disk.",
        )
    } else if free < LITTLE_ROOM {
        Check::attention("disk", found, "Make room soon.")
    } else {
        Check::ok("disk", found)
    }
}

fn clock(settings: &Settings, now: Moment) -> Check {
    if now.millis() < BORN {
        return Check::fail(
            "clock",
            "the clock of the machine is years behind",
            "Set it, and let NTP keep it.",
        );
    }
    let local = jiff::Timestamp::from_millisecond(now.millis())
        .unwrap_or_default()
        .to_zoned(settings.zone.clone());
    let found = format!("here it is {}", local.strftime("%Y-%m-%d %H:%M %:z %Q"));
    if local.offset().seconds() == 5 * 60 * 60 {
        Check::ok("clock", found)
    } else {
        Check::attention(
            "clock",
            found,
            "All Kazakhstan is UTC+5 since 1 March 2024; the setting zone says otherwise.",
        )
    }
}

fn address(settings: &Settings) -> Check {
    let host = settings
        .listen
        .rsplit_once(':')
        .map_or("", |(host, _)| host);
    let host = host.trim_matches(['[', ']']);
    let inside = host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback());
    let url = settings.public_url.as_deref().unwrap_or("http://localhost");
    let found = format!("listens on {}, known as {url}", settings.listen);
    if settings.secure() || (inside && settings.public_url.is_none()) {
        return Check::ok("address", found);
    }
    let todo = if inside {
        "Let the proxy speak HTTPS and set public_url to https://…"
    } else {
        "Passwords travel in the open: put a proxy with HTTPS before Oqu and set public_url to https://…"
    };
    Check::attention("address", found, todo)
}

/// Whether clamd answers, where one is told of.
async fn scanner(settings: &Settings) -> Option<Check> {
    let clamd = settings.scanner.clamd.as_ref()?;
    Some(match settings.scanner.ping().await {
        Ok(()) => Check::ok("clamd", format!("{clamd} answers")),
        Err(why) if settings.scanner.accept_unscanned => Check::attention(
            "clamd",
            format!("{clamd} does not answer: {why}"),
            "Files are taken unscanned until it does.",
        ),
        Err(why) => Check::fail(
            "clamd",
            format!("{clamd} does not answer: {why}"),
            "Start it, or no file can be brought (setting clamd).",
        ),
    })
}

/// Whether mails can go: talks to the server without sending.
async fn mail(settings: &Settings) -> Check {
    let url = settings.public_url.as_deref();
    let carrier = settings.carrier(url.unwrap_or("http://localhost"));
    let Some(server) = carrier.server_shown() else {
        return Check::attention(
            "mail",
            "not set: password recovery and invitations wait in the outbox",
            "Set mail to smtps://USER:PASSWORD@HOST:465 in oqu.toml.",
        );
    };
    let found = format!("{server}, in the name of {}", carrier.from_shown());
    match carrier.greet().await {
        Err(met) => Check::fail(
            "mail",
            format!("{found}: {met}"),
            "Look at host, port, name and password of the setting mail, and at the firewall.",
        ),
        Ok(()) if url.is_none() => Check::attention(
            "mail",
            format!("{found}; links in mails lead to http://localhost"),
            "Set public_url to the address that people type.",
        ),
        Ok(()) if settings.mail_from.is_none() => Check::attention(
            "mail",
            found,
            "Set mail_from to an address that your mail server lets Oqu use.",
        ),
        Ok(()) => Check::ok("mail", found),
    }
}

fn handles() -> Check {
    match getrlimit(Resource::Nofile).current {
        Some(most) if most < FILES => Check::attention(
            "ulimit",
            format!("{most} open files at most"),
            "Allow 65536: LimitNOFILE in the systemd unit, or ulimit -n.",
        ),
        Some(most) => Check::ok("ulimit", format!("{most} open files at most")),
        None => Check::ok("ulimit", "open files without limit"),
    }
}

async fn database(settings: &Settings, found: &mut Vec<Check>) {
    if let Place::Sqlite(path) = &settings.place
        && !path.exists()
    {
        found.push(Check::attention(
            "database",
            format!("there is none at {} yet", path.display()),
            "oqu serve makes it.",
        ));
        return;
    }
    let db = match Db::open(&settings.place, Mode::Beside).await {
        Ok(db) => db,
        Err(error) => {
            let failed = crate::Failed::of_database(&error, settings).to_string();
            let (what, todo) = failed.split_once('\n').unwrap_or((&failed, ""));
            found.push(Check::fail("database", what, todo));
            return;
        }
    };
    found.push(match db.version().await {
        Ok(version) => Check::ok("database", version),
        Err(error) => Check::fail("database", error.to_string(), "Look into its log."),
    });
    found.push(match db.check().await {
        Ok(()) => Check::ok("file", "the database is whole"),
        Err(error) => Check::fail(
            "file",
            error.to_string(),
            "Stop Oqu and restore the last backup into a new folder: oqu restore FILE --data NEW",
        ),
    });
    match areas::migrations().pending(&db).await {
        Err(error) => {
            found.push(Check::fail("migrations", error.to_string(), ""));
            db.close();
            return;
        }
        Ok(steps) if steps.is_empty() => found.push(Check::ok("migrations", "all are taken")),
        Ok(steps) => {
            found.push(Check::attention(
                "migrations",
                format!("{} are not taken yet", steps.len()),
                "Make a backup, then oqu migrate or oqu serve.",
            ));
            db.close();
            return;
        }
    }
    found.push(rows::files(&db, settings).await);
    found.push(rows::sealed(&db, Clock::system().now()).await);
    found.push(rows::heads(&db, &settings.data).await);
    db.close();
}
