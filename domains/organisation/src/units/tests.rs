use oqu_audit::By;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error};
use oqu_kernel::{Actor, Chance, Clock, Grant, Id, Moment, Scope};
use oqu_text::{Language, search};

use super::rules::*;
use super::store;
use crate::names::Names;
use crate::testing::{by, migrations, unit_details};

/// A faculty Ф with two departments К1 and К2, a laboratory З under К1, and a closed college О.
fn structure() -> (Structure, impl Fn(&str) -> UnitId) {
    let id = |code: &str| {
        let number = code.chars().map(|letter| letter as u128).sum();
        UnitId::from_uuid(uuid::Uuid::from_u128(number))
    };
    let row =
        move |number: i64, code: &str, parent: Option<&str>, position: Option<i64>, open: bool| {
            UnitRow {
                number,
                id: id(code),
                version: 1,
                closed_at: (!open).then(|| Moment::from_millis(5)),
                details: UnitDetails {
                    parent: parent.map(id),
                    position,
                    ..unit_details(code)
                },
            }
        };
    let units = vec![
        row(1, "З", Some("К1"), None, true),
        row(2, "К2", Some("Ф"), None, true),
        row(3, "Ф", None, None, true),
        row(4, "К1", Some("Ф"), None, true),
        row(5, "О", None, Some(1), false),
    ];
    (Structure::new(units, Language::Kk), id)
}

#[test]
fn a_unit_never_stands_under_itself_nor_under_a_closed_one() {
    let (structure, id) = structure();
    let check = |unit: Option<&str>, parent: Option<&str>, expected: Result<(), Misplaced>| {
        let (unit, parent) = (unit.map(&id), parent.map(&id));
        assert_eq!(
            structure.may_stand(unit, parent),
            expected,
            "{unit:?} under {parent:?}"
        );
    };
    check(None, None, Ok(()));
    check(None, Some("З"), Ok(()));
    check(Some("К1"), None, Ok(()));
    check(Some("К1"), Some("К2"), Ok(()));
    check(Some("Ф"), Some("Ф"), Err(Misplaced::Itself));
    check(Some("Ф"), Some("К1"), Err(Misplaced::Below));
    check(Some("Ф"), Some("З"), Err(Misplaced::Below));
    check(Some("К1"), Some("З"), Err(Misplaced::Below));
    check(None, Some("О"), Err(Misplaced::Closed));
    check(Some("К2"), Some("О"), Err(Misplaced::Closed));
    check(Some("К2"), Some("жоқ"), Err(Misplaced::Missing));
}

#[test]
fn the_tree_is_walked_by_position_and_then_by_the_alphabet() {
    let (structure, id) = structure();
    let walked: Vec<(usize, &str)> = structure
        .walk()
        .into_iter()
        .map(|(depth, unit)| (depth, unit.details.code.as_str()))
        .collect();
    assert_eq!(walked, [(0, "О"), (0, "Ф"), (1, "К1"), (2, "З"), (1, "К2")]);
    assert_eq!(structure.path(id("З")), [id("З"), id("К1"), id("Ф")]);
    assert_eq!(structure.whole(id("Ф")).len(), 4);
    assert_eq!(structure.open_under(id("Ф")), 2);
    assert_eq!(structure.open_under(id("З")), 0);
}

#[test]
fn a_ring_of_units_ends() {
    let (structure, id) = structure();
    let mut units = structure.units().to_vec();
    for unit in &mut units {
        if unit.id == id("Ф") {
            unit.details.parent = Some(id("З"));
        }
    }
    let ring = Structure::new(units, Language::Kk);
    assert_eq!(ring.path(id("З")).len(), 3);
    assert_eq!(ring.whole(id("Ф")).len(), 4);
}

#[test]
fn a_role_reaches_down_the_tree_and_never_up() {
    let (structure, id) = structure();
    let check = |role: &'static str, scope: Scope, unit: &str, expected: bool| {
        let actor = Actor {
            person: Id::from_uuid(uuid::Uuid::nil()),
            name: "".into(),
            initials: "".into(),
            grants: [Grant {
                role,
                scope: scope.clone(),
            }]
            .into(),
            workspace: role,
        };
        let path = structure.path(id(unit));
        assert_eq!(
            reaches(&actor, &["dean"], &path),
            expected,
            "{role} {scope:?} over {unit}"
        );
    };
    check("dean", Scope::Organisation, "З", true);
    check("dean", Scope::thing(UNIT, id("Ф")), "З", true);
    check("dean", Scope::thing(UNIT, id("К1")), "К1", true);
    check("dean", Scope::thing(UNIT, id("К1")), "Ф", false);
    check("dean", Scope::thing(UNIT, id("К1")), "К2", false);
    check("dean", Scope::thing("group", id("Ф")), "Ф", false);
    check("teacher", Scope::Organisation, "Ф", false);
}

#[test]
fn a_unit_is_held_by_whatever_is_in_it() {
    let check = |units, groups, people, expected| {
        let holds = Holds {
            units,
            groups,
            people,
            posts: 0,
        };
        assert_eq!(holds.is_free(), expected, "{holds:?}");
    };
    check(0, 0, 0, true);
    check(1, 0, 0, false);
    check(0, 1, 0, false);
    check(0, 0, 1, false);
}

async fn add(db: &Db, by: &By, details: &UnitDetails) -> Result<UnitId, Error> {
    let id = Id::new(by.now, &by.chance);
    let (by, details) = (by.clone(), details.clone());
    db.write::<_, Error, _>(async move |tx| store::add(tx, &by, id, &details).await)
        .await?;
    Ok(id)
}

async fn load(db: &Db, id: UnitId) -> UnitRow {
    let loaded = db.read::<_, Error, _>(async move |tx| store::unit(tx, id).await);
    loaded.await.unwrap().expect("the unit is there")
}

async fn found(db: &Db, words: &str) -> Vec<UnitId> {
    let words = search::query(words);
    let found = db.read::<_, Error, _>(async move |tx| store::found(tx, &words).await);
    found.await.unwrap()
}

#[tokio::test]
async fn a_unit_is_added_found_changed_and_closed() {
    on_both(&migrations(), async |db| {
        let by = by(
            &Chance::seeded(1),
            &Clock::standing(Moment::from_millis(1_000)),
        );
        let mut details = unit_details("АТФ");
        details.name = Names::new(
            "Ақпараттық технологиялар факультеті",
            "Факультет информационных технологий",
            "Faculty of Information Technology",
        );
        let id = add(&db, &by, &details).await.unwrap();
        assert_eq!(load(&db, id).await.details, details);
        assert_eq!(found(&db, "информационные").await, [id]);
        assert_eq!(found(&db, "атф").await, [id]);

        let unit = load(&db, id).await;
        details.name.en = "Faculty of Computing".into();
        details.position = Some(3);
        let (writer, changed) = (by.clone(), details.clone());
        db.write::<_, Error, _>(async move |tx| store::change(tx, &writer, &unit, &changed).await)
            .await
            .unwrap();
        let unit = load(&db, id).await;
        assert_eq!((&unit.details, unit.version), (&details, 2));
        assert_eq!(found(&db, "computing").await, [id]);
        assert!(found(&db, "information").await.is_empty());

        let writer = by.clone();
        db.write::<_, Error, _>(async move |tx| store::close(tx, &writer, &unit, "№ 12").await)
            .await
            .unwrap();
        assert_eq!(load(&db, id).await.closed_at, Some(by.now));
        let acts = db.read(async move |tx| oqu_audit::history(tx, UNIT, id.uuid(), 10).await);
        let acts = acts.await.unwrap();
        let names: Vec<&str> = acts.iter().map(|act| act.act.as_str()).collect();
        assert_eq!(names.len(), 3);
        for name in ["unit.added", "unit.changed", "unit.closed"] {
            assert!(names.contains(&name), "{name}");
        }
        let changes = acts
            .iter()
            .find(|act| act.act == "unit.changed")
            .unwrap()
            .changes();
        let fields: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["name-en", "unit-position"]);
    })
    .await;
}

#[tokio::test]
async fn a_code_belongs_to_one_unit() {
    on_both(&migrations(), async |db| {
        let by = by(
            &Chance::seeded(2),
            &Clock::standing(Moment::from_millis(1_000)),
        );
        let id = add(&db, &by, &unit_details("ИС-1")).await.unwrap();
        // Small letters and a Latin C: nobody can tell these from the first.
        let error = add(&db, &by, &unit_details("иC-1")).await.unwrap_err();
        assert!(error.taken(store::CODE_INDEX), "{error}");
        let owner = db.read(async |tx| store::by_code(tx, "ис–1").await);
        assert_eq!(owner.await.unwrap().map(|unit| unit.id), Some(id));
    })
    .await;
}

#[tokio::test]
async fn saving_what_is_there_leaves_no_trace() {
    on_both(&migrations(), async |db| {
        let by = by(
            &Chance::seeded(3),
            &Clock::standing(Moment::from_millis(1_000)),
        );
        let details = unit_details("К");
        let id = add(&db, &by, &details).await.unwrap();
        let unit = load(&db, id).await;
        db.write::<_, Error, _>(async move |tx| store::change(tx, &by, &unit, &details).await)
            .await
            .unwrap();
        assert_eq!(load(&db, id).await.version, 1);
    })
    .await;
}
