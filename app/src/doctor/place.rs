//! The machine, the data folder and the settings: what can be looked at without the database.

use std::net::IpAddr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use oqu_kernel::Moment;
use rustix::process::{Resource, getrlimit};

use super::{Check, Told};
use crate::archive::history;
use crate::config::Settings;

/// Less room than this will soon be none, in bytes.
pub const LITTLE_ROOM: u64 = 2 << 30;
/// Less room than this is a stop at any moment, in bytes.
pub const NO_ROOM: u64 = 200 << 20;
/// Each visitor holds a connection, each reader of the database a few files.
const FILES: u64 = 1_024;
/// 2024-01-01T00:00:00Z in milliseconds: this program is younger.
const BORN: i64 = 1_704_067_200_000;
/// What is lost with a disk is at most what was written since the last backup.
const BACKUP_DAYS: u64 = 7;
/// Seconds in a day.
const DAY_S: u64 = 24 * 60 * 60;

pub(super) async fn all(settings: &Settings, now: Moment) -> Vec<Check> {
    let places = Told::new("doctor-settings-found")
        .with("data", settings.data.display().to_string())
        .with("database", settings.shown_database());
    let mut found = vec![Check::ok("settings", places)];
    found.push(folder(&settings.data));
    found.push(key(&settings.data));
    found.push(room(&settings.data));
    found.push(clock(settings, now));
    found.push(address(settings));
    found.push(handles());
    found.push(backup(&settings.data, now));
    found.extend(scanner(settings).await);
    found
}

/// The rights of a file or folder, when it is there.
pub(super) fn rights(path: &Path) -> Option<u32> {
    let meta = path.metadata().ok()?;
    Some(meta.permissions().mode() & 0o777)
}

fn at(key: &'static str, path: &Path) -> Told {
    Told::new(key).with("path", path.display().to_string())
}

fn folder(data: &Path) -> Check {
    match rights(data) {
        None => Check::attention("data", at("doctor-not-yet", data)).todo_key("doctor-data-todo"),
        Some(mode) if mode & 0o077 != 0 => {
            let open = at("doctor-data-open", data).with("rights", format!("{mode:o}"));
            let todo = Told::machine(format!("chmod 700 {}", data.display()));
            Check::attention("data", open).todo(todo)
        }
        Some(_) => Check::ok("data", at("doctor-owner-only", data)),
    }
}

fn key(data: &Path) -> Check {
    let path = data.join("keys/audit.key");
    owners_only("keys", &path).unwrap_or_else(|| {
        Check::attention("keys", at("doctor-not-yet", &path)).todo_key("doctor-keys-todo")
    })
}

/// Whether a secret file is readable by its owner only; nothing when it is not there.
pub(super) fn owners_only(name: &'static str, path: &Path) -> Option<Check> {
    let mode = rights(path)?;
    if mode & 0o177 == 0 {
        return Some(Check::ok(name, at("doctor-owner-only", path)));
    }
    let open = at("doctor-key-open", path).with("rights", format!("{mode:o}"));
    let todo = Told::machine(format!("chmod 600 {}", path.display()));
    Some(Check::fail(name, open).todo(todo))
}

/// Bytes that are free on the disk of a folder, or of the folder at hand before it is made.
pub fn free_bytes(data: &Path) -> Option<u64> {
    let there = if data.exists() { data } else { Path::new(".") };
    let disk = rustix::fs::statvfs(there).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

fn room(data: &Path) -> Check {
    let Some(free) = free_bytes(data) else {
        return Check::attention("disk", Told::new("doctor-disk-unknown"));
    };
    let found = Told::new("doctor-disk-free").with("megabytes", free >> 20);
    if free < NO_ROOM {
        Check::fail("disk", found).todo_key("doctor-disk-full-todo")
    } else if free < LITTLE_ROOM {
        Check::attention("disk", found).todo_key("doctor-disk-little-todo")
    } else {
        Check::ok("disk", found)
    }
}

fn clock(settings: &Settings, now: Moment) -> Check {
    if now.millis() < BORN {
        return Check::fail("clock", Told::new("doctor-clock-behind"))
            .todo_key("doctor-clock-behind-todo");
    }
    let local = jiff::Timestamp::from_millisecond(now.millis())
        .unwrap_or_default()
        .to_zoned(settings.zone.clone());
    let shown = local.strftime("%Y-%m-%d %H:%M %:z %Q").to_string();
    let found = Told::new("doctor-clock-here").with("time", shown);
    if local.offset().seconds() == 5 * 60 * 60 {
        Check::ok("clock", found)
    } else {
        Check::attention("clock", found).todo_key("doctor-clock-zone-todo")
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
    let found = Told::new("doctor-address-found")
        .with("listen", settings.listen.clone())
        .with("url", url.to_owned());
    if settings.secure() || (inside && settings.public_url.is_none()) {
        return Check::ok("address", found);
    }
    Check::attention("address", found).todo_key(match inside {
        true => "doctor-address-proxy-todo",
        false => "doctor-address-open-todo",
    })
}

/// Whether clamd answers, where one is told of.
async fn scanner(settings: &Settings) -> Option<Check> {
    let clamd = settings.scanner.clamd.as_ref()?;
    let told = |key| Told::new(key).with("clamd", clamd.to_string());
    Some(match settings.scanner.ping().await {
        Ok(()) => Check::ok("clamd", told("doctor-clamd-answers")),
        Err(why) if settings.scanner.accept_unscanned => {
            let silent = told("doctor-clamd-silent").with("why", why.to_string());
            Check::attention("clamd", silent).todo_key("doctor-clamd-accept-todo")
        }
        Err(why) => {
            let silent = told("doctor-clamd-silent").with("why", why.to_string());
            Check::fail("clamd", silent).todo_key("doctor-clamd-refuse-todo")
        }
    })
}

fn handles() -> Check {
    match getrlimit(Resource::Nofile).current {
        None => Check::ok("ulimit", Told::new("doctor-ulimit-none")),
        Some(most) => {
            let found = Told::new("doctor-ulimit-found").with("count", most);
            match most < FILES {
                true => Check::attention("ulimit", found).todo_key("doctor-ulimit-todo"),
                false => Check::ok("ulimit", found),
            }
        }
    }
}

/// The backups that this data folder knows of.
fn backup(data: &Path, now: Moment) -> Check {
    const MAKE_ONE: &str = "doctor-backup-todo";
    let Some(whole) = history::last_whole(data) else {
        return Check::attention("backup", Told::new("doctor-backup-none")).todo_key(MAKE_ONE);
    };
    let last_failed = history::last(data).is_some_and(|last| !last.is_whole());
    let days = now.since(Moment::from_millis(whole.at)).as_secs() / DAY_S;
    let key = match last_failed {
        true => "doctor-backup-failed",
        false => "doctor-backup-days",
    };
    let found = Told::new(key).with("count", days);
    match last_failed || days >= BACKUP_DAYS {
        true => Check::attention("backup", found).todo_key(MAKE_ONE),
        false => Check::ok("backup", found),
    }
}
