use oqu_db::testing::on_both;
use oqu_db::{Db, Error};
use oqu_kernel::{Actor, Chance, Clock, Grant, Id, Moment, PersonId, Scope};
use oqu_text::{Language, search};

use super::rules::*;
use super::store::{self, From, Listed, Order, Wanted};
use crate::api;
use crate::names::Names;
use crate::testing::{by, migrations, unit_details};
use crate::units::rules::{UNIT, UnitId};

fn actor(role: &'static str, scope: Scope) -> Actor {
    Actor {
        person: Id::from_uuid(uuid::Uuid::from_u128(1)),
        name: "".into(),
        initials: "".into(),
        grants: [Grant { role, scope }].into(),
        workspace: role,
    }
}

fn group(number: u128) -> GroupId {
    GroupId::from_uuid(uuid::Uuid::from_u128(number))
}

fn person(number: u128) -> PersonId {
    PersonId::from_uuid(uuid::Uuid::from_u128(number))
}

#[test]
fn staff_see_every_group_and_others_their_own() {
    let check = |actor: &Actor, wards: &[PersonId], expected: bool| {
        let learners = [person(7), person(8)];
        let seen = may_see(actor, group(1), &learners, wards);
        assert_eq!(seen, expected, "{:?} with wards {wards:?}", actor.grants);
    };
    check(&actor("teacher", Scope::thing(UNIT, group(9))), &[], true);
    check(&actor("registrar", Scope::Organisation), &[], true);
    check(&actor("learner", Scope::thing(GROUP, group(1))), &[], true);
    check(&actor("learner", Scope::thing(GROUP, group(2))), &[], false);
    check(&actor("learner", Scope::thing(UNIT, group(1))), &[], false);
    check(
        &actor("representative", Scope::Organisation),
        &[person(8)],
        true,
    );
    check(
        &actor("representative", Scope::Organisation),
        &[person(9)],
        false,
    );
    check(&actor("representative", Scope::Organisation), &[], false);
}

#[test]
fn a_dean_writes_of_groups_of_the_own_faculty() {
    let unit = |number: u128| UnitId::from_uuid(uuid::Uuid::from_u128(number));
    let path = [unit(3), unit(1)];
    let check = |role: &'static str, scope: Scope, expected: bool| {
        let actor = actor(role, scope);
        assert_eq!(may_write(&actor, &path), expected, "{:?}", actor.grants);
    };
    check("dean", Scope::thing(UNIT, unit(1)), true);
    check("dean", Scope::thing(UNIT, unit(3)), true);
    check("dean", Scope::thing(UNIT, unit(2)), false);
    check("dean", Scope::Organisation, true);
    check("registrar", Scope::Organisation, true);
    // The registrar's office is a unit beside the faculties and serves them all.
    check("registrar", Scope::thing(UNIT, unit(2)), true);
    check("administrator", Scope::Organisation, true);
    check("teacher", Scope::thing(UNIT, unit(1)), false);
    check("learner", Scope::Organisation, false);
}

/// Two units with these groups: code, unit, language, year, programme.
const GROUPS: [(&str, usize, Language, i64, &str); 7] = [
    ("ИС-21", 0, Language::Kk, 2024, "Ақпараттық жүйелер"),
    ("ИС-22", 0, Language::Ru, 2024, "Ақпараттық жүйелер"),
    ("ӘД-11", 1, Language::Kk, 2025, "Қазақ әдебиеті"),
    ("ҚТ-11", 1, Language::Kk, 2025, "Қазақ тілі"),
    ("КТ-31", 1, Language::Ru, 2023, "Компьютерлік техника"),
    ("АІ-21", 1, Language::En, 2024, "Аударма ісі"),
    ("ІЛ-11", 1, Language::Kk, 2025, "Ілгері"),
];

async fn world(db: &Db) -> Vec<UnitId> {
    let by = by(
        &Chance::seeded(4),
        &Clock::standing(Moment::from_millis(1_000)),
    );
    db.write::<_, Error, _>(async move |tx| {
        let mut units = Vec::new();
        for code in ["Ф1", "Ф2"] {
            units.push(api::add_unit(tx, &by, &unit_details(code)).await?);
        }
        for (code, unit, language, admission_year, programme) in GROUPS {
            let details = GroupDetails {
                unit: units[unit],
                code: code.to_owned(),
                language,
                admission_year,
                programme: Names::new(programme, "", ""),
            };
            api::add_group(tx, &by, &details).await?;
        }
        Ok(units)
    })
    .await
    .unwrap()
}

async fn list(
    db: &Db,
    wanted: &Wanted,
    order: Order,
    down: bool,
    from: From,
    limit: usize,
) -> Listed {
    let wanted = wanted.clone();
    db.read::<_, Error, _>(async move |tx| {
        store::list(tx, &wanted, Language::Kk, order, down, from, limit).await
    })
    .await
    .unwrap()
}

fn codes(listed: &Listed) -> Vec<&str> {
    listed
        .rows
        .iter()
        .map(|row| row.details.code.as_str())
        .collect()
}

#[tokio::test]
async fn groups_stand_in_the_alphabet_and_pages_join() {
    on_both(&migrations(), async |db| {
        world(&db).await;
        let all = Wanted::default();
        let order = [
            "АІ-21", "ӘД-11", "ИС-21", "ИС-22", "КТ-31", "ҚТ-11", "ІЛ-11",
        ];
        let whole = list(&db, &all, Order::Code, false, From::Start, 50).await;
        assert_eq!(codes(&whole), order);
        assert!(!whole.before && !whole.after);

        for (order_by, down) in [
            (Order::Code, false),
            (Order::Code, true),
            (Order::Year, false),
            (Order::Year, true),
        ] {
            let whole = list(&db, &all, order_by, down, From::Start, 50).await;
            let mut there = Vec::new();
            let mut from = From::Start;
            loop {
                let piece = list(&db, &all, order_by, down, from, 3).await;
                there.extend(piece.rows.iter().map(|row| row.number));
                match piece.rows.last() {
                    Some(last) if piece.after => from = From::After(last.number),
                    _ => break,
                }
            }
            let numbers: Vec<i64> = whole.rows.iter().map(|row| row.number).collect();
            assert_eq!(there, numbers, "{order_by:?} {down}");
            let back = list(&db, &all, order_by, down, From::Before(numbers[4]), 3).await;
            let back: Vec<i64> = back.rows.iter().map(|row| row.number).collect();
            assert_eq!(back, numbers[1..4], "{order_by:?} {down}");
        }
    })
    .await;
}

#[tokio::test]
async fn filters_narrow_the_list_together() {
    on_both(&migrations(), async |db| {
        let units = world(&db).await;
        let check = async |wanted: Wanted, expected: &[&str]| {
            let listed = list(&db, &wanted, Order::Code, false, From::Start, 50).await;
            assert_eq!(codes(&listed), expected, "{wanted:?}");
            let count = db.read::<_, Error, _>(async move |tx| store::count(tx, &wanted).await);
            assert_eq!(count.await.unwrap(), i64::try_from(expected.len()).unwrap());
        };
        let all = Wanted::default;
        check(
            Wanted {
                words: search::query("қазақ"),
                ..all()
            },
            &["ӘД-11", "ҚТ-11"],
        )
        .await;
        check(
            Wanted {
                words: search::query("ис-22"),
                ..all()
            },
            &["ИС-22"],
        )
        .await;
        check(
            Wanted {
                words: search::query("жоқ мұндай"),
                ..all()
            },
            &[],
        )
        .await;
        check(
            Wanted {
                units: vec![units[0]],
                ..all()
            },
            &["ИС-21", "ИС-22"],
        )
        .await;
        check(
            Wanted {
                units: units.clone(),
                language: Some(Language::Ru),
                ..all()
            },
            &["ИС-22", "КТ-31"],
        )
        .await;
        check(
            Wanted {
                year: Some(2023),
                ..all()
            },
            &["КТ-31"],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_closed_group_leaves_the_list_and_its_code_stays_taken() {
    on_both(&migrations(), async |db| {
        let units = world(&db).await;
        let by = by(
            &Chance::seeded(5),
            &Clock::standing(Moment::from_millis(2_000)),
        );
        let writer = by.clone();
        db.write::<_, Error, _>(async move |tx| {
            let group = store::by_code(tx, "ИС-21")
                .await?
                .expect("the group is there");
            store::close(tx, &writer, &group, "").await
        })
        .await
        .unwrap();
        let open = list(&db, &Wanted::default(), Order::Code, false, From::Start, 50).await;
        assert!(!codes(&open).contains(&"ИС-21"));
        let both = Wanted {
            closed: true,
            ..Wanted::default()
        };
        let both = list(&db, &both, Order::Code, false, From::Start, 50).await;
        assert!(codes(&both).contains(&"ИС-21"));

        let details = GroupDetails {
            unit: units[0],
            code: "ис 21".replace(' ', "-"),
            language: Language::Kk,
            admission_year: 2024,
            programme: Names::default(),
        };
        let again =
            db.write::<_, Error, _>(async move |tx| api::add_group(tx, &by, &details).await);
        let error = again.await.unwrap_err();
        assert!(error.taken(store::CODE_INDEX), "{error}");
    })
    .await;
}

#[tokio::test]
async fn names_of_scopes_and_options_come_in_order() {
    on_both(&migrations(), async |db| {
        let units = world(&db).await;
        db.read::<_, Error, _>(async move |tx| {
            let options = api::group_options(tx, Language::Kk).await?;
            let codes: Vec<&str> = options.iter().map(|(_, code)| code.as_str()).collect();
            assert_eq!(codes[..3], ["АІ-21", "ӘД-11", "ИС-21"]);
            let things = [
                (UNIT.to_owned(), units[1].uuid()),
                (GROUP.to_owned(), options[0].0.uuid()),
                ("course".to_owned(), units[0].uuid()),
            ];
            let named = api::scope_names(tx, &things).await?;
            let names: Vec<&str> = named
                .iter()
                .map(|scope| scope.name.of(Language::Ru))
                .collect();
            assert_eq!(names, ["Ф2", "АІ-21"]);
            let units = api::unit_options(tx, Language::Kk).await?;
            assert_eq!(units.len(), 2);
            Ok(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_search_is_made_again_from_the_rows() {
    on_both(&migrations(), async |db| {
        world(&db).await;
        db.write::<_, Error, _>(async |tx| api::rebuild_search(tx).await)
            .await
            .unwrap();
        let wanted = Wanted {
            words: search::query("әдебиет"),
            ..Wanted::default()
        };
        let listed = list(&db, &wanted, Order::Code, false, From::Start, 50).await;
        assert_eq!(codes(&listed), ["ӘД-11"]);
    })
    .await;
}
