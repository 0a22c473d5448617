//! The organisation's own rules of the demo, with files to open. Some that are demanded are missing.

use jiff::civil::{Date, date};
use oqu_audit::By;
use oqu_db::Error;
use oqu_documents::{Paper, Press as _, Strange, Template};
use oqu_files::Files;
use oqu_kernel::Chance;
use oqu_organisation::api::{self as organisation, Names, RegulationDetails, RegulationKind};
use oqu_text::Language;
use oqu_text::format::date_long;
use oqu_typesetting::Typesetter;
use oqu_web::{Failure, Site};
use serde_json::json;

use super::units;

const TEMPLATE: Template = Template {
    name: "regulation.typ",
    text: include_str!("regulation.typ"),
};

/// A rule: kind, number, titles, what it says, the day of approval, the first day, whether it replaces
/// the one before it in this list.
struct Rule(
    RegulationKind,
    &'static str,
    [&'static str; 3],
    &'static [&'static str],
    (Date, Date),
    bool,
);

const RULES: [Rule; 6] = [
    Rule(
        RegulationKind::Distance,
        "17-2020",
        [
            "Қашықтықтан оқытуды ұйымдастыру ережесі",
            "Положение об организации дистанционного обучения",
            "Regulation on distance learning",
        ],
        &["Қашықтықтан оқыту академиялық күнтізбе бойынша ұйымдастырылады."],
        (date(2020, 8, 26), date(2020, 9, 1)),
        false,
    ),
    Rule(
        RegulationKind::Distance,
        "21-2026",
        [
            "Қашықтықтан оқытуды ұйымдастыру ережесі",
            "Положение об организации дистанционного обучения",
            "Regulation on distance learning",
        ],
        &[
            "Қашықтықтан оқыту академиялық күнтізбе бойынша, желілік және кейс-технологиялармен ұйымдастырылады.",
            "Әр пәннің электрондық оқу-әдістемелік кешені сабақ басталғанға дейін порталда тұрады.",
        ],
        (date(2026, 8, 25), date(2026, 9, 1)),
        true,
    ),
    Rule(
        RegulationKind::Assessment,
        "12-2025",
        [
            "Білім алушылардың білімін бағалау қағидалары",
            "Правила оценки знаний обучающихся",
            "Rules of assessment",
        ],
        &["Аралық және қорытынды бақылау прокторингпен өтеді, бүкіл емтихан бейнеге жазылады."],
        (date(2025, 8, 28), date(2025, 9, 1)),
        false,
    ),
    Rule(
        RegulationKind::TimeNorms,
        "8-2025",
        [
            "Оқу жұмысының уақыт нормалары",
            "Нормы времени учебной работы",
            "",
        ],
        &["Дәріс сағаты 50 минут; кеңес беру бір топқа аптасына 1 сағат."],
        (date(2025, 6, 30), date(2025, 9, 1)),
        false,
    ),
    Rule(
        RegulationKind::Policy,
        "3-2026",
        [
            "Академиялық саясат",
            "Академическая политика",
            "Academic policy",
        ],
        &["Емтиханға жіберу рейтингі 50 пайыздан басталады."],
        (date(2026, 8, 25), date(2026, 9, 1)),
        false,
    ),
    Rule(
        RegulationKind::Honesty,
        "4-2026",
        [
            "Академиялық адалдық қағидалары",
            "Правила академической честности",
            "Rules of academic honesty",
        ],
        &["Жұмысты әркім өзі орындайды; пайдаланылған дереккөздер аталады."],
        (date(2026, 8, 25), date(2027, 1, 11)),
        false,
    ),
];

/// Puts the rules and their files, after the rest of the demo is there.
///
/// # Errors
/// The database's failure, the store's, or the typesetter's.
pub async fn put(site: &Site, files: &Files) -> Result<(), Failure> {
    let mut kept = Vec::new();
    for rule in &RULES {
        let paper = paper(rule, site);
        let printed = tokio::task::spawn_blocking(move || Typesetter.print(&paper)).await;
        let pdf = printed.map_err(|error| Failure::Internal(error.to_string().into()))??;
        kept.push(files.keep(site, pdf.into()).await?);
    }
    let now = site.clock.now();
    let written = site.db.write::<_, Error, _>(async move |tx| {
        let by = By::console(now, &Chance::seeded(super::SEED + 1), "Demo");
        let mut last = None;
        for (rule, file) in RULES.iter().zip(&kept) {
            let Rule(kind, number, title, _, (approved_on, from), replaces) = rule;
            let details = RegulationDetails {
                kind: *kind,
                number: (*number).to_owned(),
                title: Names::new(title[0], title[1], title[2]),
                approved_on: *approved_on,
                approved_by: "Ғылыми кеңес".to_owned(),
                from: *from,
                until: None,
                replaces: last.filter(|_| *replaces),
            };
            last = Some(organisation::add_regulation(tx, &by, &details, *file).await?);
        }
        Ok(())
    });
    Ok(written.await?)
}

fn paper(rule: &Rule, site: &Site) -> Paper {
    let Rule(_, number, title, text, (approved_on, _), _) = rule;
    Paper {
        template: TEMPLATE,
        data: json!({
            "title": title[0],
            "author": units::names()[0],
            "date": date_long(Language::Kk, *approved_on),
            "number": format!("№ {number}"),
            "text": text,
        }),
        language: Language::Kk,
        ident: format!("demo-regulation-{number}"),
        made_at: site.clock.now(),
        link: None,
        strange: Strange::Refuse,
    }
}
