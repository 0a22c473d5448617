use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::ImageFormat;
use sha2::Digest as _;
use tokio::io::AsyncWriteExt as _;

use super::{blobs, photo_of, picture};
use crate::support::{Answer, Browser, Request, TestSite};

const PIECE: &str = "application/offset+octet-stream";

async fn begin(browser: &mut Browser, purpose: &str, length: u64) -> Answer {
    let metadata = format!(
        "purpose {},filename {}",
        STANDARD.encode(purpose),
        STANDARD.encode("../Сурет.jpg")
    );
    let begin = browser
        .step("POST", "/uploads")
        .header("upload-length", &length.to_string())
        .header("upload-metadata", &metadata);
    browser.ask(begin).await
}

async fn begun(browser: &mut Browser, purpose: &str, length: usize) -> String {
    let answer = begin(browser, purpose, length as u64).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert!(answer.header("upload-expires").is_some());
    answer.place().to_owned()
}

fn more(browser: &Browser, upload: &str, offset: usize, bytes: &[u8]) -> Request {
    browser
        .step("PATCH", upload)
        .header("upload-offset", &offset.to_string())
        .body(PIECE, bytes)
}

async fn add(browser: &mut Browser, upload: &str, offset: usize, bytes: &[u8]) -> Answer {
    let step = more(browser, upload, offset, bytes);
    browser.ask(step).await
}

async fn offset(browser: &mut Browser, upload: &str) -> usize {
    let step = browser.step("HEAD", upload);
    let answer = browser.ask(step).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let offset = answer.header("upload-offset").expect("an offset");
    offset.parse().expect("a number")
}

pub async fn an_upload_goes_on_where_it_broke_off(site: Arc<TestSite>) {
    let mut browser = site.signed_in("aigerim").await;
    let bytes: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
    let upload = begun(&mut browser, "trial", bytes.len()).await;
    assert_eq!(offset(&mut browser, &upload).await, 0);
    assert_eq!(
        add(&mut browser, &upload, 0, &bytes[..1000]).await.status,
        204
    );
    // The line breaks in the middle of a piece: what came is kept.
    let cut =
        more(&browser, &upload, 1000, &bytes[1000..301_000]).header("content-length", "700000");
    let answer = browser.try_ask(cut, false).await;
    assert!(
        answer.is_err()
            || answer.is_ok_and(|answer| answer.header("upload-offset") == Some("301000"))
    );
    let mut at = 1000;
    for _ in 0..100 {
        at = offset(&mut browser, &upload).await;
        if at > 1000 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(at, 301_000, "what came before the line broke");
    let mut answer = add(&mut browser, &upload, at, &bytes[at..]).await;
    for _ in 0..50 {
        if answer.status != 423 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        answer = add(&mut browser, &upload, at, &bytes[at..]).await;
    }
    assert_eq!(answer.status, 204, "{}", answer.text());
    let whole = bytes.len().to_string();
    assert_eq!(answer.header("upload-offset"), Some(&*whole));
    let place = oqu_files::Hash::of(&bytes).place();
    let kept = blobs(&site).whole(&place, bytes.len() as u64).await;
    assert_eq!(kept.expect("the blob")[..], bytes);
    let pieces = blobs(&site).below(&upload[1..], 10).await.expect("a list");
    assert!(pieces.is_empty(), "the pieces are not needed any more");
}

pub async fn an_upload_becomes_a_photo(site: Arc<TestSite>) {
    let person = site.person("nurlan").await;
    let path = format!("/people/{person}/photo");
    let mut browser = site.signed_in("nurlan").await;
    browser.open(&path).await;
    let bytes = picture(ImageFormat::Jpeg, [1, 200, 1]);
    let upload = begun(&mut browser, "person-photo", bytes.len()).await;
    let id = upload.rsplit('/').next().unwrap_or_default().to_owned();
    let named = [("photo_upload", id.as_str())];
    // Not before it has come, and not another's.
    let half = add(&mut browser, &upload, 0, &bytes[..10]).await;
    assert_eq!(half.status, 204);
    assert_eq!(browser.post(&path, &named).await.status, 409);
    browser.open(&path).await;
    assert_eq!(
        add(&mut browser, &upload, 10, &bytes[10..]).await.status,
        204
    );
    let mut other = site.signed_in("saule").await;
    let others = format!("/people/{}/photo", site.person("saule").await);
    other.open(&others).await;
    assert_eq!(other.post(&others, &named).await.status, 422);
    assert_eq!(browser.post(&path, &named).await.status, 303);
    assert!(photo_of(&browser.open(&path).await).is_some());
    // It is spent.
    assert_eq!(browser.post(&path, &named).await.status, 422);
    let text = begun(&mut browser, "person-photo", 20).await;
    let refused = add(&mut browser, &text, 0, b"a text of 20 letters").await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.text(), site.said("files-kind-unwanted"));
    let gone = browser.step("HEAD", &text);
    assert_eq!(browser.ask(gone).await.status, 404);
}

pub async fn steps_that_do_not_fit_are_refused(site: Arc<TestSite>) {
    let mut browser = site.signed_in("aigerim").await;
    let options = browser.ask(Request::new("OPTIONS", "/uploads")).await;
    assert_eq!(options.status, 204);
    assert_eq!(options.header("tus-version"), Some("1.0.0"));
    let upload = begun(&mut browser, "trial", 10).await;
    assert_eq!(add(&mut browser, &upload, 5, b"abc").await.status, 409);
    assert_eq!(
        add(&mut browser, &upload, 0, b"eleven bytes").await.status,
        413
    );
    let old = browser
        .step("HEAD", &upload)
        .header("tus-resumable", "0.2.2");
    let _ = browser.ask(old).await;
    let silent = Request::new("HEAD", &upload);
    let silent = browser.ask(silent).await;
    assert_eq!(silent.status, 412);
    assert_eq!(silent.header("tus-version"), Some("1.0.0"));
    let form = browser
        .step("PATCH", &upload)
        .header("upload-offset", "0")
        .body("text/plain", "abc");
    assert_eq!(browser.ask(form).await.status, 415);
    // Another site cannot know the token.
    let forged = Request::new("PATCH", &upload)
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", "0")
        .body(PIECE, "abc");
    assert_eq!(browser.ask(forged.clone()).await.status, 403);
    let token = browser.token.clone();
    let foreign = forged
        .header("x-csrf-token", &token)
        .header("origin", "https://evil.example");
    assert_eq!(browser.ask(foreign).await.status, 403);
    // A sum that does not hold keeps nothing, one that holds all.
    let sum = STANDARD.encode(sha2::Sha256::digest(b"abc"));
    let summed = |bytes: &[u8]| {
        more(&browser, &upload, 0, bytes).header("upload-checksum", &format!("sha256 {sum}"))
    };
    let (wrong, right) = (summed(b"abd"), summed(b"abc"));
    assert_eq!(browser.ask(wrong).await.status, 460);
    assert_eq!(offset(&mut browser, &upload).await, 0);
    assert_eq!(browser.ask(right).await.status, 204);
    assert_eq!(offset(&mut browser, &upload).await, 3);
    let md5 = more(&browser, &upload, 3, b"def").header("upload-checksum", "md5 AAAA");
    assert_eq!(browser.ask(md5).await.status, 400);
    let mut other = site.signed_in("saule").await;
    for method in ["HEAD", "DELETE"] {
        let step = other.step(method, &upload);
        assert_eq!(other.ask(step).await.status, 404, "another's: {method}");
    }
    assert_eq!(add(&mut other, &upload, 3, b"x").await.status, 404);
    let end = browser.step("DELETE", &upload);
    assert_eq!(browser.ask(end.clone()).await.status, 204);
    assert_eq!(browser.ask(end).await.status, 404, "and a second time");
}

pub async fn two_hands_do_not_write_at_once(site: Arc<TestSite>) {
    let mut browser = site.signed_in("aigerim").await;
    let upload = begun(&mut browser, "trial", 1_000).await;
    let cookie = browser.cookies.iter();
    let cookie: Vec<String> = cookie
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let head = format!(
        "PATCH {upload} HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\ntus-resumable: 1.0.0\r\n\
         x-csrf-token: {}\r\nupload-offset: 0\r\ncontent-type: {PIECE}\r\ncontent-length: 1000\r\n\r\nabc",
        site.address,
        cookie.join("; "),
        browser.token
    );
    let mut line = tokio::net::TcpStream::connect(site.address)
        .await
        .expect("a line");
    line.write_all(head.as_bytes()).await.expect("some bytes");
    let mut held = Vec::new();
    while held.is_empty() {
        let holders = async |tx: &mut oqu_db::Tx| {
            let query = oqu_db::Query::new("SELECT id FROM uploads WHERE holder IS NOT NULL");
            tx.list(&query).await
        };
        held = site
            .site
            .db
            .read::<Vec<uuid::Uuid>, oqu_db::Error, _>(holders)
            .await
            .expect("the database answers");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(add(&mut browser, &upload, 0, b"xyz").await.status, 423);
    drop(line);
}

pub async fn limits_are_told_before_anything_comes(site: Arc<TestSite>) {
    let mut browser = site.signed_in("umit").await;
    let too_large = begin(&mut browser, "person-photo", (15 << 20) + 1).await;
    assert_eq!(too_large.status, 413);
    assert_eq!(too_large.text(), site.said("files-too-large"));
    assert_eq!(begin(&mut browser, "person-photo", 0).await.status, 422);
    assert_eq!(begin(&mut browser, "unknown", 10).await.status, 400);
    assert_eq!(
        begin(&mut browser, "person-photo", u64::MAX).await.status,
        413
    );
    for _ in 0..10 {
        assert_eq!(begin(&mut browser, "person-photo", 10).await.status, 201);
    }
    let many = begin(&mut browser, "person-photo", 10).await;
    assert_eq!(many.status, 429);
    assert_eq!(many.text(), site.said("files-too-many"));
}

pub async fn what_nobody_needs_is_swept(site: Arc<TestSite>) {
    let mut browser = site.signed_in("viktor").await;
    let upload = begun(&mut browser, "trial", 100).await;
    assert_eq!(add(&mut browser, &upload, 0, b"half").await.status, 204);
    let path = format!("/people/{}/photo", site.person("viktor").await);
    browser.open(&path).await;
    let bytes = picture(ImageFormat::Jpeg, [77, 7, 77]);
    assert_eq!(
        browser
            .post_file(&path, "photo", "a.jpg", &bytes)
            .await
            .status,
        303
    );
    let store = oqu_files::Files::new(
        &site.settings.files,
        oqu_files::Scanner::new(None, false),
        Vec::new(),
        Vec::new(),
    );
    let pieces = async || {
        let pieces = blobs(&site).below(&upload[1..], 10).await;
        pieces.expect("a list").len()
    };
    let sweep = async || {
        let swept = oqu_files::sweep(&site.site.db, &store, site.clock.now()).await;
        swept.expect("a sweep")
    };
    sweep().await;
    assert_eq!(pieces().await, 1, "a day has not gone by");
    browser.open(&path).await;
    assert_eq!(
        browser.post(&format!("{path}/removal"), &[]).await.status,
        303
    );
    site.clock.advance(Duration::from_secs(25 * 60 * 60));
    let swept = sweep().await;
    assert!(
        swept.uploads >= 1 && swept.blobs >= 2 && swept.pieces >= 1,
        "{swept:?}"
    );
    assert_eq!(pieces().await, 0);
    assert_eq!(
        sweep().await,
        oqu_files::Swept::default(),
        "nothing is left to do"
    );
}
