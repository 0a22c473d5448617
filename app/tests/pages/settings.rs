//! Settings as administrators change them: they hold at once, on every node, and are told in the log.

use std::sync::Arc;
use std::time::Duration;

use crate::stories;
use crate::support::{
    Engine, Form, Request, Setup, TestSite, assert_problem, browser::encoded, main_form, tags, text,
};

stories!(
    a_setting_holds_at_once_and_is_told_in_its_history,
    what_cannot_be_taken_comes_back_as_it_was_typed,
    a_language_that_is_not_offered_is_spoken_to_nobody,
    a_new_session_lives_as_long_as_was_chosen,
    the_address_is_set_from_the_address_itself,
    two_administrators_do_not_undo_each_other,
    another_node_hears_of_it,
    colours_are_looked_at_and_then_kept_for_everybody,
    a_colour_that_cannot_be_read_is_refused_with_the_nearest,
    the_store_of_files_is_tried_out,
);

const PATH: &str = "/administration/settings";
const PATIENCE: Duration = Duration::from_secs(10);

async fn form(site: &TestSite) -> (crate::support::Browser, Form) {
    let mut admin = site.signed_in("admin").await;
    let form = main_form(&admin.open(PATH).await);
    (admin, form)
}

async fn a_setting_holds_at_once_and_is_told_in_its_history(site: Arc<TestSite>) {
    let (mut admin, form) = form(&site).await;
    assert!(admin.open("/today").await.contains("20 қараша"));
    let page = admin
        .submit(&form.clone().set("setting-zone", "Pacific/Auckland"))
        .await;
    assert!(
        page.contains(&site.said("settings-saved")),
        "{}",
        text(&page)
    );
    assert!(page.contains(&site.said("act-settings-changed")));
    assert!(
        page.contains("Asia/Almaty → Pacific/Auckland"),
        "{}",
        text(&page)
    );
    assert!(page.contains("Ерлан Ысқақов"), "who it was");
    // At 04:52 UTC of the 20th it is 17:52 in Auckland.
    let page = admin.open(PATH).await;
    assert!(page.contains("17:52"), "{}", text(&page));
    let log = admin.open("/audit").await;
    assert!(
        log.contains(&site.said("act-settings-changed")),
        "{}",
        text(&log)
    );
    let back = main_form(&page).set("setting-zone", "Asia/Almaty");
    admin.submit(&back).await;
    let (before, page) = (site.weight().await, admin.open(PATH).await);
    admin.submit(&main_form(&page)).await;
    assert_eq!(
        before,
        site.weight().await,
        "what is as it was is not written"
    );
    assert_eq!(site.signed_in("zhanar").await.get(PATH).await.status, 403);
}

async fn what_cannot_be_taken_comes_back_as_it_was_typed(site: Arc<TestSite>) {
    let (mut admin, form) = form(&site).await;
    let wrong = form
        .set("setting-zone", "Asia/Nowhere")
        .set("setting-session-idle", "100")
        .set("setting-upload-most", "много");
    let before = site.weight().await;
    let answer = admin.send(&wrong).await;
    let page = answer.text();
    assert_eq!(answer.status, 422);
    for (field, key) in [
        ("setting-zone", "settings-wrong-zone"),
        ("setting-session-idle", "settings-wrong-idle"),
        ("setting-upload-most", "settings-wrong-upload"),
    ] {
        assert_problem(&page, field, &site.said(key));
    }
    assert_eq!(main_form(&page).get("setting-upload-most"), "много");
    assert_eq!(before, site.weight().await);
}

/// A form without one of the languages that are ticked.
fn without(form: &Form, code: &str) -> Vec<(String, String)> {
    let kept = form
        .fields
        .iter()
        .filter(|(name, value)| !(name == "setting-languages" && value == code));
    kept.cloned().collect()
}

async fn a_language_that_is_not_offered_is_spoken_to_nobody(site: Arc<TestSite>) {
    let (mut admin, form) = form(&site).await;
    let fields = without(&form, "en");
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .filter(|(name, _)| name != "csrf")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(admin.post(PATH, &pairs).await.status, 303);
    let page = admin.open("/today").await;
    assert!(!page.contains("lang=en") && page.contains("lang=ru"));
    let mut stranger = site.browser();
    stranger.languages = "en";
    let page = stranger.open("/").await;
    assert!(page.contains("<html lang=\"kk\""), "{}", &page[..200]);
    stranger.get("/?lang=en").await;
    assert!(stranger.open("/").await.contains("<html lang=\"kk\""));
    // All of them again.
    let form = main_form(&admin.open(PATH).await);
    let mut pairs: Vec<(&str, &str)> = form
        .fields
        .iter()
        .filter(|(name, _)| name != "csrf")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    pairs.push(("setting-languages", "en"));
    assert_eq!(admin.post(PATH, &pairs).await.status, 303);
    assert!(stranger.open("/").await.contains("<html lang=\"en\""));
}

async fn a_new_session_lives_as_long_as_was_chosen(site: Arc<TestSite>) {
    let (mut admin, form) = form(&site).await;
    let form = form
        .set("setting-session-idle", "3")
        .set("setting-session-absolute", "5");
    admin.submit(&form).await;
    site.signed_in("saule").await;
    let newest =
        "SELECT idle_ms FROM sessions WHERE idle_ms < 43200000 ORDER BY begun_at DESC LIMIT 1";
    assert_eq!(site.number(newest).await, 3 * 60 * 60 * 1_000);
    let longest = "SELECT ends_at - begun_at FROM sessions WHERE idle_ms = 10800000 LIMIT 1";
    assert_eq!(site.number(longest).await, 5 * 60 * 60 * 1_000);
    let form = main_form(&admin.open(PATH).await)
        .set("setting-session-idle", "12")
        .set("setting-session-absolute", "336");
    admin.submit(&form).await;
}

async fn the_address_is_set_from_the_address_itself(site: Arc<TestSite>) {
    let (mut admin, form) = form(&site).await;
    let elsewhere = form
        .clone()
        .set("setting-public-url", "https://portal.example");
    let answer = admin.send(&elsewhere).await;
    assert_eq!(answer.status, 422);
    let told = site.said("settings-address-elsewhere");
    assert_problem(&answer.text(), "setting-public-url", &told);
    let here = format!("http://{}", site.address);
    let fields = form.set("setting-public-url", &here).fields;
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let request = Request::new("POST", PATH)
        .body("application/x-www-form-urlencoded", encoded(&pairs))
        .header("origin", &here);
    assert_eq!(admin.ask(request).await.status, 303);
    assert_eq!(site.site.chosen().public_url, here);
}

async fn two_administrators_do_not_undo_each_other(site: Arc<TestSite>) {
    let (mut here, first) = form(&site).await;
    let (mut there, second) = form(&site).await;
    here.submit(&first.set("setting-upload-most", "500")).await;
    let answer = there.send(&second.set("setting-session-idle", "4")).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert!(
        page.contains(&site.said("settings-meanwhile")),
        "{}",
        text(&page)
    );
    assert_eq!(site.site.chosen().upload_most, 500 << 20);
}

/// On the built-in database there is one node.
async fn another_node_hears_of_it(site: Arc<TestSite>) {
    if site.engine == Engine::Sqlite {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    // What one node seals the other believes.
    let keys = |data: &std::path::Path| data.join("keys");
    std::fs::create_dir(keys(folder.path())).expect("a folder of keys");
    for key in std::fs::read_dir(keys(&site.settings.data)).expect("the keys") {
        let key = key.expect("a key");
        let copy = keys(folder.path()).join(key.file_name());
        std::fs::copy(key.path(), copy).expect("a copy");
    }
    let place = site.settings.place.clone();
    let other = TestSite::start(folder.path(), place, Setup::DEMO).await;
    let (mut admin, form) = form(&site).await;
    let other_page = other.signed_in("admin").await.open(PATH).await;
    assert_eq!(
        main_form(&other_page).get("setting-upload-most"),
        form.get("setting-upload-most")
    );
    admin.submit(&form.set("setting-upload-most", "333")).await;
    let heard = async {
        while other.site.chosen().upload_most != 333 << 20 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let heard = tokio::time::timeout(PATIENCE, heard).await;
    assert!(heard.is_ok(), "the other node never heard of it");
    other.close().await;
}

const COLOURS: &str = "/administration/settings/colours";

/// The style of the organisation's colours that a page names.
fn brand(page: &str) -> Option<String> {
    let start = page.find("href=\"/brand/")? + 6;
    let end = page[start..].find('"')?;
    Some(page[start..start + end].to_owned())
}

async fn colours_are_looked_at_and_then_kept_for_everybody(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let form = admin.form(COLOURS, COLOURS).await.set("light", "#7A1F5C");
    let before = site.weight().await;
    let look = admin.send(&form.clone().set("act", "look")).await;
    assert_eq!(look.status, 303);
    let preview = admin.open(look.place()).await;
    let style = brand(&preview).expect("the preview has the colours");
    assert!(style.starts_with("/brand/7a1f5c-"), "{style}");
    assert_eq!(before, site.weight().await, "nothing is kept yet");
    let mut guest = site.browser();
    assert_eq!(brand(&guest.open("/").await), None, "nobody else sees it");
    let keep = main_form(&preview).set("act", "keep");
    assert_eq!(keep.get("light"), "7a1f5c");
    let page = admin.submit(&keep).await;
    assert!(page.contains(&site.said("settings-colours-saved")));
    assert!(page.contains("#7a1f5c"), "its history");
    let page = guest.open("/").await;
    assert_eq!(brand(&page), Some(style.clone()));
    assert!(page.contains("<meta name=\"theme-color\" content=\"#7a1f5c\">"));
    let css = guest.get(&style).await;
    assert_eq!(css.status, 200);
    assert_eq!(css.header("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(
        css.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    assert!(css.text().contains("--action:light-dark(#7a1f5c,"));
    assert_eq!(
        guest.get("/brand/ffff00-ffff00-00000000.css").await.status,
        404
    );
    let manifest = guest.get("/manifest.webmanifest").await.text();
    assert!(
        manifest.contains("\"theme_color\":\"#7a1f5c\""),
        "{manifest}"
    );
    let reset = format!("{COLOURS}/reset");
    let back = admin.form(COLOURS, &reset).await;
    admin.submit(&back).await;
    assert_eq!(brand(&guest.open("/").await), None);
    assert_eq!(
        site.signed_in("zhanar").await.get(COLOURS).await.status,
        403
    );
}

async fn a_colour_that_cannot_be_read_is_refused_with_the_nearest(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let form = admin.form(COLOURS, COLOURS).await;
    let before = site.weight().await;
    for (act, light, dark, field) in [
        ("keep", "#ffd400", "", "light"),
        ("look", "#ffd400", "", "light"),
        ("keep", "#0b5f6b", "#0b5f6b", "dark"),
        ("keep", "көк", "", "light"),
        ("keep", "", "", "light"),
        ("look", "#0b5f6b", "12", "dark"),
    ] {
        let form = form.clone().set("light", light).set("dark", dark);
        let answer = admin.send(&form.set("act", act)).await;
        assert_eq!(answer.status, 422, "{light} {dark}");
        let page = answer.text();
        assert!(
            page.contains(&format!("id=\"{field}-error\"")),
            "{light} {dark}"
        );
        assert_eq!(main_form(&page).get("light"), light);
        let offered = tags(&page).into_iter().find_map(|tag| {
            let place = tag.get("href")?.strip_prefix(COLOURS)?.to_owned();
            place.starts_with("?light=").then_some(place)
        });
        let is_colour = light.starts_with('#') && (dark.is_empty() || dark.starts_with('#'));
        assert_eq!(offered.is_some(), is_colour, "{light} {dark}");
        if let Some(offered) = offered {
            let seen = admin.open(&format!("{COLOURS}{offered}")).await;
            assert!(brand(&seen).is_some(), "{offered} can be read");
        }
    }
    assert_eq!(before, site.weight().await);
}

async fn the_store_of_files_is_tried_out(site: Arc<TestSite>) {
    const PATH: &str = "/administration/settings/files";
    const TEST: &str = "/administration/settings/files/test";
    let mut admin = site.signed_in("admin").await;
    let form = admin.form(PATH, TEST).await;
    let page = text(&admin.submit(&form).await);
    let works = "Қойма жұмыс істеп тұр";
    assert!(page.contains(works), "{page}");
    assert!(
        page.contains(&site.said("settings-files-outcome-done")),
        "{page}"
    );
    assert!(page.contains(&site.said("act-store-tested")), "{page}");
    let root = site.settings.data.join("files");
    assert!(!root.join("probe").exists(), "it is left as it was");
    // A file stands where the folder should be: nothing can be written there.
    let aside = site.settings.data.join("files-aside");
    let had = root.exists();
    if had {
        std::fs::rename(&root, &aside).expect("aside");
    }
    std::fs::write(&root, "").expect("a file");
    let page = text(&admin.submit(&form).await);
    std::fs::remove_file(&root).expect("the file goes");
    if had {
        std::fs::rename(&aside, &root).expect("back");
    }
    assert!(!page.contains(works), "{page}");
    assert!(
        page.contains(&site.said("settings-files-outcome-other")),
        "{page}"
    );
    assert!(
        page.contains(&site.said("settings-files-step-write")),
        "{page}"
    );
    assert_eq!(site.signed_in("zhanar").await.get(PATH).await.status, 403);
}
