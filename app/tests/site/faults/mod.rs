//! What the program survives: kills, full disks, damaged files, a database that goes away.

mod cluster;
mod damage;
mod disk;
mod kill;
mod nodes;
mod restart;
mod uploads;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use oqu_db::{Db, Error, Mode, Place, Query};
use tokio::task::JoinSet;

use crate::program::{Program, run, said};
use crate::support::{Answer, Browser, Request};

/// Signs the administrator in to a running program; the session outlives restarts.
async fn administrator(program: &Program) -> Writer {
    let mut browser = program.browser();
    browser.sign_in("admin").await;
    browser.open("/people/new").await;
    let csrf = browser.token.clone();
    Writer { browser, csrf }
}

/// Somebody who adds people: a row, its search words and an audit entry at once.
#[derive(Clone)]
struct Writer {
    browser: Browser,
    /// A page that tells of a failure may bring another token.
    csrf: String,
}

impl Writer {
    /// The same person at a program that was started anew.
    fn at(&self, program: &Program) -> Self {
        let mut browser = program.browser();
        browser.cookies.clone_from(&self.browser.cookies);
        Self {
            browser,
            csrf: self.csrf.clone(),
        }
    }

    async fn add(&mut self, login: &str) -> std::io::Result<Answer> {
        let fields = [
            ("csrf", self.csrf.as_str()),
            ("surname", "Сынақов"),
            ("given", "Тест"),
            ("citizenship", "KZ"),
            ("login", login),
        ];
        self.browser
            .try_ask(Request::form("/people", &fields), true)
            .await
    }
}

/// Several writers at once until they are told to stop; the logins whose saving was acknowledged.
struct Load {
    writers: JoinSet<Vec<String>>,
    stop: Arc<AtomicBool>,
}

impl Load {
    fn begin(writer: &Writer, name: &str) -> Self {
        const WRITERS: usize = 8;
        let stop = Arc::new(AtomicBool::new(false));
        let mut writers = JoinSet::new();
        for place in 0..WRITERS {
            let mut writer = writer.clone();
            let stop = Arc::clone(&stop);
            let name = format!("{name}-{place}");
            writers.spawn(async move {
                let mut saved = Vec::new();
                let mut number = 0;
                while !stop.load(Ordering::Relaxed) {
                    number += 1;
                    let login = format!("{name}-{number}");
                    match writer.add(&login).await {
                        Ok(answer) if answer.status == 303 => saved.push(login),
                        Ok(answer) => {
                            // Refused in words that a person can use; not half a page.
                            assert!(
                                [409, 500, 503, 507].contains(&answer.status),
                                "{}",
                                answer.status
                            );
                            assert!(answer.text().contains("<h1>"), "{}", answer.text());
                            tokio::time::sleep(Duration::from_millis(5)).await;
                        }
                        Err(_) => tokio::time::sleep(Duration::from_millis(5)).await,
                    }
                }
                saved
            });
        }
        Self { writers, stop }
    }

    async fn end(self) -> Vec<String> {
        self.stop.store(true, Ordering::Relaxed);
        self.writers
            .join_all()
            .await
            .into_iter()
            .flatten()
            .collect()
    }
}

/// Looks into the rows, past the program: nothing lost, nothing half done, the audit whole.
async fn check_rows(data: &Path, database: Option<&str>, saved: &[String]) {
    let place = Place::parse(database, data).expect("an address");
    let db = Db::open(&place, Mode::Beside)
        .await
        .expect("the database opens");
    let (logins, entries) = db
        .read::<(Vec<String>, i64), Error, _>(async |tx| {
            let logins = tx.list(&Query::new("SELECT login FROM people WHERE login IS NOT NULL")).await?;
            let entries: Vec<i64> = tx
                .list(&Query::new(
                    "SELECT count(*) FROM people p WHERE NOT EXISTS \
                     (SELECT 1 FROM audit_entries e WHERE e.object_id = p.id AND e.act = 'person.added')",
                ))
                .await?;
            Ok((logins, entries[0]))
        })
        .await
        .expect("the rows");
    let there: std::collections::HashSet<&String> = logins.iter().collect();
    let lost: Vec<&String> = saved
        .iter()
        .filter(|login| !there.contains(login))
        .collect();
    assert!(lost.is_empty(), "saved and lost: {lost:?}");
    assert_eq!(entries, 0, "people without their entry in the audit");
    db.close();
    let verified = run(data, database, &["audit", "verify"]);
    assert!(verified.status.success(), "{}", said(&verified));
}
