use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use oqu_db::Error;
use oqu_kernel::{Id, Moment};
use oqu_web::{
    Chrome, Failure, JobProgress, Outcome, Progress, Site, Visitor, Words, page, progress_events,
    redirect,
};

use super::run::run;
use super::store::{self, Check, CheckRow, CheckState};
use crate::entries::PATH;
use crate::{Act, By, Finding, Report, Room, words};

/// `POST /audit/checks`: begins a check, or leads to the one that is running.
pub(super) async fn begin(
    State(site): State<Site>,
    Extension(room): Extension<Room>,
    visitor: Visitor,
) -> Outcome {
    let by = By::visitor(&site, &visitor);
    let id = Id::<Check>::new(visitor.now, &site.chance);
    let begun = site.db.write::<_, Error, _>(async move |tx| {
        if let Some(last) = store::last(tx).await?
            && last.state(by.now) == CheckState::Running
        {
            return Ok(last.id);
        }
        store::insert(tx, id, &by).await?;
        let act = Act::on("audit-check.started", "audit-check", id, "");
        crate::record(tx, &by, act).await?;
        Ok(id)
    });
    let running = begun.await?;
    if running == id {
        tokio::spawn(run(site, room, id));
    }
    Ok(redirect(&format!("/audit/checks/{running}")))
}

#[derive(Template)]
#[template(path = "checks/check.html")]
struct CheckPage<'a> {
    chrome: &'a Chrome,
    check: &'a CheckRow,
    state: CheckState,
    progress: Option<JobProgress<'a>>,
    act: String,
}

impl CheckPage<'_> {
    /// What is wrong, in the words of the page.
    fn said(&self, finding: &Finding, part: &str) -> String {
        let key = format!("audit-wrong-{}-{part}", finding.wrong.word());
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let l = self.chrome.l;
        let said = l
            .with(&key)
            .arg("position", number(finding.position))
            .arg("batch", number(finding.batch));
        said.to_string()
    }

    fn is_running(&self) -> bool {
        self.state == CheckState::Running
    }

    fn number(&self, number: &u64) -> String {
        let number = i64::try_from(*number).unwrap_or(i64::MAX);
        oqu_text::format::integer(self.chrome.l.language(), number)
    }

    /// The report, once there is one.
    fn report(&self) -> Option<&Report> {
        match &self.state {
            CheckState::Whole(report) | CheckState::Bad(report, _) => Some(report),
            CheckState::Running | CheckState::Interrupted | CheckState::Failed(_) => None,
        }
    }
}

/// `GET /audit/checks/{id}`: how far it is, or how it ended.
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Outcome {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let check = site
        .db
        .read::<_, Error, _>(async move |tx| store::find(tx, id).await)
        .await?
        .ok_or(Failure::NotFound)?;
    let l = visitor.words;
    let chrome =
        Chrome::new(&site, &visitor, &l.t("audit-check-title")).crumb(PATH, l.t("audit-title"));
    let state = check.state(visitor.now);
    let progress = progress_of(&check, visitor.now, l);
    let source = format!("{}/events", check.path());
    let act = match &state {
        CheckState::Bad(_, finding) => finding.act.as_deref().map(|act| words::act(l, act)),
        _ => None,
    };
    page(&CheckPage {
        chrome: &chrome,
        check: &check,
        progress: (state == CheckState::Running)
            .then(|| JobProgress::new(&chrome, &source, &progress)),
        state,
        act: act.unwrap_or_default(),
    })
}

/// `GET /audit/checks/{id}/events`: how far it is, until it ends.
pub(super) async fn events(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: Id<Check> = id.parse().map_err(|_| Failure::NotFound)?;
    let words = visitor.words;
    Ok(progress_events(Box::new(move || {
        let site = site.clone();
        Box::pin(async move {
            let check = site
                .db
                .read::<_, Error, _>(async move |tx| store::find(tx, id).await)
                .await
                .ok()??;
            Some(progress_of(&check, site.clock.now(), words))
        })
    })))
}

fn progress_of(check: &CheckRow, now: Moment, l: Words) -> Progress {
    let unsigned = |number: i64| u64::try_from(number).unwrap_or_default();
    let (done, total) = (unsigned(check.done), unsigned(check.total));
    let spent = check.touched_at.since(check.started_at).as_secs_f64();
    let left = (done > 0).then(|| spent * (total.saturating_sub(done)) as f64 / done as f64);
    let state = match check.state(now) {
        CheckState::Running => "running",
        CheckState::Interrupted | CheckState::Failed(_) => "failed",
        CheckState::Whole(_) | CheckState::Bad(..) => "done",
    };
    Progress {
        done,
        total,
        left_seconds: left.map(|seconds| seconds.ceil() as u64),
        state,
        text: l.t("audit-check-running-text").into_owned(),
    }
}
