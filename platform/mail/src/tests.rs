use std::sync::{Arc, Mutex};
use std::time::Duration;

use lettre::transport::smtp::client::Certificate;
use oqu_audit::By;
use oqu_db::testing::on_both;
use oqu_db::{Db, Error, Migrations};
use oqu_kernel::{Chance, Id, Moment};
use oqu_text::Language;
use oqu_web::{L10n, Organisation};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::store::{self, Listing, Ready, State};
use crate::testing::{FakeServer, Script, talk};
use crate::{Carrier, Letter, Letterhead, Mail, Outcome, Recipient, SECRET, Server};

const NOW: Moment = Moment::from_millis(1_795_150_320_000);
const HOUR: Duration = Duration::from_secs(3_600);
/// As long as a test waits for a server that says nothing.
const SHORT: Duration = Duration::from_millis(400);

fn migrations() -> Migrations {
    Migrations::of(&[
        oqu_audit::MIGRATIONS,
        oqu_jobs::MIGRATIONS,
        crate::MIGRATIONS,
    ])
}

fn by() -> By {
    By::console(NOW, &Chance::system(), "test")
}

fn head(language: Language) -> Letterhead {
    let l10n = L10n::load(&[crate::MESSAGES]).expect("the words");
    let organisation = Organisation {
        logo: None,
        name: "«Көкжиек» университеті".into(),
        short: "Көкжиек".into(),
    };
    Letterhead::new(
        l10n.words(language),
        organisation,
        "https://oqu.kokzhiek.example",
    )
}

fn recipient(address: &str) -> Recipient {
    Recipient {
        person: None,
        name: "Ахметова Айгерім".into(),
        address: address.into(),
    }
}

fn mail_to(address: &str) -> Mail {
    head(Language::Kk)
        .write("recovery", "Құпиясөзді қалпына келтіру")
        .say("Біреу <сіздің> құпиясөзіңізді & жаңартуды сұрады.")
        .fact("Логин", "a.akhmetova")
        .secret_button(
            "Жаңа құпиясөз қою",
            "/recovery/new?key=",
            "s3cret-of-a-link",
            NOW.after(HOUR),
        )
        .to(&recipient(address))
}

async fn posted(db: &Db, mail: &Mail) -> Id<Letter> {
    let mail = mail.clone();
    db.write::<_, Error, _>(async move |tx| crate::post(tx, &by(), &mail).await)
        .await
        .expect("the mail is posted")
}

async fn begun(db: &Db, id: Id<Letter>, carrier: &Carrier, now: Moment) -> Option<Ready> {
    let mark = carrier.message_id(id);
    db.write::<_, Error, _>(async move |tx| store::begin(tx, id, now, &mark).await)
        .await
        .expect("the database answers")
}

async fn ended(db: &Db, id: Id<Letter>, outcome: &Outcome) {
    let outcome = outcome.clone();
    db.write::<_, Error, _>(async move |tx| store::end(tx, id, NOW, &outcome).await)
        .await
        .expect("the database answers");
}

async fn row(db: &Db, id: Id<Letter>) -> store::MailRow {
    db.read::<_, Error, _>(async move |tx| store::mail(tx, id).await)
        .await
        .expect("the database answers")
        .expect("the mail is there")
}

fn carrier(url: &str) -> Carrier {
    let from = crate::parse_from("noreply@kokzhiek.example").expect("an address");
    Carrier::new(Some(Server::parse(url).expect("a server")), from).patience(SHORT)
}

/// One try of a fresh mail by a carrier, noted as the job does it.
async fn tried(db: &Db, carrier: &Carrier, address: &str) -> (Id<Letter>, Outcome) {
    let id = posted(db, &mail_to(address)).await;
    let ready = begun(db, id, carrier, NOW).await.expect("it waits");
    let outcome = carrier.send(&ready).await;
    ended(db, id, &outcome).await;
    (id, outcome)
}

#[tokio::test]
async fn a_mail_is_posted_with_its_unit_or_not_at_all_and_goes_once() {
    on_both(&migrations(), async |db| {
        let undone = db
            .write::<(), Error, _>(async move |tx| {
                crate::post(tx, &by(), &mail_to("a@kokzhiek.example")).await?;
                Err(Error::Conflict)
            })
            .await;
        assert!(undone.is_err());
        let count = async |db: &Db| {
            db.read::<_, Error, _>(async |tx| store::count(tx, &Listing::default()).await)
                .await
                .unwrap()
        };
        assert_eq!(count(&db).await, 0);
        let server = FakeServer::start(Script::default()).await;
        let carrier = carrier(&server.url());
        let (id, outcome) = tried(&db, &carrier, "aigerim@kokzhiek.example").await;
        assert_eq!(outcome, Outcome::Sent("250 2.0.0 taken as 4711".into()));
        assert_eq!(row(&db, id).await.state(), State::Sent);
        assert!(
            begun(&db, id, &carrier, NOW).await.is_none(),
            "sent is sent"
        );
        let came = server.received();
        assert_eq!(came.len(), 1);
        assert_eq!(came[0].to, ["aigerim@kokzhiek.example"]);
        assert_eq!(came[0].from, "noreply@kokzhiek.example");
        let header = |name: &str| came[0].header(name).unwrap_or_default();
        assert_eq!(header("Message-ID"), format!("<{id}@kokzhiek.example>"));
        assert_eq!(header("Date"), "Fri, 20 Nov 2026 04:52:00 +0000");
        assert_eq!(header("Auto-Submitted"), "auto-generated");
        assert_eq!(header("Content-Language"), "kk");
        assert_eq!(header("MIME-Version"), "1.0");
        assert!(header("Content-Type").starts_with("multipart/alternative"));
        assert!(came[0].data.is_ascii());
        // The secret went to the person and is gone here.
        let row = row(&db, id).await;
        assert!(!row.text(true).contains("s3cret"));
        assert!(row.has_link());
    })
    .await;
}

#[tokio::test]
async fn a_secret_stands_apart_and_is_masked() {
    on_both(&migrations(), async |db| {
        let mail = mail_to("a@kokzhiek.example");
        assert!(!mail.html.contains("s3cret") && mail.html.contains(SECRET));
        assert!(mail.html.contains("&#60;сіздің&#62;"), "{}", mail.html);
        let id = posted(&db, &mail).await;
        let row = row(&db, id).await;
        assert!(row.html(true).contains("key=s3cret-of-a-link"));
        assert!(row.text(true).contains("key=s3cret-of-a-link"));
        assert!(!row.html(false).contains("s3cret") && row.html(false).contains("••••"));
        assert!(!row.text(false).contains(SECRET));
    })
    .await;
}

#[tokio::test]
async fn a_server_that_refuses_is_heard_and_one_that_is_busy_is_asked_again() {
    on_both(&migrations(), async |db| {
        let server = FakeServer::start(Script::default()).await;
        let carrier = carrier(&server.url());
        server.behave(Script {
            recipient: Some(("nobody".into(), "550 5.1.1 no such user".into())),
            ..Script::default()
        });
        let (id, outcome) = tried(&db, &carrier, "nobody@kokzhiek.example").await;
        let said = Outcome::Refused("550 5.1.1 no such user".into());
        assert_eq!(outcome, said);
        assert_eq!(row(&db, id).await.state(), State::Refused);
        assert_eq!(row(&db, id).await.answer, "550 5.1.1 no such user");
        // The others still get theirs.
        let (_, outcome) = tried(&db, &carrier, "aigerim@kokzhiek.example").await;
        assert!(matches!(outcome, Outcome::Sent(_)));
        server.behave(Script {
            after_data: Some("554 5.7.1 looks like spam".into()),
            ..Script::default()
        });
        let (_, outcome) = tried(&db, &carrier, "a@kokzhiek.example").await;
        assert_eq!(
            outcome,
            Outcome::Refused("554 5.7.1 looks like spam".into())
        );
        for busy in [
            Script {
                recipient: Some(("".into(), "451 4.7.1 greylisted".into())),
                ..Script::default()
            },
            Script {
                after_data: Some("452 4.3.1 no room".into()),
                ..Script::default()
            },
            // What goes wrong before a mail is named is no fault of the mail, 5xx or not.
            Script {
                greeting: Some("554 no service".into()),
                ..Script::default()
            },
        ] {
            server.behave(busy.clone());
            let (id, outcome) = tried(&db, &carrier, "a@kokzhiek.example").await;
            assert!(
                matches!(outcome, Outcome::Later(_)),
                "{busy:?}: {outcome:?}"
            );
            assert_eq!(row(&db, id).await.state(), State::Waiting);
            assert!(!row(&db, id).await.answer.is_empty());
        }
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_away_slow_or_closed_to_us_is_no_fault_of_the_mail() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = gone.local_addr().unwrap();
    drop(gone);
    let silent = FakeServer::start(Script {
        silence: HOUR,
        ..Script::default()
    })
    .await;
    let slow = FakeServer::start(Script {
        before_answer: HOUR,
        ..Script::default()
    })
    .await;
    let locked = FakeServer::start(Script {
        login: Some("xxx".into()),
        ..Script::default()
    })
    .await;
    let false_tls = FakeServer::start(Script {
        false_tls: true,
        ..Script::default()
    })
    .await;
    let plain = FakeServer::start(Script::default()).await;
    let port = |server: &FakeServer| server.address.port();
    let urls = [
        format!("smtp://{address}"),
        silent.url(),
        slow.url(),
        format!("smtp://oqu:hunter2@127.0.0.1:{}", port(&locked)),
        false_tls.url(),
        format!("smtps://127.0.0.1:{}", port(&plain)),
        "smtp://no-such-host.invalid:25".to_owned(),
    ];
    on_both(&migrations(), async |db| {
        for url in &urls {
            let (id, outcome) = tried(&db, &carrier(url), "a@kokzhiek.example").await;
            let Outcome::Later(met) = outcome else {
                panic!("{url}: {outcome:?}");
            };
            assert!(!met.contains("hunter2"), "{met}");
            assert_eq!(row(&db, id).await.state(), State::Waiting);
        }
    })
    .await;
    for url in &urls {
        if *url != slow.url() {
            let met = carrier(url).greet().await.unwrap_err();
            assert!(!met.is_empty() && !met.contains("hunter2"), "{met}");
        }
    }
    assert!(carrier(&plain.url()).greet().await.is_ok());
}

#[tokio::test]
async fn a_password_never_travels_in_the_open_to_another_machine() {
    let offers_none = FakeServer::start(Script::default()).await;
    let mut server = Server::parse("smtp://oqu:hunter2@mail.kokzhiek.example").unwrap();
    server.host = "127.0.0.1".into();
    server.port = offers_none.address.port();
    let from = crate::parse_from("noreply@kokzhiek.example").unwrap();
    let met = Carrier::new(Some(server), from).greet().await.unwrap_err();
    assert!(met.contains("STARTTLS"), "{met}");
}

#[tokio::test]
async fn a_certificate_must_be_trusted() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let certificate = made.cert.der().clone();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let came = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&came);
    tokio::spawn(async move {
        let acceptor = TlsAcceptor::from(Arc::new(config));
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(stream) = acceptor.accept(stream).await {
                let _ = talk(stream, Script::default(), Arc::clone(&kept)).await;
            }
        }
    });
    let stranger = carrier(&format!("smtps://localhost:{port}")).patience(HOUR);
    let met = stranger.greet().await.unwrap_err();
    assert!(met.to_lowercase().contains("certificate"), "{met}");
    let mut friend = stranger.clone();
    friend.trusted = Some(Certificate::from_der(certificate.to_vec()).unwrap());
    assert_eq!(friend.greet().await, Ok(()));
    on_both(&migrations(), async |db| {
        let (_, outcome) = tried(&db, &friend, "aigerim@kokzhiek.example").await;
        assert!(matches!(outcome, Outcome::Sent(_)), "{outcome:?}");
    })
    .await;
    assert_eq!(came.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn what_was_sent_and_not_noted_is_sent_again_under_the_same_mark() {
    on_both(&migrations(), async |db| {
        let server = FakeServer::start(Script::default()).await;
        let first = carrier(&server.url());
        let id = posted(&db, &mail_to("aigerim@kokzhiek.example")).await;
        let ready = begun(&db, id, &first, NOW).await.unwrap();
        assert!(matches!(first.send(&ready).await, Outcome::Sent(_)));
        // Killed here. Meanwhile even the sender's address was set anew.
        let from = crate::parse_from("oqu@other.example").unwrap();
        let second = Carrier::new(Some(Server::parse(&server.url()).unwrap()), from);
        let ready = begun(&db, id, &second, NOW).await.unwrap();
        assert_eq!(ready.tries, 2);
        assert!(matches!(second.send(&ready).await, Outcome::Sent(_)));
        let marks: Vec<_> = server
            .received()
            .iter()
            .map(|mail| mail.header("Message-ID"))
            .collect();
        assert_eq!(marks.len(), 2);
        assert_eq!(marks[0], marks[1]);
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_is_of_no_use_any_more_is_not_sent() {
    on_both(&migrations(), async |db| {
        let server = FakeServer::start(Script::default()).await;
        let carrier = carrier(&server.url());
        let id = posted(&db, &mail_to("a@kokzhiek.example")).await;
        assert!(begun(&db, id, &carrier, NOW.after(HOUR)).await.is_none());
        assert_eq!(row(&db, id).await.state(), State::GivenUp);
        assert!(server.received().is_empty());
        let later = NOW.after(HOUR);
        db.write::<_, Error, _>(async move |tx| store::tidy(tx, later, NOW).await)
            .await
            .unwrap();
        assert!(!row(&db, id).await.text(true).contains("s3cret"));
        let old = NOW.after(HOUR);
        let more = db
            .write::<_, Error, _>(async move |tx| store::tidy(tx, later, old).await)
            .await;
        assert!(more.unwrap());
        let found = db
            .read::<_, Error, _>(async move |tx| store::mail(tx, id).await)
            .await;
        assert!(found.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn nothing_that_was_typed_makes_a_header_or_another_recipient() {
    on_both(&migrations(), async |db| {
        let server = FakeServer::start(Script::default()).await;
        let carrier = carrier(&server.url());
        let mut mail = mail_to("aigerim@kokzhiek.example");
        mail.name = "Айгерім\r\nBcc: x@evil.example\r\n\r\n<b>".into();
        mail.subject = "Hello\nX-Evil: 1\r\n.\r\nQUIT".into();
        mail.from = "\"Oqu\" <x@evil.example>\nTo: y@evil.example".into();
        mail.text = "Сәлем\r\n.\r\nMAIL FROM:<x@evil.example>\r\n".into();
        let id = posted(&db, &mail).await;
        let ready = begun(&db, id, &carrier, NOW).await.unwrap();
        assert!(matches!(carrier.send(&ready).await, Outcome::Sent(_)));
        let came = server.received();
        assert_eq!(came.len(), 1);
        assert_eq!(came[0].to, ["aigerim@kokzhiek.example"]);
        for name in ["Bcc", "X-Evil", "Cc"] {
            assert_eq!(came[0].header(name), None, "{name}");
        }
        let to = came[0].header("To").unwrap();
        assert!(to.ends_with("<aigerim@kokzhiek.example>"), "{to}");
        let from = came[0].header("From").unwrap();
        assert!(from.ends_with("<noreply@kokzhiek.example>"), "{from}");
        for wrong in ["a@b.kz\r\nRCPT TO:<x@evil.example>", "", "a@b.kz,c@d.kz"] {
            let mut mail = mail_to("a@kokzhiek.example");
            mail.to = wrong.into();
            let refused = db
                .write::<_, Error, _>(async move |tx| crate::post(tx, &by(), &mail).await)
                .await;
            assert!(refused.is_err(), "{wrong}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_outbox_is_searched_and_paged_without_gaps() {
    on_both(&migrations(), async |db| {
        for at in 0..120 {
            posted(&db, &mail_to(&format!("p{at}@kokzhiek.example"))).await;
        }
        let page = async |listing: Listing| {
            db.read::<_, Error, _>(async move |tx| store::page(tx, &listing).await)
                .await
                .unwrap()
        };
        let first = page(Listing::default()).await;
        assert_eq!(
            (first.rows.len(), first.newer, first.older),
            (50, false, true)
        );
        let second = page(Listing {
            after: first.rows.last().map(|row| row.number),
            ..Listing::default()
        })
        .await;
        assert_eq!(
            (second.rows.len(), second.newer, second.older),
            (50, true, true)
        );
        let third = page(Listing {
            after: second.rows.last().map(|row| row.number),
            ..Listing::default()
        })
        .await;
        assert_eq!(
            (third.rows.len(), third.newer, third.older),
            (20, true, false)
        );
        let back = page(Listing {
            before: second.rows.first().map(|row| row.number),
            ..Listing::default()
        })
        .await;
        let numbers = |page: &store::MailPage| -> Vec<i64> {
            page.rows.iter().map(|row| row.number).collect()
        };
        assert_eq!(numbers(&back), numbers(&first));
        assert!(!back.newer && back.older);
        let found = page(Listing {
            words: "p77".into(),
            state: Some(State::Waiting),
            purpose: Some("recovery".into()),
            ..Listing::default()
        })
        .await;
        assert_eq!(found.rows.len(), 1);
    })
    .await;
}
