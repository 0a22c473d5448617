//! All that other areas may call.

use oqu_audit::By;
use oqu_db::{Result, Tx};
use oqu_kernel::{Chance, PersonId};
use oqu_web::Words;

use crate::tokens::rules::TERMS;
use crate::tokens::store;

pub use crate::permissions::tokens_manage;
pub use crate::programs::openapi::document;
pub use crate::tokens::rules::{Reach, TOKEN, fresh_secret, hash};
pub use crate::tokens::store::{
    InForce, NewToken, TokenId, add as add_token, in_force, revoke as revoke_token,
};

/// Puts tokens into the demo: one in use, one that was revoked. Nobody knows their secrets, so that
/// they do not come from the seed of the demo.
///
/// # Errors
/// The database's failure.
pub async fn seed(tx: &mut Tx, by: &By, chance: &Chance, person: PersonId) -> Result<()> {
    let [_, quarter, _, year] = TERMS;
    let tokens = [
        ("Platonus: білім алушылар тізімі", Reach::READING, year),
        ("Кітапхана каталогы", &[Reach::PeopleRead][..], quarter),
    ];
    for (title, reach, days) in tokens {
        let new = NewToken::new(
            by,
            hash(&fresh_secret(chance)),
            title,
            reach,
            (person, days),
        );
        store::add(tx, by, &new).await?;
        if days == quarter {
            let revoked = store::token(tx, new.id).await?;
            if let Some(token) = revoked {
                store::revoke(tx, by, &token, "Каталог жаңа жүйеге көшті").await?;
            }
        }
    }
    Ok(())
}

/// The words for a field of this area that the audit holds as a key.
pub fn value_in_words(words: Words, field: &str, key: &str) -> Option<String> {
    if field != "reach" {
        return None;
    }
    let named = key
        .split(' ')
        .map(|word| Reach::of(word).map(|reach| words.t(reach.message()).into_owned()));
    let named: Option<Vec<String>> = named.collect();
    Some(named?.join(", "))
}
