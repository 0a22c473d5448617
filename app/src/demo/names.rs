//! Names of invented learners: combined by their place in the list, so that each run has the same.

use oqu_text::iin::Sex;

/// Surnames as men and as women write them; many Kazakh ones are the same for both.
const KAZAKH_SURNAMES: [(&str, &str); 30] = [
    ("Ахметов", "Ахметова"),
    ("Әлімбек", "Әлімбек"),
    ("Бейсенов", "Бейсенова"),
    ("Ғабитов", "Ғабитова"),
    ("Досанов", "Досанова"),
    ("Ержанов", "Ержанова"),
    ("Жұмабаев", "Жұмабаева"),
    ("Зейнолла", "Зейнолла"),
    ("Ибраев", "Ибраева"),
    ("Кенжебек", "Кенжебек"),
    ("Қасымов", "Қасымова"),
    ("Қуанышбеков", "Қуанышбекова"),
    ("Лекеров", "Лекерова"),
    ("Мырзахмет", "Мырзахмет"),
    ("Нұрпейіс", "Нұрпейіс"),
    ("Оспанов", "Оспанова"),
    ("Өтегенов", "Өтегенова"),
    ("Рақымжан", "Рақымжан"),
    ("Сәрсенбай", "Сәрсенбай"),
    ("Тілеуберді", "Тілеуберді"),
    ("Ұзақбай", "Ұзақбай"),
    ("Үсенов", "Үсенова"),
    ("Хамитов", "Хамитова"),
    ("Шәкенов", "Шәкенова"),
    ("Ыбырай", "Ыбырай"),
    ("Ізбасар", "Ізбасар"),
    ("Әбдірахман", "Әбдірахман"),
    ("Есімов", "Есімова"),
    ("Төлеген", "Төлеген"),
    ("Серікбай", "Серікбай"),
];
const KAZAKH_MEN: [&str; 16] = [
    "Алихан",
    "Әлішер",
    "Бекзат",
    "Дәулет",
    "Ерасыл",
    "Жандос",
    "Исатай",
    "Қайрат",
    "Мирас",
    "Нұрсұлтан",
    "Олжас",
    "Рүстем",
    "Санжар",
    "Темірлан",
    "Ұлан",
    "Ілияс",
];
const KAZAKH_WOMEN: [&str; 16] = [
    "Аяулым",
    "Әсел",
    "Балнұр",
    "Гүлдана",
    "Дария",
    "Еркежан",
    "Жансая",
    "Інжу",
    "Қарақат",
    "Меруерт",
    "Назерке",
    "Өмірзия",
    "Сымбат",
    "Томирис",
    "Ұлпан",
    "Айша",
];
const KAZAKH_FATHERS: [&str; 12] = [
    "Асқар",
    "Бауыржан",
    "Ғалым",
    "Ерлан",
    "Жақсылық",
    "Қанат",
    "Марат",
    "Нұрбол",
    "Серік",
    "Талғат",
    "Ұлан",
    "Ыбырай",
];
const RUSSIAN_SURNAMES: [(&str, &str); 10] = [
    ("Иванов", "Иванова"),
    ("Кузнецов", "Кузнецова"),
    ("Ёлкин", "Ёлкина"),
    ("Лебедев", "Лебедева"),
    ("Морозов", "Морозова"),
    ("Николаенко", "Николаенко"),
    ("Петров", "Петрова"),
    ("Щербаков", "Щербакова"),
    ("Фёдоров", "Фёдорова"),
    ("Яковлев", "Яковлева"),
];
const RUSSIAN_MEN: [&str; 6] = ["Александр", "Артём", "Дмитрий", "Илья", "Матвей", "Юрий"];
const RUSSIAN_WOMEN: [&str; 6] = [
    "Анастасия",
    "Виктория",
    "Дарья",
    "Екатерина",
    "Полина",
    "София",
];
const RUSSIAN_FATHERS: [(&str, &str); 5] = [
    ("Андреевич", "Андреевна"),
    ("Викторович", "Викторовна"),
    ("Игоревич", "Игоревна"),
    ("Олегович", "Олеговна"),
    ("Сергеевич", "Сергеевна"),
];
/// Others who live and learn here; they often have no patronymic.
const OTHER: [(&str, &str, Sex); 12] = [
    ("Ким", "Милана", Sex::Female),
    ("Цой", "Артур", Sex::Male),
    ("Шмидт", "Эльвира", Sex::Female),
    ("Мюллер", "Роман", Sex::Male),
    ("Юсупов", "Бахтияр", Sex::Male),
    ("Каримова", "Нигора", Sex::Female),
    ("Исмаилова", "Гүлназ", Sex::Female),
    ("Хашимов", "Ильшат", Sex::Male),
    ("Ахмедов", "Турал", Sex::Male),
    ("Бойко", "Оксана", Sex::Female),
    ("Sharma", "Priya", Sex::Female),
    ("Wang", "Lei", Sex::Male),
];

/// Surname, given name, patronymic or nothing, sex.
pub(super) type Name = (&'static str, &'static str, String, Sex);

/// The name of the learner at this place: of ten, seven Kazakh, two Russian, one other until there
/// are no more others.
pub(super) fn at(place: usize) -> Name {
    let round = place / 10;
    match place % 10 {
        6 | 9 => russian(round * 2 + place % 2, place),
        3 if round < OTHER.len() => {
            let (surname, given, sex) = OTHER[round];
            (surname, given, String::new(), sex)
        }
        _ => kazakh(place),
    }
}

fn kazakh(place: usize) -> Name {
    let (man, woman) = KAZAKH_SURNAMES[(place * 7 + place / 15) % KAZAKH_SURNAMES.len()];
    let father = KAZAKH_FATHERS[(place * 5) % KAZAKH_FATHERS.len()];
    if place.is_multiple_of(2) {
        let given = KAZAKH_WOMEN[(place / 2) % KAZAKH_WOMEN.len()];
        return (woman, given, format!("{father}қызы"), Sex::Female);
    }
    let given = KAZAKH_MEN[(place / 2) % KAZAKH_MEN.len()];
    (man, given, format!("{father}ұлы"), Sex::Male)
}

fn russian(turn: usize, place: usize) -> Name {
    let (man, woman) = RUSSIAN_SURNAMES[turn % RUSSIAN_SURNAMES.len()];
    let (son, daughter) = RUSSIAN_FATHERS[(place / 3) % RUSSIAN_FATHERS.len()];
    if place.is_multiple_of(2) {
        return (
            man,
            RUSSIAN_MEN[turn % RUSSIAN_MEN.len()],
            son.to_owned(),
            Sex::Male,
        );
    }
    (
        woman,
        RUSSIAN_WOMEN[turn % RUSSIAN_WOMEN.len()],
        daughter.to_owned(),
        Sex::Female,
    )
}
