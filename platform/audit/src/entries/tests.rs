//! The pages as a browser sees them, on both databases.

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use oqu_db::testing::on_both;
use oqu_db::{Db, Migrations};
use oqu_kernel::{Actor, Chance, Clock, Grant, Id, Moment, PersonId, Scope};
use oqu_text::Language;
use oqu_web::{
    Asset, Assets, Entry, Gate, L10n, Limits, Navigation, Organisation, Routes, Settings, SignedIn,
    Site, Words, serve_routes,
};
use tempfile::TempDir;
use tower::ServiceExt as _;
use uuid::Uuid;

use super::proof::{Proof, proof};
use crate::rows::history;
use crate::{Act, By, EntryRow, ObjectPaths, Sealer, heads};

/// 20 November 2026, 09:00 in Almaty.
const NOON: Moment = Moment::from_millis(1_795_147_200_000);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Marks ids of units.
enum Unit {}

struct OneAdministrator(PersonId);

impl Gate for OneAdministrator {
    fn enter<'a>(
        &'a self,
        token: &'a str,
        _: Moment,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<Option<SignedIn>>> + Send + 'a>> {
        let role = match token {
            "administrator-of-the-test" => "administrator",
            "teacher-of-the-test-world" => "teacher",
            _ => return Box::pin(async { Ok(None) }),
        };
        let actor = Actor {
            person: self.0,
            name: "Айгүл Сейітқызы".into(),
            initials: "АС".into(),
            grants: Arc::new([Grant {
                role,
                scope: Scope::Organisation,
            }]),
            workspace: role,
        };
        Box::pin(async move {
            Ok(Some(SignedIn {
                actor,
                language: None,
                proved_at: Moment::from_millis(0),
                behind: None,
                duty: None,
            }))
        })
    }

    fn speak<'a>(
        &'a self,
        _: &'a Actor,
        _: Language,
    ) -> Pin<Box<dyn Future<Output = oqu_db::Result<()>> + Send + 'a>> {
        Box::pin(async { Ok(()) })
    }
}

struct Nowhere;

impl Navigation for Nowhere {
    fn entries(&self, _: &Actor) -> Vec<Entry> {
        Vec::new()
    }

    fn role(&self, role: &str, _: Words) -> String {
        role.to_owned()
    }

    fn organisation(&self, _: Language) -> Organisation {
        Organisation::default()
    }

    fn search(&self, _: &Actor) -> Option<&'static str> {
        None
    }
}

struct Units;

impl ObjectPaths for Units {
    fn path(&self, kind: &str, id: Uuid) -> Option<String> {
        (kind == "unit").then(|| format!("/structure/units/{id}"))
    }

    fn value(&self, _: Words, field: &str, key: &str) -> Option<String> {
        (field == "unit-kind" && key == "faculty").then(|| "Факультет".to_owned())
    }
}

static FILES: [Asset; 0] = [];
static ASSETS: Assets = Assets {
    files: &FILES,
    names: &[
        ("app.js", "app.js"),
        ("favicon.svg", "favicon.svg"),
        ("golos-text.woff2", "golos-text.woff2"),
        ("icon-192.png", "icon-192.png"),
        ("icons.svg", "icons.svg"),
        ("oqu.css", "oqu.css"),
    ],
};

/// A small Oqu with nothing but the log.
struct World {
    db: Db,
    clock: Clock,
    router: Router,
    sealer: Sealer,
    person: PersonId,
}

impl World {
    fn new(db: Db, data: &Path) -> Self {
        let clock = Clock::standing(NOON);
        let person = PersonId::new(NOON, &Chance::seeded(1));
        let routes: Routes = crate::routes(Arc::new(Units), data);
        let site = Site::new(oqu_web::SiteParts {
            db: db.clone(),
            clock: clock.clone(),
            chance: Chance::system(),
            l10n: L10n::load(&[oqu_web::MESSAGES, crate::MESSAGES]).unwrap(),
            assets: &ASSETS,
            settings: Settings {
                public_url: "http://localhost:8080".into(),
                demo: false,
                behind_proxy: false,
                zone: jiff::tz::TimeZone::get("Asia/Almaty").unwrap(),
            },
            gate: Arc::new(OneAdministrator(person)),
            navigation: Arc::new(Nowhere),
            limits: Limits::default(),
        });
        Self {
            sealer: Sealer::new(db.clone(), clock.clone(), data).unwrap(),
            router: serve_routes(&site, routes),
            db,
            clock,
            person,
        }
    }

    async fn write(&self, act: Act) {
        self.clock.advance(Duration::from_millis(1));
        let by = By {
            person: Some(self.person),
            name: "Айгүл Сейітқызы".into(),
            role: "administrator".into(),
            ..By::console(self.clock.now(), &Chance::system(), "")
        };
        self.db
            .write::<_, oqu_db::Error, _>(async move |tx| crate::record(tx, &by, act.clone()).await)
            .await
            .unwrap();
    }

    async fn send(&self, request: Request<Body>) -> (StatusCode, String, String) {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let status = answer.status();
        let place = answer.headers().get(header::LOCATION);
        let place = place.map_or("", |place| place.to_str().unwrap()).to_owned();
        let body = to_bytes(answer.into_body(), 50 << 20).await.unwrap();
        (status, place, String::from_utf8_lossy(&body).into_owned())
    }

    async fn get_as(&self, token: &str, path: &str) -> (StatusCode, String) {
        let request = Request::get(path)
            .header(header::COOKIE, format!("oqu_session={token}"))
            .body(Body::empty())
            .unwrap();
        let (status, _, body) = self.send(request).await;
        (status, body)
    }

    async fn get(&self, path: &str) -> String {
        let (status, body) = self.get_as("administrator-of-the-test", path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        assert!(
            !body.contains(">audit-"),
            "{path} has a message that is missing: {body}"
        );
        body
    }

    /// Presses the button of a form on a page.
    async fn press(&self, page: &str, action: &str) -> String {
        let mark = "name=\"csrf\" value=\"";
        let from = page.find(mark).unwrap() + mark.len();
        let token = page[from..].split('"').next().unwrap();
        let request = Request::post(action)
            .header(header::COOKIE, "oqu_session=administrator-of-the-test")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("csrf={token}")))
            .unwrap();
        let (status, place, body) = self.send(request).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
        place
    }

    /// Seals and indexes, however long another test's transaction holds it up.
    async fn settle(&self, total: u64) {
        for _ in 0..2_000 {
            self.sealer.seal_once().await.unwrap();
            let heads = crate::Heads::none();
            let report = crate::verify(&self.db, &heads, |_, _| {}).await.unwrap();
            if report.entries >= total {
                while crate::index::index_slice(&self.db).await.unwrap() {}
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("not sealed");
    }
}

fn migrations() -> Migrations {
    Migrations::of(&[crate::MIGRATIONS])
}

fn rows(page: &str) -> usize {
    page.matches("<th role=\"rowheader\"").count()
}

#[tokio::test]
async fn the_list_is_filtered_by_the_address() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let world = World::new(db, data.path());
        let unit = Id::<Unit>::new(NOON, &Chance::seeded(2));
        world
            .write(
                Act::on("unit.added", "unit", unit, "Информатика кафедрасы").change(
                    "name-kk",
                    "",
                    "Информатика",
                ),
            )
            .await;
        world
            .write(
                Act::on("unit.changed", "unit", unit, "Информатика кафедрасы").ground("№ 7 бұйрық"),
            )
            .await;
        world.clock.advance(DAY);
        world
            .write(Act::at_large(
                "session.refused",
                "person",
                "<script>alert(1)</script>",
            ))
            .await;
        world.settle(3).await;

        let page = world.get("/audit").await;
        assert_eq!(rows(&page), 3);
        assert!(page.contains("3 жазба"));
        assert!(page.contains("Соңғы мөр"));
        assert!(page.contains(&format!("href=\"/structure/units/{unit}\"")));
        assert!(!page.contains("<script>alert"));
        let first = page.find("session.refused").unwrap();
        assert!(
            first < page.find("unit.changed</a>").unwrap(),
            "newest first"
        );

        for (query, found) in [
            ("act=unit.added", 1),
            ("kind=unit", 2),
            ("kind=unit&act=session.refused", 0),
            (&format!("object={unit}"), 2),
            (&format!("person={}", world.person), 3),
            (&format!("person={unit}"), 0),
            ("from=20.11.2026&until=20.11.2026", 2),
            ("from=2026-11-21", 1),
            ("until=19.11.2026", 0),
            (
                "q=%D0%B8%D0%BD%D1%84%D0%BE%D1%80%D0%BC%D0%B0%D1%82%D0%B8%D0%BA%D0%B0",
                2,
            ),
            ("q=%D0%B0%D0%B9%D0%B3%D2%AF%D0%BB&kind=person", 1),
            ("q=%D0%B6%D0%BE%D2%9B", 0),
        ] {
            let page = world.get(&format!("/audit?{query}")).await;
            assert_eq!(rows(&page), found, "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn days_that_are_none_are_said_at_their_field() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let world = World::new(db, data.path());
        for (query, field) in [
            ("from=31.02.2026", "from"),
            ("until=20.11.26", "until"),
            ("from=kesh", "from"),
            ("from=21.11.2026&until=20.11.2026", "until"),
        ] {
            let (status, page) = world
                .get_as("administrator-of-the-test", &format!("/audit?{query}"))
                .await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(
                page.contains(&format!("id=\"{field}-error\"")),
                "{query}: {page}"
            );
        }
        for query in ["act=%00", "object=x", "after=1", "kind=a%27b"] {
            let (status, _) = world
                .get_as("administrator-of-the-test", &format!("/audit?{query}"))
                .await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{query}");
        }
        world.get("/audit?q=%00%22%27*&from=").await;
    })
    .await;
}

#[tokio::test]
async fn only_those_who_watch_may_enter() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let world = World::new(db, data.path());
        for path in [
            "/audit",
            "/audit.xlsx",
            "/audit/heads.jsonl",
            "/audit/checks/x",
            "/audit/entries/x",
        ] {
            let (status, _) = world.get_as("teacher-of-the-test-world", path).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
            let (status, _) = world.get_as("", path).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{path}");
        }
        for path in ["/audit/checks/x", "/audit/entries/x"] {
            let (status, _) = world.get_as("administrator-of-the-test", path).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn paging_keeps_its_place_both_ways() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let world = World::new(db, data.path());
        for number in 0..120 {
            world
                .write(Act::at_large("a.b", "a", &format!("нысан-{number}.")))
                .await;
        }
        let first = world.get("/audit").await;
        assert!(
            first.contains("нысан-119.")
                && first.contains("нысан-70.")
                && !first.contains("нысан-69.")
        );
        let after = |page: &str, rel: &str| {
            let links: Vec<&str> = page.split("<a href=\"").skip(1).collect();
            let link = links
                .iter()
                .find(|link| link.split('>').next().unwrap().contains(rel));
            link.map(|link| link.split('"').next().unwrap().replace("&#38;", "&"))
        };
        let second = world.get(&after(&first, "rel=\"next\"").unwrap()).await;
        assert!(second.contains("нысан-69.") && second.contains("нысан-20."));
        let third = world.get(&after(&second, "rel=\"next\"").unwrap()).await;
        assert_eq!(rows(&third), 20);
        assert_eq!(after(&third, "rel=\"next\""), None);
        let back = world.get(&after(&third, "rel=\"prev\"").unwrap()).await;
        assert!(back.contains("нысан-69.") && back.contains("нысан-20."));
        assert_eq!(rows(&back), 50);
    })
    .await;
}

#[tokio::test]
async fn an_entry_shows_its_changes_and_its_seal() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let world = World::new(db, data.path());
        let unit = Id::<Unit>::new(NOON, &Chance::seeded(2));
        for round in 1..=3 {
            for _ in 0..4 {
                let act = Act::on("unit.changed", "unit", unit, "Информатика");
                world
                    .write(
                        act.change("name-kk", "ескі", "жаңа")
                            .secret_change("password", true),
                    )
                    .await;
            }
            world.settle(4 * round).await;
        }
        world
            .write(Act::on("unit.closed", "unit", unit, "Информатика"))
            .await;
        let acts: Vec<EntryRow> = world
            .db
            .read::<_, oqu_db::Error, _>(async move |tx| history(tx, "unit", unit.uuid(), 50).await)
            .await
            .unwrap();
        assert_eq!(acts.len(), 13);
        for (at, act) in acts.iter().rev().enumerate() {
            let row = act.clone();
            let proof = world
                .db
                .read::<_, oqu_db::Error, _>(async move |tx| proof(tx, &row).await)
                .await
                .unwrap();
            match proof {
                Proof::Sealed {
                    position, holds, ..
                } => {
                    assert!(holds);
                    assert_eq!(position, at as u64 + 1);
                }
                other => assert!(at == 12 && other == Proof::Unsealed, "{at}: {other:?}"),
            }
        }
        let page = world.get(&format!("/audit/entries/{}", acts[3].id)).await;
        assert!(
            page.contains("ескі") && page.contains("жаңа") && page.contains("мәні көрсетілмейді")
        );
        assert!(page.contains("Мөрі бүтін"));
        let page = world.get(&format!("/audit/entries/{}", acts[0].id)).await;
        assert!(page.contains("Әлі мөрленбеген"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_check_runs_beside_and_reports() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let world = World::new(db, data.path());
        for _ in 0..10 {
            world.write(Act::at_large("a.b", "a", "нысан")).await;
        }
        world.settle(10).await;
        let list = world.get("/audit").await;
        let place = world.press(&list, "/audit/checks").await;
        let ended = async |place: &str| {
            for _ in 0..200 {
                let page = world.get(place).await;
                if !page.contains("data-island=\"progress\"") {
                    return page;
                }
                assert!(page.contains("<noscript><meta http-equiv=\"refresh\""));
                assert!(page.contains(&format!("data-source=\"{place}/events\"")));
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            panic!("the check did not end");
        };
        let page = ended(&place).await;
        assert!(
            page.contains("Бәрі бүтін") && page.contains("Мөрленген 10 жазбаның бәрі"),
            "{page}"
        );
        let events = world.get(&format!("{place}/events")).await;
        assert!(events.contains("\"state\":\"done\""), "{events}");

        crate::tests::disarm(&world.db).await;
        crate::tests::say(
            &world.db,
            "UPDATE audit_entries SET who = 'X' WHERE seq = 3",
        )
        .await;
        world.clock.advance(Duration::from_secs(1));
        let place = world.press(&list, "/audit/checks").await;
        let page = ended(&place).await;
        assert!(page.contains("3-жазба өзгертілген"), "{page}");
        assert!(page.contains("Не істеу керек"));
        let list = world.get("/audit").await;
        assert!(list.contains("Бұзылған жер бар"));
        assert!(list.contains("Журналды тексеру аяқталды"));
    })
    .await;
}

#[tokio::test]
async fn a_check_whose_process_died_is_said_to_be_interrupted() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let world = World::new(db, data.path());
        let insert =
            "INSERT INTO audit_checks (id, started_at, who, done, total, touched_at, report) ";
        let id = Id::<Unit>::new(NOON, &Chance::system());
        let query = oqu_db::Query::new(insert)
            .push("VALUES (")
            .bind(id)
            .push(", ")
            .bind(NOON);
        let query = query.push(", 'Айгүл', 5, 10, ").bind(NOON).push(", '')");
        crate::tests::tell(&world.db, query).await.unwrap();
        let place = format!("/audit/checks/{id}");
        assert!(world.get(&place).await.contains("data-island=\"progress\""));
        let list = world.get("/audit").await;
        assert_eq!(
            world.press(&list, "/audit/checks").await,
            place,
            "one check at a time"
        );
        world.clock.advance(Duration::from_secs(31));
        let page = world.get(&place).await;
        assert!(page.contains("Үзіліп қалды") && page.contains("Қайта тексеру"));
        assert_ne!(world.press(&page, "/audit/checks").await, place);
    })
    .await;
}

#[tokio::test]
async fn what_leaves_the_house_is_an_act() {
    on_both(&migrations(), async |db| {
        let data = TempDir::new().unwrap();
        let world = World::new(db, data.path());
        assert_eq!(world.get("/audit/heads.jsonl").await, "");
        for _ in 0..3 {
            world.write(Act::at_large("a.b", "a", "нысан")).await;
        }
        world.settle(3).await;
        let heads = world.get("/audit/heads.jsonl").await;
        assert_eq!(
            heads,
            std::fs::read_to_string(heads::heads_path(data.path())).unwrap()
        );
        let (status, sheet) = world
            .get_as("administrator-of-the-test", "/audit.xlsx?act=a.b")
            .await;
        assert_eq!(status, StatusCode::OK);
        assert!(sheet.starts_with("PK"));
        let list = world.get("/audit?act=audit.exported").await;
        assert_eq!(rows(&list), 1);
    })
    .await;
}
