use std::time::Duration;

use oqu_db::testing::FreshPostgres;
use oqu_kernel::Chance;

use crate::program::{Program, run, said};
use crate::support::{Browser, Request};

/// Kills while one file is on its way.
const KILLS: u32 = 4;
/// Bytes of the file, and of one step.
const BYTES: usize = 24 << 20;
const STEP: usize = 512 << 10;
/// Another program may still hold the upload for [`oqu_files`]' fifteen seconds.
const TRIES: u32 = 300;
const PAUSE: Duration = Duration::from_millis(100);

pub(super) async fn tried(browser: &mut Browser, request: &Request) -> Option<(u16, usize)> {
    let answer = browser.try_ask(request.clone(), true).await.ok()?;
    let offset = answer.header("upload-offset");
    let offset = offset.and_then(|offset| offset.parse().ok());
    Some((answer.status, offset.unwrap_or_default()))
}

/// What the server has, once it answers.
pub(super) async fn offset(browser: &mut Browser, upload: &str) -> usize {
    let step = browser.step("HEAD", upload);
    for _ in 0..TRIES {
        if let Some((200, offset)) = tried(browser, &step).await {
            return offset;
        }
        tokio::time::sleep(PAUSE).await;
    }
    panic!("the upload is not there any more");
}

async fn kill_while_uploading(database: Option<&str>) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let chance = Chance::system();
    let bytes: Vec<u8> = (0..BYTES / 8)
        .flat_map(|at| (at as u64).to_le_bytes())
        .collect();
    let mut program = Program::start(&data, database);
    let mut browser = program.browser();
    browser.sign_in("aigerim").await;
    let begin = browser
        .step("POST", "/uploads")
        .header("upload-length", &BYTES.to_string())
        .header("upload-metadata", "purpose dHJpYWw=");
    let upload = browser.ask(begin).await.place().to_owned();
    let mut acknowledged = 0;
    let mut kills = 0;
    while acknowledged < BYTES {
        let at = offset(&mut browser, &upload).await;
        assert!(
            at >= acknowledged,
            "{acknowledged} were acknowledged, {at} are there"
        );
        // Each life of the program gets a part of the file, and ends in the middle of a step.
        let until = match kills < KILLS {
            true => (kills as usize + 1) * BYTES / (KILLS as usize + 1),
            false => BYTES,
        };
        let mut at = at;
        let mut tries = 0;
        while at < until {
            let end = (at + STEP).min(BYTES);
            let step = browser
                .step("PATCH", &upload)
                .header("upload-offset", &at.to_string())
                .body("application/offset+octet-stream", &bytes[at..end]);
            match tried(&mut browser, &step).await {
                Some((204, reached)) => {
                    at = reached;
                    acknowledged = reached;
                }
                Some((423 | 409, _)) if tries < TRIES => {
                    tries += 1;
                    tokio::time::sleep(PAUSE).await;
                    at = offset(&mut browser, &upload).await;
                }
                other => panic!("a step was answered by {other:?}"),
            }
        }
        if kills == KILLS {
            break;
        }
        let mut writing = browser.clone();
        let last = BYTES.min(at + 8 * STEP);
        let step = writing
            .step("PATCH", &upload)
            .header("upload-offset", &at.to_string())
            .body("application/offset+octet-stream", &bytes[at..last]);
        let writer = tokio::spawn(async move { tried(&mut writing, &step).await });
        let [early] = chance.bytes::<1>();
        tokio::time::sleep(Duration::from_millis(u64::from(early) / 8)).await;
        program.kill();
        if let Ok(Some((204, reached))) = writer.await {
            acknowledged = reached;
        }
        kills += 1;
        program = Program::start(&data, database);
        let mut again = program.browser();
        again.cookies.clone_from(&browser.cookies);
        again.token.clone_from(&browser.token);
        browser = again;
    }
    assert_eq!(offset(&mut browser, &upload).await, BYTES);
    assert_eq!(program.stop(), Some(0));
    let hash = oqu_files::Hash::of(&bytes);
    let kept = std::fs::read(data.join("files").join(hash.place())).expect("the file");
    assert!(kept == bytes, "what arrived is not what was sent");
    let doctor = run(&data, database, &["doctor"]);
    assert!(doctor.status.success(), "{}", said(&doctor));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_survives_kills_on_the_built_in_database() {
    kill_while_uploading(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_survives_kills_on_postgresql() {
    let fresh = FreshPostgres::create().await;
    kill_while_uploading(Some(&fresh.url())).await;
    fresh.drop().await;
}

/// A file is taken out of the store and another is changed: the doctor names both.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_names_files_that_are_missing_or_damaged() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let program = Program::start(&data, None);
    let mut browser = program.browser();
    browser.sign_in("aigerim").await;
    let mut places = Vec::new();
    for content in [
        &b"a file that goes"[..],
        b"a file that breaks",
        b"a file that stays",
    ] {
        let begin = browser
            .step("POST", "/uploads")
            .header("upload-length", &content.len().to_string())
            .header("upload-metadata", "purpose dHJpYWw=");
        let upload = browser.ask(begin).await.place().to_owned();
        let step = browser
            .step("PATCH", &upload)
            .header("upload-offset", "0")
            .body("application/offset+octet-stream", content);
        assert_eq!(browser.ask(step).await.status, 204);
        places.push(
            data.join("files")
                .join(oqu_files::Hash::of(content).place()),
        );
    }
    let whole = run(&data, None, &["doctor", "--json"]);
    assert!(whole.status.success(), "{}", said(&whole));
    std::fs::remove_file(&places[0]).expect("it goes");
    std::fs::write(&places[1], b"a file that brEaks").expect("it breaks");
    let broken = run(&data, None, &["doctor"]);
    assert!(!broken.status.success());
    let words = said(&broken);
    let told = String::from_utf8_lossy(&broken.stdout).into_owned() + &words;
    assert!(told.contains("1 missing and 1 damaged of "), "{told}");
    assert_eq!(program.stop(), Some(0));
}
