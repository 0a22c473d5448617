//! Jobs as people meet them: what an administrator sees and does, what the one who asked may follow.

use std::sync::Arc;
use std::time::Duration;

use oqu_audit::By;
use oqu_db::{Error, Query};
use oqu_jobs::{JobId, Kind, NewJob, enqueue};
use oqu_kernel::{Chance, PersonId};

use crate::stories;
use crate::support::{BEGINNING, TestSite, forms, text};

stories!(
    a_dead_letter_stands_first_and_is_begun_again,
    a_job_is_given_up_and_begun_again,
    the_same_work_is_not_begun_twice,
    whoever_asked_follows_the_job_and_nobody_else,
    jobs_of_schedules_are_told,
    the_list_is_filtered_and_hostile_filters_are_refused,
);

/// A kind that the program has, with a payload that it cannot understand.
const MISUNDERSTOOD: Kind<String> = Kind::new("sessions.end-old");
const UNDERSTOOD: Kind<()> = Kind::new("sessions.end-old");
/// A kind that nobody does, so that its jobs wait.
const NOBODYS: Kind<String> = Kind::new("test.nobodys");

const PATIENCE: Duration = Duration::from_secs(15);

async fn queue(site: &TestSite, job: NewJob, person: Option<PersonId>) -> JobId {
    let by = By {
        person,
        ..By::console(site.clock.now(), &Chance::system(), "")
    };
    let queued = site
        .site
        .db
        .write::<_, Error, _>(async move |tx| enqueue(tx, &by, &job).await);
    queued.await.expect("the job is queued").id
}

async fn until(site: &TestSite, id: JobId, state: &'static str) {
    let waiting = async {
        loop {
            let query = Query::new("SELECT state FROM jobs WHERE id = ").bind(id);
            let found: Vec<String> = site
                .site
                .db
                .read::<_, Error, _>(async move |tx| tx.list(&query).await)
                .await
                .expect("the job");
            if found == [state] {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let came = tokio::time::timeout(PATIENCE, waiting).await;
    assert!(came.is_ok(), "{id} never became {state}");
}

async fn a_dead_letter_stands_first_and_is_begun_again(site: Arc<TestSite>) {
    let id = queue(&site, NewJob::of(&MISUNDERSTOOD, &"?".into()), None).await;
    until(&site, id, "dead").await;
    let mut admin = site.signed_in("admin").await;
    let page = admin.open("/administration/jobs").await;
    let first = page
        .find(&site.said("jobs-dead-title"))
        .expect("dead letters");
    let place = page.find(&id.to_string()).expect("the dead letter");
    let filters = page.find("name=\"state\"").expect("the filters");
    assert!(first < place && place < filters, "before everything else");
    let path = format!("/administration/jobs/{id}");
    let page = admin.open(&path).await;
    assert!(
        page.contains(&site.said("jobs-trouble-payload")),
        "{}",
        text(&page)
    );
    // It fails again, and is told so.
    let form = admin.form(&path, &format!("{path}/restart")).await;
    let page = admin.submit(&form).await;
    assert!(
        page.contains(&site.said("jobs-restarted")),
        "{}",
        text(&page)
    );
    assert!(
        page.contains(&site.said("act-job-restarted")),
        "{}",
        text(&page)
    );
    until(&site, id, "dead").await;
    let log = admin.open(&format!("/audit?object={id}")).await;
    assert!(
        log.contains(&site.said("act-job-restarted")),
        "{}",
        text(&log)
    );
}

async fn a_job_is_given_up_and_begun_again(site: Arc<TestSite>) {
    let later = site.clock.now().after(Duration::from_secs(3_600));
    let job = NewJob::of(&UNDERSTOOD, &()).at(later).key("giveup");
    let id = queue(&site, job, None).await;
    let mut admin = site.signed_in("admin").await;
    let path = format!("/administration/jobs/{id}");
    let give_up = format!("{path}/give-up");
    let form = admin.form(&give_up, &give_up).await;
    let page = admin.submit(&form).await;
    assert!(
        page.contains(&site.said("jobs-given-up")),
        "{}",
        text(&page)
    );
    assert!(
        page.contains(&site.said("jobs-state-dropped")),
        "{}",
        text(&page)
    );
    // Twice changes nothing, and is told.
    let page = admin.submit(&form).await;
    assert!(page.contains(&site.said("jobs-passed")), "{}", text(&page));
    let form = admin.form(&path, &format!("{path}/restart")).await;
    admin.submit(&form).await;
    until(&site, id, "done").await;
    let page = admin.open(&path).await;
    let acts: Vec<String> = forms(&page).into_iter().map(|form| form.action).collect();
    assert!(
        !acts.iter().any(|act| act.starts_with(&path)),
        "nothing to do: {acts:?}"
    );
}

async fn the_same_work_is_not_begun_twice(site: Arc<TestSite>) {
    let job = NewJob::of(&NOBODYS, &"a".into()).key("same");
    let first = queue(&site, job.clone(), None).await;
    let mut admin = site.signed_in("admin").await;
    let path = format!("/administration/jobs/{first}");
    admin.post(&format!("{path}/give-up"), &[]).await;
    let second = queue(&site, job, None).await;
    assert_ne!(first, second);
    let form = admin.form(&path, &format!("{path}/restart")).await;
    let page = admin.submit(&form).await;
    assert!(
        page.contains(&site.said("jobs-same-work")),
        "{}",
        text(&page)
    );
    assert!(page.contains(&second.to_string()), "it leads to the other");
    until(&site, first, "dropped").await;
    // Data of a kind that this program does not know is nobody's to read.
    assert!(
        page.contains(&site.said("jobs-payload-unknown")),
        "{}",
        text(&page)
    );
}

async fn whoever_asked_follows_the_job_and_nobody_else(site: Arc<TestSite>) {
    let registrar = site.person("zhanar").await;
    let shown = NewJob::of(&UNDERSTOOD, &()).shown().place("/people");
    let id = queue(&site, shown, Some(registrar)).await;
    let hidden = NewJob::of(&NOBODYS, &"secret".into());
    let hidden = queue(&site, hidden, Some(registrar)).await;
    until(&site, id, "done").await;
    let mut browser = site.signed_in("zhanar").await;
    let list = browser.open("/jobs").await;
    assert!(list.contains(&id.to_string()), "{}", text(&list));
    assert!(!list.contains(&hidden.to_string()), "not in the list");
    let path = format!("/jobs/{id}");
    let page = browser.open(&path).await;
    assert!(
        page.contains("href=\"/people\""),
        "the outcome: {}",
        text(&page)
    );
    let events = browser.get(&format!("{path}/events")).await.text();
    assert!(events.contains("\"state\":\"done\""), "{events}");
    let page = browser.open(&format!("/jobs/{hidden}")).await;
    assert!(
        !page.contains("secret"),
        "the payload is for administrators"
    );
    for login in ["saule", "aigerim"] {
        let mut other = site.signed_in(login).await;
        for path in [path.clone(), format!("{path}/events")] {
            assert_eq!(other.get(&path).await.status, 404, "{login} {path}");
        }
        let administration = format!("/administration/jobs/{id}");
        assert_eq!(other.get(&administration).await.status, 403, "{login}");
        for act in ["restart", "give-up"] {
            let answer = other.post(&format!("{administration}/{act}"), &[]).await;
            assert_eq!(answer.status, 403, "{login} {act}");
        }
    }
    for wrong in [
        "/jobs/x",
        "/jobs/00000000-0000-7000-8000-000000000000/events",
    ] {
        assert_eq!(browser.get(wrong).await.status, 404, "{wrong}");
    }
}

async fn jobs_of_schedules_are_told(site: Arc<TestSite>) {
    let mut admin = site.signed_in("admin").await;
    let waiting = async {
        while site
            .number("SELECT CAST(count(*) AS BIGINT) FROM job_schedules")
            .await
            < 3
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, waiting).await.is_ok());
    let page = admin.open("/administration/jobs").await;
    for name in kinds(&site).schedule_names() {
        let said = site.said(&format!("job-schedule-{name}"));
        assert!(page.contains(&said), "{name}: {}", text(&page));
    }
    for name in kinds(&site).names() {
        site.said(&format!("job-kind-{}", name.replace('.', "-")));
    }
}

async fn the_list_is_filtered_and_hostile_filters_are_refused(site: Arc<TestSite>) {
    let job = NewJob::of(&NOBODYS, &"a".into()).key("кілт 7");
    let id = queue(&site, job, None).await.to_string();
    let mut admin = site.signed_in("admin").await;
    let found = crate::support::browser::encoded(&[("q", "кілт")]);
    for query in [
        found.as_str(),
        "state=queued",
        "kind=test.nobodys",
        &format!("q={id}"),
    ] {
        let page = admin.open(&format!("/administration/jobs?{query}")).await;
        assert!(page.contains(&id), "{query}: {}", text(&page));
    }
    let other = crate::support::browser::encoded(&[("q", "' OR 1=1 --")]);
    for query in [other.as_str(), "state=running", "kind=mail.none"] {
        let page = admin.open(&format!("/administration/jobs?{query}")).await;
        assert!(!page.contains(&id), "{query}: {}", text(&page));
    }
    for query in ["state=x", "kind=%27", "after=1", "before=x"] {
        let answer = admin.get(&format!("/administration/jobs?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
    }
}

/// What the program does later.
fn kinds(site: &TestSite) -> oqu_jobs::Kinds {
    let carrier = oqu_mail::Carrier::new(None, oqu_mail::usual_from(""));
    let kept = oqu::areas::Kept::new(&site.settings, BEGINNING, true);
    oqu::areas::jobs(&Arc::new(carrier), &kept.files, &site.settings)
}
