use oqu_kernel::{Id, Moment};

use crate::keyed::keyed;
use crate::names::Names;
use crate::units::rules::UnitId;

/// Marks ids of posts.
#[derive(Debug)]
pub enum Post {}

/// The id of a post.
pub type PostId = Id<Post>;

/// What the audit calls a post.
pub const POST: &str = "post";

/// One full rate, in hundredths.
pub const FULL_RATE: i64 = 100;
/// A post has at most a hundred rates: a lecturer of a large department has some twenty.
pub const MOST_RATES: i64 = 100 * FULL_RATE;

keyed! {
    /// What those in a post do. The message `post-kind-<key>` names it.
    ///
    /// Clause: R16-19: units for organisational, methodical, information and technical support have
    /// staff of their own.
    pub enum PostKind {
        /// Басшылық: leads the unit.
        Leader = "leader",
        /// Оқытушылар құрамы.
        Teaching = "teaching",
        /// Әдістемелік қамтамасыз ету.
        Methodical = "methodical",
        /// Ұйымдастыру және оқу-көмекші.
        Support = "support",
        /// Ақпараттық-техникалық қамтамасыз ету.
        Technical = "technical",
    }
}

/// What is written of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostDetails {
    /// The unit that it belongs to.
    pub unit: UnitId,
    /// What those in it do.
    pub kind: PostKind,
    /// What it is called.
    pub title: Names,
    /// How many full rates it has, in hundredths.
    pub rate: i64,
}

/// A post as it stands in the database.
#[derive(Clone, Debug)]
pub struct PostRow {
    /// Its number for paging.
    pub number: i64,
    /// Its id.
    pub id: PostId,
    /// How often it was changed.
    pub version: i64,
    /// Since when it is closed.
    pub closed_at: Option<Moment>,
    /// What is written of it.
    pub details: PostDetails,
}

impl PostRow {
    /// Whether somebody may be appointed to it.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

/// Rates as they are typed, in hundredths: `1`, `0,5`, `1.25`. None when it is not such a number, or
/// not above nothing and up to `most`.
pub fn parse_rate(text: &str, most: i64) -> Option<i64> {
    let text = text.trim().replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 4
        || part.len() > 2
        || !is_number(whole)
        || !is_number(part)
    {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    let rate = whole.parse::<i64>().ok()? * FULL_RATE + part;
    (1..=most).contains(&rate).then_some(rate)
}
