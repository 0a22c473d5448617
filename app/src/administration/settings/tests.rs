use oqu_kernel::Moment;
use oqu_text::Language;
use oqu_web::{Chosen, Settings};

use super::rules::{Fixed, Key, chosen, disagreements};
use super::store::SettingRow;

fn base() -> Chosen {
    Chosen::of(&Settings {
        public_url: "http://localhost:8080".into(),
        demo: false,
        behind_proxy: false,
        zone: jiff::tz::TimeZone::get("Asia/Almaty").unwrap(),
    })
}

fn row(key: Key, value: &str) -> SettingRow {
    SettingRow {
        name: key.name().into(),
        value: value.into(),
        changed_at: Moment::from_millis(1),
        changed_by: String::new(),
    }
}

#[test]
fn a_value_that_was_put_is_the_value_that_is_shown() {
    for (key, value) in [
        (Key::PublicUrl, "https://portal.example.edu.kz"),
        (Key::Zone, "Asia/Qyzylorda"),
        (Key::Languages, "kk en"),
        (Key::Language, "ru"),
        (Key::SessionIdle, "8"),
        (Key::SessionAbsolute, "720"),
        (Key::UploadMost, "20480"),
    ] {
        let mut chosen = base();
        assert_ne!(key.value(&chosen), value, "{key:?}");
        assert_eq!(key.put(&mut chosen, value), Ok(()), "{key:?}");
        assert_eq!(key.value(&chosen), value);
        let mut again = base();
        key.put(&mut again, &key.value(&base())).unwrap();
        assert_eq!(again, base(), "{key:?} as it is changes nothing");
    }
}

#[test]
fn what_cannot_be_taken_changes_nothing() {
    for (key, value) in [
        (Key::PublicUrl, ""),
        (Key::PublicUrl, "portal.example"),
        (Key::PublicUrl, "https://a.example/path"),
        (Key::PublicUrl, "https://a b"),
        (Key::PublicUrl, "javascript://a"),
        (Key::Zone, "Asia/Nowhere"),
        (Key::Languages, ""),
        (Key::Languages, "de"),
        (Key::Language, "de"),
        (Key::SessionIdle, "0"),
        (Key::SessionIdle, "73"),
        (Key::SessionIdle, "-1"),
        (Key::SessionAbsolute, "1"),
        (Key::SessionAbsolute, "721"),
        (Key::UploadMost, "19"),
        (Key::UploadMost, "99999999999999999999"),
    ] {
        let mut chosen = base();
        assert!(key.put(&mut chosen, value).is_err(), "{key:?} {value}");
        assert_eq!(chosen, base(), "{key:?} {value}");
    }
}

#[test]
fn settings_that_do_not_go_together_are_told() {
    let keys = |chosen: &Chosen, origin| -> Vec<Key> {
        let found = disagreements(chosen, &base(), origin);
        found.into_iter().map(|(key, _)| key).collect()
    };
    assert!(keys(&base(), None).is_empty());
    let mut wrong = base();
    wrong.languages = vec![Language::Ru];
    wrong.session_idle = wrong.session_absolute * 2;
    assert_eq!(keys(&wrong, None), [Key::Language, Key::SessionIdle]);
    let mut moved = base();
    moved.public_url = "https://a.example".into();
    assert_eq!(keys(&moved, Some("https://a.example")), []);
    for origin in [None, Some("http://a.example"), Some("https://b.example")] {
        assert_eq!(keys(&moved, origin), [Key::PublicUrl], "{origin:?}");
    }
}

#[test]
fn rows_are_gone_by_unless_they_are_fixed_or_cannot_be_taken() {
    let rows = [
        row(Key::Languages, "ru en"),
        row(Key::SessionIdle, "1000"),
        row(Key::UploadMost, "100"),
        SettingRow {
            name: "setting-of-a-newer-oqu".into(),
            ..row(Key::Zone, "x")
        },
    ];
    let now = chosen(base(), &Fixed::default(), &rows);
    assert_eq!(now.languages, [Language::Ru, Language::En]);
    assert_eq!(
        now.language,
        Language::Ru,
        "the default is one of those offered"
    );
    assert_eq!(now.session_idle, Chosen::SESSION_IDLE);
    assert_eq!(now.upload_most, 100 << 20);
    let told = [row(Key::Zone, "Asia/Qyzylorda")];
    let mut fixed = Fixed::default();
    assert_ne!(chosen(base(), &fixed, &told), base());
    fixed.zone = true;
    assert_eq!(chosen(base(), &fixed, &told), base());
}
