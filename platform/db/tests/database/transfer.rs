use std::sync::Mutex;

use oqu_db::testing::on_both;
use oqu_db::{Cell, Db, Error, TableShape, Value};
use oqu_kernel::{Chance, Id, Moment};

use crate::{PUT_COUNTER, PUT_THING, Thing, steps};

type Tables = Vec<(TableShape, Vec<Vec<Cell>>)>;

async fn all(db: &Db) -> Tables {
    db.read::<Tables, Error, _>(async |tx| {
        let mut all = Vec::new();
        for table in tx.tables().await? {
            let mut rows = Vec::new();
            tx.each_row(&table, |row| {
                rows.push(row);
                Ok(())
            })
            .await?;
            assert_eq!(tx.row_count(&table).await?, rows.len() as u64);
            all.push((table, rows));
        }
        Ok(all)
    })
    .await
    .unwrap()
}

/// More rows than one slice; children before their parents; out of one database into the other.
#[tokio::test]
async fn tables_go_over_as_they_are() {
    let filled: Mutex<Option<Tables>> = Mutex::default();
    on_both(&steps(), async |db| {
        let tables = filled.lock().unwrap().take();
        let Some(tables) = tables else {
            fill(&db).await;
            let tables = all(&db).await;
            *filled.lock().unwrap() = Some(tables);
            return;
        };
        let there: Vec<String> = tables.iter().map(|(shape, _)| shape.name.clone()).collect();
        assert_eq!(there, ["counters", "migrations", "things"]);
        let rows = tables.clone();
        db.write::<(), Error, _>(async move |tx| {
            tx.defer_links().await?;
            for shape in tx.tables().await? {
                tx.empty(&shape).await?;
                let (_, rows) = rows
                    .iter()
                    .find(|(other, _)| other.name == shape.name)
                    .unwrap();
                let backwards = rows.iter().rev().cloned().collect();
                tx.put_rows(&shape, backwards).await?;
            }
            tx.settle_numbers().await
        })
        .await
        .unwrap();
        for ((shape, before), (_, after)) in tables.iter().zip(all(&db).await) {
            assert_eq!(*before, after, "{}", shape.name);
        }
        // The number giver goes on after the highest.
        let put = db.write::<u64, Error, _>(async |tx| tx.run(&PUT_THING, &thing(99_999)).await);
        put.await.unwrap();
    })
    .await;
}

fn thing(seed: u64) -> [Value; 5] {
    let id = Id::<Thing>::new(Moment::from_millis(1), &Chance::seeded(seed));
    let parent = seed
        .checked_sub(1)
        .filter(|_| seed < 2_000)
        .map(|before| Id::<Thing>::new(Moment::from_millis(1), &Chance::seeded(before)));
    let code = format!("код {seed}");
    let at = i64::try_from(seed).unwrap();
    [
        id.into(),
        parent.into(),
        code.into(),
        [0_u8, 255].into(),
        at.into(),
    ]
}

async fn fill(db: &Db) {
    db.write::<(), Error, _>(async |tx| {
        for seed in 0..1_500_u64 {
            tx.run(&PUT_THING, &thing(seed)).await?;
        }
        tx.run(&PUT_COUNTER, &[1_i64.into(), (-1_i64).into()])
            .await?;
        Ok(())
    })
    .await
    .unwrap();
}
