use oqu_db::Error;
use oqu_db::testing::on_both;
use oqu_kernel::{Chance, Clock, Id, Moment};
use oqu_text::Language;

use super::rules::*;
use super::store::{self, From};
use crate::names::Names;
use crate::testing::{by, migrations};

#[test]
fn each_language_has_a_title_and_a_text_or_neither() {
    let check = |title: [&str; 3], text: [&str; 3], expected: &[Lacks]| {
        let details = NewsDetails {
            title: Names::new(title[0], title[1], title[2]),
            text: Names::new(text[0], text[1], text[2]),
            alt: Names::default(),
        };
        assert_eq!(details.lacks(), expected, "{title:?} {text:?}");
    };
    check(["а", "", ""], ["б", "", ""], &[]);
    check(["а", "б", "c"], ["а", "б", "c"], &[]);
    check(["", "", ""], ["", "", ""], &[Lacks::Everything]);
    check(["а", "", ""], ["", "", ""], &[Lacks::Text(Language::Kk)]);
    check(
        ["а", "", "c"],
        ["а", "б", ""],
        &[Lacks::Title(Language::Ru), Lacks::Text(Language::En)],
    );
}

#[test]
fn a_reader_gets_a_language_in_which_it_is_written() {
    let details = NewsDetails {
        title: Names::new("", "Новость", "News"),
        ..NewsDetails::default()
    };
    assert_eq!(details.read_in(Language::En), Language::En);
    assert_eq!(details.read_in(Language::Kk), Language::Ru);
}

#[tokio::test]
async fn news_is_read_from_the_newest_and_drafts_are_not() {
    on_both(&migrations(), async |db| {
        let clock = Clock::standing(Moment::from_millis(1_000));
        let writer = by(&Chance::seeded(9), &clock);
        let put = db.write::<_, Error, _>(async move |tx| {
            let mut ids = Vec::new();
            for at in 0..5 {
                let id = Id::new(writer.now, &writer.chance);
                let details = NewsDetails {
                    title: Names::new(&format!("Жаңалық {at}"), "", ""),
                    text: Names::new("Мәтін", "", ""),
                    alt: Names::default(),
                };
                store::add(tx, &writer, id, &details).await?;
                ids.push(id);
            }
            // Published in another order than written, two at one moment; the last stays a draft.
            for (at, when) in [(3, 10), (0, 20), (1, 20), (2, 30)] {
                let news = store::one(tx, ids[at]).await?.expect("it is there");
                store::publish(tx, &writer, &news, Moment::from_millis(when)).await?;
            }
            Ok(ids)
        });
        let ids = put.await.unwrap();
        let now = Moment::from_millis(100);
        let read = db.read::<_, Error, _>(async move |tx| {
            let first = store::published(tx, now, From::Start, 2).await?;
            let last = first.rows.last().expect("two rows").number;
            let second = store::published(tx, now, From::After(last), 2).await?;
            let back = second.rows.first().expect("two rows").number;
            let again = store::published(tx, now, From::Before(back), 2).await?;
            let drafts = store::unpublished(tx, now).await?;
            Ok((first, second, again, drafts))
        });
        let (first, second, again, drafts) = read.await.unwrap();
        let known = |rows: &[NewsRow]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!(known(&first.rows), [ids[2], ids[1]]);
        assert!(first.after && !first.before);
        assert_eq!(known(&second.rows), [ids[0], ids[3]]);
        assert!(second.before && !second.after);
        assert_eq!(known(&again.rows), known(&first.rows));
        assert_eq!(known(&drafts), [ids[4]]);
    })
    .await;
}

#[test]
fn news_is_read_from_its_moment_on_until_it_is_withdrawn() {
    let at = |millis| Some(Moment::from_millis(millis));
    let news = |published_at, withdrawn_at| NewsRow {
        number: 1,
        id: Id::from_uuid(uuid::Uuid::nil()),
        version: 1,
        published_at,
        withdrawn_at,
        changed_at: Moment::from_millis(0),
        details: NewsDetails::default(),
    };
    let moment = Moment::from_millis;
    for (published_at, withdrawn_at, expected) in [
        (None, None, State::Draft),
        (at(10), None, State::Published(moment(10))),
        (at(11), None, State::Planned(moment(11))),
        (None, at(5), State::Withdrawn(moment(5))),
        (at(10), at(5), State::Published(moment(10))),
    ] {
        let news = news(published_at, withdrawn_at);
        assert_eq!(news.state(moment(10)), expected);
        let is_published = matches!(expected, State::Published(_));
        assert_eq!(news.is_published(moment(10)), is_published);
    }
}

#[test]
fn news_is_planned_for_the_coming_year_only() {
    let now = Moment::from_millis(1_000);
    let day_ms = 24 * 60 * 60 * 1_000;
    for (at, expected) in [(1_000, false), (1_001, true), (1_000 + 366 * day_ms, true)] {
        assert_eq!(
            may_be_planned(Moment::from_millis(at), now),
            expected,
            "{at}"
        );
    }
    let too_far = Moment::from_millis(1_001 + 366 * day_ms);
    assert!(!may_be_planned(too_far, now));
}

#[tokio::test]
async fn what_was_read_is_withdrawn_and_what_was_planned_is_a_draft_again() {
    on_both(&migrations(), async |db| {
        let clock = Clock::standing(Moment::from_millis(1_000));
        let writer = by(&Chance::seeded(10), &clock);
        let id = Id::new(writer.now, &writer.chance);
        let read = db.write::<_, Error, _>(async move |tx| {
            let details = NewsDetails {
                title: Names::new("Жаңалық", "", ""),
                text: Names::new("Мәтін", "", ""),
                alt: Names::default(),
            };
            store::add(tx, &writer, id, &details).await?;
            let mut states = Vec::new();
            let local = jiff::civil::DateTime::constant(2026, 11, 20, 9, 0, 0, 0);
            for at in [2_000, 500] {
                let news = store::one(tx, id).await?.expect("it is there");
                let moment = Moment::from_millis(at);
                if at > 1_000 {
                    store::plan(tx, &writer, &news, (moment, local)).await?;
                } else {
                    store::publish(tx, &writer, &news, moment).await?;
                }
                let news = store::one(tx, id).await?.expect("it is there");
                states.push(news.state(writer.now));
                let is_public = store::is_published(tx, id, writer.now).await?;
                assert_eq!(is_public, at <= 1_000);
                store::withdraw(tx, &writer, &news).await?;
                let news = store::one(tx, id).await?.expect("it is there");
                states.push(news.state(writer.now));
            }
            Ok(states)
        });
        let expected = [
            State::Planned(Moment::from_millis(2_000)),
            State::Draft,
            State::Published(Moment::from_millis(500)),
            State::Withdrawn(Moment::from_millis(1_000)),
        ];
        assert_eq!(read.await.unwrap(), expected);
    })
    .await;
}
