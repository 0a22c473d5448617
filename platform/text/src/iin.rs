//! The individual identification number (ЖСН / ИИН).
//!
//! Twelve digits: 1–6 date of birth `YYMMDD`, 7 century and sex (1/2 the 1800s, 3/4 the 1900s,
//! 5/6 the 2000s; odd male, even female), 8–11 serial, 12 check digit.
//!
//! Clause: Government decree 406 of 22.05.2007 (structure); decree 853 of 26.08.2013: an IIN need
//! **not** match the birth date and the sex of its bearer, so a mismatch is a warning, never an error.

use std::fmt;

use jiff::civil::Date;

/// How many digits an IIN has.
pub const IIN_LENGTH: usize = 12;

const FIRST_WEIGHTS: [u32; 11] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND_WEIGHTS: [u32; 11] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/// An IIN of twelve digits. Prints masked (`061211******`), so that it never leaks into a log;
/// [`reveal`](Iin::reveal) gives the digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Iin([u8; IIN_LENGTH]);

/// Why a text is not an IIN. Carries no digit of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IinError {
    /// Something other than digits and spaces.
    NotDigits,
    /// Not twelve digits.
    Length {
        /// How many digits there are.
        digits: usize,
    },
    /// The twelfth digit is not the one that the first eleven ask for.
    CheckDigit,
    /// The first eleven digits have no check digit: such an IIN is never issued.
    NeverIssued,
}

impl fmt::Display for IinError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IinError::NotDigits => write!(out, "an IIN has only digits"),
            IinError::Length { digits } => write!(out, "an IIN has 12 digits, not {digits}"),
            IinError::CheckDigit => write!(out, "the check digit of the IIN is wrong"),
            IinError::NeverIssued => write!(out, "an IIN with these digits is never issued"),
        }
    }
}

impl std::error::Error for IinError {}

/// Sex as documents state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
}

/// What in an IIN differs from the person's other data. Only ever a warning (decree 853).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IinMismatch {
    /// The digits 1–7 speak of another birth date, or of none.
    pub birth_date: bool,
    /// The digit 7 speaks of the other sex, or of none.
    pub sex: bool,
}

impl Iin {
    /// Reads an IIN: twelve digits, spaces anywhere between them tolerated, check digit verified.
    ///
    /// Errors: see [`IinError`]. The check digit is strict here; a person with the right to do so
    /// may accept a number despite it by [`parse_unverified`](Self::parse_unverified).
    pub fn parse(text: &str) -> Result<Iin, IinError> {
        let iin = Iin::parse_unverified(text)?;
        let expected = check_digit(&iin.0).ok_or(IinError::NeverIssued)?;
        if iin.0[IIN_LENGTH - 1] != expected {
            return Err(IinError::CheckDigit);
        }
        Ok(iin)
    }

    /// Reads twelve digits without verifying the check digit: for numbers that an authorised
    /// person accepted although the check digit is wrong, and for reading them back from storage.
    ///
    /// Errors: [`IinError::NotDigits`], [`IinError::Length`].
    pub fn parse_unverified(text: &str) -> Result<Iin, IinError> {
        let mut digits = [0; IIN_LENGTH];
        let mut count = 0;
        for character in text.chars() {
            if character.is_whitespace() {
                continue;
            }
            let digit = character.to_digit(10).ok_or(IinError::NotDigits)?;
            if let Some(place) = digits.get_mut(count) {
                *place = digit as u8;
            }
            count += 1;
        }
        if count != IIN_LENGTH {
            return Err(IinError::Length { digits: count });
        }
        Ok(Iin(digits))
    }

    /// Whether the check digit is right; false only after [`parse_unverified`](Self::parse_unverified).
    pub fn is_verified(&self) -> bool {
        check_digit(&self.0) == Some(self.0[IIN_LENGTH - 1])
    }

    /// The twelve digits, for storage and for a page whose reader may see them.
    pub fn reveal(&self) -> String {
        self.0
            .iter()
            .map(|&digit| char::from(b'0' + digit))
            .collect()
    }

    /// The birth date that the digits 1–7 state; `None` when they state no real date or century.
    pub fn birth_date(&self) -> Option<Date> {
        let century = match self.0[6] {
            1 | 2 => 1800,
            3 | 4 => 1900,
            5 | 6 => 2000,
            _ => return None,
        };
        let pair = |at: usize| self.0[at] * 10 + self.0[at + 1];
        let year = century + i16::from(pair(0));
        Date::new(year, pair(2) as i8, pair(4) as i8).ok()
    }

    /// The sex that the digit 7 states; `None` for the digits 0 and 7–9.
    pub fn sex(&self) -> Option<Sex> {
        match self.0[6] {
            1 | 3 | 5 => Some(Sex::Male),
            2 | 4 | 6 => Some(Sex::Female),
            _ => None,
        }
    }

    /// Compares the IIN with what is known of the person; `None` when all agrees.
    ///
    /// Clause: decree 853 of 26.08.2013: a mismatch is lawful. Show it, never refuse for it.
    pub fn mismatch(&self, birth_date: Option<Date>, sex: Option<Sex>) -> Option<IinMismatch> {
        let mismatch = IinMismatch {
            birth_date: birth_date.is_some() && self.birth_date() != birth_date,
            sex: sex.is_some() && self.sex() != sex,
        };
        (mismatch.birth_date || mismatch.sex).then_some(mismatch)
    }
}

impl fmt::Display for Iin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for digit in &self.0[..6] {
            write!(out, "{digit}")?;
        }
        out.write_str("******")
    }
}

impl fmt::Debug for Iin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Iin({self})")
    }
}

impl std::str::FromStr for Iin {
    type Err = IinError;

    fn from_str(text: &str) -> Result<Iin, IinError> {
        Iin::parse(text)
    }
}

/// The check digit of the first eleven digits; `None` when both passes give 10.
///
/// Clause: facts 2.8: the sum of digit × weight modulo 11; if that is 10, once more with the
/// second weights; if 10 again, the number is never issued.
fn check_digit(digits: &[u8; IIN_LENGTH]) -> Option<u8> {
    let remainder = |weights: &[u32; 11]| {
        let products = digits.iter().zip(weights);
        let sum: u32 = products
            .map(|(&digit, weight)| u32::from(digit) * weight)
            .sum();
        sum % 11
    };
    let mut check = remainder(&FIRST_WEIGHTS);
    if check == 10 {
        check = remainder(&SECOND_WEIGHTS);
    }
    (check < 10).then_some(check as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Source: facts 2.8, the table of vectors.
    #[test]
    fn vectors_of_the_check_digit() {
        for valid in [
            "061211600012",
            "811201401188",
            "020315500009",
            "020315501805",
        ] {
            let iin = Iin::parse(valid).expect(valid);
            assert_eq!(iin.reveal(), valid);
            assert!(iin.is_verified());
        }
        for last in 0..10 {
            let text = format!("02031550188{last}");
            assert_eq!(Iin::parse(&text), Err(IinError::NeverIssued), "{text}");
        }
        assert_eq!(Iin::parse("030515500123"), Err(IinError::CheckDigit));
    }

    #[test]
    fn only_one_last_digit_is_right() {
        for last in 0..10 {
            let text = format!("06121160001{last}");
            assert_eq!(Iin::parse(&text).is_ok(), last == 2, "{text}");
        }
    }

    #[test]
    fn shape_is_checked_before_the_check_digit() {
        assert!(Iin::parse(" 061 211 600 012\u{A0}").is_ok());
        assert_eq!(Iin::parse(""), Err(IinError::Length { digits: 0 }));
        assert_eq!(
            Iin::parse("06121160001"),
            Err(IinError::Length { digits: 11 })
        );
        assert_eq!(
            Iin::parse("0612116000123"),
            Err(IinError::Length { digits: 13 })
        );
        assert_eq!(Iin::parse("06121160001x"), Err(IinError::NotDigits));
        assert_eq!(Iin::parse("061211-600012"), Err(IinError::NotDigits));
        assert_eq!(Iin::parse("٠٦١٢١١٦٠٠٠١٢"), Err(IinError::NotDigits));
    }

    #[test]
    fn birth_date_and_sex() {
        let check = |text: &str, birth: Option<Date>, sex: Option<Sex>| {
            let iin = Iin::parse_unverified(text).expect(text);
            assert_eq!(iin.birth_date(), birth, "{text}");
            assert_eq!(iin.sex(), sex, "{text}");
        };
        check("061211600012", Some(date(2006, 12, 11)), Some(Sex::Female));
        check("811201401188", Some(date(1981, 12, 1)), Some(Sex::Female));
        check("020315500009", Some(date(2002, 3, 15)), Some(Sex::Male));
        check("991231100000", Some(date(1899, 12, 31)), Some(Sex::Male));
        check("000229500000", Some(date(2000, 2, 29)), Some(Sex::Male));
        check("010229500000", None, Some(Sex::Male));
        check("001301600000", None, Some(Sex::Female));
        check("061211000012", None, None);
        check("061211700012", None, None);
    }

    #[test]
    fn it_never_prints_itself() {
        let iin = Iin::parse("061211600012").unwrap();
        assert_eq!(iin.to_string(), "061211******");
        assert_eq!(format!("{iin:?}"), "Iin(061211******)");
        assert_eq!(format!("{:?}", Some(&iin)), "Some(Iin(061211******))");
    }

    /// Clause: decree 853 of 26.08.2013.
    #[test]
    fn a_mismatch_is_only_told() {
        let iin = Iin::parse("061211600012").unwrap();
        let birth = date(2006, 12, 11);
        assert_eq!(iin.mismatch(Some(birth), Some(Sex::Female)), None);
        assert_eq!(iin.mismatch(None, None), None);
        let other = IinMismatch {
            birth_date: true,
            sex: false,
        };
        assert_eq!(
            iin.mismatch(Some(date(2006, 12, 12)), Some(Sex::Female)),
            Some(other)
        );
        let other = IinMismatch {
            birth_date: false,
            sex: true,
        };
        assert_eq!(iin.mismatch(Some(birth), Some(Sex::Male)), Some(other));
    }

    #[test]
    fn an_authorised_person_may_accept_a_wrong_check_digit() {
        let iin = Iin::parse_unverified("030515500123").unwrap();
        assert!(!iin.is_verified());
        assert_eq!(iin.birth_date(), Some(date(2003, 5, 15)));
    }
}
