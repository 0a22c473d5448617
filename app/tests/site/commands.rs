use serde_json::Value;

use crate::program::{Program, oqu_after, run, said};

fn answer(output: &std::process::Output) -> Value {
    assert!(output.status.success(), "{}", said(output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The first administrator of an empty folder, then the same through a running server.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accounts_are_made_with_and_without_a_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("new");
    let add = [
        "user",
        "add",
        "--login",
        "first",
        "--surname",
        "Ахметов",
        "--given",
        "Арман",
        "--json",
    ];
    let first = answer(&run(&data, None, &add));
    let program = Program::start(&data, None);
    let mut person = program.browser();
    let signed_in = person
        .sign_in_with("first", first["password"].as_str().expect("a password"))
        .await;
    assert_eq!(signed_in.status, 303, "{}", signed_in.text());
    assert_eq!(person.get("/people").await.status, 200);

    let twice = run(&data, None, &add);
    assert_eq!(twice.status.code(), Some(1));
    assert!(said(&twice).contains("taken"), "{}", said(&twice));

    let reset = answer(&run(&data, None, &["user", "reset", "first", "--json"]));
    assert_ne!(reset["password"], first["password"]);
    assert_eq!(
        person.get("/people").await.status,
        303,
        "sessions end with a new password"
    );
    let password = reset["password"].as_str().expect("a password");
    assert_eq!(
        program
            .browser()
            .sign_in_with("first", password)
            .await
            .status,
        303
    );

    let locked = run(
        &data,
        None,
        &["user", "lock", "first", "--ground", "a test"],
    );
    assert!(locked.status.success(), "{}", said(&locked));
    assert_ne!(
        program
            .browser()
            .sign_in_with("first", password)
            .await
            .status,
        303
    );
    let nobody = run(&data, None, &["user", "lock", "nobody"]);
    assert_eq!(nobody.status.code(), Some(1));
    assert_eq!(program.stop(), Some(0));
    let unlocked = run(&data, None, &["user", "unlock", "first"]);
    assert!(unlocked.status.success(), "{}", said(&unlocked));
}

/// A data folder deep down: the path of its socket would be too long for the system.
#[test]
fn a_long_path_has_a_socket_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("д".repeat(100));
    let program = Program::start(&data, None);
    let reset = run(&data, None, &["user", "reset", "saule"]);
    assert!(reset.status.success(), "{}", said(&reset));
    assert_eq!(program.stop(), Some(0));
}

#[test]
fn a_healthy_installation_is_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let program = Program::start(&data, None);
    std::thread::sleep(std::time::Duration::from_millis(1_200));
    let checks = answer(&run(&data, None, &["doctor", "--json"]));
    let failed: Vec<&Value> = checks
        .as_array()
        .expect("a list")
        .iter()
        .filter(|check| check["state"] == "fail")
        .collect();
    assert!(failed.is_empty(), "{failed:?}");
    let pending = answer(&run(&data, None, &["migrate", "--check", "--json"]));
    assert_eq!(pending["pending"], serde_json::json!([]));
    let verified = answer(&run(&data, None, &["audit", "verify", "--json"]));
    assert_eq!(verified["whole"], true);
    assert_eq!(program.stop(), Some(0));
}

#[test]
fn the_doctor_finds_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(Program::start(folder.path(), None).stop(), Some(0));
    let key = folder.path().join("keys/audit.key");
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(&key, open).expect("rights");
    let looked = run(folder.path(), None, &["doctor"]);
    assert_eq!(looked.status.code(), Some(1));
    let words = String::from_utf8_lossy(&looked.stdout).into_owned();
    assert!(words.contains("chmod 600"), "{words}");
}

/// What the doctor tells of keys, dead letters and backups.
#[test]
fn the_doctor_knows_of_backups_and_of_the_key_of_secrets() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    assert_eq!(Program::start(&data, None).stop(), Some(0));
    let check = |name: &str| -> Value {
        let checks = run(&data, None, &["doctor", "--json"]).stdout;
        let checks: Value = serde_json::from_slice(&checks).expect("JSON");
        let checks = checks.as_array().expect("a list").clone();
        let found = checks.into_iter().find(|check| check["name"] == name);
        found.expect("the check")
    };
    assert_eq!(check("backup")["state"], "attention");
    assert_eq!(check("secrets")["state"], "ok");
    assert_eq!(check("jobs")["state"], "ok");
    let backup = folder.path().join("backup.tar").display().to_string();
    let made = run(&data, None, &["backup", &backup]);
    assert!(made.status.success(), "{}", said(&made));
    assert_eq!(check("backup")["state"], "ok");
    let key = data.join("keys/secrets.key");
    std::fs::write(&key, "0").expect("a key");
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o640);
    std::fs::set_permissions(&key, open).expect("rights");
    let secrets = check("secrets");
    assert_eq!(secrets["state"], "fail");
    let todo = secrets["todo"].as_str().unwrap_or_default();
    assert!(todo.starts_with("chmod 600"), "{todo}");
}

#[test]
fn a_sealed_backup_is_restored_by_its_passphrase_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    assert_eq!(Program::start(&data, None).stop(), Some(0));
    let (right, wrong) = (folder.path().join("right"), folder.path().join("wrong"));
    std::fs::write(&right, "алма бағы көктемде гүлдейді\n").expect("a passphrase");
    std::fs::write(&wrong, "алма бағы күзде гүлдейді\n").expect("a passphrase");
    let text = |path: &std::path::Path| path.display().to_string();
    let (backup, right, wrong) = (
        text(&folder.path().join("b.tar")),
        text(&right),
        text(&wrong),
    );
    let made = run(
        &data,
        None,
        &["backup", &backup, "--passphrase-file", &right],
    );
    assert!(made.status.success(), "{}", said(&made));
    let whole = std::fs::read(&backup).expect("the archive");
    assert!(
        !whole.windows(8).any(|part| part == b"manifest"),
        "nothing is in the open"
    );
    let new = folder.path().join("new");
    for (words, told) in [
        (vec!["restore", &backup], "OQU_PASSPHRASE"),
        (
            vec!["restore", &backup, "--passphrase-file", &wrong],
            "not the passphrase",
        ),
    ] {
        let refused = run(&new, None, &words);
        assert_eq!(refused.status.code(), Some(1));
        assert!(said(&refused).contains(told), "{}", said(&refused));
        assert!(!new.join("oqu.db").exists());
    }
    let restored = run(
        &new,
        None,
        &["restore", &backup, "--passphrase-file", &right],
    );
    assert!(restored.status.success(), "{}", said(&restored));
    assert!(new.join("oqu.db").exists());
}

#[test]
fn shells_and_manuals_know_all_commands() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = |words: &[&str]| -> String {
        let output = run(folder.path(), None, words);
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = told(&["completions", shell]);
        for word in ["doctor", "restore", "metrics-token"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let page = told(&["man"]);
    let help = told(&["--help"]);
    for command in [
        "serve",
        "worker",
        "migrate",
        "backup",
        "restore",
        "audit",
        "user",
        "import",
        "doctor",
        "completions",
        "man",
    ] {
        assert!(help.contains(&format!("  {command} ")), "{command}: {help}");
        let heading = format!("OQU {}", command.to_uppercase());
        assert!(page.contains(&heading), "{heading}");
    }
    assert!(page.starts_with(".ie"), "{}", &page[..40]);
    assert!(page.contains("OQU AUDIT VERIFY") && page.contains("OQU_METRICS_TOKEN"));
}

#[test]
fn wrong_words_are_answered_with_help_and_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let unknown = run(folder.path(), None, &["dance"]);
    assert_eq!(unknown.status.code(), Some(1));
    let help = run(folder.path(), None, &["serve", "--help"]);
    assert_eq!(help.status.code(), Some(0));
    let words = String::from_utf8_lossy(&help.stdout).into_owned();
    for setting in [
        "--listen",
        "127.0.0.1:8080",
        "OQU_ZONE",
        "Asia/Almaty",
        "--behind-proxy",
    ] {
        assert!(words.contains(setting), "{words}");
    }
    std::fs::write(folder.path().join("oqu.toml"), "listne = \"x\"\n").expect("a file");
    let slip = run(folder.path(), None, &["serve"]);
    assert_eq!(slip.status.code(), Some(1));
    assert!(said(&slip).contains("listne"), "{}", said(&slip));
    let elsewhere = run(&folder.path().join("nowhere"), None, &["audit", "verify"]);
    assert_eq!(elsewhere.status.code(), Some(1));
}

/// A folder that was there before, open to all: what Oqu makes in it is not.
#[test]
fn the_rows_are_for_nobody_else() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(folder.path(), open).expect("rights");
    let program = Program::start_as(oqu_after("umask 022", folder.path()));
    let backup = folder.path().join("backup.tar");
    let made = run(
        folder.path(),
        None,
        &["backup", &backup.display().to_string()],
    );
    assert!(made.status.success(), "{}", said(&made));
    for name in ["oqu.db", "oqu.db-wal", "oqu.toml", "keys", "backup.tar"] {
        let meta = folder.path().join(name).metadata().expect(name);
        let rights = meta.permissions().mode();
        assert_eq!(rights & 0o077, 0, "{name} {rights:o}");
    }
    assert_eq!(program.stop(), Some(0));
}

/// Only the first account begins an installation; the other commands say that they are in a wrong place.
#[test]
fn a_wrong_folder_is_told_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    for words in [
        &["user", "lock", "first"][..],
        &["user", "unlock", "first"],
        &["user", "reset", "first"],
        &["migrate"],
        &["migrate", "--check"],
    ] {
        let refused = run(&data, None, words);
        assert_eq!(refused.status.code(), Some(1), "{words:?}");
        assert!(said(&refused).contains("no database"), "{}", said(&refused));
        assert!(!data.exists(), "{words:?}");
    }
    let foreign = folder.path().join("foreign");
    std::fs::create_dir(&foreign).expect("a folder");
    std::fs::write(foreign.join("oqu.db"), "").expect("a file");
    let backup = folder.path().join("backup.tar");
    let backup_name = backup.display().to_string();
    for words in [
        &["user", "reset", "first"][..],
        &["backup", &backup_name],
        &["migrate"],
    ] {
        let refused = run(&foreign, None, words);
        assert_eq!(refused.status.code(), Some(1), "{words:?}");
        let told = said(&refused);
        assert!(told.contains("nothing of Oqu"), "{told}");
    }
    assert!(!backup.exists());
    let add = [
        "user",
        "add",
        "--login",
        "first",
        "--surname",
        "Ахметов",
        "--given",
        "Арман",
    ];
    let begun = run(&data, None, &add);
    assert!(begun.status.success(), "{}", said(&begun));
    assert!(
        said(&begun).contains("new installation"),
        "{}",
        said(&begun)
    );
}

/// What root made the server could not read.
#[test]
fn root_does_not_write_into_the_folder_of_another() {
    let folder = tempfile::tempdir().expect("a folder");
    if std::os::unix::fs::chown(folder.path(), Some(54_321), None).is_err() {
        // Only root gives folders away.
        return;
    }
    for words in [&["serve"][..], &["migrate"], &["user", "reset", "first"]] {
        let refused = run(folder.path(), None, words);
        assert_eq!(refused.status.code(), Some(1), "{words:?}");
        let told = said(&refused);
        assert!(told.contains("sudo -u '#54321' oqu"), "{told}");
    }
    let left = folder.path().read_dir().expect("the folder");
    assert_eq!(left.count(), 0);
}

/// A list from the console: looked at, written with and without a server, known again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_imported_with_and_without_a_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let list = folder.path().join("list.csv");
    let report = folder.path().join("report.json");
    let write = |text: &str| std::fs::write(&list, text).expect("a list");
    let import = |more: &[&str]| {
        let (list, report) = (list.display().to_string(), report.display().to_string());
        let mut args = vec!["import", "people", &list, "--report", &report];
        args.extend(more);
        let output = run(&data, None, &args);
        let told = std::fs::read_to_string(&report).unwrap_or_default();
        let _ = std::fs::remove_file(&report);
        let told: Value = serde_json::from_str(&told).unwrap_or_default();
        (output.status.code(), told, said(&output))
    };
    write("surname,given,login\nКонсольев,Асан,con.asan\nКонсольева,Ая,con.aya\n");
    let (code, _, words) = import(&[]);
    assert_eq!(code, Some(1), "there is nothing to import into: {words}");
    let program = Program::start(&data, None);
    let (code, told, words) = import(&["--dry-run"]);
    assert_eq!(
        (code, &told["counts"]["new"]),
        (Some(0), &Value::from(2)),
        "{words}"
    );
    assert_eq!(told["dry_run"], Value::from(true));
    let (code, told, words) = import(&[]);
    assert_eq!(
        (code, &told["counts"]["added"]),
        (Some(0), &Value::from(2)),
        "{words}"
    );
    assert!(told["rows"][0]["person"].is_string(), "{told}");
    assert_eq!(told["rows"][1]["row"], Value::from(3));
    assert_eq!(program.stop(), Some(0));
    let (code, told, words) = import(&[]);
    assert_eq!(
        (code, &told["counts"]["same"]),
        (Some(0), &Value::from(2)),
        "{words}"
    );
    write("surname,given,login\nКонсольев,Асан,con.asan\n,Ая,con.new\n");
    let (code, told, words) = import(&[]);
    assert_eq!(
        (code, &told["counts"]["wrong"]),
        (Some(2), &Value::from(1)),
        "{words}"
    );
    let problem = &told["rows"][1]["problems"][0];
    assert_eq!(problem["column"], Value::from("surname"));
    for (text, why) in [("a,b\n1,2\n", "surname and given name"), ("", "empty")] {
        write(text);
        let (code, _, words) = import(&[]);
        assert_eq!(code, Some(1), "{words}");
        assert!(words.contains(why), "{words}");
    }
}
