use jiff::civil::Date;
use oqu_kernel::{Id, Moment, PersonId};

use crate::posts::rules::{FULL_RATE, PostId};

/// Marks ids of appointments.
#[derive(Debug)]
pub enum Appointment {}

/// The id of an appointment.
pub type AppointmentId = Id<Appointment>;

/// What one person may hold without a word: a full rate, and half of one beside it.
pub const MOST_OF_PERSON: i64 = FULL_RATE + FULL_RATE / 2;

/// From which day to which, both included; without a last day until it is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Option<Date>,
}

impl Term {
    /// Whether a day lies in it.
    pub fn is_on(self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether some day lies in both.
    pub fn meets(self, other: Self) -> bool {
        self.is_on(other.from) || other.is_on(self.from)
    }
}

/// The order on which somebody is appointed or released.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Its number, as on the paper.
    pub number: String,
    /// Its day.
    pub date: Option<Date>,
}

impl Order {
    /// As a ground stands in the audit: «№ 12-ж, 01.09.2026».
    pub fn ground(&self) -> String {
        let number = match self.number.as_str() {
            "" => String::new(),
            number => format!("№ {number}"),
        };
        let date = crate::dates::in_form(self.date);
        let parts = [number, date];
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// Somebody in a post.
#[derive(Clone, Debug)]
pub struct AppointmentRow {
    /// Which.
    pub id: AppointmentId,
    /// The post.
    pub post: PostId,
    /// Who.
    pub person: PersonId,
    /// How much of a rate, in hundredths.
    pub rate: i64,
    /// From when to when.
    pub term: Term,
    /// On which order.
    pub order: Order,
    /// On which order it ended.
    pub end: Order,
    /// When that was written.
    pub ended_at: Option<Moment>,
}

impl AppointmentRow {
    /// Whether it can be ended: it was not yet, and its last day is not over.
    pub fn lasts(&self, today: Date) -> bool {
        self.ended_at.is_none() && self.term.until.is_none_or(|until| today <= until)
    }
}

/// What an appointment takes of a post and of a person.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// Who.
    pub person: PersonId,
    /// Of which post.
    pub post: PostId,
    /// When.
    pub term: Term,
    /// How much of a rate, in hundredths.
    pub rate: i64,
}

/// What is to be said of an appointment before it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The person is in the same post on some of these days.
    Twice,
    /// The post would have so many rates taken on some day, in hundredths.
    PostFull(i64),
    /// The person would hold so many rates on some day, in hundredths.
    PersonFull(i64),
}

/// What is to be said of `new` in a post of so many rates, beside what is taken of the post and of
/// the person already.
pub fn remarks(rates: i64, new: &Taken, of_post: &[Taken], of_person: &[Taken]) -> Vec<Remark> {
    let is_twice = |other: &Taken| other.person == new.person && other.term.meets(new.term);
    if of_post.iter().any(is_twice) {
        return vec![Remark::Twice];
    }
    let mut remarks = Vec::new();
    let in_post = most(new, of_post);
    if in_post > rates {
        remarks.push(Remark::PostFull(in_post));
    }
    let of_all = most(new, of_person);
    if of_all > MOST_OF_PERSON {
        remarks.push(Remark::PersonFull(of_all));
    }
    remarks
}

/// The most rates that are taken on one day of the new term, the new ones among them. The sum rises
/// only on a first day, so that those are asked and no others.
fn most(new: &Taken, others: &[Taken]) -> i64 {
    let firsts = others.iter().map(|other| other.term.from);
    let days = std::iter::once(new.term.from).chain(firsts);
    days.filter(|day| new.term.is_on(*day))
        .map(|day| {
            let on = others.iter().filter(|other| other.term.is_on(day));
            on.map(|other| other.rate).sum::<i64>() + new.rate
        })
        .max()
        .unwrap_or(new.rate)
}

/// Those in a post on a day, the first appointed first.
pub fn on_day(appointments: &[AppointmentRow], day: Date) -> impl Iterator<Item = &AppointmentRow> {
    appointments
        .iter()
        .filter(move |appointment| appointment.term.is_on(day))
}
