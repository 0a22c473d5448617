use std::sync::Arc;

use image::ImageFormat;

use super::{photo_of, picture};
use crate::support::{TestSite, assert_problem, text};

pub async fn a_photo_is_set_seen_changed_and_removed(site: Arc<TestSite>) {
    let person = site.person("aigerim").await;
    let path = format!("/people/{person}/photo");
    let mut learner = site.signed_in("aigerim").await;
    assert_eq!(photo_of(&learner.open(&path).await), None);
    let red = picture(ImageFormat::Jpeg, [250, 0, 0]);
    let answer = learner.post_file(&path, "photo", "мен.jpg", &red).await;
    assert_eq!(answer.status, 303, "{}", text(&answer.text()));
    let page = learner.open(&format!("/people/{person}")).await;
    assert!(page.contains(&site.said("photo-title")));
    let address = photo_of(&page).expect("the photo on the page");
    let photo = learner.get(&address).await;
    assert_eq!(photo.status, 200);
    assert_eq!(photo.header("content-type"), Some("image/jpeg"));
    let made = image::load_from_memory(&photo.body)
        .expect("a picture")
        .into_rgb8();
    assert_eq!(
        made.dimensions(),
        (480, 480),
        "a square of the shorter edge"
    );
    assert!(made.get_pixel(100, 100).0[0] > 230);
    assert!(photo_of(&learner.open("/account").await).is_some());

    let mut registrar = site.signed_in("zhanar").await;
    let list = registrar.open("/people?q=aigerim").await;
    let small = photo_of(&list).expect("the photo in the list");
    assert!(small.ends_with("?edge=96"), "{small}");
    let made = registrar.get(&small).await;
    let made = image::load_from_memory(&made.body).expect("a picture");
    assert_eq!((made.width(), made.height()), (96, 96));

    registrar.open(&path).await;
    let blue = picture(ImageFormat::Png, [0, 0, 250]);
    let answer = registrar.post_file(&path, "photo", "a.png", &blue).await;
    assert_eq!(answer.status, 303);
    let other = photo_of(&registrar.open(&path).await).expect("another photo");
    assert_ne!(other, address);
    assert_eq!(
        learner.get(&address).await.status,
        404,
        "the old one is gone"
    );
    for _ in 0..2 {
        let answer = registrar.post(&format!("{path}/removal"), &[]).await;
        assert_eq!(answer.status, 303, "and a second time");
    }
    let page = registrar.open(&format!("/people/{person}")).await;
    assert_eq!(photo_of(&page), None);
    let acts = ["act-person-photo-set", "act-person-photo-removed"];
    for (act, times) in acts.into_iter().zip([2, 1]) {
        let said = site.said(act);
        assert_eq!(page.matches(&said).count(), times, "{act}: {}", text(&page));
    }
}

pub async fn what_is_no_picture_is_said_in_words(site: Arc<TestSite>) {
    let path = format!("/people/{}/photo", site.person("saule").await);
    let mut browser = site.signed_in("saule").await;
    browser.open(&path).await;
    let whole = picture(ImageFormat::Png, [1, 2, 3]);
    let cases: [(&str, &[u8], &str); 6] = [
        ("photo.jpg", b"MZ a program", "files-image-none"),
        ("a.svg", b"<svg onload='alert(1)'/>", "files-image-none"),
        ("cut.png", &whole[..whole.len() / 2], "files-image-broken"),
        ("lie.jpg", b"\xff\xd8\xff\xe0 lie", "files-image-broken"),
        ("empty.jpg", b"", "files-image-none"),
        ("", b"", "files-missing"),
    ];
    for (name, bytes, key) in cases {
        let answer = browser.post_file(&path, "photo", name, bytes).await;
        assert_eq!(answer.status, 422, "{name}");
        assert_problem(&answer.text(), "photo", &site.said(key));
    }
    let large = vec![0; (15 << 20) + 1];
    let answer = browser.post_file(&path, "photo", "large.jpg", &large).await;
    assert_eq!(answer.status, 413);
    assert_eq!(photo_of(&browser.open(&path).await), None);
}

pub async fn a_photo_is_ones_own_or_the_registrars(site: Arc<TestSite>) {
    let person = site.person("s0015").await;
    let path = format!("/people/{person}/photo");
    let red = picture(ImageFormat::WebP, [250, 0, 0]);
    let mut registrar = site.signed_in("zhanar").await;
    registrar.open(&path).await;
    let set = registrar.post_file(&path, "photo", "a.webp", &red).await;
    assert_eq!(set.status, 303);
    let address = photo_of(&registrar.open(&path).await).expect("a photo");
    // Who sees the person sees the photo; who does not is not told that there is one.
    for (login, sees) in [("gulnar", 200), ("aigerim", 404), ("nurzhan", 404)] {
        let mut browser = site.signed_in(login).await;
        assert_eq!(browser.get(&address).await.status, sees, "{login}");
        browser.open("/account").await;
        let changed = browser.post_file(&path, "photo", "a.webp", &red).await;
        assert!([403, 404].contains(&changed.status), "{login}");
    }
    let mut stranger = site.browser();
    assert_eq!(stranger.get(&address).await.status, 303);
}
