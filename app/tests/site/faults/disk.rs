use std::path::{Path, PathBuf};
use std::process::Command;

use super::{administrator, check_rows};
use crate::program::{Program, oqu, oqu_after};

/// A disk that can be filled and emptied again.
enum Disk {
    /// A file system of 24 MB in memory, which needs root.
    Small(PathBuf),
    /// No file may grow beyond a limit, which is lifted later.
    Limited,
}

/// Files of the data folder may grow to so many bytes; the demo needs 2 MB.
const LIMIT: u64 = 6 << 20;

impl Disk {
    /// A small disk, which only root can have.
    fn small(folder: &Path) -> Option<Self> {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=24m,mode=700", "oqu-test"])
            .arg(folder)
            .output();
        match mounted {
            Ok(output) if output.status.success() => Some(Self::Small(folder.to_owned())),
            _ => None,
        }
    }

    fn start(&self, data: &Path) -> Program {
        match self {
            Self::Small(_) => Program::start_as(oqu(data, None)),
            // The signal of the limit is ignored, so that writing fails as on a full disk.
            Self::Limited => {
                let first = format!("trap '' XFSZ; ulimit -S -f {}", LIMIT / 1024);
                Program::start_as(oqu_after(&first, data))
            }
        }
    }

    fn fill(&self) {
        if let Self::Small(folder) = self {
            let filler = std::fs::File::create(folder.join("filler")).expect("a file");
            let free = rustix::fs::statvfs(folder).expect("its room");
            // Some pages are left, so that it fills up in the middle of the work.
            let bytes = (free.f_bavail * free.f_frsize).saturating_sub(400 << 10);
            let chunk = vec![7; 64 << 10];
            let mut filler = std::io::BufWriter::new(filler);
            for _ in 0..bytes / chunk.len() as u64 {
                std::io::Write::write_all(&mut filler, &chunk).expect("room");
            }
            std::io::Write::flush(&mut filler).expect("room");
        }
    }

    fn make_room(&self, program: &Program) {
        match self {
            Self::Small(folder) => std::fs::remove_file(folder.join("filler")).expect("the filler"),
            Self::Limited => {
                let id = program.id().to_string();
                let lifted = Command::new("prlimit")
                    .args(["--pid", &id, "--fsize=unlimited:"])
                    .status();
                assert!(lifted.expect("prlimit runs").success());
            }
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if let Self::Small(folder) = self {
            let _ = Command::new("umount").arg("-l").arg(folder).status();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_said_and_overcome() {
    let folder = tempfile::tempdir().expect("a folder");
    if let Some(disk) = Disk::small(folder.path()) {
        overcome(disk, folder.path(), 507).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_refuses_with_room_left_is_not_called_full() {
    let folder = tempfile::tempdir().expect("a folder");
    overcome(Disk::Limited, folder.path(), 503).await;
}

/// A clear page, reading goes on, and writing too when there is room again, without a restart.
async fn overcome(disk: Disk, folder: &Path, status: u16) {
    const TRIES: u32 = 20_000;
    let data = folder.join("data");
    let program = disk.start(&data);
    let mut writer = administrator(&program).await;
    disk.fill();
    let mut saved = Vec::new();
    let mut full = None;
    for number in 0..TRIES {
        let login = format!("full-{number}");
        let answer = writer.add(&login).await.expect("an answer");
        if answer.status != 303 {
            full = Some(answer);
            break;
        }
        saved.push(login);
    }
    let full = full.expect("the disk fills up");
    assert_eq!(full.status, status, "{}", full.text());
    assert!(full.text().contains("<h1>"), "{}", full.text());
    // Bytes that find no room are refused, and those that came before are kept.
    let begin = writer
        .browser
        .step("POST", "/uploads")
        .header("upload-length", "50000000")
        .header("upload-metadata", "purpose dHJpYWw=");
    let begun = writer
        .browser
        .try_ask(begin, true)
        .await
        .expect("an answer");
    if begun.status == 201 {
        let step = writer
            .browser
            .step("PATCH", begun.place())
            .header("upload-offset", "0")
            .body("application/offset+octet-stream", vec![7; 30 << 20]);
        let refused = writer.browser.try_ask(step, true).await;
        assert!(
            refused.is_err() || refused.is_ok_and(|answer| [507, status].contains(&answer.status))
        );
    } else {
        assert_eq!(begun.status, status);
    }
    for path in ["/today", "/people", "/people?q=Сынақов"] {
        let path = path.replace("Сынақов", "%D0%A1%D1%8B%D0%BD%D0%B0%D2%9B%D0%BE%D0%B2");
        let read = writer.browser.get(&path).await;
        assert_eq!(read.status, 200, "{path} on a full disk: {}", read.text());
    }
    disk.make_room(&program);
    for number in 0..50 {
        let login = format!("room-{number}");
        let answer = writer.add(&login).await.expect("an answer");
        assert_eq!(answer.status, 303, "after room was made: {}", answer.text());
        saved.push(login);
    }
    assert_eq!(program.stop(), Some(0));
    check_rows(&data, None, &saved).await;
}
