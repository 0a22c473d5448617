use std::sync::Arc;

use image::ImageFormat;

use super::{photo_of, picture};
use crate::support::{Browser, Request, TestSite};

async fn with_photo(site: &TestSite) -> (Browser, String) {
    let path = format!("/people/{}/photo", site.person("marat").await);
    let mut browser = site.signed_in("marat").await;
    browser.open(&path).await;
    let bytes = picture(ImageFormat::Jpeg, [9, 99, 199]);
    let set = browser.post_file(&path, "photo", "a.jpg", &bytes).await;
    assert_eq!(set.status, 303);
    let address = photo_of(&browser.open(&path).await).expect("a photo");
    (browser, address)
}

pub async fn a_file_is_asked_again_and_in_parts(site: Arc<TestSite>) {
    let (mut browser, address) = with_photo(&site).await;
    let whole = browser.get(&address).await;
    let etag = whole.header("etag").expect("a tag").to_owned();
    let size = whole.body.len();
    assert_eq!(whole.header("content-length"), Some(&*size.to_string()));
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));

    let known = Request::get(&address).header("if-none-match", &etag);
    let again = browser.ask(known).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), Some(&*etag));

    let head = browser.ask(Request::new("HEAD", &address)).await;
    assert_eq!((head.status, head.body.len()), (200, 0));

    for (range, from, to) in [
        ("bytes=0-9", 0, 10),
        ("bytes=10-", 10, size),
        ("bytes=-5", size - 5, size),
    ] {
        let part = browser
            .ask(Request::get(&address).header("range", range))
            .await;
        assert_eq!(part.status, 206, "{range}");
        assert_eq!(part.body, whole.body[from..to], "{range}");
        let told = format!("bytes {from}-{}/{size}", to - 1);
        assert_eq!(part.header("content-range"), Some(&*told));
    }
    let other = Request::get(&address)
        .header("range", "bytes=0-9")
        .header("if-range", "\"another\"");
    assert_eq!(browser.ask(other).await.body.len(), size);
    let beyond = Request::get(&address).header("range", "bytes=99999999-");
    let beyond = browser.ask(beyond).await;
    assert_eq!(beyond.status, 416);
    let told = format!("bytes */{size}");
    assert_eq!(beyond.header("content-range"), Some(&*told));
}

pub async fn nothing_in_a_file_runs(site: Arc<TestSite>) {
    let (mut browser, address) = with_photo(&site).await;
    let photo = browser.get(&address).await;
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("content-type", "image/jpeg"),
        ("vary", "Cookie"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(photo.header(name), Some(value), "{name}");
    }
    let policy = photo.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    let shown = photo.header("content-disposition").expect("a disposition");
    assert!(
        shown.starts_with("inline; filename=\"photo.jpg\""),
        "{shown}"
    );
    let saved = browser.get(&format!("{address}?save")).await;
    let saved = saved.header("content-disposition").expect("a disposition");
    assert!(saved.starts_with("attachment"), "{saved}");
    for wrong in [
        "/files/x/y",
        "/files/00000000-0000-7000-8000-000000000000/a",
    ] {
        assert_eq!(browser.get(wrong).await.status, 404, "{wrong}");
    }
}
