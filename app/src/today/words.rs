use oqu_identity::api::SessionRow;
use oqu_web::{Action, AgendaGroup, AgendaItem, Bars, Chrome, Tone, Words};

use super::load::Loaded;

/// What waits for a hand, then what is worth knowing.
pub(super) fn agenda(chrome: &Chrome, loaded: &Loaded) -> Vec<AgendaGroup> {
    let l = chrome.l;
    let mut waiting = Vec::new();
    if !loaded.described {
        waiting.push(AgendaItem {
            icon: "building",
            kind: l.t("today-set-up").into_owned(),
            title: l.t("today-describe").into_owned(),
            path: Some("/structure/organisation".into()),
            about: l.t("today-describe-about").into_owned(),
            ..item(Tone::Attention)
        });
    }
    waiting.extend(troubles(l, loaded));
    let lately: Vec<AgendaItem> = loaded
        .sessions
        .iter()
        .skip(1)
        .take(3)
        .map(|session| elsewhere(chrome, session))
        .collect();
    let mut groups = Vec::new();
    for (heading, items) in [("today-waiting", waiting), ("today-lately", lately)] {
        if !items.is_empty() {
            groups.push(AgendaGroup {
                heading: l.t(heading).into_owned(),
                items,
            });
        }
    }
    groups
}

/// What waits for the hand of an administrator.
fn troubles(l: Words, loaded: &Loaded) -> Vec<AgendaItem> {
    let trouble = |icon, title: String, about: &str, path: &str| AgendaItem {
        icon,
        kind: l.t("today-system").into_owned(),
        title,
        path: Some(path.to_owned()),
        about: l.t(about).into_owned(),
        ..item(Tone::Attention)
    };
    let mut found = Vec::new();
    if loaded.failing > 0 {
        let title = l.t1("today-checks-fail", "count", loaded.failing);
        let path = "/administration/system";
        found.push(trouble("warn", title, "today-checks-fail-about", path));
    }
    if loaded.dead_letters > 0 {
        let title = l.t1("today-dead-letters", "count", loaded.dead_letters);
        let path = "/administration/jobs?state=dead";
        found.push(trouble("work", title, "today-dead-letters-about", path));
    }
    found
}

/// A session of mine that is not this one's first: mine, or somebody else's?
fn elsewhere(chrome: &Chrome, session: &SessionRow) -> AgendaItem {
    let l = chrome.l;
    let local = chrome.local(&session.begun_at);
    AgendaItem {
        when: oqu_text::format::time(local),
        when_small: oqu_text::format::day_month_short(l.language(), local.date()),
        icon: "shield",
        kind: l.t("today-sign-in").into_owned(),
        title: l.t("today-sign-in-title").into_owned(),
        path: Some("/account".into()),
        about: l
            .with("today-sign-in-about")
            .arg("origin", session.origin.as_str())
            .to_string(),
        action: Some(Action::new(l.t("today-sign-in-look"), "/account")),
        ..item(Tone::Quiet)
    }
}

fn item(tone: Tone) -> AgendaItem {
    AgendaItem {
        when: String::new(),
        when_small: String::new(),
        tone,
        now: false,
        icon: "today",
        kind: String::new(),
        title: String::new(),
        path: None,
        about: String::new(),
        action: None,
    }
}

/// How many learners stand in each faculty.
pub(super) fn faculties_chart(words: Words, loaded: &Loaded) -> Option<Bars> {
    let overview = loaded.overview.as_ref()?;
    let bars: Vec<(String, u64)> = overview
        .faculties
        .iter()
        .map(|(name, count)| {
            (
                name.of(words.language()).to_owned(),
                u64::try_from(*count).unwrap_or_default(),
            )
        })
        .collect();
    (!bars.is_empty()).then(|| Bars {
        title: words.t("today-by-faculty").into_owned(),
        names: words.t("today-faculty").into_owned(),
        amounts: words.t("today-learners").into_owned(),
        bars,
    })
}
