//! From a file to people: kept, judged, written slice by slice.

use std::sync::Arc;

use jiff::civil::Date;
use oqu_audit::By;
use oqu_db::{Db, Error, Result, Tx};
use oqu_kernel::{Id, PersonId, Scope};
use oqu_text::Language;
use oqu_web::L10n;

use super::columns::{self, Target};
use super::doubles::Doubles;
use super::file::{Row, Table};
use super::kept::{Bringer, Import, ImportId, Outcome, SLICE, Slice, State};
use super::row::{ReadRow, Reader, Remark, Said};
use super::rules::{self, Counts, Decision, Decisions, Found, Kind, Verdict};
use super::store;
use crate::api::ScopeNames;
use crate::people::store as people;
use crate::roles;

/// What an import stands on beside the rows.
#[derive(Clone)]
pub struct Ground {
    /// The rows.
    pub db: Db,
    /// The words of headings and roles.
    pub l10n: &'static L10n,
    /// The groups that are open.
    pub scopes: Arc<dyn ScopeNames>,
    /// Today at the organisation's place.
    pub today: Date,
}

/// Keeps a file as a new import, with what its headings say: as they were understood before, or as
/// they read.
///
/// # Errors
/// The database's failure.
pub async fn begin(
    ground: &Ground,
    by: &By,
    bringer: Bringer,
    file_name: &str,
    table: Table,
) -> Result<ImportId> {
    let id = ImportId::new(by.now, &by.chance);
    let mark = columns::mark_of(&table.headings);
    let read = columns::recognised_all(ground.l10n, &table.headings);
    let (by, file_name) = (by.clone(), file_name.to_owned());
    ground
        .db
        .write::<_, Error, _>(async move |tx| {
            let known = store::remembered(tx, &mark).await?;
            let known = known.filter(|known| known.len() == read.len());
            let targets = known.as_deref().unwrap_or(&read);
            store::add(tx, &by, bringer, id, &file_name, &table, targets).await
        })
        .await?;
    Ok(id)
}

/// Looks at every row of an import with this choice of columns and these answers, and keeps what
/// will become of it. Nothing is written of people. False when another hand was faster.
///
/// # Errors
/// The database's failure.
pub async fn judge(
    ground: &Ground,
    by: &By,
    import: &Import,
    targets: &[Target],
    decisions: &Decisions,
) -> Result<bool> {
    let reading = ground.clone();
    let (asked, chosen, answers) = (import.clone(), targets.to_vec(), decisions.clone());
    let (counts, verdicts) = ground
        .db
        .read::<_, Error, _>(async move |tx| {
            let reader = reader(tx, &reading, &asked, &chosen).await?;
            let slices = store::slices(tx, asked.id).await?;
            judged(tx, &reader, &slices, &answers, asked.all_rights).await
        })
        .await?;
    let (import, targets, decisions) = (import.clone(), targets.to_vec(), decisions.clone());
    let now = by.now;
    let mark = columns::mark_of(&import.headings);
    ground
        .db
        .write::<_, Error, _>(async move |tx| {
            store::remember(tx, &mark, &targets, now).await?;
            store::judged(tx, &import, &targets, &decisions, counts, &verdicts).await
        })
        .await
}

async fn reader(
    tx: &mut Tx,
    ground: &Ground,
    import: &Import,
    targets: &[Target],
) -> Result<Reader> {
    let options = ground.scopes.options(tx, Language::Kk).await?;
    Ok(Reader::new(
        ground.l10n,
        targets,
        &options,
        import.all_rights,
        ground.today,
    ))
}

type Judged = (Counts, Vec<(i64, Vec<Verdict>)>);

async fn judged(
    tx: &mut Tx,
    reader: &Reader,
    slices: &[Slice],
    answers: &Decisions,
    full: bool,
) -> Result<Judged> {
    let mut doubles = Doubles::default();
    let mut counts = Counts::default();
    let mut all = Vec::with_capacity(slices.len());
    for slice in slices {
        let mut read = Vec::with_capacity(slice.rows.len());
        for row in &slice.rows {
            let mut one = reader.read(row);
            one.wrong
                .extend(doubles.look(row.number, &one.said, reader));
            read.push((row.number, one));
        }
        let found = found(tx, &read).await?;
        let mut verdicts = Vec::with_capacity(read.len());
        for (number, one) in read {
            let answer = answers.get(&number).copied();
            let (mut verdict, _) = rules::decide(number, one, reader, &found, answer, full);
            doubles.look_at_person(&mut verdict);
            counts.add(verdict.kind);
            verdicts.push(verdict);
        }
        all.push((slice.number, verdicts));
    }
    Ok((counts, all))
}

async fn found(tx: &mut Tx, read: &[(u32, ReadRow)]) -> Result<Found> {
    let said: Vec<&Said> = read.iter().map(|(_, one)| &one.said).collect();
    super::found::found(tx, &said).await
}

/// How far the writing of an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many slices are left.
    Left(i64),
    /// All is written.
    Done,
}

/// Writes the next slice of an import that was confirmed: one unit of work, so that a process that
/// is killed leaves whole slices behind and the next one goes on. When one row cannot be written
/// because somebody took its login meanwhile, the rows of that slice are written one by one.
///
/// # Errors
/// The database's failure.
pub async fn step(ground: &Ground, by: &By, id: ImportId) -> Result<Step> {
    match write_slice(ground, by, id, None).await {
        Err(Error::Taken(_)) => {
            for at in 0..SLICE {
                match write_slice(ground, by, id, Some(at)).await {
                    Err(Error::Taken(index)) => fail_row(ground, by, id, at, &index).await?,
                    Err(error) => return Err(error),
                    Ok(_) => {}
                }
            }
            write_slice(ground, by, id, None).await
        }
        outcome => outcome,
    }
}

/// Writes a whole slice, or the row at one place of it.
async fn write_slice(ground: &Ground, by: &By, id: ImportId, only: Option<usize>) -> Result<Step> {
    let (reading, by) = (ground.clone(), by.clone());
    ground
        .db
        .write::<_, Error, _>(async move |tx| {
            let Some(import) = store::import(tx, id).await? else {
                return Ok(Step::Done);
            };
            let Some(mut slice) = store::next_slice(tx, id).await? else {
                let outcomes = store::verdicts(tx, id).await?;
                store::finish(tx, &by, &import, &outcomes).await?;
                return Ok(Step::Done);
            };
            if import.state != State::Running {
                return Err(Error::Shape("an import that nobody confirmed".into()));
            }
            let reader = reader(tx, &reading, &import, &import.targets).await?;
            let rows: Vec<Row> = match only {
                None => slice.rows.clone(),
                Some(at) => slice.rows.get(at).cloned().into_iter().collect(),
            };
            write_rows(tx, &by, &import, &reader, &mut slice, &rows).await?;
            store::slice_done(tx, &by, id, &slice, only.is_none()).await?;
            let left = store::left(tx, id).await?;
            if left > 0 || only.is_some() {
                return Ok(Step::Left(left.max(1)));
            }
            let outcomes = store::verdicts(tx, id).await?;
            store::finish(tx, &by, &import, &outcomes).await?;
            Ok(Step::Done)
        })
        .await
}

async fn fail_row(ground: &Ground, by: &By, id: ImportId, at: usize, index: &str) -> Result<()> {
    let key = match index {
        "people_iin_key" => "person-iin-taken",
        "people_email_key" => "person-email-taken",
        "people_external_key" => "person-external-number-taken",
        _ => "person-login-taken",
    };
    let by = by.clone();
    ground
        .db
        .write::<_, Error, _>(async move |tx| {
            let Some(mut slice) = store::next_slice(tx, id).await? else {
                return Ok(());
            };
            let Some(row) = slice.rows.get(at) else {
                return Ok(());
            };
            let number = row.number;
            let remark = Remark::at(None, key);
            let failed = outcome("failed", None, vec![remark]);
            slice.outcomes.insert(number, failed);
            store::slice_done(tx, &by, id, &slice, false).await
        })
        .await
}

fn outcome(word: &str, person: Option<PersonId>, wrong: Vec<Remark>) -> Outcome {
    Outcome {
        word: word.to_owned(),
        person,
        wrong,
    }
}

/// Writes rows that have no outcome yet, each as it is judged now: what was true of the preview may
/// have changed meanwhile.
async fn write_rows(
    tx: &mut Tx,
    by: &By,
    import: &Import,
    reader: &Reader,
    slice: &mut Slice,
    rows: &[Row],
) -> Result<()> {
    let mut read = Vec::with_capacity(rows.len());
    for row in rows {
        if slice.outcomes.contains_key(&row.number) {
            continue;
        }
        let shown = slice
            .verdicts
            .iter()
            .find(|verdict| verdict.number == row.number);
        match shown.map(|verdict| (verdict.kind, verdict)) {
            Some((Kind::Wrong, verdict)) => {
                let skipped = outcome("skipped", verdict.person, verdict.wrong.clone());
                slice.outcomes.insert(row.number, skipped);
            }
            Some((Kind::Undecided, verdict)) => {
                let remark = Remark::at(None, "import-row-undecided");
                let skipped = outcome("skipped", verdict.person, vec![remark]);
                slice.outcomes.insert(row.number, skipped);
            }
            Some(_) => read.push((row.number, reader.read(row))),
            None => {}
        }
    }
    let found = found(tx, &read).await?;
    for (number, one) in read {
        let answer = import.decisions.get(&number).copied();
        let (verdict, said) = rules::decide(number, one, reader, &found, answer, import.all_rights);
        let written = write_row(tx, by, reader, &found, &verdict, &said).await?;
        slice.outcomes.insert(number, written);
    }
    Ok(())
}

async fn write_row(
    tx: &mut Tx,
    by: &By,
    reader: &Reader,
    found: &Found,
    verdict: &Verdict,
    said: &Said,
) -> Result<Outcome> {
    match (verdict.kind, verdict.person) {
        (Kind::New, _) => {
            let id: PersonId = Id::new(by.now, &by.chance);
            let person = said.person();
            people::add(tx, by, id, &person).await?;
            give(tx, by, reader, (id, &person.full_name()), &[], said).await?;
            Ok(outcome("added", Some(id), Vec::new()))
        }
        (Kind::Changed, Some(id)) => {
            let known = &found.people[&id];
            let person = said.applied(&known.row.data());
            if !people::change(tx, by, &known.row, &person).await? {
                return Err(Error::Conflict);
            }
            give(tx, by, reader, (id, &person.full_name()), &known.held, said).await?;
            Ok(outcome("changed", Some(id), Vec::new()))
        }
        (Kind::Same, person) => Ok(outcome("same", person, Vec::new())),
        (Kind::Undecided, person) => {
            let remark = Remark::at(None, "import-row-undecided");
            Ok(outcome("failed", person, vec![remark]))
        }
        (_, person) => Ok(outcome("failed", person, verdict.wrong.clone())),
    }
}

async fn give(
    tx: &mut Tx,
    by: &By,
    reader: &Reader,
    person: (PersonId, &str),
    held: &[(roles::Role, Scope)],
    said: &Said,
) -> Result<()> {
    for (role, scope) in rules::missing_roles(said, held) {
        roles::store::give(tx, by, person, role, &scope, reader.code(&scope)).await?;
    }
    Ok(())
}

/// Answers for all rows at once, kept with those that were given one by one.
pub fn decided_all(slices: &[Slice], decisions: &Decisions, answer: Decision) -> Decisions {
    let mut all = decisions.clone();
    let verdicts = slices.iter().flat_map(|slice| &slice.verdicts);
    for verdict in verdicts.filter(|verdict| verdict.kind == Kind::Undecided) {
        all.insert(verdict.number, answer);
    }
    all
}

/// How many slices an import has, done or not.
///
/// # Errors
/// The database's failure.
pub async fn slices(ground: &Ground, id: ImportId) -> Result<u64> {
    let import = ground
        .db
        .read::<_, Error, _>(async move |tx| store::import(tx, id).await)
        .await?;
    let rows = import.map_or(0, |import| import.rows);
    Ok(u64::try_from(rows)
        .unwrap_or_default()
        .div_ceil(SLICE as u64))
}
