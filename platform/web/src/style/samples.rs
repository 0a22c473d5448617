use oqu_text::format;

use crate::components::*;
use crate::{Chrome, Fields, Progress};

/// What the components on the style page show.
pub(super) struct Samples {
    pub agenda: Vec<AgendaGroup>,
    pub figures: Vec<Figure>,
    pub sort: Sort,
    pub filter: Filter,
    pub found: String,
    pub tree: Vec<TreeNode>,
    pub history: Vec<HistoryItem>,
    pub bars: Bars,
    pub ledger: Vec<LedgerPart>,
    pub confirm: Confirm,
    pub progress: Progress,
    pub first_step: Action,
}

/// Learners with each letter grade.
const GRADES: [(&str, u64); 9] = [
    ("A", 8),
    ("A−", 12),
    ("B+", 19),
    ("B", 26),
    ("C+", 21),
    ("C", 14),
    ("C−", 9),
    ("D", 5),
    ("F", 2),
];

impl Samples {
    pub(super) fn new(chrome: &Chrome, fields: &Fields) -> Self {
        let t = |key: &str| chrome.l.t(key).into_owned();
        Self {
            agenda: agenda(chrome),
            figures: figures(chrome),
            sort: Sort::new("/style", fields, "name", t("style-table-applicant"), true),
            filter: Filter::new("/style", fields, "overdue", t("style-table-overdue")),
            found: t("style-table-found"),
            tree: tree(chrome),
            history: history(chrome),
            bars: Bars {
                title: t("style-chart-grades"),
                names: t("style-chart-grade"),
                amounts: t("style-chart-learners"),
                bars: GRADES
                    .map(|(name, amount)| (name.to_owned(), amount))
                    .to_vec(),
            },
            ledger: [("earned", 18), ("now", 15), ("planned", 12)]
                .map(|(name, amount)| LedgerPart {
                    name: t(&format!("style-chart-{name}")),
                    amount,
                })
                .to_vec(),
            confirm: confirm(chrome),
            progress: Progress {
                done: 480,
                total: 1_200,
                left_seconds: Some(95),
                state: "running",
                text: t("style-job-text"),
            },
            first_step: Action::main(t("style-empty-step"), "#empty").icon("plus"),
        }
    }
}

fn agenda(chrome: &Chrome) -> Vec<AgendaGroup> {
    let t = |key: &str| chrome.l.t(key).into_owned();
    let lesson = AgendaItem {
        when: "10:00".to_owned(),
        when_small: t("style-agenda-minutes"),
        tone: Tone::Action,
        now: true,
        icon: "video",
        kind: t("style-agenda-lesson-kind"),
        title: t("style-agenda-lesson"),
        path: Some("#agenda".to_owned()),
        about: t("style-agenda-lesson-about"),
        action: Some(Action::main(t("style-agenda-join"), "#agenda").icon("video")),
    };
    let work = AgendaItem {
        when: "23:59".to_owned(),
        when_small: t("style-agenda-hours"),
        tone: Tone::Attention,
        now: false,
        icon: "upload",
        kind: t("style-agenda-work-kind"),
        title: t("style-agenda-work"),
        path: Some("#agenda".to_owned()),
        about: t("style-agenda-work-about"),
        action: Some(Action::new(t("style-agenda-hand-in"), "#agenda")),
    };
    vec![
        AgendaGroup {
            heading: t("style-agenda-now"),
            items: vec![lesson],
        },
        AgendaGroup {
            heading: t("style-agenda-later"),
            items: vec![work],
        },
    ]
}

fn figures(chrome: &Chrome) -> Vec<Figure> {
    let t = |key: &str| chrome.l.t(key).into_owned();
    let number = |number| format::integer(chrome.l.language(), number);
    vec![
        Figure::new(t("style-figure-learners"), number(6_240))
            .note(Tone::Quiet, t("style-figure-more")),
        Figure::new(t("style-figure-late"), number(2)).note(Tone::Loss, t("style-figure-oldest")),
    ]
}

fn tree(chrome: &Chrome) -> Vec<TreeNode> {
    let node = |key: &str, branches| TreeNode {
        path: "#nav".to_owned(),
        name: chrome.l.t(key).into_owned(),
        note: String::new(),
        here: false,
        branches,
    };
    let programme = TreeNode {
        here: true,
        ..node("style-tree-programme", Vec::new())
    };
    let mathematics = TreeNode {
        note: chrome.l.t("style-tree-people").into_owned(),
        ..node("style-tree-mathematics", Vec::new())
    };
    let department = node("style-tree-department", vec![programme]);
    vec![node("style-tree-faculty", vec![department, mathematics])]
}

fn history(chrome: &Chrome) -> Vec<HistoryItem> {
    let item = |what: &str, details: Vec<String>, tone| HistoryItem {
        what: chrome.l.t(what).into_owned(),
        who: format!("Ержан Досанов, {}", chrome.l.t("style-history-office")),
        when: chrome.when(&chrome.now),
        machine_time: chrome.machine_time(&chrome.now),
        details,
        tone,
    };
    let detail = chrome.l.t("style-history-detail").into_owned();
    vec![
        item("style-history-changed", vec![detail], Tone::Attention),
        item("style-history-came", Vec::new(), Tone::Action),
    ]
}

pub(super) fn confirm(chrome: &Chrome) -> Confirm {
    let t = |key: &str| chrome.l.t(key).into_owned();
    Confirm::new(
        t("style-delete-title"),
        t("style-delete-text"),
        "/style",
        t("style-delete"),
        "/style#dialog",
    )
    .loss("notes", t("style-delete-fields"))
    .loss("file", t("style-delete-files"))
}
