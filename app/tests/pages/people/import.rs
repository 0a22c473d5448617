//! A registrar brings a list in: with errors, corrected, confirmed, and found among the people.

use std::sync::Arc;
use std::time::Duration;

use oqu_text::Language;

use crate::support::browser::{Request, WITH_FILE, with_file};
use crate::support::{Browser, TestSite, assert_failure, forms, text};

/// A job that has not ended by then is broken.
const PATIENCE: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

const FIRST: &str = "Тегі;Аты;ЖСН;Туған күні;Логин;Тобы\n\
    Тізімова;Айсұлу;061211600013;11.12.2006;imp.aisulu;ИС-21\n\
    Тізімов;Бекзат;;31.02.2006;imp.bekzat;ЖОҚ-99\n\
    Тізімбек;Дана;;01.09.2007;imp.dana;ис-21\n";
const SECOND: &str = "Тегі;Аты;ЖСН;Туған күні;Логин;Тобы\n\
    Тізімова;Айсұлу;061211600085;11.12.2006;imp.aisulu;ИС-21\n\
    Тізімов;Бекзат;;28.02.2006;imp.bekzat;ИС-21\n\
    Тізімбек;Дана;;01.09.2007;imp.dana;ис-21\n";

/// Sends a file; the address of the import.
async fn sent(browser: &mut Browser, list: &[u8]) -> String {
    browser.open("/people/import").await;
    let answer = browser.send_file("/people/import", "тізім.csv", list).await;
    assert_eq!(answer.status, 303, "{}", text(&answer.text()));
    answer.place().to_owned()
}

/// Takes the columns as they were read.
async fn columns_taken(browser: &mut Browser, place: &str) -> String {
    let page = browser.open(place).await;
    let columns = forms(&page)
        .into_iter()
        .find(|form| form.action.ends_with("/columns"));
    browser.submit(&columns.expect("the columns")).await
}

async fn pressed(browser: &mut Browser, place: &str, action: &str) -> String {
    let page = browser.open(place).await;
    let form = forms(&page)
        .into_iter()
        .find(|form| form.action.ends_with(action));
    browser
        .submit(&form.unwrap_or_else(|| panic!("no {action} in {page}")))
        .await
}

async fn written(site: &TestSite, browser: &mut Browser, place: &str) -> String {
    let ready = format!("<h1>{}</h1>", site.said("import-written-title"));
    for _ in 0..PATIENCE {
        let page = browser.open(place).await;
        if page.contains(&ready) {
            return page;
        }
        tokio::time::sleep(PAUSE).await;
    }
    panic!("the import was not written");
}

pub async fn a_list_with_errors_is_corrected_and_confirmed(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let before = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM people")
        .await;
    let place = sent(&mut registrar, FIRST.as_bytes()).await;
    let page = columns_taken(&mut registrar, &place).await;
    assert!(page.contains(&site.said("import-preview-title")));
    for told in [
        format!("ЖСН: {}", site.said("person-iin-wrong")),
        format!("Туған күні: {}", site.said("form-date")),
    ] {
        assert!(text(&page).contains(&told), "{told}: {}", text(&page));
    }
    assert!(page.contains("«ЖОҚ-99»"));
    let wrong = registrar.open(&format!("{place}?show=wrong")).await;
    assert!(wrong.contains("Тізімова") && !wrong.contains("Тізімбек"));
    let problems = registrar.get(&format!("{place}/problems.xlsx")).await;
    assert!(problems.body.starts_with(b"PK"));
    // Nobody else is told of it, an administrator is.
    let mut rector = site.signed_in("bolat").await;
    assert_eq!(rector.get(&place).await.status, 403);
    // The corrected file goes on where the first was.
    let replaced = format!("{place}/file");
    registrar.open(&place).await;
    let answer = registrar
        .send_file(&replaced, "тізім-2.csv", SECOND.as_bytes())
        .await;
    let second = answer.place().to_owned();
    assert_ne!(second, place);
    assert_eq!(
        registrar.get(&place).await.status,
        404,
        "the first is forgotten"
    );
    let page = registrar.open(&second).await;
    assert!(
        page.contains(&site.said("import-preview-title")),
        "{}",
        text(&page)
    );
    let now = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM people")
        .await;
    assert_eq!(now, before, "nothing is written before it is confirmed");
    pressed(&mut registrar, &second, "/confirmation").await;
    let page = written(&site, &mut registrar, &second).await;
    assert!(page.contains("Тізімов Бекзат"));
    let now = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM people")
        .await;
    assert_eq!(now, before + 3);
    let found = registrar.open("/people?q=тізімова").await;
    assert!(found.contains("Тізімова Айсұлу") && found.contains("ИС-21"));
    let outcomes = registrar.get(&format!("{second}/outcomes.xlsx")).await;
    assert!(outcomes.body.starts_with(b"PK"));
    // Confirmed twice is once, and the list is known again.
    registrar.post(&format!("{second}/confirmation"), &[]).await;
    let again = sent(&mut registrar, SECOND.as_bytes()).await;
    let page = columns_taken(&mut registrar, &again).await;
    assert!(page.contains(&site.said("import-idle")), "{}", text(&page));
    // Without a login it may be the same person: that is asked, not guessed.
    let unsure = SECOND.replace("imp.dana", "");
    let again = sent(&mut registrar, unsure.as_bytes()).await;
    let page = columns_taken(&mut registrar, &again).await;
    assert!(page.contains(&site.said("import-same")), "{}", text(&page));
    let page = pressed(&mut registrar, &again, "/answer").await;
    assert!(page.contains(&site.said("import-none")), "{}", text(&page));
    let page = registrar.open(&again).await;
    assert!(page.contains(&site.said("import-idle")), "{}", text(&page));
    let now = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM people")
        .await;
    assert_eq!(now, before + 3);
    let imported = site
        .number("SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act = 'people.imported'")
        .await;
    assert_eq!(imported, 1);
}

pub async fn files_that_are_no_lists_are_told_and_forms_without_a_token_are_not_read(
    site: Arc<TestSite>,
) {
    let mut registrar = site.signed_in("zhanar").await;
    registrar.open("/people/import").await;
    let large = vec![b'a'; 21 << 20];
    for (bytes, key) in [
        (&b""[..], "import-file-empty"),
        (b"surname;given\n", "import-file-headings-only"),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\x02",
            "import-file-other-kind",
        ),
        (b"PK\x03\x04half of a file", "import-file-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "import-file-old-excel"),
    ] {
        let answer = registrar.send_file("/people/import", "a.xlsx", bytes).await;
        assert_eq!(answer.status, 422, "{key}");
        for language in Language::ALL {
            assert!(site.words(language).has(key));
        }
        assert!(text(&answer.text()).contains(&site.said(key)), "{key}");
    }
    let answer = registrar.post("/people/import", &[]).await;
    assert!(text(&answer.text()).contains(&site.said("import-file-missing")));
    let answer = registrar.send_file("/people/import", "a.csv", &large).await;
    assert_failure(&site, &answer, 413, "too-large");
    let body = with_file("forged", "file", "a.csv", FIRST.as_bytes());
    let forged = Request::new("POST", "/people/import").body(WITH_FILE, body);
    assert_eq!(registrar.ask(forged).await.status, 403);
    let half = with_file(&registrar.token, "file", "a.csv", FIRST.as_bytes());
    let half =
        Request::new("POST", "/people/import").body(WITH_FILE, half[..half.len() / 2].to_vec());
    assert_eq!(registrar.ask(half).await.status, 400);
    // A columns form that names nobody, an import that runs already, one that was never there.
    let place = sent(&mut registrar, b"x;y\n1;2\n").await;
    registrar.open(&place).await;
    let answer = registrar.post(&format!("{place}/columns"), &[]).await;
    assert_eq!(answer.status, 422);
    assert!(text(&answer.text()).contains(&site.said("import-columns-no-name")));
    let nowhere = "/people/import/00000000-0000-7000-8000-000000000000";
    assert_eq!(registrar.get(nowhere).await.status, 404);
}

pub async fn the_template_and_the_list_come_back_without_change(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let template = admin.get("/people/import/template.xlsx").await;
    assert!(template.body.starts_with(b"PK"));
    admin.open("/people/import").await;
    let answer = admin
        .send_file("/people/import", "template.xlsx", &template.body)
        .await;
    assert!(text(&answer.text()).contains(&site.said("import-file-headings-only")));
    let list = admin.get("/people/import/people.xlsx").await;
    let place = sent(&mut admin, &list.body).await;
    let page = columns_taken(&mut admin, &place).await;
    assert!(page.contains(&site.said("import-idle")), "{}", text(&page));
    let wrong = admin.open(&format!("{place}?show=wrong")).await;
    assert!(
        text(&wrong).contains(&site.said("import-none")),
        "{}",
        text(&wrong)
    );
}
