use oqu_db::testing::on_both;
use oqu_db::{Error, Query, SearchIndex};

use crate::steps;

const INDEX: SearchIndex = SearchIndex::new("things_search");

const TEXTS: [(i64, &str); 5] = [
    (1, "Әлия Сейітқызы Нұрланова"),
    (2, "Иванов Пётр Сергеевич"),
    (3, "Қасымжанов Ерлан"),
    (4, "O'Brien Anna-Maria"),
    (5, "Иванова Алия"),
];

#[tokio::test]
async fn both_databases_find_the_same() {
    let asked = [
        "Нұрланова",
        "нурланова",
        "Иванов",
        "иван",
        "алия",
        "касымж",
        "anna",
        "петр иванов",
        "'; DROP",
        "\" OR 1",
        "*",
        "a & b | !c",
        "нет такого",
        "қ",
    ];
    let found = std::sync::Mutex::new(Vec::new());
    on_both(&steps(), async |db| {
        db.write::<(), Error, _>(async |tx| {
            for (number, text) in TEXTS {
                INDEX.put(tx, number, "earlier words").await?;
                INDEX.put(tx, number, text).await?;
            }
            INDEX.put(tx, 9, "Иванов ушёл").await?;
            INDEX.remove(tx, 9).await?;
            Ok(())
        })
        .await
        .unwrap();
        let mut all = Vec::new();
        for words in asked {
            let query = oqu_text::search::query(words);
            let numbers = db
                .read::<Vec<i64>, Error, _>(async move |tx| {
                    let query = Query::new("WITH f (n) AS (")
                        .matching(INDEX, &query, 50)
                        .push(") SELECT n FROM f ORDER BY n");
                    tx.list(&query).await
                })
                .await
                .unwrap();
            all.push((words, numbers));
        }
        found.lock().unwrap().push(all);
    })
    .await;
    let found = found.into_inner().unwrap();
    assert_eq!(found[0], found[1]);
    let of = |words: &str| {
        let hit = found[0].iter().find(|(asked, _)| *asked == words);
        hit.map(|(_, numbers)| numbers.clone()).unwrap_or_default()
    };
    assert_eq!(of("нурланова"), [1]);
    assert_eq!(of("петр иванов"), [2]);
    assert_eq!(of("касымж"), [3]);
    assert!(of("нет такого").is_empty());
}
