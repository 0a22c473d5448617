//! The day of an administrator and of a dean: units, study groups, the names of the organisation.

mod support;

use std::sync::Arc;

use support::{Form, TestSite, assert_problem, main_form, tags, text};

stories!(
    a_unit_is_added_changed_and_told_in_its_history,
    a_unit_stands_neither_in_itself_nor_below,
    a_unit_with_people_in_it_stays_open,
    whoever_holds_two_roles_is_counted_once,
    a_unit_is_closed_and_opened_again,
    two_browsers_change_one_unit,
    a_dean_writes_of_the_own_faculty,
    a_group_with_learners_stays_open,
    the_spreadsheet_of_groups_is_the_list,
    another_name_of_the_organisation_is_everywhere_at_once,
    two_browsers_change_the_organisation,
    the_licence_stands_in_the_details,
    the_logo_is_for_everybody_and_other_files_are_not,
);

/// A form with the names of a unit in three languages.
fn named(form: Form, code: &str) -> Form {
    form.set("unit-code", code)
        .set("name-kk", "Жаңа бөлім")
        .set("name-ru", "Новый отдел")
        .set("name-en", "New Office")
}

async fn a_unit_is_added_changed_and_told_in_its_history(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let form = main_form(&admin.open("/structure/units/new").await);
    let answer = admin.send(&form).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    for field in ["unit-code", "name-kk", "name-ru", "name-en"] {
        let name = site.said(&format!("field-{field}"));
        assert_problem(&page, field, &format!("«{name}» жолын толтырыңыз"));
    }
    let answer = admin
        .send(&named(main_form(&page), "ки").set("unit-position", "1000"))
        .await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    let back = main_form(&page);
    assert_eq!(
        (back.get("unit-code"), back.get("name-ru")),
        ("ки", "Новый отдел")
    );
    // A code is one's own, in whatever letters it is written.
    let answer = admin.send(&back.set("unit-position", "7")).await;
    let page = answer.text();
    assert_problem(&page, "unit-code", "Компьютерлік инженерия кафедрасы");
    let page = admin.submit(&main_form(&page).set("unit-code", "ЖБ")).await;
    assert!(page.contains("<h1>Жаңа бөлім</h1>"));
    assert!(
        page.contains(&site.said("act-unit-added")),
        "{}",
        text(&page)
    );
    let id = site.unit("ЖБ").await;
    let form = main_form(&admin.open(&format!("/structure/units/{id}/edit")).await);
    let parent = site.unit("АТФ").await;
    let form = form
        .set("unit-parent", &parent.to_string())
        .set("short-kk", "ЖБ");
    let page = admin.submit(&form).await;
    assert!(
        page.contains(&site.said("field-unit-parent")),
        "{}",
        text(&page)
    );
    let faculty = admin.open(&format!("/structure/units/{parent}")).await;
    assert!(
        faculty.contains(&format!("/structure/units/{id}")),
        "it stands under the faculty"
    );
    // It is found by what it is called in any of the languages.
    for words in ["жана болим", "новый", "new office", "жб"] {
        let query = support::browser::encoded(&[("q", words)]);
        let page = admin.open(&format!("/structure?{query}")).await;
        assert!(page.contains(&id.to_string()), "{words}: {}", text(&page));
    }
    let log = admin.open(&format!("/audit?object={id}")).await;
    assert!(log.contains(&site.said("act-unit-added")), "{}", text(&log));
}

async fn a_unit_stands_neither_in_itself_nor_below(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let faculty = site.unit("ФФ").await;
    let chair = site.unit("ҚТ").await;
    let nowhere = "00000000-0000-7000-8000-000000000000";
    let edit = format!("/structure/units/{faculty}/edit");
    let before = site.weight().await;
    for (parent, key) in [
        (faculty.to_string(), "organisation-place-itself"),
        (chair.to_string(), "organisation-place-below"),
        (nowhere.to_owned(), "organisation-place-missing"),
    ] {
        let page = admin.open(&edit).await;
        let form = main_form(&page).set("unit-parent", &parent);
        let answer = admin.send(&form).await;
        assert_eq!(answer.status, 422, "{key}");
        assert_problem(&answer.text(), "unit-parent", &site.said(key));
    }
    assert_eq!(before, site.weight().await);
}

async fn a_unit_with_people_in_it_stays_open(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let before = site.weight().await;
    // A chair with groups and people, a faculty with chairs, an office with people.
    for code in ["КИ", "АТФ", "КІТ"] {
        let id = site.unit(code).await;
        let path = format!("/structure/units/{id}/closure");
        let page = admin.open(&path).await;
        assert!(
            page.contains(&site.said("organisation-unit-held")),
            "{}",
            text(&page)
        );
        assert!(
            !page.contains(&format!("action=\"{path}\"")),
            "nothing to press"
        );
        let answer = admin.post(&path, &[("ground", "№ 5")]).await;
        assert_eq!(answer.status, 422, "{code}");
        assert!(answer.text().contains(&site.said("organisation-unit-held")));
    }
    assert_eq!(before, site.weight().await);
}

/// Whoever holds a second role in the own unit, or in the faculty above it, is still one person.
async fn whoever_holds_two_roles_is_counted_once(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let before = tree(&admin.open("/structure").await);
    assert!(before.contains("қызметкер"), "{before}");
    let path = format!("/people/{}", site.person("saule").await);
    for (role, code, is_counted) in [
        ("methodist", "КИ", false),
        ("clerk", "АТФ", false),
        ("clerk", "ФФ", true),
    ] {
        let unit = site.unit(code).await;
        let give = admin.form(&path, &format!("{path}/roles")).await;
        let give = give.set("role", role).set("scope", &format!("unit:{unit}"));
        admin.submit(&give).await;
        let after = tree(&admin.open("/structure").await);
        assert_eq!(before != after, is_counted, "{role} in {code}: {after}");
    }

    fn tree(page: &str) -> String {
        let from = page.find("<nav class=\"card tree\"").expect("a tree");
        let rest = &page[from..];
        text(&rest[..rest.find("</nav>").expect("its end")])
    }
}

async fn a_unit_is_closed_and_opened_again(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let form = main_form(&admin.open("/structure/units/new").await);
    admin.submit(&named(form, "ЖАБ")).await;
    let id = site.unit("ЖАБ").await;
    let path = format!("/structure/units/{id}");
    let close = admin
        .form(&format!("{path}/closure"), &format!("{path}/closure"))
        .await;
    let page = admin
        .submit(&close.set("ground", "№ 7 бұйрық, 20.11.2026"))
        .await;
    assert!(page.contains(&site.said("organisation-closed")));
    assert!(page.contains("№ 7 бұйрық, 20.11.2026"), "{}", text(&page));
    let tree = admin.open("/structure").await;
    assert!(!tree.contains(&path), "the tree shows what is at work");
    assert!(admin.open("/structure?closed=1").await.contains(&path));
    // Nothing new is put into what is closed.
    let form = main_form(&admin.open("/structure/units/new").await);
    let answer = admin
        .send(&named(form, "ЖАБ-2").set("unit-parent", &id.to_string()))
        .await;
    assert_problem(
        &answer.text(),
        "unit-parent",
        &site.said("organisation-place-closed"),
    );
    let open = admin.form(&path, &format!("{path}/reopening")).await;
    let page = admin.submit(&open).await;
    assert!(page.contains(&site.said("organisation-open")));
    assert!(admin.open("/structure").await.contains(&path));
}

async fn two_browsers_change_one_unit(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let mut registrar = site.signed_in("zhanar").await;
    let id = site.unit("ШТ").await;
    let edit = format!("/structure/units/{id}/edit");
    let first = main_form(&admin.open(&edit).await).set("short-ru", "Иняз");
    let second = main_form(&registrar.open(&edit).await).set("short-en", "Languages");
    admin.submit(&first).await;
    let weight = site.weight().await;
    let answer = registrar.send(&second).await;
    assert_eq!(answer.status, 422);
    assert_eq!(weight, site.weight().await);
    let page = answer.text();
    assert!(
        page.contains(&site.said("organisation-meanwhile-title")),
        "{}",
        text(&page)
    );
    assert!(page.contains("Ерлан Ысқақов"), "who it was");
    let merged = main_form(&page);
    assert_eq!(
        (merged.get("short-ru"), merged.get("short-en")),
        ("Иняз", "Languages")
    );
    let page = registrar.submit(&merged).await;
    assert!(page.contains("Иняз") && page.contains("Languages"));
    // The same field in two hands: the own word stays, the other's is told.
    let first = main_form(&admin.open(&edit).await).set("short-ru", "Бірінші");
    let second = main_form(&registrar.open(&edit).await).set("short-ru", "Екінші");
    admin.submit(&first).await;
    let page = registrar.send(&second).await.text();
    assert_eq!(main_form(&page).get("short-ru"), "Екінші");
    assert!(page.contains("Бірінші"), "{}", text(&page));
}

async fn a_dean_writes_of_the_own_faculty(site: Arc<TestSite>) {
    let mut dean = site.signed_in("marat").await;
    let own = site.unit("КИ").await.to_string();
    let foreign = site.unit("ЭК").await.to_string();
    let page = dean.open("/groups/new").await;
    assert!(
        page.contains(&own) && !page.contains(&foreign),
        "only own units are offered"
    );
    let form = main_form(&page)
        .set("group-code", "ИС-99")
        .set("group-language", "kk");
    let before = site.weight().await;
    let answer = dean.send(&form.clone().set("group-unit", &foreign)).await;
    assert_eq!(answer.status, 422);
    assert_problem(
        &answer.text(),
        "group-unit",
        &site.said("organisation-unit-foreign"),
    );
    assert_eq!(before, site.weight().await);
    let page = dean.submit(&form.set("group-unit", &own)).await;
    assert!(page.contains("<h1>ИС-99</h1>"));
    // Not into another faculty afterwards, and not what stands there.
    let id = site.group("ИС-99").await;
    let form = main_form(&dean.open(&format!("/groups/{id}/edit")).await);
    let answer = dean.send(&form.set("group-unit", &foreign)).await;
    assert_eq!(answer.status, 422);
    let other = site.group("ЭК-11").await;
    for path in [
        format!("/groups/{other}/edit"),
        format!("/groups/{other}/closure"),
    ] {
        assert_eq!(dean.get(&path).await.status, 403, "{path}");
    }
    for path in [
        format!("/groups/{other}"),
        format!("/groups/{other}/closure"),
    ] {
        let fields = [
            ("group-code", "ЭК-99"),
            ("group-unit", own.as_str()),
            ("group-language", "kk"),
            ("admission-year", "2025"),
            ("version", "1"),
        ];
        assert_eq!(dean.post(&path, &fields).await.status, 403, "{path}");
    }
    assert!(
        !dean
            .open(&format!("/groups/{other}"))
            .await
            .contains("/edit\"")
    );
    // The registrar's office serves all faculties.
    let mut registrar = site.signed_in("zhanar").await;
    let form = main_form(&registrar.open(&format!("/groups/{other}/edit")).await);
    registrar.submit(&form.set("admission-year", "2024")).await;
}

async fn a_group_with_learners_stays_open(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let id = site.group("ИС-21").await;
    let path = format!("/groups/{id}/closure");
    let page = admin.open(&path).await;
    assert!(
        page.contains(&site.said("organisation-group-held")),
        "{}",
        text(&page)
    );
    let before = site.weight().await;
    assert_eq!(admin.post(&path, &[("ground", "№ 5")]).await.status, 422);
    assert_eq!(before, site.weight().await);
    // An empty one is closed, on a ground, and is not offered any more.
    let unit = site.unit("КИ").await.to_string();
    let form = main_form(&admin.open("/groups/new").await)
        .set("group-code", "БОС-1")
        .set("group-unit", &unit);
    admin.submit(&form).await;
    let empty = site.group("БОС-1").await;
    let path = format!("/groups/{empty}");
    let close = admin
        .form(&format!("{path}/closure"), &format!("{path}/closure"))
        .await;
    let page = admin.submit(&close.set("ground", "№ 8 бұйрық")).await;
    assert!(page.contains("№ 8 бұйрық"), "{}", text(&page));
    assert!(
        !admin
            .open("/groups?q=%D0%91%D0%9E%D0%A1-1")
            .await
            .contains(&path)
    );
    let open = admin.form(&path, &format!("{path}/reopening")).await;
    admin.submit(&open).await;
    assert!(
        admin
            .open("/groups?q=%D0%B1%D0%BE%D1%81-1")
            .await
            .contains(&path)
    );
}

async fn the_spreadsheet_of_groups_is_the_list(site: Arc<TestSite>) {
    let mut teacher = site.signed_in("saule").await;
    let answer = teacher.get("/groups.xlsx?language=ru").await;
    assert_eq!(answer.status, 200);
    let rows = support::sheet::rows(&answer.body);
    let page = teacher.open("/groups?language=ru").await;
    let shown = tags(&page);
    let shown = shown
        .iter()
        .filter_map(|tag| tag.get("href")?.strip_prefix("/groups/"))
        .filter(|id| id.len() == 36)
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    assert_eq!(rows.len(), shown + 1);
    assert!(rows.iter().flatten().any(|cell| cell == "ИС-22"));
    assert!(!rows.iter().flatten().any(|cell| cell == "ИС-21"));
}

async fn another_name_of_the_organisation_is_everywhere_at_once(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let mut learner = site.signed_in("aigerim").await;
    let form = main_form(&admin.open("/structure/organisation/edit").await);
    let wrong = form
        .clone()
        .set("bin", "123")
        .set("contact-email", "a")
        .set("website", "x y");
    let answer = admin.send(&wrong).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    for field in ["bin", "contact-email", "website"] {
        assert!(page.contains(&format!("id=\"{field}-error\"")), "{field}");
    }
    let form = form
        .set("short-kk", "Жаңа Көкжиек")
        .set("short-ru", "Новый «Көкжиек»");
    admin.submit(&form).await;
    assert!(learner.open("/today").await.contains("Жаңа Көкжиек"));
    assert!(site.browser().open("/").await.contains("Жаңа Көкжиек"));
    assert_eq!(learner.get("/structure/organisation").await.status, 403);
    let mut dean = site.signed_in("marat").await;
    let answer = dean.get("/structure/organisation/edit").await;
    assert_eq!(answer.status, 403);
    let page = dean.open("/structure/organisation").await;
    assert!(page.contains("Новый «Көкжиек»"), "{}", text(&page));
}

async fn two_browsers_change_the_organisation(site: Arc<TestSite>) {
    let mut here = site.signed_in("admin").await;
    let mut there = site.signed_in("admin").await;
    let edit = "/structure/organisation/edit";
    let first = main_form(&here.open(edit).await).set("contact-phone", "+7 (7172) 11 11 11");
    let second = main_form(&there.open(edit).await).set("contact-email", "two@kokzhiek.example");
    here.submit(&first).await;
    let answer = there.send(&second).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert!(page.contains(&site.said("organisation-meanwhile-title")));
    let page = there.submit(&main_form(&page)).await;
    assert!(page.contains("+7 (7172) 11 11 11") && page.contains("two@kokzhiek.example"));
}

async fn the_licence_stands_in_the_details(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let page = registrar.open("/structure/organisation/edit").await;
    let form = main_form(&page);
    assert_eq!(form.get("licence-date"), "14.06.2021");
    let wrong = form
        .clone()
        .set("licence-number", "")
        .set("licence-date", "31.02.2026")
        .set("bin", "990140000018");
    let answer = registrar.send(&wrong).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    for (field, key) in [
        ("licence-date", "form-date"),
        ("bin", "organisation-bin-wrong"),
    ] {
        assert_problem(&page, field, &site.said(key));
    }
    assert_eq!(main_form(&page).get("licence-date"), "31.02.2026");
    let right = main_form(&page)
        .set("licence-number", "KZ11LAA00012345")
        .set("licence-date", "1.9.2026")
        .set("bin", "990140000017");
    let page = registrar.submit(&right).await;
    for told in ["KZ11LAA00012345", "2026 жылғы 1 қыркүйек", "990140000017"] {
        assert!(page.contains(told), "{told}: {}", text(&page));
    }
    assert!(page.contains(&site.said("act-organisation-changed")));
}

async fn the_logo_is_for_everybody_and_other_files_are_not(site: Arc<TestSite>) {
    const PATH: &str = "/structure/organisation/logo";
    let mut admin = site.signed_in("admin").await;
    let mut guest = site.browser();
    assert!(!guest.open("/").await.contains("/logo.png"));
    admin.open(PATH).await;
    for (name, bytes) in [
        ("a.svg", &b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"[..]),
        ("a.png", b"\x89PNG\r\n\x1a\nbroken"),
    ] {
        let answer = admin.post_file(PATH, "logo", name, bytes).await;
        assert_eq!(answer.status, 422, "{name}");
    }
    let mut sign = std::io::Cursor::new(Vec::new());
    image::RgbaImage::new(300, 200)
        .write_to(&mut sign, image::ImageFormat::Png)
        .expect("a picture");
    let answer = admin.post_file(PATH, "logo", "a.png", sign.get_ref()).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let home = guest.open("/").await;
    let id = home.split("src=\"/files/").nth(1).expect("a logo");
    let logo = format!("/files/{}/logo.png?edge=96", &id[..36]);
    assert!(home.contains(&logo));
    let picture = guest.get(&logo).await;
    assert_eq!(picture.status, 200);
    assert_eq!(picture.header("content-type"), Some("image/png"));
    assert_eq!(
        picture.header("cache-control"),
        Some("public, max-age=3600")
    );
    assert!(admin.open("/today").await.contains(&logo), "in every bar");
    // A photo of a person stays where it was: a guest does not even learn whether it is there.
    let photo = format!("/people/{}/photo", site.person("admin").await);
    admin.open(&photo).await;
    admin
        .post_file(&photo, "photo", "a.png", sign.get_ref())
        .await;
    let page = admin.open(&photo).await;
    let found = page.split("src=\"/files/");
    let found: Vec<&str> = found.skip(1).map(|rest| &rest[..36]).collect();
    let own = found.iter().find(|other| **other != &id[..36]);
    let photo = format!("/files/{}/photo.jpg", own.expect("a photo"));
    let nothing = "/files/00000000-0000-7000-8000-000000000000/photo.jpg";
    for path in [photo.as_str(), nothing] {
        let answer = guest.get(path).await;
        assert_eq!(answer.status, 303, "{path}");
        assert!(answer.place().starts_with("/login"), "{path}");
    }
    let form = admin.form(PATH, &format!("{PATH}/removal")).await;
    let page = admin.submit(&form).await;
    assert!(page.contains(&site.said("act-organisation-logo-removed")));
    assert!(!guest.open("/").await.contains("/logo.png"));
    assert_eq!(guest.get(&logo).await.status, 303);
}
