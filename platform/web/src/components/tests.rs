//! What people type is text on every page, never HTML.

use oqu_text::Language;

use super::*;
use crate::{Chrome, Fields, FormErrors, L10n, MESSAGES, Progress};

const BAD: &str = "<script>alert('x')</script>\"&";

fn chrome() -> Chrome {
    let l10n = L10n::load(&[MESSAGES]).expect("messages of this floor");
    Chrome::for_tests(l10n.words(Language::Kk))
}

fn bad() -> String {
    BAD.to_owned()
}

#[track_caller]
fn check(html: impl std::fmt::Display) {
    let html = html.to_string();
    assert!(!html.contains("<script"), "{html}");
    assert!(!html.contains("&#38;#60;"), "escaped twice: {html}");
    assert!(html.contains("&#60;script"), "the text is missing: {html}");
    let quoted = html.split('"').skip(1).step_by(2);
    for value in quoted {
        assert!(!value.contains('<'), "a tag inside an attribute: {html}");
    }
}

#[test]
fn fields() {
    let chrome = chrome();
    let typed = Fields::of([("name", bad())]);
    let mut errors = FormErrors::default();
    errors.add("name", BAD);
    let three = || vec![(bad(), bad(), bad())];
    for kind in [
        FieldKind::Line,
        FieldKind::Secret,
        FieldKind::Lines,
        FieldKind::Choice(vec![(bad(), bad())]),
        FieldKind::Radio(three()),
        FieldKind::Several(three()),
        FieldKind::Tick,
    ] {
        check(Field::new(&chrome, kind, "name", BAD, &typed, &errors).help(BAD));
    }
    check(ErrorSummary::new(&chrome, &errors));
    check(FileDrop::new(&chrome, "name", BAD, BAD, 1, &errors));
}

#[test]
fn a_secret_is_never_sent_back() {
    let chrome = chrome();
    let typed = Fields::of([("password", "құпия-42".to_owned())]);
    let errors = FormErrors::default();
    let field = Field::new(&chrome, FieldKind::Secret, "password", "x", &typed, &errors);
    assert!(!field.to_string().contains("құпия"));
}

#[test]
fn a_field_says_what_is_wrong_with_it() {
    let chrome = chrome();
    let mut errors = FormErrors::default();
    errors.add("login", "Логин жазыңыз");
    let typed = Fields::default();
    let field = Field::new(&chrome, FieldKind::Line, "login", "x", &typed, &errors).help("y");
    let html = field.to_string();
    assert!(
        html.contains(r#"aria-describedby="login-help login-error""#),
        "{html}"
    );
    assert!(html.contains(r#"aria-invalid="true""#), "{html}");
    let summary = ErrorSummary::new(&chrome, &errors).to_string();
    assert!(
        summary.contains(r##"<a href="#login">Логин жазыңыз</a>"##),
        "{summary}"
    );
    assert!(summary.contains("Бір жерді түзету керек"), "{summary}");
    assert_eq!(
        ErrorSummary::new(&chrome, &FormErrors::default()).to_string(),
        ""
    );
}

#[test]
fn lists() {
    let chrome = chrome();
    let fields = Fields::of_query(Some("q=%3Cscript%3E%22"));
    let sort = Sort::new("/people", &fields, "name", bad(), true);
    check(sort.head(&chrome));
    let filter = Filter::new("/people", &fields, "role", bad());
    check(filter.chip(&chrome));
    check(Paging::new(&chrome, "/people", &fields, bad(), Some(BAD), Some(BAD)).fills("people"));
    check(Empty::new(&chrome, "users", BAD, BAD).action(Action::main(BAD, BAD)));
}

#[test]
fn pages_keep_what_was_asked() {
    let chrome = chrome();
    let fields = Fields::of_query(Some("q=%D3%98&after=k&sort=-name"));
    let html = Paging::new(&chrome, "/people", &fields, bad(), Some("a b"), Some("я")).to_string();
    assert!(
        html.contains(r#"href="/people?q=%D3%98&#38;sort=-name""#),
        "{html}"
    );
    assert!(
        html.contains(r#"href="/people?q=%D3%98&#38;sort=-name&#38;before=a+b" rel="prev""#),
        "{html}"
    );
    assert!(
        html.contains(r#"href="/people?q=%D3%98&#38;sort=-name&#38;after=%D1%8F" rel="next""#),
        "{html}"
    );
}

#[test]
fn things_of_a_page() {
    let chrome = chrome();
    let item = AgendaItem {
        when: bad(),
        when_small: bad(),
        tone: Tone::Action,
        now: true,
        icon: "video",
        kind: bad(),
        title: bad(),
        path: Some(bad()),
        about: bad(),
        action: Some(Action::new(BAD, BAD).icon("video")),
    };
    let groups = [
        AgendaGroup {
            heading: bad(),
            items: vec![item],
        },
        AgendaGroup {
            heading: "бос".to_owned(),
            items: Vec::new(),
        },
    ];
    check(Agenda::new(&chrome, &groups));
    assert!(!Agenda::new(&chrome, &groups).to_string().contains("бос"));
    check(Figures::new(&[Figure::new(BAD, BAD).note(Tone::Loss, BAD)]));
    check(Ring::new(40, BAD));
    let leaf = TreeNode {
        path: bad(),
        name: bad(),
        note: bad(),
        ..TreeNode::default()
    };
    let root = TreeNode {
        branches: vec![leaf.clone()],
        ..leaf
    };
    check(Tree::new(&chrome, &[root]));
    let act = HistoryItem {
        what: bad(),
        who: bad(),
        when: bad(),
        machine_time: bad(),
        details: vec![bad()],
        tone: Tone::Quiet,
    };
    check(History::new(&chrome, &[act]));
}

#[test]
fn pictures() {
    let chrome = chrome();
    let bars = Bars {
        title: bad(),
        names: bad(),
        amounts: bad(),
        bars: vec![(bad(), 3), ("екі".to_owned(), u64::MAX)],
    };
    check(BarChart::new(&chrome, &bars));
    let parts = [LedgerPart {
        name: bad(),
        amount: 15,
    }];
    check(Ledger::new(&chrome, BAD, 60, &parts));
    let progress = Progress {
        done: 1,
        total: 0,
        left_seconds: Some(61),
        state: "running",
        text: bad(),
    };
    let html = JobProgress::new(&chrome, "/jobs/1/events", &progress).to_string();
    assert!(html.contains("2 мин қалды"), "{html}");
    assert!(
        html.contains(r#"data-text-count="{total} заттың {done} дайын""#),
        "{html}"
    );
    check(html);
}

#[test]
fn questions_before_a_loss() {
    let chrome = chrome();
    let confirm = Confirm::new(BAD, BAD, BAD, BAD, BAD)
        .loss("file", BAD)
        .field("id", BAD);
    check(confirm.dialog(&chrome, "end"));
    assert!(
        chrome
            .draft_attributes()
            .to_string()
            .contains(r#"data-user="guest""#),
        "{}",
        chrome.draft_attributes()
    );
}
