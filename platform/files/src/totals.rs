use oqu_db::{Result, Tx};

oqu_db::row! {
    /// What the store holds, by its rows.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Totals {
        /// Contents: the same bytes brought twice are one.
        pub blobs: i64,
        /// Their bytes.
        pub bytes: i64,
    }
}

oqu_db::statements! {
    TOTALS = "SELECT CAST(count(*) AS BIGINT), CAST(COALESCE(sum(size), 0) AS BIGINT) FROM blobs \
        WHERE state = 'stored'";
}

/// What the store holds. One statement.
///
/// # Errors
/// The database's failure.
pub async fn totals(tx: &mut Tx) -> Result<Totals> {
    tx.one(&TOTALS, &[]).await
}
