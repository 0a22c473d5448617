use oqu_audit::By;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Migrations, Query};
use oqu_kernel::{Actor, Chance, Grant, Moment, PersonId, Scope};
use oqu_text::{Iin, Language};
use oqu_web::{L10n, Words};
use uuid::Uuid;

use super::merge::{self, Became, Merge};
use super::rules::*;
use super::{moving, store};
use crate::api::InUnit;
use crate::movers::{Mover, Movers, Moving, PersonColumn};
use crate::people::rules::PersonData;
use crate::people::store as people;
use crate::people::{relatives, store::PersonRow};
use crate::roles::Role;
use crate::roles::store as roles;

fn migrations() -> Migrations {
    Migrations::of(&[
        oqu_audit::MIGRATIONS,
        oqu_files::MIGRATIONS,
        crate::MIGRATIONS,
    ])
}

fn by() -> By {
    By::console(Moment::from_millis(1_000), &Chance::system(), "test")
}

fn words() -> Words {
    let l10n = L10n::load(&[crate::DOUBLES_MESSAGES]).expect("the words");
    l10n.words(Language::Kk)
}

fn data(surname: &str, given: &str, born: Option<&str>) -> PersonData {
    PersonData {
        surname: surname.into(),
        given: given.into(),
        citizenship: "KZ".into(),
        birth_date: born.map(|date| date.parse().expect("a date")),
        ..PersonData::default()
    }
}

async fn add(db: &Db, data: PersonData) -> PersonId {
    let by = by();
    let id = PersonId::new(by.now, &by.chance);
    let added = db.write::<_, Error, _>(async move |tx| people::add(tx, &by, id, &data).await);
    added.await.expect("a person");
    id
}

async fn pairs(db: &Db, ground: Ground) -> Vec<(PersonId, PersonId)> {
    let found = db.read::<_, Error, _>(async move |tx| store::pairs(tx, ground, None, 50).await);
    let found = found.await.expect("the pairs");
    found
        .into_iter()
        .map(|pair| (pair.one.id, pair.other.id))
        .collect()
}

#[test]
fn names_fold_to_one_spelling() {
    let name = |surname: &str, given: &str| folded(surname, given, None).name;
    let same = name("Ахметова", "Әлия");
    for (surname, given) in [
        ("Ахметова", "Алия"),
        ("АХМЕТОВА", "Әлия"),
        ("Әлия", "Ахметова"),
        ("Axметова", "Алия"),
    ] {
        assert_eq!(name(surname, given), same, "{surname} {given}");
    }
    assert_eq!(name("Королёв", "Пётр"), name("Королев", "Петр"));
    assert_eq!(name("Ілиясов", "Ғани"), name("Илиясов", "Гани"));
    assert_ne!(name("Ахметова", "Алина"), same);
    assert_ne!(name("", ""), "", "empty is what was not folded yet");
    let folded = folded("Ким", "Виктор", Some("Олегович"));
    assert_eq!(
        (folded.given.as_str(), folded.patronymic.as_str()),
        ("виктор", "олегович")
    );
}

#[test]
fn of_two_records_one_is_made() {
    let iin = |text: &str| Iin::parse(text).ok();
    let one = PersonData {
        email: Some("a@example.kz".into()),
        iin: iin("061211600012"),
        ..data("Ахметова", "Әлия", Some("2006-12-11"))
    };
    let other = PersonData {
        phone: Some("+77010000001".into()),
        iin: iin("020315500009"),
        ..data("Ахметова", "Алия", None)
    };
    // Where both have something and differ, nobody guesses.
    let open = merged((&one, &other), &|_| None);
    assert_eq!(open, Err(vec![Part::Given, Part::Iin]));
    let open = merged((&one, &other), &|part| {
        (part != Part::Iin).then_some(Side::Other)
    });
    assert_eq!(
        open,
        Err(vec![Part::Iin]),
        "which IIN is right must be named"
    );
    let made = merged((&one, &other), &|part| match part {
        Part::Iin => Some(Side::One),
        _ => Some(Side::Other),
    });
    let expected = PersonData {
        given: "Алия".into(),
        phone: other.phone.clone(),
        ..one.clone()
    };
    assert_eq!(made, Ok(expected));
    // For every field: only one side has it, so that it is taken without a question.
    for part in Part::ALL {
        let (empty, mut full) = (data("А", "Б", None), data("А", "Б", None));
        full.patronymic = Some("В".into());
        full.iin = iin("061211600012");
        full.birth_date = "2006-12-11".parse().ok();
        full.sex = Some(oqu_text::iin::Sex::Female);
        full.email = Some("a@example.kz".into());
        full.login = Some("a.a".into());
        full.phone = Some("+77010000001".into());
        full.external_number = Some("7".into());
        full.languages = vec!["kk"];
        full.special_needs = Some("—".into());
        for pair in [(&empty, &full), (&full, &empty)] {
            let made = merged(pair, &|_| None).expect("nothing to choose");
            assert_eq!(part.value(&made), part.value(&full), "{part:?}");
        }
    }
}

#[test]
fn not_everybody_merges_everything() {
    let person = |number| PersonId::from_uuid(Uuid::from_u128(number));
    let actor = |role: Role| Actor {
        person: person(1),
        name: "".into(),
        initials: "".into(),
        grants: [Grant {
            role: role.key(),
            scope: Scope::Organisation,
        }]
        .into(),
        workspace: role.key(),
    };
    let (two, three) = (person(2), person(3));
    let registrar = actor(Role::Registrar);
    let admin = actor(Role::Administrator);
    assert_eq!(may_merge(&registrar, (two, three), false, false), Ok(()));
    assert_eq!(
        may_merge(&registrar, (two, two), false, false),
        Err(Barred::Same)
    );
    assert_eq!(
        may_merge(&admin, (person(1), two), false, false),
        Err(Barred::Oneself)
    );
    assert_eq!(
        may_merge(&registrar, (two, three), true, false),
        Err(Barred::Administrator)
    );
    assert_eq!(may_merge(&admin, (two, three), true, false), Ok(()));
    assert_eq!(
        may_merge(&admin, (two, three), false, true),
        Err(Barred::Related)
    );
}

#[test]
fn the_record_with_a_password_is_suggested_else_the_older() {
    assert_eq!(suggested((false, 1), (true, 2)), Side::Other);
    assert_eq!(suggested((true, 2), (true, 1)), Side::Other);
    assert_eq!(suggested((false, 1), (false, 2)), Side::One);
}

#[tokio::test]
async fn likely_doubles_are_found_and_told_apart() {
    on_both(&migrations(), async |db| {
        let born = Some("2006-12-11");
        let one = add(&db, data("Ахметова", "Әлия", born)).await;
        let other = add(&db, data("Алия", "Ахметова", born)).await;
        let unborn = add(&db, data("Ахметова", "Алия", None)).await;
        add(&db, data("Ахметова", "Әлия", Some("2001-01-01"))).await;
        let with = |patronymic: &str, born| PersonData {
            patronymic: Some(patronymic.into()),
            ..data("Ким", "Виктор", born)
        };
        add(&db, with("Олегович", born)).await;
        add(&db, with("Иванович", born)).await;
        let phone = |surname: &str, given: &str| PersonData {
            phone: Some("+77010000001".into()),
            ..data(surname, given, None)
        };
        let maiden = add(&db, phone("Серікова", "Гүлнар")).await;
        let married = add(&db, phone("Омарова", "Гулнар")).await;
        let child = add(&db, phone("Омарова", "Дана")).await;
        assert_eq!(pairs(&db, Ground::Birth).await, [(one, other)]);
        let unsure = pairs(&db, Ground::Name).await;
        assert!(unsure.contains(&(one, unborn)) && unsure.contains(&(other, unborn)));
        assert_eq!(pairs(&db, Ground::Phone).await, [(maiden, married)]);
        let _ = child;
        // Pages follow each other without a gap.
        let paged = db.read::<_, Error, _>(async move |tx| {
            let first = store::pairs(tx, Ground::Name, None, 1).await?;
            let mark = (first[0].one.number, first[0].other.number);
            let rest = store::pairs(tx, Ground::Name, Some(mark), 50).await?;
            Ok(first
                .into_iter()
                .chain(rest)
                .map(|pair| (pair.one.id, pair.other.id))
                .collect::<Vec<_>>())
        });
        assert_eq!(paged.await.unwrap(), unsure);
        let by = by();
        let told = db.write::<_, Error, _>(async move |tx| {
            for _ in 0..2 {
                store::note_different(tx, &by, (other, "Б"), (one, "А")).await?;
            }
            let acts = oqu_audit::history(tx, "person", one.uuid(), 10).await?;
            Ok(acts
                .iter()
                .filter(|act| act.act == "person.told-apart")
                .count())
        });
        assert_eq!(told.await.unwrap(), 1, "told once");
        assert_eq!(pairs(&db, Ground::Birth).await, []);
    })
    .await;
}

#[tokio::test]
async fn rows_from_before_are_folded_at_start() {
    on_both(&migrations(), async |db| {
        let born = Some("2006-12-11");
        add(&db, data("Ахметова", "Әлия", born)).await;
        add(&db, data("Ахметова", "Алия", born)).await;
        let folded = db.write::<_, Error, _>(async move |tx| {
            store::unfold(tx).await?;
            Ok((store::fold_some(tx).await?, store::fold_some(tx).await?))
        });
        assert_eq!(folded.await.unwrap(), (2, 0));
        assert_eq!(pairs(&db, Ground::Birth).await.len(), 1);
    })
    .await;
}

/// A mover that fails at the end, as a process that is killed does.
struct Broken;

impl Mover for Broken {
    fn area(&self) -> &'static str {
        "broken"
    }

    fn columns(&self) -> &'static [PersonColumn] {
        &[]
    }

    fn look<'a>(
        &'a self,
        _: &'a mut oqu_db::Tx,
        _: PersonId,
        _: PersonId,
        _: Words,
    ) -> InUnit<'a, Moving> {
        Box::pin(async { Ok(Moving::default()) })
    }

    fn move_all<'a>(
        &'a self,
        _: &'a mut oqu_db::Tx,
        _: &'a By,
        _: PersonId,
        _: PersonId,
    ) -> InUnit<'a, ()> {
        Box::pin(async { Err(Error::Conflict) })
    }
}

/// Two records of one person with all that can stand twice, and a ward.
struct World {
    kept: PersonId,
    gone: PersonId,
    ward: PersonId,
}

async fn world(db: &Db) -> World {
    let born = Some("1980-01-01");
    let login = |login: &str, data: PersonData| PersonData {
        login: Some(login.into()),
        email: Some(format!("{login}@example.kz")),
        ..data
    };
    let kept = add(db, login("old", data("Ким", "Виктор", born))).await;
    let gone = add(db, login("new", data("Виктор", "Ким", born))).await;
    let ward = add(db, data("Ким", "Дана", None)).await;
    let by = by();
    let put = db.write::<_, Error, _>(async move |tx| {
        let whole = Scope::Organisation;
        for (id, role) in [
            (kept, Role::Teacher),
            (gone, Role::Teacher),
            (gone, Role::Tutor),
        ] {
            roles::give(tx, &by, (id, ""), role, &whole, "").await?;
        }
        relatives::link(tx, &by, (ward, ""), kept, "father").await?;
        relatives::link(tx, &by, (ward, ""), gone, "father").await?;
        for id in [kept, gone] {
            crate::sessions::store::set_password(tx, &by, id, "", "hash").await?;
            crate::duties::store::begin(tx, &by, id, "").await?;
        }
        Ok(())
    });
    put.await.expect("the world");
    World { kept, gone, ward }
}

async fn row(db: &Db, id: PersonId) -> Option<PersonRow> {
    let found = db.read::<_, Error, _>(async move |tx| people::person(tx, id).await);
    found.await.expect("the database answers")
}

async fn try_merge(db: &Db, world: &World, movers: Movers) -> Result<Became, Error> {
    let (kept, gone) = (world.kept, world.gone);
    let (by, words) = (by(), words());
    db.write::<_, Error, _>(async move |tx| {
        let kept = people::person(tx, kept).await?.expect("the kept one");
        let gone = people::person(tx, gone).await?.expect("the other");
        let wanted = PersonData {
            login: gone.data().login,
            ..kept.data()
        };
        let act = Merge {
            kept: &kept,
            gone: &gone,
            data: &wanted,
            takes_photo: false,
            ground: "№ 1",
        };
        merge::merge(tx, &by, &movers, &act, words).await
    })
    .await
}

#[tokio::test]
async fn two_records_become_one() {
    on_both(&migrations(), async |db| {
        let world = world(&db).await;
        let movers = Movers::of(vec![Box::new(moving::Own)]);
        let became = try_merge(&db, &world, movers).await.unwrap();
        assert_eq!(became, Became::Merged);
        assert!(row(&db, world.gone).await.is_none());
        let kept = row(&db, world.kept).await.expect("the kept one").data();
        assert_eq!(kept.login.as_deref(), Some("new"), "the chosen login");
        assert_eq!(kept.email.as_deref(), Some("old@example.kz"));
        let (kept, gone, ward) = (world.kept, world.gone, world.ward);
        let read = db.read::<_, Error, _>(async move |tx| {
            let held = roles::of_person(tx, kept).await?;
            let held: Vec<Role> = held.into_iter().map(|held| held.role).collect();
            assert_eq!(held, [Role::Teacher, Role::Tutor], "each role once");
            let wards = relatives::relatives(tx, ward).await?;
            assert_eq!(wards.len(), 1, "one father: {wards:?}");
            assert_eq!(wards[0].id, kept);
            let pointer = store::pointer(tx, gone).await?.expect("a pointer");
            assert_eq!(pointer.kept, kept);
            // The old e-mail leads on; the login is the kept one's own now.
            let names = ["new", "new@example.kz", "old@example.kz", "nobody"];
            let mut found = Vec::new();
            for name in names {
                let known = crate::sessions::store::credentials(tx, name).await?;
                found.push(known.map(|known| known.person));
            }
            assert_eq!(found, [Some(kept), Some(kept), Some(kept), None]);
            for (id, act) in [(kept, "person.merged"), (gone, "person.merged-away")] {
                let acts = oqu_audit::history(tx, "person", id.uuid(), 10).await?;
                assert!(acts.iter().any(|entry| entry.act == act), "{act}");
            }
            Ok(())
        });
        read.await.unwrap();
        // A third record takes the kept one in: both pointers lead to it.
        let third = add(&db, data("Ким", "Виктор", Some("1980-01-01"))).await;
        let again = World {
            kept: third,
            gone: kept_of(&world),
            ward: world.ward,
        };
        let movers = Movers::of(vec![Box::new(moving::Own)]);
        try_merge(&db, &again, movers).await.unwrap();
        let read = db.read::<_, Error, _>(async move |tx| {
            let first = store::pointer(tx, gone).await?.expect("a pointer");
            let second = store::pointer(tx, kept).await?.expect("a pointer");
            Ok((first.kept, second.kept))
        });
        assert_eq!(read.await.unwrap(), (third, third));
    })
    .await;
}

fn kept_of(world: &World) -> PersonId {
    world.kept
}

#[tokio::test]
async fn what_breaks_in_the_middle_leaves_nothing_half() {
    on_both(&migrations(), async |db| {
        let world = world(&db).await;
        let weight = async || {
            let read = db.read::<_, Error, _>(async |tx| {
                let mut all = Vec::new();
                for table in [
                    "people",
                    "grants",
                    "representatives",
                    "merged_people",
                    "audit_entries",
                ] {
                    let text = format!("SELECT CAST(count(*) AS BIGINT) FROM {table}");
                    all.extend(tx.list::<i64>(&Query::new(&text)).await?);
                }
                Ok(all)
            });
            read.await.unwrap()
        };
        let before = weight().await;
        let movers = Movers::of(vec![Box::new(moving::Own), Box::new(Broken)]);
        let failed = try_merge(&db, &world, movers).await;
        assert!(matches!(failed, Err(Error::Conflict)), "{failed:?}");
        assert_eq!(weight().await, before);
        let gone = row(&db, world.gone)
            .await
            .expect("it is there still")
            .data();
        assert_eq!(gone.login.as_deref(), Some("new"));
        // An area that moves nothing and still holds the id: the unit is refused as a whole.
        let failed = try_merge(&db, &world, Movers::of(Vec::new())).await;
        assert!(matches!(failed, Err(Error::Linked(_))), "{failed:?}");
        assert_eq!(weight().await, before);
    })
    .await;
}

/// People of the measured list.
const MANY: usize = 100_000;
/// People of one unit.
const SLICE: usize = 500;

/// A hundred thousand people with invented names: most with a date of birth, one in a hundred a double.
fn one_of_many(at: usize) -> PersonData {
    const SYLLABLES: [&str; 20] = [
        "ах", "ба", "ге", "да", "ер", "жа", "за", "иль", "ка", "ла", "ма", "нұ", "ор", "пе", "ра",
        "са", "та", "үм", "фа", "ша",
    ];
    let at = if at.is_multiple_of(100) { at / 2 } else { at };
    let word = |from: usize, count: usize| -> String {
        let syllable = |place: u32| SYLLABLES[from / 20_usize.pow(place) % 20];
        (0..u32::try_from(count).unwrap_or_default())
            .map(syllable)
            .collect()
    };
    let born = format!(
        "{}-{:02}-{:02}",
        1960 + at % 50,
        1 + at / 50 % 12,
        1 + at / 7 % 28
    );
    PersonData {
        phone: at.is_multiple_of(3).then(|| format!("+7701{:07}", at / 2)),
        ..data(
            &word(at * 7_919, 3),
            &word(at % 400, 2),
            (!at.is_multiple_of(20)).then_some(born.as_str()),
        )
    }
}

#[tokio::test]
#[ignore = "prints what the list of doubles costs among a hundred thousand people"]
async fn the_cost() {
    on_both(&migrations(), async |db| {
        for from in (0..MANY).step_by(SLICE) {
            let by = by();
            let put = db.write::<_, Error, _>(async move |tx| {
                for at in from..from + SLICE {
                    let id = PersonId::new(by.now, &by.chance);
                    people::add(tx, &by, id, &one_of_many(at)).await?;
                }
                Ok(())
            });
            put.await.unwrap();
        }
        for ground in Ground::ALL {
            let begun = std::time::Instant::now();
            let found =
                db.read::<_, Error, _>(async move |tx| store::pairs(tx, ground, None, 31).await);
            let found = found.await.unwrap();
            let first = begun.elapsed();
            let begun = std::time::Instant::now();
            let all = db.read::<_, Error, _>(async move |tx| {
                store::pairs(tx, ground, Some((90_000, 0)), 10_000).await
            });
            let all = all.await.unwrap();
            println!(
                "{ground:?}: {} pairs of the first page in {first:?}, {} of the last in {:?}",
                found.len(),
                all.len(),
                begun.elapsed()
            );
        }
    })
    .await;
}
