//! The forms of the program, and what makes each of them right.

use crate::support::{Browser, Form, TestSite, main_form};

/// A form of the program: the page on which it stands, and fields that make it right.
pub struct Target {
    pub page: String,
    pub right: Vec<(&'static str, String)>,
    /// A field that must be unlike all others, so that the form can be taken again and again.
    pub unique: Option<&'static str>,
}

pub async fn targets(site: &TestSite) -> Vec<Target> {
    let target = |page: String, right: &[(&'static str, &str)], unique| Target {
        page,
        right: right
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect(),
        unique,
    };
    let person = site.person("s0101").await;
    let locked = site.person("s0102").await;
    let unit = site.unit("ҚМ").await;
    let group = site.group("ҚМ-21").await;
    let post = site
        .id("SELECT post FROM appointments WHERE until_day = ", "")
        .await;
    let room = site.id("SELECT id FROM rooms WHERE code = ", "204").await;
    let above = site.unit("КИ").await.to_string();
    let names = [
        ("name-kk", "Сынақ бөлімі"),
        ("name-ru", "Отдел"),
        ("name-en", "Office"),
    ];
    vec![
        target(
            "/people/new".into(),
            &[("surname", "Сынақ"), ("given", "Адам")],
            None,
        ),
        target(format!("/people/{person}/edit"), &[], None),
        target(
            format!("/people/{locked}/lock"),
            &[("ground", "№ 1 бұйрық")],
            None,
        ),
        target("/structure/units/new".into(), &names, Some("unit-code")),
        target(format!("/structure/units/{unit}/edit"), &[], None),
        target(
            "/groups/new".into(),
            &[("group-unit", &above)],
            Some("group-code"),
        ),
        target(format!("/groups/{group}/edit"), &[], None),
        target("/structure/organisation/edit".into(), &[], None),
        target(
            "/news/new".into(),
            &[("heading-ru", "Проба"), ("news-text-ru", "Текст")],
            None,
        ),
        target(
            "/structure/posts/new".into(),
            &[
                ("post-unit", &above),
                ("title-kk", "Сынақ"),
                ("title-ru", "Проба"),
                ("title-en", "Trial"),
            ],
            None,
        ),
        target(format!("/structure/posts/{post}/edit"), &[], None),
        target(
            "/structure/rooms/new".into(),
            &[("room-places", "10")],
            Some("room-code"),
        ),
        target(format!("/structure/rooms/{room}/edit"), &[], None),
        target(
            format!("/structure/rooms/{room}/equipment/new"),
            &[("equipment-title", "Сынақ")],
            Some("equipment-inventory"),
        ),
    ]
}

/// The form of a page with what makes it right.
pub async fn filled(admin: &mut Browser, target: &Target, count: usize) -> Form {
    let page = admin.open(&target.page).await;
    let mut form = main_form(&page);
    for (name, value) in &target.right {
        form = form.set(name, value);
    }
    if let Some(name) = target.unique {
        form = form.set(name, &format!("СЫН-{count}"));
    }
    form
}
