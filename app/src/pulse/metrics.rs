//! `GET /metrics`: the figures of this process for Prometheus (docs/monitoring.md). Never public:
//! they tell strangers when the house is weak.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::Extension;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use oqu_db::{Error, measured};
use oqu_files::Totals;
use oqu_identity::api as identity;
use oqu_jobs::Standing;
use oqu_kernel::Moment;
use oqu_web::{ANSWER_BOUNDS, Answered, Outcome, Site, Visitor};
use sha2::{Digest, Sha256};

use super::text::{KIND, Text, seconds};
use super::{plain, process};
use crate::config::Settings;
use crate::doctor::{Health, State as Stand, free_bytes};

/// What proxies write into a request that they hand on.
const HANDED_ON: [HeaderName; 4] = [
    HeaderName::from_static("x-forwarded-for"),
    HeaderName::from_static("x-real-ip"),
    header::FORWARDED,
    header::VIA,
];

/// `GET /metrics`
pub(super) async fn metrics(
    State(site): State<Site>,
    Extension(health): Extension<Health>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Outcome {
    let told = health.settings();
    let chose = site.chosen().public_url != site.settings.public_url;
    let has_public_url = told.public_url.is_some() || chose;
    if !may_read(told, has_public_url, peer.ip(), &headers) {
        let mut response = plain(visitor.t("pulse-metrics-refused") + "\n");
        *response.status_mut() = StatusCode::UNAUTHORIZED;
        response.headers_mut().insert(
            header::WWW_AUTHENTICATE,
            HeaderValue::from_static("Bearer realm=\"metrics\""),
        );
        return Ok(response);
    }
    let now = visitor.now;
    let rows = site
        .db
        .read::<_, Error, _>(async move |tx| {
            Ok(Rows {
                line: oqu_jobs::standing(tx, now).await?,
                sessions: identity::live_sessions(tx, now).await?,
                files: oqu_files::totals(tx).await?,
                unsealed: oqu_audit::unsealed(tx).await?,
            })
        })
        .await?;
    let bytes = site.db.size().await?;
    let mut text = Text::default();
    answers(&mut text, &site.answers().all());
    database(&mut text, bytes);
    work(&mut text, &rows, now);
    machine(&mut text, &health, now);
    let mut response = plain(text.into_string());
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(KIND));
    Ok(response)
}

/// Whoever shows the token, or a program of this machine that came by no proxy. Behind a proxy that
/// is known to write `X-Forwarded-For`, a request without it came straight; where no proxy is told
/// of, a public address says that there may be one that writes nothing.
fn may_read(settings: &Settings, has_public_url: bool, peer: IpAddr, headers: &HeaderMap) -> bool {
    let shown = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    if let (Some(token), Some(shown)) = (&settings.metrics_token, shown) {
        // Compared by their hashes: how long that takes tells nothing of the token.
        return Sha256::digest(token) == Sha256::digest(shown.trim());
    }
    let is_straight = HANDED_ON.iter().all(|name| !headers.contains_key(name));
    let is_known = settings.behind_proxy || !has_public_url;
    peer.to_canonical().is_loopback() && is_straight && is_known
}

/// What the rows tell.
struct Rows {
    line: Standing,
    sessions: i64,
    files: Totals,
    unsealed: i64,
}

fn answers(text: &mut Text, all: &[Answered]) {
    const NAME: &str = "oqu_http_request_duration_seconds";
    const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];
    text.figure(
        NAME,
        "histogram",
        "How long answers took, by route and class of status.",
    );
    for answered in all {
        let class = CLASSES.get(answered.class - 1).unwrap_or(&"5xx");
        let labels = [
            ("method", answered.method),
            ("route", answered.path),
            ("status", *class),
        ];
        let mut sum = 0;
        for (at, count) in answered.buckets.iter().enumerate() {
            sum += count;
            let bound = ANSWER_BOUNDS.get(at);
            let bound = bound.map_or("+Inf".to_owned(), |us| decimal(*us));
            let [method, route, status] = labels;
            let labels = [method, route, status, ("le", bound.as_str())];
            text.number(&format!("{NAME}_bucket"), &labels, sum);
        }
        text.number(&format!("{NAME}_sum"), &labels, seconds(answered.total));
        text.number(&format!("{NAME}_count"), &labels, sum);
    }
}

/// Microseconds as seconds, without zeros at the end.
fn decimal(micros: u64) -> String {
    let whole = seconds(Duration::from_micros(micros));
    whole.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn database(text: &mut Text, bytes: u64) {
    let measured = measured();
    text.single(
        "oqu_db_statements_total",
        "counter",
        "Statements that were run.",
        measured.statements,
    );
    text.single(
        "oqu_db_commits_total",
        "counter",
        "Commits of units that may write.",
        measured.commits,
    );
    text.single(
        "oqu_db_committed_units_total",
        "counter",
        "Units in those commits; by commits it is the size of a group.",
        measured.units,
    );
    text.single(
        "oqu_db_size_bytes",
        "gauge",
        "What the rows take on disk.",
        bytes,
    );
}

fn work(text: &mut Text, rows: &Rows, now: Moment) {
    text.figure("oqu_jobs", "gauge", "Jobs by state.");
    for (state, count) in [
        ("queued", rows.line.waiting),
        ("running", rows.line.running),
        ("dead", rows.line.dead),
    ] {
        text.number("oqu_jobs", &[("state", state)], count);
    }
    let waits = rows.line.oldest.map_or(Duration::ZERO, |at| now.since(at));
    text.single(
        "oqu_jobs_oldest_seconds",
        "gauge",
        "How long the job that is due longest has waited.",
        seconds(waits),
    );
    text.single(
        "oqu_sessions_live",
        "gauge",
        "Sessions of all people that are live.",
        rows.sessions,
    );
    text.single(
        "oqu_audit_unsealed",
        "gauge",
        "Entries of the audit that wait to be sealed.",
        rows.unsealed,
    );
    text.single(
        "oqu_files",
        "gauge",
        "Contents in the store.",
        rows.files.blobs,
    );
    text.single(
        "oqu_files_bytes",
        "gauge",
        "Bytes in the store.",
        rows.files.bytes,
    );
}

fn machine(text: &mut Text, health: &Health, now: Moment) {
    if let Some(free) = free_bytes(&health.settings().data) {
        text.single(
            "oqu_disk_free_bytes",
            "gauge",
            "Free bytes on the disk of the data folder.",
            free,
        );
    }
    if let Some(used) = process::used() {
        text.single(
            "process_resident_memory_bytes",
            "gauge",
            "Memory of the process.",
            used.memory,
        );
        text.single(
            "process_cpu_seconds_total",
            "counter",
            "Time of the process on the processors.",
            seconds(used.cpu),
        );
    }
    text.figure(
        "oqu_checks",
        "gauge",
        "Checks of the doctor by how they stand.",
    );
    for stand in [Stand::Ok, Stand::Attention, Stand::Fail] {
        text.number(
            "oqu_checks",
            &[("state", stand.word())],
            health.count(stand),
        );
    }
    text.single(
        "oqu_uptime_seconds",
        "gauge",
        "How long the process has run.",
        seconds(now.since(health.began())),
    );
    text.figure("oqu_build_info", "gauge", "The version of Oqu.");
    let version = [("version", env!("CARGO_PKG_VERSION"))];
    text.number("oqu_build_info", &version, 1);
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::{Location, Options};

    fn settings(options: Options) -> Settings {
        let nowhere = Location {
            data: Some(Path::new("/nowhere").to_owned()),
            ..Location::default()
        };
        Settings::load(&nowhere, &options).unwrap()
    }

    fn headers(pairs: &[(HeaderName, &str)]) -> HeaderMap {
        let pair = |(name, value): &(HeaderName, &str)| {
            (name.clone(), HeaderValue::from_str(value).unwrap())
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn the_figures_are_for_this_machine_or_for_the_token_and_never_public() {
        let here: IpAddr = "127.0.0.1".parse().unwrap();
        let there: IpAddr = "192.0.2.7".parse().unwrap();
        let token = "0123456789abcdef01234567";
        let proxied = headers(&[(HANDED_ON[0].clone(), "192.0.2.7")]);
        let none = HeaderMap::new();
        let may_read = |settings: &Settings, peer, headers: &HeaderMap| {
            super::may_read(settings, settings.public_url.is_some(), peer, headers)
        };
        let plain = settings(Options::default());
        assert!(may_read(&plain, here, &none));
        assert!(may_read(&plain, "::ffff:127.0.0.1".parse().unwrap(), &none));
        assert!(!may_read(&plain, there, &none));
        assert!(
            !super::may_read(&plain, true, here, &none),
            "an administrator chose an address"
        );
        for name in HANDED_ON {
            assert!(!may_read(&plain, here, &headers(&[(name, "x")])));
        }
        let known = settings(Options {
            behind_proxy: Some(true),
            public_url: Some("https://a.example".into()),
            ..Options::default()
        });
        assert!(may_read(&known, here, &none));
        assert!(!may_read(&known, here, &proxied));
        let unknown = settings(Options {
            public_url: Some("https://a.example".into()),
            metrics_token: Some(token.into()),
            ..Options::default()
        });
        assert!(
            !may_read(&unknown, here, &none),
            "a proxy may stand before it"
        );
        let bearer = |shown: &str| headers(&[(header::AUTHORIZATION, shown)]);
        assert!(may_read(
            &unknown,
            there,
            &bearer(&format!("Bearer {token}"))
        ));
        for wrong in ["Bearer ", "Bearer x", token, "Basic x"] {
            assert!(!may_read(&unknown, there, &bearer(wrong)), "{wrong}");
            assert!(!may_read(&plain, there, &bearer(wrong)), "{wrong}");
        }
    }

    #[test]
    fn a_histogram_counts_up_to_all() {
        let mut buckets = [0; ANSWER_BOUNDS.len() + 1];
        buckets[0] = 2;
        buckets[ANSWER_BOUNDS.len()] = 1;
        let mut text = Text::default();
        answers(
            &mut text,
            &[Answered {
                method: "GET",
                path: "/people/{id}",
                class: 2,
                buckets,
                total: Duration::from_millis(31_500),
            }],
        );
        let text = text.into_string();
        let of = "method=\"GET\",route=\"/people/{id}\",status=\"2xx\"";
        for line in [
            format!("oqu_http_request_duration_seconds_bucket{{{of},le=\"0.0025\"}} 2"),
            format!("oqu_http_request_duration_seconds_bucket{{{of},le=\"30\"}} 2"),
            format!("oqu_http_request_duration_seconds_bucket{{{of},le=\"+Inf\"}} 3"),
            format!("oqu_http_request_duration_seconds_sum{{{of}}} 31.500000"),
            format!("oqu_http_request_duration_seconds_count{{{of}}} 3"),
        ] {
            assert!(text.contains(&line), "{line}\n{text}");
        }
    }
}
