//! The invented organisation: «Көкжиек» university with a college, its staff, learners and parents.
//!
//! One definition serves the demo and the tests, which know its people by name. Everybody in it is
//! invented; the few IINs are the examples that libraries publish, so that they are nobody's.

mod learners;
mod names;
mod news;
mod posts;
mod regulations;
mod rooms;
mod staff;
mod units;

use oqu_audit::By;
use oqu_db::{Db, Error, Tx};
use oqu_exchange::api as exchange;
use oqu_identity::api::{self as identity, DEMO_PASSWORD, NewPerson, PersonData};
use oqu_kernel::{Chance, Clock, Id, PersonId};
use oqu_organisation::api as organisation;

pub use learners::{Parent, parents};
pub use regulations::put as bring_files;
pub use units::Places;

/// Learners of the demo.
pub const LEARNERS: usize = 300;
/// Grown learners who were asked for consents: half of the university's groups.
const WITH_CONSENTS: usize = 120;
/// Seeds the ids of the demo, so that every run of the tests meets the same people.
const SEED: u64 = 0x004f_5155;

/// Puts the demo organisation into an empty database; does nothing when there is an organisation.
/// One unit of work: it is there whole or not at all.
///
/// # Errors
/// The database's failure.
pub async fn seed(db: &Db, clock: &Clock, chance: &Chance) -> Result<bool, Error> {
    let there = db
        .read(async |tx| organisation::organisation(tx).await)
        .await?;
    if there.is_some() {
        return Ok(false);
    }
    let password = identity::hash_password(DEMO_PASSWORD, chance).await;
    let now = clock.now();
    let chance = chance.clone();
    db.write(async move |tx| {
        let by = By::console(now, &Chance::seeded(SEED), "Demo");
        put(tx, &by, &password).await?;
        let administrator = administrator(tx).await?;
        exchange::seed(tx, &by, &chance, administrator).await
    })
    .await?;
    Ok(true)
}

async fn put(tx: &mut Tx, by: &By, password: &str) -> Result<(), Error> {
    identity::plan_tidying(tx, by).await?;
    let places = units::put(tx, by).await?;
    rooms::put(tx, by, &places).await?;
    news::put(tx, by).await?;
    let staff = staff::people(by, &places);
    let known: Vec<(String, PersonId, String)> = staff.iter().map(known).collect();
    for person in staff {
        add(tx, by, person, password).await?;
    }
    posts::put(tx, by, &places, &known).await?;
    let learners = learners::people(by, &places);
    let parents = parents(by, &learners);
    let consents = Consents::of(&learners, &parents);
    let double = learners::double(by, &learners);
    for person in learners {
        add(tx, by, person, password).await?;
    }
    for parent in parents {
        let (learner, name) = (parent.learner, parent.learner_name);
        let relation = parent.relation;
        let id = parent.person.id;
        add(tx, by, parent.person, password).await?;
        identity::add_representative(tx, by, (learner, &name), id, relation).await?;
    }
    if let Some(person) = double {
        identity::add_person(tx, by, &person).await?;
    }
    consents.put(tx, by).await
}

/// Who of the demo has agreed to something: ids and names.
struct Consents {
    adults: Vec<(PersonId, String)>,
    children: Vec<((PersonId, String), (PersonId, String))>,
}

impl Consents {
    fn of(learners: &[NewPerson], parents: &[Parent]) -> Self {
        let named = |person: &NewPerson| (person.id, person.data.full_name());
        let is_adult = |person: &&NewPerson| !learners::is_minor(person);
        let adults = learners.iter().filter(is_adult).take(WITH_CONSENTS);
        let child = |parent: &Parent| (parent.learner, parent.learner_name.clone());
        Self {
            adults: adults.map(named).collect(),
            children: parents
                .iter()
                .map(|parent| (child(parent), named(&parent.person)))
                .collect(),
        }
    }

    async fn put(&self, tx: &mut Tx, by: &By) -> Result<(), Error> {
        fn lent((id, name): &(PersonId, String)) -> (PersonId, &str) {
            (*id, name)
        }
        let adults: Vec<_> = self.adults.iter().map(lent).collect();
        let children: Vec<_> = self
            .children
            .iter()
            .map(|(child, parent)| (lent(child), lent(parent)))
            .collect();
        identity::seed_consents(tx, by, &units::names(), &adults, &children).await
    }
}

/// Login, id and whole name.
fn known(person: &NewPerson) -> (String, PersonId, String) {
    let data = &person.data;
    let parts = [
        Some(&data.surname),
        Some(&data.given),
        data.patronymic.as_ref(),
    ];
    let name: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    (
        data.login.clone().unwrap_or_default(),
        person.id,
        name.join(" "),
    )
}

/// The administrator, who has made tokens for other programs.
async fn administrator(tx: &mut Tx) -> Result<PersonId, Error> {
    let found = identity::find_by_login(tx, "admin").await?;
    found
        .map(|(id, ..)| id)
        .ok_or_else(|| Error::Shape("the administrator of the demo".into()))
}

async fn add(tx: &mut Tx, by: &By, person: NewPerson, password: &str) -> Result<(), Error> {
    let person = NewPerson {
        password: Some(password.to_owned()),
        ..person
    };
    identity::add_person(tx, by, &person).await?;
    Ok(())
}

/// A person with the usual blanks.
fn person(by: &By, surname: &str, given: &str, patronymic: &str) -> NewPerson {
    let id: PersonId = Id::new(by.now, &by.chance);
    NewPerson {
        id,
        data: PersonData {
            surname: surname.to_owned(),
            given: given.to_owned(),
            patronymic: (!patronymic.is_empty()).then(|| patronymic.to_owned()),
            citizenship: "KZ".to_owned(),
            ..PersonData::default()
        },
        roles: Vec::new(),
        password: None,
    }
}
