use jiff::civil::{Date, date};
use oqu_db::Error;
use oqu_db::testing::on_both;
use oqu_kernel::{Chance, Clock, Id, Moment};

use super::rules::*;
use super::store;
use crate::names::Names;
use crate::organisation::rules::OrganisationKind;
use crate::testing::{by, migrations};

const TODAY: Date = date(2026, 11, 20);

fn id(number: u128) -> RegulationId {
    Id::from_uuid(uuid::Uuid::from_u128(number))
}

fn details(from: Date) -> RegulationDetails {
    RegulationDetails {
        kind: RegulationKind::Distance,
        number: "1".to_owned(),
        title: Names::new("Ереже", "", ""),
        approved_on: date(2020, 1, 1),
        approved_by: String::new(),
        from,
        until: None,
        replaces: None,
    }
}

fn row(number: u128, details: RegulationDetails) -> RegulationRow {
    RegulationRow {
        id: id(number),
        version: 1,
        details,
        cancelled: None,
    }
}

#[test]
fn an_edition_is_in_force_from_day_to_day() {
    let at = |from, until, cancelled: Option<Date>, replaced| {
        let details = RegulationDetails {
            until,
            ..details(from)
        };
        let row = RegulationRow {
            cancelled: cancelled.map(|on| Cancelled {
                on,
                ground: "№ 5".to_owned(),
            }),
            ..row(1, details)
        };
        standing(&row, replaced, TODAY)
    };
    let tomorrow = date(2026, 11, 21);
    let yesterday = date(2026, 11, 19);
    assert_eq!(at(TODAY, None, None, None), Standing::InForce);
    assert_eq!(at(TODAY, Some(TODAY), None, None), Standing::InForce);
    assert_eq!(at(tomorrow, None, None, None), Standing::Ahead);
    assert_eq!(at(yesterday, Some(yesterday), None, None), Standing::Over);
    assert_eq!(at(yesterday, None, None, Some(TODAY)), Standing::Over);
    assert_eq!(at(yesterday, None, None, Some(tomorrow)), Standing::InForce);
    assert_eq!(at(yesterday, None, Some(TODAY), None), Standing::Cancelled);
    assert_eq!(at(yesterday, None, Some(tomorrow), None), Standing::InForce);
}

#[test]
fn editions_follow_each_other_in_one_line() {
    let first = row(1, details(date(2020, 9, 1)));
    let second = RegulationDetails {
        replaces: Some(id(1)),
        ..details(date(2023, 9, 1))
    };
    let register = Register(vec![first, row(2, second.clone())]);
    let third = RegulationDetails {
        replaces: Some(id(2)),
        ..details(date(2026, 9, 1))
    };
    let judged = |own, details: &RegulationDetails| check(&register, own, details);
    assert_eq!(judged(None, &third), Ok(()));
    let wrong = |change: fn(&mut RegulationDetails), expected| {
        let mut details = third.clone();
        change(&mut details);
        assert_eq!(judged(None, &details), Err(expected));
    };
    wrong(
        |details| details.until = Some(date(2026, 8, 31)),
        Wrong::Term,
    );
    wrong(
        |details| details.approved_on = date(2026, 9, 2),
        Wrong::Approval,
    );
    wrong(|details| details.replaces = Some(id(9)), Wrong::NoSuch);
    wrong(|details| details.replaces = Some(id(1)), Wrong::Replaced);
    wrong(
        |details| details.kind = RegulationKind::Policy,
        Wrong::OtherKind,
    );
    wrong(|details| details.from = date(2023, 8, 31), Wrong::TooEarly);
    assert_eq!(judged(Some(id(2)), &second), Ok(()), "its own place");
    assert_eq!(judged(Some(id(1)), &third), Err(Wrong::Round));
    assert_eq!(judged(Some(id(2)), &third), Err(Wrong::Round));
    // One that was cancelled before it began replaces nothing.
    let mut register = register;
    let first_in_force = |register: &Register| register.standing(&register.0[0], TODAY);
    assert_eq!(first_in_force(&register), Standing::Over);
    register.0[1].cancelled = Some(Cancelled {
        on: date(2023, 8, 1),
        ground: String::new(),
    });
    assert_eq!(first_in_force(&register), Standing::InForce);
}

#[test]
fn less_is_demanded_of_a_school_than_of_a_university() {
    let count = |kind| demanded(kind).count();
    assert_eq!(count(Some(OrganisationKind::University)), DEMANDS.len());
    assert_eq!(count(None), DEMANDS.len());
    for kind in [OrganisationKind::School, OrganisationKind::College] {
        let kinds: Vec<RegulationKind> = demanded(Some(kind)).map(|demand| demand.kind).collect();
        assert!(
            kinds.contains(&RegulationKind::Assessment),
            "R20-15 asks all"
        );
        assert!(
            !kinds.contains(&RegulationKind::Mobility),
            "R20-29 asks universities"
        );
    }
}

#[tokio::test]
async fn an_edition_is_kept_changed_cancelled_and_restored() {
    on_both(&migrations(), async |db| {
        let clock = Clock::standing(Moment::from_millis(1_000));
        let writer = by(&Chance::seeded(11), &clock);
        let written = db.write::<_, Error, _>(async move |tx| {
            let earlier = Id::new(writer.now, &writer.chance);
            let later = Id::new(writer.now, &writer.chance);
            store::add(tx, &writer, earlier, &details(date(2020, 9, 1)), "a").await?;
            let wanted = RegulationDetails {
                replaces: Some(earlier),
                until: Some(date(2030, 8, 31)),
                approved_by: "Ғылыми кеңес".to_owned(),
                ..details(date(2026, 9, 1))
            };
            store::add(tx, &writer, later, &wanted, "b").await?;
            let register = store::all(tx).await?;
            assert_eq!(register.0.len(), 2);
            assert_eq!(register.one(later).expect("it is there").details, wanted);
            let row = register.one(earlier).expect("it is there").clone();
            assert_eq!(register.standing(&row, TODAY), Standing::Over);
            store::change(tx, &writer, &row, &row.details, None).await?;
            store::change(tx, &writer, &row, &row.details, Some(("a", "c"))).await?;
            let row = store::all(tx)
                .await?
                .one(later)
                .expect("it is there")
                .clone();
            store::cancel(tx, &writer, &row, TODAY, "№ 5").await?;
            let register = store::all(tx).await?;
            let row = register.one(later).expect("it is there").clone();
            assert_eq!(register.standing(&row, TODAY), Standing::Cancelled);
            assert_eq!(register.one(earlier).expect("it is there").version, 2);
            store::restore(tx, &writer, &row).await?;
            let acts = oqu_audit::history(tx, REGULATION, later.uuid(), 10).await?;
            Ok(acts.into_iter().map(|act| act.act).collect::<Vec<_>>())
        });
        let acts = written.await.unwrap();
        let expected = [
            "regulation.restored",
            "regulation.cancelled",
            "regulation.added",
        ];
        assert_eq!(acts, expected);
    })
    .await;
}
