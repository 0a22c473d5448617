//! What each setting takes, and what is made of the rows. No database here.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use oqu_text::Language;
use oqu_web::{Brand, Chosen, Colour};

use super::store::SettingRow;
use crate::config::Settings;

/// Seconds in an hour.
const HOUR_S: u64 = 60 * 60;
/// Bytes in a megabyte.
const MEGABYTE: u64 = 1 << 20;
/// Hours of a session without use: shorter ends under the hands, longer stays open for a thief.
const IDLE_HOURS: (u64, u64) = (1, 72);
/// Hours of a session however much it is used; up to thirty days.
const ABSOLUTE_HOURS: (u64, u64) = (2, 720);
/// Megabytes of an upload: forms bring 20 by themselves, and a disk is no endless place.
const UPLOAD_MB: (u64, u64) = (20, 20_480);
/// The colour of the light look and that of the dark, as rows.
pub(super) const COLOUR_LIGHT: &str = "setting-colour-light";
pub(super) const COLOUR_DARK: &str = "setting-colour-dark";
/// The longest value of a setting.
pub(super) const MOST: usize = 200;

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    PublicUrl,
    Zone,
    Languages,
    Language,
    SessionIdle,
    SessionAbsolute,
    UploadMost,
}

impl Key {
    /// All, in the order of the page.
    pub(super) const ALL: [Self; 7] = [
        Self::PublicUrl,
        Self::Zone,
        Self::Languages,
        Self::Language,
        Self::SessionIdle,
        Self::SessionAbsolute,
        Self::UploadMost,
    ];

    /// In the row, in the form and in the audit, as `field-<name>`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::PublicUrl => "setting-public-url",
            Self::Zone => "setting-zone",
            Self::Languages => "setting-languages",
            Self::Language => "setting-language",
            Self::SessionIdle => "setting-session-idle",
            Self::SessionAbsolute => "setting-session-absolute",
            Self::UploadMost => "setting-upload-most",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// What stands in the form.
    pub(super) fn value(self, chosen: &Chosen) -> String {
        let hours = |time: Duration| (time.as_secs() / HOUR_S).to_string();
        match self {
            Self::PublicUrl => chosen.public_url.clone(),
            Self::Zone => chosen.zone.iana_name().unwrap_or("UTC").to_owned(),
            Self::Languages => codes(&chosen.languages),
            Self::Language => chosen.language.code().to_owned(),
            Self::SessionIdle => hours(chosen.session_idle),
            Self::SessionAbsolute => hours(chosen.session_absolute),
            Self::UploadMost => (chosen.upload_most / MEGABYTE).to_string(),
        }
    }

    /// Puts a value in its place; what cannot be taken says which message tells why.
    pub(super) fn put(self, chosen: &mut Chosen, value: &str) -> Result<(), &'static str> {
        match self {
            Self::PublicUrl => chosen.public_url = address(value)?,
            Self::Zone => {
                chosen.zone = TimeZone::get(value).map_err(|_| "settings-wrong-zone")?;
            }
            Self::Languages => {
                let languages: Vec<Language> =
                    value.split(' ').filter_map(Language::parse).collect();
                if languages.is_empty() {
                    return Err("settings-wrong-languages");
                }
                chosen.languages = languages;
            }
            Self::Language => {
                chosen.language = Language::parse(value).ok_or("settings-wrong-language")?;
            }
            Self::SessionIdle => {
                let hours = within(value, IDLE_HOURS).ok_or("settings-wrong-idle")?;
                chosen.session_idle = Duration::from_secs(hours * HOUR_S);
            }
            Self::SessionAbsolute => {
                let hours = within(value, ABSOLUTE_HOURS).ok_or("settings-wrong-absolute")?;
                chosen.session_absolute = Duration::from_secs(hours * HOUR_S);
            }
            Self::UploadMost => {
                let megabytes = within(value, UPLOAD_MB).ok_or("settings-wrong-upload")?;
                chosen.upload_most = megabytes * MEGABYTE;
            }
        }
        Ok(())
    }
}

/// Languages as they stand in a row: in the order of the program, whatever was typed.
pub(super) fn codes(languages: &[Language]) -> String {
    let offered = Language::ALL.into_iter();
    let offered = offered.filter(|language| languages.contains(language));
    offered
        .map(|language| language.code())
        .collect::<Vec<_>>()
        .join(" ")
}

fn within(value: &str, (least, most): (u64, u64)) -> Option<u64> {
    let number: u64 = value.parse().ok()?;
    (least..=most).contains(&number).then_some(number)
}

/// Scheme and host, with a port when it has one; no path, because Oqu answers at the root.
fn address(value: &str) -> Result<String, &'static str> {
    const WRONG: &str = "settings-wrong-address";
    let value = value.trim_end_matches('/');
    let host = value
        .strip_prefix("https://")
        .or_else(|| value.strip_prefix("http://"))
        .ok_or(WRONG)?;
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    match !host.is_empty() && host.chars().all(is_host) {
        true => Ok(value.to_owned()),
        false => Err(WRONG),
    }
}

/// What does not go together: the setting, and the message that tells why.
pub(super) fn disagreements(
    chosen: &Chosen,
    before: &Chosen,
    origin: Option<&str>,
) -> Vec<(Key, &'static str)> {
    let mut found = Vec::new();
    if !chosen.offers(chosen.language) {
        found.push((Key::Language, "settings-language-not-offered"));
    }
    if chosen.session_idle > chosen.session_absolute {
        found.push((Key::SessionIdle, "settings-idle-too-long"));
    }
    // Whoever sets a wrong address would lock everybody out: cookies and passkeys hold to it.
    let is_new = chosen.public_url != before.public_url;
    if is_new && origin != Some(chosen.public_url.as_str()) {
        found.push((Key::PublicUrl, "settings-address-elsewhere"));
    }
    found
}

/// What cannot be chosen, because the installation was told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    pub(super) public_url: bool,
    pub(super) zone: bool,
}

impl Fixed {
    /// What `oqu.toml`, the environment or a flag says.
    pub fn of(told: &Settings) -> Self {
        Self {
            public_url: told.public_url.is_some(),
            zone: told.zone_is_told,
        }
    }

    pub(super) fn has(&self, key: Key) -> bool {
        match key {
            Key::PublicUrl => self.public_url,
            Key::Zone => self.zone,
            _ => false,
        }
    }
}

/// What is so by the rows. A row that cannot be taken any more, and one that is fixed, is passed over.
pub(super) fn chosen(base: Chosen, fixed: &Fixed, rows: &[SettingRow]) -> Chosen {
    let mut chosen = base;
    for row in rows {
        let Some(key) = Key::of(&row.name).filter(|key| !fixed.has(*key)) else {
            continue;
        };
        if let Err(why) = key.put(&mut chosen, &row.value) {
            tracing::warn!(
                setting = row.name,
                why,
                "a setting cannot be taken; the default holds"
            );
        }
    }
    if !chosen.offers(chosen.language) {
        chosen.language = chosen.languages[0];
    }
    chosen.brand = brand(rows).map(Arc::new);
    chosen
}

/// The colours of the rows. What an older Oqu took and this one finds too pale is passed over.
pub(super) fn brand(rows: &[SettingRow]) -> Option<Brand> {
    let colour = |name: &str| {
        let row = rows.iter().find(|row| row.name == name)?;
        Colour::parse(&row.value)
    };
    let made = Brand::new(colour(COLOUR_LIGHT)?, colour(COLOUR_DARK));
    made.inspect_err(|pale| tracing::warn!(?pale, "the colours cannot be read; Oqu's own hold"))
        .ok()
}
