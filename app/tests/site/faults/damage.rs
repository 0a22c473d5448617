use std::io::{Seek as _, SeekFrom, Write as _};

use crate::program::{Program, run, said};

#[test]
fn a_second_program_on_one_folder_is_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = Program::start(folder.path(), None);
    let second = run(folder.path(), None, &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(second.status.code(), Some(1));
    let words = said(&second);
    assert!(
        words.contains("another Oqu already serves the folder"),
        "{words}"
    );
    assert!(words.contains("--data"), "{words}");
    assert_eq!(first.stop(), Some(0));
}

/// A few pages in the middle are overwritten, as a failing disk does.
#[test]
fn a_damaged_database_file_is_recognised_at_start() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(Program::start(folder.path(), None).stop(), Some(0));
    let path = folder.path().join("oqu.db");
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .open(&path)
        .expect("the file");
    let middle = file.metadata().expect("its size").len() / 2 / 4096 * 4096;
    file.seek(SeekFrom::Start(middle)).expect("a place");
    file.write_all(&[0xa5; 8 * 4096]).expect("rubbish");
    drop(file);
    let started = run(folder.path(), None, &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(started.status.code(), Some(1));
    let words = said(&started);
    assert!(words.contains("damaged"), "{words}");
    assert!(words.contains("oqu restore"), "{words}");
}

#[test]
fn a_file_that_is_no_database_is_recognised_at_start() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("oqu.db"), "not a database ".repeat(1000)).expect("a file");
    let started = run(folder.path(), None, &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(started.status.code(), Some(1));
    assert!(said(&started).contains("damaged"), "{}", said(&started));
}

#[test]
fn a_postgresql_that_is_away_is_told_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let away = "postgres://oqu:hunter2@127.0.0.1:1/oqu";
    let started = run(
        folder.path(),
        Some(away),
        &["serve", "--listen", "127.0.0.1:0"],
    );
    assert_eq!(started.status.code(), Some(1));
    let words = said(&started);
    assert!(words.contains("Check that PostgreSQL runs"), "{words}");
    assert!(!words.contains("hunter2"), "{words}");
}
