//! What a check of the whole log has to say.

use oqu_kernel::{Id, Moment};

use crate::{Entry, Hex, PublicKey};

/// The outcome of a check.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Report {
    /// Whether everything that was sealed is as it was.
    pub whole: bool,
    /// Sealed entries that were checked and are as they were.
    pub entries: u64,
    /// Batches that were checked and are as they were.
    pub batches: u64,
    /// Entries that are committed and not sealed yet; not counted when something is wrong before.
    pub unsealed: Option<u64>,
    /// The last head that was checked.
    pub last: Option<LastHead>,
    /// Heads outside the database to which the chain was compared; with none of them a log that
    /// was cut off or written anew as a whole cannot be told from a whole one.
    pub heads_known: u64,
    /// The keys in the order in which they began to sign: a change of key shows here.
    pub keys: Vec<KeyUse>,
    /// The first thing that is wrong.
    pub first_bad: Option<Finding>,
}

/// The end of the chain.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LastHead {
    /// The batch.
    pub number: u64,
    /// The head.
    pub head: Hex<32>,
    /// When it was sealed.
    pub sealed_at: Moment,
}

/// A key and what it signed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct KeyUse {
    /// The public key.
    pub public_key: PublicKey,
    /// The first batch that it signed.
    pub first_batch: u64,
    /// How many.
    pub batches: u64,
    /// Whether it lies in the folder of keys or was given by whoever asked.
    pub trusted: bool,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wrong {
    /// The entry is not as it was sealed.
    Changed,
    /// The entry was sealed and is gone.
    Deleted,
    /// The entry was put among sealed ones.
    Inserted,
    /// The entry is there, at another place than it was sealed at.
    Moved,
    /// Batches that a head outside knows are gone from the end.
    Truncated,
    /// A batch within the chain is gone.
    BatchMissing,
    /// The row of a batch is not as it was sealed; its entries may have been changed with it.
    BatchChanged,
    /// A batch is signed and does not follow from the one before it.
    ChainBroken,
    /// The signature is not of the key that it names.
    SignatureWrong,
    /// The key is none of those that are trusted.
    KeyUnknown,
    /// A head outside the database says otherwise.
    HeadDiffers,
}

impl Wrong {
    /// The word in JSON and in the keys of messages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::Inserted => "inserted",
            Self::Moved => "moved",
            Self::Truncated => "truncated",
            Self::BatchMissing => "batch-missing",
            Self::BatchChanged => "batch-changed",
            Self::ChainBroken => "chain-broken",
            Self::SignatureWrong => "signature-wrong",
            Self::KeyUnknown => "key-unknown",
            Self::HeadDiffers => "head-differs",
        }
    }
}

/// The first bad entry, or the first entry of the first bad batch.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// What is wrong.
    pub wrong: Wrong,
    /// The batch.
    pub batch: u64,
    /// The place in the whole log, from 1.
    pub position: u64,
    /// The entry; unknown when the batch that knew it is gone too.
    pub entry: Option<Id<Entry>>,
    /// The time of the act as the row has it; of a deleted entry, as its id has it.
    pub at: Option<Moment>,
    /// The act, when the row is there.
    pub act: Option<String>,
    /// Who acted, when the row is there.
    pub who: Option<String>,
    /// How many entries are missing from there on, when a head outside tells it.
    pub missing: Option<u64>,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (batch, position) = (self.batch, self.position);
        match self.wrong {
            Wrong::Changed => write!(f, "entry {position} is not as it was sealed")?,
            Wrong::Deleted => write!(f, "entry {position} was sealed and is gone")?,
            Wrong::Inserted => write!(
                f,
                "an entry was inserted at position {position}, among sealed ones"
            )?,
            Wrong::Moved => write!(
                f,
                "entry {position} stands at another place than it was sealed at"
            )?,
            Wrong::Truncated => {
                write!(
                    f,
                    "the log is cut off: batch {batch} and all after it are gone, from entry {position} on"
                )?;
            }
            Wrong::BatchMissing => {
                write!(f, "batch {batch} is gone; it began with entry {position}")?
            }
            Wrong::BatchChanged => {
                write!(
                    f,
                    "batch {batch} is not as it was sealed; it begins with entry {position}"
                )?;
            }
            Wrong::ChainBroken => {
                write!(
                    f,
                    "batch {batch} does not follow from the one before; it begins with entry {position}"
                )?;
            }
            Wrong::SignatureWrong => {
                write!(
                    f,
                    "the signature of batch {batch} is wrong; it begins with entry {position}"
                )?;
            }
            Wrong::KeyUnknown => {
                write!(
                    f,
                    "batch {batch} is signed by a key that is not trusted; it begins with entry {position}"
                )?;
            }
            Wrong::HeadDiffers => write!(
                f,
                "batch {batch} is not the one whose head was kept outside the database; it begins with entry {position}"
            )?,
        }
        if let Some(missing) = self.missing {
            write!(f, " ({missing} entries are missing)")?;
        }
        if let Some(entry) = self.entry {
            write!(f, "; id {entry}")?;
        }
        if let Some(act) = &self.act {
            write!(f, ", act {act}")?;
        }
        if let Some(who) = &self.who {
            write!(f, ", by {who}")?;
        }
        Ok(())
    }
}
