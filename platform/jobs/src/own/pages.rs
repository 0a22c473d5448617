use askama::Template;
use axum::extract::{Path, State as FromSite};
use oqu_db::Error;
use oqu_web::{Chrome, Failure, JobProgress, Outcome, Site, Visitor, page, progress_events};

use super::{PATH, events_path, is_followed};
use crate::rows::{self, JobRow, State};
use crate::{JobId, permissions, words};

/// Jobs of the list: nobody looks for older ones.
const SHOWN: i64 = 50;

#[derive(Template)]
#[template(path = "own/list.html")]
struct ListPage<'a> {
    chrome: &'a Chrome,
    rows: Vec<Line>,
}

struct Line {
    id: JobId,
    kind: String,
    state: State,
    when: String,
    machine_time: String,
}

/// `GET /jobs`: the newest jobs of the person.
pub(super) async fn list(FromSite(site): FromSite<Site>, visitor: Visitor) -> Outcome {
    let person = visitor.person()?.person;
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| rows::own(tx, person, SHOWN).await);
    let rows = loaded.await?;
    let l = visitor.words;
    let chrome = Chrome::new(&site, &visitor, &l.t("jobs-own-title"));
    let line = |row: &JobRow| Line {
        id: row.id,
        kind: words::kind(l, &row.kind),
        state: row.state,
        when: chrome.when(&row.created_at),
        machine_time: chrome.machine_time(&row.created_at),
    };
    page(&ListPage {
        rows: rows.iter().map(line).collect(),
        chrome: &chrome,
    })
}

#[derive(Template)]
#[template(path = "own/job.html")]
struct JobPage<'a> {
    chrome: &'a Chrome,
    job: &'a JobRow,
    kind: String,
    trouble: String,
    progress: Option<JobProgress<'a>>,
}

/// `GET /jobs/{id}`: how far it is, and where its outcome stands.
pub(super) async fn show(
    FromSite(site): FromSite<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Outcome {
    let job = load(&site, &visitor, &id).await?;
    let l = visitor.words;
    let kind = words::kind(l, &job.kind);
    let chrome = Chrome::new(&site, &visitor, &kind).crumb(PATH, l.t("jobs-own-title"));
    let source = events_path(job.id);
    let progress = job.progress(l, visitor.now);
    page(&JobPage {
        chrome: &chrome,
        trouble: words::trouble(l, &job.trouble),
        progress: is_followed(&job, visitor.now)
            .then(|| JobProgress::new(&chrome, &source, &progress)),
        kind,
        job: &job,
    })
}

/// `GET /jobs/{id}/events`: the same, told as it goes on.
pub(super) async fn events(
    FromSite(site): FromSite<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Outcome {
    let job = load(&site, &visitor, &id).await?;
    let (id, words) = (job.id, visitor.words);
    Ok(progress_events(Box::new(move || {
        let site = site.clone();
        Box::pin(async move {
            let now = site.clock.now();
            let found = site
                .db
                .read::<_, Error, _>(async move |tx| rows::find(tx, id).await);
            Some(found.await.ok()??.progress(words, now))
        })
    })))
}

/// A job that this visitor may follow. Nobody is told of the others.
async fn load(site: &Site, visitor: &Visitor, id: &str) -> Result<JobRow, Failure> {
    let id: JobId = id.parse().map_err(|_| Failure::NotFound)?;
    let loaded = site
        .db
        .read::<_, Error, _>(async move |tx| rows::find(tx, id).await);
    let job = loaded.await?.ok_or(Failure::NotFound)?;
    if permissions::job_follow(visitor.person()?, &job) {
        Ok(job)
    } else {
        Err(Failure::NotFound)
    }
}
