//! The portal: news and the rules of the organisation, written by some and read by all.

use std::sync::Arc;
use std::time::Duration;

use crate::stories;
use crate::support::{TestSite, assert_problem, main_form, text};

stories!(
    news_is_a_draft_until_it_is_published,
    news_appears_at_its_time_by_itself,
    news_stands_in_the_language_that_there_is,
    a_picture_of_news_is_as_public_as_the_news,
    an_edition_replaces_the_one_before,
    what_is_no_pdf_is_not_taken,
    missing_rules_are_told_with_their_clauses,
    two_browsers_change_one_rule,
);

async fn news_is_a_draft_until_it_is_published(site: Arc<TestSite>) {
    let mut methodist = site.signed_in("irina").await;
    let mut teacher = site.signed_in("saule").await;
    let mut guest = site.browser();
    let form = main_form(&methodist.open("/news/new").await);
    let page = methodist.send(&form).await.text();
    let lacks = site.said("news-lacks-everything");
    assert_problem(&page, "heading-kk", &lacks);
    let form = main_form(&page)
        .set("heading-kk", "Сынақ жаңалығы")
        .set("news-text-ru", "Текст");
    let page = methodist.send(&form).await.text();
    assert_problem(&page, "news-text-kk", &site.said("news-lacks-text"));
    assert_problem(&page, "heading-ru", &site.said("news-lacks-title"));
    let form = main_form(&page)
        .set("news-text-kk", "Бірінші абзац\n\n<b>Екінші</b>")
        .set("news-text-ru", "");
    let page = methodist.submit(&form).await;
    let heading = "<h1 lang=\"kk\">Сынақ жаңалығы</h1>";
    assert!(page.contains(heading), "{}", text(&page));
    assert!(!page.contains("<b>Екінші"), "text is text");
    let id = site
        .id("SELECT id FROM news WHERE title_kk = ", "Сынақ жаңалығы")
        .await;
    let path = format!("/news/{id}");
    // Nobody else is told that there is a draft.
    for browser in [&mut teacher, &mut guest] {
        assert_eq!(browser.get(&path).await.status, 404);
        assert!(!browser.open("/news").await.contains(&path));
    }
    assert!(methodist.open("/news").await.contains(&path));
    let late = main_form(&methodist.open(&format!("{path}/edit")).await);
    let publication = format!("{path}/publication");
    methodist.open(&path).await;
    for _ in 0..2 {
        let answer = methodist.post(&publication, &[]).await;
        assert_eq!(answer.status, 303, "the second time changes nothing");
    }
    // Published meanwhile: the slower hand is told.
    let answer = methodist.send(&late.set("heading-kk", "Басқа")).await;
    assert_eq!(answer.status, 422);
    let home = guest.open("/").await;
    assert!(home.contains(&path), "the newest stands on the home");
    assert!(guest.open("/news").await.contains(&path));
    let page = guest.open(&path).await;
    assert!(page.contains("<p>Бірінші абзац</p>"), "{}", text(&page));
    assert!(!page.contains(&site.said("act-news-added")));
    let history = methodist.open(&path).await;
    assert_eq!(history.matches(&site.said("act-news-published")).count(), 1);
    let feed = guest.get("/news/feed/kk").await;
    let kind = feed.header("content-type").unwrap_or_default();
    assert!(kind.starts_with("application/atom+xml"), "{kind}");
    let feed = feed.text();
    assert!(feed.contains("<title>Сынақ жаңалығы</title>"), "{feed}");
    assert!(feed.contains(&format!("urn:uuid:{id}")));
    assert!(!feed.contains("<b>"), "markup of a text is text in a feed");
    assert_eq!(guest.get("/news/feed/de").await.status, 404);
    let mut admin = site.signed_in("admin").await;
    let log = admin.open(&format!("/audit?object={id}")).await;
    assert!(log.contains(&site.said("act-news-published")));
    methodist.open(&path).await;
    let withdrawal = format!("{path}/withdrawal");
    let answer = methodist.post(&withdrawal, &[]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(guest.get(&path).await.status, 404);
    assert!(!guest.open("/").await.contains(&path));
    assert!(
        !guest
            .get("/news/feed/kk")
            .await
            .text()
            .contains("Сынақ жаңалығы")
    );
    let page = methodist.open(&path).await;
    assert!(page.contains(&site.said("act-news-withdrawn")));
}

async fn news_appears_at_its_time_by_itself(site: Arc<TestSite>) {
    let mut methodist = site.signed_in("irina").await;
    let mut guest = site.browser();
    let form = main_form(&methodist.open("/news/new").await)
        .set("heading-kk", "Ертеңгі жаңалық")
        .set("news-text-kk", "Мәтін");
    methodist.submit(&form).await;
    let id = site
        .id("SELECT id FROM news WHERE title_kk = ", "Ертеңгі жаңалық")
        .await;
    let path = format!("/news/{id}");
    let later = format!("{path}/publication");
    let form = main_form(&methodist.open(&later).await);
    for (day, time, field, key) in [
        ("", "09:00", "news-day", "form-date"),
        ("21.11.2026", "25:00", "news-time", "news-time-wrong"),
        ("20.11.2026", "09:51", "news-day", "news-day-wrong"),
        ("21.12.2027", "09:00", "news-day", "news-day-wrong"),
    ] {
        let form = form.clone().set("news-day", day).set("news-time", time);
        let answer = methodist.send(&form).await;
        assert_eq!(answer.status, 422, "{day} {time}");
        assert_problem(&answer.text(), field, &site.said(key));
    }
    let form = form.set("news-day", "20.11.2026").set("news-time", "10:52");
    let page = methodist.submit(&form).await;
    let told = "2026 жылғы 20 қараша, 10:52";
    assert!(text(&page).contains(told), "{}", text(&page));
    assert_eq!(guest.get(&path).await.status, 404);
    assert!(!guest.open("/news").await.contains(&path));
    site.clock.advance(Duration::from_secs(60 * 60));
    assert!(guest.open("/news").await.contains(&path));
    assert!(guest.open("/").await.contains(&path));
    assert_eq!(guest.get(&path).await.status, 200);
}

async fn news_stands_in_the_language_that_there_is(site: Arc<TestSite>) {
    let id = site
        .id(
            "SELECT id FROM news WHERE title_kk = ",
            "Ғылыми кітапхана электрондық оқу залын ашты",
        )
        .await;
    let mut guest = site.browser();
    guest.languages = "en";
    let page = guest.open(&format!("/news/{id}")).await;
    assert!(page.contains("<h1 lang=\"kk\">"), "{}", text(&page));
    let words = site.words(oqu_text::Language::En);
    assert!(page.contains(&*words.t("news-told-in-kk")));
    assert!(guest.open("/news").await.contains(&*words.t("news-in-kk")));
    let feed = guest.get("/news/feed/en").await.text();
    assert!(feed.contains("<entry xml:lang=\"kk\">"), "{feed}");
}

async fn a_picture_of_news_is_as_public_as_the_news(site: Arc<TestSite>) {
    let mut methodist = site.signed_in("irina").await;
    let mut teacher = site.signed_in("saule").await;
    let mut guest = site.browser();
    let id = site
        .id("SELECT id FROM news WHERE title_kk = ", "Ашық есік күні")
        .await;
    let path = format!("/news/{id}");
    let place = format!("{path}/picture");
    let mut picture = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(1_600, 900)
        .write_to(&mut picture, image::ImageFormat::Png)
        .expect("a picture");
    // Without words for those who do not see it a picture is not taken, and neither is what is none.
    methodist.open(&place).await;
    let answer = methodist
        .post_file(&place, "picture", "a.png", picture.get_ref())
        .await;
    assert_eq!(answer.status, 422);
    assert_problem(&answer.text(), "alt-kk", "жолын толтырыңыз");
    let alts = [
        ("alt-kk", "Есік"),
        ("alt-ru", "Дверь"),
        ("alt-en", "A door"),
    ];
    let bytes: &[u8] = b"<svg/>";
    let answer = methodist.post_form_file(&place, &alts, ("picture", "a.png", bytes));
    assert_eq!(answer.await.status, 422);
    let bytes = picture.get_ref();
    let answer = methodist.post_form_file(&place, &alts, ("picture", "a.png", bytes));
    let answer = answer.await;
    assert_eq!(answer.status, 303, "{}", text(&answer.text()));
    let page = methodist.open(&path).await;
    assert!(page.contains("alt=\"Есік\""), "{}", text(&page));
    let file = page.split("src=\"/files/").nth(1).expect("a picture");
    let file = format!("/files/{}", file.split('"').next().unwrap_or_default());
    assert_eq!(methodist.get(&file).await.status, 200);
    assert_eq!(teacher.get(&file).await.status, 404);
    assert_ne!(guest.get(&file).await.status, 200);
    methodist.open(&path).await;
    let publication = format!("{path}/publication");
    methodist.post(&publication, &[]).await;
    assert_eq!(guest.get(&file).await.status, 200);
    assert!(guest.open("/news").await.contains("?edge=480"));
    methodist.open(&path).await;
    methodist.post(&format!("{path}/withdrawal"), &[]).await;
    assert_ne!(guest.get(&file).await.status, 200);
    methodist.open(&place).await;
    methodist.post(&format!("{place}/removal"), &[]).await;
    assert!(!methodist.open(&path).await.contains("/files/"));
}

const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";

async fn an_edition_replaces_the_one_before(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let mut guest = site.browser();
    let earlier = site
        .id("SELECT id FROM regulations WHERE kind = ", "time_norms")
        .await;
    let page = guest.open(&format!("/regulations/{earlier}")).await;
    assert!(page.contains(&site.said("regulation-in-force")));
    let earlier_id = earlier.to_string();
    let mut fields = vec![
        ("regulation-kind", "time_norms"),
        ("regulation-number", "44"),
        ("heading-kk", "Уақыт нормалары, 2026"),
        ("approved-on", "01.11.2026"),
        ("approved-by", "Ғылыми кеңес"),
        ("force-from", "21.11.2026"),
        ("replaces", &earlier_id),
    ];
    registrar.open("/regulations/new").await;
    let file = ("file", "a.pdf", PDF);
    let answer = registrar
        .post_form_file("/regulations", &fields, file)
        .await;
    assert_eq!(answer.status, 303, "{}", text(&answer.text()));
    let path = answer.place().to_owned();
    // It is ahead until its day; then the earlier one is over, and both are read.
    assert!(
        guest
            .open(&path)
            .await
            .contains(&site.said("regulation-ahead"))
    );
    let page = guest.open(&format!("/regulations/{earlier}")).await;
    assert!(
        page.contains(&site.said("regulation-in-force")),
        "{}",
        text(&page)
    );
    assert!(
        text(&page).contains("2026 жылғы 20 қараша"),
        "{}",
        text(&page)
    );
    registrar.open("/regulations/new").await;
    fields[1] = ("regulation-number", "45");
    let answer = registrar
        .post_form_file("/regulations", &fields, file)
        .await;
    assert_eq!(answer.status, 422);
    assert_problem(
        &answer.text(),
        "replaces",
        &site.said("regulation-wrong-replaced"),
    );
    site.clock.advance(Duration::from_secs(24 * 60 * 60));
    assert!(
        guest
            .open(&path)
            .await
            .contains(&site.said("regulation-in-force"))
    );
    let page = guest.open(&format!("/regulations/{earlier}")).await;
    assert!(
        page.contains(&site.said("regulation-over")),
        "{}",
        text(&page)
    );
    assert!(page.contains(&path));
    // Cancelled by an order: marked and kept, and its file too.
    let mut registrar = site.signed_in("zhanar").await;
    let closure = format!("{path}/closure");
    registrar.open(&closure).await;
    let answer = registrar.post(&closure, &[("ground", "")]).await;
    assert_eq!(answer.status, 422, "an order has a number (RA-52)");
    for _ in 0..2 {
        let answer = registrar.post(&closure, &[("ground", "№ 7 бұйрық")]).await;
        assert_eq!(answer.status, 303, "the second time changes nothing");
    }
    let page = guest.open(&path).await;
    assert!(page.contains("№ 7 бұйрық"), "{}", text(&page));
    assert!(page.contains(&site.said("regulation-cancelled")));
    let file = page.split("href=\"/files/").nth(1).expect("its file");
    let file = format!("/files/{}", file.split('"').next().unwrap_or_default());
    let answer = guest.get(&file).await;
    assert_eq!((answer.status, answer.body.as_slice()), (200, PDF));
    registrar.open(&path).await;
    let reopening = format!("{path}/reopening");
    assert_eq!(registrar.post(&reopening, &[]).await.status, 303);
    let page = registrar.open(&path).await;
    assert!(page.contains(&site.said("act-regulation-restored")));
    assert_eq!(
        page.matches(&site.said("act-regulation-cancelled")).count(),
        1
    );
}

async fn what_is_no_pdf_is_not_taken(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let fields = [
        ("regulation-kind", "other"),
        ("regulation-number", "1"),
        ("heading-ru", "Проба"),
        ("approved-on", "02.11.2026"),
        ("force-from", "01.11.2026"),
    ];
    let before = site.weight().await;
    registrar.open("/regulations/new").await;
    let bytes: &[u8] = b"<html>%PDF-1.7";
    let file = ("file", "a.pdf", bytes);
    let answer = registrar
        .post_form_file("/regulations", &fields, file)
        .await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert_problem(&page, "file", &site.said("regulation-no-pdf"));
    assert_problem(&page, "force-from", &site.said("regulation-wrong-approval"));
    let back = main_form(&page);
    assert_eq!(back.get("heading-ru"), "Проба", "nothing typed is lost");
    registrar.open("/regulations/new").await;
    let file = ("file", "", b"".as_slice());
    let answer = registrar
        .post_form_file("/regulations", &fields[..1], file)
        .await;
    let page = answer.text();
    for field in [
        "regulation-number",
        "heading-kk",
        "approved-on",
        "force-from",
        "file",
    ] {
        assert_problem(&page, field, "");
    }
    assert_eq!(before, site.weight().await);
}

async fn missing_rules_are_told_with_their_clauses(site: Arc<TestSite>) {
    let mut rector = site.signed_in("bolat").await;
    let page = text(&rector.open("/regulations/demands").await);
    assert!(page.contains("R20-29") && page.contains("RA-37"), "{page}");
    let missing = site.said("demand-missing");
    let before = page.matches(&missing).count();
    assert!(before > 0, "the demo lacks some: {page}");
    let mut registrar = site.signed_in("zhanar").await;
    let form = registrar
        .open("/regulations/new?regulation-kind=mobility")
        .await;
    assert_eq!(main_form(&form).get("regulation-kind"), "mobility");
    let fields = [
        ("regulation-kind", "mobility"),
        ("regulation-number", "7"),
        ("heading-en", "Mobility at a distance"),
        ("approved-on", "01.01.2026"),
        ("force-from", "01.01.2026"),
    ];
    let file = ("file", "a.pdf", PDF);
    let answer = registrar
        .post_form_file("/regulations", &fields, file)
        .await;
    assert_eq!(answer.status, 303, "{}", text(&answer.text()));
    let page = text(&rector.open("/regulations/demands").await);
    assert_eq!(page.matches(&missing).count(), before - 1, "{page}");
    assert!(page.contains("Mobility at a distance, № 7"));
}

async fn two_browsers_change_one_rule(site: Arc<TestSite>) {
    let mut registrar = site.signed_in("zhanar").await;
    let mut methodist = site.signed_in("irina").await;
    let id = site
        .id("SELECT id FROM regulations WHERE kind = ", "assessment")
        .await;
    let path = format!("/regulations/{id}");
    let edit = format!("{path}/edit");
    let sent = |form: &crate::support::Form| -> Vec<(String, String)> {
        form.fields
            .iter()
            .filter(|(name, _)| name != "csrf" && name != "file")
            .cloned()
            .collect()
    };
    let first = main_form(&registrar.open(&edit).await).set("regulation-number", "12-1");
    let second = main_form(&methodist.open(&edit).await).set("approved-by", "Кеңес");
    let none = ("file", "", b"".as_slice());
    let fields = sent(&first);
    let lent: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let answer = registrar.post_form_file(&path, &lent, none).await;
    assert_eq!(answer.status, 303, "{}", text(&answer.text()));
    let fields = sent(&second);
    let lent: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let answer = methodist.post_form_file(&path, &lent, none).await;
    assert_eq!(answer.status, 422);
    let merged = main_form(&answer.text());
    assert_eq!(
        (merged.get("regulation-number"), merged.get("approved-by")),
        ("12-1", "Кеңес")
    );
    // A new file is told by its hash; the same one again is no change.
    let fields = sent(&merged);
    let lent: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let answer = methodist
        .post_form_file(&path, &lent, ("file", "b.pdf", PDF))
        .await;
    assert_eq!(answer.status, 303, "{}", text(&answer.text()));
    let page = methodist.open(&path).await;
    assert!(
        page.contains(&site.said("field-regulation-file")),
        "{}",
        text(&page)
    );
}
