//! Who may give a consent, what stands, what a text has to have.

use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::Date;
use oqu_kernel::Moment;
use sha2::{Digest, Sha256};

use super::kind::ConsentKind;

/// From this age on a person agrees without a representative.
/// Clause: Civil Code of the Republic of Kazakhstan, article 17; law 94-V, article 8.
pub const ADULT_YEARS: i32 = 18;
/// The most characters of a text in one language: some ten pages.
pub const TEXT_MOST: usize = 20_000;
/// The most characters of the number and date of a paper.
pub const PAPER_MOST: usize = 120;
/// Between two roles, one who moves from group to group or comes back after an order holds none
/// for a while; a consent given "while studying" outlives so much.
pub const PAUSE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// What a sample leaves to be filled in.
pub const BLANK: &str = "____";

/// What the birth date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Under eighteen.
    Minor,
    /// Eighteen or older.
    Adult,
    /// There is no birth date: taken as an adult, which is told.
    Unknown,
}

/// The age on a day.
pub fn age(birth_date: Option<Date>, today: Date) -> Age {
    let Some(born) = birth_date else {
        return Age::Unknown;
    };
    match born.checked_add(ADULT_YEARS.years()) {
        Ok(adult) if adult <= today => Age::Adult,
        _ => Age::Minor,
    }
}

/// How one who would give or withdraw a consent stands to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// It is the person.
    Own,
    /// Stands for the person as a parent or guardian of this age.
    Representative(Age),
    /// Neither.
    Stranger,
}

/// Whether this hand gives or withdraws for a person of this age; else the message that says who does.
/// Clause: law 94-V, articles 7 and 8 (the subject or the legal representative); facts 2.12.
pub fn may_decide(person: Age, hand: Hand) -> Result<(), &'static str> {
    match (person, hand) {
        (_, Hand::Stranger) => Err("consent-stranger"),
        (Age::Minor, Hand::Own) => Err("consent-minor"),
        (Age::Minor, Hand::Representative(Age::Minor)) => Err("consent-representative-minor"),
        (Age::Minor, Hand::Representative(_)) => Ok(()),
        (Age::Adult | Age::Unknown, Hand::Own) => Ok(()),
        (Age::Adult | Age::Unknown, Hand::Representative(_)) => Err("consent-adult"),
    }
}

/// Since when and until when a person held a role.
pub type Held = (Moment, Option<Moment>);

/// Whether a person who held these roles has been here ever since, up to now.
pub fn is_here_since(held: &[Held], since: Moment, now: Moment) -> bool {
    let in_force = |(from, to): &Held| *from <= now && to.is_none_or(|to| to > now);
    if !held.iter().any(in_force) {
        return false;
    }
    let mut spans = held.to_vec();
    spans.sort_by_key(|(from, _)| *from);
    let mut covered = since;
    for (from, to) in spans {
        if from > covered.after(PAUSE) {
            break;
        }
        covered = covered.max(to.unwrap_or(now));
    }
    covered >= now
}

/// What is known of the last consent of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    /// When it was given.
    pub given_at: Moment,
    /// Which version of the text.
    pub version: i64,
    /// Its term, when it has one.
    pub ends_at: Option<Moment>,
    /// When it was withdrawn or another took its place.
    pub ended_at: Option<Moment>,
    /// Whether the person has been here ever since.
    pub is_here: bool,
}

/// What is known of the last request of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// When it was answered.
    pub answered_at: Option<Moment>,
    /// Whether the answer was no.
    pub refused: bool,
}

/// How it stands with a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In force.
    Given,
    /// In force, but the text has a newer version.
    GivenOld,
    /// The person was asked and has not answered.
    Asked,
    /// The person was asked and said no.
    Refused,
    /// Given once, and withdrawn.
    Withdrawn,
    /// Its term is over, or the person is no longer here.
    Over,
    /// Nobody asked and nothing was given.
    Nothing,
}

impl Standing {
    /// All of them, in the order of filters.
    pub const ALL: [Self; 7] = [
        Self::Given,
        Self::GivenOld,
        Self::Asked,
        Self::Refused,
        Self::Withdrawn,
        Self::Over,
        Self::Nothing,
    ];

    /// The word in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::GivenOld => "given-old",
            Self::Asked => "asked",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Over => "over",
            Self::Nothing => "nothing",
        }
    }

    /// The message that names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given => "consent-state-given",
            Self::GivenOld => "consent-state-given-old",
            Self::Asked => "consent-state-asked",
            Self::Refused => "consent-state-refused",
            Self::Withdrawn => "consent-state-withdrawn",
            Self::Over => "consent-state-over",
            Self::Nothing => "consent-state-nothing",
        }
    }

    /// For `data-tone`.
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Given => "action",
            Self::GivenOld | Self::Asked => "attention",
            Self::Refused | Self::Withdrawn | Self::Over | Self::Nothing => "quiet",
        }
    }

    /// Whether there is a consent in force.
    pub const fn is_in_force(self) -> bool {
        matches!(self, Self::Given | Self::GivenOld)
    }
}

/// Whether a consent is in force.
pub fn is_in_force(last: &Last, now: Moment) -> bool {
    let within = match last.ends_at {
        Some(end) => now < end,
        None => last.is_here,
    };
    last.ended_at.is_none() && last.given_at <= now && within
}

/// How it stands, of the last consent, the last request and the version in force.
pub fn standing(
    last: Option<&Last>,
    asked: Option<&Asked>,
    version: Option<i64>,
    now: Moment,
) -> Standing {
    if let Some(last) = last
        && is_in_force(last, now)
    {
        return match version {
            Some(newest) if newest > last.version => Standing::GivenOld,
            _ => Standing::Given,
        };
    }
    let refused = match asked {
        Some(asked) if asked.answered_at.is_none() => return Standing::Asked,
        Some(asked) if asked.refused => asked.answered_at,
        _ => None,
    };
    let Some(last) = last else {
        return match refused {
            Some(_) => Standing::Refused,
            None => Standing::Nothing,
        };
    };
    let ended = last.ended_at.or(last.ends_at).unwrap_or(last.given_at);
    match (refused, last.ended_at) {
        (Some(at), _) if at > ended => Standing::Refused,
        (_, Some(_)) => Standing::Withdrawn,
        (_, None) => Standing::Over,
    }
}

/// The texts of a version: kk, ru, en.
pub type Trio = [String; 3];

/// What a version is known by, wherever it is told: SHA-256 in hexadecimal.
pub fn hash(kind: ConsentKind, version: i64, text: &Trio, without: &Trio) -> String {
    let mut hasher = Sha256::new();
    hasher.update(kind.key());
    hasher.update([0]);
    hasher.update(version.to_string());
    for part in text.iter().chain(without) {
        hasher.update([0]);
        hasher.update(part);
    }
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The term of a consent as it was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// While the person learns or works here.
    WhileHere,
    /// Up to this day and with it.
    Until(Date),
}

/// Reads a term; `has_role` tells whether the person is here at all.
pub fn term(word: &str, date: &str, has_role: bool, today: Date) -> Result<Term, &'static str> {
    if word == "here" {
        return match has_role {
            true => Ok(Term::WhileHere),
            false => Err("consent-term-no-role"),
        };
    }
    if date.is_empty() {
        return Err("consent-until-missing");
    }
    match oqu_text::format::parse_date(date) {
        Ok(date) if date < today => Err("consent-until-past"),
        Ok(date) => Ok(Term::Until(date)),
        Err(_) => Err("form-date"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const DAY: i64 = 24 * 60 * 60 * 1000;

    fn day(number: i64) -> Moment {
        Moment::from_millis(number * DAY)
    }

    #[test]
    fn eighteen_years_make_an_adult() {
        let check = |born, today, expected| assert_eq!(age(Some(born), today), expected, "{born}");
        check(date(2008, 11, 20), date(2026, 11, 20), Age::Adult);
        check(date(2008, 11, 21), date(2026, 11, 20), Age::Minor);
        check(date(2008, 2, 29), date(2026, 2, 27), Age::Minor);
        check(date(2008, 2, 29), date(2026, 2, 28), Age::Adult);
        assert_eq!(age(None, date(2026, 11, 20)), Age::Unknown);
    }

    #[test]
    fn who_decides_for_whom() {
        let parent = Hand::Representative(Age::Adult);
        let unsure = Hand::Representative(Age::Unknown);
        let brother = Hand::Representative(Age::Minor);
        assert_eq!(may_decide(Age::Adult, Hand::Own), Ok(()));
        assert_eq!(may_decide(Age::Unknown, Hand::Own), Ok(()));
        assert_eq!(may_decide(Age::Minor, Hand::Own), Err("consent-minor"));
        assert_eq!(may_decide(Age::Minor, parent), Ok(()));
        assert_eq!(may_decide(Age::Minor, unsure), Ok(()));
        let young = Err("consent-representative-minor");
        assert_eq!(may_decide(Age::Minor, brother), young);
        assert_eq!(may_decide(Age::Adult, parent), Err("consent-adult"));
        assert_eq!(may_decide(Age::Unknown, parent), Err("consent-adult"));
        for age in [Age::Minor, Age::Adult, Age::Unknown] {
            assert_eq!(may_decide(age, Hand::Stranger), Err("consent-stranger"));
        }
    }

    #[test]
    fn who_left_and_came_back_has_to_agree_again() {
        let now = day(1_000);
        assert!(is_here_since(&[(day(0), None)], day(100), now));
        assert!(!is_here_since(&[], day(100), now));
        assert!(!is_here_since(&[(day(0), Some(day(999)))], day(100), now));
        let moved = [(day(0), Some(day(500))), (day(520), None)];
        assert!(is_here_since(&moved, day(100), now));
        let back = [(day(0), Some(day(500))), (day(540), None)];
        assert!(!is_here_since(&back, day(100), now));
        assert!(is_here_since(&back, day(530), now), "given after it");
        let beside = [(day(0), None), (day(0), Some(day(200)))];
        assert!(is_here_since(&beside, day(100), now));
    }

    fn last() -> Last {
        Last {
            given_at: day(10),
            version: 2,
            ends_at: None,
            ended_at: None,
            is_here: true,
        }
    }

    #[test]
    fn how_it_stands() {
        let now = day(100);
        let check = |last: Option<Last>, asked: Option<Asked>, expected| {
            let found = standing(last.as_ref(), asked.as_ref(), Some(2), now);
            assert_eq!(found, expected, "{last:?} {asked:?}");
        };
        let asked = |answered: Option<i64>, refused| Asked {
            answered_at: answered.map(day),
            refused,
        };
        let old = Last {
            version: 1,
            ..last()
        };
        let left = Last {
            is_here: false,
            ..last()
        };
        let timed = |end| Last {
            ends_at: Some(day(end)),
            is_here: false,
            ..last()
        };
        let withdrawn = Last {
            ended_at: Some(day(50)),
            ..last()
        };
        check(None, None, Standing::Nothing);
        check(Some(last()), None, Standing::Given);
        check(Some(old), None, Standing::GivenOld);
        check(Some(left), None, Standing::Over);
        check(Some(timed(101)), None, Standing::Given);
        check(Some(timed(100)), None, Standing::Over);
        check(Some(withdrawn), None, Standing::Withdrawn);
        check(None, Some(asked(None, false)), Standing::Asked);
        check(Some(withdrawn), Some(asked(None, false)), Standing::Asked);
        check(Some(last()), Some(asked(None, false)), Standing::Given);
        check(None, Some(asked(Some(61), true)), Standing::Refused);
        check(
            Some(withdrawn),
            Some(asked(Some(61), true)),
            Standing::Refused,
        );
        check(
            Some(withdrawn),
            Some(asked(Some(41), true)),
            Standing::Withdrawn,
        );
        check(
            Some(timed(90)),
            Some(asked(Some(10), false)),
            Standing::Over,
        );
        let later = Last {
            given_at: day(101),
            ..last()
        };
        check(Some(later), None, Standing::Over);
    }

    #[test]
    fn a_term_is_a_day_to_come_or_the_time_here() {
        let today = date(2026, 11, 20);
        assert_eq!(term("here", "", true, today), Ok(Term::WhileHere));
        let nowhere = Err("consent-term-no-role");
        assert_eq!(term("here", "", false, today), nowhere);
        let missing = Err("consent-until-missing");
        assert_eq!(term("until", "", true, today), missing);
        let past = Err("consent-until-past");
        assert_eq!(term("until", "19.11.2026", true, today), past);
        assert_eq!(term("until", "31.02.2027", true, today), Err("form-date"));
        let last = Ok(Term::Until(today));
        assert_eq!(term("until", "20.11.2026", false, today), last);
    }

    #[test]
    fn a_hash_changes_with_each_word() {
        let trio = |text: &str| [text.to_owned(), "б".to_owned(), "c".to_owned()];
        let first = hash(ConsentKind::Recording, 1, &trio("а"), &trio("ә"));
        assert_eq!(first.len(), 64);
        let others = [
            hash(ConsentKind::Transfer, 1, &trio("а"), &trio("ә")),
            hash(ConsentKind::Recording, 2, &trio("а"), &trio("ә")),
            hash(ConsentKind::Recording, 1, &trio("аа"), &trio("ә")),
            hash(ConsentKind::Recording, 1, &trio("а"), &trio("ә ")),
        ];
        assert!(!others.contains(&first));
        assert_eq!(
            first,
            hash(ConsentKind::Recording, 1, &trio("а"), &trio("ә"))
        );
    }
}
