//! The day of an administrator and of a dean: units, study groups, the names of the organisation.

use std::sync::Arc;

use crate::stories;
use crate::support::{Browser, Form, TestSite, assert_problem, main_form, tags, text};

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
    somebody_is_appointed_told_of_and_released,
    a_post_with_somebody_in_it_stays_open,
    two_browsers_change_one_post,
    a_guest_reads_about_the_organisation,
    a_room_is_equipped_and_closed_when_it_is_empty,
    what_the_rules_demand_is_counted,
    two_browsers_change_one_piece,
    the_spreadsheet_of_rooms_is_the_list,
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
        let query = crate::support::browser::encoded(&[("q", words)]);
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
    let rows = crate::support::sheet::rows(&answer.body);
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

/// Sends the form of an appointment to a post.
async fn appoint(
    browser: &mut Browser,
    post: &str,
    fields: &[(&str, &str)],
) -> crate::support::Answer {
    let mut form = main_form(&browser.open(&format!("{post}/appointments/new")).await);
    for (name, value) in fields {
        form = form.set(name, value);
    }
    browser.send(&form).await
}

/// A new post of the department of law: its page.
async fn new_post(browser: &mut Browser, site: &TestSite, title: &str, rate: &str) -> String {
    let unit = site.unit("ҚҰҚ").await.to_string();
    let form = main_form(&browser.open("/structure/posts/new").await)
        .set("post-unit", &unit)
        .set("title-kk", title)
        .set("title-ru", title)
        .set("title-en", "Post")
        .set("post-rate", rate);
    browser.submit(&form).await;
    let id = site
        .id("SELECT id FROM posts WHERE title_kk = ", title)
        .await;
    format!("/structure/posts/{id}")
}

async fn somebody_is_appointed_told_of_and_released(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let post = new_post(&mut registrar, &site, "Сарапшы", "0,5").await;
    let id = post.rsplit('/').next().unwrap_or_default().to_owned();
    let vacant = registrar.open("/structure/posts?vacant=1").await;
    assert!(vacant.contains(&id));
    // Without anybody, without an order.
    let answer = appoint(&mut registrar, &post, &[("order-date", "")]).await;
    assert_eq!(answer.status, 422);
    for (field, said) in [
        ("appointee", site.said("appointee-missing")),
        (
            "order-number",
            "«Бұйрық нөмірі» жолын толтырыңыз".to_owned(),
        ),
        ("order-date", "«Бұйрық күні» жолын толтырыңыз".to_owned()),
    ] {
        assert_problem(&answer.text(), field, &said);
    }
    let order = [("order-number", "5-ж"), ("order-date", "1.9.2026")];
    let sent = [("appointee", "жоқадам"), order[0], order[1]];
    let answer = appoint(&mut registrar, &post, &sent).await;
    assert_problem(&answer.text(), "appointee", &site.said("appointee-nobody"));
    // A name finds people to choose from; a login is plain.
    let sent = [("appointee", "әбенова"), order[0], order[1]];
    let page = appoint(&mut registrar, &post, &sent).await.text();
    assert_problem(&page, "appointee-id", &site.said("appointee-choose"));
    let gulnar = site.person("gulnar").await.to_string();
    assert!(page.contains(&gulnar));
    let form = main_form(&page)
        .set("appointee-id", &gulnar)
        .set("appointment-rate", "1")
        .set("appointment-from", "1.9.2026");
    let before = site.weight().await;
    let answer = registrar.send(&form).await;
    assert_eq!(
        answer.status, 422,
        "more than the post has, and than a person holds"
    );
    assert_eq!(before, site.weight().await);
    let page = answer.text();
    assert!(page.contains("1 болып кетеді"), "{}", text(&page));
    assert!(page.contains("2 ставка болады"), "{}", text(&page));
    let form = main_form(&page)
        .set("appointee-id", &gulnar)
        .set("appointment-agreed", "on");
    let page = registrar.submit(&form).await;
    assert!(page.contains(&site.said("post-over")), "{}", text(&page));
    assert!(page.contains("№ 5-ж, 01.09.2026"), "{}", text(&page));
    assert!(
        !registrar
            .open("/structure/posts?vacant=1")
            .await
            .contains(&id)
    );
    // Twice in one post is refused whatever is agreed.
    let sent = [
        ("appointee", "gulnar"),
        ("appointment-agreed", "on"),
        order[0],
        order[1],
    ];
    let answer = appoint(&mut registrar, &post, &sent).await;
    assert_problem(&answer.text(), "appointee", &site.said("appointment-twice"));
    // Seen on the page of the person by staff and by herself, and on the page of the unit.
    let unit = format!("/structure/units/{}", site.unit("ҚҰҚ").await);
    for page in [format!("/people/{gulnar}"), unit] {
        assert!(registrar.open(&page).await.contains(&post), "{page}");
    }
    let mut own = site.signed_in("gulnar").await;
    assert!(own.open(&format!("/people/{gulnar}")).await.contains(&post));
    // Released on an order; what was stays.
    let page = registrar.open(&post).await;
    let end = page.split("href=\"/structure/appointments/").nth(1);
    let end = format!(
        "/structure/appointments/{}/end",
        &end.expect("an end")[..36]
    );
    let form = main_form(&registrar.open(&end).await).set("order-number", "6-ж");
    let early = form.clone().set("appointment-until", "31.08.2026");
    let answer = registrar.send(&early).await;
    assert_problem(
        &answer.text(),
        "appointment-until",
        &site.said("appointment-until-before"),
    );
    let form = form.set("appointment-until", "31.10.2026");
    let page = registrar.submit(&form).await;
    assert!(page.contains(&site.said("post-former")), "{}", text(&page));
    assert!(page.contains("2026 жылғы 31 қазан"), "{}", text(&page));
    // The second hand is told.
    let page = registrar.submit(&form).await;
    assert!(page.contains("аяқталып қойған"), "{}", text(&page));
}

async fn a_post_with_somebody_in_it_stays_open(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let post = new_post(&mut admin, &site, "Хатшы", "1").await;
    let order = [("order-number", "9-ж"), ("order-date", "1.9.2026")];
    // Coming in spring: the post is held for then.
    let sent = [
        ("appointee", "umit"),
        ("appointment-rate", "0,25"),
        ("appointment-from", "1.3.2027"),
        order[0],
        order[1],
    ];
    let answer = appoint(&mut admin, &post, &sent).await;
    assert_eq!(answer.status, 303, "{}", text(&answer.text()));
    assert!(admin.open(&post).await.contains(&site.said("post-coming")));
    let closure = format!("{post}/closure");
    assert!(admin.open(&closure).await.contains(&site.said("post-held")));
    assert_eq!(admin.post(&closure, &[("ground", "№ 5")]).await.status, 422);
    // A unit with an open post stays open too.
    let unit = format!("/structure/units/{}/closure", site.unit("ҚҰҚ").await);
    assert!(admin.open(&unit).await.contains("/structure/posts?unit="));
    let empty = new_post(&mut admin, &site, "Бос лауазым", "1").await;
    let closure = format!("{empty}/closure");
    let form = admin.form(&closure, &closure).await;
    let page = admin.submit(&form.set("ground", "№ 10 бұйрық")).await;
    assert!(page.contains("№ 10 бұйрық"), "{}", text(&page));
    let answer = admin.get(&format!("{empty}/appointments/new")).await;
    assert_eq!(answer.status, 404, "nobody is appointed to a closed post");
    let form = admin.form(&empty, &format!("{empty}/reopening")).await;
    admin.submit(&form).await;
    admin.open(&format!("{empty}/appointments/new")).await;
}

async fn two_browsers_change_one_post(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let mut registrar = site.signed_in("zhanar").await;
    let post = new_post(&mut admin, &site, "Диспетчер", "1").await;
    let edit = format!("{post}/edit");
    let first = main_form(&admin.open(&edit).await).set("post-rate", "2");
    let second = main_form(&registrar.open(&edit).await).set("title-en", "Dispatcher");
    admin.submit(&first).await;
    let answer = registrar.send(&second).await;
    assert_eq!(answer.status, 422);
    let merged = main_form(&answer.text());
    assert_eq!(
        (merged.get("post-rate"), merged.get("title-en")),
        ("2", "Dispatcher")
    );
    let page = registrar.submit(&merged).await;
    assert!(page.contains("Dispatcher"), "{}", text(&page));
}

async fn a_room_is_equipped_and_closed_when_it_is_empty(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let form = main_form(&registrar.open("/structure/rooms/new").await);
    let page = registrar.send(&form.clone().set("room-places", "-1")).await;
    assert_eq!(page.status, 422);
    let page = page.text();
    assert_problem(&page, "room-code", "«Нөмірі» жолын толтырыңыз");
    assert_problem(&page, "room-places", "0 мен");
    // The same door, in other letters.
    let taken = form
        .set("room-building", "бас ғимарат")
        .set("room-code", "204")
        .set("room-places", "12");
    let page = registrar.send(&taken).await.text();
    assert_problem(&page, "room-code", &site.said("room-taken"));
    let form = main_form(&page)
        .set("room-code", "999")
        .set("room-kind", "studio");
    let page = registrar.submit(&form).await;
    assert!(
        page.contains("<h1>бас ғимарат, 999</h1>"),
        "{}",
        text(&page)
    );
    let id = site.id("SELECT id FROM rooms WHERE code = ", "999").await;
    let path = format!("/structure/rooms/{id}");
    let form = main_form(&registrar.open(&format!("{path}/equipment/new")).await);
    let page = registrar
        .send(&form.set("equipment-count", "0"))
        .await
        .text();
    assert_problem(&page, "equipment-count", "1 мен");
    let form = main_form(&page)
        .set("equipment-inventory", "000204-1")
        .set("equipment-title", "Sony FX30")
        .set("equipment-count", "2");
    let page = registrar.send(&form).await.text();
    assert_problem(&page, "equipment-inventory", &site.said("equipment-taken"));
    let form = main_form(&page).set("equipment-inventory", "000999-1");
    let page = registrar.submit(&form).await;
    assert!(page.contains("Sony FX30") && page.contains("000999-1"));
    assert!(
        page.contains(&site.said("act-room-equipped")),
        "{}",
        text(&page)
    );
    let closure = format!("{path}/closure");
    assert!(
        registrar
            .open(&closure)
            .await
            .contains(&site.said("room-held"))
    );
    assert_eq!(
        registrar.post(&closure, &[("ground", "№ 5")]).await.status,
        422
    );
    let piece = site
        .id("SELECT id FROM equipment WHERE inventory = ", "000999-1")
        .await;
    let edit = format!("/structure/equipment/{piece}/edit");
    let form = main_form(&registrar.open(&edit).await).set("equipment-state", "written_off");
    let page = registrar.submit(&form).await;
    assert!(page.contains(&site.said("equipment-state-written_off")));
    let form = registrar.form(&closure, &closure).await;
    let page = registrar.submit(&form.set("ground", "№ 11 бұйрық")).await;
    assert!(page.contains("№ 11 бұйрық"), "{}", text(&page));
    assert!(!registrar.open("/structure/rooms").await.contains(&path));
    assert!(
        registrar
            .open("/structure/rooms?closed=1")
            .await
            .contains(&path)
    );
    let answer = registrar.get(&format!("{path}/equipment/new")).await;
    assert_eq!(answer.status, 404, "nothing is put into a closed room");
}

async fn what_the_rules_demand_is_counted(site: Arc<TestSite>) {
    let mut teacher = site.signed_in("saule").await;
    let page = text(&teacher.open("/structure/rooms/demands").await);
    for told in [
        "R16-6.2",
        "R16-6.3",
        "9 талаптың 9 орындалған",
        "1 аудитория, 40 орын",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    // The only multimedia class closes: the demand is not met any more.
    let mut admin = site.signed_in("admin").await;
    let room = site.id("SELECT id FROM rooms WHERE code = ", "204").await;
    let edit = format!("/structure/rooms/{room}/edit");
    let form = main_form(&admin.open(&edit).await);
    admin.submit(&form.set("room-kind", "lecture")).await;
    let page = text(&teacher.open("/structure/rooms/demands").await);
    assert!(page.contains("9 талаптың 8 орындалған"), "{page}");
    let form = main_form(&admin.open(&edit).await);
    admin.submit(&form.set("room-kind", "multimedia")).await;
}

async fn two_browsers_change_one_piece(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let mut registrar = site.signed_in("zhanar").await;
    let piece = site
        .id("SELECT id FROM equipment WHERE inventory = ", "000305-2")
        .await;
    let edit = format!("/structure/equipment/{piece}/edit");
    let first = main_form(&admin.open(&edit).await).set("equipment-count", "2");
    let second = main_form(&registrar.open(&edit).await).set("equipment-state", "working");
    admin.submit(&first).await;
    let answer = registrar.send(&second).await;
    assert_eq!(answer.status, 422);
    let merged = main_form(&answer.text());
    assert_eq!(
        (merged.get("equipment-count"), merged.get("equipment-state")),
        ("2", "working")
    );
    registrar.submit(&merged).await;
}

async fn the_spreadsheet_of_rooms_is_the_list(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let answer = admin.get("/structure/rooms.xlsx?kind=proctored").await;
    let rows = crate::support::sheet::rows(&answer.body);
    assert_eq!(rows.len(), 2, "a heading and one room: {rows:?}");
    assert_eq!(rows[1][1], "112");
    assert_eq!(rows[1][3], "24");
    let log = admin.open("/audit").await;
    assert!(log.contains(&site.said("act-rooms-exported")));
}

async fn a_guest_reads_about_the_organisation(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let mut guest = site.browser();
    let form = main_form(&admin.open("/structure/organisation/edit").await);
    let form = form.set("about-kk", "Бірінші <b>абзац</b>\n\nЕкінші абзац");
    admin.submit(&form).await;
    let page = guest.open("/about").await;
    assert!(page.contains("<p>Екінші абзац</p>"), "{}", text(&page));
    assert!(page.contains("Бірінші &#60;b&#62;") || page.contains("Бірінші &lt;b&gt;"));
    let page = text(&guest.open("/contacts").await);
    // The head of the registrar's office, and of nobody where the post is vacant.
    assert!(page.contains("Омарова Жанар"), "{page}");
    let unit = site.unit("ТО").await;
    let edit = format!("/structure/units/{unit}/edit");
    let form = main_form(&admin.open(&edit).await);
    let answer = admin.send(&form.clone().set("contact-email", "офис")).await;
    assert_problem(
        &answer.text(),
        "contact-email",
        &site.said("organisation-email-wrong"),
    );
    let form = form
        .set("contact-phone", "+7 (7172) 11 22 33")
        .set("contact-email", "office@kokzhiek.example");
    admin.submit(&form).await;
    let page = guest.open("/contacts").await;
    assert!(
        page.contains("href=\"tel:+77172112233\""),
        "{}",
        text(&page)
    );
    assert!(page.contains("mailto:office@kokzhiek.example"));
}
