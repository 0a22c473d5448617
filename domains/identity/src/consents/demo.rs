//! Consents of the invented organisation: given on the page and on paper, for a child, refused,
//! withdrawn, asked for and not answered.

use std::time::Duration;

use oqu_audit::By;
use oqu_db::{Result, Tx};
use oqu_kernel::PersonId;
use oqu_text::Language;

use super::kind::{ConsentKind, Way};
use super::rules::Trio;
use super::samples;
use super::store::{self, Giving};
use super::text_store::{self, NewText, TextRow};

/// A BIN that belongs to nobody.
const NOBODYS_BIN: &str = "000000000000";
/// The texts are as old as the present year of studies.
const TEXTS_SINCE: Duration = Duration::from_secs(80 * 24 * 60 * 60);
const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A person of the demo and who decides for them: id and name.
pub type Someone<'a> = (PersonId, &'a str);

/// Writes the texts and a few dozen consents. `adults` and `children` are learners in the order of
/// the demo, each child with the parent.
///
/// # Errors
/// The database's failure.
pub async fn seed(
    tx: &mut Tx,
    by: &By,
    organisation: &Trio,
    adults: &[Someone<'_>],
    children: &[(Someone<'_>, Someone<'_>)],
) -> Result<()> {
    for kind in ConsentKind::ALL {
        let name = |language| match language {
            Language::Kk => organisation[0].clone(),
            Language::Ru => organisation[1].clone(),
            Language::En => organisation[2].clone(),
        };
        let (text, without) = samples::filled(kind, name, Some(NOBODYS_BIN));
        let new = NewText {
            kind,
            text,
            without,
            since: by.now.before(TEXTS_SINCE),
        };
        text_store::add(tx, by, &new).await?;
    }
    let texts = text_store::in_force(tx, by.now).await?;
    for text in &texts {
        for (at, person) in adults.iter().enumerate() {
            put(tx, by, text, at, (*person, *person)).await?;
        }
        for (at, (child, parent)) in children.iter().enumerate() {
            put(tx, by, text, at, (*child, *parent)).await?;
        }
    }
    Ok(())
}

/// What came of one text and one person, by their place in the list.
async fn put(
    tx: &mut Tx,
    by: &By,
    text: &TextRow,
    at: usize,
    (person, giver): (Someone<'_>, Someone<'_>),
) -> Result<()> {
    let paper = format!("№ {}-К", 100 + at);
    let (way, paper) = match at % 5 {
        4 => (Way::Paper, paper.as_str()),
        _ => (Way::Page, ""),
    };
    let giving = Giving {
        person,
        text,
        language: [Language::Kk, Language::Kk, Language::Ru][at % 3],
        giver,
        way,
        paper,
        given_at: by
            .now
            .before(DAY * u32::try_from(at % 25).unwrap_or_default()),
        ends_at: (at % 4 == 1).then(|| by.now.after(YEAR)),
    };
    // Groups have every twelfth of the list: the second part makes them differ inside too.
    match (text.kind(), (at + at / 12) % 6) {
        (ConsentKind::Processing, 5) | (ConsentKind::Recording, 3 | 4) => {
            store::ask(tx, by, person, text.kind()).await?;
        }
        (ConsentKind::Biometrics, 0 | 2) => {
            store::ask(tx, by, person, text.kind()).await?;
            store::refuse(tx, by, person, text).await?;
        }
        (ConsentKind::Recording, 2) => {
            store::give(tx, by, &giving).await?;
            if let Some(row) = store::standing(tx, person.0, text.kind(), by.now).await? {
                store::withdraw(tx, by, person.1, &row, "").await?;
            }
        }
        (ConsentKind::Processing | ConsentKind::Recording, _) | (ConsentKind::Biometrics, 1) => {
            store::give(tx, by, &giving).await?;
        }
        (ConsentKind::Biometrics | ConsentKind::Transfer, _) => {}
    }
    Ok(())
}
