use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as FromSite};
use oqu_audit::By;
use oqu_db::Error;
use oqu_kernel::Moment;
use oqu_web::{
    Chrome, Confirm, ConfirmDialog, Failure, Flash, History, HistoryItem, JobProgress, Outcome,
    Progress, Site, Visitor, confirm_page, page, redirect,
};

use super::store::{self, Became};
use crate::line::PATH;
use crate::rows::{self, JobRow, State};
use crate::{JobId, Kinds, own, words};

/// Acts of the history on the page.
const HISTORY: u32 = 50;

#[derive(Template)]
#[template(path = "one/job.html")]
struct JobPage<'a> {
    chrome: &'a Chrome,
    job: &'a JobRow,
    kind: String,
    attempts: String,
    trouble: String,
    payload: Option<String>,
    progress: Option<JobProgress<'a>>,
    give_up: Option<ConfirmDialog<'a>>,
    history: History<'a>,
    has_history: bool,
}

impl JobPage<'_> {
    /// A time of the job with its name.
    fn times(&self) -> Vec<(String, String, String)> {
        let job = self.job;
        let due = (job.state == State::Queued).then_some(job.run_at);
        let named: [(&str, Option<Moment>); 4] = [
            ("jobs-created", Some(job.created_at)),
            ("jobs-due", due),
            ("jobs-started", job.started_at),
            ("jobs-finished", job.finished_at),
        ];
        named
            .into_iter()
            .filter_map(|(key, at)| {
                let at = at?;
                let name = self.chrome.l.t(key).into_owned();
                Some((name, self.chrome.when(&at), self.chrome.machine_time(&at)))
            })
            .collect()
    }
}

/// `GET /administration/jobs/{id}`
pub(super) async fn show(
    FromSite(site): FromSite<Site>,
    Extension(kinds): Extension<Arc<Kinds>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Outcome {
    let id: JobId = id.parse().map_err(|_| Failure::NotFound)?;
    let loaded = site.db.read::<_, Error, _>(async move |tx| {
        let Some(job) = rows::find(tx, id).await? else {
            return Ok(None);
        };
        let acts = oqu_audit::history(tx, "job", id.uuid(), HISTORY).await?;
        Ok(Some((job, acts)))
    });
    let (job, acts) = loaded.await?.ok_or(Failure::NotFound)?;
    let l = visitor.words;
    let kind = words::kind(l, &job.kind);
    let chrome = Chrome::new(&site, &visitor, &kind).crumb(PATH, l.t("jobs-title"));
    let value = |field: &str, key: &str| {
        words::value_in_words(l, field, key).unwrap_or_else(|| key.to_owned())
    };
    let items: Vec<HistoryItem> = oqu_audit::history_items_with(&chrome, &acts, &value);
    let source = own::events_path(id);
    let progress: Progress = job.progress(l, visitor.now);
    let confirm = question(&chrome, &job);
    page(&JobPage {
        chrome: &chrome,
        attempts: crate::line::attempts(l, &job),
        trouble: words::trouble(l, &job.trouble),
        payload: kinds.shown_payload(&job.kind, &job.payload),
        progress: own::is_followed(&job, visitor.now)
            .then(|| JobProgress::new(&chrome, &source, &progress)),
        give_up: job
            .state
            .may_give_up()
            .then(|| confirm.dialog(&chrome, "give-up")),
        history: History::new(&chrome, &items),
        has_history: !items.is_empty(),
        kind,
        job: &job,
    })
}

/// What is asked before a job is given up.
fn question(chrome: &Chrome, job: &JobRow) -> Confirm {
    let l = chrome.l;
    let here = format!("{PATH}/{}", job.id);
    let text = l.t("jobs-give-up-text");
    let loss = match job.work_key.as_deref() {
        Some(key) => format!("{}: {key}", words::kind(l, &job.kind)),
        None => words::kind(l, &job.kind),
    };
    Confirm::new(
        l.t("jobs-give-up-title"),
        text,
        format!("{here}/give-up"),
        l.t("jobs-give-up"),
        here,
    )
    .loss("sync", loss)
}

/// `GET /administration/jobs/{id}/give-up`: asks once, where no script opens the dialog.
pub(super) async fn ask(
    FromSite(site): FromSite<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Outcome {
    let id: JobId = id.parse().map_err(|_| Failure::NotFound)?;
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| rows::find(tx, id).await);
    let job = loaded.await?.ok_or(Failure::NotFound)?;
    let l = visitor.words;
    if !job.state.may_give_up() {
        return answered(id, Flash::attention("jobs-passed", ""));
    }
    let chrome = Chrome::new(&site, &visitor, &l.t("jobs-give-up-title"))
        .crumb(PATH, l.t("jobs-title"))
        .crumb(format!("{PATH}/{id}"), words::kind(l, &job.kind));
    let confirm = question(&chrome, &job);
    confirm_page(chrome, confirm)
}

/// `POST /administration/jobs/{id}/restart`
pub(super) async fn restart(
    FromSite(site): FromSite<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Outcome {
    let id: JobId = id.parse().map_err(|_| Failure::NotFound)?;
    let by = By::visitor(&site, &visitor);
    let became = site
        .db
        .write::<_, Error, _>(async move |tx| store::restart(tx, &by, id).await)
        .await?;
    told(id, became, "jobs-restarted")
}

/// `POST /administration/jobs/{id}/give-up`
pub(super) async fn give_up(
    FromSite(site): FromSite<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Outcome {
    let id: JobId = id.parse().map_err(|_| Failure::NotFound)?;
    let by = By::visitor(&site, &visitor);
    let became = site
        .db
        .write::<_, Error, _>(async move |tx| store::give_up(tx, &by, id).await)
        .await?;
    told(id, became, "jobs-given-up")
}

fn told(id: JobId, became: Became, done: &str) -> Outcome {
    match became {
        Became::Gone => Err(Failure::NotFound),
        Became::Done => answered(id, Flash::done(done, "")),
        Became::Passed => answered(id, Flash::attention("jobs-passed", "")),
        Became::SameWork(other) => answered(other, Flash::attention("jobs-same-work", "")),
    }
}

fn answered(id: JobId, flash: Flash) -> Outcome {
    let mut response = redirect(&format!("{PATH}/{id}"));
    response.extensions_mut().insert(flash);
    Ok(response)
}
