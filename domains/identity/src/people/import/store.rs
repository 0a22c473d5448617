use oqu_audit::{Act, By};
use oqu_db::{Result, Tx, Value};
use oqu_kernel::{Moment, PersonId};

use super::columns::Target;
use super::file::Table;
use super::kept::{Bringer, Import, ImportId, ImportRow, SLICE, Slice, SliceRow, State, json};
use super::rules::{Counts, Decisions, Verdict};

/// Imports of one person that are listed.
const LISTED: i64 = 10;

oqu_db::statements! {
    INSERT = "INSERT INTO people_imports \
        (id, person, who, all_rights, file_name, sheet, other_sheets, hidden_rows, headings, targets, decisions, state, \
         count_rows, count_new, count_changed, count_same, count_undecided, count_wrong, version, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'columns', $12, 0, 0, 0, 0, 0, 1, $13)";
    INSERT_SLICE = "INSERT INTO people_import_slices (import, number, cells, verdicts, outcomes) \
        VALUES ($1, $2, $3, '[]', '{}')";
    BY_ID = "SELECT id, person, who, all_rights, file_name, sheet, other_sheets, hidden_rows, headings, targets, decisions, state, \
            count_rows, count_new, count_changed, count_same, count_undecided, count_wrong, version, created_at, finished_at \
        FROM people_imports WHERE id = $1";
    OF_PERSON = "SELECT id, person, who, all_rights, file_name, sheet, other_sheets, hidden_rows, headings, targets, decisions, state, \
            count_rows, count_new, count_changed, count_same, count_undecided, count_wrong, version, created_at, finished_at \
        FROM people_imports WHERE person = $1 ORDER BY created_at DESC LIMIT $2";
    JUDGED = "UPDATE people_imports SET targets = $1, decisions = $2, state = 'preview', count_new = $3, count_changed = $4, \
            count_same = $5, count_undecided = $6, count_wrong = $7, version = version + 1 \
        WHERE id = $8 AND version = $9 AND state IN ('columns', 'preview')";
    JUDGED_SLICE = "UPDATE people_import_slices SET verdicts = $1 WHERE import = $2 AND number = $3";
    STATE = "UPDATE people_imports SET state = $1, version = version + 1 WHERE id = $2 AND version = $3";
    RUN = "UPDATE people_imports SET state = 'running', version = version + 1 WHERE id = $1 AND version = $2 AND state = 'preview'";
    FINISH = "UPDATE people_imports SET state = 'done', version = version + 1, finished_at = $1 \
        WHERE id = $2 AND state = 'running'";
    SLICES = "SELECT number, cells, verdicts, outcomes FROM people_import_slices WHERE import = $1 ORDER BY number";
    VERDICTS = "SELECT number, '[]', verdicts, outcomes FROM people_import_slices WHERE import = $1 ORDER BY number";
    FIRST_SLICE = "SELECT number, cells, verdicts, outcomes FROM people_import_slices WHERE import = $1 AND number = 0";
    NEXT_SLICE = "SELECT number, cells, verdicts, outcomes FROM people_import_slices \
        WHERE import = $1 AND done_at IS NULL ORDER BY number LIMIT 1";
    SLICE_DONE = "UPDATE people_import_slices SET outcomes = $1, cells = '[]', done_at = $2 \
        WHERE import = $3 AND number = $4 AND done_at IS NULL";
    SLICE_PART = "UPDATE people_import_slices SET outcomes = $1 WHERE import = $2 AND number = $3 AND done_at IS NULL";
    LEFT = "SELECT CAST(count(*) AS BIGINT) FROM people_import_slices WHERE import = $1 AND done_at IS NULL";
    REMEMBERED = "SELECT targets FROM people_import_headings WHERE mark = $1";
    REMEMBER = "INSERT INTO people_import_headings (mark, targets, changed_at) VALUES ($1, $2, $3) \
        ON CONFLICT (mark) DO UPDATE SET targets = excluded.targets, changed_at = excluded.changed_at";
    FORGET_SLICES = "DELETE FROM people_import_slices WHERE import = $1";
    FORGET = "DELETE FROM people_imports WHERE id = $1 AND state <> 'running'";
    FORGET_OLD_SLICES = "DELETE FROM people_import_slices WHERE import IN \
        (SELECT id FROM people_imports WHERE created_at < $1 AND (state <> 'running' OR created_at < $2))";
    FORGET_OLD = "DELETE FROM people_imports WHERE created_at < $1 AND (state <> 'running' OR created_at < $2)";
}

/// Keeps a file as a new import.
pub async fn add(
    tx: &mut Tx,
    by: &By,
    bringer: Bringer,
    id: ImportId,
    file_name: &str,
    table: &Table,
    targets: &[Target],
) -> Result<()> {
    let count = |number: usize| Value::Int(i64::try_from(number).unwrap_or(i64::MAX));
    let values: [Value; 13] = [
        id.into(),
        bringer.person.into(),
        (&by.name).into(),
        i64::from(bringer.all_rights).into(),
        file_name.into(),
        (&table.sheet).into(),
        count(table.other_sheets),
        count(table.hidden_rows),
        json(&table.headings).into(),
        json(&targets).into(),
        "{}".into(),
        count(table.rows.len()),
        by.now.into(),
    ];
    tx.run(&INSERT, &values).await?;
    for (number, rows) in table.rows.chunks(SLICE).enumerate() {
        let values = [id.into(), count(number), json(&rows).into()];
        tx.run(&INSERT_SLICE, &values).await?;
    }
    Ok(())
}

/// The import with this id.
pub async fn import(tx: &mut Tx, id: ImportId) -> Result<Option<Import>> {
    let row: Option<ImportRow> = tx.maybe(&BY_ID, &[id.into()]).await?;
    row.map(Import::of).transpose()
}

/// The last imports of a person.
pub async fn of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<Import>> {
    let rows: Vec<ImportRow> = tx.all(&OF_PERSON, &[person.into(), LISTED.into()]).await?;
    rows.into_iter().map(Import::of).collect()
}

/// The first rows.
pub async fn first_slice(tx: &mut Tx, id: ImportId) -> Result<Option<Slice>> {
    let row: Option<SliceRow> = tx.maybe(&FIRST_SLICE, &[id.into()]).await?;
    row.as_ref().map(Slice::of).transpose()
}

/// All slices with what stands in the cells.
pub async fn slices(tx: &mut Tx, id: ImportId) -> Result<Vec<Slice>> {
    let rows: Vec<SliceRow> = tx.all(&SLICES, &[id.into()]).await?;
    rows.iter().map(Slice::of).collect()
}

/// All slices without what stands in the cells.
pub async fn verdicts(tx: &mut Tx, id: ImportId) -> Result<Vec<Slice>> {
    let rows: Vec<SliceRow> = tx.all(&VERDICTS, &[id.into()]).await?;
    rows.iter().map(Slice::of).collect()
}

/// The first slice that is not done.
pub async fn next_slice(tx: &mut Tx, id: ImportId) -> Result<Option<Slice>> {
    let row: Option<SliceRow> = tx.maybe(&NEXT_SLICE, &[id.into()]).await?;
    row.as_ref().map(Slice::of).transpose()
}

/// How many slices are not done.
pub async fn left(tx: &mut Tx, id: ImportId) -> Result<i64> {
    tx.one(&LEFT, &[id.into()]).await
}

/// Keeps what will become of the rows; false when another hand was faster.
pub async fn judged(
    tx: &mut Tx,
    import: &Import,
    targets: &[Target],
    decisions: &Decisions,
    counts: Counts,
    verdicts: &[(i64, Vec<Verdict>)],
) -> Result<bool> {
    let values: [Value; 9] = [
        json(&targets).into(),
        json(decisions).into(),
        counts.new.into(),
        counts.changed.into(),
        counts.same.into(),
        counts.undecided.into(),
        counts.wrong.into(),
        import.id.into(),
        import.version.into(),
    ];
    if tx.run(&JUDGED, &values).await? == 0 {
        return Ok(false);
    }
    for (number, verdicts) in verdicts {
        let values = [json(verdicts).into(), import.id.into(), (*number).into()];
        tx.run(&JUDGED_SLICE, &values).await?;
    }
    Ok(true)
}

/// Goes back to the choice of columns; false when another hand was faster or it runs already.
pub async fn reopen(tx: &mut Tx, import: &Import) -> Result<bool> {
    let values = [
        State::Columns.key().into(),
        import.id.into(),
        import.version.into(),
    ];
    Ok(import.state == State::Preview && tx.run(&STATE, &values).await? > 0)
}

/// Lets it be written; false when it is not ready or runs already.
pub async fn run(tx: &mut Tx, import: &Import) -> Result<bool> {
    Ok(tx
        .run(&RUN, &[import.id.into(), import.version.into()])
        .await?
        > 0)
}

/// Keeps what became of a slice. When it is done, what stood in its cells is forgotten.
pub async fn slice_done(
    tx: &mut Tx,
    by: &By,
    id: ImportId,
    slice: &Slice,
    is_done: bool,
) -> Result<()> {
    let outcomes = json(&slice.outcomes);
    if is_done {
        let values = [
            outcomes.into(),
            by.now.into(),
            id.into(),
            slice.number.into(),
        ];
        tx.run(&SLICE_DONE, &values).await?;
    } else {
        let values = [outcomes.into(), id.into(), slice.number.into()];
        tx.run(&SLICE_PART, &values).await?;
    }
    Ok(())
}

/// Ends an import whose slices are all done, and tells the audit what it came to; false when it had
/// ended before.
pub async fn finish(tx: &mut Tx, by: &By, import: &Import, outcomes: &[Slice]) -> Result<bool> {
    if tx.run(&FINISH, &[by.now.into(), import.id.into()]).await? == 0 {
        return Ok(false);
    }
    let count = |word: &str| {
        let all = outcomes.iter().flat_map(|slice| slice.outcomes.values());
        all.filter(|outcome| outcome.word == word).count()
    };
    let mut act = Act::on("people.imported", "import", import.id, &import.file_name);
    for (field, word) in [
        ("import-added", "added"),
        ("import-changed", "changed"),
        ("import-same", "same"),
        ("import-failed", "failed"),
        ("import-skipped", "skipped"),
    ] {
        let count = count(word);
        if count > 0 {
            act = act.change(field, "", &count.to_string());
        }
    }
    oqu_audit::record(tx, by, act).await?;
    Ok(true)
}

/// What somebody made of these headings before.
pub async fn remembered(tx: &mut Tx, mark: &str) -> Result<Option<Vec<Target>>> {
    let kept: Option<String> = tx.maybe(&REMEMBERED, &[mark.into()]).await?;
    // A choice of an older version that is no longer understood is as if it were not there.
    Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
}

/// Remembers what was made of these headings.
pub async fn remember(tx: &mut Tx, mark: &str, targets: &[Target], now: Moment) -> Result<()> {
    let values = [mark.into(), json(&targets).into(), now.into()];
    tx.run(&REMEMBER, &values).await?;
    Ok(())
}

/// Forgets an import that is not running.
pub async fn forget(tx: &mut Tx, id: ImportId) -> Result<bool> {
    tx.run(&FORGET_SLICES, &[id.into()]).await?;
    Ok(tx.run(&FORGET, &[id.into()]).await? > 0)
}

/// Forgets imports from before `before`, and those that never came to their end from before `lost`.
pub async fn forget_old(tx: &mut Tx, before: Moment, lost: Moment) -> Result<u64> {
    let values = [before.into(), lost.into()];
    tx.run(&FORGET_OLD_SLICES, &values).await?;
    tx.run(&FORGET_OLD, &values).await
}
