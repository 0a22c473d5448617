//! What a mail says and how it looks: one design for all of them.
//!
//! Mail programs know tables and styles in the tag and little else. Colours are those of the pages,
//! with a dark dress for programs that ask for one. Nothing is loaded from anywhere.

use askama::Template;
use jiff::tz::TimeZone;
use oqu_audit::By;
use oqu_kernel::{Moment, PersonId};
use oqu_text::Language;
use oqu_text::format::{date_long, time};
use oqu_web::{Brand, Colour, Look, Organisation, Site, Words};

use crate::{Mail, SECRET};

/// To whom a mail goes.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// The person, when it is one of ours.
    pub person: Option<PersonId>,
    /// The name.
    pub name: String,
    /// The address.
    pub address: String,
}

/// What mails are written at: the words, the names of the organisation, its address and its clocks.
/// Cheap enough to be taken into a unit of work, in which it is found out who reads.
#[derive(Clone, Debug)]
pub struct Desk {
    words: Words,
    names: [Organisation; 3],
    public_url: String,
    zone: TimeZone,
    colours: Colours,
}

/// The colour of action by day and by night.
type Colours = (Colour, Colour);

impl Desk {
    /// Of a running site.
    pub fn of(site: &Site) -> Self {
        let words = site.l10n.words(Language::Kk);
        let names = ALL.map(|language| site.navigation.organisation(language));
        let chosen = site.chosen();
        Self {
            words,
            names,
            public_url: chosen.public_url.clone(),
            zone: chosen.zone.clone(),
            colours: colours(chosen.brand.as_deref()),
        }
    }

    /// Without a site, for the console, which knows no names.
    pub fn new(words: Words, public_url: &str, zone: TimeZone) -> Self {
        Self {
            words,
            names: ALL.map(|_| Organisation::default()),
            public_url: public_url.to_owned(),
            zone,
            colours: colours(None),
        }
    }

    /// For somebody who reads this language.
    pub fn head(&self, language: Language) -> Letterhead {
        let at = ALL.iter().position(|other| *other == language);
        Letterhead::new(
            self.words.in_language(language),
            self.names[at.unwrap_or_default()].clone(),
            &self.public_url,
        )
        .colours(self.colours)
    }

    /// A date and time in words, by the clocks of the organisation.
    pub fn when(&self, language: Language, moment: Moment) -> String {
        let local = jiff::Timestamp::from_millisecond(moment.millis())
            .unwrap_or_default()
            .to_zoned(self.zone.clone())
            .datetime();
        format!("{}, {}", date_long(language, local.date()), time(local))
    }
}

fn colours(brand: Option<&Brand>) -> Colours {
    let colour = |look: Look| brand.map_or_else(|| look.own(), |brand| brand.action(look));
    (colour(Look::Light), colour(Look::Dark))
}

const ALL: [Language; 3] = [Language::Kk, Language::Ru, Language::En];

/// In whose name, in which language and from which address mails are written.
#[derive(Clone, Debug)]
pub struct Letterhead {
    /// The words of the language of the person who reads.
    pub words: Words,
    organisation: Organisation,
    public_url: String,
    colours: Colours,
}

impl Letterhead {
    /// In the name of an organisation that is known by this address.
    pub fn new(words: Words, organisation: Organisation, public_url: &str) -> Self {
        Self {
            words,
            organisation,
            public_url: public_url.to_owned(),
            colours: colours(None),
        }
    }

    fn colours(mut self, colours: Colours) -> Self {
        self.colours = colours;
        self
    }

    /// A page of ours as it stands in a mail: `/login`.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// Begins a mail; `subject` is its heading too.
    pub fn write(&self, purpose: &'static str, subject: impl Into<String>) -> Draft<'_> {
        Draft {
            head: self,
            purpose,
            subject: subject.into(),
            paragraphs: Vec::new(),
            button: None,
            facts: Vec::new(),
            notes: Vec::new(),
            ends_at: None,
            secret: None,
        }
    }

    fn name(&self) -> &str {
        match self.organisation.short.as_str() {
            "" => "Oqu",
            short => short,
        }
    }
}

/// A mail that is being written.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    head: &'a Letterhead,
    purpose: &'static str,
    subject: String,
    paragraphs: Vec<String>,
    button: Option<(String, String)>,
    facts: Vec<(String, String)>,
    notes: Vec<String>,
    ends_at: Option<Moment>,
    secret: Option<String>,
}

impl Draft<'_> {
    /// What there is to say.
    #[must_use]
    pub fn say(mut self, text: impl Into<String>) -> Self {
        self.paragraphs.push(text.into());
        self
    }

    /// Something to know at a glance: a name and a value.
    #[must_use]
    pub fn fact(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.facts.push((name.into(), value.into()));
        self
    }

    /// Where to go on.
    #[must_use]
    pub fn button(mut self, label: impl Into<String>, path: &str) -> Self {
        self.button = Some((label.into(), self.head.address(path)));
        self
    }

    /// Where to go on by a link that opens something: `secret` follows the path and is nowhere else.
    /// From `ends_at` on it opens nothing, and the mail is not sent any more.
    #[must_use]
    pub fn secret_button(
        mut self,
        label: impl Into<String>,
        path: &str,
        secret: &str,
        ends_at: Moment,
    ) -> Self {
        self.button = Some((label.into(), self.head.address(&format!("{path}{SECRET}"))));
        self.secret = Some(secret.to_owned());
        self.ends_at = Some(ends_at);
        self
    }

    /// What stands small at the end.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// The finished mail.
    pub fn to(self, recipient: &Recipient) -> Mail {
        let page = Page {
            words: self.head.words,
            organisation: self.head.name(),
            home: &self.head.public_url,
            colours: self.head.colours,
            name: &recipient.name,
            draft: &self,
        };
        // A template over strings cannot fail.
        let html = page.render().unwrap_or_default();
        let text = self.text(&recipient.name);
        Mail {
            purpose: self.purpose,
            person: recipient.person,
            to: recipient.address.clone(),
            name: recipient.name.clone(),
            from: self.head.name().to_owned(),
            language: self.head.words.language(),
            html,
            text,
            subject: self.subject,
            secret: self.secret,
            ends_at: self.ends_at,
        }
    }

    /// The same for programs that show no pages.
    fn text(&self, name: &str) -> String {
        let l = self.head.words;
        let mut parts = vec![l.t1("mail-greeting", "name", name)];
        parts.extend(self.paragraphs.iter().cloned());
        if !self.facts.is_empty() {
            let lines = self
                .facts
                .iter()
                .map(|(name, value)| format!("{name}: {value}"));
            parts.push(lines.collect::<Vec<_>>().join("\n"));
        }
        if let Some((label, address)) = &self.button {
            parts.push(format!("{label}:\n{address}"));
        }
        parts.extend(self.notes.iter().cloned());
        parts.push(format!(
            "-- \n{}\n{}\n{}",
            self.head.name(),
            self.head.public_url,
            l.t("mail-automatic")
        ));
        parts.join("\n\n") + "\n"
    }
}

#[derive(Template)]
#[template(path = "letter/letter.html")]
struct Page<'a> {
    words: Words,
    organisation: &'a str,
    home: &'a str,
    colours: Colours,
    name: &'a str,
    draft: &'a Draft<'a>,
}

/// The mail by which an administrator sees that mail works.
pub(crate) fn test_mail(head: &Letterhead, by: &By, when: &str, recipient: &Recipient) -> Mail {
    let l = head.words;
    head.write("test", l.t("mail-test-subject"))
        .say(l.t("mail-test-text"))
        .fact(l.t("mail-test-by"), by.name.as_str())
        .fact(l.t("mail-test-when"), when)
        .button(l.t("mail-test-button"), crate::outbox::PATH)
        .to(recipient)
}
