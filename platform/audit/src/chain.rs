//! Whether a batch may follow another: nothing is built upon, or told outside, before that is sure.

use crate::heads::{self, GENESIS};
use crate::keys::{self, Keyring};
use crate::merkle::Hash;
use crate::rows::BatchRow;
use crate::{Error, Result};

/// The end of the chain as far as it is known to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub number: i64,
    pub total: i64,
    pub head: Hash,
}

impl Link {
    /// Before the first batch.
    pub(crate) const START: Self = Self {
        number: 0,
        total: 0,
        head: GENESIS,
    };

    /// The link after a batch that follows this one and is signed with a trusted key.
    ///
    /// # Errors
    /// What is wrong with the batch.
    pub(crate) fn follow(&self, row: &BatchRow, keyring: &Keyring) -> Result<Self> {
        let wrong = |what: String| {
            Err(Error::Chain(format!(
                "nothing more is sealed, because batch {} of the audit log {what}; run `oqu audit verify`",
                row.number
            )))
        };
        let head = heads::chained(
            &self.head,
            row.number,
            row.entries,
            &row.root.0,
            row.sealed_at,
        );
        let follows = row.number == self.number + 1
            && self.total.checked_add(row.entries) == Some(row.total)
            && row.head.0 == head;
        if !follows {
            return wrong(format!("does not follow from batch {}", self.number));
        }
        if !keys::holds(&row.public_key.0, &head, &row.signature.0) {
            return wrong("is not signed with the key that it names".into());
        }
        if !keyring.trusts(&row.public_key)? {
            return wrong(format!(
                "is signed with the key {}, which is none of those in {} (of another server of yours, put its audit.pub there under another name)",
                row.public_key,
                keyring.folder().display()
            ));
        }
        Ok(Self {
            number: row.number,
            total: row.total,
            head,
        })
    }
}
