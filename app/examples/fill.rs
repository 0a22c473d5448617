//! Adds invented people to a database by the same door as everybody else, for `./bench platform`.
//!
//! `fill --people 100000 [--data DIR] [--database URL]`; no server may run on the data meanwhile.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use oqu_audit::By;
use oqu_db::{Db, Error, Mode, Place};
use oqu_identity::api::{NewPerson, PersonData, Role, add_person};
use oqu_kernel::{Chance, Clock, Id, Scope};

/// People of one unit of work: a slice that never keeps others waiting for long.
const SLICE: usize = 500;
/// The same people every time.
const SEED: u64 = 100_000;

#[rustfmt::skip]
const STEMS: [&str; 48] = [
    "Ахмет", "Омар", "Сейтқали", "Тұрсын", "Қуаныш", "Әбді", "Жақсы", "Нұрлан", "Серік", "Болат",
    "Ермек", "Дәулет", "Иван", "Петр", "Смирн", "Ким", "Жұма", "Бекен", "Қасым", "Мұхамед",
    "Сәрсен", "Оспан", "Ибрагим", "Байжан", "Төле", "Рахым", "Садық", "Ысқақ", "Шәріп", "Өтеген",
    "Үмбет", "Һашим", "Ғабит", "Елеу", "Зейнел", "Искак", "Кенже", "Лұқпан", "Мәмбет", "Нығмет",
    "Орынбай", "Пірмағамбет", "Райым", "Сүлей", "Таңат", "Уәли", "Файзолла", "Хамит",
];
const ENDINGS: [&str; 6] = ["ов", "ова", "баев", "баева", "ұлы", "қызы"];
#[rustfmt::skip]
const GIVEN: [&str; 40] = [
    "Айгерім", "Әсел", "Дәулет", "Жанар", "Нұрлан", "Сәуле", "Ермек", "Гүлнар", "Болат", "Марат",
    "Айнұр", "Бекзат", "Ерасыл", "Зарина", "Инкар", "Қуаныш", "Ләззат", "Мадина", "Назерке", "Олжас",
    "Перизат", "Руслан", "Самат", "Томирис", "Ұлжан", "Фариза", "Хадиша", "Шолпан", "Ырыс", "Елена",
    "Алексей", "Мария", "Дмитрий", "Анна", "Ислам", "Кәмила", "Диас", "Аружан", "Нұрай", "Тимур",
];
const FATHERS: [&str; 7] = [
    "",
    "Серікұлы",
    "Серікқызы",
    "Маратұлы",
    "Болатқызы",
    "Иванович",
    "Алексеевна",
];

#[derive(Parser)]
struct Asked {
    /// How many people to add.
    #[arg(long)]
    people: usize,
    /// Folder of the data.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Address of a PostgreSQL database.
    #[arg(long)]
    database: Option<String>,
}

fn main() -> ExitCode {
    let asked = Asked::parse();
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())
        .and_then(|runtime| {
            runtime
                .block_on(fill(&asked))
                .map_err(|error| error.to_string())
        });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("failed to fill: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn fill(asked: &Asked) -> Result<(), Error> {
    let place = Place::parse(asked.database.as_deref(), &asked.data)?;
    let db = Db::open(&place, Mode::Own).await?;
    let chance = Chance::seeded(SEED);
    let clock = Clock::system();
    for from in (0..asked.people).step_by(SLICE) {
        let to = asked.people.min(from + SLICE);
        let by = By::console(clock.now(), &chance, "fill");
        let people: Vec<NewPerson> = (from..to).map(|at| person(&by, at)).collect();
        db.write::<_, Error, _>(async move |tx| {
            for person in &people {
                add_person(tx, &by, person).await?;
            }
            Ok(())
        })
        .await?;
    }
    let _ = tokio::task::spawn_blocking(move || db.close()).await;
    Ok(())
}

/// Numbers that share no factor with the lengths of the lists spread the names evenly.
fn person(by: &By, at: usize) -> NewPerson {
    let surname = format!(
        "{}{}",
        STEMS[at * 31 % STEMS.len()],
        ENDINGS[at / 7 % ENDINGS.len()]
    );
    let patronymic = FATHERS[at * 3 % FATHERS.len()];
    NewPerson {
        id: Id::new(by.now, &by.chance),
        data: PersonData {
            surname,
            given: GIVEN[at * 17 / 5 % GIVEN.len()].to_owned(),
            patronymic: (!patronymic.is_empty()).then(|| patronymic.to_owned()),
            iin: None,
            birth_date: None,
            sex: None,
            citizenship: "KZ".to_owned(),
            email: Some(format!("bench{at}@student.example")),
            login: Some(format!("bench{at}")),
            ..PersonData::default()
        },
        roles: vec![(Role::Learner, Scope::Organisation, String::new())],
        password: None,
    }
}
