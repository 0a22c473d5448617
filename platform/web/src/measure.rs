//! How long answers take, by route: counters in memory for whoever watches the installation. A
//! request costs two readings of the clock, one look into a table, and three relaxed additions.

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode};

use crate::RouteInfo;

/// Upper bounds of the buckets, in microseconds: from a page out of memory to a handler given up.
pub const BOUNDS: [u64; 12] = [
    1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000,
    30_000_000,
];
/// Classes of status codes: 1xx to 5xx.
const CLASSES: usize = 5;

/// Durations of the answers of one class.
#[derive(Debug, Default)]
struct Histogram {
    /// The last bucket has no bound.
    buckets: [AtomicU64; BOUNDS.len() + 1],
    total_us: AtomicU64,
}

#[derive(Debug)]
struct Route {
    method: &'static str,
    classes: [Histogram; CLASSES],
}

/// How long the answers of a site took since it began.
#[derive(Debug, Default)]
pub struct Answers {
    routes: OnceLock<HashMap<&'static str, Vec<Route>>>,
    unknown: [Histogram; CLASSES],
}

/// The answers of one route and class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// `GET`, `POST`…; empty where no route was met.
    pub method: &'static str,
    /// The path with `{names}`: never what people asked; empty where no route was met.
    pub path: &'static str,
    /// The first digit of the status code.
    pub class: usize,
    /// How many took at most the bound of [`BOUNDS`] and more than the one before; the last is of
    /// those that took longer.
    pub buckets: [u64; BOUNDS.len() + 1],
    /// How long they took together.
    pub total: Duration,
}

/// A request that is being answered.
pub(crate) struct Stroke {
    method: Method,
    path: Option<MatchedPath>,
    begun: Instant,
}

impl Stroke {
    pub(crate) fn begin(request: &Request) -> Self {
        Self {
            method: request.method().clone(),
            path: request.extensions().get::<MatchedPath>().cloned(),
            begun: Instant::now(),
        }
    }
}

impl Answers {
    /// Makes the table of routes; once for a site.
    pub(crate) fn know(&self, table: &[RouteInfo]) {
        let mut routes: HashMap<&'static str, Vec<Route>> = HashMap::new();
        for route in table {
            routes.entry(route.path).or_default().push(Route {
                method: route.method,
                classes: Default::default(),
            });
        }
        let _ = self.routes.set(routes);
    }

    pub(crate) fn end(&self, stroke: &Stroke, status: StatusCode) {
        let took = u64::try_from(stroke.begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        let classes = self.classes(stroke).unwrap_or(&self.unknown);
        let class = usize::from(status.as_u16() / 100).clamp(1, CLASSES) - 1;
        let histogram = &classes[class];
        let bucket = BOUNDS.partition_point(|bound| *bound < took);
        histogram.buckets[bucket].fetch_add(1, Relaxed);
        histogram.total_us.fetch_add(took, Relaxed);
    }

    fn classes(&self, stroke: &Stroke) -> Option<&[Histogram; CLASSES]> {
        let path = stroke.path.as_ref()?;
        let routes = self.routes.get()?.get(path.as_str())?;
        // A HEAD is answered by the handler of its page.
        let wanted = |route: &&Route| {
            route.method == stroke.method.as_str()
                || (stroke.method == Method::HEAD && route.method == "GET")
        };
        Some(&routes.iter().find(wanted)?.classes)
    }

    /// All routes and classes that have answered, in the order of their paths.
    pub fn all(&self) -> Vec<Answered> {
        let mut found = Vec::new();
        for (path, routes) in self.routes.get().into_iter().flatten() {
            for route in routes {
                gather(route.method, path, &route.classes, &mut found);
            }
        }
        gather("", "", &self.unknown, &mut found);
        found.sort_by_key(|answered| (answered.path, answered.method, answered.class));
        found
    }
}

fn gather(
    method: &'static str,
    path: &'static str,
    classes: &[Histogram; CLASSES],
    found: &mut Vec<Answered>,
) {
    for (at, histogram) in classes.iter().enumerate() {
        let buckets = std::array::from_fn(|at| histogram.buckets[at].load(Relaxed));
        if buckets.iter().any(|count| *count > 0) {
            found.push(Answered {
                method,
                path,
                class: at + 1,
                buckets,
                total: Duration::from_micros(histogram.total_us.load(Relaxed)),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Access;

    fn route(method: &'static str, path: &'static str) -> RouteInfo {
        RouteInfo {
            method,
            path,
            access: Access::Public,
            streams: false,
        }
    }

    fn stroke(method: Method, took: Duration) -> Stroke {
        Stroke {
            method,
            path: None,
            begun: Instant::now().checked_sub(took).unwrap(),
        }
    }

    #[test]
    fn an_answer_falls_into_its_bucket_and_class() {
        let answers = Answers::default();
        answers.know(&[route("GET", "/people"), route("POST", "/people")]);
        answers.end(
            &stroke(Method::GET, Duration::from_millis(30)),
            StatusCode::OK,
        );
        answers.end(
            &stroke(Method::GET, Duration::from_secs(40)),
            StatusCode::NOT_FOUND,
        );
        let all = answers.all();
        assert_eq!(all.len(), 2);
        assert_eq!((all[0].path, all[0].class), ("", 2));
        assert_eq!(all[0].buckets[5], 1, "{:?}", all[0]);
        assert!(all[0].total >= Duration::from_millis(30));
        assert_eq!((all[1].class, all[1].buckets[BOUNDS.len()]), (4, 1));
    }

    /// The cost of one request's measure, printed: `cargo test -- --ignored --nocapture`.
    #[test]
    #[ignore = "a measure, not a check"]
    fn the_cost() {
        const RUNS: u32 = 2_000_000;
        let answers = Answers::default();
        let paths: Vec<&'static str> = (0..200)
            .map(|at| &*Box::leak(format!("/people/{at}/things/{{id}}").into_boxed_str()))
            .collect();
        let table: Vec<RouteInfo> = paths.iter().map(|path| route("GET", path)).collect();
        answers.know(&table);
        let request = Request::new(axum::body::Body::empty());
        let begun = Instant::now();
        for _ in 0..RUNS {
            let stroke = Stroke::begin(std::hint::black_box(&request));
            // The look into the table, which a request without a matched path does not do.
            let routes = answers.routes.get().unwrap();
            std::hint::black_box(routes.get(paths[7]));
            answers.end(&stroke, StatusCode::OK);
        }
        let each = begun.elapsed().as_nanos() / u128::from(RUNS);
        println!("{each} ns a request");
    }
}
