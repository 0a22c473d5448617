use jiff::ToSpan;
use jiff::civil::{Date, date};
use oqu_audit::By;
use oqu_identity::api::{NewPerson, Role};
use oqu_kernel::{PersonId, Scope};
use oqu_text::Iin;
use oqu_text::iin::Sex;

use super::units::{GROUPS, Places};
use super::{LEARNERS, names, person};

/// IINs that libraries publish as examples: right by their check digit and nobody's.
const EXAMPLE_IINS: [&str; 3] = ["061211600012", "020315500009", "020315501805"];
/// The oldest of the university's first-year learners of the demo was born on this day.
const BORN_FROM: Date = date(2003, 9, 1);
/// Pupils of the college are minors.
const COLLEGE_BORN_FROM: Date = date(2009, 2, 1);
/// Every how many learners of the college has a parent in the demo.
const WITH_PARENT: usize = 6;

/// The learners, spread over the groups. The first is Aigerim, whom the prototype shows.
pub(super) fn people(by: &By, places: &Places) -> Vec<NewPerson> {
    (0..LEARNERS).map(|at| learner(by, places, at)).collect()
}

fn learner(by: &By, places: &Places, at: usize) -> NewPerson {
    let (code, group) = places.groups[at % GROUPS.len()];
    let college = code.starts_with('К');
    let mut learner = if at == 0 {
        person(by, "Тұрсынбек", "Айгерім", "Серікқызы")
    } else {
        let (surname, given, patronymic, _) = names::at(at);
        person(by, surname, given, &patronymic)
    };
    let from = if college {
        COLLEGE_BORN_FROM
    } else {
        BORN_FROM
    };
    let days = i64::try_from((at * 37) % 720).unwrap_or_default();
    learner.data.birth_date = from.checked_add(days.days()).ok();
    learner.data.sex = Some(if at == 0 {
        Sex::Female
    } else {
        names::at(at).3
    });
    learner.data.login = Some(if at == 0 {
        "aigerim".to_owned()
    } else {
        format!("s{at:04}")
    });
    if let Some(iin) = EXAMPLE_IINS.get(at) {
        learner.data.iin = Iin::parse(iin).ok();
    }
    if at.is_multiple_of(3) {
        let login = learner.data.login.clone().unwrap_or_default();
        learner.data.email = Some(format!("{login}@student.kokzhiek.example"));
    }
    if names::at(at).1 == "Priya" {
        learner.data.citizenship = "IN".to_owned();
    }
    learner.roles = vec![(Role::Learner, Scope::thing("group", group), code.to_owned())];
    learner
}

/// A parent of the demo and whose.
#[derive(Clone, Debug)]
pub struct Parent {
    /// The parent.
    pub person: NewPerson,
    /// The child.
    pub learner: PersonId,
    /// The child's name, for the audit.
    pub learner_name: String,
    /// `mother` or `father`.
    pub relation: &'static str,
}

/// Parents of some pupils of the college, who are minors.
pub fn parents(by: &By, learners: &[NewPerson]) -> Vec<Parent> {
    let minors = learners.iter().filter(|learner| is_minor(learner));
    minors
        .step_by(WITH_PARENT)
        .enumerate()
        .map(|(at, child)| parent(by, at, child))
        .collect()
}

/// Whether a learner of the demo is a minor: a pupil of the college.
pub(super) fn is_minor(learner: &NewPerson) -> bool {
    learner.data.birth_date >= Some(COLLEGE_BORN_FROM)
}

fn parent(by: &By, at: usize, child: &NewPerson) -> Parent {
    let mother = at % 2 == 1;
    let surname = &child.data.surname;
    let (given, relation, sex) = match mother {
        true => (
            ["Гүлмира", "Айнұр", "Светлана", "Шолпан"][at / 2 % 4],
            "mother",
            Sex::Female,
        ),
        false => (
            ["Нұржан", "Қуат", "Сергей", "Болатбек"][at / 2 % 4],
            "father",
            Sex::Male,
        ),
    };
    let mut person = person(by, surname, given, "");
    person.data.sex = Some(sex);
    person.data.login = Some(if at == 0 {
        "nurzhan".to_owned()
    } else {
        format!("p{at:03}")
    });
    person.data.phone = Some(format!("+7701000{:04}", 100 + at));
    person.roles = vec![(Role::Representative, Scope::Organisation, String::new())];
    Parent {
        person,
        learner: child.id,
        learner_name: child.data.full_name(),
        relation,
    }
}

/// From which learner on a double is looked for: the first ones are known by name in tests.
const DOUBLE_FROM: usize = 200;

/// A second record of one of the learners, as another list has written it: with Russian letters, the
/// given name first, and a telephone.
pub(super) fn double(by: &By, learners: &[NewPerson]) -> Option<NewPerson> {
    let of_whom = learners
        .iter()
        .skip(DOUBLE_FROM)
        .find(|learner| russian(&learner.data.given) != learner.data.given)?;
    let data = &of_whom.data;
    let mut double = person(by, &russian(&data.given), &russian(&data.surname), "");
    double.data.birth_date = data.birth_date;
    double.data.sex = data.sex;
    double.data.phone = Some("+77010009900".to_owned());
    double.data.email = Some("mail@kokzhiek.example".to_owned());
    Some(double)
}

/// A name as it is typed on a Russian keyboard.
fn russian(name: &str) -> String {
    const LETTERS: [(char, char); 18] = [
        ('Ә', 'А'),
        ('ә', 'а'),
        ('Ғ', 'Г'),
        ('ғ', 'г'),
        ('Қ', 'К'),
        ('қ', 'к'),
        ('Ң', 'Н'),
        ('ң', 'н'),
        ('Ө', 'О'),
        ('ө', 'о'),
        ('Ұ', 'У'),
        ('ұ', 'у'),
        ('Ү', 'У'),
        ('ү', 'у'),
        ('Һ', 'Х'),
        ('һ', 'х'),
        ('І', 'И'),
        ('і', 'и'),
    ];
    let typed = |letter: char| {
        let known = LETTERS.iter().find(|(kazakh, _)| *kazakh == letter);
        known.map_or(letter, |(_, russian)| *russian)
    };
    name.chars().map(typed).collect()
}
