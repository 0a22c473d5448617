//! Dates, times, numbers and sizes as each language writes them.
//!
//! Source: facts 2.9 (dates in documents, months, decimal comma, group by space); short months by
//! CLDR `kk`, `ru`, `en`. Words around them («кеше», «3 күн қалды») are messages, not formats.

use std::fmt;

use jiff::civil::{Date, DateTime, Weekday};

use crate::language::Language;

/// Between groups of digits and between a number and its unit: never breaks a line.
const NO_BREAK_SPACE: char = '\u{A0}';

/// Years that a person can mean in a typed date: the oldest archive record to far plans.
const TYPED_YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

#[rustfmt::skip]
const MONTHS_KK: [&str; 12] = [
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек",
    "қазан", "қараша", "желтоқсан",
];
#[rustfmt::skip]
const MONTHS_RU: [&str; 12] = [
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
    "октябрь", "ноябрь", "декабрь",
];
#[rustfmt::skip]
const MONTHS_RU_GENITIVE: [&str; 12] = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
];
#[rustfmt::skip]
const MONTHS_EN: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
];
#[rustfmt::skip]
const SHORT_MONTHS_KK: [&str; 12] = [
    "қаң.", "ақп.", "нау.", "сәу.", "мам.", "мау.", "шіл.", "там.", "қыр.", "қаз.", "қар.",
    "жел.",
];
#[rustfmt::skip]
const SHORT_MONTHS_RU: [&str; 12] = [
    "янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.",
    "дек.",
];
#[rustfmt::skip]
const SHORT_MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
#[rustfmt::skip]
const WEEKDAYS_KK: [&str; 7] = [
    "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі",
];
#[rustfmt::skip]
const WEEKDAYS_RU: [&str; 7] = [
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
];
#[rustfmt::skip]
const WEEKDAYS_EN: [&str; 7] = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
];
#[rustfmt::skip]
const SHORT_WEEKDAYS_KK: [&str; 7] = [
    "дс", "сс", "ср", "бс", "жм", "сб", "жс",
];
#[rustfmt::skip]
const SHORT_WEEKDAYS_RU: [&str; 7] = [
    "пн", "вт", "ср", "чт", "пт", "сб", "вс",
];
#[rustfmt::skip]
const SHORT_WEEKDAYS_EN: [&str; 7] = [
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
];

/// «2026 жылғы 20 қараша», «20 ноября 2026 года», «20 November 2026».
pub fn date_long(language: Language, date: Date) -> String {
    let (year, day) = (date.year(), date.day());
    match language {
        Language::Kk => format!("{year} жылғы {day} {}", of_month(&MONTHS_KK, date.month())),
        Language::Ru => {
            format!(
                "{day} {} {year} года",
                of_month(&MONTHS_RU_GENITIVE, date.month())
            )
        }
        Language::En => format!("{day} {} {year}", of_month(&MONTHS_EN, date.month())),
    }
}

/// «20.11.2026» in Kazakh and Russian; «20 Nov 2026» in English, where `20/11` and `11/20` are
/// both in use and digits alone would be ambiguous.
pub fn date_short(language: Language, date: Date) -> String {
    match language {
        Language::Kk | Language::Ru => {
            format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
        }
        Language::En => format!("{} {}", day_month_short(language, date), date.year()),
    }
}

/// «2026 жылғы 20 қараша, жұма», «пятница, 20 ноября 2026 года», «Friday, 20 November 2026».
pub fn date_with_weekday(language: Language, date: Date) -> String {
    let long = date_long(language, date);
    let weekday = weekday_name(language, date.weekday());
    match language {
        Language::Kk => format!("{long}, {weekday}"),
        Language::Ru | Language::En => format!("{weekday}, {long}"),
    }
}

/// A day of this year in a list: «25 қар.», «25 нояб.», «25 Nov».
pub fn day_month_short(language: Language, date: Date) -> String {
    format!("{} {}", date.day(), month_short(language, date.month()))
}

/// «20 қараша», «20 ноября», «20 November».
pub fn day_month_long(language: Language, date: Date) -> String {
    let months = match language {
        Language::Kk => &MONTHS_KK,
        Language::Ru => &MONTHS_RU_GENITIVE,
        Language::En => &MONTHS_EN,
    };
    format!("{} {}", date.day(), of_month(months, date.month()))
}

/// The month as a heading of a calendar has it: «қараша», «ноябрь», «November».
/// `month` is 1 to 12; others give an empty text.
pub fn month_name(language: Language, month: i8) -> &'static str {
    let months = match language {
        Language::Kk => &MONTHS_KK,
        Language::Ru => &MONTHS_RU,
        Language::En => &MONTHS_EN,
    };
    of_month(months, month)
}

/// The short month beside a day: «қар.», «нояб.», «Nov». `month` as in [`month_name`].
pub fn month_short(language: Language, month: i8) -> &'static str {
    let months = match language {
        Language::Kk => &SHORT_MONTHS_KK,
        Language::Ru => &SHORT_MONTHS_RU,
        Language::En => &SHORT_MONTHS_EN,
    };
    of_month(months, month)
}

/// «жұма», «пятница», «Friday».
pub fn weekday_name(language: Language, weekday: Weekday) -> &'static str {
    let names = match language {
        Language::Kk => &WEEKDAYS_KK,
        Language::Ru => &WEEKDAYS_RU,
        Language::En => &WEEKDAYS_EN,
    };
    of_weekday(names, weekday)
}

/// The head of a column in a timetable: «жм», «пт», «Fri».
pub fn weekday_short(language: Language, weekday: Weekday) -> &'static str {
    let names = match language {
        Language::Kk => &SHORT_WEEKDAYS_KK,
        Language::Ru => &SHORT_WEEKDAYS_RU,
        Language::En => &SHORT_WEEKDAYS_EN,
    };
    of_weekday(names, weekday)
}

/// «09:05», 24 hours, in every language.
pub fn time(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The short date and the time: «20.11.2026, 09:05», «20 Nov 2026, 09:05».
pub fn date_time(language: Language, at: DateTime) -> String {
    format!("{}, {}", date_short(language, at.date()), time(at))
}

/// Why a typed text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Nothing was typed.
    Empty,
    /// Not one of the forms `20.11.2026`, `20/11/2026`, `2026-11-20`.
    Form,
    /// The year has two digits: 20.11.26 may be 1926 or 2026.
    ShortYear,
    /// The calendar has no such day: 31.02.2026, 20.13.2026.
    NoSuchDay,
    /// The year is not within 1900–2199.
    Year,
}

impl fmt::Display for DateError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            DateError::Empty => "no date was typed",
            DateError::Form => "the date is not in the form 20.11.2026",
            DateError::ShortYear => "the year needs four digits",
            DateError::NoSuchDay => "the calendar has no such day",
            DateError::Year => "the year is not within 1900 to 2199",
        })
    }
}

impl std::error::Error for DateError {}

/// Reads a typed date: `20.11.2026`, `1.9.2026`, `20/11/2026` (day first always) or `2026-11-20`
/// (what a browser's date field sends).
///
/// Errors: see [`DateError`]; nothing is guessed.
pub fn parse_date(text: &str) -> Result<Date, DateError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    let Some(separator) = text.chars().find(|character| !character.is_ascii_digit()) else {
        return Err(DateError::Form);
    };
    let parts: Vec<&str> = text.splitn(4, separator).collect();
    let &[first, month, last] = parts.as_slice() else {
        return Err(DateError::Form);
    };
    let (year, day) = match separator {
        '.' | '/' => (last, first),
        '-' => (first, last),
        _ => return Err(DateError::Form),
    };
    let day = typed_number(day, 2)?;
    let month = typed_number(month, 2)?;
    let year_digits = year.len();
    let year = typed_number(year, 4)?;
    if year_digits == 2 {
        return Err(DateError::ShortYear);
    }
    if year_digits != 4 {
        return Err(DateError::Form);
    }
    if !TYPED_YEARS.contains(&year) {
        return Err(DateError::Year);
    }
    Date::new(year, month as i8, day as i8).map_err(|_| DateError::NoSuchDay)
}

/// A number of one to `longest` ASCII digits.
fn typed_number(text: &str, longest: usize) -> Result<i16, DateError> {
    let digits_only = text.bytes().all(|byte| byte.is_ascii_digit());
    if text.len() > longest || !digits_only {
        return Err(DateError::Form);
    }
    text.parse().map_err(|_| DateError::Form)
}

/// A whole number in groups of three: «12 345» (kk, ru; no-break space), «12,345» (en).
pub fn integer(language: Language, number: i64) -> String {
    let separator = match language {
        Language::Kk | Language::Ru => NO_BREAK_SPACE,
        Language::En => ',',
    };
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    if number < 0 {
        out.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len() - index;
        if index > 0 && left.is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A number kept in hundredths (marks, credits, points), without idle zeros:
/// 8750 is «87,5» (kk, ru) or «87.5» (en), 500 is «5», 367 is «3,67».
pub fn hundredths(language: Language, number: i64) -> String {
    let fixed = hundredths_fixed(language, number);
    let without_zeros = fixed.trim_end_matches('0');
    without_zeros
        .trim_end_matches(decimal_point(language))
        .to_owned()
}

/// The same with both decimals always, for columns: 8750 is «87,50».
pub fn hundredths_fixed(language: Language, number: i64) -> String {
    let whole = integer(language, number / 100);
    let sign = if number < 0 && number > -100 { "-" } else { "" };
    let fraction = (number % 100).unsigned_abs();
    format!("{sign}{whole}{}{fraction:02}", decimal_point(language))
}

const fn decimal_point(language: Language) -> char {
    match language {
        Language::Kk | Language::Ru => ',',
        Language::En => '.',
    }
}

/// A size in decimal units (1 MB is 1 000 000 bytes): «512 Б», «182 КБ», «6,1 МБ», "6.1 MB".
/// One decimal below 100, none above, rounded half up, no idle zero.
pub fn bytes(language: Language, size: u64) -> String {
    let units = match language {
        Language::Kk | Language::Ru => ["Б", "КБ", "МБ", "ГБ", "ТБ"],
        Language::En => ["B", "KB", "MB", "GB", "TB"],
    };
    let size = u128::from(size);
    let mut unit = 0;
    let mut scale: u128 = 1;
    // 999.5 of a unit already rounds to 1000, which is the next unit.
    while unit + 1 < units.len() && size * 2 >= scale * 1_999 {
        unit += 1;
        scale *= 1_000;
    }
    let tenths = (size * 20 + scale) / (scale * 2);
    let number = if unit == 0 || tenths >= 1_000 {
        let whole = (size * 2 + scale) / (scale * 2);
        integer(language, whole as i64)
    } else {
        hundredths(language, tenths as i64 * 10)
    };
    format!("{number}{NO_BREAK_SPACE}{}", units[unit])
}

fn of_month(names: &[&'static str; 12], month: i8) -> &'static str {
    let index = usize::try_from(month)
        .ok()
        .and_then(|month| month.checked_sub(1));
    index
        .and_then(|index| names.get(index))
        .copied()
        .unwrap_or("")
}

fn of_weekday(names: &[&'static str; 7], weekday: Weekday) -> &'static str {
    names[weekday.to_monday_zero_offset() as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Kk, Ru};
    use jiff::civil::date;

    /// Source: facts 2.9; the prototype's pages.
    #[test]
    fn dates_in_three_languages() {
        let day = date(2026, 11, 20);
        assert_eq!(date_long(Kk, day), "2026 жылғы 20 қараша");
        assert_eq!(date_long(Ru, day), "20 ноября 2026 года");
        assert_eq!(date_long(En, day), "20 November 2026");
        assert_eq!(date_short(Kk, day), "20.11.2026");
        assert_eq!(date_short(Ru, date(2026, 3, 1)), "01.03.2026");
        assert_eq!(date_short(En, day), "20 Nov 2026");
        assert_eq!(date_with_weekday(Kk, day), "2026 жылғы 20 қараша, жұма");
        assert_eq!(date_with_weekday(Ru, day), "пятница, 20 ноября 2026 года");
        assert_eq!(date_with_weekday(En, day), "Friday, 20 November 2026");
        assert_eq!(day_month_short(Kk, date(2026, 11, 25)), "25 қар.");
        assert_eq!(day_month_short(Kk, date(2026, 12, 1)), "1 жел.");
        assert_eq!(day_month_short(Ru, date(2026, 5, 3)), "3 мая");
        assert_eq!(day_month_long(Ru, day), "20 ноября");
        assert_eq!(day_month_long(Kk, day), "20 қараша");
    }

    #[test]
    fn months_and_weekdays() {
        assert_eq!(month_name(Kk, 1), "қаңтар");
        assert_eq!(month_name(Kk, 12), "желтоқсан");
        assert_eq!(month_name(Ru, 9), "сентябрь");
        assert_eq!(month_short(En, 9), "Sep");
        for strange in [0, 13, -1, i8::MIN, i8::MAX] {
            assert_eq!(month_name(Kk, strange), "");
        }
        assert_eq!(weekday_name(Kk, Weekday::Monday), "дүйсенбі");
        assert_eq!(weekday_name(Kk, Weekday::Sunday), "жексенбі");
        assert_eq!(weekday_name(Ru, Weekday::Wednesday), "среда");
        assert_eq!(weekday_short(Kk, Weekday::Friday), "жм");
        assert_eq!(weekday_short(En, Weekday::Saturday), "Sat");
    }

    #[test]
    fn times() {
        let at = date(2026, 11, 20).at(9, 5, 59, 0);
        assert_eq!(time(at), "09:05");
        assert_eq!(date_time(Kk, at), "20.11.2026, 09:05");
        assert_eq!(date_time(En, at), "20 Nov 2026, 09:05");
        assert_eq!(time(date(2026, 1, 1).at(0, 0, 0, 0)), "00:00");
    }

    #[test]
    fn typed_dates() {
        let check = |text: &str, expected: Result<Date, DateError>| {
            assert_eq!(parse_date(text), expected, "typed {text:?}");
        };
        let day = date(2026, 11, 20);
        check("20.11.2026", Ok(day));
        check(" 20/11/2026 ", Ok(day));
        check("2026-11-20", Ok(day));
        check("1.9.2026", Ok(date(2026, 9, 1)));
        check("29.02.2028", Ok(date(2028, 2, 29)));
        check("", Err(DateError::Empty));
        check("   ", Err(DateError::Empty));
        check("20.11.26", Err(DateError::ShortYear));
        check("26-11-20", Err(DateError::ShortYear));
        check("31.02.2026", Err(DateError::NoSuchDay));
        check("29.02.2027", Err(DateError::NoSuchDay));
        check("11/20/2026", Err(DateError::NoSuchDay));
        check("00.11.2026", Err(DateError::NoSuchDay));
        check("20.11.1026", Err(DateError::Year));
        check("20.11.2200", Err(DateError::Year));
        check("20112026", Err(DateError::Form));
        check("20.11/2026", Err(DateError::Form));
        check("20.11.2026.", Err(DateError::Form));
        check("20.11", Err(DateError::Form));
        check("20..2026", Err(DateError::Form));
        check("20.11.202", Err(DateError::Form));
        check("020.11.2026", Err(DateError::Form));
        check("20-11-2026", Err(DateError::Form));
        check("-20-11-2026", Err(DateError::Form));
        check("+1.11.2026", Err(DateError::Form));
        check("20 қараша 2026", Err(DateError::Form));
        check("٢٠.١١.٢٠٢٦", Err(DateError::Form));
        check(&"9".repeat(100_000), Err(DateError::Form));
    }

    #[test]
    fn numbers() {
        assert_eq!(integer(Kk, 0), "0");
        assert_eq!(integer(Kk, 999), "999");
        assert_eq!(integer(Kk, 1_000), "1\u{A0}000");
        assert_eq!(integer(Ru, -1_234_567), "-1\u{A0}234\u{A0}567");
        assert_eq!(integer(En, 1_234_567), "1,234,567");
        assert_eq!(integer(En, i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn hundredths_of_marks_and_credits() {
        let check = |language, number, expected: &str| {
            assert_eq!(hundredths(language, number), expected, "{number}");
        };
        check(Kk, 8_750, "87,5");
        check(Ru, 367, "3,67");
        check(En, 367, "3.67");
        check(Kk, 500, "5");
        check(Kk, 10_000, "100");
        check(Kk, 100_000, "1\u{A0}000");
        check(Kk, 0, "0");
        check(Kk, 5, "0,05");
        check(Kk, -50, "-0,5");
        check(En, -150, "-1.5");
        check(En, 123_456_789, "1,234,567.89");
        assert_eq!(hundredths_fixed(Kk, 8_750), "87,50");
        assert_eq!(hundredths_fixed(En, -5), "-0.05");
        assert_eq!(hundredths_fixed(En, 0), "0.00");
    }

    #[test]
    fn sizes() {
        let check = |language, size, expected: &str| {
            assert_eq!(bytes(language, size), expected, "{size}");
        };
        check(Kk, 0, "0\u{A0}Б");
        check(Kk, 999, "999\u{A0}Б");
        check(Kk, 1_000, "1\u{A0}КБ");
        check(Kk, 182_300, "182\u{A0}КБ");
        check(Kk, 6_123_000, "6,1\u{A0}МБ");
        check(En, 6_123_000, "6.1\u{A0}MB");
        check(En, 99_960, "100\u{A0}KB");
        check(En, 999_499, "999\u{A0}KB");
        check(En, 999_500, "1\u{A0}MB");
        check(Ru, 50_000_000, "50\u{A0}МБ");
        check(Ru, 2_560_000_000, "2,6\u{A0}ГБ");
        check(En, u64::MAX, "18,446,744\u{A0}TB");
    }
}
