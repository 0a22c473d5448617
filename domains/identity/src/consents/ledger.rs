//! How it stands with the consents of some people, loaded at once.

use std::collections::HashMap;

use oqu_db::{Result, Tx};
use oqu_kernel::{Moment, PersonId};

use super::kind::ConsentKind;
use super::rules::{self, Held, Standing};
use super::store::{self, GivenRow, RequestRow};
use super::text_store::{self, TextRow};

/// The consents and questions of some people, and the texts in force.
pub struct Ledger {
    now: Moment,
    texts: Vec<TextRow>,
    given: Vec<GivenRow>,
    requests: Vec<RequestRow>,
    held: HashMap<PersonId, Vec<Held>>,
}

impl Ledger {
    /// Loads it: four statements, however many people.
    pub async fn load(tx: &mut Tx, people: &[PersonId], now: Moment) -> Result<Self> {
        let mut held: HashMap<PersonId, Vec<Held>> = HashMap::new();
        for (person, since, ended) in store::held_by(tx, people).await? {
            held.entry(person).or_default().push((since, ended));
        }
        Ok(Self {
            now,
            texts: text_store::in_force(tx, now).await?,
            given: store::of_people(tx, people).await?,
            requests: store::requests_of(tx, people).await?,
            held,
        })
    }

    /// The version in force.
    pub fn text(&self, kind: ConsentKind) -> Option<&TextRow> {
        self.texts.iter().find(|text| text.kind() == kind)
    }

    /// All consents of a person, the last first.
    pub fn given(&self, person: PersonId) -> impl Iterator<Item = &GivenRow> {
        self.given.iter().filter(move |row| row.person == person)
    }

    /// The last consent of a kind.
    pub fn last(&self, person: PersonId, kind: ConsentKind) -> Option<&GivenRow> {
        self.given(person).find(|row| row.kind() == kind)
    }

    /// The last question of a kind.
    pub fn request(&self, person: PersonId, kind: ConsentKind) -> Option<&RequestRow> {
        let mut requests = self.requests.iter();
        requests.find(|row| row.person == person && row.kind() == kind)
    }

    /// Whether the person is here at all.
    pub fn has_role(&self, person: PersonId) -> bool {
        let held = self.held.get(&person);
        held.is_some_and(|held| rules::is_here_since(held, self.now, self.now))
    }

    /// How it stands.
    pub fn standing(&self, person: PersonId, kind: ConsentKind) -> Standing {
        let held = self.held.get(&person).map_or(&[][..], Vec::as_slice);
        let last = self
            .last(person, kind)
            .map(|row| store::last_of(row, held, self.now));
        let asked = self.request(person, kind).map(|row| rules::Asked {
            answered_at: row.answered_at,
            refused: row.is_refused(),
        });
        let version = self.text(kind).map(|text| text.version);
        rules::standing(last.as_ref(), asked.as_ref(), version, self.now)
    }

    /// The kinds that concern a person: those with a text in force and those once given.
    pub fn kinds(&self, person: PersonId) -> impl Iterator<Item = ConsentKind> {
        ConsentKind::ALL
            .into_iter()
            .filter(move |kind| self.text(*kind).is_some() || self.last(person, *kind).is_some())
    }
}
