//! Spreadsheets: the template, people as the import reads them back, what is wrong, what became of rows.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use oqu_audit::{Act, By};
use oqu_db::{Error, Tx};
use oqu_kernel::Scope;
use oqu_text::{Iin, Language};
use oqu_web::{Failure, Fields, Outcome, Sheet, Site, Visitor, Words, XLSX, attachment};
use uuid::Uuid;

use super::columns::Target;
use super::kept::{Import, ImportId};
use super::row::GROUP;
use super::rules::Verdict;
use super::steps::load;
use super::store;
use crate::api::{ScopeName, ScopeNames, things};
use crate::people::in_peace;
use crate::people::list::{SHEET_ROWS, from_address};
use crate::people::listing;
use crate::people::rules::{country_name, language_name, sex_word};
use crate::people::sight::Seen;
use crate::people::store::{self as people, PersonRow};
use crate::roles::Role;
use crate::roles::store::{Held, of_people};

/// People who are read at once while a file is put together.
const AT_ONCE: usize = 500;

/// `GET /people/import/template.xlsx`: the columns, and a sheet that explains them.
pub(super) async fn template(visitor: Visitor) -> Outcome {
    let words = visitor.words;
    let name = words.t("import-template-file").into_owned();
    let file = format!("{name}.xlsx");
    let bytes = in_peace(move || {
        let targets: Vec<Target> = Target::of_template().collect();
        let mut sheet = people_sheet(words)?;
        let explained = [
            "import-sheet-column",
            "import-sheet-needed",
            "import-sheet-help",
        ];
        let explained = explained.map(|key| words.t(key).into_owned());
        let title = words.t("import-sheet-explanations").into_owned();
        sheet.next(&title, &explained, &[28, 16, 90])?;
        for target in targets {
            let needed = matches!(target, Target::Surname | Target::Given);
            let needed = match needed {
                true => words.t("import-sheet-yes").into_owned(),
                false => String::new(),
            };
            let heading = words.t(target.message()).into_owned();
            sheet.row(&[heading, needed, words.t(target.help()).into_owned()])?;
        }
        sheet.finish()
    });
    Ok(attachment(&file, XLSX, bytes.await?))
}

/// The sheet of people with the headings of the template.
pub fn people_sheet(words: Words) -> Result<Sheet, Failure> {
    let headings: Vec<String> = Target::of_template()
        .map(|target| words.t(target.message()).into_owned())
        .collect();
    let title = words.t("import-sheet-people").into_owned();
    Sheet::new(&title, &headings, &vec![22; headings.len()])
}

/// `GET /people/import/people.xlsx`: the people of a list with all that is written of them, in the
/// form of the template. Told to the audit because it leaves the house.
pub(super) async fn people(
    State(site): State<Site>,
    Extension(scopes): Extension<Arc<dyn ScopeNames>>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let listing = from_address(&fields, visitor.language());
    let actor = visitor.person()?.clone();
    let words = visitor.words;
    let rows = site
        .db
        .read::<_, Error, _>(async move |tx| {
            let mut asked = listing.clone();
            asked.seen = Seen::by(tx, &*scopes, &actor).await?;
            let listed = listing::all(tx, &asked, SHEET_ROWS).await?;
            let ids: Vec<_> = listed.iter().map(|row| row.id).collect();
            rows_of(tx, &ids, &*scopes, words).await
        })
        .await?;
    let by = By::visitor(&site, &visitor);
    let count = rows.len().to_string();
    site.db
        .write::<_, Error, _>(async move |tx| {
            let act = Act::at_large("people.exported", "people", "").change("count", "", &count);
            oqu_audit::record(tx, &by, act).await
        })
        .await?;
    let file = format!("{}.xlsx", words.t("people-title"));
    let bytes = in_peace(move || {
        let mut sheet = people_sheet(words)?;
        for row in &rows {
            sheet.row(row)?;
        }
        sheet.finish()
    });
    Ok(attachment(&file, XLSX, bytes.await?))
}

/// What is written of some people, cell by cell as the template has it, in their order.
pub async fn rows_of(
    tx: &mut Tx,
    ids: &[oqu_kernel::PersonId],
    scopes: &dyn ScopeNames,
    words: Words,
) -> oqu_db::Result<Vec<Vec<String>>> {
    let mut cells = Vec::with_capacity(ids.len());
    for ids in ids.chunks(AT_ONCE) {
        let rows = people::people(tx, ids).await?;
        let held = of_people(tx, ids).await?;
        let reached = things(held.iter().map(|held| &held.scope));
        let reached = scopes.names(tx, reached, words.language()).await?;
        let rows: HashMap<_, PersonRow> = rows.into_iter().map(|row| (row.id, row)).collect();
        for id in ids {
            if let Some(row) = rows.get(id) {
                let held: Vec<&Held> = held.iter().filter(|held| held.person == *id).collect();
                cells.push(person_cells(row, &held, &reached, words));
            }
        }
    }
    Ok(cells)
}

fn person_cells(
    person: &PersonRow,
    held: &[&Held],
    reached: &HashMap<Uuid, ScopeName>,
    words: Words,
) -> Vec<String> {
    let language: Language = words.language();
    let data = person.data();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let (role, group) = role_cells(held, reached, words);
    Target::of_template()
        .map(|target| match target {
            Target::Surname => data.surname.clone(),
            Target::Given => data.given.clone(),
            Target::Patronymic => text(&data.patronymic),
            Target::Iin => data.iin.as_ref().map(Iin::reveal).unwrap_or_default(),
            Target::BirthDate => data
                .birth_date
                .map(|date| date.strftime("%d.%m.%Y").to_string())
                .unwrap_or_default(),
            Target::Sex => data
                .sex
                .map(|sex| words.t(&format!("sex-{}", sex_word(sex))).into_owned())
                .unwrap_or_default(),
            Target::Citizenship => country_name(&data.citizenship, language).to_owned(),
            Target::Email => text(&data.email),
            Target::Phone => text(&data.phone),
            Target::Login => text(&data.login),
            Target::ExternalNumber => text(&data.external_number),
            Target::Languages => {
                let names = data.languages.iter();
                let names: Vec<&str> = names.map(|code| language_name(code, language)).collect();
                names.join(", ")
            }
            Target::SpecialNeeds => text(&data.special_needs),
            Target::Role => role.clone(),
            Target::Group => group.clone(),
            Target::Number => person.number.to_string(),
            Target::Nothing | Target::FullName => String::new(),
        })
        .collect()
}

/// A learner of one group stands as role and group; everything else as «Тьютор: ИС-22; Оқытушы». Roles
/// in units are given by hand and stand in no file.
fn role_cells(
    held: &[&Held],
    reached: &HashMap<Uuid, ScopeName>,
    words: Words,
) -> (String, String) {
    let mut parts: Vec<(Role, Option<String>)> = Vec::new();
    for held in held {
        match &held.scope {
            Scope::Organisation => parts.push((held.role, None)),
            Scope::Thing { kind, id } if kind == GROUP => {
                if let Some(name) = reached.get(id) {
                    parts.push((held.role, Some(name.name.clone())));
                }
            }
            Scope::Thing { .. } => {}
        }
    }
    let name = |role: Role| words.t(&role.message()).into_owned();
    if let [(Role::Learner, Some(code))] = &parts[..] {
        return (name(Role::Learner), code.clone());
    }
    let written: Vec<String> = parts
        .iter()
        .map(|(role, code)| match code {
            Some(code) => format!("{}: {code}", name(*role)),
            None => name(*role),
        })
        .collect();
    (written.join("; "), String::new())
}

/// `GET /people/import/{id}/problems.xlsx`: everything that is wrong or told, with row and column.
pub(super) async fn problems(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<ImportId>,
) -> Outcome {
    let import = load(&site, &visitor, id).await?;
    let slices = site
        .db
        .read::<_, Error, _>(async move |tx| store::verdicts(tx, id).await)
        .await?;
    let words = visitor.words;
    let file = format!("{}.xlsx", words.t("import-problems-file"));
    let bytes = in_peace(move || {
        let headings = [
            "import-row",
            "people-name",
            "import-column",
            "import-problem",
            "import-what-to-do",
        ];
        let headings = headings.map(|key| words.t(key).into_owned());
        let title = words.t("import-problems").into_owned();
        let mut sheet = Sheet::new(&title, &headings, &[8, 36, 24, 16, 90])?;
        for verdict in slices.iter().flat_map(|slice| &slice.verdicts) {
            problem_rows(&mut sheet, &import, verdict, words)?;
        }
        sheet.finish()
    });
    Ok(attachment(&file, XLSX, bytes.await?))
}

fn problem_rows(
    sheet: &mut Sheet,
    import: &Import,
    verdict: &Verdict,
    words: Words,
) -> Result<(), Failure> {
    let kinds = [
        ("import-problem-wrong", &verdict.wrong),
        ("import-problem-told", &verdict.warned),
    ];
    for (kind, remarks) in kinds {
        for remark in remarks {
            let column = remark.column.and_then(|at| import.headings.get(at));
            sheet.row(&[
                verdict.number.to_string(),
                verdict.name.clone(),
                column.cloned().unwrap_or_default(),
                words.t(kind).into_owned(),
                remark.text(words),
            ])?;
        }
    }
    Ok(())
}

/// `GET /people/import/{id}/outcomes.xlsx`: what became of every row.
pub(super) async fn outcomes(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<ImportId>,
) -> Outcome {
    load(&site, &visitor, id).await?;
    let slices = site
        .db
        .read::<_, Error, _>(async move |tx| store::verdicts(tx, id).await)
        .await?;
    let words = visitor.words;
    let file = format!("{}.xlsx", words.t("import-outcomes-file"));
    let bytes = in_peace(move || {
        let headings = [
            "import-row",
            "people-name",
            "import-outcome",
            "import-what-to-do",
        ];
        let headings = headings.map(|key| words.t(key).into_owned());
        let title = words.t("import-outcomes").into_owned();
        let mut sheet = Sheet::new(&title, &headings, &[8, 36, 24, 90])?;
        for slice in &slices {
            for verdict in &slice.verdicts {
                let Some(outcome) = slice.outcomes.get(&verdict.number) else {
                    continue;
                };
                let why: Vec<String> = outcome
                    .wrong
                    .iter()
                    .map(|remark| remark.text(words))
                    .collect();
                sheet.row(&[
                    verdict.number.to_string(),
                    verdict.name.clone(),
                    words
                        .t(&format!("import-outcome-{}", outcome.word))
                        .into_owned(),
                    why.join(" "),
                ])?;
            }
        }
        sheet.finish()
    });
    Ok(attachment(&file, XLSX, bytes.await?))
}
