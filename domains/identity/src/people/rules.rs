//! What is right about a person, decided from values.

use jiff::civil::Date;
use oqu_text::iin::{IinError, Sex};
use oqu_text::{Iin, Language, directory};

/// The most characters of a part of a name: the longest in use is under half of it.
pub const NAME_MOST: usize = 100;
/// The most characters of an e-mail address (RFC 5321 §4.5.3.1).
pub const EMAIL_MOST: usize = 254;
/// The most characters of a number in another system.
pub const EXTERNAL_MOST: usize = 60;
/// The most characters of what is to be arranged for a person.
pub const NEEDS_MOST: usize = 500;
/// Logins are typed on phones.
pub const LOGIN_MOST: usize = 40;
/// Nobody alive is older, in years.
pub const OLDEST: i16 = 120;

/// What is written of a person, checked and ready to be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonData {
    /// Тегі / фамилия.
    pub surname: String,
    /// Аты / имя.
    pub given: String,
    /// Әкесінің аты / отчество; many have none, and an empty one is none (facts 2.9).
    pub patronymic: Option<String>,
    /// None for foreigners.
    pub iin: Option<Iin>,
    /// The date of birth.
    pub birth_date: Option<Date>,
    /// As documents state it.
    pub sex: Option<Sex>,
    /// ISO 3166-1 alpha-2.
    pub citizenship: String,
    /// In lower case.
    pub email: Option<String>,
    /// In lower case.
    pub login: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// The number in another system, by which a later import knows the person again.
    pub external_number: Option<String>,
    /// ISO 639-1 codes in the order written; none twice.
    pub languages: Vec<&'static str>,
    /// What is to be arranged for a person with special educational needs. Who may see it is decided
    /// in `permissions.rs`.
    pub special_needs: Option<String>,
}

impl PersonData {
    /// «Ахметова Айгерім Серікқызы», as lists and documents have it.
    pub fn full_name(&self) -> String {
        full_name(&self.surname, &self.given, self.patronymic.as_deref())
    }
}

/// Surname, given name and patronymic.
pub fn full_name(surname: &str, given: &str, patronymic: Option<&str>) -> String {
    match patronymic {
        Some(patronymic) => format!("{surname} {given} {patronymic}"),
        None => format!("{surname} {given}"),
    }
}

/// Why a field of a person cannot be taken: the message that says what to do.
pub type Refusal = &'static str;

/// An IIN with its check digit. Clause: Government decree 406 of 22.05.2007, see facts 2.8.
pub fn iin(text: &str) -> Result<Option<Iin>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    match Iin::parse(text) {
        Ok(iin) => Ok(Some(iin)),
        Err(IinError::NotDigits | IinError::Length { .. }) => Err("person-iin-length"),
        Err(IinError::CheckDigit | IinError::NeverIssued) => Err("person-iin-wrong"),
    }
}

/// A date of birth as typed.
pub fn birth_date(text: &str, today: Date) -> Result<Option<Date>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let date = oqu_text::format::parse_date(text).map_err(|_| "form-date")?;
    if date > today || date.year() + OLDEST < today.year() {
        return Err("person-birth-date-range");
    }
    Ok(Some(date))
}

/// An e-mail address: something, `@`, a name with a dot. The rest only sending a letter can tell.
pub fn email(text: &str) -> Result<Option<String>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let text = text.to_lowercase();
    let parts = text.split_once('@');
    let right = parts.is_some_and(|(local, host)| {
        !local.is_empty()
            && !host.contains('@')
            && host.contains('.')
            && host.split('.').all(|label| !label.is_empty())
            && !text.contains(char::is_whitespace)
    });
    if right {
        Ok(Some(text))
    } else {
        Err("person-email-wrong")
    }
}

/// A login: Latin letters, digits, dot, hyphen and underscore, beginning with a letter or digit.
pub fn login(text: &str) -> Result<Option<String>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let text = text.to_lowercase();
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
    let first = text
        .chars()
        .next()
        .is_some_and(|c| c.is_ascii_alphanumeric());
    if first && text.len() >= 3 && text.len() <= LOGIN_MOST && text.chars().all(good) {
        Ok(Some(text))
    } else {
        Err("person-login-wrong")
    }
}

/// A telephone number of Kazakhstan, or another in international writing.
pub fn phone(text: &str) -> Result<Option<String>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(number) = oqu_text::phone::kz_phone(text) {
        return Ok(Some(number));
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let neat = text
        .chars()
        .all(|c| c.is_ascii_digit() || "+ ()-".contains(c));
    let foreign =
        text.starts_with('+') && !text.starts_with("+7") && (8..=15).contains(&digits.len());
    if neat && foreign {
        Ok(Some(format!("+{digits}")))
    } else {
        Err("person-phone-wrong")
    }
}

/// A country of ISO 3166-1, by its code or its name in any of the three languages. Never absent:
/// a foreigner may have no IIN, but has a citizenship (facts 2.8).
pub fn citizenship(text: &str) -> Result<String, Refusal> {
    directory::country(text)
        .map(|country| country.code.to_owned())
        .ok_or("person-citizenship-wrong")
}

/// Languages by their codes or names, between commas or semicolons.
pub fn languages(text: &str) -> Result<Vec<&'static str>, Refusal> {
    let mut codes = Vec::new();
    let words = text.split([',', ';', '/']).map(str::trim);
    for word in words.filter(|word| !word.is_empty()) {
        let known = directory::language(word).ok_or("person-languages-wrong")?;
        if !codes.contains(&known.code) {
            codes.push(known.code);
        }
    }
    Ok(codes)
}

/// What a language is called.
pub fn language_name(code: &str, language: Language) -> &str {
    directory::language(code).map_or(code, |known| known.name(language))
}

/// What a country is called.
pub fn country_name(code: &str, language: Language) -> &str {
    directory::country(code).map_or(code, |known| known.name(language))
}

/// As documents state it.
pub fn sex(text: &str) -> Option<Sex> {
    match text {
        "male" => Some(Sex::Male),
        "female" => Some(Sex::Female),
        _ => None,
    }
}

/// The word in a row.
pub fn sex_word(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}

/// Whether the IIN speaks of another birth date or sex: only ever a warning, because since decree
/// 853 of 26.08.2013 it need not match (facts 2.8).
pub fn iin_differs(person: &PersonData) -> bool {
    person
        .iin
        .as_ref()
        .is_some_and(|iin| iin.mismatch(person.birth_date, person.sex).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_taken_or_refused_with_a_reason() {
        let today = jiff::civil::date(2026, 11, 20);
        assert_eq!(iin(""), Ok(None));
        assert!(iin("061211600012").unwrap().is_some());
        assert_eq!(iin("030515500123"), Err("person-iin-wrong"));
        assert_eq!(iin("12345"), Err("person-iin-length"));
        assert_eq!(email("A@Example.kz"), Ok(Some("a@example.kz".into())));
        for wrong in ["a", "a@b", "@b.kz", "a@b..kz", "a b@c.kz", "a@b@c.kz"] {
            assert_eq!(email(wrong), Err("person-email-wrong"), "{wrong}");
        }
        assert_eq!(login("A.Akhmetova"), Ok(Some("a.akhmetova".into())));
        assert_eq!(login("әсел"), Err("person-login-wrong"));
        assert_eq!(login(".a1"), Err("person-login-wrong"));
        assert_eq!(phone("8 (707) 950-50-85"), Ok(Some("+77079505085".into())));
        assert_eq!(phone("+996 555 123 456"), Ok(Some("+996555123456".into())));
        assert_eq!(phone("12"), Err("person-phone-wrong"));
        assert_eq!(citizenship("kz"), Ok("KZ".into()));
        assert_eq!(citizenship("Өзбекстан"), Ok("UZ".into()));
        assert_eq!(citizenship("XX"), Err("person-citizenship-wrong"));
        assert_eq!(citizenship(""), Err("person-citizenship-wrong"));
        assert_eq!(languages("орыс, kk; русский"), Ok(vec!["ru", "kk"]));
        assert_eq!(languages(""), Ok(vec![]));
        assert_eq!(languages("kk, эльфийский"), Err("person-languages-wrong"));
        assert_eq!(
            birth_date("20.11.2030", today),
            Err("person-birth-date-range")
        );
        assert_eq!(birth_date("31.02.2000", today), Err("form-date"));
        assert!(birth_date("01.09.2007", today).unwrap().is_some());
    }

    #[test]
    fn an_iin_that_differs_is_only_noticed() {
        let mut person = PersonData {
            surname: "Ахметова".into(),
            given: "Айгерім".into(),
            patronymic: None,
            iin: iin("061211600012").unwrap(),
            birth_date: Some(jiff::civil::date(2006, 12, 11)),
            sex: Some(Sex::Female),
            citizenship: "KZ".into(),
            ..PersonData::default()
        };
        assert!(!iin_differs(&person));
        person.sex = Some(Sex::Male);
        assert!(iin_differs(&person));
        assert_eq!(person.full_name(), "Ахметова Айгерім");
    }
}
