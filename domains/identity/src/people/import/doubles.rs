//! Rows of one file that mean the same person.

use std::collections::HashMap;

use jiff::civil::Date;
use oqu_kernel::PersonId;

use super::columns::Target;
use super::row::{Reader, Remark, Said};
use super::rules::{Kind, Verdict, folded_name};

/// Rows of one file that are about the same person: told at the later one, with the first.
#[derive(Default)]
pub struct Doubles {
    values: HashMap<(Target, String), u32>,
    names: HashMap<(String, Date), (u32, bool)>,
    people: HashMap<PersonId, u32>,
}

impl Doubles {
    /// What is wrong with this row because of one before it.
    pub fn look(&mut self, number: u32, said: &Said, reader: &Reader) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let iin = said.iin.as_ref().map(oqu_text::Iin::reveal);
        let values = [
            (Target::Number, said.number.map(|number| number.to_string())),
            (Target::Iin, iin),
            (Target::Login, said.login.clone()),
            (Target::Email, said.email.clone()),
            (Target::ExternalNumber, said.external_number.clone()),
        ];
        for (target, value) in values {
            let Some(value) = value else {
                continue;
            };
            let first = *self.values.entry((target, value)).or_insert(number);
            if first != number {
                let remark = Remark::at(reader.column(target), "import-row-double");
                remarks.push(remark.arg("row", first));
            }
        }
        if let (Some(surname), Some(given), Some(birth)) =
            (&said.surname, &said.given, said.birth_date)
        {
            let key = (folded_name(surname, given), birth);
            let has_iin = said.iin.is_some();
            let (first, first_has_iin) = *self.names.entry(key).or_insert((number, has_iin));
            // Two IINs are two people, and equal ones were told above.
            if first != number && !(has_iin && first_has_iin) && remarks.is_empty() {
                let column = reader.column(Target::Surname);
                let column = column.or(reader.column(Target::FullName));
                remarks.push(Remark::at(column, "import-row-double").arg("row", first));
            }
        }
        remarks
    }

    /// The same, once it is known who the row is about.
    pub fn look_at_person(&mut self, verdict: &mut Verdict) {
        let Some(person) = verdict.person else {
            return;
        };
        let first = *self.people.entry(person).or_insert(verdict.number);
        if first != verdict.number && verdict.kind != Kind::Wrong {
            let remark = Remark::at(None, "import-row-double");
            verdict.wrong.push(remark.arg("row", first));
            verdict.kind = Kind::Wrong;
        }
    }
}
