//! The posts of the demo and who holds them.

use jiff::civil::{Date, date};
use oqu_audit::By;
use oqu_db::{Error, Tx};
use oqu_kernel::PersonId;
use oqu_organisation::api::{
    self as organisation, Names, NewAppointment, Order, PostDetails, PostKind, Term,
};

use super::units::Places;

/// Somebody in a post: login, rate in hundredths, first day, last day, number of the order.
struct Held(&'static str, i64, Date, Option<Date>, &'static str);

/// A post: the code of its unit, kind, titles, rate in hundredths, who holds it and held it.
struct Post(
    &'static str,
    PostKind,
    [&'static str; 3],
    i64,
    &'static [Held],
);

const DEAN: [&str; 3] = ["Декан", "Декан факультета", "Dean"];
const HEAD: [&str; 3] = [
    "Кафедра меңгерушісі",
    "Заведующий кафедрой",
    "Head of Department",
];
const SENIOR: [&str; 3] = ["Аға оқытушы", "Старший преподаватель", "Senior Lecturer"];
const LECTURER: [&str; 3] = ["Оқытушы", "Преподаватель", "Lecturer"];

/// The day on which most of the staff began.
const AUTUMN: Date = date(2024, 9, 2);

const POSTS: [Post; 19] = [
    Post(
        "АТФ",
        PostKind::Leader,
        DEAN,
        100,
        &[Held("marat", 100, AUTUMN, None, "114-ж")],
    ),
    Post(
        "КИ",
        PostKind::Teaching,
        ["Профессор", "Профессор кафедры", "Professor"],
        50,
        &[Held("marat", 25, AUTUMN, None, "115-ж")],
    ),
    Post("КИ", PostKind::Leader, HEAD, 100, &[]),
    Post(
        "КИ",
        PostKind::Teaching,
        SENIOR,
        200,
        &[
            Held("saule", 100, AUTUMN, None, "116-ж"),
            Held("gulnar", 100, date(2025, 9, 1), None, "201-ж"),
        ],
    ),
    Post(
        "КИ",
        PostKind::Teaching,
        LECTURER,
        300,
        &[Held(
            "gulnar",
            100,
            AUTUMN,
            Some(date(2025, 8, 31)),
            "117-ж",
        )],
    ),
    Post(
        "ҚМ",
        PostKind::Leader,
        HEAD,
        100,
        &[Held("nurlan", 100, AUTUMN, None, "118-ж")],
    ),
    Post("ҚМ", PostKind::Teaching, LECTURER, 250, &[]),
    Post("ЭҚФ", PostKind::Leader, DEAN, 100, &[]),
    Post("ЭК", PostKind::Teaching, SENIOR, 200, &[]),
    Post("ФФ", PostKind::Leader, DEAN, 100, &[]),
    Post(
        "ТО",
        PostKind::Leader,
        [
            "Тіркеу офисінің басшысы",
            "Руководитель офиса регистратора",
            "Head of the Registrar's Office",
        ],
        100,
        &[Held("zhanar", 100, date(2023, 2, 1), None, "31-ж")],
    ),
    Post(
        "ҚОО",
        PostKind::Leader,
        [
            "Қашықтықтан оқыту орталығының басшысы",
            "Руководитель центра дистанционного обучения",
            "Head of the Distance Learning Centre",
        ],
        100,
        &[Held("daniyar", 100, date(2025, 1, 6), None, "2-ж")],
    ),
    Post(
        "ӘБ",
        PostKind::Methodical,
        ["Әдіскер", "Методист", "Methodist"],
        200,
        &[Held("irina", 100, AUTUMN, None, "119-ж")],
    ),
    Post(
        "ТК",
        PostKind::Technical,
        [
            "Тестілеу және прокторинг маманы",
            "Специалист по тестированию и прокторингу",
            "Testing and Proctoring Specialist",
        ],
        150,
        &[Held(
            "viktor",
            100,
            date(2025, 9, 1),
            Some(date(2027, 8, 31)),
            "202-ж",
        )],
    ),
    Post(
        "ТҚ",
        PostKind::Technical,
        [
            "Жүйе әкімшісі",
            "Системный администратор",
            "System Administrator",
        ],
        100,
        &[Held("admin", 100, date(2022, 8, 15), None, "87-ж")],
    ),
    Post(
        "ТҚ",
        PostKind::Technical,
        [
            "Бейнестудия инженері",
            "Инженер видеостудии",
            "Video Studio Engineer",
        ],
        50,
        &[],
    ),
    Post(
        "КІТ",
        PostKind::Support,
        ["Кітапханашы", "Библиотекарь", "Librarian"],
        200,
        &[Held("umit", 100, date(2021, 9, 1), None, "140-ж")],
    ),
    Post(
        "ІЖ",
        PostKind::Support,
        ["Іс жүргізуші", "Делопроизводитель", "Records Clerk"],
        100,
        &[],
    ),
    Post(
        "КОЛ",
        PostKind::Leader,
        [
            "Колледж директоры",
            "Директор колледжа",
            "Director of the College",
        ],
        100,
        &[],
    ),
];

/// Puts the posts and those in them. `staff` are logins with ids and names.
pub(super) async fn put(
    tx: &mut Tx,
    by: &By,
    places: &Places,
    staff: &[(String, PersonId, String)],
) -> Result<(), Error> {
    for Post(unit, kind, [kk, ru, en], rate, held) in &POSTS {
        let details = PostDetails {
            unit: places.unit(unit).0,
            kind: *kind,
            title: Names::new(kk, ru, en),
            rate: *rate,
        };
        let post = organisation::add_post(tx, by, &details).await?;
        for Held(login, rate, from, until, number) in *held {
            let (_, person, name) = staff
                .iter()
                .find(|(other, ..)| other == login)
                .unwrap_or_else(|| panic!("the demo has no {login}"));
            let new = NewAppointment {
                person: *person,
                name: name.clone(),
                rate: *rate,
                term: Term {
                    from: *from,
                    until: *until,
                },
                order: Order {
                    number: (*number).to_owned(),
                    date: Some(*from),
                },
            };
            organisation::appoint(tx, by, post, &new).await?;
        }
    }
    Ok(())
}
