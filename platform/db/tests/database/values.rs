use oqu_db::testing::on_both;
use oqu_db::{Error, Query, Value};
use oqu_kernel::{Chance, Id, Moment};
use uuid::Uuid;

use crate::{PUT_THING, THING, Thing, steps};

#[tokio::test]
async fn values_come_back_as_they_went() {
    let texts = [
        "",
        "Әйгерім ғұқңөүһі",
        "'; DROP TABLE things; --",
        "\u{202e}abc 🎓",
        "a\nb\tc",
    ];
    let numbers = [0, -1, i64::MAX, i64::MIN];
    on_both(&steps(), async |db| {
        let chance = Chance::seeded(1);
        for (at, text) in texts.iter().enumerate() {
            let id = Id::<Thing>::new(Moment::from_millis(1), &chance);
            let number = numbers.get(at).copied();
            let bytes: Vec<u8> = (0..=255).collect();
            let values: [Value; 5] = [
                id.into(),
                Value::Null,
                (*text).into(),
                bytes.clone().into(),
                number.into(),
            ];
            let values = values.to_vec();
            let thing = db
                .write::<Thing, Error, _>(async move |tx| {
                    tx.run(&PUT_THING, &values).await?;
                    tx.one(&THING, &[id.into()]).await
                })
                .await
                .unwrap();
            let expected = Thing {
                number: i64::try_from(at).unwrap() + 1,
                id: id.uuid(),
                parent: None,
                code: (*text).to_owned(),
                secret: Some(bytes),
                at: number,
            };
            assert_eq!(thing, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn a_column_that_does_not_fit_is_told() {
    on_both(&steps(), async |db| {
        let read = db
            .read::<Vec<String>, Error, _>(async |tx| {
                tx.list(&Query::new("SELECT CAST(5 AS BIGINT)")).await
            })
            .await;
        assert!(matches!(read, Err(Error::Shape(_))), "{read:?}");
        let none = db
            .read::<Thing, Error, _>(async |tx| tx.one(&THING, &[Uuid::nil().into()]).await)
            .await;
        assert!(matches!(none, Err(Error::Shape(_))), "{none:?}");
    })
    .await;
}

/// A list goes on after its last row, wherever that was: the keyset as `Query` writes it.
#[tokio::test]
async fn a_list_goes_on_where_it_ended() {
    on_both(&steps(), async |db| {
        let chance = Chance::seeded(2);
        let put = db.write::<(), Error, _>(async move |tx| {
            for at in 0..25_i64 {
                let id = Id::<Thing>::new(Moment::from_millis(1), &chance);
                let code = format!("{}", at % 3);
                let values = [id.into(), Value::Null, code.into(), Value::Null, at.into()];
                tx.run(&PUT_THING, &values).await?;
            }
            Ok(())
        });
        put.await.unwrap();
        let seen = db
            .read::<Vec<(String, i64)>, Error, _>(async |tx| {
                let mut seen: Vec<(String, i64)> = Vec::new();
                loop {
                    let mut query =
                        Query::new("SELECT code, number FROM things WHERE at IS NOT NULL");
                    if let Some((code, number)) = seen.last() {
                        query = query
                            .push(" AND (code, number) > (")
                            .bind(code)
                            .push(", ")
                            .bind(*number)
                            .push(")");
                    }
                    let query = query.push(" ORDER BY code, number LIMIT ").bind(10_i64);
                    let rows: Vec<(String, i64)> = tx.list(&query).await?;
                    if rows.is_empty() {
                        return Ok(seen);
                    }
                    seen.extend(rows);
                }
            })
            .await
            .unwrap();
        assert_eq!(seen.len(), 25);
        assert!(seen.is_sorted());
        let some = db
            .read::<Vec<i64>, Error, _>(async |tx| {
                let query = Query::new("SELECT number FROM things WHERE code IN (")
                    .bind_all(["1", "2"])
                    .push(") AND number IN (")
                    .bind_all(Vec::<i64>::new())
                    .push(")");
                tx.list(&query).await
            })
            .await
            .unwrap();
        assert!(some.is_empty());
    })
    .await;
}
