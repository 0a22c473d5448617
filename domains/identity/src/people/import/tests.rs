//! From bytes of a file to people, on both databases.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::date;
use oqu_audit::By;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Migrations, Query, Tx};
use oqu_kernel::{Chance, Id, Moment, PersonId};
use oqu_text::Language;
use oqu_web::L10n;
use uuid::Uuid;

use super::columns::Target;
use super::kept::{Bringer, Import, ImportId, State};
use super::row::Reader;
use super::rules::{Counts, Decision, Decisions, Kind, Verdict};
use super::run::{self, Ground, Step};
use super::{file, sheets, store};
use crate::api::{InUnit, ScopeName, ScopeNames, ScopeOption};
use crate::people::rules::PersonData;
use crate::people::store as people;

const IS_21: Uuid = Uuid::from_u128(21);
const IS_22: Uuid = Uuid::from_u128(22);

/// Two open groups.
struct Groups;

impl ScopeNames for Groups {
    fn names<'a>(
        &'a self,
        _: &'a mut Tx,
        things: Vec<(String, Uuid)>,
        _: Language,
    ) -> InUnit<'a, HashMap<Uuid, ScopeName>> {
        Box::pin(async move {
            let name = |id| ScopeName {
                name: if id == IS_21 { "ИС-21" } else { "ИС-22" }.to_owned(),
                path: String::new(),
            };
            Ok(things.into_iter().map(|(_, id)| (id, name(id))).collect())
        })
    }

    fn within<'a>(&'a self, _: &'a mut Tx, things: Vec<(String, Uuid)>) -> InUnit<'a, Vec<Uuid>> {
        Box::pin(async move { Ok(things.into_iter().map(|(_, id)| id).collect()) })
    }

    fn options<'a>(&'a self, _: &'a mut Tx, _: Language) -> InUnit<'a, Vec<ScopeOption>> {
        Box::pin(async move {
            let option = |id, name: &str| ScopeOption {
                kind: "group",
                id,
                name: name.to_owned(),
            };
            Ok(vec![option(IS_21, "ИС-21"), option(IS_22, "ИС-22")])
        })
    }
}

fn l10n() -> &'static L10n {
    static WORDS: std::sync::OnceLock<&L10n> = std::sync::OnceLock::new();
    WORDS.get_or_init(|| {
        let areas = [oqu_web::MESSAGES, crate::MESSAGES, crate::IMPORT_MESSAGES];
        L10n::load(&areas).expect("the messages are in order")
    })
}

fn migrations() -> Migrations {
    Migrations::of(&[oqu_audit::MIGRATIONS, crate::MIGRATIONS])
}

fn ground(db: &Db) -> Ground {
    Ground {
        db: db.clone(),
        l10n: l10n(),
        scopes: Arc::new(Groups),
        today: date(2026, 11, 20),
    }
}

fn by() -> By {
    By::console(Moment::from_millis(1_000), &Chance::system(), "test")
}

const fn bringer(all_rights: bool) -> Bringer {
    Bringer {
        person: None,
        all_rights,
    }
}

/// A file that was taken in and looked at with the columns as they read.
async fn judged(db: &Db, text: &str, all_rights: bool) -> Import {
    let table = file::read(text.as_bytes()).expect("a table");
    let ground = ground(db);
    let id = run::begin(&ground, &by(), bringer(all_rights), "тізім.csv", table)
        .await
        .unwrap();
    let import = load(db, id).await;
    judge(db, &import, &Decisions::new()).await
}

async fn judge(db: &Db, import: &Import, decisions: &Decisions) -> Import {
    let kept = run::judge(&ground(db), &by(), import, &import.targets, decisions).await;
    assert!(kept.unwrap());
    load(db, import.id).await
}

async fn load(db: &Db, id: ImportId) -> Import {
    db.read::<_, Error, _>(async move |tx| store::import(tx, id).await)
        .await
        .unwrap()
        .expect("an import")
}

async fn verdicts(db: &Db, import: &Import) -> Vec<Verdict> {
    let id = import.id;
    let slices = db
        .read::<_, Error, _>(async move |tx| store::verdicts(tx, id).await)
        .await
        .unwrap();
    slices
        .into_iter()
        .flat_map(|slice| slice.verdicts)
        .collect()
}

async fn confirm(db: &Db, import: &Import) {
    let import = import.clone();
    let runs = db
        .write::<_, Error, _>(async move |tx| store::run(tx, &import).await)
        .await;
    assert!(runs.unwrap());
}

async fn written(db: &Db, import: &Import) -> Vec<(u32, String)> {
    confirm(db, import).await;
    while run::step(&ground(db), &by(), import.id).await.unwrap() != Step::Done {}
    outcomes(db, import.id).await
}

async fn outcomes(db: &Db, id: ImportId) -> Vec<(u32, String)> {
    let slices = db
        .read::<_, Error, _>(async move |tx| store::slices(tx, id).await)
        .await
        .unwrap();
    assert!(
        slices.iter().all(|slice| slice.rows.is_empty()),
        "cells are forgotten"
    );
    let all = slices.into_iter().flat_map(|slice| slice.outcomes);
    all.map(|(row, outcome)| (row, outcome.word)).collect()
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    db.read::<Vec<i64>, Error, _>(async move |tx| tx.list(&Query::new(sql)).await)
        .await
        .unwrap()[0]
}

const PEOPLE: &str = "SELECT CAST(count(*) AS BIGINT) FROM people";
const GRANTS: &str = "SELECT CAST(count(*) AS BIGINT) FROM grants WHERE ended_at IS NULL";
const ENTRIES: &str = "SELECT CAST(count(*) AS BIGINT) FROM audit_entries";

/// What is wrong with each row: row, heading, message.
fn wrong(verdicts: &[Verdict], import: &Import) -> Vec<(u32, String, String)> {
    let mut all = Vec::new();
    for verdict in verdicts {
        for remark in &verdict.wrong {
            let heading = remark.column.map(|at| import.headings[at].clone());
            all.push((
                verdict.number,
                heading.unwrap_or_default(),
                remark.key.clone(),
            ));
        }
    }
    all
}

#[tokio::test]
async fn a_list_is_judged_written_and_known_again() {
    on_both(&migrations(), async |db| {
        let text = "Тегі;Аты;Әкесінің аты;ЖСН;Туған күні;Жынысы;Топ;E-mail\n\
            Ахметова;Айгерім;Серікқызы;061211600012;11.12.2006;әйел;ис-21;a@example.kz\n\
            Сейітов;Ерлан;;;01.09.2007;ер;ИC-22;\n";
        let import = judged(&db, text, false).await;
        assert_eq!(import.state, State::Preview);
        assert_eq!(
            import.counts,
            Counts {
                new: 2,
                ..Counts::default()
            }
        );
        assert_eq!(
            count(&db, PEOPLE).await,
            0,
            "nothing is written before it is confirmed"
        );
        let outcome = written(&db, &import).await;
        assert_eq!(outcome, [(2, "added".to_owned()), (3, "added".to_owned())]);
        assert_eq!(count(&db, PEOPLE).await, 2);
        assert_eq!(count(&db, GRANTS).await, 2);
        assert_eq!(load(&db, import.id).await.state, State::Done);
        // Two people, two roles, one for the whole.
        assert_eq!(count(&db, ENTRIES).await, 5);
        // The same again changes nothing and says so; without an IIN it asks.
        let again = judged(&db, text, false).await;
        let same = Counts {
            same: 1,
            undecided: 1,
            ..Counts::default()
        };
        assert_eq!(again.counts, same);
        let answer = Decisions::from([(3, Decision::Same)]);
        let again = judge(&db, &again, &answer).await;
        assert_eq!(
            again.counts,
            Counts {
                same: 2,
                ..Counts::default()
            }
        );
        let other = judge(&db, &again, &Decisions::from([(3, Decision::Other)])).await;
        assert_eq!(
            other.counts,
            Counts {
                same: 1,
                new: 1,
                ..Counts::default()
            }
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_touches_only_what_the_row_says() {
    on_both(&migrations(), async |db| {
        let first = "surname,given,login,phone\nАхметов,Асан,asan,87011234567\n";
        written(&db, &judged(&db, first, false).await).await;
        let second = "username,lastname,firstname,email,phone,cohort1\nASAN,Әхметов,Асан,a@example.kz,,ИС-21\n";
        let import = judged(&db, second, false).await;
        let verdicts = verdicts(&db, &import).await;
        assert_eq!(verdicts[0].kind, Kind::Changed);
        assert_eq!(verdicts[0].fields, ["surname", "email", "role"]);
        written(&db, &import).await;
        let id = verdicts[0].person.unwrap();
        let person = db
            .read::<_, Error, _>(async move |tx| people::person(tx, id).await)
            .await
            .unwrap()
            .unwrap()
            .data();
        assert_eq!(person.surname, "Әхметов");
        assert_eq!(person.phone.as_deref(), Some("+77011234567"), "an empty cell says nothing");
        assert_eq!(count(&db, PEOPLE).await, 1);
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_is_told_with_row_and_column() {
    on_both(&migrations(), async |db| {
        let text = "surname,given,iin,birth date,sex,email,phone,login,group,role,citizenship,languages\n\
            ,Асан,,,,,,,,,,\n\
            Ахметов,Асан,030515500123,31.02.2000,x,a@b,12,ә,ЖОҚ-1,ректор,XX,эльф\n\
            Ахметов1,Асан,12345,,,,,,,қате,,\n\
            Серік,Ер,061211600012,,,s@example.kz,,serik,,,,\n\
            Серік,Ер,061211600012,,,S@example.kz,,Serik,,,,\n\
            Нұр,Ай,,11.12.2006,,,,,,,,\n\
            НУР,Ай,,11.12.2006,,,,,,,,\n\
            нұр,ай,,11.12.2006,,,,,,,,\n";
        let import = judged(&db, text, false).await;
        let verdicts = verdicts(&db, &import).await;
        let found = wrong(&verdicts, &import);
        let told = |row: u32, column: &str, key: &str| {
            (row, column.to_owned(), key.to_owned())
        };
        assert_eq!(
            found,
            [
                told(2, "surname", "person-surname-missing"),
                told(3, "iin", "person-iin-wrong"),
                told(3, "birth date", "form-date"),
                told(3, "sex", "import-sex-wrong"),
                told(3, "email", "person-email-wrong"),
                told(3, "phone", "person-phone-wrong"),
                told(3, "login", "person-login-wrong"),
                told(3, "citizenship", "person-citizenship-wrong"),
                told(3, "languages", "person-languages-wrong"),
                told(3, "group", "import-group-unknown"),
                told(3, "role", "import-role-forbidden"),
                told(4, "surname", "form-not-of-name"),
                told(4, "iin", "person-iin-length"),
                told(4, "role", "import-role-unknown"),
                told(6, "iin", "import-row-double"),
                told(6, "login", "import-row-double"),
                told(6, "email", "import-row-double"),
                told(9, "surname", "import-row-double"),
            ]
        );
        assert_eq!(import.counts.wrong, 5);
        // Every message is there in the three languages and takes its arguments.
        for language in Language::ALL {
            for remark in verdicts.iter().flat_map(|verdict| &verdict.wrong) {
                let text = remark.text(l10n().words(language));
                assert!(!text.contains('{') && text.contains(' '), "{}: {text}", remark.key);
            }
        }
        let outcome = written(&db, &import).await;
        let skipped = outcome.iter().filter(|(_, word)| word == "skipped").count();
        assert_eq!(skipped, 5, "wrong rows are left out, the others are written");
        assert_eq!(count(&db, PEOPLE).await, 3);
    })
    .await;
}

fn reader(headings: &[Target]) -> Reader {
    Reader::new(l10n(), headings, &[], true, date(2026, 11, 20))
}

#[test]
fn what_spreadsheets_do_to_values_is_undone_or_told() {
    use super::file::{Mark, Row};
    let read = |target: Target, text: &str, mark: Option<Mark>| {
        let row = Row {
            number: 2,
            cells: vec!["Т".into(), "А".into(), text.into()],
            marks: mark.map(|mark| (2, mark)).into_iter().collect(),
        };
        reader(&[Target::Surname, Target::Given, target]).read(&row)
    };
    let number = Some(Mark::Number);
    let one = read(Target::Iin, "61211600012", number);
    assert_eq!(one.said.iin.unwrap().reveal(), "061211600012");
    assert_eq!(one.warned[0].key, "import-iin-restored");
    for (text, key) in [
        ("61211600013", "person-iin-length"),
        ("6.1211600012E+10", "import-iin-shortened"),
        ("1234567", "person-iin-length"),
    ] {
        assert_eq!(read(Target::Iin, text, number).wrong[0].key, key, "{text}");
    }
    let one = read(Target::BirthDate, "39062", number);
    assert_eq!(one.said.birth_date, Some(date(2006, 12, 11)));
    assert_eq!(one.warned[0].key, "import-date-number");
    for text in [
        "11.12.2006",
        "2006-12-11 00:00:00",
        "11.12.2006 г.",
        "2006-12-11",
    ] {
        let one = read(Target::BirthDate, text, None);
        assert_eq!(one.said.birth_date, Some(date(2006, 12, 11)), "{text}");
    }
    assert_eq!(
        read(Target::BirthDate, "5", number).wrong[0].key,
        "form-date"
    );
    assert_eq!(
        read(Target::Phone, "77011234567", number)
            .said
            .phone
            .unwrap(),
        "+77011234567"
    );
    for (mark, key) in [
        (Mark::Formula, "import-cell-formula"),
        (Mark::Error, "import-cell-error"),
        (Mark::Long, "import-cell-long"),
    ] {
        assert_eq!(read(Target::Login, "", Some(mark)).wrong[0].key, key);
    }
    assert!(read(Target::Login, "—", None).wrong.is_empty());
}

#[tokio::test]
async fn who_is_meant_is_found_or_asked_or_told() {
    on_both(&migrations(), async |db| {
        let first = "surname,given,iin,birth date,login,idnumber\n\
            Ахметов,Асан,061211600012,11.12.2006,asan,7\n\
            Серік,Ер,,01.09.2007,ser,8\n\
            Серік,Нұр,,01.09.2007,nur,9\n";
        written(&db, &judged(&db, first, false).await).await;
        let check = async |row: &str, kind: Kind, key: &str| {
            let text = format!("surname,given,iin,birth date,login,idnumber\n{row}\n");
            let import = judged(&db, &text, false).await;
            let verdict = &verdicts(&db, &import).await[0];
            assert_eq!(verdict.kind, kind, "{row}: {verdict:?}");
            let told = verdict.wrong.first().map_or("", |remark| &remark.key);
            assert_eq!(told, key, "{row}");
        };
        check("Ахметов,Асан,061211600012,,,", Kind::Same, "").await;
        check("Басқа,Асан,061211600012,,,", Kind::Changed, "").await;
        // A mistyped digit may hit somebody else: it is asked before anybody gets another's name.
        check("Басқа,Біреу,061211600012,,,", Kind::Undecided, "").await;
        check("Басқа,Біреу,,,asan,", Kind::Undecided, "").await;
        check("Серік,Ер,,,,8", Kind::Same, "").await;
        check("СЕРІК,Ер,,01.09.2007,,", Kind::Undecided, "").await;
        check("Серік,Ер,,02.09.2007,,", Kind::New, "").await;
        check("Серік,Ер,,,,", Kind::New, "").await;
        check(
            "Серік,Ер,061211600012,,ser,",
            Kind::Wrong,
            "import-row-of-another",
        )
        .await;
        check(
            "Асан,Ер,020315500009,,asan,",
            Kind::Wrong,
            "import-row-other-iin",
        )
        .await;
        check("Асан,Ер,,,ser,9", Kind::Wrong, "import-row-of-another").await;
        // Another IIN is another person, whatever the name.
        check("Ахметов,Асан,020315500009,11.12.2006,,", Kind::New, "").await;
    })
    .await;
}

#[tokio::test]
async fn a_killed_writing_goes_on_without_doubles() {
    on_both(&migrations(), async |db| {
        let mut text = "surname,given,login,group\n".to_owned();
        for at in 0..450 {
            text.push_str(&format!("Т{},А,l{at:04},ИС-21\n", "а".repeat(at % 7 + 1)));
        }
        let import = judged(&db, &text, false).await;
        assert_eq!(import.counts.new, 450);
        confirm(&db, &import).await;
        let ground = ground(&db);
        assert_eq!(
            run::step(&ground, &by(), import.id).await.unwrap(),
            Step::Left(2)
        );
        assert_eq!(count(&db, PEOPLE).await, 200);
        // Another begins where the first was killed, and both ask for the same slice.
        let hand = by();
        let both = tokio::join!(
            run::step(&ground, &hand, import.id),
            run::step(&ground, &hand, import.id)
        );
        both.0.unwrap();
        both.1.unwrap();
        while run::step(&ground, &by(), import.id).await.unwrap() != Step::Done {}
        assert_eq!(count(&db, PEOPLE).await, 450);
        assert_eq!(count(&db, GRANTS).await, 450);
        assert_eq!(outcomes(&db, import.id).await.len(), 450);
        let imported =
            "SELECT CAST(count(*) AS BIGINT) FROM audit_entries WHERE act = 'people.imported'";
        assert_eq!(count(&db, imported).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_changed_after_the_preview_is_seen_when_it_is_written() {
    on_both(&migrations(), async |db| {
        let text = "surname,given,login,email\nА,Б,asan,\nВ,Г,ser,s@example.kz\nД,Е,,\n";
        let import = judged(&db, text, false).await;
        assert_eq!(import.counts.new, 3);
        // Meanwhile somebody takes the login, and another the address.
        let taken = |login: &str, email: Option<&str>| PersonData {
            surname: "Басқа".into(),
            given: "Адам".into(),
            citizenship: "KZ".into(),
            login: Some(login.into()),
            email: email.map(str::to_owned),
            ..PersonData::default()
        };
        for person in [taken("asan", None), taken("other", Some("s@example.kz"))] {
            db.write::<_, Error, _>(async move |tx| {
                let id = Id::new(Moment::from_millis(2), &Chance::system());
                people::add(tx, &by(), id, &person).await
            })
            .await
            .unwrap();
        }
        let outcome = written(&db, &import).await;
        let words: Vec<&str> = outcome.iter().map(|(_, word)| word.as_str()).collect();
        // Nobody's name is put over another's.
        assert_eq!(words, ["failed", "failed", "added"]);
        assert_eq!(count(&db, PEOPLE).await, 3);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_is_not_changed_by_a_registrar() {
    on_both(&migrations(), async |db| {
        let first = "surname,given,login\nАхметов,Асан,asan\n";
        written(&db, &judged(&db, first, false).await).await;
        let text = "surname,given,login,email,role\nАхметов,Асан,asan,a@example.kz,Әкімші\n";
        let import = judged(&db, text, false).await;
        let told = wrong(&verdicts(&db, &import).await, &import);
        assert_eq!(told[0].2, "import-role-forbidden");
        written(&db, &judged(&db, text, true).await).await;
        let later = "surname,given,login,email\nАхметов,Асан,asan,b@example.kz\n";
        let import = judged(&db, later, false).await;
        let told = wrong(&verdicts(&db, &import).await, &import);
        assert_eq!(told[0].2, "import-row-administrator");
        assert_eq!(judged(&db, later, true).await.counts.changed, 1);
    })
    .await;
}

#[tokio::test]
async fn people_taken_out_come_back_without_change() {
    on_both(&migrations(), async |db| {
        let text = "surname;given;patronymic;iin;birth date;sex;citizenship;email;phone;login;idnumber;languages;special needs;role;group\n\
            Әбдіқадырұлы;Айгүл;;061211600012;11.12.2006;әйел;Қазақстан;a@example.kz;+77011234567;aigul;77;қазақ, орыс;Пандус;Білім алушы;ИС-21\n\
            О'Нил;Анна Мария;;;;;IE;;+353 1 234 5678;;x-1;en;;Тьютор: ИС-22; \n";
        let mut import = judged(&db, text, true).await;
        // «special needs» is no heading of ours in English: it is told by hand.
        import.targets[12] = Target::SpecialNeeds;
        let import = judge(&db, &import, &Decisions::new()).await;
        assert_eq!(import.counts.new, 2, "{:?}", verdicts(&db, &import).await);
        written(&db, &import).await;
        for language in Language::ALL {
            let words = l10n().words(language);
            let rows = db
                .read::<_, Error, _>(async move |tx| {
                    let all = Query::new("SELECT id FROM people ORDER BY number");
                    let ids: Vec<PersonId> = tx.list(&all).await?;
                    sheets::rows_of(tx, &ids, &Groups, words).await
                })
                .await
                .unwrap();
            let mut sheet = sheets::people_sheet(words).unwrap();
            for row in &rows {
                sheet.row(row).unwrap();
            }
            let table = file::read(&sheet.finish().unwrap()).unwrap();
            let ground = ground(&db);
            let id = run::begin(&ground, &by(), bringer(true), "a.xlsx", table).await.unwrap();
            let import = load(&db, id).await;
            assert!(!import.targets.contains(&Target::Nothing), "{:?}", import.targets);
            let import = judge(&db, &import, &Decisions::new()).await;
            let same = Counts { same: 2, ..Counts::default() };
            assert_eq!(import.counts, same, "{:?}", verdicts(&db, &import).await);
        }
    })
    .await;
}

#[tokio::test]
async fn the_choice_of_columns_is_remembered_for_the_same_headings() {
    on_both(&migrations(), async |db| {
        let text = "x;y;z\nАхметов;Асан;1\n";
        let table = || file::read(text.as_bytes()).unwrap();
        let ground = ground(&db);
        let id = run::begin(&ground, &by(), bringer(false), "a.csv", table())
            .await
            .unwrap();
        let import = load(&db, id).await;
        assert_eq!(import.targets, [Target::Nothing; 3]);
        let chosen = [Target::Surname, Target::Given, Target::Nothing];
        let none = Decisions::new();
        assert!(
            run::judge(&ground, &by(), &import, &chosen, &none)
                .await
                .unwrap()
        );
        let stale = run::judge(&ground, &by(), &import, &chosen, &none).await;
        assert!(!stale.unwrap(), "the slower hand is told");
        let id = run::begin(&ground, &by(), bringer(false), "b.csv", table())
            .await
            .unwrap();
        assert_eq!(load(&db, id).await.targets, chosen);
    })
    .await;
}

#[tokio::test]
async fn old_imports_are_forgotten_with_all_that_stood_in_them() {
    on_both(&migrations(), async |db| {
        let import = judged(&db, "surname,given\nА,Б\n", false).await;
        let forget = async |before: i64| {
            let before = Moment::from_millis(before);
            db.write::<_, Error, _>(async move |tx| store::forget_old(tx, before, before).await)
                .await
                .unwrap()
        };
        assert_eq!(forget(1_000).await, 0);
        assert_eq!(forget(1_001).await, 1);
        let id = import.id;
        let left = db
            .read::<_, Error, _>(async move |tx| store::import(tx, id).await)
            .await;
        assert!(left.unwrap().is_none());
        assert_eq!(
            count(
                &db,
                "SELECT CAST(count(*) AS BIGINT) FROM people_import_slices"
            )
            .await,
            0
        );
    })
    .await;
}

/// Lists as Moodle itself writes them, where they are present.
#[tokio::test]
async fn lists_of_moodle_are_recognised_by_their_names() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.join("../../../shared/data/csv");
    let mut seen = 0;
    for (name, rows) in [
        ("upload_users.csv", 2),
        ("upload_users_cohorts.csv", 4),
        ("upload_users_emailstop.csv", 2),
        ("upload_users_profile.csv", 2),
    ] {
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            eprintln!("skipped: {name} is not here");
            continue;
        };
        seen += 1;
        let table = file::read(&bytes).unwrap();
        assert_eq!(table.rows.len(), rows, "{name}");
        let targets = super::columns::recognised_all(l10n(), &table.headings);
        let first = [
            Target::Login,
            Target::Nothing,
            Target::Given,
            Target::Surname,
            Target::Email,
        ];
        assert_eq!(targets[..5], first, "{name}");
        assert!(super::columns::check(&targets).is_ok());
        if name == "upload_users_cohorts.csv" {
            assert_eq!(targets[5], Target::Group);
        }
    }
    let bomb = folder.join("../hostile-uploads/bomb-flat-200MB.zip");
    if let Ok(bytes) = std::fs::read(bomb) {
        assert_eq!(file::read(&bytes), Err(file::Unread::Bomb));
    }
    eprintln!("{seen} lists of Moodle were read");
}

#[tokio::test]
async fn moodle_people_come_in_with_their_groups() {
    on_both(&migrations(), async |db| {
        let text = "username,password,firstname,lastname,email,idnumber,cohort1,cohort2\n\
            tom,Pass1234*,Tom,Jones,tom@example.com,1,ИС-21,ИС-22\n\
            mary,Pass1234*,Mary,Smith,mary@example.com,2,ASD,\n";
        let import = judged(&db, text, false).await;
        let verdicts = verdicts(&db, &import).await;
        assert_eq!(verdicts[0].kind, Kind::New);
        let told = wrong(&verdicts, &import);
        assert_eq!(
            told,
            [(3, "cohort1".to_owned(), "import-group-unknown".to_owned())]
        );
        written(&db, &import).await;
        assert_eq!(count(&db, GRANTS).await, 2, "a learner of two groups");
        let passwords = "SELECT CAST(count(*) AS BIGINT) FROM people WHERE password IS NOT NULL";
        assert_eq!(
            count(&db, passwords).await,
            0,
            "passwords of a file are not taken"
        );
    })
    .await;
}
