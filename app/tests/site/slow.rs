//! Clients that begin a request and do not end it.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use tokio::net::TcpSocket;

use crate::program::{Program, oqu, oqu_after};

/// Longer than the program waits for headers.
const CUT_OFF_BY: Duration = Duration::from_secs(25);
/// What one address may hold open: half of what these file handles allow.
const HANDLES: usize = 512;
const PLACES: usize = (HANDLES - 160) / 2;
/// More than that.
const HALVES: usize = PLACES + 20;

/// One address takes all places it may have; the others are answered, and it is itself soon after.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn halves_of_requests_do_not_stop_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::start_as(oqu_after(
        &format!("ulimit -n {HANDLES}"),
        &folder.path().join("data"),
    ));
    let began = Instant::now();
    let mut halves: Vec<TcpStream> = (0..HALVES).map(|_| half(program.address)).collect();
    assert!(
        answer(&mut halves[PLACES]).starts_with("HTTP/1.1 503 "),
        "the first for whom there is no place is told so"
    );
    assert_eq!(status_for_another(program.address).await, "HTTP/1.1 200");
    let first = answer(&mut halves[0]);
    assert!(!first.contains("200"), "{first}");
    assert!(began.elapsed() < CUT_OFF_BY, "slow clients are cut off");
    assert_eq!(
        program.browser().get("/login").await.status,
        200,
        "the places are free again"
    );
    assert_eq!(program.stop(), Some(0));
}

/// A form whose second half does not come: the person is told in words, and the others go on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn half_of_a_form_is_told_so() {
    const FORM_PATIENCE: Duration = Duration::from_secs(30);
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::start_as(oqu(&folder.path().join("data"), None));
    let began = Instant::now();
    let mut stream = TcpStream::connect(program.address).expect("a connection");
    stream
        .set_read_timeout(Some(2 * FORM_PATIENCE))
        .expect("a time limit");
    let form = "POST /login HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\nConnection: close\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nlogin=admin";
    stream.write_all(form.as_bytes()).expect("half a form");
    assert_eq!(program.browser().get("/login").await.status, 200);
    let told = answer(&mut stream);
    let waited = began.elapsed();
    assert!(told.starts_with("HTTP/1.1 408 "), "{told}");
    assert!(told.contains("The form did not arrive"), "{told}");
    assert!(waited >= FORM_PATIENCE, "{waited:?}");
    assert_eq!(program.stop(), Some(0));
}

fn half(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream
        .set_read_timeout(Some(CUT_OFF_BY))
        .expect("a time limit");
    let _ = stream.write_all(b"GET /login HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    stream
}

/// All that comes until the program closes.
fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
            panic!("the program does not close the connection")
        }
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

async fn status_for_another(address: SocketAddr) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let socket = TcpSocket::new_v4().expect("a socket");
    let another = SocketAddr::from(([127, 0, 0, 2], 0));
    socket.bind(another).expect("another address");
    let mut stream = socket.connect(address).await.expect("a connection");
    stream
        .write_all(b"GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .await
        .expect("a request");
    let mut status = [0; 12];
    stream.read_exact(&mut status).await.expect("an answer");
    String::from_utf8_lossy(&status).into_owned()
}
