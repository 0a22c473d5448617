//! The news of the demo.

use std::time::Duration;

use oqu_audit::By;
use oqu_db::{Error, Tx};
use oqu_organisation::api::{self as organisation, Names, NewsDetails};

/// A piece of news: how many days ago it was published (none for a draft), its titles and texts.
struct Piece(Option<u64>, [&'static str; 3], [&'static str; 3]);

const NEWS: [Piece; 5] = [
    Piece(
        Some(21),
        [
            "Күзгі сессияның кестесі жарияланды",
            "Опубликовано расписание осенней сессии",
            "The timetable of the autumn session is published",
        ],
        [
            "Емтихандар 2026 жылғы 14 желтоқсанда басталады. Қашықтықтан оқитындар емтиханды прокторингпен тапсырады: алдын ала камера мен байланысты тексеріп алыңыз.\n\nСұрақтар бойынша тіркеу офисіне жазыңыз.",
            "Экзамены начинаются 14 декабря 2026 года. Те, кто учится дистанционно, сдают их с прокторингом: проверьте камеру и связь заранее.\n\nПо вопросам пишите в офис регистратора.",
            "Exams begin on 14 December 2026. Those who study at a distance take them proctored: test your camera and your connection beforehand.\n\nWrite to the registrar's office if you have questions.",
        ],
    ),
    Piece(
        Some(12),
        [
            "Бейнестудия жаңа жабдықпен жұмысын бастады",
            "Видеостудия заработала на новом оборудовании",
            "The video studio works with new equipment",
        ],
        [
            "2-ғимараттағы 201-аудиторияда дәріс жазуға болады. Уақытты техникалық қолдау бөлімімен келісіңіз.",
            "В аудитории 201 второго корпуса можно записать лекцию. Время согласуйте с отделом технической поддержки.",
            "Lectures can be recorded in room 201 of the second building. Agree on the time with the technical support office.",
        ],
    ),
    Piece(
        Some(5),
        [
            "Ғылыми кітапхана электрондық оқу залын ашты",
            "Научная библиотека открыла электронный читальный зал",
            "",
        ],
        [
            "Залда 48 орын бар, жұмыс уақыты — сағат 9-дан 20-ға дейін.",
            "В зале 48 мест, он работает с 9 до 20 часов.",
            "",
        ],
    ),
    Piece(
        Some(2),
        [
            "Қашықтықтан оқыту ережелері түсіндірілетін вебинар",
            "Вебинар о правилах дистанционного обучения",
            "A webinar on the rules of distance learning",
        ],
        [
            "Қашықтықтан оқыту орталығы кімнің қашықтықтан оқуға құқығы барын және өтінішті қалай беруді түсіндіреді.",
            "Центр дистанционного обучения расскажет, кто имеет право учиться дистанционно и как подать заявление.",
            "The Distance Learning Centre explains who may study at a distance and how to apply.",
        ],
    ),
    Piece(
        None,
        ["Ашық есік күні", "День открытых дверей", "Open day"],
        [
            "Күні әлі белгіленген жоқ.",
            "Дата ещё не назначена.",
            "The date is not set yet.",
        ],
    ),
];

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Puts the news, each published on its day.
pub(super) async fn put(tx: &mut Tx, by: &By) -> Result<(), Error> {
    for Piece(ago, title, text) in &NEWS {
        let details = NewsDetails {
            title: Names::new(title[0], title[1], title[2]),
            text: Names::new(text[0], text[1], text[2]),
            alt: Names::default(),
        };
        let days = ago.map(|days| DAY * u32::try_from(days).unwrap_or_default());
        let published = days.map(|days| by.now.before(days));
        organisation::add_news(tx, by, &details, published).await?;
    }
    Ok(())
}
