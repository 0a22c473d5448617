use oqu_audit::By;
use oqu_db::{Error, Tx};
use oqu_organisation::api::{
    self as organisation, GroupDetails, GroupId, Licence, Names, OrganisationDetails,
    OrganisationKind, UnitDetails, UnitFunction, UnitId, UnitKind,
};
use oqu_text::Language;

/// Where people of the demo work and learn.
#[derive(Clone, Debug)]
pub struct Places {
    /// Unit code and id, in the order of the tree.
    pub units: Vec<(&'static str, UnitId, Names)>,
    /// Group code and id, in the order of [`GROUPS`].
    pub groups: Vec<(&'static str, GroupId)>,
}

impl Places {
    /// The unit with this code.
    ///
    /// # Panics
    /// When the definition below has no such unit.
    pub fn unit(&self, code: &str) -> (UnitId, &Names) {
        let found = self.units.iter().find(|(other, ..)| *other == code);
        let (_, id, name) = found.unwrap_or_else(|| panic!("the demo has no unit {code}"));
        (*id, name)
    }
}

/// A unit: its code, the code of the unit above, kind, function, names.
struct Unit(
    &'static str,
    &'static str,
    UnitKind,
    UnitFunction,
    [&'static str; 3],
);

const UNITS: [Unit; 17] = [
    Unit(
        "АТФ",
        "",
        UnitKind::Faculty,
        UnitFunction::Dean,
        [
            "Ақпараттық технологиялар факультеті",
            "Факультет информационных технологий",
            "Faculty of Information Technology",
        ],
    ),
    Unit(
        "КИ",
        "АТФ",
        UnitKind::Department,
        UnitFunction::Department,
        [
            "Компьютерлік инженерия кафедрасы",
            "Кафедра компьютерной инженерии",
            "Department of Computer Engineering",
        ],
    ),
    Unit(
        "ҚМ",
        "АТФ",
        UnitKind::Department,
        UnitFunction::Department,
        [
            "Қолданбалы математика кафедрасы",
            "Кафедра прикладной математики",
            "Department of Applied Mathematics",
        ],
    ),
    Unit(
        "ЭҚФ",
        "",
        UnitKind::Faculty,
        UnitFunction::Dean,
        [
            "Экономика және құқық факультеті",
            "Факультет экономики и права",
            "Faculty of Economics and Law",
        ],
    ),
    Unit(
        "ЭК",
        "ЭҚФ",
        UnitKind::Department,
        UnitFunction::Department,
        [
            "Экономика кафедрасы",
            "Кафедра экономики",
            "Department of Economics",
        ],
    ),
    Unit(
        "ҚҰҚ",
        "ЭҚФ",
        UnitKind::Department,
        UnitFunction::Department,
        [
            "Құқықтану кафедрасы",
            "Кафедра правоведения",
            "Department of Law",
        ],
    ),
    Unit(
        "ФФ",
        "",
        UnitKind::Faculty,
        UnitFunction::Dean,
        [
            "Филология факультеті",
            "Филологический факультет",
            "Faculty of Philology",
        ],
    ),
    Unit(
        "ҚТ",
        "ФФ",
        UnitKind::Department,
        UnitFunction::Department,
        [
            "Қазақ тілі мен әдебиеті кафедрасы",
            "Кафедра казахского языка и литературы",
            "Department of Kazakh Language and Literature",
        ],
    ),
    Unit(
        "ШТ",
        "ФФ",
        UnitKind::Department,
        UnitFunction::Department,
        [
            "Шетел тілдері кафедрасы",
            "Кафедра иностранных языков",
            "Department of Foreign Languages",
        ],
    ),
    Unit(
        "КОЛ",
        "",
        UnitKind::College,
        UnitFunction::None,
        [
            "Көкжиек жоғары колледжі",
            "Высший колледж «Көкжиек»",
            "Kokzhiek Higher College",
        ],
    ),
    Unit(
        "ТО",
        "",
        UnitKind::Office,
        UnitFunction::Registrar,
        ["Тіркеу офисі", "Офис регистратора", "Registrar's Office"],
    ),
    Unit(
        "ҚОО",
        "",
        UnitKind::Centre,
        UnitFunction::DistanceLearning,
        [
            "Қашықтықтан оқыту орталығы",
            "Центр дистанционного обучения",
            "Distance Learning Centre",
        ],
    ),
    Unit(
        "ӘБ",
        "ҚОО",
        UnitKind::Office,
        UnitFunction::Methodical,
        [
            "Әдістемелік бөлім",
            "Методический отдел",
            "Methodical Office",
        ],
    ),
    Unit(
        "ТК",
        "ҚОО",
        UnitKind::Office,
        UnitFunction::Testing,
        [
            "Тестілеу және прокторинг бөлімі",
            "Отдел тестирования и прокторинга",
            "Testing and Proctoring Office",
        ],
    ),
    Unit(
        "ТҚ",
        "ҚОО",
        UnitKind::Office,
        UnitFunction::Technical,
        [
            "Техникалық қолдау бөлімі",
            "Отдел технической поддержки",
            "Technical Support Office",
        ],
    ),
    Unit(
        "КІТ",
        "",
        UnitKind::Library,
        UnitFunction::Library,
        ["Ғылыми кітапхана", "Научная библиотека", "Research Library"],
    ),
    Unit(
        "ІЖ",
        "",
        UnitKind::Office,
        UnitFunction::Records,
        [
            "Іс жүргізу бөлімі",
            "Отдел делопроизводства",
            "Records Office",
        ],
    ),
];

/// The mailboxes of the units, in their order.
const MAIL: [&str; UNITS.len()] = [
    "it",
    "computing",
    "mathematics",
    "econlaw",
    "economics",
    "law",
    "philology",
    "kazakh",
    "languages",
    "college",
    "registrar",
    "distance",
    "methodists",
    "testing",
    "support",
    "library",
    "records",
];

/// A group: its code, unit, language, year, and the names of its programme.
pub(super) struct Group(
    pub &'static str,
    &'static str,
    Language,
    i64,
    [&'static str; 3],
);

const INFORMATION_SYSTEMS: [&str; 3] = [
    "6B06102 Ақпараттық жүйелер",
    "6B06102 Информационные системы",
    "6B06102 Information Systems",
];
const SOFTWARE: [&str; 3] = [
    "6B06103 Бағдарламалық инженерия",
    "6B06103 Программная инженерия",
    "6B06103 Software Engineering",
];
const MATHEMATICS: [&str; 3] = [
    "6B05401 Қолданбалы математика",
    "6B05401 Прикладная математика",
    "6B05401 Applied Mathematics",
];
const ECONOMICS: [&str; 3] = [
    "6B04101 Экономика",
    "6B04101 Экономика",
    "6B04101 Economics",
];
const LAW: [&str; 3] = ["6B04201 Құқықтану", "6B04201 Юриспруденция", "6B04201 Law"];
const KAZAKH: [&str; 3] = [
    "6B02302 Қазақ филологиясы",
    "6B02302 Казахская филология",
    "6B02302 Kazakh Philology",
];
const TRANSLATION: [&str; 3] = [
    "6B02303 Аударма ісі",
    "6B02303 Переводческое дело",
    "6B02303 Translation Studies",
];
const COLLEGE_SOFTWARE: [&str; 3] = [
    "06130100 Бағдарламалық қамтамасыз ету",
    "06130100 Программное обеспечение",
    "06130100 Software",
];
const COLLEGE_ACCOUNTING: [&str; 3] = [
    "04110100 Есеп және аудит",
    "04110100 Учёт и аудит",
    "04110100 Accounting and Audit",
];

pub(super) const GROUPS: [Group; 15] = [
    Group("ИС-21", "КИ", Language::Kk, 2024, INFORMATION_SYSTEMS),
    Group("ИС-22", "КИ", Language::Ru, 2024, INFORMATION_SYSTEMS),
    Group("ИС-31", "КИ", Language::Kk, 2023, INFORMATION_SYSTEMS),
    Group("БИ-11", "КИ", Language::Kk, 2025, SOFTWARE),
    Group("БИ-12", "КИ", Language::Ru, 2025, SOFTWARE),
    Group("ҚМ-21", "ҚМ", Language::Kk, 2024, MATHEMATICS),
    Group("ЭК-11", "ЭК", Language::Kk, 2025, ECONOMICS),
    Group("ЭК-12", "ЭК", Language::Ru, 2025, ECONOMICS),
    Group("ҚҰ-31", "ҚҰҚ", Language::Kk, 2023, LAW),
    Group("ҚФ-11", "ҚТ", Language::Kk, 2025, KAZAKH),
    Group("ҚФ-21", "ҚТ", Language::Kk, 2024, KAZAKH),
    Group("АІ-21", "ШТ", Language::Ru, 2024, TRANSLATION),
    Group("КБҚ-1", "КОЛ", Language::Kk, 2026, COLLEGE_SOFTWARE),
    Group("КБҚ-2", "КОЛ", Language::Ru, 2025, COLLEGE_SOFTWARE),
    Group("КЕА-1", "КОЛ", Language::Kk, 2026, COLLEGE_ACCOUNTING),
];

/// Puts the organisation, its units and its groups.
pub(super) async fn put(tx: &mut Tx, by: &By) -> Result<Places, Error> {
    organisation::set_organisation(tx, by, &organisation_details()).await?;
    let mut places = Places {
        units: Vec::new(),
        groups: Vec::new(),
    };
    for (at, Unit(code, above, kind, function, [kk, ru, en])) in UNITS.iter().enumerate() {
        let name = Names::new(kk, ru, en);
        let parent = (!above.is_empty()).then(|| places.unit(above).0);
        let details = UnitDetails {
            parent,
            kind: *kind,
            function: *function,
            code: (*code).to_owned(),
            name: name.clone(),
            short: Names::default(),
            position: i64::try_from(at).ok(),
            phone: format!("+7 (7172) 00 01 {:02}", 10 + at),
            email: format!("{}@kokzhiek.example", MAIL[at]),
        };
        let id = organisation::add_unit(tx, by, &details).await?;
        places.units.push((code, id, name));
    }
    for Group(code, unit, language, year, [kk, ru, en]) in &GROUPS {
        let details = GroupDetails {
            unit: places.unit(unit).0,
            code: (*code).to_owned(),
            language: *language,
            admission_year: *year,
            programme: Names::new(kk, ru, en),
        };
        let id = organisation::add_group(tx, by, &details).await?;
        places.groups.push((code, id));
    }
    Ok(places)
}

/// The name of the organisation: kk, ru, en.
pub(super) fn names() -> [String; 3] {
    let Names { kk, ru, en } = organisation_details().name;
    [kk, ru, en]
}

fn organisation_details() -> OrganisationDetails {
    OrganisationDetails {
        kind: OrganisationKind::University,
        name: Names::new(
            "«Көкжиек» университеті",
            "Университет «Көкжиек»",
            "Kokzhiek University",
        ),
        short: Names::new(
            "Көкжиек университеті",
            "Университет «Көкжиек»",
            "Kokzhiek University",
        ),
        city: Names::new("Астана қ.", "г. Астана", "Astana"),
        address: Names::new(
            "Тұран даңғылы, 101",
            "проспект Туран, 101",
            "101 Turan Avenue",
        ),
        phone: "+7 (7172) 00 00 00".to_owned(),
        email: "portal@kokzhiek.example".to_owned(),
        website: String::new(),
        bin: String::new(),
        zone: "Asia/Almaty".to_owned(),
        about: Names::new(
            "«Көкжиек» — ойдан алынған университет: үш факультет пен жоғары колледж, үш жүз білім алушы.\n\
             Сабақтардың бір бөлігі қашықтықтан өтеді: дәрістер жазылады, емтихандар прокторингпен тапсырылады, ал кеңес алу үшін Астанаға келудің қажеті жоқ.",
            "«Көкжиек» — вымышленный университет: три факультета и высший колледж, триста обучающихся.\n\
             Часть занятий идёт дистанционно: лекции записываются, экзамены сдаются с прокторингом, а за консультацией не нужно ехать в Астану.",
            "Kokzhiek is an invented university: three faculties and a higher college, three hundred learners.\n\
             Part of the classes is taught at a distance: lectures are recorded, exams are proctored, and nobody has to travel to Astana for a consultation.",
        ),
        licence: Licence {
            number: "KZ00LAA00000000".to_owned(),
            date: Some(jiff::civil::date(2021, 6, 14)),
            issued_by: Names::new(
                "Ғылым және жоғары білім саласындағы сапаны қамтамасыз ету комитеті",
                "Комитет по обеспечению качества в сфере науки и высшего образования",
                "Committee for Quality Assurance in Science and Higher Education",
            ),
        },
    }
}
