use jiff::civil::{Date, date};
use oqu_audit::By;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error};
use oqu_identity::api::{self as identity, Mover as _, NewPerson, PersonData};
use oqu_kernel::{Chance, Clock, Id, Moment, PersonId};

use super::rules::*;
use super::store;
use crate::names::Names;
use crate::posts;
use crate::posts::rules::{POST, PostDetails, PostId, PostKind, PostRow};
use crate::testing::{by, migrations, unit_details};
use crate::units;

fn day(month: i8, day: i8) -> Date {
    date(2026, month, day)
}

fn taken(person: u128, post: u128, from: Date, until: Option<Date>, rate: i64) -> Taken {
    Taken {
        person: PersonId::from_uuid(uuid::Uuid::from_u128(person)),
        post: PostId::from_uuid(uuid::Uuid::from_u128(post)),
        term: Term { from, until },
        rate,
    }
}

#[test]
fn terms_meet_on_a_day_of_both() {
    let term = |from, until| Term { from, until };
    let check = |one: Term, other: Term, expected: bool| {
        assert_eq!(one.meets(other), expected, "{one:?} {other:?}");
        assert_eq!(other.meets(one), expected, "{other:?} {one:?}");
    };
    let spring = term(day(3, 1), Some(day(5, 31)));
    check(spring, term(day(5, 31), None), true);
    check(spring, term(day(6, 1), None), false);
    check(spring, term(day(1, 1), Some(day(2, 28))), false);
    check(spring, term(day(1, 1), None), true);
    check(spring, term(day(4, 1), Some(day(4, 1))), true);
    check(term(day(1, 1), None), term(day(9, 1), None), true);
}

#[test]
fn nobody_is_in_one_post_twice_and_too_many_rates_are_told() {
    let check = |new: Taken, others: &[Taken], expected: &[Remark]| {
        let of_post: Vec<Taken> = others
            .iter()
            .filter(|other| other.post == new.post)
            .copied()
            .collect();
        let of_person: Vec<Taken> = others
            .iter()
            .filter(|other| other.person == new.person)
            .copied()
            .collect();
        assert_eq!(
            remarks(100, &new, &of_post, &of_person),
            expected,
            "{new:?}"
        );
    };
    let half = taken(1, 7, day(9, 1), None, 50);
    check(half, &[], &[]);
    check(taken(2, 7, day(10, 1), None, 50), &[half], &[]);
    check(
        taken(2, 7, day(10, 1), None, 75),
        &[half],
        &[Remark::PostFull(125)],
    );
    check(taken(1, 7, day(10, 1), None, 10), &[half], &[Remark::Twice]);
    // One after another, the post is never over-full.
    let spring = taken(1, 7, day(3, 1), Some(day(5, 31)), 100);
    check(taken(2, 7, day(6, 1), None, 100), &[spring], &[]);
    check(taken(1, 7, day(6, 1), None, 100), &[spring], &[]);
    // Two that follow each other are not added up; the later of them is met all the same.
    let summer = taken(3, 7, day(6, 1), Some(day(8, 31)), 80);
    check(
        taken(2, 7, day(1, 1), None, 30),
        &[spring, summer],
        &[Remark::PostFull(130)],
    );
    // A person in other posts: one and a half at most.
    let first = taken(1, 8, day(1, 1), None, 100);
    let second = taken(1, 9, day(2, 1), None, 25);
    check(taken(1, 7, day(1, 1), None, 25), &[first, second], &[]);
    check(
        taken(1, 7, day(1, 1), None, 50),
        &[first, second],
        &[Remark::PersonFull(175)],
    );
}

#[test]
fn an_order_is_told_as_a_ground() {
    let order = |number: &str, date| Order {
        number: number.to_owned(),
        date,
    };
    assert_eq!(
        order("12-ж", Some(day(9, 1))).ground(),
        "№ 12-ж, 01.09.2026"
    );
    assert_eq!(order("", Some(day(9, 1))).ground(), "01.09.2026");
    assert_eq!(Order::default().ground(), "");
}

struct World {
    by: By,
    post: PostRow,
    people: [PersonId; 2],
}

/// A department with one post, and two people.
async fn world(db: &Db) -> World {
    let by = by(
        &Chance::seeded(8),
        &Clock::standing(Moment::from_millis(1_000)),
    );
    let writer = by.clone();
    let written = db.write::<_, Error, _>(async move |tx| {
        let unit = Id::new(writer.now, &writer.chance);
        units::store::add(tx, &writer, unit, &unit_details("ҚМ")).await?;
        let id = Id::new(writer.now, &writer.chance);
        let details = PostDetails {
            unit,
            kind: PostKind::Teaching,
            title: Names::new("Аға оқытушы", "Старший преподаватель", "Senior Lecturer"),
            rate: 150,
        };
        posts::store::add(tx, &writer, id, &details).await?;
        let mut people = Vec::new();
        for given in ["Айгүл", "Болат"] {
            let person = Id::new(writer.now, &writer.chance);
            let new = NewPerson {
                id: person,
                data: PersonData {
                    surname: "Сынақ".into(),
                    given: given.into(),
                    citizenship: "KZ".into(),
                    ..PersonData::default()
                },
                roles: Vec::new(),
                password: None,
            };
            identity::add_person(tx, &writer, &new).await?;
            people.push(person);
        }
        let post = posts::store::post(tx, id).await?;
        Ok((post, people))
    });
    let (post, people) = written.await.unwrap();
    World {
        by,
        post: post.expect("the post"),
        people: people.try_into().expect("two people"),
    }
}

#[tokio::test]
async fn an_appointment_is_ended_and_never_deleted() {
    on_both(&migrations(), async |db| {
        let World { by, post, people } = world(&db).await;
        let [first, second] = people;
        let order = |number: &str| Order {
            number: number.to_owned(),
            date: Some(day(9, 1)),
        };
        let (writer, id) = (by.clone(), post.id);
        let put = db.write::<_, Error, _>(async move |tx| {
            let mut ids = Vec::new();
            for (person, name, until) in
                [(first, "Айгүл", None), (second, "Болат", Some(day(10, 1)))]
            {
                let new = Taken {
                    person,
                    post: post.id,
                    term: Term {
                        from: day(9, 1),
                        until,
                    },
                    rate: 100,
                };
                let id = Id::new(writer.now, &writer.chance);
                store::add(tx, &writer, (id, &post), (&new, name), &order("12-ж")).await?;
                ids.push(id);
            }
            let appointment = store::appointment(tx, ids[0]).await?.expect("it is there");
            let end = (day(9, 30), &order("13-ж"));
            store::end(tx, &writer, (&appointment, &post), "Айгүл", end).await?;
            Ok(())
        });
        put.await.unwrap();
        let read = db.read::<_, Error, _>(async move |tx| {
            let all = store::of_post(tx, id).await?;
            let now = store::on_day(tx, &[id], "2026-10-01").await?;
            let lasting = store::lasting(tx, id, "2026-10-02").await?;
            let acts = oqu_audit::history(tx, POST, id.uuid(), 10).await?;
            Ok((all, now, lasting, acts))
        });
        let (all, now, lasting, acts) = read.await.unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].term.until, Some(day(9, 30)));
        assert!(all[0].ended_at.is_some() && all[1].ended_at.is_none());
        assert_eq!(
            (all[0].order.number.as_str(), all[0].end.number.as_str()),
            ("12-ж", "13-ж")
        );
        let now: Vec<PersonId> = now.iter().map(|held| held.person).collect();
        assert_eq!(now, [second], "the first day and the last day count");
        assert_eq!(lasting, 0);
        let grounds: Vec<&str> = acts.iter().map(|act| act.ground.as_str()).collect();
        assert!(grounds.contains(&"№ 13-ж, 01.09.2026"), "{grounds:?}");
    })
    .await;
}

#[tokio::test]
async fn posts_with_a_free_rate_are_found() {
    on_both(&migrations(), async |db| {
        let World { by, post, people } = world(&db).await;
        let id = post.id;
        let vacant = async |db: &Db, on: &'static str| {
            let wanted = posts::store::Wanted {
                vacant_on: Some(on.to_owned()),
                ..posts::store::Wanted::default()
            };
            let read =
                db.read::<_, Error, _>(async move |tx| posts::store::count(tx, &wanted).await);
            read.await.unwrap()
        };
        assert_eq!(vacant(&db, "2026-09-01").await, 1);
        let new = Taken {
            person: people[0],
            post: id,
            term: Term {
                from: day(9, 1),
                until: Some(day(9, 30)),
            },
            rate: 150,
        };
        let order = Order::default();
        let put = db.write::<_, Error, _>(async move |tx| {
            let own = Id::new(by.now, &by.chance);
            store::add(tx, &by, (own, &post), (&new, "Айгүл"), &order).await
        });
        put.await.unwrap();
        assert_eq!(vacant(&db, "2026-08-31").await, 1);
        assert_eq!(vacant(&db, "2026-09-30").await, 0);
        assert_eq!(vacant(&db, "2026-10-01").await, 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_twice_in_a_post_without_an_end_is_not_merged() {
    on_both(&migrations(), async |db| {
        let World { by, post, people } = world(&db).await;
        let [first, second] = people;
        let words = oqu_web::L10n::load(&[crate::POSTS_MESSAGES]).unwrap();
        let words = words.words(oqu_text::Language::Kk);
        let mover = super::AppointmentMover;
        let id = post.id;
        let told = db.write::<_, Error, _>(async move |tx| {
            let order = Order::default();
            let mut ids = Vec::new();
            for person in [first, second] {
                let new = Taken {
                    person,
                    post: post.id,
                    term: Term {
                        from: day(9, 1),
                        until: None,
                    },
                    rate: 50,
                };
                let id = Id::new(by.now, &by.chance);
                store::add(tx, &by, (id, &post), (&new, "Болат"), &order).await?;
                ids.push(id);
            }
            let held = mover.look(tx, second, first, words).await?;
            let appointment = store::appointment(tx, ids[1]).await?.expect("it is there");
            let end = (day(9, 30), &order);
            store::end(tx, &by, (&appointment, &post), "Болат", end).await?;
            let free = mover.look(tx, second, first, words).await?;
            mover.move_all(tx, &by, second, first).await?;
            let moved = store::of_person(tx, first).await?.len();
            let left = store::of_person(tx, second).await?.len();
            Ok((held, free, moved, left))
        });
        let (held, free, moved, left) = told.await.unwrap();
        assert_eq!(held.moves.len(), 1);
        assert_eq!(held.hindrances[0].1, posts::path(id), "{held:?}");
        assert!(free.hindrances.is_empty(), "{free:?}");
        assert_eq!((moved, left), (2, 0));
    })
    .await;
}
