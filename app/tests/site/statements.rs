use oqu::areas;
use oqu_db::testing::on_both;
use oqu_db::{Error, all_statements};
use oqu_kernel::Moment;

/// A wrong column or type is found here, without running the page.
#[tokio::test]
async fn every_statement_is_understood_by_both_databases() {
    assert!(all_statements().count() > 50);
    on_both(&areas::migrations(), async |db| {
        let mut wrong = Vec::new();
        for statement in all_statements() {
            let prepared = db
                .read::<(), Error, _>(async |tx| tx.prepare(statement.text).await)
                .await;
            if let Err(error) = prepared {
                wrong.push(format!("{}: {error}\n{}", statement.name, statement.text));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn the_tables_are_made_once_and_are_the_same_on_both() {
    let seen = std::sync::Mutex::new(Vec::new());
    on_both(&areas::migrations(), async |db| {
        let again = areas::migrations().apply(&db, Moment::from_millis(0)).await;
        assert!(again.expect("the steps").is_empty());
        let tables = db
            .read::<_, Error, _>(async |tx| tx.tables().await)
            .await
            .expect("the tables");
        let shapes: Vec<_> = tables
            .into_iter()
            .map(|table| (table.name, table.columns))
            .collect();
        seen.lock().expect("the tables").push(shapes);
    })
    .await;
    let seen = seen.into_inner().expect("the tables");
    assert_eq!(seen[0], seen[1]);
}
