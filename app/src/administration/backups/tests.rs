use jiff::civil::date;
use jiff::tz::TimeZone;
use oqu_kernel::Moment;

use super::folder;
use super::rules::{Schedule, due, is_daily, is_name, is_sealed, name, too_many};

#[test]
fn a_name_tells_when_how_and_by_whom() {
    let at = date(2026, 11, 20).at(9, 5, 7, 0);
    for (daily, sealed, told) in [
        (false, false, "oqu-2026-11-20-090507.tar"),
        (true, false, "oqu-daily-2026-11-20-090507.tar"),
        (true, true, "oqu-daily-2026-11-20-090507.tar.sealed"),
    ] {
        let name = name(at, daily, sealed);
        assert_eq!(name, told);
        assert!(is_name(&name));
        assert_eq!((is_daily(&name), is_sealed(&name)), (daily, sealed));
    }
    for other in [
        "",
        "oqu.db",
        "oqu-a.tar.partial",
        "../oqu-a.tar",
        "oqu-/../a.tar",
        "oqu-..tar",
        "oqu-A.tar",
        "oqu-a.tar\n",
        "oqu-ә.tar",
    ] {
        assert!(!is_name(other), "{other:?}");
    }
}

#[test]
fn a_day_is_due_from_its_hour_on_by_the_clocks_on_the_walls() {
    let zone = TimeZone::get("Asia/Almaty").unwrap();
    let at = |hour: i8, minute: i8| {
        let zoned = date(2026, 11, 20)
            .at(hour, minute, 0, 0)
            .to_zoned(zone.clone());
        Moment::from_millis(zoned.unwrap().timestamp().as_millisecond())
    };
    for (hour, minute, wanted, day) in [
        (3, 0, 3, "2026-11-20"),
        (2, 59, 3, "2026-11-19"),
        (23, 59, 0, "2026-11-20"),
        (0, 0, 0, "2026-11-20"),
        (22, 0, 23, "2026-11-19"),
    ] {
        assert_eq!(due(at(hour, minute), &zone, wanted).as_deref(), Some(day));
    }
}

#[test]
fn what_stands_in_the_rows_is_a_schedule_or_none() {
    let read = Schedule::read;
    assert_eq!(read(None, None).hour, None);
    assert_eq!(read(None, None).keep, Schedule::KEEP);
    assert_eq!(
        read(Some("3"), Some("7")),
        Schedule {
            hour: Some(3),
            keep: 7
        }
    );
    for wrong in ["", "24", "-1", "x", "03.5"] {
        assert_eq!(read(Some(wrong), None).hour, None, "{wrong}");
    }
    for wrong in ["0", "367", "", "x"] {
        assert_eq!(read(None, Some(wrong)).keep, Schedule::KEEP, "{wrong}");
    }
}

#[test]
fn only_the_oldest_by_the_clock_are_too_many() {
    let names: Vec<String> = [
        "oqu-daily-2026-11-03-030000.tar",
        "oqu-2026-11-01-030000.tar",
        "oqu-daily-2026-11-01-030000.tar.sealed",
        "oqu-daily-2026-11-02-030000.tar",
    ]
    .map(str::to_owned)
    .to_vec();
    assert_eq!(
        too_many(&names, 2),
        ["oqu-daily-2026-11-01-030000.tar.sealed"]
    );
    assert_eq!(too_many(&names, 3), [""; 0]);
}

#[test]
fn the_folder_shows_what_is_whole_only() {
    let place = tempfile::tempdir().unwrap();
    let here = place.path();
    for file in [
        "oqu-2026-11-20-090507.tar",
        "oqu-2026-11-20-090508.tar.partial",
        "notes.txt",
    ] {
        std::fs::write(here.join(file), "12345").unwrap();
    }
    std::fs::create_dir(here.join("oqu-2026-11-20-090509.tar")).unwrap();
    let elsewhere = here.join("notes.txt");
    std::os::unix::fs::symlink(elsewhere, here.join("oqu-2026-11-20-090510.tar")).unwrap();
    let found = folder::list(here);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].name, "oqu-2026-11-20-090507.tar");
    assert_eq!(found[0].bytes, 5);
    assert_eq!(folder::list(&here.join("none")).len(), 0);
    assert!(
        folder::path_of(here, "oqu-2026-11-20-090510.tar").is_none(),
        "a link"
    );
    assert!(folder::path_of(here, "notes.txt").is_none());
}
