//! Writes a list of invented people as XLSX, in the form that `oqu import people` reads, for the bench:
//! `list COUNT FILE`.

use std::process::ExitCode;

use oqu_text::Iin;
use oqu_web::{Failure, Sheet};

const SURNAMES: [&str; 12] = [
    "Ахметов",
    "Әбдірахман",
    "Бекенов",
    "Ғабитов",
    "Дәулет",
    "Ержанов",
    "Жұмабай",
    "Қасымов",
    "Мұқанов",
    "Нұрланов",
    "Өмірзақ",
    "Сейітов",
];
const GIVEN: [&str; 9] = [
    "Айгерім",
    "Болат",
    "Гүлнар",
    "Ерлан",
    "Жанар",
    "Қуаныш",
    "Мәдина",
    "Нұрсұлтан",
    "Үміт",
];
const HEADINGS: [&str; 10] = [
    "Surname",
    "Given name",
    "Patronymic",
    "IIN",
    "Date of birth",
    "Sex",
    "E-mail",
    "Telephone",
    "Login",
    "Role",
];

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(count), Some(file)) = (args.next(), args.next()) else {
        eprintln!("list COUNT FILE");
        return ExitCode::from(2);
    };
    let written = count
        .parse()
        .map_err(|_| "COUNT is a number".to_owned())
        .and_then(|count| list(count).map_err(|failure| format!("{failure:?}")))
        .and_then(|bytes| std::fs::write(&file, bytes).map_err(|error| error.to_string()));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn list(count: usize) -> Result<Vec<u8>, Failure> {
    let headings = HEADINGS.map(str::to_owned);
    let mut sheet = Sheet::new("People", &headings, &[20; 10])?;
    for at in 0..count {
        // Numbers that share no factor with the lengths of the lists spread the names evenly.
        let day = at % 28 + 1;
        let month = at / 28 % 12 + 1;
        let year = 1990 + at / 336 % 18;
        let female = at % 2 == 0;
        sheet.row(&[
            SURNAMES[at * 7 % SURNAMES.len()].to_owned(),
            GIVEN[at * 5 % GIVEN.len()].to_owned(),
            if at % 3 == 0 {
                "Серікқызы"
            } else {
                ""
            }
            .to_owned(),
            iin(at, (year, month, day), female),
            format!("{day:02}.{month:02}.{year}"),
            if female { "female" } else { "male" }.to_owned(),
            format!("list{at}@student.example"),
            format!("+7701{:07}", at),
            format!("list{at}"),
            "Learner".to_owned(),
        ])?;
    }
    sheet.finish()
}

/// The number whose check digit is right; another serial where there is none.
fn iin(at: usize, (year, month, day): (usize, usize, usize), female: bool) -> String {
    let century = if year < 2000 { 3 } else { 5 } + usize::from(female);
    for serial in 0.. {
        let serial = (at / 336 + serial * 331) % 10_000;
        let base = format!("{:02}{month:02}{day:02}{century}{serial:04}", year % 100);
        let whole = (0..10).map(|digit| format!("{base}{digit}"));
        if let Some(right) = whole.into_iter().find(|iin| Iin::parse(iin).is_ok()) {
            return right;
        }
    }
    String::new()
}
