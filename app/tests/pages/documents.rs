//! Documents: ordered, issued, printed, checked by strangers, revoked; and the list on paper.

use std::io::Write as _;
use std::process::Command;
use std::sync::Arc;

use crate::stories;
use crate::support::html::Form;
use crate::support::{Answer, Browser, Request, TestSite, assert_problem, main_form, text};

stories!(
    a_learner_orders_a_certificate_and_anybody_checks_it,
    what_cannot_be_printed_is_refused_at_its_field,
    the_registrar_issues_finds_and_revokes,
    a_file_is_compared_with_what_was_issued,
    the_list_of_people_is_printed_as_it_is_filtered,
    strangers_see_neither_documents_nor_the_form,
    codes_cannot_be_guessed,
);

const ISSUED: &str = "SELECT CAST(count(*) AS BIGINT) FROM issued_documents";
const ACTS: &str =
    "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act = 'document.issued'";

/// What `pdftotext` reads, without where lines end. `./test` installs it.
fn words_of(pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(pdf).expect("room for a file");
    let ran = Command::new("pdftotext").arg(file.path()).arg("-").output();
    let ran = ran.unwrap_or_else(|error| panic!("pdftotext: {error}; ./test installs it"));
    assert!(ran.status.success());
    let words = String::from_utf8_lossy(&ran.stdout).into_owned();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn order(browser: &mut Browser, person: impl std::fmt::Display) -> Form {
    main_form(&browser.open(&format!("/people/{person}/certificate")).await)
}

async fn file(browser: &mut Browser, page: &str) -> Vec<u8> {
    let answer = browser.get(&format!("{page}/pdf")).await;
    assert_eq!(answer.status, 200, "{}", text(&answer.text()));
    assert_eq!(answer.header("content-type"), Some("application/pdf"));
    assert!(answer.body.starts_with(b"%PDF-"));
    answer.body
}

/// The code on the page of a document.
fn code_on(page: &str) -> String {
    let rest = page.split("href=\"/verify/").nth(1).expect("a code");
    rest[..14].to_owned()
}

async fn a_learner_orders_a_certificate_and_anybody_checks_it(site: Arc<TestSite>) {
    let mut learner = site.signed_in("aigerim").await;
    let person = site.person("aigerim").await;
    let page = learner.open("/documents/mine").await;
    assert!(page.contains(&format!("/people/{person}/certificate")));
    let typed = r#"«Қазпошта» #sys $x$ \ @ref *а* "б""#;
    let form = order(&mut learner, person)
        .await
        .set("certificate-language", "kk")
        .set("certificate-purpose", typed);
    let (issued, acts) = (site.number(ISSUED).await, site.number(ACTS).await);
    let first = learner.send(&form).await;
    assert_eq!(first.status, 303, "{}", text(&first.text()));
    let place = first.header("location").expect("a place").to_owned();
    // The same form again is the same document.
    let again = learner.send(&form).await;
    assert_eq!(again.header("location"), Some(place.as_str()));
    assert_eq!(site.number(ISSUED).await, issued + 1);
    assert_eq!(site.number(ACTS).await, acts + 1);
    let page = learner.open(&place).await;
    let code = code_on(&page);
    let pdf = file(&mut learner, &place).await;
    let words = words_of(&pdf);
    for expected in [
        "АНЫҚТАМА",
        "ИС-21",
        "Айгерім",
        typed,
        code.as_str(),
        "2026-00001",
    ] {
        assert!(words.contains(expected), "{expected} is missing in {words}");
    }
    assert_eq!(
        pdf,
        file(&mut learner, &place).await,
        "the same bytes each time"
    );
    // Anybody may check it, and learns no more than that needs.
    let mut stranger = site.browser();
    let page = stranger
        .open(&format!("/verify?code={}", code.to_lowercase()))
        .await;
    assert!(page.contains(&site.said("verify-valid")));
    assert!(page.contains("Айгерім") && page.contains("2026-00001"));
    assert!(!page.contains("ИС-21") && !page.contains(&person.to_string()));
    let answer = stranger.get(&format!("/verify/{code}")).await;
    assert_eq!(answer.header("x-robots-tag"), Some("noindex, nofollow"));
    let unknown = stranger.get("/verify/3333-4444-6666").await;
    assert_eq!(unknown.status, 404);
    assert!(unknown.text().contains(&site.said("verify-unknown")));
    let wrong = stranger.get("/verify?code=%D0%96%3Cscript%3E").await;
    assert_eq!(wrong.status, 422);
    assert!(!wrong.text().contains("<script>Ж") && !wrong.text().contains("Ж<script>"));
}

async fn what_cannot_be_printed_is_refused_at_its_field(site: Arc<TestSite>) {
    let mut learner = site.signed_in("aigerim").await;
    let person = site.person("aigerim").await;
    let form = order(&mut learner, person).await;
    let issued = site.number(ISSUED).await;
    for (typed, strange) in [("Мектепке 🙂", "🙂"), ("לבית הספר", "לביתהספר")]
    {
        let answer = learner
            .send(&form.clone().set("certificate-purpose", typed))
            .await;
        assert_eq!(answer.status, 422);
        let words = site.words(oqu_text::Language::Kk);
        let said = words.t1("certificate-strange", "characters", strange);
        if strange == "🙂" {
            assert_problem(&answer.text(), "certificate-purpose", &said);
        }
        assert!(answer.text().contains(typed), "nothing typed is lost");
    }
    for (field, value) in [
        ("certificate-language", "de"),
        ("group", "00000000-0000-7000-8000-000000000000"),
    ] {
        let answer = learner.send(&form.clone().set(field, value)).await;
        assert_eq!(answer.status, 422, "{field}");
    }
    let answer = learner.send(&form.clone().set("document", "x")).await;
    assert_eq!(answer.status, 400);
    let long = "Ә".repeat(161);
    let answer = learner.send(&form.set("certificate-purpose", &long)).await;
    assert_eq!(answer.status, 422);
    assert_eq!(site.number(ISSUED).await, issued);
}

async fn the_registrar_issues_finds_and_revokes(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let learner = site.person("s0015").await;
    let page = registrar.open(&format!("/people/{learner}")).await;
    assert!(page.contains(&format!("/people/{learner}/certificate")));
    let form = order(&mut registrar, learner)
        .await
        .set("certificate-language", "ru")
        .set("certificate-form", "full-time");
    let answer = registrar.send(&form).await;
    let place = answer.header("location").expect("a document").to_owned();
    let page = registrar.open(&place).await;
    assert!(page.contains(&site.said("act-document-issued")));
    let code = code_on(&page);
    let words = words_of(&file(&mut registrar, &place).await);
    for expected in ["СПРАВКА", "очная", "по месту требования", "Жанар Омарова"]
    {
        assert!(words.contains(expected), "{expected} is missing in {words}");
    }
    let name = page
        .split(&format!("/people/{learner}\">"))
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .expect("a name")
        .to_owned();
    let surname = name.split(' ').next().expect("a surname");
    let found = |query: &str| format!("/documents?{query}");
    let by_name = crate::support::browser::encoded(&[("q", surname)]);
    for query in [
        by_name.as_str(),
        "kind=study-certificate",
        "state=valid&from=20.11.2026&until=20.11.2026",
    ] {
        let page = registrar.open(&found(query)).await;
        assert!(page.contains(&place), "{query}");
    }
    for query in ["state=revoked", "until=19.11.2026", "q=%D1%8B%D1%8B%D1%8B"] {
        let page = registrar.open(&found(query)).await;
        assert!(!page.contains(&place), "{query}");
    }
    let wrong = registrar.get("/documents?from=31.02.2026").await;
    assert_eq!(wrong.status, 422);
    // Revoked: with a ground, once.
    let form = main_form(&registrar.open(&format!("{place}/revocation")).await);
    let answer = registrar.send(&form).await;
    assert_eq!(answer.status, 422);
    let ground = "Туған күнінде қате бар";
    let form = form.set("ground", ground);
    let page = registrar.submit(&form).await;
    assert!(page.contains(ground));
    assert!(page.contains(&site.said("act-document-revoked")));
    registrar.submit(&form.set("ground", "Басқа негіз")).await;
    let page = registrar.open(&place).await;
    assert!(page.contains(ground) && !page.contains("Басқа негіз"));
    let answer = registrar.get(&format!("{place}/pdf")).await;
    assert_eq!(answer.status, 303, "a revoked document has no file");
    let page = site.browser().open(&format!("/verify/{code}")).await;
    assert!(page.contains(&site.said("verify-revoked")));
    assert!(!page.contains(ground), "the ground is not for the street");
    let page = registrar.open("/documents?state=revoked").await;
    assert!(page.contains(&place));
}

/// A form with a file, as a browser sends it.
async fn send_file(browser: &mut Browser, bytes: &[u8]) -> Answer {
    browser.open("/verify").await;
    let mut body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--x\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n",
        browser.token
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let kind = "multipart/form-data; boundary=x";
    browser
        .ask(Request::new("POST", "/verify/file").body(kind, body))
        .await
}

async fn a_file_is_compared_with_what_was_issued(site: Arc<TestSite>) {
    let mut learner = site.signed_in("aigerim").await;
    let person = site.person("aigerim").await;
    let form = order(&mut learner, person).await;
    let answer = learner.send(&form).await;
    let place = answer.header("location").expect("a document").to_owned();
    let code = code_on(&learner.open(&place).await);
    let mut pdf = file(&mut learner, &place).await;
    let mut stranger = site.browser();
    let answer = send_file(&mut stranger, &pdf).await;
    assert_eq!(
        answer.header("location"),
        Some(format!("/verify/{code}").as_str())
    );
    let page = stranger.open(&format!("/verify/{code}")).await;
    assert!(page.contains("page-flash"));
    let last = pdf.len() - 1;
    pdf[last] ^= 1;
    let answer = send_file(&mut stranger, &pdf).await;
    assert_eq!(answer.header("location"), Some("/verify"));
    let page = stranger.open("/verify").await;
    assert!(page.contains(&site.said("verify-file-unknown")));
    let answer = send_file(&mut stranger, b"").await;
    assert_eq!(answer.header("location"), Some("/verify"));
}

async fn the_list_of_people_is_printed_as_it_is_filtered(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let page = registrar.open("/people?role=registrar").await;
    assert!(page.contains("/people.pdf?role=registrar"));
    let answer = registrar.get("/people.pdf?role=registrar").await;
    assert_eq!(answer.header("content-type"), Some("application/pdf"));
    let words = words_of(&answer.body);
    assert!(words.contains("Омарова Жанар"), "{words}");
    assert!(words.contains(&site.said("role-registrar")));
    assert!(!words.contains("Айгерім"), "{words}");
    let all = registrar.get("/people.pdf").await;
    let words = words_of(&all.body);
    let last = words.rsplit(" / ").next().expect("pages");
    let pages: usize = last
        .split(' ')
        .next()
        .unwrap_or_default()
        .parse()
        .expect("a number");
    assert!(pages > 5, "{pages} pages");
    let heading = format!("{} ", site.said("field-phone"));
    assert_eq!(
        words.matches(&heading).count(),
        pages,
        "a heading row on each"
    );
    let page = site
        .signed_in("admin")
        .await
        .open("/audit?act=people.exported")
        .await;
    assert!(page.contains(&site.said("act-people-exported")));
}

async fn strangers_see_neither_documents_nor_the_form(site: Arc<TestSite>) {
    let mut learner = site.signed_in("aigerim").await;
    let (own, other) = (site.person("aigerim").await, site.person("s0009").await);
    let form = order(&mut learner, own).await;
    let answer = learner.send(&form).await;
    let place = answer.header("location").expect("a document").to_owned();
    let path = format!("/people/{other}/certificate");
    assert_eq!(learner.get(&path).await.status, 404);
    // A form about somebody else, and the id of another's document, lead nowhere.
    let mut foreign = form.clone();
    foreign.action.clone_from(&path);
    assert_eq!(learner.send(&foreign).await.status, 404);
    let mut classmate = site.signed_in("s0015").await;
    assert_eq!(classmate.get(&place).await.status, 404);
    assert_eq!(classmate.get(&format!("{place}/pdf")).await.status, 404);
    let mut teacher = site.signed_in("saule").await;
    assert_eq!(teacher.get(&place).await.status, 404);
    assert_eq!(teacher.get("/documents").await.status, 403);
    let mut registrar = site.signed_in("zhanar").await;
    let taken = order(&mut registrar, other)
        .await
        .set("document", form.get("document"));
    let answer = registrar.send(&taken).await;
    assert_ne!(
        answer.status, 303,
        "the id of another document is not taken"
    );
}

async fn codes_cannot_be_guessed(site: Arc<TestSite>) {
    let mut stranger = site.browser();
    let mut refused = None;
    for _ in 0..70 {
        let answer = stranger.get("/verify/3333-4444-6666").await;
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
        assert_eq!(answer.status, 404);
    }
    let refused = refused.expect("a limit");
    let after: u64 = refused
        .header("retry-after")
        .and_then(|seconds| seconds.parse().ok())
        .expect("when to try again");
    assert!((1..=60).contains(&after));
}
