//! Open connections: each costs a file handle, so that slow and idle ones end and too many are not taken.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt as _;

/// Headers that are not whole by then will not come; an idle connection ends then too.
const HEADERS: Duration = Duration::from_secs(15);
/// Connections at once: each takes some 20 KB.
const OPEN: usize = 8_192;
/// One address may hold this part of all places. A whole university may stand behind one, with several
/// connections of each browser; the others are left to everybody else.
const PART_OF_ONE_ADDRESS: usize = 2;
/// File handles for the database, the log, the console and files.
const OTHER_HANDLES: u64 = 160;
/// The fewest connections that make sense, however few handles there are.
const OPEN_AT_LEAST: u64 = 32;
/// How long to wait when the system does not hand over a connection.
const PAUSE: Duration = Duration::from_millis(100);
/// So many at once are told that they are too many; more are only closed.
const FAREWELLS: usize = 32;
/// How long one who is told may take to listen.
const FAREWELL: Duration = Duration::from_secs(1);
/// The network part of an IPv6 address: one subscriber has all addresses of a /64.
const NETWORK_BITS: u32 = 64;
/// What one who is too many is told.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 15\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// How many connections may be open.
pub struct Doors {
    all: Arc<Semaphore>,
    open_per_address: usize,
    per_address: Option<Arc<Counts>>,
    farewells: Arc<Semaphore>,
}

type Counts = Mutex<HashMap<IpAddr, usize>>;

/// A connection's place among the open ones, free again when this is dropped.
struct Place {
    _all: OwnedSemaphorePermit,
    per_address: Option<(Arc<Counts>, IpAddr)>,
}

impl Doors {
    /// As many as file handles allow. Behind a proxy all come from its address.
    pub fn new(handles: Option<u64>, behind_proxy: bool) -> Self {
        let open = handles.map_or(OPEN, |handles| {
            let left = handles.saturating_sub(OTHER_HANDLES).max(OPEN_AT_LEAST);
            usize::try_from(left).map_or(OPEN, |left| left.min(OPEN))
        });
        Self {
            all: Arc::new(Semaphore::new(open)),
            open_per_address: open / PART_OF_ONE_ADDRESS,
            per_address: (!behind_proxy).then(Arc::default),
            farewells: Arc::new(Semaphore::new(FAREWELLS)),
        }
    }

    fn enter(&self, address: IpAddr) -> Option<Place> {
        let all = Arc::clone(&self.all).try_acquire_owned().ok()?;
        let Some(counts) = &self.per_address else {
            return Some(Place {
                _all: all,
                per_address: None,
            });
        };
        let subscriber = subscriber(address);
        let mut open = held(counts);
        let count = open.entry(subscriber).or_default();
        if *count >= self.open_per_address {
            return None;
        }
        *count += 1;
        Some(Place {
            _all: all,
            per_address: Some((Arc::clone(counts), subscriber)),
        })
    }

    /// Tells that there is no place. What the other sends is read to its end: closed on unread bytes,
    /// the system would throw the answer away.
    fn refuse(&self, mut stream: TcpStream) {
        let Ok(farewell) = Arc::clone(&self.farewells).try_acquire_owned() else {
            return;
        };
        tokio::spawn(async move {
            let told = async {
                stream.write_all(FULL).await?;
                stream.shutdown().await?;
                tokio::io::copy(&mut stream, &mut tokio::io::sink()).await
            };
            let _ = tokio::time::timeout(FAREWELL, told).await;
            drop(farewell);
        });
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((counts, subscriber)) = &self.per_address else {
            return;
        };
        let mut open = held(counts);
        if let Some(count) = open.get_mut(subscriber) {
            *count -= 1;
            if *count == 0 {
                open.remove(subscriber);
            }
        }
    }
}

fn held(counts: &Counts) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
    counts.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whom an address belongs to, as far as it can be told.
fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let network = u128::MAX << (u128::BITS - NETWORK_BITS);
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & network))
        }
    }
}

/// Lets this process open as many files as the system allows it; how many, or none for no limit.
pub fn raise_handles() -> Option<u64> {
    let limit = getrlimit(Resource::Nofile);
    let raised = setrlimit(
        Resource::Nofile,
        Rlimit {
            current: limit.maximum,
            maximum: limit.maximum,
        },
    );
    match raised {
        Ok(()) => limit.maximum,
        Err(_) => limit.current,
    }
}

/// Answers until `stop` comes, and returns when all requests that had begun are answered.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    doors: Doors,
    stop: impl Future<Output = ()>,
) {
    let router = router.with_state(());
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            () = &mut stop => break,
        };
        let (stream, address) = match taken {
            Ok(taken) => taken,
            Err(error) => {
                tracing::debug!(%error, "a connection could not be taken");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        let Some(place) = doors.enter(address.ip()) else {
            tracing::debug!(%address, "too many connections");
            doors.refuse(stream);
            continue;
        };
        begin(stream, address, router.clone(), place, &graceful);
    }
    drop(listener);
    graceful.shutdown().await;
}

fn begin(
    stream: TcpStream,
    address: SocketAddr,
    router: Router,
    place: Place,
    graceful: &GracefulShutdown,
) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(address));
        router.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .serve_connection(TokioIo::new(stream), service);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::trace!(%error, "a connection broke");
        }
        drop(place);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_does_not_take_all_places() {
        let doors = Doors::new(None, false);
        let here: IpAddr = "2001:db8::1".parse().expect("an address");
        let same: IpAddr = "2001:db8::2".parse().expect("an address");
        let other: IpAddr = "192.0.2.1".parse().expect("an address");
        let mut places: Vec<Place> = (0..doors.open_per_address)
            .map(|_| doors.enter(here).expect("a place"))
            .collect();
        assert!(doors.enter(same).is_none());
        assert!(doors.enter(other).is_some());
        places.pop();
        assert!(doors.enter(same).is_some());
        drop(places);
        let counts = doors.per_address.as_ref().expect("counts");
        assert!(held(counts).is_empty());
    }

    #[test]
    fn no_more_connections_than_file_handles() {
        let doors = Doors::new(Some(OTHER_HANDLES + 40), true);
        let here: IpAddr = "192.0.2.1".parse().expect("an address");
        let places: Vec<Option<Place>> = (0..41).map(|_| doors.enter(here)).collect();
        assert_eq!(places.iter().flatten().count(), 40);
    }
}
