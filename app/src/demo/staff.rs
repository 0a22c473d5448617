use oqu_audit::By;
use oqu_identity::api::{NewPerson, Role};
use oqu_kernel::Scope;
use oqu_organisation::api::Names;
use oqu_text::iin::Sex;

use super::person;
use super::units::Places;

/// A post: login, name, sex, roles with the code of a unit; an empty code is the whole organisation.
struct Post(
    &'static str,
    [&'static str; 3],
    Sex,
    &'static [(Role, &'static str)],
);

const STAFF: [Post; 12] = [
    Post(
        "bolat",
        ["Байжанов", "Болат", "Сейітұлы"],
        Sex::Male,
        &[(Role::Rector, "")],
    ),
    Post(
        "raushan",
        ["Қалиева", "Раушан", "Маратқызы"],
        Sex::Female,
        &[(Role::ViceRector, "")],
    ),
    Post(
        "zhanar",
        ["Омарова", "Жанар", "Ерболқызы"],
        Sex::Female,
        &[(Role::Registrar, "ТО")],
    ),
    Post(
        "marat",
        ["Әбішев", "Марат", "Тоқтарұлы"],
        Sex::Male,
        &[(Role::Dean, "АТФ"), (Role::Teacher, "КИ")],
    ),
    Post(
        "saule",
        ["Мұқанова", "Сәуле", "Қайратқызы"],
        Sex::Female,
        &[(Role::Teacher, "КИ"), (Role::Tutor, "group:ИС-22")],
    ),
    Post(
        "nurlan",
        ["Сейтқали", "Нұрлан", "Асқарұлы"],
        Sex::Male,
        &[(Role::DepartmentHead, "ҚМ"), (Role::Teacher, "ҚМ")],
    ),
    Post(
        "gulnar",
        ["Әбенова", "Гүлнар", "Бекенқызы"],
        Sex::Female,
        &[
            (Role::Adviser, "group:ИС-21"),
            (Role::Adviser, "group:ИС-31"),
            (Role::Teacher, "КИ"),
        ],
    ),
    Post(
        "irina",
        ["Соколова", "Ирина", "Викторовна"],
        Sex::Female,
        &[(Role::Methodist, "ӘБ"), (Role::Adviser, "group:АІ-21")],
    ),
    Post(
        "daniyar",
        ["Ілиясов", "Данияр", "Ғалымұлы"],
        Sex::Male,
        &[(Role::DotStaff, "ҚОО"), (Role::SecurityOfficer, "")],
    ),
    Post(
        "viktor",
        ["Ким", "Виктор", "Олегович"],
        Sex::Male,
        &[(Role::Proctor, "ТК")],
    ),
    Post(
        "umit",
        ["Шәріпова", "Үміт", "Жақсылыққызы"],
        Sex::Female,
        &[(Role::Librarian, "КІТ")],
    ),
    Post(
        "admin",
        ["Ысқақов", "Ерлан", "Ұланұлы"],
        Sex::Male,
        &[(Role::Administrator, ""), (Role::DotStaff, "ТҚ")],
    ),
];

/// The staff with their roles.
pub(super) fn people(by: &By, places: &Places) -> Vec<NewPerson> {
    let post = |(at, Post(login, [surname, given, patronymic], sex, roles)): (usize, &Post)| {
        let mut post = person(by, surname, given, patronymic);
        post.data.sex = Some(*sex);
        post.data.login = Some((*login).to_owned());
        post.data.email = Some(format!("{login}@kokzhiek.example"));
        post.data.phone = Some(format!("+7717200{:04}", 100 + at));
        post.roles = roles
            .iter()
            .map(|(role, code)| reach(*role, code, places))
            .collect();
        post
    };
    STAFF.iter().enumerate().map(post).collect()
}

fn reach(role: Role, code: &str, places: &Places) -> (Role, Scope, String) {
    if code.is_empty() {
        return (role, Scope::Organisation, String::new());
    }
    if let Some(group) = code.strip_prefix("group:") {
        let found = places.groups.iter().find(|(other, _)| *other == group);
        let (_, id) = found.unwrap_or_else(|| panic!("the demo has no group {group}"));
        return (role, Scope::thing("group", *id), group.to_owned());
    }
    let (id, Names { kk, .. }) = places.unit(code);
    (role, Scope::thing("unit", id), kk.clone())
}
